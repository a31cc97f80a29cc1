#include <CommonCrypto/CommonCrypto.h>

static int32_t with(uint32_t algorithm, const void *key, const void *in, void *out)
{
    size_t n;
    return CCCrypt(kCCEncrypt, algorithm, kCCOptionPKCS7Padding, key, 8, key, in, 16, out, 32, &n);
}

__attribute__((noinline)) int32_t seal(const void *key, const void *in, void *out)
{
    return with(kCCAlgorithm3DES, key, in, out);
}

int main(int argc, char **argv)
{
    char out[64];
    CCCryptorRef stream;
    CCCryptorCreate(kCCEncrypt, kCCAlgorithmRC4, 0, argv[2], 16, 0, &stream);
    return seal(argv[0], argv[1], out);
}
