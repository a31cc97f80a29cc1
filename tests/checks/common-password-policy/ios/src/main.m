#import <UIKit/UIKit.h>

@interface Settings : UIViewController
@end
@implementation Settings
+ (void)load
{
    [[[UITextField alloc] init] setPlaceholder:@"The password must have 8 characters"];
}
@end
int main(void)
{
    return 0;
}
