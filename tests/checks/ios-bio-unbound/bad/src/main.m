#import <LocalAuthentication/LocalAuthentication.h>

int main(void)
{
    LAContext *context = [LAContext new];
    [context evaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics
            localizedReason:@"Log in"
                      reply:^(BOOL success, NSError *error) {
                        if (success)
                            NSLog(@"welcome");
                      }];
    return 0;
}
