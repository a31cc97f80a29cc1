#include "support/apk_signer.h"

#include <openssl/dsa.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>

#include "base/str.h"
#include "support/test.h"

#define DAY_SECONDS 86400

/* ---- keys ------------------------------------------------------------------------------------------- */

static EVP_PKEY *new_dsa(void)
{
    EVP_PKEY_CTX *params = EVP_PKEY_CTX_new_id(EVP_PKEY_DSA, NULL);
    EVP_PKEY *domain = NULL;
    EVP_PKEY *key = NULL;
    assert_int_equal(EVP_PKEY_paramgen_init(params), 1);
    assert_int_equal(EVP_PKEY_CTX_set_dsa_paramgen_bits(params, 1024), 1);
    assert_int_equal(EVP_PKEY_paramgen(params, &domain), 1);
    EVP_PKEY_CTX *keygen = EVP_PKEY_CTX_new(domain, NULL);
    assert_int_equal(EVP_PKEY_keygen_init(keygen), 1);
    assert_int_equal(EVP_PKEY_keygen(keygen, &key), 1);
    EVP_PKEY_CTX_free(keygen);
    EVP_PKEY_CTX_free(params);
    EVP_PKEY_free(domain);
    return key;
}

static EVP_PKEY *new_key(as_kind kind)
{
    EVP_PKEY *key = NULL;
    if (kind == AS_EC)
        key = EVP_EC_gen("P-256");
    else if (kind == AS_DSA)
        key = new_dsa();
    else
        key = EVP_RSA_gen(kind == AS_RSA ? 2048U : 1024U);
    assert_non_null(key);
    return key;
}

static aa_bytes take_der(aa_arena *arena, unsigned char *der, int n)
{
    assert_true(n > 0);
    char *copy = aa_arena_strndup(arena, (const char *)der, (size_t)n);
    assert_non_null(copy);
    OPENSSL_free(der);
    return aa_bytes_of(copy, (size_t)n);
}

as_key as_key_new(aa_arena *arena, as_kind kind, const char *name, long from_day, long to_day)
{
    as_key k = {.key = new_key(kind), .x509 = X509_new()};
    assert_non_null(k.x509);
    X509_set_version(k.x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(k.x509), 7);
    ASN1_TIME_set(X509_getm_notBefore(k.x509), from_day * DAY_SECONDS);
    ASN1_TIME_set(X509_getm_notAfter(k.x509), to_day * DAY_SECONDS);
    X509_NAME *subject = X509_get_subject_name(k.x509);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(k.x509, subject);
    X509_set_pubkey(k.x509, k.key);
    assert_true(X509_sign(k.x509, k.key, EVP_sha256()) > 0);
    unsigned char *der = NULL;
    int n = i2d_X509(k.x509, &der);
    k.certificate = take_der(arena, der, n);
    der = NULL;
    n = i2d_PUBKEY(k.key, &der);
    k.key_info = take_der(arena, der, n);
    return k;
}

void as_key_free(as_key *key)
{
    EVP_PKEY_free(key->key);
    X509_free(key->x509);
}

/* ---- bytes -------------------------------------------------------------------------------------------- */

aa_bytes as_join(aa_arena *arena, aa_bytes a, aa_bytes b)
{
    char *p = aa_arena_alloc(arena, a.n + b.n);
    assert_non_null(p);
    memcpy(p, a.p, a.n);
    memcpy(p + a.n, b.p, b.n);
    return aa_bytes_of(p, a.n + b.n);
}

static aa_bytes number(aa_arena *arena, uint64_t value, unsigned size)
{
    uint8_t *p = aa_arena_alloc(arena, size);
    assert_non_null(p);
    for (unsigned i = 0; i < size; i++)
        p[i] = (uint8_t)(value >> (8 * i));
    return aa_bytes_of(p, size);
}

aa_bytes as_u32(aa_arena *arena, uint32_t value)
{
    return number(arena, value, 4);
}

aa_bytes as_prefixed(aa_arena *arena, aa_bytes bytes)
{
    return as_join(arena, as_u32(arena, (uint32_t)bytes.n), bytes);
}

/* {id, bytes}, each with its length: the shape of signatures, digests and attributes. */
static aa_bytes record(aa_arena *arena, uint32_t id, aa_bytes value)
{
    return as_prefixed(arena, as_join(arena, as_u32(arena, id), as_prefixed(arena, value)));
}

aa_bytes as_attribute(aa_arena *arena, uint32_t id, aa_bytes value)
{
    return as_prefixed(arena, as_join(arena, as_u32(arena, id), value));
}

/* ---- signing --------------------------------------------------------------------------------------------
 */

aa_bytes as_sign(aa_arena *arena, const as_key *key, uint32_t algorithm, aa_bytes data)
{
    const aa_sig_algorithm *a = aa_sig_algorithm_find(algorithm);
    assert_non_null(a);
    const EVP_MD *md = a->sha512 ? EVP_sha512() : EVP_sha256();
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *key_ctx = NULL;
    size_t n = 0;
    assert_int_equal(EVP_DigestSignInit(ctx, &key_ctx, md, NULL, key->key), 1);
    if (a->pss) {
        EVP_PKEY_CTX_set_rsa_padding(key_ctx, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(key_ctx, RSA_PSS_SALTLEN_DIGEST);
    }
    assert_int_equal(EVP_DigestSign(ctx, NULL, &n, data.p, data.n), 1);
    uint8_t *out = aa_arena_alloc(arena, n);
    assert_int_equal(EVP_DigestSign(ctx, out, &n, data.p, data.n), 1);
    EVP_MD_CTX_free(ctx);
    return aa_bytes_of(out, n);
}

aa_bytes as_signatures(aa_arena *arena, const as_key *key, uint32_t algorithm, aa_bytes data)
{
    return as_prefixed(arena, record(arena, algorithm, as_sign(arena, key, algorithm, data)));
}

aa_sections as_sections(aa_arena *arena, aa_bytes archive)
{
    aa_bytes end = aa_bytes_from(archive, archive.n - 22); /* built without a comment */
    uint32_t offset = aa_le32(end.p + 16);
    aa_sections s = {.end = as_join(arena, end, aa_bytes_none())};
    assert_true(aa_bytes_sub(archive, 0, offset, &s.before_block));
    assert_true(aa_bytes_sub(archive, offset, archive.n - 22 - offset, &s.central));
    return s;
}

static aa_bytes signed_data(aa_arena *arena, const aa_sections *sections, const as_signer *s)
{
    uint8_t digest[AA_DIGEST_MAX];
    size_t n = 0;
    const aa_sig_algorithm *a = aa_sig_algorithm_find(s->algorithm);
    assert_int_equal(aa_content_digest_compute(a->digest, sections, 1, digest, &n), AA_OK);
    uint32_t id = s->other_digest_algorithm ? 0x0202 : s->algorithm;
    aa_bytes digests = record(arena, id, as_join(arena, aa_bytes_of(digest, n), aa_bytes_none()));
    aa_bytes certificates = s->no_certificates          ? aa_bytes_none()
                            : s->certificate_of != NULL ? as_prefixed(arena, s->certificate_of->certificate)
                                                        : as_prefixed(arena, s->key->certificate);
    aa_bytes out = as_join(arena, as_prefixed(arena, digests), as_prefixed(arena, certificates));
    if (s->v3) {
        uint32_t max_sdk = s->signed_max_sdk != 0 ? s->signed_max_sdk : s->max_sdk;
        uint32_t min_sdk = s->signed_min_sdk != 0 ? s->signed_min_sdk : s->min_sdk;
        out = as_join(arena, out, as_join(arena, as_u32(arena, min_sdk), as_u32(arena, max_sdk)));
    }
    aa_bytes attributes = s->attributes.n > 0 ? s->attributes : aa_bytes_none();
    return as_join(arena, out, as_prefixed(arena, attributes));
}

aa_bytes as_signer_bytes(aa_arena *arena, const aa_sections *sections, const as_signer *s)
{
    aa_bytes data = signed_data(arena, sections, s);
    aa_bytes signatures = as_signatures(arena, s->key, s->algorithm, data);
    if (s->no_signatures)
        signatures = as_prefixed(arena, aa_bytes_none());
    if (s->broken_signature) {
        uint8_t *p = aa_arena_alloc(arena, signatures.n);
        memcpy(p, signatures.p, signatures.n);
        p[signatures.n - 1] ^= 1;
        signatures = aa_bytes_of(p, signatures.n);
    }
    aa_bytes out = as_prefixed(arena, data);
    if (s->v3)
        out = as_join(arena, out, as_join(arena, as_u32(arena, s->min_sdk), as_u32(arena, s->max_sdk)));
    out = as_join(arena, out, signatures);
    return as_prefixed(arena, as_join(arena, out, as_prefixed(arena, s->key->key_info)));
}

aa_bytes as_scheme_value(aa_arena *arena, aa_bytes signers)
{
    return as_prefixed(arena, signers);
}

aa_bytes as_pair(aa_arena *arena, uint32_t id, aa_bytes value)
{
    aa_bytes head = as_join(arena, number(arena, value.n + 4, 8), as_u32(arena, id));
    return as_join(arena, head, value);
}

aa_bytes as_block(aa_arena *arena, aa_bytes pairs)
{
    aa_bytes size = number(arena, pairs.n + 24, 8);
    aa_bytes out = as_join(arena, as_join(arena, size, pairs), size);
    return as_join(arena, out, aa_bytes_of("APK Sig Block 42", 16));
}

aa_bytes as_paged_block(aa_arena *arena, aa_bytes pairs)
{
    size_t rest = (8 + pairs.n + 24) % 4096;
    size_t fill = 2 * 4096 - rest - 12; /* a pair has 12 bytes before its value */
    return as_block(arena, as_join(arena, pairs, as_pair(arena, 0x42726577U, zb_zeros(arena, fill))));
}

aa_bytes as_lineage(aa_arena *arena, const as_key *keys, const uint32_t *capabilities, size_t count,
                    uint32_t algorithm)
{
    aa_bytes out = as_u32(arena, 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t before = i == 0 ? 0 : algorithm;
        aa_bytes data = as_join(arena, as_prefixed(arena, keys[i].certificate), as_u32(arena, before));
        aa_bytes signature = i == 0 ? aa_bytes_none() : as_sign(arena, &keys[i - 1], algorithm, data);
        aa_bytes node = as_join(arena, as_prefixed(arena, data), as_u32(arena, capabilities[i]));
        node = as_join(arena, node, as_u32(arena, i + 1 == count ? 0 : algorithm));
        out = as_join(arena, out, as_prefixed(arena, as_join(arena, node, as_prefixed(arena, signature))));
    }
    return out;
}

/* ---- v1 ---------------------------------------------------------------------------------------------------
 */

static void put_digest(aa_str *s, const char *name, const char *suffix, aa_bytes data)
{
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    unsigned char text[128];
    const EVP_MD *md = EVP_get_digestbyname(strcmp(name, "SHA1") == 0 ? "SHA1" : name);
    assert_non_null(md);
    assert_int_equal(EVP_Digest(data.p, data.n, digest, &n, md, NULL), 1);
    EVP_EncodeBlock(text, digest, (int)n);
    aa_str_printf(s, "%s%s: %s\r\n", name, suffix, (const char *)text);
}

static aa_bytes keep(aa_arena *arena, aa_str *s)
{
    assert_true(aa_str_ok(s));
    aa_bytes b = as_join(arena, aa_bytes_of(s->ptr, s->len), aa_bytes_none());
    aa_str_done(s);
    return b;
}

static void put_name(aa_str *s, const zb_entry *entry)
{
    aa_str_put(s, "Name: ");
    aa_str_putn(s, (const char *)entry->central.name.p, entry->central.name.n);
    aa_str_put(s, "\r\n");
}

static aa_bytes make_block(aa_arena *arena, const as_jar *jar, aa_bytes file)
{
    int flags = PKCS7_BINARY | PKCS7_DETACHED | PKCS7_NOSMIMECAP | PKCS7_PARTIAL;
    flags |= jar->signed_attributes ? 0 : PKCS7_NOATTR;
    BIO *content = BIO_new_mem_buf(file.p, (int)file.n);
    PKCS7 *p7 = PKCS7_sign(NULL, NULL, NULL, content, flags);
    assert_non_null(p7);
    assert_non_null(PKCS7_sign_add_signer(p7, jar->key->x509, jar->key->key,
                                          EVP_get_digestbyname(jar->block_digest), flags));
    assert_int_equal(PKCS7_final(p7, content, flags), 1);
    unsigned char *der = NULL;
    int n = i2d_PKCS7(p7, &der);
    PKCS7_free(p7);
    BIO_free(content);
    return take_der(arena, der, n);
}

void as_jar_sign(aa_arena *arena, const as_jar *jar, const zb_entry *entries, size_t count, zb_entry out[3])
{
    aa_str manifest;
    aa_str file;
    aa_str sections;
    aa_str_init(&manifest, 1U << 20);
    aa_str_init(&file, 1U << 20);
    aa_str_init(&sections, 1U << 20);
    aa_str_put(&manifest, "Manifest-Version: 1.0\r\n\r\n");
    for (size_t i = 0; i < count; i++) {
        size_t start = manifest.len;
        put_name(&manifest, &entries[i]);
        put_digest(&manifest, jar->digest, "-Digest", entries[i].body);
        aa_str_put(&manifest, "\r\n");
        put_name(&sections, &entries[i]);
        put_digest(&sections, jar->digest, "-Digest",
                   aa_bytes_of(manifest.ptr + start, manifest.len - start));
        aa_str_put(&sections, "\r\n");
    }
    aa_bytes manifest_bytes = keep(arena, &manifest);
    aa_str_put(&file, jar->no_version ? "Created-By: nobody\r\n" : "Signature-Version: 1.0\r\n");
    if (!jar->no_manifest_digest)
        put_digest(&file, jar->digest, "-Digest-Manifest", manifest_bytes);
    aa_str_put(&file, jar->extra_head == NULL ? "" : jar->extra_head);
    aa_str_put(&file, "\r\n");
    aa_str_putn(&file, sections.ptr, sections.len);
    aa_str_done(&sections);
    aa_bytes file_bytes = keep(arena, &file);
    const char *dot = strrchr(jar->name, '.');
    const char *file_name = aa_arena_printf(arena, "META-INF/%.*s.SF", (int)(dot - jar->name), jar->name);
    out[0] = zb_stored("META-INF/MANIFEST.MF", manifest_bytes);
    out[1] = zb_stored(file_name, file_bytes);
    out[2] = zb_stored(aa_arena_printf(arena, "META-INF/%s", jar->name), make_block(arena, jar, file_bytes));
}
