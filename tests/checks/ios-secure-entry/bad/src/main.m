#import <UIKit/UIKit.h>

@interface Login : UIViewController
@end
@implementation Login
+ (void)load
{
    UITextField *password = [[UITextField alloc] init];
    [password setPlaceholder:@"密碼"];
    UITextField *again = [[UITextField alloc] init];
    [again setPlaceholder:@"Repeat password"];
    [again setSecureTextEntry:0];
}
@end
int main(void)
{
    return 0;
}
