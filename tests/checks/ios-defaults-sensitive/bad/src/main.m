#import <Foundation/Foundation.h>

@interface Store : NSObject
@end
@implementation Store
+ (void)keep:(NSString *)text under:(NSString *)key
{
    [[NSUserDefaults standardUserDefaults] setObject:text forKey:key];
}
+ (void)load
{
    NSUserDefaults *defaults = [NSUserDefaults standardUserDefaults];
    NSString *text = [[NSString alloc] initWithData:[NSData dataWithContentsOfFile:NSHomeDirectory()] encoding:4];
    [defaults setObject:text forKey:@"userPassword"];
    [defaults setObject:text forKey:@"id_number"];
    [defaults setObject:@"Tr0ub4dor" forKey:@"pin"];
    [self keep:text under:@"access_token"];
}
@end
int main(void)
{
    return 0;
}
