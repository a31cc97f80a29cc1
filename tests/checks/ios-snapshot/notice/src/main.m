#import <UIKit/UIKit.h>

@interface Delegate : UIResponder <UIApplicationDelegate>
@property(strong) UIWindow *window;
@end
@implementation Delegate
- (void)leave
{
    [self.window setHidden:1];
}
- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options
{
    [[NSNotificationCenter defaultCenter] addObserver:self
                                             selector:@selector(leave)
                                                 name:UIApplicationDidEnterBackgroundNotification
                                               object:0];
    return 1;
}
@end
int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, 0, NSStringFromClass([Delegate class]));
}
