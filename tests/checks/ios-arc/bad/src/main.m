#import <Foundation/Foundation.h>

@interface Note : NSObject {
    NSString *text;
}
- (void)keep:(NSString *)other;
@end

@implementation Note
- (void)keep:(NSString *)other
{
    text = [other copy];
}
@end

int main(void)
{
    [[Note new] keep:@"x"];
    return 0;
}
