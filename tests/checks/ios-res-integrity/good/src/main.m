#import <Foundation/Foundation.h>
#import <UIKit/UIKit.h>

typedef struct Dl_info {
    const char *dli_fname;
    void *dli_fbase;
    const char *dli_sname;
    void *dli_saddr;
} Dl_info;
extern int dladdr(const void *address, Dl_info *info);
extern unsigned char *CC_MD5(const void *data, unsigned n, unsigned char *out);
extern int strcmp(const char *a, const char *b);

/* A digest over the section of code, found by the load commands of the loaded program. */
__attribute__((noinline)) static int checksum(void)
{
    Dl_info info;
    unsigned char digest[16];
    if (dladdr((const void *)checksum, &info) == 0)
        return 0;
    const char *section = (const char *)info.dli_fbase + 104;
    while (strcmp(section, "__text") != 0)
        section += 80;
    CC_MD5((const char *)info.dli_fbase + *(const unsigned *)(section + 48), 64, digest);
    return digest[0];
}

@interface AppDelegate : NSObject
@end
@implementation AppDelegate
- (BOOL)application:(id)application didFinishLaunchingWithOptions:(id)options
{
    if (![[[NSBundle mainBundle] bundleIdentifier] isEqualToString:@"org.example.app"])
        exit(1);
    NSString *path = [[NSBundle mainBundle] pathForResource:@"embedded" ofType:@"mobileprovision"];
    NSLog(@"%@", [NSData dataWithContentsOfFile:path]);
    NSLog(@"%d", checksum());
    return YES;
}
@end

extern int UIApplicationMain(int argc, char **argv, NSString *principal, NSString *delegate);
extern NSString *NSStringFromClass(Class type);

int main(int argc, char **argv)
{
    return UIApplicationMain(argc, argv, nil, NSStringFromClass([AppDelegate class]));
}
