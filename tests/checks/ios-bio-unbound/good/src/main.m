#import <LocalAuthentication/LocalAuthentication.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    LAContext *context = [LAContext new];
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    SecAccessControlRef control =
        SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 8, 0);
    NSDictionary *item = @{
        OF(kSecClass) : OF(kSecClassGenericPassword),
        OF(kSecAttrAccessControl) : (__bridge id)control,
        OF(kSecUseAuthenticationContext) : context,
        OF(kSecValueData) : data,
    };
    [context evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
            localizedReason:@"Log in"
                      reply:^(BOOL success, NSError *error) {
                        if (success)
                            SecItemCopyMatching((__bridge CFDictionaryRef)item, 0);
                      }];
    return SecItemAdd((__bridge CFDictionaryRef)item, 0);
}
