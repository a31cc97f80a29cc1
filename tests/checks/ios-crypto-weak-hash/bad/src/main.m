#include <CommonCrypto/CommonCrypto.h>
#import <UIKit/UIKit.h>

@interface Login : UIViewController
@end
@implementation Login
- (void)send:(UITextField *)field
{
    unsigned char out[20];
    UITextField *password = [[UITextField alloc] init];
    const char *text = [[password text] UTF8String];
    CC_MD5(text, 8, out);
    CCHmac(kCCHmacAlgMD5, text, 8, "text", 4, out);
}
@end
int main(int argc, char **argv)
{
    unsigned char out[20];
    CC_SHA1(argv[0], 4, out);
    return UIApplicationMain(argc, argv, 0, @"Login");
}
