#import <Foundation/Foundation.h>
#include <Security/Security.h>

#define OF(x) (__bridge id)(x)

int main(void)
{
    NSDictionary *key = @{OF(kSecAttrKeyType) : OF(kSecAttrKeyTypeRSA), OF(kSecAttrKeySizeInBits) : @2048};
    NSDictionary *curve = @{OF(kSecAttrKeyType) : OF(kSecAttrKeyTypeECSECPrimeRandom), OF(kSecAttrKeySizeInBits) : @256};
    SecKeyGeneratePair((__bridge CFDictionaryRef)curve, 0, 0);
    return SecKeyCreateRandomKey((__bridge CFDictionaryRef)key, 0) == 0;
}
