#import <Foundation/Foundation.h>

int main(void)
{
    [[[NSURLSession sharedSession] dataTaskWithURL:[NSURL URLWithString:@"https://api.example.tw"]
                                 completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {
                                   NSLog(@"done");
                                 }] resume];
    return 0;
}
