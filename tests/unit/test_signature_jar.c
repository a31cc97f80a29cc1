/* Scheme v1: manifest, signature file, block; what changes with the platform version. */
#include <time.h>

#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include "signing/jar.h"
#include "signing/jar_manifest.h"
#include "support/fail_alloc.h"
#include "support/sign_case.h"

#define LAST AA_NEWEST_API

static as_jar jar_of(const as_key *key, const char *digest)
{
    return (as_jar){.key = key, .digest = digest, .block_digest = "SHA256", .name = "CERT.RSA"};
}

/* Signs the members that are there and adds the three of the signature. */
static void add_jar(sign_case *t, const as_jar *jar)
{
    as_jar_sign(t->arena, jar, t->entries, t->count, t->entries + t->count);
    t->count += 3;
}

static void sha256_is_accepted_since_version_18(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    t->request.min_sdk = 9;
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 9, 17, AA_SIG_V1, "unsupported_algorithm");
    assert_accepted(t, 18, LAST, AA_SIG_V1);
    assert_string_equal(t->signature->schemes[AA_SIG_V1].signers[0].name, "META-INF/CERT.RSA");
    assert_string_equal(t->signature->current[0]->subject, "CN=Release");
}

static void sha1_is_accepted_everywhere_and_named(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA1");
    jar.block_digest = "SHA1";
    t->request.min_sdk = 4;
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 4, LAST, AA_SIG_V1);
    assert_string_equal(t->signature->schemes[AA_SIG_V1].signers[0].digests, "SHA1");
}

static void md5_digests_count_only_where_they_are_named(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "MD5");
    jar.block_digest = "MD5";
    t->request.min_sdk = 9;
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 18, LAST, AA_SIG_V1, "no_digest_in_signature_file");
    assert_false(sign_case_at(t, 9)->accepted);
}

static void ec_dsa_and_short_keys_verify_and_are_described(void **state)
{
    sign_case *t = *state;
    as_key dsa = as_key_new(t->arena, AS_DSA, "Dsa", 19000, 30000);

    const struct {
        const as_key *key;
        const char *name, *algorithm;
        unsigned bits;
    } cases[] = {
        {&t->ec, "CERT.EC", "EC", 256}, {&dsa, "CERT.DSA", "DSA", 1024}, {&t->old, "CERT.RSA", "RSA", 1024}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        as_jar jar = jar_of(cases[i].key, "SHA-256");
        jar.name = cases[i].name;
        t->count = 2;
        add_jar(t, &jar);
        sign_case_verify(t, aa_bytes_none());
        assert_accepted(t, 21, LAST, AA_SIG_V1);
        assert_string_equal(t->signature->current[0]->key_algorithm, cases[i].algorithm);
        assert_int_equal(t->signature->current[0]->key_bits, cases[i].bits);
    }
    assert_string_equal(t->signature->current[0]->not_after,
                        "2011-01-01"); /* expired, and accepted all the same */
    as_key_free(&dsa);
}

static void changed_added_and_lost_members_are_told_apart(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    zb_entry dex = t->entries[1];
    t->entries[1] = zb_stored("classes.dex", zb_text("other code"));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "entry_digest_mismatch");
    assert_string_equal(sign_case_at(t, 21)->detail, "classes.dex");
    t->entries[1] = dex;
    t->entries[t->count++] = zb_stored("assets/new", zb_text("new"));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "no_digest_in_manifest");
    t->entries[1] = t->entries[--t->count];
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "missing_entry");
    assert_string_equal(sign_case_at(t, 21)->detail, "classes.dex");
}

static void a_changed_manifest_or_signature_file_is_noticed(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    zb_entry manifest = t->entries[2];
    aa_bytes longer = as_join(t->arena, manifest.body, zb_text("Name: x\r\n\r\n"));
    t->entries[2] = zb_stored("META-INF/MANIFEST.MF", longer);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "missing_entry");
    t->entries[2] = manifest;
    t->entries[3] = zb_stored("META-INF/CERT.SF", as_join(t->arena, t->entries[3].body, zb_text(" ")));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "did_not_verify");
}

static void sections_hold_where_the_whole_digest_does_not(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    jar.no_manifest_digest = true;
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, LAST, AA_SIG_V1);
    /* The head of the manifest is not covered then; a section is. */
    aa_bytes body = t->entries[2].body;
    char *text = aa_arena_strndup(t->arena, (const char *)body.p, body.n);
    text[strlen("Manifest-Version: ")] = '2';
    t->entries[2] = zb_stored("META-INF/MANIFEST.MF", aa_bytes_of(text, body.n));
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, LAST, AA_SIG_V1);
    char *space = strstr(text, "-Digest: ");
    assert_non_null(space);
    space[strlen("-Digest: ")] ^= 1;
    t->entries[2] = zb_stored("META-INF/MANIFEST.MF", aa_bytes_of(text, body.n));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "manifest_section_digest_mismatch");
}

static void a_v2_block_cut_out_is_noticed_by_the_signature_file(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    jar.extra_head = "X-Android-APK-Signed: 2, 3\r\n";
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, 23, AA_SIG_V1);
    assert_refused(t, 24, LAST, AA_SIG_V1, "missing_scheme");
    assert_string_equal(sign_case_at(t, 24)->detail, "v2");
}

static void signed_attributes_are_refused_before_version_19(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    jar.signed_attributes = true;
    t->request.min_sdk = 18;
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 18, 18, AA_SIG_V1, "signed_attributes");
    assert_accepted(t, 19, LAST, AA_SIG_V1);
}

static void stray_members_below_meta_inf_are_listed(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    t->entries[t->count++] = zb_stored("META-INF/services/x", zb_text("later"));
    t->entries[t->count++] = zb_stored("META-INF/", aa_bytes_none());
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, LAST, AA_SIG_V1);
    assert_int_equal(t->signature->issue_count, 1);
    assert_string_equal(t->signature->issues[0].code, "v1.unprotected_entry");
    assert_string_equal(t->signature->issues[0].detail, "META-INF/services/x");
}

static void two_different_signers_of_v1_and_v2_disagree(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    as_signer same = {.key = &t->rsa, .algorithm = RSA_SHA256};
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &same));
    assert_accepted(t, 21, 23, AA_SIG_V1);
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_accepted_from(t->signature, 21));
    as_signer other = {.key = &t->ec, .algorithm = EC_SHA256};
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &other));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_has_issue(t->signature, "signers.v1_v2_differ"));
    assert_false(aa_signature_accepted_from(t->signature, 21));
}

static void new_targets_need_more_than_v1(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    t->request.target_sdk = 30;
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, 29, AA_SIG_V1);
    assert_refused(t, 30, LAST, AA_SIG_V1, "target_sdk_needs_v2");
    t->request.target_sandbox = 2;
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 26, LAST, AA_SIG_V1, "target_sandbox_needs_v2");
}

static void nothing_at_all_is_unsigned(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "no_manifest");
    assert_false(t->signature->schemes[AA_SIG_V1].present);
    assert_int_equal(t->signature->current_count, 0);
    t->entries[t->count++] = zb_stored("META-INF/MANIFEST.MF", zb_text("Manifest-Version: 1.0\r\n\r\n"));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "no_signatures");
    t->entries[t->count++] = zb_stored("META-INF/A.SF", zb_text("Signature-Version: 1.0\r\n\r\n"));
    t->entries[t->count++] = zb_stored("META-INF/A.RSA", zb_text("no block"));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "malformed_block");
}

static void manifests_are_read_line_by_line(void **state)
{
    sign_case *t = *state;
    static const char text[] = "Manifest-Version: 1.0\r\n\r\nName: a/long\r\n er\r\nSHA1-Digest: x\r\n\r\n\n"
                               "name: b\nX: 1\n\nName: b\n\nNo-Name: 1";
    aa_jar_manifest m;
    assert_int_equal(aa_jar_manifest_parse(t->arena, aa_bytes_of(text, sizeof text - 1), &m), AA_OK);
    assert_int_equal(m.section_count, 5);
    assert_int_equal(m.named_count, 3);
    assert_int_equal(m.unnamed, 1);
    assert_string_equal(m.duplicate, "b");
    const aa_jar_section *s = aa_jar_section_find(&m, "a/longer");
    assert_non_null(s);
    assert_string_equal(aa_jar_value(&m, s, "sha1-digest"), "x");
    assert_null(aa_jar_section_find(&m, "a/long"));
    assert_int_equal(s->start, 25);
    assert_memory_equal(text + s->start + s->size, "\nname", 5);
}

/* One section asks for digests over and over: the cost must not be names times attributes. */
static void a_long_list_of_digest_names_costs_nothing(void **state)
{
    sign_case *t = *state;
    const size_t lines = 20000;
    aa_bytes head = zb_text("Signature-Version: 1.0\r\nDigest-Algorithms:");
    aa_bytes text = as_join(t->arena, head, zb_zeros(t->arena, 10 * lines + 4));
    char *p = (char *)(uintptr_t)text.p + head.n;
    for (size_t i = 0; i < lines; i++, p += 4)
        memcpy(p, " SHA", 4);
    memcpy(p, "\r\n", 2);
    p += 2;
    for (size_t i = 0; i < lines; i++, p += 6)
        memcpy(p, "A: b\r\n", 6);
    memcpy(p, "\r\n", 2);
    aa_jar_manifest m;
    uint8_t out[64];
    size_t length = 0;
    assert_int_equal(aa_jar_manifest_parse(t->arena, text, &m), AA_OK);
    clock_t start = clock();
    assert_int_equal(aa_jar_digest(&m, &m.sections[0], "-Digest-Manifest", AA_JAR_BEFORE_18, out, &length),
                     0);
    assert_true(clock() - start < CLOCKS_PER_SEC / 2); /* 400 million comparisons take seconds */
}

static void blocks_without_a_signature_file_count_toward_the_maximum(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    zb_entry entries[16];
    add_jar(t, &jar);
    memcpy(entries, t->entries, t->count * sizeof *entries);
    for (size_t i = 0; i < 10; i++)
        entries[t->count + i] =
            zb_stored(aa_arena_printf(t->arena, "META-INF/X%zu.RSA", i), zb_text("block"));
    sign_case_verify_bytes(t, zb_build(t->arena, entries, t->count + 9, NULL));
    assert_accepted(t, 21, LAST, AA_SIG_V1);
    sign_case_verify_bytes(t, zb_build(t->arena, entries, t->count + 10, NULL));
    assert_refused(t, 21, LAST, AA_SIG_V1, "too_many_signers");
}

static void a_signature_file_without_version_still_tells_of_a_stripped_scheme(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    as_jar other = {
        .key = &t->ec, .digest = "SHA-256", .block_digest = "SHA256", .name = "B.EC", .no_version = true};
    zb_entry three[3];
    as_jar_sign(t->arena, &other, t->entries, t->count, three);
    add_jar(t, &jar);
    t->entries[t->count++] = three[1];
    t->entries[t->count++] = three[2];
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, LAST, AA_SIG_V1);
    other.extra_head = "X-Android-APK-Signed: 2\r\n";
    as_jar_sign(t->arena, &other, t->entries, 2, three);
    t->entries[t->count - 2] = three[1];
    t->entries[t->count - 1] = three[2];
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, 23, AA_SIG_V1);
    assert_refused(t, 24, LAST, AA_SIG_V1, "missing_scheme");
}

static void each_digest_of_the_manifest_is_compared(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    aa_bytes body = t->entries[2].body;
    char *text = aa_arena_strndup(t->arena, (const char *)body.p, body.n);
    strstr(text, "-Digest: ")[strlen("-Digest: ")] ^= 1;
    t->entries[2] = zb_stored("META-INF/MANIFEST.MF", aa_bytes_of(text, body.n));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "manifest_section_digest_mismatch");
    t->count = 2;
    jar.extra_head =
        "SHA-256-Digest-Manifest-Main-Attributes: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n";
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "manifest_main_digest_mismatch");
}

static void a_v3_block_cut_out_is_noticed_since_version_28(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    jar.extra_head = "X-Android-APK-Signed: 3\r\n";
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_accepted(t, 21, 27, AA_SIG_V1);
    assert_refused(t, 28, LAST, AA_SIG_V1, "missing_scheme");
}

static void a_member_that_stands_there_twice_is_refused(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    t->entries[t->count++] = zb_stored("classes.dex", zb_text("other code"));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "duplicate_entry");
}

static void every_member_has_the_same_signers(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    as_jar one = {.key = &t->ec, .digest = "SHA-256", .block_digest = "SHA256", .name = "B.EC"};
    zb_entry three[3];
    as_jar_sign(t->arena, &one, t->entries, 1, three); /* signs the first member alone */
    add_jar(t, &jar);
    t->entries[t->count++] = three[1];
    t->entries[t->count++] = three[2];
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "entry_signers_differ");
    t->entries[3] = three[1];
    t->entries[4] = three[2];
    t->count = 5;
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "entry_not_signed");
}

/* |key| with an extension more in its certificate, which is signed again. */
static as_key extended(sign_case *t, const as_key *key, int nid, const char *value)
{
    as_key out = *key;
    unsigned char *der = NULL;
    out.x509 = X509_dup(key->x509);
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, NULL, nid, value);
    assert_non_null(e);
    assert_int_equal(X509_add_ext(out.x509, e, -1), 1);
    X509_EXTENSION_free(e);
    assert_true(X509_sign(out.x509, key->key, EVP_sha256()) > 0);
    int n = i2d_X509(out.x509, &der);
    out.certificate = as_join(t->arena, aa_bytes_of(der, (size_t)n), aa_bytes_none());
    OPENSSL_free(der);
    return out;
}

static void what_a_certificate_forbids_is_refused(void **state)
{
    sign_case *t = *state;

    const struct {
        int nid;
        const char *value, *error;
    } cases[] = {
        {NID_key_usage, "critical,keyEncipherment", "key_usage"},
        {NID_key_usage, "critical,nonRepudiation", NULL},
        {NID_netscape_comment, "critical,none", "unsupported_critical_extension"},
        {NID_netscape_comment, "none", NULL},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        as_key key = extended(t, &t->rsa, cases[i].nid, cases[i].value);
        as_jar jar = jar_of(&key, "SHA-256");
        t->count = 2;
        add_jar(t, &jar);
        sign_case_verify(t, aa_bytes_none());
        if (cases[i].error == NULL)
            assert_accepted(t, 21, LAST, AA_SIG_V1);
        else
            assert_refused(t, 21, LAST, AA_SIG_V1, cases[i].error);
        X509_free(key.x509);
    }
}

static void the_algorithm_of_a_block_has_to_fit_its_key(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    aa_bytes block = t->entries[4].body;
    const unsigned char *p = block.p;
    unsigned char *der = NULL;
    PKCS7 *p7 = d2i_PKCS7(NULL, &p, (long)block.n);
    assert_non_null(p7);
    PKCS7_SIGNER_INFO *info = sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(p7), 0);
    assert_int_equal(
        X509_ALGOR_set0(info->digest_enc_alg, OBJ_nid2obj(NID_ecdsa_with_SHA256), V_ASN1_UNDEF, NULL), 1);
    int n = i2d_PKCS7(p7, &der);
    PKCS7_free(p7);
    t->entries[4] =
        zb_stored("META-INF/CERT.RSA", as_join(t->arena, aa_bytes_of(der, (size_t)n), aa_bytes_none()));
    OPENSSL_free(der);
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "verify_exception");
}

/* The signature's own members share one budget: the file is refused, and said to be unread. */
static void signature_files_without_end_are_left_unread(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    t->entries[3] = zb_deflated(t->arena, "META-INF/CERT.SF", zb_zeros(t->arena, (64U << 20) + 1));
    sign_case_verify(t, aa_bytes_none());
    assert_refused(t, 21, LAST, AA_SIG_V1, "unreadable_signature_file");
    assert_true(t->signature->unread);
}

static bool verify_again(void *context)
{
    const sign_case *t = context;
    aa_arena *arena = aa_arena_new();
    aa_signature *out = NULL;
    aa_sign_request request = t->request;
    request.threads = 1; /* which allocation fails must not depend on threads */
    bool ok = arena != NULL && aa_signature_verify(arena, &request, &out) == AA_OK && out->ranges[0].accepted;
    aa_arena_free(arena);
    return ok;
}

static void every_failing_allocation_is_an_error(void **state)
{
    sign_case *t = *state;
    as_jar jar = jar_of(&t->rsa, "SHA-256");
    add_jar(t, &jar);
    sign_case_verify(t, aa_bytes_none());
    assert_true(test_each_allocation_fails(verify_again, t, 0) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sign_test(sha256_is_accepted_since_version_18),
        sign_test(sha1_is_accepted_everywhere_and_named),
        sign_test(md5_digests_count_only_where_they_are_named),
        sign_test(ec_dsa_and_short_keys_verify_and_are_described),
        sign_test(changed_added_and_lost_members_are_told_apart),
        sign_test(a_changed_manifest_or_signature_file_is_noticed),
        sign_test(sections_hold_where_the_whole_digest_does_not),
        sign_test(a_v2_block_cut_out_is_noticed_by_the_signature_file),
        sign_test(signed_attributes_are_refused_before_version_19),
        sign_test(stray_members_below_meta_inf_are_listed),
        sign_test(two_different_signers_of_v1_and_v2_disagree),
        sign_test(new_targets_need_more_than_v1),
        sign_test(nothing_at_all_is_unsigned),
        sign_test(manifests_are_read_line_by_line),
        sign_test(a_long_list_of_digest_names_costs_nothing),
        sign_test(blocks_without_a_signature_file_count_toward_the_maximum),
        sign_test(a_signature_file_without_version_still_tells_of_a_stripped_scheme),
        sign_test(each_digest_of_the_manifest_is_compared),
        sign_test(a_v3_block_cut_out_is_noticed_since_version_28),
        sign_test(a_member_that_stands_there_twice_is_refused),
        sign_test(every_member_has_the_same_signers),
        sign_test(what_a_certificate_forbids_is_refused),
        sign_test(the_algorithm_of_a_block_has_to_fit_its_key),
        sign_test(signature_files_without_end_are_left_unread),
        sign_test(every_failing_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, sign_group_setup, sign_group_teardown);
}
