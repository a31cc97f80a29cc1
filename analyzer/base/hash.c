#include "base/hash.h"

#include <openssl/evp.h>

void aa_hex(aa_bytes data, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < data.n; i++) {
        out[2 * i] = digits[data.p[i] >> 4];
        out[2 * i + 1] = digits[data.p[i] & 15];
    }
    out[2 * data.n] = '\0';
}

aa_err aa_sha256_hex(aa_bytes data, char out[AA_SHA256_HEX])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (EVP_Digest(data.p, data.n, digest, &n, EVP_sha256(), NULL) != 1 || n != 32)
        return AA_E_NOMEM;
    aa_hex(aa_bytes_of(digest, n), out);
    return AA_OK;
}
