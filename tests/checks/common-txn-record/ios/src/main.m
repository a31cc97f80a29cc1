#import <UIKit/UIKit.h>

@interface Settings : UIViewController
@end
@implementation Settings
+ (void)load
{
    [[[UITextField alloc] init] setPlaceholder:@"Transaction history"];
}
@end
int main(void)
{
    return 0;
}
