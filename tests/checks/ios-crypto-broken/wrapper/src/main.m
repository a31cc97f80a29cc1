#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>

/* A wrapper of which the app uses the sound half. */
@interface Sealer : NSObject
@end
@implementation Sealer
+ (int)seal:(const void *)key with:(int)algorithm
{
    char out[64];
    size_t n;
    return CCCrypt(kCCEncrypt, (uint32_t)algorithm, kCCOptionPKCS7Padding, key, 32, key, "text", 4, out, 64, &n);
}
+ (int)sealBadly:(const void *)key
{
    return [self seal:key with:kCCAlgorithmDES];
}
+ (int)sealWell:(const void *)key
{
    return [self seal:key with:kCCAlgorithmAES];
}
@end
int main(int argc, char **argv)
{
    return [Sealer sealWell:argv[1]];
}
