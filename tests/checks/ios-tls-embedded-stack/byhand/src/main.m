#import <Foundation/Foundation.h>
#import <Security/Security.h>
#import <UIKit/UIKit.h>

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    CFReadStreamRef reader;
    CFWriteStreamRef writer;
    CFStreamCreatePairWithSocketToHost(0, (__bridge CFStringRef) @"example.com", 443, &reader, &writer);
    CFMutableDictionaryRef loose =
        CFDictionaryCreateMutable(0, 1, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks);
    CFDictionarySetValue(loose, kCFStreamSSLValidatesCertificateChain, kCFBooleanFalse);
    CFReadStreamSetProperty(reader, kCFStreamPropertySSLSettings, loose);
    CFTypeRef trust = CFReadStreamCopyProperty(reader, kCFStreamPropertySSLPeerTrust);
    if (!SecTrustEvaluateWithError((void *)trust, 0))
        CFRelease(reader);
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
