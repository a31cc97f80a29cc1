#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

#import <Security/Security.h>

__attribute__((noinline)) static bool is_good(SecTrustRef trust)
{
    return SecTrustEvaluateWithError(trust, NULL);
}

@interface Judge : NSObject
@end
@implementation Judge
- (void)URLSession:(NSURLSession *)session
    didReceiveChallenge:(NSURLAuthenticationChallenge *)challenge
      completionHandler:(NSURLChallengeAnswer)answer
{
    SecTrustRef trust = [[challenge protectionSpace] serverTrust];
    if (is_good(trust))
        answer(0, [NSURLCredential credentialForTrust:trust]);
    else
        answer(2, nil);
}
@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [Judge new];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
