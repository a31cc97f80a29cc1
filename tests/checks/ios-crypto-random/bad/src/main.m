#include <CommonCrypto/CommonCrypto.h>
#import <Foundation/Foundation.h>

int main(void)
{
    char out[32];
    NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:@"https://api.example.tw"]];
    [request setValue:[NSString stringWithFormat:@"%d", rand()] forHTTPHeaderField:@"X-Session"];
    return 0;
}
