#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern NSString *const UIScreenCapturedDidChangeNotification;
@interface Watcher : NSObject
- (void)addObserver:(id)observer selector:(SEL)selector name:(NSString *)name object:(id)object;
@end
@implementation Watcher
- (void)addObserver:(id)observer selector:(SEL)selector name:(NSString *)name object:(id)object
{
}
@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [[Watcher new] addObserver:self selector:@selector(description) name:UIScreenCapturedDidChangeNotification object:nil];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
