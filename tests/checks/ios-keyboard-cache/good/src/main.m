#import <UIKit/UIKit.h>

@interface Form : UIViewController
@end
@implementation Form
+ (void)load
{
    UITextField *number = [[UITextField alloc] init], *card = [[UITextField alloc] init];
    UITextField *password = [[UITextField alloc] init], *search = [[UITextField alloc] init];
    [number setPlaceholder:@"身分證字號"];
    [number setAutocorrectionType:1];
    [card setPlaceholder:@"card number"];
    [card setKeyboardType:4];
    [password setPlaceholder:@"密碼"];
    [password setSecureTextEntry:1];
    [search setPlaceholder:@"搜尋"];
}
@end
int main(void)
{
    return 0;
}
