#include "signing/algorithm.h"

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/* ids and first versions: AOSP ApkSigningBlockUtils.java */
static const aa_sig_algorithm algorithms[] = {
    {0x0101, "RSA PSS with SHA-256", "RSA", false, true, AA_DIGEST_CHUNKED_SHA256, 24},
    {0x0102, "RSA PSS with SHA-512", "RSA", true, true, AA_DIGEST_CHUNKED_SHA512, 24},
    {0x0103, "RSA PKCS#1 v1.5 with SHA-256", "RSA", false, false, AA_DIGEST_CHUNKED_SHA256, 24},
    {0x0104, "RSA PKCS#1 v1.5 with SHA-512", "RSA", true, false, AA_DIGEST_CHUNKED_SHA512, 24},
    {0x0201, "ECDSA with SHA-256", "EC", false, false, AA_DIGEST_CHUNKED_SHA256, 24},
    {0x0202, "ECDSA with SHA-512", "EC", true, false, AA_DIGEST_CHUNKED_SHA512, 24},
    {0x0301, "DSA with SHA-256", "DSA", false, false, AA_DIGEST_CHUNKED_SHA256, 24},
    {0x0421, "RSA PKCS#1 v1.5 with SHA-256, verity", "RSA", false, false, AA_DIGEST_VERITY_SHA256, 28},
    {0x0423, "ECDSA with SHA-256, verity", "EC", false, false, AA_DIGEST_VERITY_SHA256, 28},
    {0x0425, "DSA with SHA-256, verity", "DSA", false, false, AA_DIGEST_VERITY_SHA256, 28},
};

const aa_sig_algorithm *aa_sig_algorithm_find(uint32_t id)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        if (algorithms[i].id == id)
            return &algorithms[i];
    }
    return NULL;
}

static bool key_fits(const EVP_PKEY *key, const char *wanted)
{
    int type = EVP_PKEY_get_base_id(key);
    if (strcmp(wanted, "RSA") == 0)
        return type == EVP_PKEY_RSA;
    return type == (strcmp(wanted, "EC") == 0 ? EVP_PKEY_EC : EVP_PKEY_DSA);
}

static bool set_padding(EVP_PKEY_CTX *ctx, const EVP_MD *md)
{
    return EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(ctx, RSA_PSS_SALTLEN_DIGEST) > 0 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, md) > 0;
}

static aa_sig_check verify_with(const aa_sig_algorithm *a, EVP_PKEY *key, aa_bytes data, aa_bytes signature)
{
    const EVP_MD *md = a->sha512 ? EVP_sha512() : EVP_sha256();
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *key_ctx = NULL; /* belongs to ctx */
    aa_sig_check result = AA_SIG_CANNOT_VERIFY;
    if (ctx != NULL && EVP_DigestVerifyInit(ctx, &key_ctx, md, NULL, key) == 1 &&
        (!a->pss || set_padding(key_ctx, md)))
        result =
            EVP_DigestVerify(ctx, signature.p, signature.n, data.p, data.n) == 1 ? AA_SIG_GOOD : AA_SIG_BAD;
    EVP_MD_CTX_free(ctx);
    return result;
}

aa_sig_check aa_sig_algorithm_verify(const aa_sig_algorithm *algorithm, aa_bytes key_info, aa_bytes data,
                                     aa_bytes signature)
{
    const unsigned char *p = key_info.p;
    EVP_PKEY *key = key_info.n > 65536 ? NULL : d2i_PUBKEY(NULL, &p, (long)key_info.n);
    aa_sig_check result = AA_SIG_BAD_KEY;
    if (key != NULL && key_fits(key, algorithm->key))
        result = verify_with(algorithm, key, data, signature);
    EVP_PKEY_free(key);
    return result;
}
