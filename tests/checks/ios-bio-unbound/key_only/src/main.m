#import <LocalAuthentication/LocalAuthentication.h>
#include <Security/Security.h>

/* The access control lets the key sign (bit 30) and asks nobody for anything. */
int main(void)
{
    LAContext *context = [LAContext new];
    SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, 1UL << 30, 0);
    [context evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
            localizedReason:@"Log in"
                      reply:^(BOOL success, NSError *error) {
                        if (success)
                            NSLog(@"welcome");
                      }];
    return 0;
}
