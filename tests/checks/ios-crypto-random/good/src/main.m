#import <Foundation/Foundation.h>

int main(void)
{
    NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:@"https://api.example.tw"]];
    [request setValue:[NSString stringWithFormat:@"%u", arc4random()] forHTTPHeaderField:@"X-Session"];
    return rand() % 6; /* a die */
}
