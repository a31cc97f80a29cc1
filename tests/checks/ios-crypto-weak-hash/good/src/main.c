#include <CommonCrypto/CommonCrypto.h>

int main(int argc, char **argv)
{
    unsigned char out[32];
    CCHmac(kCCHmacAlgSHA1, argv[1], 4, "text", 4, out); /* one-time codes are made so */
    CC_SHA256(argv[0], 4, out);
    return out[0];
}
