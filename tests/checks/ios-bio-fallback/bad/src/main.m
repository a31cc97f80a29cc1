#import <LocalAuthentication/LocalAuthentication.h>
#include <Security/Security.h>

int main(void)
{
    LAContext *context = [LAContext new];
    SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, 1, 0);
    SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenUnlockedThisDeviceOnly, 8 | 1 << 14 | 16, 0);
    [context evaluatePolicy:LAPolicyDeviceOwnerAuthentication
            localizedReason:@"Log in"
                      reply:^(BOOL success, NSError *error) {
                        if (success)
                            NSLog(@"welcome");
                      }];
    return 0;
}
