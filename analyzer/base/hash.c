#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/evp.h>

#define READ_BYTES (1U << 20)

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

static aa_err hash_all(int fd, EVP_MD_CTX *hash, uint8_t *buffer)
{
    for (off_t at = 0;;) {
        ssize_t n = pread(fd, buffer, READ_BYTES, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 ? AA_OK : AA_E_IO;
        if (EVP_DigestUpdate(hash, buffer, (size_t)n) != 1)
            return AA_E_NOMEM;
        at += n;
    }
}

aa_err aa_sha256_fd(int fd, char out[AA_SHA256_HEX])
{
    uint8_t digest[32];
    unsigned n = 0;
    uint8_t *buffer = malloc(READ_BYTES);
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    aa_err err = AA_E_NOMEM;
    if (buffer != NULL && hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1)
        err = hash_all(fd, hash, buffer);
    if (err == AA_OK && EVP_DigestFinal_ex(hash, digest, &n) != 1)
        err = AA_E_NOMEM;
    if (err == AA_OK)
        aa_hex(aa_bytes_of(digest, sizeof digest), out);
    EVP_MD_CTX_free(hash);
    free(buffer);
    return err;
}
