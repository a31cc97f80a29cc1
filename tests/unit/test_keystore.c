/*
 * Key stores, made here byte by byte.
 */
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <string.h>

#include "secrets/keystore.h"
#include "support/test.h"

typedef struct store {
    uint8_t bytes[1024];
    size_t n;
} store;

static void put(store *s, const void *bytes, size_t n)
{
    assert_true(n <= sizeof s->bytes - s->n);
    memcpy(s->bytes + s->n, bytes, n);
    s->n += n;
}

static void put32(store *s, uint32_t v)
{
    const uint8_t b[] = {(uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v};
    put(s, b, sizeof b);
}

static void put_text(store *s, const char *text)
{
    const uint8_t n[] = {(uint8_t)(strlen(text) >> 8), (uint8_t)strlen(text)};
    put(s, n, 2);
    put(s, text, strlen(text));
}

static void put_block(store *s, const char *text)
{
    put32(s, (uint32_t)strlen(text));
    put(s, text, strlen(text));
}

static void put_certificate(store *s)
{
    put_text(s, "X.509");
    put_block(s, "certificate");
}

static void put_jks(store *s, uint32_t tag, const char *alias)
{
    put32(s, tag);
    put_text(s, alias);
    put(s, "\0\0\0\0\0\0\0\0", 8);
    if (tag == 1) {
        put_block(s, "a key that nobody reads");
        put32(s, 1);
    }
    put_certificate(s);
}

static void seal_jks(store *s, const char *password)
{
    uint8_t text[2048];
    size_t n = 0;
    for (const char *c = password; *c != '\0'; c++) {
        text[n++] = 0;
        text[n++] = (uint8_t)*c;
    }
    memcpy(text + n, "Mighty Aphrodite", 16);
    memcpy(text + n + 16, s->bytes, s->n);
    uint8_t digest[20];
    assert_int_equal(EVP_Digest(text, n + 16 + s->n, digest, NULL, EVP_sha1(), NULL), 1);
    put(s, digest, sizeof digest);
}

static store jks(uint32_t keys, uint32_t certificates, const char *password)
{
    store s = {.n = 0};
    put32(&s, 0xFEEDFEEDU);
    put32(&s, 2);
    put32(&s, keys + certificates);
    for (uint32_t i = 0; i < keys; i++)
        put_jks(&s, 1, "key");
    for (uint32_t i = 0; i < certificates; i++)
        put_jks(&s, 2, "root");
    seal_jks(&s, password);
    return s;
}

static aa_keystore look(const store *s)
{
    aa_keystore found;
    assert_true(aa_keystore_look(aa_bytes_of(s->bytes, s->n), &found));
    return found;
}

static void opens_jks(void **state)
{
    (void)state;
    store s = jks(2, 1, "changeit");
    aa_keystore found = look(&s);
    assert_string_equal(found.kind, "JKS");
    assert_string_equal(found.password, "changeit");
    assert_int_equal(found.keys, 2);
    assert_true(found.counted);
    s = jks(0, 3, "changeit");
    found = look(&s);
    assert_int_equal(found.keys, 0);
    assert_true(found.counted);
    s = jks(1, 0, "Vb7#unusual");
    found = look(&s);
    assert_null(found.password);
    assert_int_equal(found.keys, 1);
}

static void does_not_count_what_is_cut(void **state)
{
    (void)state;
    store s = jks(2, 2, "changeit");
    for (size_t n = 32; n < s.n; n++) {
        aa_keystore found;
        assert_true(aa_keystore_look(aa_bytes_of(s.bytes, n), &found));
        assert_null(found.password);
        assert_false(found.counted);
    }
    s.bytes[11] = 0xff; /* more entries than there are */
    assert_false(look(&s).counted);
}

static store bks(uint8_t type, const char *password)
{
    static const uint8_t salt[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    store s = {.n = 0};
    put32(&s, 2);
    put32(&s, sizeof salt);
    put(&s, salt, sizeof salt);
    put32(&s, 64);
    size_t begin = s.n;
    put(&s, &type, 1);
    put_text(&s, "alias");
    put(&s, "\0\0\0\0\0\0\0\0", 8);
    put32(&s, 0);
    if (type == 1)
        put_certificate(&s);
    else
        put_block(&s, "sealed");
    put(&s, "", 1);
    uint8_t key[20];
    uint8_t mac[20];
    size_t n = 0;
    assert_int_equal(PKCS12_key_gen_utf8(password, (int)strlen(password), (unsigned char *)(uintptr_t)salt,
                                         sizeof salt, PKCS12_MAC_ID, 64, sizeof key, key, EVP_sha1()),
                     1);
    assert_non_null(EVP_Q_mac(NULL, "HMAC", NULL, "SHA1", NULL, key, sizeof key, s.bytes + begin, s.n - begin,
                              mac, sizeof mac, &n));
    put(&s, mac, sizeof mac);
    return s;
}

static void opens_bks(void **state)
{
    (void)state;
    store s = bks(4, "android");
    aa_keystore found = look(&s);
    assert_string_equal(found.kind, "BKS");
    assert_string_equal(found.password, "android");
    assert_int_equal(found.keys, 1);
    s = bks(1, "android");
    found = look(&s);
    assert_int_equal(found.keys, 0);
    assert_true(found.counted);
    s = bks(4, "Vb7#unusual");
    assert_null(look(&s).password);
}

static void leaves_other_files(void **state)
{
    static const char *const files[] = {"", "0", "PK\3\4", "\x30\x82\x01\x02\x02\x01\x03",
                                        "0123456789012345678901234567890123456789012345678901234567890"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        aa_keystore found;
        assert_false(aa_keystore_look(aa_bytes_of(files[i], strlen(files[i])), &found));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_jks),
        cmocka_unit_test(does_not_count_what_is_cut),
        cmocka_unit_test(opens_bks),
        cmocka_unit_test(leaves_other_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
