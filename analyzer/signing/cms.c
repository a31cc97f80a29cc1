#include "signing/cms.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include "base/vec.h"
#include "signing/cms_chain.h"

#define MAX_DIGESTS 16

const char *aa_cms_chain_name(aa_cms_chain chain)
{
    static const char *const names[] = {[AA_CHAIN_NONE] = "none",
                                        [AA_CHAIN_BROKEN] = "broken",
                                        [AA_CHAIN_INCOMPLETE] = "incomplete",
                                        [AA_CHAIN_OTHER] = "other",
                                        [AA_CHAIN_APPLE] = "apple"};
    return names[chain];
}

const char *aa_cms_role_name(aa_cms_role role)
{
    static const char *const names[] = {[AA_ROLE_OTHER] = "other",
                                        [AA_ROLE_DEVELOPMENT] = "development",
                                        [AA_ROLE_DISTRIBUTION] = "distribution",
                                        [AA_ROLE_STORE] = "store",
                                        [AA_ROLE_PROFILE] = "profile"};
    return names[role];
}

static bool keep(aa_arena *arena, const void *p, int n, aa_bytes *out)
{
    const char *copy = n < 0 ? NULL : aa_arena_strndup(arena, p, (size_t)n);
    if (copy == NULL)
        return false;
    *out = aa_bytes_of(copy, (size_t)n);
    return true;
}

static const char *nid_name(int nid)
{
    const char *name = OBJ_nid2sn(nid);
    return name == NULL ? "unknown" : name;
}

static bool is_weak(int nid)
{
    return nid == NID_md5 || nid == NID_sha1 || nid == NID_md4 || nid == NID_md2;
}

/* ---- certificates ------------------------------------------------------------------------------ */

static aa_err list_certificates(aa_arena *arena, const aa_limits *limits, STACK_OF(X509) * certs, aa_cms *out)
{
    aa_vec list = AA_VEC_INIT(const aa_certificate *);
    for (int i = 0; i < sk_X509_num(certs) && list.count < limits->certificates; i++) {
        unsigned char *der = NULL;
        aa_bytes bytes = aa_bytes_none();
        int n = i2d_X509(sk_X509_value(certs, i), &der);
        bool kept = keep(arena, der == NULL ? "" : (const void *)der, n < 0 ? 0 : n, &bytes);
        OPENSSL_free(der);
        const aa_certificate *c = kept ? aa_certificate_read(arena, limits, bytes) : NULL;
        const aa_certificate **slot = c == NULL ? NULL : aa_vec_push(arena, &list);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = c;
    }
    out->certs = list.items;
    out->cert_count = list.count;
    return AA_OK;
}

static const char *name_part(aa_arena *arena, const X509 *x, int nid, bool *failed)
{
    const X509_NAME *name = X509_get_subject_name(x);
    int at = X509_NAME_get_index_by_NID(name, nid, -1);
    unsigned char *utf8 = NULL;
    int n = at < 0 ? -1 : ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const char *text = n < 0 ? NULL : aa_arena_utf8(arena, aa_bytes_of(utf8, (size_t)n));
    *failed = *failed || (n >= 0 && text == NULL);
    OPENSSL_free(utf8);
    return text;
}

static bool has_extension(const X509 *x, const char *number)
{
    ASN1_OBJECT *o = OBJ_txt2obj(number, 1);
    bool found = o != NULL && X509_get_ext_by_OBJ(x, o, -1) >= 0;
    ASN1_OBJECT_free(o);
    return found;
}

static bool begins(const char *text, const char *with)
{
    return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

static aa_cms_role role_of(const X509 *x, const char *name)
{
    if (begins(name, "Apple iPhone OS Provisioning Profile Signing") || begins(name, "Provisioning Profile"))
        return AA_ROLE_PROFILE;
    if (begins(name, "Apple iPhone OS Application Signing") || begins(name, "TestFlight Beta Distribution"))
        return AA_ROLE_STORE;
    if (has_extension(x, "1.2.840.113635.100.6.1.4") || begins(name, "iPhone Distribution") ||
        begins(name, "Apple Distribution"))
        return AA_ROLE_DISTRIBUTION;
    if (has_extension(x, "1.2.840.113635.100.6.1.2") || has_extension(x, "1.2.840.113635.100.6.1.12") ||
        begins(name, "iPhone Developer") || begins(name, "Apple Development"))
        return AA_ROLE_DEVELOPMENT;
    return AA_ROLE_OTHER;
}

static aa_err read_signer(aa_arena *arena, STACK_OF(X509) * certs, const X509 *signer, aa_cms *out)
{
    bool failed = false;
    for (int i = 0; i < sk_X509_num(certs) && (size_t)i < out->cert_count; i++) {
        if (X509_cmp(sk_X509_value(certs, i), signer) != 0)
            continue;
        out->common_name = name_part(arena, signer, NID_commonName, &failed);
        out->team = name_part(arena, signer, NID_organizationalUnitName, &failed);
        out->role = role_of(signer, out->common_name);
        return failed ? AA_E_NOMEM : cms_follow_chain(arena, certs, i, out);
    }
    return AA_OK;
}

/* ---- signed attributes ----------------------------------------------------------------------- */

static X509_ATTRIBUTE *attribute(CMS_SignerInfo *si, const char *number)
{
    ASN1_OBJECT *o = OBJ_txt2obj(number, 1);
    int at = o == NULL ? -1 : CMS_signed_get_attr_by_OBJ(si, o, -1);
    ASN1_OBJECT_free(o);
    return at < 0 ? NULL : CMS_signed_get_attr(si, at);
}

static aa_err read_time(aa_arena *arena, CMS_SignerInfo *si, aa_cms *out)
{
    int at = CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1);
    const ASN1_TYPE *t = at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(si, at), 0);
    if (t == NULL || (t->type != V_ASN1_UTCTIME && t->type != V_ASN1_GENERALIZEDTIME))
        return AA_OK;
    struct tm tm;
    int days = 0;
    int seconds = 0;
    const ASN1_TIME *time = t->value.asn1_string;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    bool ok =
        epoch != NULL && ASN1_TIME_to_tm(time, &tm) == 1 && ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    if (!ok)
        return AA_OK;
    out->signing_day = days - (seconds < 0);
    out->signing_time = aa_arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
                                        tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
    return out->signing_time == NULL ? AA_E_NOMEM : AA_OK;
}

/* One value of 1.2.840.113635.100.9.2: SEQUENCE { OBJECT IDENTIFIER, OCTET STRING }. */
static aa_err read_digest(aa_arena *arena, const ASN1_TYPE *t, aa_vec *list)
{
    if (t == NULL || t->type != V_ASN1_SEQUENCE)
        return AA_OK;
    const unsigned char *p = ASN1_STRING_get0_data(t->value.sequence);
    STACK_OF(ASN1_TYPE) *parts = d2i_ASN1_SEQUENCE_ANY(NULL, &p, ASN1_STRING_length(t->value.sequence));
    const ASN1_TYPE *name = sk_ASN1_TYPE_num(parts) == 2 ? sk_ASN1_TYPE_value(parts, 0) : NULL;
    const ASN1_TYPE *value = name == NULL ? NULL : sk_ASN1_TYPE_value(parts, 1);
    aa_err err = AA_OK;
    if (value != NULL && name->type == V_ASN1_OBJECT && value->type == V_ASN1_OCTET_STRING) {
        aa_cms_digest *d = aa_vec_push(arena, list);
        const ASN1_OCTET_STRING *s = value->value.octet_string;
        if (d == NULL || !keep(arena, ASN1_STRING_get0_data(s), ASN1_STRING_length(s), &d->value))
            err = AA_E_NOMEM;
        else
            d->nid = OBJ_obj2nid(name->value.object);
    }
    sk_ASN1_TYPE_pop_free(parts, ASN1_TYPE_free);
    return err;
}

static aa_err read_agility(aa_arena *arena, CMS_SignerInfo *si, aa_cms *out)
{
    X509_ATTRIBUTE *first = attribute(si, "1.2.840.113635.100.9.1");
    X509_ATTRIBUTE *second = attribute(si, "1.2.840.113635.100.9.2");
    aa_vec list = AA_VEC_INIT(aa_cms_digest);
    const ASN1_TYPE *t = first == NULL ? NULL : X509_ATTRIBUTE_get0_type(first, 0);
    out->has_agility = first != NULL || second != NULL;
    if (t != NULL && t->type == V_ASN1_OCTET_STRING &&
        !keep(arena, ASN1_STRING_get0_data(t->value.octet_string), ASN1_STRING_length(t->value.octet_string),
              &out->agility_plist))
        return AA_E_NOMEM;
    int count = second == NULL ? 0 : X509_ATTRIBUTE_count(second);
    for (int i = 0; i < count && i < MAX_DIGESTS; i++) {
        if (read_digest(arena, X509_ATTRIBUTE_get0_type(second, i), &list) != AA_OK)
            return AA_E_NOMEM;
    }
    out->agility = list.items;
    out->agility_count = list.count;
    return AA_OK;
}

/* ---- one signer ------------------------------------------------------------------------------ */

/* True when what |si| signs is |cms|'s content, read from |source| (NULL: enclosed). */
static bool content_fits(CMS_ContentInfo *cms, CMS_SignerInfo *si, BIO *source)
{
    uint8_t buffer[16384];
    BIO *chain = CMS_dataInit(cms, source);
    if (chain == NULL)
        return false;
    while (BIO_read(chain, buffer, sizeof buffer) > 0)
        continue;
    bool fits = CMS_SignerInfo_verify_content(si, chain) == 1;
    while (chain != NULL && chain != source) {
        BIO *next = BIO_pop(chain);
        BIO_free(chain);
        chain = next;
    }
    return fits;
}

/*
 * Apple signs the attributes as it wrote them, and does not always write sets in the order that DER asks for;
 * OpenSSL puts them in order before it looks. False: they do not verify as they stand either.
 */
static bool attributes_fit(aa_arena *arena, aa_bytes cms, CMS_SignerInfo *si, bool *failed)
{
    X509 *signer = NULL;
    X509_ALGOR *algorithm = NULL;
    aa_bytes raw = aa_bytes_none();
    CMS_SignerInfo_get0_algs(si, NULL, &signer, &algorithm, NULL);
    EVP_PKEY *key = signer == NULL ? NULL : X509_get0_pubkey(signer);
    const EVP_MD *md = algorithm == NULL ? NULL : EVP_get_digestbyobj(algorithm->algorithm);
    const ASN1_OCTET_STRING *signature = CMS_SignerInfo_get0_signature(si);
    if (key == NULL || md == NULL || signature == NULL || !cms_raw_attributes(cms, &raw))
        return false;
    char *set = aa_arena_strndup(arena, (const char *)raw.p, raw.n);
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    *failed = set == NULL || ctx == NULL;
    bool fits = false;
    if (!*failed) {
        set[0] = 0x31; /* RFC 5652, 5.4: hashed as the SET OF that they are, not as [0] */
        fits = EVP_DigestVerifyInit(ctx, NULL, md, NULL, key) == 1 &&
               EVP_DigestVerify(ctx, ASN1_STRING_get0_data(signature), (size_t)ASN1_STRING_length(signature),
                                (const unsigned char *)set, raw.n) == 1;
    }
    EVP_MD_CTX_free(ctx);
    return fits;
}

static aa_err check_signer(aa_arena *arena, aa_bytes bytes, CMS_ContentInfo *cms, CMS_SignerInfo *si,
                           const aa_bytes *detached, const char **error)
{
    BIO *source = NULL;
    bool failed = false;
    if (detached != NULL) {
        source = detached->n > INT32_MAX ? NULL : BIO_new_mem_buf(detached->p, (int)detached->n);
        *error = "limit.signature_bytes";
        if (source == NULL)
            return AA_OK;
    }
    *error = NULL;
    if (CMS_signed_get_attr_count(si) >= 0 && CMS_SignerInfo_verify(si) != 1 &&
        !attributes_fit(arena, bytes, si, &failed))
        *error = "cms.did_not_verify";
    else if (!content_fits(cms, si, source))
        *error = "cms.content_changed";
    BIO_free(source);
    return failed ? AA_E_NOMEM : AA_OK;
}

static void read_algorithms(CMS_SignerInfo *si, aa_cms *out)
{
    X509_ALGOR *digest = NULL;
    X509_ALGOR *signature = NULL;
    int of_signature = NID_undef;
    CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, &signature);
    int digest_nid = digest == NULL ? NID_undef : OBJ_obj2nid(digest->algorithm);
    int signature_nid = signature == NULL ? NID_undef : OBJ_obj2nid(signature->algorithm);
    out->digest = nid_name(digest_nid);
    out->signature = nid_name(signature_nid);
    bool mixed = OBJ_find_sigid_algs(signature_nid, &of_signature, NULL) == 1 && is_weak(of_signature);
    out->weak_digest = is_weak(digest_nid) || mixed;
}

static aa_err read_signers(aa_arena *arena, aa_bytes bytes, CMS_ContentInfo *cms, STACK_OF(X509) * certs,
                           const aa_bytes *detached, aa_cms *out)
{
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms);
    X509 *signer = NULL;
    out->signer_count = sk_CMS_SignerInfo_num(infos) > 0 ? (size_t)sk_CMS_SignerInfo_num(infos) : 0;
    if (out->signer_count == 0) {
        out->error = "cms.no_signer";
        return AA_OK;
    }
    CMS_SignerInfo *si = sk_CMS_SignerInfo_value(infos, 0);
    read_algorithms(si, out);
    aa_err err = read_time(arena, si, out);
    if (err == AA_OK)
        err = read_agility(arena, si, out);
    CMS_set1_signers_certs(cms, certs, 0);
    CMS_SignerInfo_get0_algs(si, NULL, &signer, NULL, NULL);
    if (err != AA_OK || signer == NULL) {
        out->error = "cms.no_certificate";
        return err;
    }
    err = check_signer(arena, bytes, cms, si, detached, &out->error);
    return err == AA_OK ? read_signer(arena, certs, signer, out) : err;
}

static aa_err read_content(aa_arena *arena, CMS_ContentInfo *cms, aa_cms *out)
{
    ASN1_OCTET_STRING **content = CMS_get0_content(cms);
    if (content == NULL || *content == NULL)
        return AA_OK;
    return keep(arena, ASN1_STRING_get0_data(*content), ASN1_STRING_length(*content), &out->content)
               ? AA_OK
               : AA_E_NOMEM;
}

/* The limit that left certificates of |count| unread; NULL: none did. */
static const char *limit_of(const aa_cms *cms, int count)
{
    for (size_t i = 0; i < cms->cert_count; i++) {
        if (cms->certs[i]->too_large)
            return "limit.certificate_bytes";
    }
    return count > 0 && (size_t)count > cms->cert_count ? "limit.certificates" : NULL;
}

aa_err aa_cms_verify(aa_arena *arena, const aa_limits *limits, aa_bytes bytes, const aa_bytes *detached,
                     aa_cms *out)
{
    bool too_large = bytes.n > limits->signature_bytes || bytes.n > INT32_MAX;
    *out = (aa_cms){.content = aa_bytes_none(),
                    .agility_plist = aa_bytes_none(),
                    .digest = "",
                    .signature = "",
                    .signing_day = INT64_MIN};
    const unsigned char *p = bytes.p;
    CMS_ContentInfo *cms = too_large ? NULL : d2i_CMS_ContentInfo(NULL, &p, (long)bytes.n);
    if (cms == NULL || OBJ_obj2nid(CMS_get0_type(cms)) != NID_pkcs7_signed) {
        out->error = too_large ? "limit.signature_bytes" : "cms.malformed";
        CMS_ContentInfo_free(cms);
        ERR_clear_error();
        return AA_OK;
    }
    STACK_OF(X509) *certs = CMS_get1_certs(cms);
    aa_err err = list_certificates(arena, limits, certs, out);
    if (err == AA_OK)
        err = read_content(arena, cms, out);
    if (err == AA_OK && detached == NULL && out->content.n == 0)
        out->error = "cms.no_content";
    else if (err == AA_OK)
        err = read_signers(arena, bytes, cms, certs, detached, out);
    if (err == AA_OK && out->error == NULL)
        out->error = limit_of(out, sk_X509_num(certs));
    sk_X509_pop_free(certs, X509_free);
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return err;
}
