#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    NSDictionary *item = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccessible) : OF(kSecAttrAccessibleWhenUnlockedThisDeviceOnly),
        OF(kSecValueData) : data,
    };
    NSDictionary *query = @{OF(kSecAttrAccessible) : OF(kSecAttrAccessibleAlways)};
    NSDictionary *silent = @{OF(kSecClass) : OF(kSecClassGenericPassword), OF(kSecValueData) : data};
    SecAccessControlRef control =
        SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 8, 0);
    NSDictionary *bound = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccessControl) : (__bridge id)control,
        OF(kSecValueData) : data,
    };
    SecItemDelete((__bridge CFDictionaryRef)query); /* cleans up what an older version kept */
    SecItemAdd((__bridge CFDictionaryRef)silent, 0);
    SecItemAdd((__bridge CFDictionaryRef)bound, 0);
    return SecItemAdd((__bridge CFDictionaryRef)item, 0);
}
