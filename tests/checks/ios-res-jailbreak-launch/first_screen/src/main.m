#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

static BOOL is_open(void)
{
    NSFileManager *files = [NSFileManager defaultManager];
    if ([files fileExistsAtPath:@"/Applications/Cydia.app"])
        return YES;
    return [files fileExistsAtPath:@"/private/var/lib/apt"];
}

@interface FirstController : UIViewController
@end
@implementation FirstController
- (void)viewDidLoad
{
    if (is_open())
        exit(1);
}
@end

@interface OtherController : UIViewController
@end
@implementation OtherController
@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
