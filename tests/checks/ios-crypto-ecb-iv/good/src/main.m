#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>

@interface Sealer : NSObject
@end
@implementation Sealer
+ (void)load
{
    char out[64];
    size_t n;
    CCCryptorRef stream;
    NSData *vector = [NSData dataWithContentsOfFile:NSTemporaryDirectory()];
    NSData *key = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, [key bytes], 32, [vector bytes], "text of sixteen!", 16,
            out, 64, &n);
    /* a stream cipher has no vector */
    CCCryptorCreate(kCCEncrypt, kCCAlgorithmRC4, 0, [key bytes], 16, 0, &stream);
}
@end
int main(void)
{
    return 0;
}
