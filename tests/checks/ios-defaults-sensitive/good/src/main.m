#import <Foundation/Foundation.h>

int main(void)
{
    NSUserDefaults *defaults = [NSUserDefaults standardUserDefaults];
    NSString *text = [[NSString alloc] initWithData:[NSData dataWithContentsOfFile:NSHomeDirectory()] encoding:4];
    NSMutableDictionary *form = [NSMutableDictionary new];
    [form setObject:text forKey:@"password"]; /* what is sent is not kept */
    [defaults setObject:0 forKey:@"password"];
    [defaults setBool:1 forKey:@"password"];
    [defaults setObject:@"never" forKey:@"password"];
    [defaults setObject:text forKey:@"theme"];
    return [form writeToFile:NSTemporaryDirectory() atomically:1];
}
