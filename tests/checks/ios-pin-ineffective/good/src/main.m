#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

@interface TrustKit : NSObject
+ (void)initSharedInstanceWithConfiguration:(NSDictionary *)configuration;
@end
@implementation TrustKit

+ (void)initSharedInstanceWithConfiguration:(NSDictionary *)configuration
{
}

@end
@interface AFSecurityPolicy : NSObject
+ (instancetype)policyWithPinningMode:(NSUInteger)mode;
- (void)setAllowInvalidCertificates:(BOOL)value;
- (void)setValidatesDomainName:(BOOL)value;
@end
@implementation AFSecurityPolicy

+ (instancetype)policyWithPinningMode:(NSUInteger)mode
{
    return [self new];
}

- (void)setAllowInvalidCertificates:(BOOL)value
{
}

- (void)setValidatesDomainName:(BOOL)value
{
}

@end

@interface AppDelegate : NSObject
@end
@implementation AppDelegate

- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    [AFSecurityPolicy policyWithPinningMode:1];
    return YES;
}

@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
