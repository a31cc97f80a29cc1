#include "facts/signer_digest.h"

#include <openssl/evp.h>
#include <string.h>

#include "base/base64.h"

#define MAX_DIGEST 32U
#define MAX_BYTES  4096U /* of a certificate written out */

typedef struct decoded {
    uint8_t bytes[MAX_BYTES];
    size_t n;
} decoded;

static bool from_hex(aa_bytes text, decoded *out)
{
    size_t digits = 0;
    out->n = 0;
    for (size_t i = 0; i < text.n; i++) {
        int digit = aa_hex_digit(text.p[i]);
        if (text.p[i] == ':' || text.p[i] == ' ')
            continue;
        if (digit < 0 || digits / 2 >= MAX_BYTES)
            return false;
        unsigned high = digits % 2 == 0 ? 0 : (unsigned)out->bytes[digits / 2] << 4;
        out->bytes[digits / 2] = (uint8_t)((high | (unsigned)digit) & 0xFFU);
        digits++;
    }
    out->n = digits / 2;
    return digits % 2 == 0;
}

static bool is_digest(size_t n)
{
    return n == 16 || n == 20 || n == 32;
}

static bool decode(aa_bytes text, decoded *out)
{
    if (is_digest(text.n)) {
        memcpy(out->bytes, text.p, text.n);
        out->n = text.n;
        bool print = true;
        for (size_t i = 0; i < text.n; i++)
            print = print && text.p[i] >= 0x20 && text.p[i] < 0x7f;
        if (!print)
            return true;
    }
    if (from_hex(text, out) && (is_digest(out->n) || out->n >= 256))
        return true;
    return aa_base64_read(text, AA_BASE64_LINES, out->bytes, MAX_DIGEST, &out->n) && is_digest(out->n);
}

static bool is_of(const aa_certificate *c, const decoded *d)
{
    const EVP_MD *digests[] = {EVP_md5(), EVP_sha1(), EVP_sha256()};
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (c->der.n == d->n && memcmp(c->der.p, d->bytes, d->n) == 0)
        return true;
    for (size_t i = 0; i < sizeof digests / sizeof digests[0]; i++)
        if (EVP_Digest(c->der.p, c->der.n, digest, &n, digests[i], NULL) == 1 && n == d->n &&
            memcmp(digest, d->bytes, n) == 0)
            return true;
    return false;
}

static bool is_of_part(const aa_signature *s, const decoded *d)
{
    for (size_t i = 0; i < s->current_count; i++)
        if (is_of(s->current[i], d))
            return true;
    return false;
}

aa_signer_match aa_signer_matches(const aa_signing *signing, aa_bytes text)
{
    decoded d;
    size_t known = 0;
    if (signing == NULL || !decode(text, &d))
        return AA_SIGNER_UNKNOWN;
    for (size_t i = 0; i < signing->count; i++) {
        const aa_signature *s = signing->parts[i].signature;
        known += s == NULL ? 0 : s->current_count;
        if (s != NULL && is_of_part(s, &d))
            return AA_SIGNER_SAME;
    }
    return known == 0 ? AA_SIGNER_UNKNOWN : AA_SIGNER_OTHER;
}
