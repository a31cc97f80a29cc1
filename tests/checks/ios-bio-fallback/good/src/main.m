#import <LocalAuthentication/LocalAuthentication.h>
#include <Security/Security.h>

int main(void)
{
    LAContext *context = [LAContext new];
    SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 8 | 1UL << 30, 0);
    if ([context canEvaluatePolicy:LAPolicyDeviceOwnerAuthentication error:0]) /* asks for a passcode, takes none */
        [context evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
                localizedReason:@"Log in"
                          reply:^(BOOL success, NSError *error) {
                            if (success)
                                NSLog(@"welcome");
                          }];
    return 0;
}
