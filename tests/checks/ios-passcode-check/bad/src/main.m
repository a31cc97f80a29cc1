#import <LocalAuthentication/LocalAuthentication.h>

int main(void)
{
    LAContext *context = [LAContext new];
    if ([context canEvaluatePolicy:LAPolicyDeviceOwnerAuthenticationWithBiometrics error:0])
        NSLog(@"a finger will do");
    return 0;
}
