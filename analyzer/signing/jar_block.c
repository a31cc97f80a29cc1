#include "signing/jar_block.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include "base/vec.h"

#define MAX_BLOCK_BYTES (16U << 20)
#define MAX_CERTS       64
#define MAX_INFOS       32

/* ---- which platform versions know which pair ------------------------------------------------------ */

/* The digest that a signature algorithm names by itself; NID_undef: it names none. */
static int own_digest(int signature_nid, int *key_nid)
{
    int digest = NID_undef;
    *key_nid = signature_nid;
    if (OBJ_find_sigid_algs(signature_nid, &digest, key_nid) != 1)
        return NID_undef;
    return digest;
}

static int first_plain_rsa(int digest_nid)
{
    switch (digest_nid) {
    case NID_md5:
    case NID_sha1:
        return 0;
    case NID_sha224:
        return 21;
    default:
        return 18;
    }
}

/* Below version 9 the platform knew some pairs that it dropped until 18 or 21. */
static bool known_before_9(int digest_nid, int own, int key_nid)
{
    if (key_nid != NID_rsaEncryption)
        return false;
    if (own == NID_undef)
        return digest_nid == NID_sha224 || digest_nid == NID_sha256;
    return own == digest_nid &&
           (digest_nid == NID_md5 || digest_nid == NID_sha224 || digest_nid == NID_sha256);
}

static int first_matched_rsa(int digest_nid)
{
    if (digest_nid == NID_sha1)
        return 0;
    return digest_nid == NID_sha256 ? 18 : 21;
}

static bool known_plain(int digest_nid, int key_nid, int api)
{
    if (key_nid == NID_rsaEncryption)
        return api >= first_plain_rsa(digest_nid);
    if (key_nid == NID_dsa)
        return digest_nid == NID_sha1 ||
               ((digest_nid == NID_sha224 || digest_nid == NID_sha256) && api >= 22);
    if (key_nid == NID_X9_62_id_ecPublicKey && digest_nid != NID_md5)
        return api >= (digest_nid == NID_sha224 ? 21 : 18);
    return false;
}

static bool known_matched(int digest_nid, int key_nid, int api)
{
    if (key_nid == NID_rsaEncryption)
        return api >= first_matched_rsa(digest_nid);
    if (key_nid == NID_dsa)
        return digest_nid == NID_sha1 ? api >= 9 : api >= 21;
    return api >= (digest_nid == NID_sha1 ? 18 : 21);
}

/* Versions 21 to 23 took the digest of the block and ignored the one in the signature algorithm. */
static bool known_mixed(int digest_nid, int own, int key_nid, int api)
{
    if (key_nid == NID_rsaEncryption &&
        ((digest_nid == NID_sha224 && own == NID_sha256) || (digest_nid == NID_sha256 && own == NID_sha1) ||
         (digest_nid == NID_sha512 && own == NID_sha384)))
        return api == 21;
    return api >= 21 && api <= 23;
}

bool aa_jar_algorithms_known(const aa_jar_signer_info *info, int api)
{
    int key_nid = NID_undef;
    int own = own_digest(info->signature_nid, &key_nid);
    if (key_nid == NID_dsa_2)
        key_nid = NID_dsa;
    if (api <= 8 && known_before_9(info->digest_nid, own, key_nid))
        return true;
    if (own == NID_undef)
        return known_plain(info->digest_nid, key_nid, api);
    if (own == info->digest_nid)
        return known_matched(info->digest_nid, key_nid, api);
    return known_mixed(info->digest_nid, own, key_nid, api);
}

const char *aa_jar_algorithms_name(aa_arena *arena, const aa_jar_signer_info *info)
{
    const char *digest = OBJ_nid2sn(info->digest_nid);
    const char *signature = OBJ_nid2sn(info->signature_nid);
    return aa_arena_printf(arena, "%s with %s", signature == NULL ? "unknown" : signature,
                           digest == NULL ? "unknown" : digest);
}

/* ---- the block ---------------------------------------------------------------------------------------- */

static bool critical_extensions_known(X509 *x)
{
    for (int i = 0; i < X509_get_ext_count(x); i++) {
        X509_EXTENSION *e = X509_get_ext(x, i);
        if (X509_EXTENSION_get_critical(e) && X509_supported_extension(e) != 1)
            return false;
    }
    return true;
}

static bool may_sign(X509 *x)
{
    uint32_t usage = X509_get_key_usage(x); /* UINT32_MAX when the extension is absent */
    return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

static int find_certificate(STACK_OF(X509) * certs, const PKCS7_ISSUER_AND_SERIAL *id)
{
    for (int i = 0; id != NULL && i < sk_X509_num(certs); i++) {
        X509 *x = sk_X509_value(certs, i);
        if (X509_NAME_cmp(X509_get_issuer_name(x), id->issuer) == 0 &&
            ASN1_INTEGER_cmp(X509_get0_serialNumber(x), id->serial) == 0)
            return i;
    }
    return -1;
}

/* The signature of |si| over |data|, through OpenSSL. NULL: good. */
static const char *check_signature(PKCS7 *p7, PKCS7_SIGNER_INFO *si, X509 *x, aa_bytes data)
{
    const EVP_MD *md = EVP_get_digestbyobj(si->digest_alg->algorithm);
    BIO *chain = BIO_new(BIO_f_md());
    BIO *source = BIO_new_mem_buf(data.p, (int)data.n);
    const char *error = "verify_exception";
    if (md != NULL && chain != NULL && source != NULL && BIO_set_md(chain, md) == 1) {
        uint8_t buffer[16384];
        BIO_push(chain, source);
        while (BIO_read(chain, buffer, sizeof buffer) > 0)
            continue;
        error = PKCS7_signatureVerify(chain, p7, si, x) == 1 ? NULL : "did_not_verify";
    }
    BIO_free(source);
    BIO_free(chain);
    return error;
}

static const char *check_info(PKCS7 *p7, PKCS7_SIGNER_INFO *si, aa_bytes data, aa_jar_signer_info *out)
{
    STACK_OF(X509) *certs = p7->d.sign->cert;
    out->digest_nid = OBJ_obj2nid(si->digest_alg->algorithm);
    out->signature_nid = OBJ_obj2nid(si->digest_enc_alg->algorithm);
    out->signed_attributes = sk_X509_ATTRIBUTE_num(si->auth_attr) > 0;
    int index = find_certificate(certs, si->issuer_and_serial);
    if (index < 0)
        return "no_certificate_of_signer";
    out->certificate = (size_t)index;
    X509 *x = sk_X509_value(certs, index);
    if (!critical_extensions_known(x))
        return "unsupported_critical_extension";
    if (!may_sign(x))
        return "key_usage";
    return check_signature(p7, si, x, data);
}

static aa_err list_certificates(aa_arena *arena, STACK_OF(X509) * certs, aa_jar_block *out)
{
    aa_vec list = AA_VEC_INIT(const aa_certificate *);
    for (int i = 0; i < sk_X509_num(certs) && i < MAX_CERTS; i++) {
        unsigned char *der = NULL;
        int n = i2d_X509(sk_X509_value(certs, i), &der);
        char *copy = n <= 0 ? NULL : aa_arena_strndup(arena, (const char *)der, (size_t)n);
        OPENSSL_free(der);
        const aa_certificate *c =
            copy == NULL ? NULL : aa_certificate_read(arena, aa_bytes_of(copy, (size_t)n));
        const aa_certificate **slot = c == NULL ? NULL : aa_vec_push(arena, &list);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = c;
    }
    out->certs = list.items;
    out->cert_count = list.count;
    return AA_OK;
}

static aa_err read_signed_data(aa_arena *arena, PKCS7 *p7, aa_bytes data, aa_jar_block *out)
{
    aa_err err = list_certificates(arena, p7->d.sign->cert, out);
    STACK_OF(PKCS7_SIGNER_INFO) *infos = PKCS7_get_signer_info(p7);
    aa_vec list = AA_VEC_INIT(aa_jar_signer_info);
    for (int i = 0; err == AA_OK && i < sk_PKCS7_SIGNER_INFO_num(infos) && i < MAX_INFOS; i++) {
        aa_jar_signer_info *info = aa_vec_push(arena, &list);
        if (info == NULL)
            return AA_E_NOMEM;
        info->error = check_info(p7, sk_PKCS7_SIGNER_INFO_value(infos, i), data, info);
        if (info->error == NULL && info->certificate >= out->cert_count)
            info->error = "too_many_certificates";
    }
    out->infos = list.items;
    out->info_count = list.count;
    if (err == AA_OK && list.count == 0)
        out->error = "no_signers";
    return err;
}

aa_err aa_jar_block_verify(aa_arena *arena, aa_bytes block, aa_bytes signature_file, aa_jar_block *out)
{
    *out = (aa_jar_block){.error = NULL};
    const unsigned char *p = block.p;
    PKCS7 *p7 = NULL;
    if (block.n <= MAX_BLOCK_BYTES && signature_file.n <= INT32_MAX)
        p7 = d2i_PKCS7(NULL, &p, (long)block.n);
    aa_err err = AA_OK;
    if (p7 == NULL || !PKCS7_type_is_signed(p7) || p7->d.sign == NULL)
        out->error = "malformed_block";
    else
        err = read_signed_data(arena, p7, signature_file, out);
    PKCS7_free(p7);
    return err;
}
