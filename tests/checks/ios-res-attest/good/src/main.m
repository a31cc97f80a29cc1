#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface DCAppAttestService : NSObject
+ (DCAppAttestService *)sharedService;
- (void)attestKey:(NSString *)key clientDataHash:(NSData *)hash completionHandler:(void (^)(NSData *, NSError *))done;
@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [[DCAppAttestService sharedService] attestKey:@"key" clientDataHash:nil completionHandler:nil];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
