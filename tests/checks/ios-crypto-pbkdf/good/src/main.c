#include <CommonCrypto/CommonCrypto.h>

int main(int argc, char **argv)
{
    uint8_t key[32];
    return CCKeyDerivationPBKDF(kCCPBKDF2, argv[1], 8, (const uint8_t *)argv[2], 16, kCCPRFHmacAlgSHA256, 700000, key,
                                32);
}
