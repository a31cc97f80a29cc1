#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

static BOOL is_open(void)
{
    NSFileManager *files = [NSFileManager defaultManager];
    if ([files fileExistsAtPath:@"/Applications/Cydia.app"])
        return YES;
    return [files fileExistsAtPath:@"/private/var/lib/apt"];
}

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    if (is_open())
        exit(1);
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, @"AppDelegate");
}
