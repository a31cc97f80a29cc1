#include "signing/jar_block.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include "base/vec.h"

#define MAX_INFOS 32

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

/* Java's Signature refuses a key of another kind than the algorithm names. */
static bool key_of_algorithm(X509 *x, int signature_nid)
{
    int key_nid = NID_undef;
    own_digest(signature_nid, &key_nid);
    int wanted = key_nid == NID_dsa_2 ? NID_dsa : key_nid;
    const EVP_PKEY *key = X509_get0_pubkey(x);
    return key == NULL || wanted == EVP_PKEY_get_base_id(key);
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
    EVP_MD *md = EVP_MD_fetch(NULL, OBJ_nid2sn(OBJ_obj2nid(si->digest_alg->algorithm)), NULL);
    BIO *chain = BIO_new(BIO_f_md());
    BIO *source = BIO_new_mem_buf(data.p, (int)data.n);
    const char *error = "verify_exception";
    if (md != NULL && chain != NULL && source != NULL && BIO_ctrl(chain, BIO_C_SET_MD, 0, md) == 1) {
        uint8_t buffer[16384];
        BIO_push(chain, source);
        while (BIO_read(chain, buffer, sizeof buffer) > 0)
            continue;
        error = PKCS7_signatureVerify(chain, p7, si, x) == 1 ? NULL : "did_not_verify";
    }
    BIO_free(source);
    BIO_free(chain);
    EVP_MD_free(md);
    return error;
}

/* The attribute |nid| when it stands there once with one value; |*count_out| is how often it stands there. */
static ASN1_TYPE *single_attribute(const PKCS7_SIGNER_INFO *si, int nid, int *count_out)
{
    ASN1_TYPE *found = NULL;
    *count_out = 0;
    for (int i = 0; i < sk_X509_ATTRIBUTE_num(si->auth_attr); i++) {
        X509_ATTRIBUTE *a = sk_X509_ATTRIBUTE_value(si->auth_attr, i);
        if (OBJ_obj2nid(X509_ATTRIBUTE_get0_object(a)) != nid)
            continue;
        *count_out += X509_ATTRIBUTE_count(a);
        found = X509_ATTRIBUTE_get0_type(a, 0);
    }
    return *count_out == 1 ? found : NULL;
}

/* Version 24 began to read the signed attributes itself and is stricter than the library before it. */
static const char *check_attributes(const PKCS7 *p7, const PKCS7_SIGNER_INFO *si)
{
    int count = 0;
    const ASN1_TYPE *type = single_attribute(si, NID_pkcs9_contentType, &count);
    if (count == 0)
        return "no_content_type";
    if (type == NULL || type->type != V_ASN1_OBJECT)
        return "malformed_attributes";
    if (OBJ_cmp(type->value.object, p7->d.sign->contents->type) != 0)
        return "did_not_verify";
    return single_attribute(si, NID_pkcs9_messageDigest, &count) == NULL ? "malformed_attributes" : NULL;
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
    if (out->signed_attributes)
        out->error_since_24 = check_attributes(p7, si);
    if (!key_of_algorithm(x, out->signature_nid))
        return "verify_exception";
    return check_signature(p7, si, x, data);
}

/* Steps over one element at |c|; gives its content and, through |whole|, all its bytes. False: not definite.
 */
static bool next_element(aa_cursor *c, aa_bytes *whole, aa_bytes *content)
{
    aa_bytes rest = aa_bytes_from(c->b, c->pos);
    const unsigned char *p = rest.p;
    long length = 0;
    int tag = 0;
    int class = 0;
    int flags = ASN1_get_object(&p, &length, &tag, &class, (long)rest.n);
    if (rest.n == 0 || (flags & 0x80) != 0 || (flags & 1) != 0 || length < 0)
        return false;
    *content = (aa_bytes){p, (size_t)length};
    *whole = (aa_bytes){rest.p, (size_t)(p - rest.p) + (size_t)length};
    c->pos += whole->n;
    return true;
}

/*
 * The certificates as they are encoded in |block|: a signer is known by the hash of these bytes, and OpenSSL
 * would give them back in DER even when they are not. False when the block has lengths of unknown end.
 */
static bool encoded_certificates(aa_bytes block, aa_cursor *out)
{
    aa_bytes whole = aa_bytes_none();
    aa_bytes content = aa_bytes_none();
    aa_cursor c = aa_cursor_at(block, 0);
    if (!next_element(&c, &whole, &content)) /* ContentInfo */
        return false;
    c = aa_cursor_at(content, 0);
    if (!next_element(&c, &whole, &content) || !next_element(&c, &whole, &content)) /* type, [0] */
        return false;
    c = aa_cursor_at(content, 0);
    if (!next_element(&c, &whole, &content)) /* SignedData */
        return false;
    c = aa_cursor_at(content, 0);
    for (int i = 0; i < 4; i++) { /* version, digestAlgorithms, contentInfo, certificates */
        if (!next_element(&c, &whole, &content))
            return false;
    }
    *out = aa_cursor_at(content, 0);
    return whole.p[0] == 0xa0;
}

static aa_bytes certificate_bytes(aa_arena *arena, X509 *x, bool encoded, aa_cursor *c)
{
    aa_bytes whole = aa_bytes_none();
    aa_bytes content = aa_bytes_none();
    unsigned char *der = NULL;
    if (encoded && next_element(c, &whole, &content)) {
        char *copy = aa_arena_strndup(arena, (const char *)whole.p, whole.n);
        return aa_bytes_of(copy, whole.n);
    }
    int n = i2d_X509(x, &der);
    char *copy = n <= 0 ? NULL : aa_arena_strndup(arena, (const char *)der, (size_t)n);
    OPENSSL_free(der);
    return aa_bytes_of(copy, n <= 0 ? 0 : (size_t)n);
}

static aa_err list_certificates(aa_arena *arena, const aa_limits *limits, aa_bytes block,
                                STACK_OF(X509) * certs, aa_jar_block *out)
{
    aa_vec list = AA_VEC_INIT(const aa_certificate *);
    aa_cursor cursor = aa_cursor_at(aa_bytes_none(), 0);
    bool encoded = encoded_certificates(block, &cursor);
    for (int i = 0; i < sk_X509_num(certs) && list.count < limits->certificates; i++) {
        aa_bytes bytes = certificate_bytes(arena, sk_X509_value(certs, i), encoded, &cursor);
        const aa_certificate *c = bytes.n == 0 ? NULL : aa_certificate_read(arena, limits, bytes);
        const aa_certificate **slot = c == NULL ? NULL : aa_vec_push(arena, &list);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = c;
    }
    out->certs = list.items;
    out->cert_count = list.count;
    return AA_OK;
}

static aa_err read_signed_data(aa_arena *arena, const aa_limits *limits, PKCS7 *p7, aa_bytes block,
                               aa_bytes data, aa_jar_block *out)
{
    aa_err err = list_certificates(arena, limits, block, p7->d.sign->cert, out);
    STACK_OF(PKCS7_SIGNER_INFO) *infos = PKCS7_get_signer_info(p7);
    aa_vec list = AA_VEC_INIT(aa_jar_signer_info);
    for (int i = 0; err == AA_OK && i < sk_PKCS7_SIGNER_INFO_num(infos) && i < MAX_INFOS; i++) {
        aa_jar_signer_info *info = aa_vec_push(arena, &list);
        if (info == NULL)
            return AA_E_NOMEM;
        info->error = check_info(p7, sk_PKCS7_SIGNER_INFO_value(infos, i), data, info);
        if (info->error == NULL && info->certificate >= out->cert_count)
            info->error = "limit.certificates";
    }
    out->infos = list.items;
    out->info_count = list.count;
    if (err == AA_OK && list.count == 0)
        out->error = "no_signers";
    return err;
}

aa_err aa_jar_block_verify(aa_arena *arena, const aa_limits *limits, aa_bytes block, aa_bytes signature_file,
                           aa_jar_block *out)
{
    bool too_large = block.n > limits->signature_bytes || block.n > INT32_MAX || signature_file.n > INT32_MAX;
    *out = (aa_jar_block){.error = NULL};
    const unsigned char *p = block.p;
    PKCS7 *p7 = NULL;
    if (!too_large)
        p7 = d2i_PKCS7(NULL, &p, (long)block.n);
    aa_err err = AA_OK;
    if (p7 == NULL || !PKCS7_type_is_signed(p7) || p7->d.sign == NULL)
        out->error = too_large ? "limit.signature_bytes" : "malformed_block";
    else
        err = read_signed_data(arena, limits, p7, block, signature_file, out);
    PKCS7_free(p7);
    return err;
}
