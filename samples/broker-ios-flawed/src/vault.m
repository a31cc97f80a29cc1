/* What the app keeps. */
#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

static const uint8_t key[8] = {0x4b, 0x19, 0xe2, 0x70, 0x8d, 0x36, 0xa5, 0xc1};

@interface Vault : NSObject
@end
@implementation Vault

+ (void)keepSession:(NSData *)session
{
    NSDictionary *item = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"session",
        OF(kSecAttrAccessible) : OF(kSecAttrAccessibleAlwaysThisDeviceOnly),
        OF(kSecValueData) : session,
    };
    SecItemAdd((__bridge CFDictionaryRef)item, 0);
}

+ (NSData *)seal:(NSData *)policies
{
    char out[4096];
    uint8_t start[8];
    size_t size = 0;
    SecRandomCopyBytes(kSecRandomDefault, sizeof(start), start);
    CCCrypt(kCCEncrypt, kCCAlgorithmDES, kCCOptionPKCS7Padding, key, sizeof(key), start, [policies bytes],
            [policies length], out, sizeof(out), &size);
    return [NSData dataWithBytes:out length:size];
}

@end
