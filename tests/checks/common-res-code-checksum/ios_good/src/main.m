#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

extern unsigned char *CC_SHA256(const void *data, unsigned n, unsigned char *out);
extern unsigned char *getsectiondata(const void *header, const char *segment, const char *section,
                                     unsigned long *size);
extern const void *_dyld_get_image_header(unsigned index);

static const unsigned char expected[32] = {1, 2, 3};

/* A digest over the code that is loaded, compared. */
__attribute__((noinline)) static int is_whole(void)
{
    unsigned long size = 0;
    unsigned char digest[32];
    const unsigned char *code = getsectiondata(_dyld_get_image_header(0), "__TEXT", "__text", &size);
    CC_SHA256(code, (unsigned)size, digest);
    return [[NSData dataWithBytes:digest length:sizeof digest]
        isEqualToData:[NSData dataWithBytes:expected length:sizeof expected]];
}

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    if (!is_whole())
        exit(1);
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
