#import <Foundation/Foundation.h>

int main(int argc, char **argv)
{
    NSString *text = [NSString stringWithUTF8String:argv[1]];
    NSLog(@"password: %@", @"is missing");
    NSLog(@"password: %d characters", argc);
    NSLog(@"100%% token expired %@", text);
    return printf("state: %s\n", argv[1]);
}
