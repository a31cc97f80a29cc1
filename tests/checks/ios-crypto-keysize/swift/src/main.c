/* What the Swift compiler makes of SecKeyCreateRandomKey([kSecAttrKeyType: …, kSecAttrKeySizeInBits: 1024]): keys
 * and boxed values lie one behind the other in a new array, and the keys were retained. */
#include <stdint.h>

typedef struct {
    void *array, **elements;
} pair;
pair new_array(long count, void *type) __asm__("_$ss27_allocateUninitializedArrayySayxG_BptBwlF");
void *dictionary(void *array, void *key, void *value, void *hash)
    __asm__("_$sSD17dictionaryLiteralSDyxq_Gx_q_td_tcfC");
void *bridged(void *dictionary, void *key, void *value, void *hash)
    __asm__("_$sSD10FoundationE19_bridgeToObjectiveCSo12NSDictionaryCyF");
extern char Int __asm__("_$sSiN");
extern void *const kSecAttrKeyType, *const kSecAttrKeySizeInBits, *const kSecAttrKeyTypeRSA;
void *objc_retain(void *object);
void *SecKeyCreateRandomKey(void *attributes, void **error);

int main(void)
{
    pair p = new_array(2, 0);
    p.elements[4] = kSecAttrKeyType;
    objc_retain(kSecAttrKeyType);
    p.elements[5] = kSecAttrKeyType;
    p.elements[6] = kSecAttrKeyTypeRSA;
    p.elements[10] = kSecAttrKeySizeInBits;
    p.elements[11] = (void *)1024;
    p.elements[14] = &Int;
    return SecKeyCreateRandomKey(bridged(dictionary(p.array, 0, 0, 0), 0, 0, 0), 0) == 0;
}
