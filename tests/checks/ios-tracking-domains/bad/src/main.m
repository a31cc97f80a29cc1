#import <Foundation/Foundation.h>

@interface ATTrackingManager : NSObject
+ (void)requestTrackingAuthorizationWithCompletionHandler:(void (^)(NSUInteger status))handler;
@end

@interface Starter : NSObject
@end
@implementation Starter
+ (void)load
{
    [ATTrackingManager requestTrackingAuthorizationWithCompletionHandler:^(NSUInteger status) {
      (void)status;
    }];
    (void)[NSURL URLWithString:@"https://events.appsflyersdk.com/v1/open"];
}
@end
int main(void)
{
    return 0;
}
