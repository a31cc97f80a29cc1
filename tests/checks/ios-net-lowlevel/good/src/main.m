#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern id nw_parameters_create_secure_tcp(id tls, id tcp);
extern id disable __asm__("__nw_parameters_configure_protocol_disable");
extern id usual __asm__("__nw_parameters_configure_protocol_default_configuration");
extern void *tcp_parameters(void) __asm__("_$s7Network12NWParametersC3tcpACvgZ");
extern void *tls_parameters(void) __asm__("_$s7Network12NWParametersC3tlsACvgZ");

#include <libc.h>

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    CFReadStreamRef reader;
    CFWriteStreamRef writer;
    int fd = socket(1, 1, 0); /* stays on the device */
    connect(fd, "", 16);
    CFStreamCreatePairWithSocketToHost(0, (__bridge CFStringRef) @"example.com", 443, &reader, &writer);
    CFMutableDictionaryRef settings =
        CFDictionaryCreateMutable(0, 1, &kCFTypeDictionaryKeyCallBacks, &kCFTypeDictionaryValueCallBacks);
    CFReadStreamSetProperty(reader, kCFStreamPropertySSLSettings, settings);
    nw_parameters_create_secure_tcp(usual, usual);
    tls_parameters();
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
