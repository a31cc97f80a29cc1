#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern void mbedtls_ssl_conf_authmode(void *config, int mode);

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    static int config[64];
    mbedtls_ssl_conf_authmode(config, 0);
    mbedtls_ssl_conf_authmode(config, 1);
    mbedtls_ssl_conf_authmode(config, 2);
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
