#import <UIKit/UIKit.h>

@interface Form : UIViewController
@end
@implementation Form
+ (void)load
{
    UITextField *number = [[UITextField alloc] init];
    [number setPlaceholder:@"身分證字號"];
    [number setAutocorrectionType:2];
}
@end
int main(void)
{
    return 0;
}
