/* What the app keeps. */
#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

enum { current_biometry = 8 }; /* kSecAccessControlBiometryCurrentSet */

@interface Vault : NSObject
@end
@implementation Vault

+ (void)keepSession:(NSData *)session
{
    SecAccessControlRef control = SecAccessControlCreateWithFlags(
        0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, current_biometry, 0);
    NSDictionary *item = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"session",
        OF(kSecAttrAccessControl) : (__bridge id)control,
        OF(kSecValueData) : session,
    };
    SecItemAdd((__bridge CFDictionaryRef)item, 0);
}

+ (NSData *)sessionWith:(id)context
{
    CFTypeRef data = 0;
    NSDictionary *query = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"session",
        OF(kSecUseAuthenticationContext) : context,
        OF(kSecReturnData) : OF(kCFBooleanTrue),
    };
    return SecItemCopyMatching((__bridge CFDictionaryRef)query, &data) == 0 ? (__bridge NSData *)data : nil;
}

/* For this run alone: the key is kept nowhere. */
+ (NSData *)seal:(NSData *)policies
{
    char out[4096];
    uint8_t key[kCCKeySizeAES256], start[16];
    size_t size = 0;
    if (SecRandomCopyBytes(kSecRandomDefault, sizeof(key), key) != 0 ||
        SecRandomCopyBytes(kSecRandomDefault, sizeof(start), start) != 0)
        return nil;
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, key, sizeof(key), start, [policies bytes],
            [policies length], out, sizeof(out), &size);
    return [NSData dataWithBytes:out length:size];
}

@end
