#include "secrets/keystore.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

/* What manuals and tools put in when nobody chooses. */
static const char *const usual[] = {"",         "changeit", "android", "password", "123456",
                                    "12345678", "secret",   "test",    "1234",     "keystore",
                                    "admin",    "changeme", "testing", "storepass"};

enum { USUAL = sizeof usual / sizeof usual[0], MAC = 20, PASSWORD = 32 };

static uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t read32(aa_cursor *c)
{
    aa_bytes b = aa_read_bytes(c, 4);
    return b.n == 4 ? be32(b.p) : 0;
}

/* DataOutputStream.writeUTF() */
static void skip_text(aa_cursor *c)
{
    uint32_t high = aa_read_u8(c);
    (void)aa_read_bytes(c, high << 8 | aa_read_u8(c));
}

static void skip_block(aa_cursor *c)
{
    (void)aa_read_bytes(c, read32(c));
}

/* Type and encoding of a certificate. */
static void skip_certificate(aa_cursor *c)
{
    skip_text(c);
    skip_block(c);
}

/* ---- JKS, JCEKS ---------------------------------------------------------------------------------------- */

/* The last 20 bytes are SHA-1 of the password as UTF-16BE, a phrase, and what stands before. */
static bool jks_opens(aa_bytes file, const char *password)
{
    static const char phrase[] = "Mighty Aphrodite";
    uint8_t wide[2 * PASSWORD] = {0};
    uint8_t digest[EVP_MAX_MD_SIZE];
    size_t n = strlen(password);
    for (size_t i = 0; i < n; i++)
        wide[2 * i + 1] = (uint8_t)password[i];
    EVP_MD_CTX *md = EVP_MD_CTX_new();
    bool ok = md != NULL && EVP_DigestInit_ex(md, EVP_sha1(), NULL) == 1 &&
              EVP_DigestUpdate(md, wide, 2 * n) == 1 &&
              EVP_DigestUpdate(md, phrase, sizeof phrase - 1) == 1 &&
              EVP_DigestUpdate(md, file.p, file.n - MAC) == 1 && EVP_DigestFinal_ex(md, digest, NULL) == 1;
    EVP_MD_CTX_free(md);
    return ok && memcmp(digest, file.p + file.n - MAC, MAC) == 0;
}

/* A sealed object (tag 3) is serialized Java: behind one nothing can be counted. */
static void count_jks(aa_bytes file, aa_keystore *out)
{
    aa_cursor c = aa_cursor_at(aa_bytes_of(file.p, file.n - MAC), 8);
    uint32_t count = read32(&c);
    uint32_t seen = 0;
    for (; seen < count && !c.bad; seen++) {
        uint32_t tag = read32(&c);
        skip_text(&c);
        (void)aa_read_bytes(&c, 8); /* date */
        out->keys += tag == 1 || tag == 3;
        if (tag != 1 && tag != 2)
            return;
        if (tag == 1)
            skip_block(&c);
        uint32_t chain = tag == 1 ? read32(&c) : 1;
        for (uint32_t i = 0; i < chain && !c.bad; i++)
            skip_certificate(&c);
    }
    out->counted = !c.bad;
}

static bool look_jks(aa_bytes file, aa_keystore *out)
{
    uint32_t magic = file.n < 12 + MAC ? 0 : be32(file.p);
    if ((magic != 0xFEEDFEEDU && magic != 0xCECECECEU) || be32(file.p + 4) - 1 > 1)
        return false;
    out->kind = magic == 0xFEEDFEEDU ? "JKS" : "JCEKS";
    count_jks(file, out);
    for (size_t i = 0; i < USUAL && out->password == NULL; i++)
        out->password = jks_opens(file, usual[i]) ? usual[i] : NULL;
    return true;
}

/* ---- BKS ----------------------------------------------------------------------------------------------- */

/* HMAC-SHA-1 over the entries; its key comes of the password as RFC 7292, appendix B, id 3 makes it. */
static bool bks_opens(uint32_t version, aa_bytes salt, uint32_t rounds, aa_bytes entries, const uint8_t *mac,
                      const char *password)
{
    uint8_t key[MAC];
    uint8_t made[EVP_MAX_MD_SIZE];
    size_t made_length = 0;
    int key_length = version == 1 ? 2 : MAC; /* the first version took bits for bytes */
    if (PKCS12_key_gen_utf8(password, (int)strlen(password), (unsigned char *)(uintptr_t)salt.p, (int)salt.n,
                            PKCS12_MAC_ID, (int)rounds, key_length, key, EVP_sha1()) != 1)
        return false;
    return EVP_Q_mac(NULL, "HMAC", NULL, "SHA1", NULL, key, (size_t)key_length, entries.p, entries.n, made,
                     sizeof made, &made_length) != NULL &&
           made_length == MAC && memcmp(made, mac, MAC) == 0;
}

/* Type 0 ends the list; 1 certificate, 2 key, 3 secret, 4 sealed. False: no such list. */
static bool count_bks(aa_cursor *c, aa_keystore *out)
{
    for (uint8_t type = aa_read_u8(c); type != 0; type = aa_read_u8(c)) {
        if (type > 4 || c->bad)
            return false;
        skip_text(c);
        (void)aa_read_bytes(c, 8); /* date */
        uint32_t chain = read32(c);
        for (uint32_t i = 0; i < chain && !c->bad; i++)
            skip_certificate(c);
        out->keys += type != 1;
        if (type == 1) {
            skip_certificate(c);
        } else if (type == 2) {
            (void)aa_read_u8(c); /* kind of key, format, algorithm, encoding */
            skip_text(c);
            skip_text(c);
            skip_block(c);
        } else {
            skip_block(c);
        }
    }
    return !c->bad;
}

static bool look_bks(aa_bytes file, aa_keystore *out)
{
    enum { ROUNDS_MAX = 100000 };

    aa_cursor c = aa_cursor_at(file, 0);
    uint32_t version = read32(&c);
    if (version != 1 && version != 2)
        return false;
    uint32_t salt_length = read32(&c);
    if (salt_length < 8 || salt_length > 64)
        return false;
    aa_bytes salt = aa_read_bytes(&c, salt_length);
    uint32_t rounds = read32(&c);
    size_t begin = c.pos;
    if (c.bad || rounds == 0 || rounds > ROUNDS_MAX || !count_bks(&c, out) || aa_cursor_left(&c) != MAC)
        return false;
    out->kind = "BKS";
    out->counted = true;
    aa_bytes entries = aa_bytes_of(file.p + begin, c.pos - begin);
    for (size_t i = 0; i < USUAL && out->password == NULL && out->keys > 0; i++)
        out->password = bks_opens(version, salt, rounds, entries, file.p + c.pos, usual[i]) ? usual[i] : NULL;
    return true;
}

/* ---- DER ----------------------------------------------------------------------------------------------- */

/* Whether the store gives a private key with |password|; false: it does not open. */
static bool pkcs12_opens(PKCS12 *store, const char *password, bool *key_out)
{
    EVP_PKEY *key = NULL;
    X509 *certificate = NULL;
    STACK_OF(X509) *others = NULL;
    bool opens = PKCS12_parse(store, password, &key, &certificate, &others) == 1;
    *key_out = key != NULL;
    EVP_PKEY_free(key);
    X509_free(certificate);
    sk_X509_pop_free(others, X509_free);
    return opens;
}

/* RFC 7292, 4: version 3, so that other sequences need not be parsed. */
static bool may_be_pkcs12(aa_bytes file)
{
    return file.n > 16 && file.p[0] == 0x30 &&
           (memcmp(file.p + 1, "\x80\x02\x01\x03", 4) == 0 || memcmp(file.p + 2, "\x02\x01\x03", 3) == 0 ||
            memcmp(file.p + 3, "\x02\x01\x03", 3) == 0 || memcmp(file.p + 4, "\x02\x01\x03", 3) == 0);
}

static bool look_pkcs12(aa_bytes file, aa_keystore *out)
{
    const unsigned char *p = file.p;
    PKCS12 *store = may_be_pkcs12(file) && file.n < INT32_MAX ? d2i_PKCS12(NULL, &p, (long)file.n) : NULL;
    if (store == NULL)
        return false;
    out->kind = "PKCS #12";
    for (size_t i = 0; i < USUAL && out->password == NULL; i++) {
        bool key = false;
        if (!pkcs12_opens(store, usual[i], &key))
            continue;
        out->password = usual[i];
        out->keys = key;
        out->counted = true;
    }
    PKCS12_free(store);
    return true;
}

static bool look_key(aa_bytes file, aa_keystore *out)
{
    const unsigned char *p = file.p;
    if (file.n < 40 || file.n > 1 << 16 || file.p[0] != 0x30)
        return false;
    EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &p, (long)file.n);
    bool whole = key != NULL && p == file.p + file.n;
    EVP_PKEY_free(key);
    if (whole)
        *out = (aa_keystore){.kind = "DER", .keys = 1, .counted = true};
    return whole;
}

bool aa_keystore_look(aa_bytes file, aa_keystore *out)
{
    *out = (aa_keystore){.kind = NULL};
    bool is_one = look_jks(file, out);
    if (!is_one) {
        *out = (aa_keystore){.kind = NULL};
        is_one = look_bks(file, out);
    }
    if (!is_one) {
        *out = (aa_keystore){.kind = NULL};
        is_one = look_pkcs12(file, out) || look_key(file, out);
        ERR_clear_error();
    }
    return is_one;
}
