#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    NSLog(@"%@", [NSURL URLWithString:@"https://uat.example.com/v1"]);
    NSLog(@"%@", [NSURL URLWithString:@"http://192.168.1.20/"]);
    NSLog(@"%@", [NSURL URLWithString:@"https://latest.example.com/"]);
    NSLog(@"%@", [NSURL URLWithString:@"http://127.0.0.1/"]);
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
