#import <LocalAuthentication/LocalAuthentication.h>
#include <Security/Security.h>

int main(void)
{
    LAContext *context = [LAContext new];
    if (![context canEvaluatePolicy:LAPolicyDeviceOwnerAuthentication error:0])
        NSLog(@"set a passcode");
    return SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 8, 0) == 0;
}
