/* Talking with the server; App Transport Security holds its pins. */
#import <Foundation/Foundation.h>

@interface Connection : NSObject
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
                                      delegate:nil
                                 delegateQueue:nil];
    [[session dataTaskWithRequest:request
                completionHandler:^(NSData *data, NSURLResponse *response, NSError *error){
                }] resume];
}

@end
