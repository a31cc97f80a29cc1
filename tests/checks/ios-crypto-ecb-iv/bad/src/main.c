#include <CommonCrypto/CommonCrypto.h>

static const uint8_t vector[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

int main(int argc, char **argv)
{
    char out[64];
    size_t n;
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding | kCCOptionECBMode, argv[0], 32, 0, argv[2], 16, out, 64, &n);
    CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, argv[0], 32, 0, argv[2], 16, out, 64, &n);
    return CCCrypt(kCCEncrypt, kCCAlgorithmAES, kCCOptionPKCS7Padding, argv[0], 32, vector, argv[2], 16, out, 64, &n);
}
