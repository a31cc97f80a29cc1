#import <UIKit/UIKit.h>

@interface Login : UIViewController
@property(strong) UITextField *outlet;
@end
@implementation Login
- (void)viewDidLoad
{
    [self.outlet setPlaceholder:@"密碼"]; /* set up in a storyboard */
}
+ (void)load
{
    UITextField *password = [[UITextField alloc] init], *hint = [[UITextField alloc] init];
    [password setPlaceholder:@"密碼"];
    [password setSecureTextEntry:1];
    [hint setPlaceholder:@"密碼提示"];
}
@end
int main(void)
{
    return 0;
}
