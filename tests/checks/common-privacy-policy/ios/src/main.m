#import <UIKit/UIKit.h>

@interface Settings : UIViewController
@end
@implementation Settings
+ (void)load
{
    [[[UITextField alloc] init] setPlaceholder:@"Privacy Policy"];
}
@end
int main(void)
{
    return 0;
}
