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

aa_err aa_sha256(aa_bytes data, uint8_t out[32])
{
    unsigned n = 0;
    return EVP_Digest(data.p, data.n, out, &n, EVP_sha256(), NULL) == 1 ? AA_OK : AA_E_NOMEM;
}

aa_err aa_sha1(aa_bytes data, uint8_t out[20])
{
    unsigned n = 0;
    return EVP_Digest(data.p, data.n, out, &n, EVP_sha1(), NULL) == 1 ? AA_OK : AA_E_NOMEM;
}

aa_err aa_sha256_hex(aa_bytes data, char out[AA_SHA256_HEX])
{
    uint8_t digest[32];
    aa_err err = aa_sha256(data, digest);
    if (err == AA_OK)
        aa_hex(aa_bytes_of(digest, sizeof digest), out);
    return err;
}
