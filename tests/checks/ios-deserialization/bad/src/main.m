#import <Foundation/Foundation.h>

int main(void)
{
    NSData *data = [NSData dataWithContentsOfURL:[NSURL URLWithString:@"https://api.example.tw/state"]];
    [NSKeyedUnarchiver unarchiveObjectWithData:data];
    return [NSKeyedUnarchiver unarchiveObjectWithFile:NSHomeDirectory()] != 0;
}
