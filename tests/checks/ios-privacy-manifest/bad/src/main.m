#import <Foundation/Foundation.h>

int main(void)
{
    [[NSUserDefaults standardUserDefaults] setObject:@"en" forKey:@"language"];
    return 0;
}
