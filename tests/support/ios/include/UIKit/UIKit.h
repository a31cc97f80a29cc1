/* UIKit, as far as test sources use it. */
#pragma once
#include "../Foundation/Foundation.h"

typedef struct {
    CGFloat x, y, width, height;
} CGRect;

@interface UIResponder : NSObject
@end
@interface UIView : UIResponder
- (instancetype)initWithFrame:(CGRect)frame;
- (void)addSubview:(UIView *)view;
- (void)setHidden:(BOOL)hidden;
@end
@interface UIWindow : UIView
- (void)setRootViewController:(id)controller;
- (void)makeKeyAndVisible;
@end
@interface UITextField : UIView
- (void)addTarget:(id)target action:(SEL)action forControlEvents:(NSUInteger)events;
- (void)setSecureTextEntry:(BOOL)secure;
- (void)setAutocorrectionType:(NSInteger)type;
- (void)setKeyboardType:(NSInteger)type;
- (void)setPlaceholder:(NSString *)text;
- (void)setTextContentType:(NSString *)type;
- (NSString *)text;
@end
@interface UIImage : NSObject
@end
@interface UIImageView : UIView
@end
@interface UIViewController : UIResponder
- (void)viewDidLoad;
- (void)viewWillAppear:(BOOL)animated;
- (UIView *)view;
@end
@class UIApplication;
@protocol UIApplicationDelegate <NSObject>
@optional
- (BOOL)application:(UIApplication *)application didFinishLaunchingWithOptions:(NSDictionary *)options;
- (BOOL)application:(UIApplication *)application openURL:(NSURL *)url options:(NSDictionary *)options;
- (BOOL)application:(UIApplication *)application shouldAllowExtensionPointIdentifier:(NSString *)identifier;
- (void)applicationDidEnterBackground:(UIApplication *)application;
- (void)applicationWillResignActive:(UIApplication *)application;
@end
@interface UIApplication : UIResponder
+ (UIApplication *)sharedApplication;
- (BOOL)canOpenURL:(NSURL *)url;
- (void)openURL:(NSURL *)url options:(NSDictionary *)options completionHandler:(void (^)(BOOL))handler;
- (BOOL)isProtectedDataAvailable;
@end
@interface UIPasteboard : NSObject
+ (UIPasteboard *)generalPasteboard;
+ (UIPasteboard *)pasteboardWithUniqueName;
+ (UIPasteboard *)pasteboardWithName:(NSString *)name create:(BOOL)create;
- (void)setString:(NSString *)text;
- (void)setItems:(NSArray *)items options:(NSDictionary *)options;
- (NSString *)string;
@end
@interface UIScreen : NSObject
+ (UIScreen *)mainScreen;
- (BOOL)isCaptured;
@end
@interface UIDevice : NSObject
+ (UIDevice *)currentDevice;
- (id)identifierForVendor;
@end
@interface UIWebView : UIView
- (void)loadRequest:(NSURLRequest *)request;
- (void)loadHTMLString:(NSString *)html baseURL:(NSURL *)base;
@end
extern NSString *const UIApplicationDidEnterBackgroundNotification, *const UIScreenCapturedDidChangeNotification,
    *const UIApplicationUserDidTakeScreenshotNotification;
int UIApplicationMain(int argc, char *argv[], NSString *principal, NSString *delegate);
