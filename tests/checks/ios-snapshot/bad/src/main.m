#import <UIKit/UIKit.h>

@interface Delegate : UIResponder <UIApplicationDelegate>
@end
@implementation Delegate
- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options
{
    UITextField *password = [[UITextField alloc] init];
    UIView *view = [[UIView alloc] init];
    [password setSecureTextEntry:1];
    [view addSubview:password];
    return 1;
}
- (void)applicationDidEnterBackground:(UIApplication *)application
{
    NSLog(@"bye");
}
@end
int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, 0, NSStringFromClass([Delegate class]));
}
