#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>

@interface Sealer : NSObject
@end
@implementation Sealer
+ (void)load
{
    char out[64];
    /* the name of the key is constant, the key is not */
    NSString *key = [[NSUserDefaults standardUserDefaults] stringForKey:@"device.key"];
    CCHmac(kCCHmacAlgSHA256, [[key dataUsingEncoding:NSUTF8StringEncoding] bytes], 32, "text", 4, out);
}
@end
int main(void)
{
    return 0;
}
