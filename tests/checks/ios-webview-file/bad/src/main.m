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

/* A literal as Swift writes it where nothing is optimized. */
typedef struct SwiftString {
    void *count, *object;
} SwiftString;
extern SwiftString literal(const char *text, long length, long ascii)
    __asm__("_$sSS21_builtinStringLiteral17utf8CodeUnitCount7isASCIISSBp_BwBi1_tcfC");
extern NSString *bridge(SwiftString text) __asm__("_$sSS10FoundationE19_bridgeToObjectiveCSo8NSStringCyF");

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [[WKWebView new] setValue:@YES forKey:@"allowFileAccessFromFileURLs"];
    [[WKWebView new] setValue:@"Yes" forKey:bridge(literal("allowUniversalAccessFromFileURLs", 32, 1))];
    [[WKWebView new] loadFileURL:nil allowingReadAccessToURL:[NSURL fileURLWithPath:NSHomeDirectory()]];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
