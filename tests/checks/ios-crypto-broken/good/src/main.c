#include <CommonCrypto/CommonCrypto.h>

/* The number of another argument is that of DES: no cipher of that name. */
int main(int argc, char **argv)
{
    char out[64];
    size_t n;
    return CCCrypt(kCCDecrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, argv[0], 32, argv[1], argv[2], 16, out, 64, &n);
}
