#include "signing/certificate.h"

#include <limits.h>

#include <openssl/evp.h>
#include <openssl/x509.h>

static const char *name_text(aa_arena *arena, const X509_NAME *name)
{
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL)
        return NULL;
    /* UTF-8 instead of escapes; what a terminal must not see is escaped where it is shown. */
    const unsigned long flags = XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB;
    const char *text = "";
    if (X509_NAME_print_ex(bio, name, 0, flags) >= 0) {
        char *p = NULL;
        long n = BIO_get_mem_data(bio, &p);
        text = aa_arena_utf8(arena, aa_bytes_of(p, n < 0 ? 0 : (size_t)n));
    }
    BIO_free(bio);
    return text;
}

static const char *day_text(aa_arena *arena, const ASN1_TIME *time, int64_t *day_out)
{
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    struct tm tm;
    int days = 0;
    int seconds = 0;
    const char *text = "";
    *day_out = INT64_MIN;
    if (epoch != NULL && ASN1_TIME_to_tm(time, &tm) == 1 &&
        ASN1_TIME_diff(&days, &seconds, epoch, time) == 1) {
        *day_out = days - (seconds < 0);
        text = aa_arena_printf(arena, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    }
    ASN1_TIME_free(epoch);
    return text;
}

static const char *serial_text(aa_arena *arena, const X509 *x)
{
    BIGNUM *bn = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x), NULL);
    char *hex = bn == NULL ? NULL : BN_bn2hex(bn);
    const char *text = aa_arena_strdup(arena, hex == NULL ? "" : hex);
    OPENSSL_free(hex);
    BN_free(bn);
    return text;
}

static const char *key_name(const EVP_PKEY *key)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
    case EVP_PKEY_RSA_PSS:
        return "RSA";
    case EVP_PKEY_EC:
        return "EC";
    case EVP_PKEY_DSA:
        return "DSA";
    default:
        return "other";
    }
}

/* The key as it is encoded in the certificate: a re-encoding could differ from what was signed. */
static bool read_key(aa_arena *arena, aa_certificate *c, X509 *x)
{
    unsigned char *der = NULL;
    int n = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), &der);
    if (n <= 0)
        return true;
    char *copy = aa_arena_strndup(arena, (const char *)der, (size_t)n);
    OPENSSL_free(der);
    if (copy == NULL)
        return false;
    c->key_info = aa_bytes_of(copy, (size_t)n);
    EVP_PKEY *key = X509_get0_pubkey(x);
    if (key != NULL) {
        c->key_algorithm = key_name(key);
        int bits = EVP_PKEY_get_bits(key);
        c->key_bits = bits < 0 ? 0 : (unsigned)bits;
    }
    return aa_sha256_hex(c->key_info, c->key_sha256) == AA_OK;
}

static bool describe(aa_arena *arena, aa_certificate *c, X509 *x)
{
    c->parsed = true;
    c->subject = name_text(arena, X509_get_subject_name(x));
    c->issuer = name_text(arena, X509_get_issuer_name(x));
    c->serial = serial_text(arena, x);
    c->not_before = day_text(arena, X509_get0_notBefore(x), &c->not_before_day);
    c->not_after = day_text(arena, X509_get0_notAfter(x), &c->not_after_day);
    const char *algorithm = OBJ_nid2ln(X509_get_signature_nid(x));
    c->signature_algorithm = aa_arena_strdup(arena, algorithm == NULL ? "unknown" : algorithm);
    c->self_signed = X509_NAME_cmp(X509_get_subject_name(x), X509_get_issuer_name(x)) == 0;
    return c->subject != NULL && c->issuer != NULL && c->serial != NULL && c->not_before != NULL &&
           c->not_after != NULL && c->signature_algorithm != NULL && read_key(arena, c, x);
}

const aa_certificate *aa_certificate_read(aa_arena *arena, const aa_limits *limits, aa_bytes der)
{
    aa_certificate *c = aa_arena_alloc(arena, sizeof *c);
    if (c == NULL)
        return NULL;
    *c = (aa_certificate){.der = der,
                          .subject = "",
                          .issuer = "",
                          .serial = "",
                          .key_info = aa_bytes_none(),
                          .key_algorithm = "unknown",
                          .signature_algorithm = "unknown",
                          .not_before = "",
                          .not_after = "",
                          .not_before_day = INT64_MIN,
                          .not_after_day = INT64_MIN};
    if (aa_sha256_hex(der, c->sha256) != AA_OK)
        return NULL;
    c->too_large = der.n > limits->certificate_bytes || der.n > INT32_MAX;
    if (c->too_large)
        return c;
    const unsigned char *p = der.p;
    X509 *x = d2i_X509(NULL, &p, (long)der.n);
    c->trailing = x == NULL ? 0 : der.n - (size_t)(p - der.p);
    bool ok = x == NULL || describe(arena, c, x);
    X509_free(x);
    return ok ? c : NULL;
}
