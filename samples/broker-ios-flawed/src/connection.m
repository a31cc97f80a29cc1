/* Talking with the server. */
#import <Foundation/Foundation.h>
#include <Security/Security.h>

@interface Connection : NSObject <NSURLSessionDelegate>
@end
@implementation Connection

- (void)logIn:(NSString *)user password:(NSString *)password
{
    NSMutableURLRequest *request =
        [NSMutableURLRequest requestWithURL:[NSURL URLWithString:@"https://broker.example.com/login"]];
    [request setHTTPMethod:@"POST"];
    [request setValue:user forHTTPHeaderField:@"X-User"];
    [request setHTTPBody:[password dataUsingEncoding:NSUTF8StringEncoding]];
    NSURLSession *session =
        [NSURLSession sessionWithConfiguration:[NSURLSessionConfiguration ephemeralSessionConfiguration]
                                      delegate:self
                                 delegateQueue:nil];
    [[session dataTaskWithRequest:request
                completionHandler:^(NSData *data, NSURLResponse *response, NSError *error){
                }] resume];
}

- (void)URLSession:(NSURLSession *)session
    didReceiveChallenge:(NSURLAuthenticationChallenge *)challenge
      completionHandler:(NSURLChallengeAnswer)answer
{
    SecTrustRef trust = [[challenge protectionSpace] serverTrust];
    answer(NSURLSessionAuthChallengeUseCredential, [NSURLCredential credentialForTrust:trust]);
}

@end
