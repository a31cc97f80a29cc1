#import <Foundation/Foundation.h>

int main(void)
{
    NSURLSessionConfiguration *plain = [NSURLSessionConfiguration defaultSessionConfiguration];
    [plain setURLCache:0];
    return [NSURLSession sessionWithConfiguration:plain delegate:0 delegateQueue:0] == 0;
}
