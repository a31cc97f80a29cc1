#import <UIKit/UIKit.h>

@interface Settings : UIViewController
@end
@implementation Settings
+ (void)load
{
    [[[UITextField alloc] init] setPlaceholder:@"Name"];
}
@end
int main(void)
{
    return 0;
}
