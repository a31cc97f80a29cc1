#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    NSDictionary *token = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"refresh_token",
        OF(kSecAttrAccessible) : OF(kSecAttrAccessibleWhenUnlocked),
        OF(kSecValueData) : data,
    };
    NSDictionary *shared = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"password",
        OF(kSecAttrSynchronizable) : OF(kCFBooleanTrue),
        OF(kSecValueData) : data,
    };
    NSDictionary *silent = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccount) : @"theme",
        OF(kSecValueData) : data,
    };
    SecItemAdd((__bridge CFDictionaryRef)token, 0);
    SecItemAdd((__bridge CFDictionaryRef)silent, 0);
    return SecItemAdd((__bridge CFDictionaryRef)shared, 0);
}
