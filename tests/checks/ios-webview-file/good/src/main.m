#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

#import <WebKit/WebKit.h>

@interface NSObject (Values)
- (void)setValue:(id)value forKey:(NSString *)key;
@end
@interface WKWebView (Files)
- (id)loadFileURL:(NSURL *)file allowingReadAccessToURL:(NSURL *)folder;
@end
@interface NSURL (Files)
+ (NSURL *)fileURLWithPath:(NSString *)path;
@end
extern NSString *NSHomeDirectory(void);

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [[WKWebView new] setValue:@NO forKey:@"allowFileAccessFromFileURLs"];
    [[WKWebView new] setValue:@"No" forKey:@"allowUniversalAccessFromFileURLs"];
    NSURL *page = [NSURL fileURLWithPath:[[NSBundle mainBundle] pathForResource:@"help" ofType:@"html"]];
    [[WKWebView new] loadFileURL:page allowingReadAccessToURL:page];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
