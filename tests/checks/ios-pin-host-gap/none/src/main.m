#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    NSLog(@"%@", [NSURL URLWithString:@"https://api.example.com/v1"]);
    NSLog(@"%@", [NSURL URLWithString:@"https://pay.example.com/v1"]);
    NSLog(@"%@", [NSURL URLWithString:@"https://elsewhere.test-vendor.org/"]);
    NSLog(@"%@", [NSURL URLWithString:@"https://127.0.0.1/"]);
    NSLog(@"%@", @"https://docs.example.com/only-shown");
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
