#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

#import <Security/Security.h>

@interface Judge : NSObject
@end
@implementation Judge
- (void)webView:(id)view
    didReceiveAuthenticationChallenge:(NSURLAuthenticationChallenge *)challenge
                    completionHandler:(NSURLChallengeAnswer)answer
{
    answer(0, [NSURLCredential credentialForTrust:[[challenge protectionSpace] serverTrust]]);
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
