#import <UIKit/UIKit.h>

@interface Code : UIViewController
@end
@implementation Code
+ (void)load
{
    UITextField *field = [[UITextField alloc] init];
    [[UIPasteboard generalPasteboard] setString:[field text]];
    [[UIPasteboard generalPasteboard] setString:NSHomeDirectory()];
}
@end
int main(void)
{
    return 0;
}
