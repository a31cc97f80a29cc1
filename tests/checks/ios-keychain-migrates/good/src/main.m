#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    SecAccessControlRef control =
        SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, 8, 0);
    NSDictionary *bound = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"refresh_token",
        OF(kSecAttrAccessControl) : (__bridge id)control,
        OF(kSecValueData) : data,
    };
    NSDictionary *token = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"password",
        OF(kSecAttrSynchronizable) : OF(kCFBooleanFalse),
        OF(kSecAttrAccessible) : OF(kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly),
        OF(kSecValueData) : data,
    };
    SecItemAdd((__bridge CFDictionaryRef)bound, 0);
    return SecItemAdd((__bridge CFDictionaryRef)token, 0);
}
