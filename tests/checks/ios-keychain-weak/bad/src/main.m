#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

__attribute__((noinline)) static void keep(NSData *data, CFStringRef class)
{
    NSMutableDictionary *item = [NSMutableDictionary new];
    [item setObject:OF(kSecClassGenericPassword) forKey:OF(kSecClass)];
    [item setObject:@"session" forKey:OF(kSecAttrAccount)];
    [item setObject:OF(class) forKey:OF(kSecAttrAccessible)];
    [item setObject:data forKey:OF(kSecValueData)];
    SecItemAdd((__bridge CFDictionaryRef)item, 0);
}

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    NSDictionary *change = @{OF(kSecAttrAccessible) : OF(kSecAttrAccessibleAfterFirstUnlock), OF(kSecValueData) : data};
    keep(data, kSecAttrAccessibleAlways);
    return SecItemUpdate(0, (__bridge CFDictionaryRef)change);
}
