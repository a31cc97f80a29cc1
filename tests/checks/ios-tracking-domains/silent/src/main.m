#import <Foundation/Foundation.h>

@interface Starter : NSObject
@end
@implementation Starter
+ (void)load
{
    (void)[NSURL URLWithString:@"https://events.appsflyersdk.com/v1/open"];
}
@end
int main(void)
{
    return 0;
}
