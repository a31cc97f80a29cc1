#import <Foundation/Foundation.h>

int main(void)
{
    NSData *data = [NSData dataWithContentsOfURL:[NSURL URLWithString:@"https://api.example.tw/state"]];
    [data writeToFile:NSHomeDirectory() atomically:1];
    return [[NSURL fileURLWithPath:NSHomeDirectory()] setResourceValue:[NSNumber numberWithBool:1]
                                                                forKey:NSURLIsExcludedFromBackupKey
                                                                 error:0];
}
