#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    NSDictionary *key = @{OF(kSecAttrKeyType) : OF(kSecAttrKeyTypeRSA), OF(kSecAttrKeySizeInBits) : @1024};
    NSDictionary *curve = @{OF(kSecAttrKeyType) : OF(kSecAttrKeyTypeECSECPrimeRandom), OF(kSecAttrKeySizeInBits) : @192};
    SecKeyGeneratePair((__bridge CFDictionaryRef)curve, 0, 0);
    return SecKeyCreateRandomKey((__bridge CFDictionaryRef)key, 0) == 0;
}
