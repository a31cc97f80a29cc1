/* Provisioning profiles, entitlements in DER, requirements, and CMS that is none. */
#include "signing/entitlements.h"
#include "signing/provision.h"
#include "signing/requirement.h"
#include "support/apk_signer.h"
#include "support/codesign_case.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#include <openssl/cms.h>

static aa_provision read_profile(codesign_case *t, const char *app)
{
    aa_provision p;
    codesign_case_load(t, app);
    aa_bytes bytes = codesign_case_member(t, "embedded.mobileprovision")->body;
    assert_int_equal(aa_provision_read(t->arena, bytes, &t->limits, &p), AA_OK);
    return p;
}

static void kinds_go_by_devices_and_debuggers(void **state)
{
    static const struct {
        const char *app;
        aa_provision_kind kind;
        size_t devices;
    } cases[] = {{"good", AA_PROVISION_DEVELOPMENT, 2},
                 {"agile", AA_PROVISION_AD_HOC, 2},
                 {"other", AA_PROVISION_ENTERPRISE, 0},
                 {"old", AA_PROVISION_STORE, 0}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        aa_provision p = read_profile(*state, cases[i].app);
        assert_null(p.error);
        assert_null(p.cms.error);
        assert_int_equal(p.cms.chain_end, AA_CHAIN_OTHER);
        assert_int_equal(p.cms.role, AA_ROLE_PROFILE);
        assert_int_equal(p.kind, cases[i].kind);
        assert_int_equal(p.device_count, cases[i].devices);
    }
}

static void a_profile_says_who_and_until_when(void **state)
{
    codesign_case *t = *state;
    aa_provision p = read_profile(t, "other");
    assert_string_equal(p.team, "ANOTHER123");
    assert_string_equal(p.expires, "2020-01-01");
    assert_int_equal(p.expires_day, 18262);
    assert_string_equal(p.created, "2024-01-01");
    assert_string_equal(p.uuid, "00000000-0000-4000-8000-000000000000");
    assert_string_equal(p.app_id, "TEAM123456.org.example.app");
    codesign_case_verify(t);
    assert_false(aa_provision_lists(&p, t->signature.cms->chain[0]));
    p = read_profile(t, "good");
    codesign_case_verify(t);
    assert_true(aa_provision_lists(&p, t->signature.cms->chain[0]));
}

static void what_a_profile_does_not_grant_is_named(void **state)
{
    codesign_case *t = *state;
    const char *const *missing = NULL;
    size_t count = 0;
    aa_provision p = read_profile(t, "good");
    codesign_case_verify(t);
    assert_int_equal(aa_provision_missing(t->arena, &p, &t->signature.entitlements, &missing, &count), AA_OK);
    assert_int_equal(count, 0);
    p = read_profile(t, "agile"); /* its profile knows neither debuggers nor HealthKit */
    codesign_case_verify(t);
    assert_int_equal(aa_provision_missing(t->arena, &p, &t->signature.entitlements, &missing, &count), AA_OK);
    assert_int_equal(count, 2);
    assert_string_equal(missing[0], "com.apple.developer.healthkit");
    assert_string_equal(missing[1], "get-task-allow");
}

static void a_star_covers_what_begins_so(void **state)
{
    (void)state;
    assert_true(aa_provision_covers(zb_text("TEAM.*"), zb_text("TEAM.org.example")));
    assert_true(aa_provision_covers(zb_text("TEAM.org.example"), zb_text("TEAM.org.example")));
    assert_false(aa_provision_covers(zb_text("TEAM.org.example.*"), zb_text("TEAM.org.example")));
    assert_false(aa_provision_covers(zb_text("TEAM.org"), zb_text("TEAM.org.example")));
    assert_false(aa_provision_covers(zb_text(""), zb_text("x")));
    assert_true(aa_provision_covers(zb_text("*"), zb_text("anything")));
}

/* Every third byte changed: the list inside is covered by its signature, and nothing is read past its end. */
static void a_changed_profile_does_not_verify(void **state)
{
    codesign_case *t = *state;
    aa_provision p = read_profile(t, "good");
    aa_bytes bytes = codesign_case_member(t, "embedded.mobileprovision")->body;
    uint8_t *copy = aa_arena_alloc(t->arena, bytes.n);
    memcpy(copy, bytes.p, bytes.n);
    size_t inside = 60;
    while (memcmp(copy + inside, "<?xml", 5) != 0)
        inside++;
    for (size_t i = 0; i < bytes.n; i += 3) {
        copy[i] ^= 0x21;
        assert_int_equal(aa_provision_read(t->arena, aa_bytes_of(copy, bytes.n), &t->limits, &p), AA_OK);
        if (i >= inside && i < inside + 1000)
            assert_true(p.error != NULL || p.cms.error != NULL);
        copy[i] ^= 0x21;
    }
    for (size_t n = 0; n < bytes.n; n += 41) {
        assert_int_equal(aa_provision_read(t->arena, aa_bytes_of(copy, n), &t->limits, &p), AA_OK);
        assert_string_equal(p.error, "provision.malformed");
    }
}

/* ---- CMS --------------------------------------------------------------------------------------------- */

static aa_bytes der_of(aa_arena *arena, CMS_ContentInfo *cms)
{
    unsigned char *der = NULL;
    int n = i2d_CMS_ContentInfo(cms, &der);
    assert_true(n > 0);
    aa_bytes out = aa_bytes_of(aa_arena_strndup(arena, (const char *)der, (size_t)n), (size_t)n);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    return out;
}

static void signatures_without_a_signer_verify_nothing(void **state)
{
    /* SignedData around "content", with no digest algorithm and no signer */
    static const uint8_t nobody[] = {0x30, 0x2e, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07,
                                     0x02, 0xa0, 0x21, 0x30, 0x1f, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x16,
                                     0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01, 0xa0,
                                     0x09, 0x04, 0x07, 0x63, 0x6f, 0x6e, 0x74, 0x65, 0x6e, 0x74, 0x31, 0x00};
    codesign_case *t = *state;
    if (t == NULL)
        skip();
    aa_cms out;
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, aa_bytes_of(nobody, sizeof nobody), NULL, &out),
                     AA_OK);
    assert_string_equal(out.error, "cms.no_signer");
    assert_int_equal(out.content.n, 7);
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, zb_text("no CMS at all"), NULL, &out), AA_OK);
    assert_string_equal(out.error, "cms.malformed");
}

static const char *error_of(codesign_case *t, aa_bytes der)
{
    const aa_bytes detached = zb_text("content");
    aa_cms out;
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der, &detached, &out), AA_OK);
    return out.error;
}

/* A signature over "content" with one certificate: good at each limit, undecided one past it. */
static void expect_limits(codesign_case *t, aa_bytes der, aa_bytes certificate)
{
    t->limits.signature_bytes = der.n;
    t->limits.certificates = 1;
    t->limits.certificate_bytes = certificate.n;
    assert_null(error_of(t, der));
    t->limits.certificate_bytes--;
    assert_string_equal(error_of(t, der), "limit.certificate_bytes");
    t->limits.certificates = 0;
    assert_string_equal(error_of(t, der), "limit.certificates");
    t->limits.signature_bytes--;
    assert_string_equal(error_of(t, der), "limit.signature_bytes");
}

static void a_signer_must_enclose_its_certificate(void **state)
{
    codesign_case *t = *state;
    if (t == NULL)
        skip();
    as_key key = as_key_new(t->arena, AS_EC, "Somebody", 19000, 30000);
    aa_cms out;
    BIO *data = BIO_new_mem_buf("content", 7);
    CMS_ContentInfo *cms = CMS_sign(key.x509, key.key, NULL, data, CMS_BINARY);
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der_of(t->arena, cms), NULL, &out), AA_OK);
    assert_null(out.error);
    assert_int_equal(out.chain_end, AA_CHAIN_OTHER);
    BIO_reset(data);
    cms = CMS_sign(key.x509, key.key, NULL, data, CMS_BINARY | CMS_NOCERTS);
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der_of(t->arena, cms), NULL, &out), AA_OK);
    assert_string_equal(out.error, "cms.no_certificate");
    BIO_reset(data);
    cms = CMS_sign(key.x509, key.key, NULL, data, CMS_BINARY | CMS_DETACHED);
    aa_bytes detached = zb_text("content");
    aa_bytes der = der_of(t->arena, cms);
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der, &detached, &out), AA_OK);
    assert_null(out.error);
    detached = zb_text("Content");
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der, &detached, &out), AA_OK);
    assert_string_equal(out.error, "cms.content_changed");
    assert_int_equal(aa_cms_verify(t->arena, &t->limits, der, NULL, &out), AA_OK);
    assert_string_equal(out.error, "cms.no_content");
    expect_limits(t, der, key.certificate);
    BIO_free(data);
    as_key_free(&key);
}

/* ---- entitlements -------------------------------------------------------------------------------------- */

static void entitlements_have_two_der_forms(void **state)
{
    static const uint8_t set[] = {0x31, 10, 0x30, 8, 0x0c, 1, 'a', 0x02, 3, 0x01, 0xe2, 0x40};
    static const uint8_t tagged[] = {0x70, 0x17, 2, 1,   1, 0xb0, 0x12, 0x30, 0x10, 0x0c, 1,    98, 0x30,
                                     11,   0x0c, 1, 120, 1, 1,    0xff, 2,    1,    0xff, 0x30, 0};
    codesign_case *t = *state;
    if (t == NULL)
        skip();
    aa_plist p;
    int64_t number = 0;
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(set, sizeof set), &p), AA_OK);
    assert_true(aa_plist_int(&p, aa_plist_get(&p, p.root, "a"), &number));
    assert_int_equal(number, 123456);
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(tagged, sizeof tagged), &p),
                     AA_OK);
    assert_string_equal(aa_plist_summary(t->arena, &p, p.root, 100), "{b: [x, true, -1, []]}");
    assert_string_equal(aa_plist_summary(t->arena, &p, p.root, 8), "{b: [x, …");
    for (size_t n = 0; n < sizeof tagged; n++)
        assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(tagged, n), &p), AA_E_FORMAT);
}

static void deep_and_broken_der_is_refused(void **state)
{
    static const uint8_t indefinite[] = {0x31, 0x80, 0, 0};
    static const uint8_t huge[] = {0x31, 0x84, 0x7f, 0xff, 0xff, 0xff};
    static const uint8_t nine[] = {0x31, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    static const uint8_t odd[] = {0x31, 5, 0x30, 3, 0x0c, 1, 'a'};
    codesign_case *t = *state;
    if (t == NULL)
        skip();
    aa_plist p;
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(indefinite, 4), &p), AA_E_FORMAT);
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(huge, 6), &p), AA_E_FORMAT);
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(nine, 11), &p), AA_E_FORMAT);
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(odd, 7), &p), AA_E_FORMAT);
    /* 200 lists inside each other, then in a pair */
    uint8_t *deep = aa_arena_alloc(t->arena, 1000);
    size_t n = 0;
    for (int i = 0; i < 200; i++) {
        memmove(deep + 4, deep, n);
        deep[0] = 0x30;
        deep[1] = 0x82;
        deep[2] = (uint8_t)(n >> 8);
        deep[3] = (uint8_t)n;
        n += 4;
    }
    memmove(deep + 11, deep, n);
    memcpy(deep, "\x31\x82\x03\x27\x30\x82\x03\x23\x0c\x01k", 11);
    assert_int_equal(n, 800);
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(deep, n + 11), &p), AA_E_LIMIT);
    t->limits.der_depth = 200;
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(deep, n + 11), &p), AA_OK);
    t->limits.der_depth--;
    assert_int_equal(aa_entitlements_der(t->arena, &t->limits, aa_bytes_of(deep, n + 11), &p), AA_E_LIMIT);
}

/* ---- requirements -----------------------------------------------------------------------------------------
 */

/* A set with a designated requirement of |words| (big-endian words, texts as they come). */
static aa_bytes requirement(codesign_case *t, const char *expression, size_t n)
{
    uint8_t *p = aa_arena_alloc(t->arena, n + 32);
    static const uint8_t head[32] = {0xfa, 0xde, 0x0c, 0x01, 0,    0,    0,    0, 0, 0, 0, 1, 0, 0, 0, 3,
                                     0,    0,    0,    20,   0xfa, 0xde, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    memcpy(p, head, 32);
    memcpy(p + 32, expression, n);
    p[7] = (uint8_t)(n + 32);
    p[27] = (uint8_t)(n + 12);
    return aa_bytes_of(p, n + 32);
}

#define W(n) "\0\0\0" n

static void requirements_are_printed(void **state)
{
    static const struct {
        const char *expression;
        size_t n;
        const char *text;
    } cases[] = {
        {W("\1"), 4, "always"},
        {W("\3"), 4, "anchor apple"},
        {W("\6") W("\2") W("\1") "a\0\0\0" W("\17"), 20, "identifier \"a\" and anchor apple generic"},
        {W("\7") W("\6") W("\0") W("\1") W("\11") W("\3"), 24, "(never and always) or !(anchor apple)"},
        {W("\13") "\xff\xff\xff\xff" W("\2") "CN\0\0" W("\2") W("\1") "x\0\0\0", 28,
         "certificate root[CN] ~ \"x\""},
        {W("\16") W("\1") W("\3") "\x2a\x86\x48\0" W("\0"), 20, "certificate 1[1.2.840] /* exists */"},
        {W("\4") W("\0") W("\2") "\xab\xcd\0\0", 16, "certificate leaf = H\"abcd\""},
        {W("\14") W("\1"), 8, "certificate 1 trusted"},
        {W("\377"), 4, "…"},
        {W("\6") W("\1"), 8, "always and …"},
    };

    codesign_case *t = *state;
    if (t == NULL)
        skip();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = NULL;
        aa_bytes set = requirement(t, cases[i].expression, cases[i].n);
        assert_int_equal(aa_requirement_designated(t->arena, set, &text), AA_OK);
        assert_string_equal(text, cases[i].text);
    }
}

static void requirements_that_never_end_are_cut(void **state)
{
    codesign_case *t = *state;
    const char *text = NULL;
    if (t == NULL)
        skip();
    char *deep = aa_arena_alloc(t->arena, 200);
    for (size_t i = 3; i < 200; i += 4)
        deep[i] = 9;
    assert_int_equal(aa_requirement_designated(t->arena, requirement(t, deep, 200), &text), AA_OK);
    assert_non_null(strstr(text, "…"));
    aa_bytes set = requirement(t, deep, 8);
    for (size_t n = 0; n < 32; n++)
        assert_int_equal(aa_requirement_designated(t->arena, aa_bytes_of(set.p, n), &text), AA_E_FORMAT);
}

static bool attempt(void *context)
{
    const codesign_case *t = context;
    aa_provision p;
    const char *const *missing = NULL;
    size_t count = 0;
    aa_arena *arena = aa_arena_new();
    bool done = arena != NULL && aa_provision_read(arena, t->request.seal, &t->limits, &p) == AA_OK &&
                aa_provision_missing(arena, &p, &t->signature.entitlements, &missing, &count) == AA_OK &&
                count == 2;
    aa_arena_free(arena);
    return done;
}

static void memory_that_runs_out_is_an_error(void **state)
{
    codesign_case *t = *state;
    codesign_case_load(t, "agile");
    codesign_case_verify(t);
    t->request.seal = codesign_case_member(t, "embedded.mobileprovision")->body;
    assert_true(test_each_allocation_fails(attempt, t, 0) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        codesign_test(kinds_go_by_devices_and_debuggers),
        codesign_test(a_profile_says_who_and_until_when),
        codesign_test(what_a_profile_does_not_grant_is_named),
        cmocka_unit_test(a_star_covers_what_begins_so),
        codesign_test(a_changed_profile_does_not_verify),
        codesign_test(signatures_without_a_signer_verify_nothing),
        codesign_test(a_signer_must_enclose_its_certificate),
        codesign_test(entitlements_have_two_der_forms),
        codesign_test(deep_and_broken_der_is_refused),
        codesign_test(requirements_are_printed),
        codesign_test(requirements_that_never_end_are_cut),
        codesign_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
