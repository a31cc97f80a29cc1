/* Whether the device's protection is broken. */
#import <Foundation/Foundation.h>

BOOL device_is_open(void)
{
    NSFileManager *files = [NSFileManager defaultManager];
    return [files fileExistsAtPath:@"/Applications/Cydia.app"] ||
           [files fileExistsAtPath:@"/Applications/Sileo.app"] || [files fileExistsAtPath:@"/var/jb"] ||
           [files fileExistsAtPath:@"/private/var/lib/apt"];
}
