#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface Wire : NSObject
@end
@implementation Wire

- (void)secure:(CFReadStreamRef)reader with:(CFTypeRef)settings
{
    CFReadStreamSetProperty(reader, kCFStreamPropertySSLSettings, settings);
}

@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    CFReadStreamRef reader;
    CFWriteStreamRef writer;
    CFStreamCreatePairWithSocketToHost(0, (__bridge CFStringRef) @"example.com", 443, &reader, &writer);
    [[Wire new] secure:reader with:0];
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
