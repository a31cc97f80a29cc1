#import <UIKit/UIKit.h>

extern NSString *const UIPasteboardOptionLocalOnly;

@interface Code : UIViewController
@end
@implementation Code
+ (void)load
{
    UITextField *field = [[UITextField alloc] init];
    [[UIPasteboard pasteboardWithUniqueName] setString:[field text]];
    [[UIPasteboard generalPasteboard] setString:@"https://www.example.tw"];
    [[UIPasteboard generalPasteboard] setItems:[NSMutableArray new]
                                       options:@{UIPasteboardOptionLocalOnly : [field text]}];
}
@end
int main(void)
{
    return 0;
}
