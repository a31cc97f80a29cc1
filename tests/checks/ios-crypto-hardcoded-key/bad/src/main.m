#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>

static const uint8_t secret[32] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 17, 33, 65, 129, 3, 5, 9};

@interface Sealer : NSObject
@end
@implementation Sealer
+ (NSData *)key
{
    return [@"correct horse battery staple 12" dataUsingEncoding:NSUTF8StringEncoding];
}
+ (void)load
{
    char out[64];
    size_t n;
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, secret, 32, 0, "text of sixteen!", 16, out, 64, &n);
    CCHmac(kCCHmacAlgSHA256, [[self key] bytes], 31, "text", 4, out);
}
@end
int main(void)
{
    return 0;
}
