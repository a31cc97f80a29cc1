#import <UIKit/UIKit.h>

@interface Settings : UIViewController
@end
@implementation Settings
+ (void)load
{
    [[[UITextField alloc] init] setPlaceholder:@"This device is rooted"];
}
@end
int main(void)
{
    return 0;
}
