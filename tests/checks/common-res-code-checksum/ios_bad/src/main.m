#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern unsigned char *CC_SHA256(const void *data, unsigned n, unsigned char *out);

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
/* Digests of other things, and the program's path for something else. */
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    unsigned char digest[32];
    NSData *file = [NSData dataWithContentsOfFile:[[NSBundle mainBundle] pathForResource:@"terms" ofType:@"html"]];
    CC_SHA256([file bytes], (unsigned)[file length], digest);
    return digest[0] == 0;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
