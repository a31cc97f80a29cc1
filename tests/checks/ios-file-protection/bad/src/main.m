#import <Foundation/Foundation.h>

int main(void)
{
    NSData *data = [NSData dataWithContentsOfFile:NSHomeDirectory()];
    [[NSFileManager defaultManager] createFileAtPath:NSHomeDirectory()
                                            contents:data
                                          attributes:@{NSFileProtectionKey : NSFileProtectionNone}];
    return [data writeToFile:NSHomeDirectory() options:NSDataWritingFileProtectionNone | NSDataWritingAtomic error:0];
}
