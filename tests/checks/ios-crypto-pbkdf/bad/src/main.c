#include <CommonCrypto/CommonCrypto.h>

static const uint8_t salt[8] = {1, 2, 3, 4, 5, 6, 7, 8};

int main(int argc, char **argv)
{
    uint8_t key[32];
    CCKeyDerivationPBKDF(kCCPBKDF2, argv[1], 8, salt, 8, kCCPRFHmacAlgSHA256, 1000, key, 32);
    CCKeyDerivationPBKDF(kCCPBKDF2, argv[1], 8, (const uint8_t *)argv[2], 8, kCCPRFHmacAlgSHA256, 310000, key, 32);
    return CCKeyDerivationPBKDF(kCCPBKDF2, argv[1], 8, 0, 0, kCCPRFHmacAlgSHA1, (unsigned)argc, key, 32);
}
