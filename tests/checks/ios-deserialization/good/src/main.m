#import <Foundation/Foundation.h>

int main(void)
{
    NSData *data = [NSData dataWithContentsOfURL:[NSURL URLWithString:@"https://api.example.tw/state"]];
    return [NSKeyedUnarchiver unarchivedObjectOfClass:[NSString class] fromData:data error:0] != 0;
}
