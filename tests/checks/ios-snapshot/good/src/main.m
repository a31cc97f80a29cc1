#import <UIKit/UIKit.h>

@interface Delegate : UIResponder <UIApplicationDelegate>
@property(strong) UIWindow *window;
@end
@implementation Delegate
- (void)cover
{
    [self.window addSubview:[[UIView alloc] init]];
}
- (void)applicationWillResignActive:(UIApplication *)application
{
    [self cover];
}
@end
int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, 0, NSStringFromClass([Delegate class]));
}
