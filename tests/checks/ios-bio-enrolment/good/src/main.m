#include <Security/Security.h>

int main(void)
{
    SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 16, 0);
    return SecAccessControlCreateWithFlags(0, kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly, 8 | 1UL << 30, 0) == 0;
}
