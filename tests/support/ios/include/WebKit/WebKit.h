/* WebKit, as far as test sources use it. */
#pragma once
#include "../UIKit/UIKit.h"

@interface WKPreferences : NSObject
- (void)setJavaScriptEnabled:(BOOL)enabled;
- (void)setJavaScriptCanOpenWindowsAutomatically:(BOOL)allowed;
@end
@protocol WKScriptMessageHandler <NSObject>
- (void)userContentController:(id)controller didReceiveScriptMessage:(id)message;
@end
@interface WKUserContentController : NSObject
- (void)addScriptMessageHandler:(id<WKScriptMessageHandler>)handler name:(NSString *)name;
@end
@interface WKWebViewConfiguration : NSObject
- (WKPreferences *)preferences;
- (WKUserContentController *)userContentController;
- (void)setWebsiteDataStore:(id)store;
@end
@interface WKWebsiteDataStore : NSObject
+ (WKWebsiteDataStore *)nonPersistentDataStore;
@end
@interface WKWebView : UIView
- (instancetype)initWithFrame:(CGRect)frame configuration:(WKWebViewConfiguration *)configuration;
- (id)loadRequest:(NSURLRequest *)request;
- (id)loadHTMLString:(NSString *)html baseURL:(NSURL *)base;
- (id)loadFileURL:(NSURL *)url allowingReadAccessToURL:(NSURL *)folder;
- (void)evaluateJavaScript:(NSString *)script completionHandler:(void (^)(id, NSError *))handler;
- (void)setInspectable:(BOOL)inspectable;
@end
