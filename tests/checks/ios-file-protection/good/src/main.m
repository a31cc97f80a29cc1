#import <Foundation/Foundation.h>

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    [[NSFileManager defaultManager] createFileAtPath:NSHomeDirectory()
                                            contents:data
                                          attributes:@{NSFileProtectionKey : NSFileProtectionComplete}];
    [data writeToFile:NSTemporaryDirectory() options:NSDataWritingAtomic error:0];
    return [data writeToFile:NSHomeDirectory() options:NSDataWritingFileProtectionComplete error:0];
}
