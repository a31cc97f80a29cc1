#include <stdio.h>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/hash.h"
#include "reports/bundle/bundle.h"

#define ED25519_BYTES 64

static BIO *read_only(aa_bytes bytes)
{
    return bytes.n > INT32_MAX ? NULL : BIO_new_mem_buf(bytes.p, (int)bytes.n);
}

/* Never asks a person: a key with a passphrase is refused. */
static int no_passphrase(char *buffer, int size, int writing, void *context)
{
    (void)buffer;
    (void)size;
    (void)writing;
    (void)context;
    return -1;
}

static EVP_PKEY *read_private(aa_bytes pem)
{
    BIO *bio = read_only(pem);
    EVP_PKEY *key = bio == NULL ? NULL : PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    return key;
}

static EVP_PKEY *read_public(aa_bytes pem)
{
    BIO *bio = read_only(pem);
    EVP_PKEY *key = bio == NULL ? NULL : PEM_read_bio_PUBKEY(bio, NULL, no_passphrase, NULL);
    BIO_free(bio);
    return key;
}

/* The content of a memory BIO, copied. */
static bool take_bio(aa_arena *arena, BIO *bio, aa_bytes *out)
{
    char *data = NULL;
    long n = BIO_get_mem_data(bio, &data);
    uint8_t *copy = n <= 0 ? NULL : aa_arena_alloc(arena, (size_t)n);
    if (copy == NULL)
        return false;
    memcpy(copy, data, (size_t)n);
    *out = aa_bytes_of(copy, (size_t)n);
    return true;
}

/* ---- Ed25519 ----------------------------------------------------------------------------------------------
 */

static bool sign_plainly(aa_arena *arena, EVP_PKEY *key, aa_bytes manifest, aa_bundle_file out[2])
{
    uint8_t *signature = aa_arena_alloc(arena, ED25519_BYTES);
    size_t len = ED25519_BYTES;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    BIO *bio = BIO_new(BIO_s_mem());
    bool ok = signature != NULL && context != NULL && bio != NULL &&
              EVP_DigestSignInit(context, NULL, NULL, NULL, key) == 1 &&
              EVP_DigestSign(context, signature, &len, manifest.p, manifest.n) == 1 && len == ED25519_BYTES &&
              PEM_write_bio_PUBKEY(bio, key) == 1 && take_bio(arena, bio, &out[1].content);
    BIO_free(bio);
    EVP_MD_CTX_free(context);
    out[0].path = AA_BUNDLE_SIGNATURE;
    out[0].content = aa_bytes_of(signature, ok ? len : 0);
    out[1].path = AA_BUNDLE_KEY;
    return ok;
}

/* ---- CMS
 * ---------------------------------------------------------------------------------------------------- */

/* Certificates of |pem| in its order; NULL when there are none. */
static STACK_OF(X509) * read_certificates(aa_bytes pem)
{
    BIO *bio = read_only(pem);
    STACK_OF(X509) *list = sk_X509_new_null();
    X509 *certificate = NULL;
    while (bio != NULL && list != NULL &&
           (certificate = PEM_read_bio_X509(bio, NULL, no_passphrase, NULL)) != NULL) {
        if (sk_X509_push(list, certificate) == 0) {
            X509_free(certificate);
            break;
        }
    }
    BIO_free(bio);
    ERR_clear_error(); /* the end of the file is one */
    if (list != NULL && sk_X509_num(list) == 0) {
        sk_X509_free(list);
        return NULL;
    }
    return list;
}

/* Without signed attributes, of which one is the time. The first certificate is the signer's and leaves the
 * list. */
static bool sign_cms(aa_arena *arena, EVP_PKEY *key, STACK_OF(X509) * certificates, aa_bytes manifest,
                     aa_bundle_file *out)
{
    X509 *own = sk_X509_shift(certificates);
    BIO *in = read_only(manifest);
    BIO *der = BIO_new(BIO_s_mem());
    const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_NOATTR | CMS_NOSMIMECAP;
    CMS_ContentInfo *cms = in == NULL ? NULL : CMS_sign(own, key, certificates, in, flags);
    bool ok = cms != NULL && der != NULL && i2d_CMS_bio(der, cms) == 1 && take_bio(arena, der, &out->content);
    CMS_ContentInfo_free(cms);
    BIO_free(der);
    BIO_free(in);
    X509_free(own);
    out->path = AA_BUNDLE_CMS;
    return ok;
}

static aa_err refuse(char why[AA_BUNDLE_WHY], const char *what)
{
    ERR_clear_error();
    snprintf(why, AA_BUNDLE_WHY, "%s", what);
    return AA_E_USAGE;
}

aa_err aa_bundle_sign(aa_arena *arena, aa_bytes manifest, aa_bytes key, aa_bytes certificate,
                      char why[AA_BUNDLE_WHY], aa_bundle_file out[2], size_t *count_out)
{
    EVP_PKEY *private = read_private(key);
    if (private == NULL)
        return refuse(why, "the key is no private key in PEM, or needs a passphrase");
    aa_err err = AA_OK;
    if (certificate.n == 0) {
        *count_out = 2;
        if (EVP_PKEY_get_base_id(private) != EVP_PKEY_ED25519)
            err = refuse(why, "without a certificate the key must be Ed25519");
        else if (!sign_plainly(arena, private, manifest, out))
            err = AA_E_NOMEM;
    } else {
        STACK_OF(X509) *certificates = read_certificates(certificate);
        *count_out = 1;
        if (certificates == NULL || X509_check_private_key(sk_X509_value(certificates, 0), private) != 1)
            err = refuse(why, "the first certificate is not that of the key");
        else if (!sign_cms(arena, private, certificates, manifest, out))
            err = refuse(why, "no CMS can be made with a key of this kind");
        sk_X509_pop_free(certificates, X509_free);
    }
    EVP_PKEY_free(private);
    return err;
}

/* ---- verifying
 * ---------------------------------------------------------------------------------------------- */

/* SHA-256 of the key as certificates hold it. */
static bool key_digest(EVP_PKEY *key, char out[AA_SHA256_HEX])
{
    unsigned char *der = NULL;
    int n = i2d_PUBKEY(key, &der);
    bool ok = n > 0 && aa_sha256_hex(aa_bytes_of(der, (size_t)n), out) == AA_OK;
    OPENSSL_free(der);
    return ok;
}

static aa_signed tell(char told[AA_BUNDLE_WHY], const char *path, const char *what)
{
    ERR_clear_error();
    snprintf(told, AA_BUNDLE_WHY, "%s: %s", path, what);
    return AA_SIGNED_BADLY;
}

/* The trusted key: a public key, or that of a certificate. */
static EVP_PKEY *trusted_key(aa_bytes trusted)
{
    EVP_PKEY *key = read_public(trusted);
    STACK_OF(X509) *certificates = key == NULL ? read_certificates(trusted) : NULL;
    if (certificates != NULL)
        key = X509_get_pubkey(sk_X509_value(certificates, 0));
    sk_X509_pop_free(certificates, X509_free);
    ERR_clear_error();
    return key;
}

/* Names the signer's key; BADLY when it is not the trusted one. */
static aa_signed name_key(const char *path, EVP_PKEY *key, aa_bytes trusted, char told[AA_BUNDLE_WHY])
{
    char hex[AA_SHA256_HEX] = "";
    if (!key_digest(key, hex))
        return tell(told, path, "its key cannot be read");
    if (trusted.n > 0) {
        EVP_PKEY *wanted = trusted_key(trusted);
        bool same = wanted != NULL && EVP_PKEY_eq(wanted, key) == 1;
        EVP_PKEY_free(wanted);
        if (!same)
            return tell(told, path, "signed by another key than the one given");
    }
    snprintf(told, AA_BUNDLE_WHY, "%s", hex);
    return AA_SIGNED_WELL;
}

static aa_signed verify_plainly(const aa_bundle *bundle, aa_bytes manifest, aa_bytes trusted,
                                char told[AA_BUNDLE_WHY])
{
    const aa_bundle_file *signature = aa_bundle_find(bundle, AA_BUNDLE_SIGNATURE);
    const aa_bundle_file *pem = aa_bundle_find(bundle, AA_BUNDLE_KEY);
    if (signature == NULL || pem == NULL)
        return tell(told, signature == NULL ? AA_BUNDLE_SIGNATURE : AA_BUNDLE_KEY, "is missing");
    EVP_PKEY *key = read_public(pem->content);
    if (key == NULL || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519) {
        EVP_PKEY_free(key);
        return tell(told, AA_BUNDLE_KEY, "is no Ed25519 key");
    }
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good =
        context != NULL && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
        EVP_DigestVerify(context, signature->content.p, signature->content.n, manifest.p, manifest.n) == 1;
    EVP_MD_CTX_free(context);
    aa_signed result =
        good ? name_key(AA_BUNDLE_KEY, key, trusted, told)
             : tell(told, AA_BUNDLE_SIGNATURE, "is not the signature of this manifest by this key");
    EVP_PKEY_free(key);
    return result;
}

/* The chain of the certificate is not judged: whoever verifies gives the certificate that must have signed.
 */
static aa_signed verify_cms(aa_bytes cms_bytes, aa_bytes manifest, aa_bytes trusted, char told[AA_BUNDLE_WHY])
{
    const uint8_t *p = cms_bytes.p;
    CMS_ContentInfo *cms = cms_bytes.n > INT32_MAX ? NULL : d2i_CMS_ContentInfo(NULL, &p, (long)cms_bytes.n);
    BIO *content = read_only(manifest);
    aa_signed result = AA_SIGNED_BADLY;
    if (cms == NULL || p != cms_bytes.p + cms_bytes.n) {
        result = tell(told, AA_BUNDLE_CMS, "is no CMS");
    } else if (CMS_verify(cms, NULL, NULL, content, NULL, CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) != 1) {
        result = tell(told, AA_BUNDLE_CMS, "is not a signature of this manifest");
    } else {
        STACK_OF(X509) *signers = CMS_get0_signers(cms);
        X509 *signer = sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : NULL;
        EVP_PKEY *key = signer == NULL ? NULL : X509_get0_pubkey(signer);
        result = key == NULL ? tell(told, AA_BUNDLE_CMS, "has not one signer")
                             : name_key(AA_BUNDLE_CMS, key, trusted, told);
        sk_X509_free(signers);
    }
    BIO_free(content);
    CMS_ContentInfo_free(cms);
    return result;
}

aa_signed aa_bundle_verify(const aa_bundle *bundle, aa_bytes trusted, char told[AA_BUNDLE_WHY])
{
    const aa_bundle_file *manifest = aa_bundle_find(bundle, AA_BUNDLE_MANIFEST);
    const aa_bundle_file *cms = aa_bundle_find(bundle, AA_BUNDLE_CMS);
    bool plain =
        aa_bundle_find(bundle, AA_BUNDLE_SIGNATURE) != NULL || aa_bundle_find(bundle, AA_BUNDLE_KEY) != NULL;
    told[0] = '\0';
    if (manifest == NULL || (cms == NULL && !plain))
        return AA_SIGNED_NOT;
    if (cms != NULL && plain)
        return tell(told, AA_BUNDLE_CMS, "there are two signatures");
    return cms != NULL ? verify_cms(cms->content, manifest->content, trusted, told)
                       : verify_plainly(bundle, manifest->content, trusted, told);
}
