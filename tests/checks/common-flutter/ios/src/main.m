#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    NSLog(@"%@", [NSURL URLWithString:@"https://api.example.com:8443/v1"]);
    NSLog(@"%@", [NSURL URLWithString:@"https://api.example.com/v2"]);
    NSLog(@"%@", @"http://www.w3.org/2000/svg");
    NSLog(@"%@", @"http://www.apple.com/DTDs/PropertyList-1.0.dtd");
    NSLog(@"%@", @"https://%@/path");
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
