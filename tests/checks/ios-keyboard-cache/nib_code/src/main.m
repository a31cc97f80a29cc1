#import <UIKit/UIKit.h>

@interface Login : UIViewController
@property(nonatomic) UITextField *passwordField;
@end
@implementation Login
+ (void)load
{
    [[[Login alloc] init] viewDidLoad];
}
- (void)viewDidLoad
{
    [self.passwordField setSecureTextEntry:1];
}
@end
int main(void)
{
    return 0;
}
