#import <Foundation/Foundation.h>

int main(int argc, char **argv)
{
    NSString *text = [NSString stringWithUTF8String:argv[1]];
    NSLog(@"user %@ logged in, password: %@", [NSString stringWithUTF8String:argv[2]], text);
    return printf("access_token=%s\n", argv[1]);
}
