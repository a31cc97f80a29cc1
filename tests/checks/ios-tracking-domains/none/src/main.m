#import <Foundation/Foundation.h>

@interface Starter : NSObject
@end
@implementation Starter
+ (void)load
{
    (void)[NSURL URLWithString:@"https://events.notappsflyersdk.com/v1/open"];
}
@end
int main(void)
{
    return 0;
}
