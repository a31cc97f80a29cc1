#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

#import <WebKit/WebKit.h>
@interface NSURLRequest (Make)
+ (NSURLRequest *)requestWithURL:(NSURL *)url;
@end
@interface NSURL (Parts)
- (NSString *)host;
@end

@interface Page : NSObject
@end
@implementation Page
- (void)show:(NSString *)typed
{
    [[WKWebView new] loadHTMLString:[@"<p>" stringByAppendingString:typed] baseURL:nil];
}
@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application openURL:(NSURL *)url options:(NSDictionary *)options
{
    [[WKWebView new] loadRequest:[NSURLRequest requestWithURL:[NSURL URLWithString:@"https://example.com/"]]];
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
