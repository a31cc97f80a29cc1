/* Rules of the platform for v3 and v3.1 that well-made files never meet. */
#include <openssl/err.h>
#include <openssl/rsa.h>

#include "support/sign_case.h"

#define LAST             AA_NEWEST_API
#define ATTR_DEV_RELEASE 0xc2a6b3baU

static as_signer v3_signer(const as_key *key, uint32_t min_sdk, uint32_t max_sdk)
{
    return (as_signer){
        .key = key, .algorithm = EC_SHA256, .v3 = true, .min_sdk = min_sdk, .max_sdk = max_sdk};
}

static aa_bytes v3_pair(sign_case *t, uint32_t id, const as_signer *signers, size_t count)
{
    aa_sections s = sign_case_sections(t);
    aa_bytes all = aa_bytes_none();
    for (size_t i = 0; i < count; i++)
        all = as_join(t->arena, all, as_signer_bytes(t->arena, &s, &signers[i]));
    return as_pair(t->arena, id, as_scheme_value(t->arena, all));
}

static void sdk_numbers_are_signed(void **state)
{
    sign_case *t = *state;
    as_signer s = v3_signer(&t->ec, 28, UINT32_MAX); /* -1 */
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "no_signer_for_version");
    s = v3_signer(&t->ec, 0x80000000U, INT32_MAX);
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1)));
    assert_accepted(t, 28, LAST, AA_SIG_V3);
}

static void a_signer_cut_off_before_its_range_is_refused(void **state)
{
    sign_case *t = *state;
    aa_sections s = sign_case_sections(t);
    as_signer good = v3_signer(&t->ec, 28, INT32_MAX);
    aa_bytes stump = as_prefixed(t->arena, as_prefixed(t->arena, zb_text("data")));
    aa_bytes both = as_join(t->arena, as_signer_bytes(t->arena, &s, &good), stump);
    sign_case_verify(t, as_block(t->arena, as_pair(t->arena, AA_BLOCK_V3, as_scheme_value(t->arena, both))));
    assert_refused(t, 28, LAST, AA_SIG_V3, "several_signers_for_version");
}

static void a_v31_block_without_signers_is_passed_over(void **state)
{
    sign_case *t = *state;
    as_signer s = v3_signer(&t->ec, 28, INT32_MAX);
    aa_bytes pairs = as_join(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1), v3_pair(t, AA_BLOCK_V31, NULL, 0));
    sign_case_verify(t, as_block(t->arena, pairs));
    assert_accepted(t, 28, LAST, AA_SIG_V3);
    pairs = as_join(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1),
                    as_pair(t->arena, AA_BLOCK_V31, zb_text("\377\377\377\377")));
    sign_case_verify(t, as_block(t->arena, pairs));
    assert_accepted(t, 28, 32, AA_SIG_V3);
    assert_refused(t, 33, LAST, AA_SIG_V31, "malformed_signers");
}

/* v3 that names |attribute| as the take-over, and v3.1 signers from the versions of |from| on. */
static void verify_rotation(sign_case *t, uint32_t attribute, const uint32_t *from, size_t count)
{
    as_signer old = v3_signer(&t->ec, 28, INT32_MAX);
    as_signer new[2];
    old.attributes = as_attribute(t->arena, ATTR_MIN_SDK, as_u32(t->arena, attribute));
    for (size_t i = 0; i < count; i++)
        new[i] = v3_signer(&t->ec, from[i], i + 1 < count ? from[i + 1] - 1 : INT32_MAX);
    aa_bytes pairs = v3_pair(t, AA_BLOCK_V3, &old, 1);
    if (count > 0)
        pairs = as_join(t->arena, pairs, v3_pair(t, AA_BLOCK_V31, new, count));
    sign_case_verify(t, as_block(t->arena, pairs));
}

static void the_take_over_is_compared_before_it_comes(void **state)
{
    sign_case *t = *state;
    const uint32_t from[] = {36, 35};
    verify_rotation(t, 35, NULL, 0);
    assert_accepted(t, 28, 32, AA_SIG_V3);
    assert_refused(t, 33, LAST, AA_SIG_V3, "missing_v31");
    verify_rotation(t, 34, from + 1, 1);
    assert_refused(t, 33, 34, AA_SIG_V3, "rotation_sdk_mismatch");
    assert_accepted(t, 35, LAST, AA_SIG_V31);
    verify_rotation(t, 35, from, 2); /* the lowest counts, wherever it stands */
    assert_accepted(t, 28, 34, AA_SIG_V3);
}

static void a_signer_for_development_leaves_the_release_to_v3(void **state)
{
    sign_case *t = *state;
    as_signer old = v3_signer(&t->ec, 28, INT32_MAX);
    as_signer new = v3_signer(&t->ec, 34, INT32_MAX);
    new.attributes = as_attribute(t->arena, ATTR_DEV_RELEASE, aa_bytes_none());
    aa_bytes pairs = as_join(t->arena, v3_pair(t, AA_BLOCK_V3, &old, 1), v3_pair(t, AA_BLOCK_V31, &new, 1));
    sign_case_verify(t, as_block(t->arena, pairs));
    assert_accepted(t, 28, 34, AA_SIG_V3);
    assert_accepted(t, 35, LAST, AA_SIG_V31);
    new.broken_signature = true;
    pairs = as_join(t->arena, v3_pair(t, AA_BLOCK_V3, &old, 1), v3_pair(t, AA_BLOCK_V31, &new, 1));
    sign_case_verify(t, as_block(t->arena, pairs));
    assert_refused(t, 34, LAST, AA_SIG_V31, "did_not_verify");
}

static void only_one_lineage_may_stand_there(void **state)
{
    sign_case *t = *state;
    const as_key keys[2] = {t->rsa, t->ec};
    const uint32_t capabilities[2] = {31, 31};
    as_signer s = v3_signer(&t->ec, 28, INT32_MAX);
    s.attributes =
        as_attribute(t->arena, ATTR_LINEAGE, as_lineage(t->arena, keys, capabilities, 2, RSA_SHA256));
    s.attributes = as_join(t->arena, s.attributes, s.attributes);
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "malformed_attribute");
}

static void a_scheme_behind_thousands_of_pairs_is_found(void **state)
{
    sign_case *t = *state;
    as_signer s = v3_signer(&t->ec, 28, INT32_MAX);
    aa_bytes small = as_pair(t->arena, 1, aa_bytes_none());
    aa_bytes many = zb_zeros(t->arena, 5000 * small.n);
    for (size_t i = 0; i < 5000; i++)
        memcpy((uint8_t *)(uintptr_t)many.p + i * small.n, small.p, small.n);
    s.broken_signature = true;
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, many, v3_pair(t, AA_BLOCK_V3, &s, 1))));
    assert_refused(t, 28, LAST, AA_SIG_V3, "did_not_verify");
}

static void verity_wants_a_block_of_whole_pages(void **state)
{
    sign_case *t = *state;
    aa_sections s = sign_case_sections(t);
    size_t head = 30 + strlen("assets/fill");
    t->entries[t->count++] =
        zb_stored("assets/fill", zb_noise(t->arena, 2 * 4096 - (s.before_block.n + head) % 4096, 9));
    as_signer signer = {.key = &t->ec, .algorithm = VERITY_EC};
    aa_bytes pair = v3_pair(t, AA_BLOCK_V2, &signer, 1);
    sign_case_verify(t, as_paged_block(t->arena, pair));
    assert_accepted(t, 28, LAST, AA_SIG_V2);
    sign_case_verify(t, as_block(t->arena, pair));
    assert_refused(t, 28, LAST, AA_SIG_V2, "content_digest_mismatch");
    uint8_t digest[AA_DIGEST_MAX];
    size_t n = 0;
    s = (aa_sections){zb_zeros(t->arena, 4097), aa_bytes_none(), 4096, aa_bytes_none()};
    assert_int_equal(aa_content_digest_compute(AA_DIGEST_VERITY_SHA256, &s, 1, digest, &n), AA_E_FORMAT);
}

static void sha512_is_preferred_to_verity(void **state)
{
    (void)state;
    assert_true(aa_content_digest_rank(AA_DIGEST_CHUNKED_SHA512) >
                aa_content_digest_rank(AA_DIGEST_VERITY_SHA256));
    assert_true(aa_content_digest_rank(AA_DIGEST_VERITY_SHA256) >
                aa_content_digest_rank(AA_DIGEST_CHUNKED_SHA256));
}

static void the_errors_of_the_caller_are_left_alone(void **state)
{
    sign_case *t = *state;
    as_signer s = {.key = &t->ec, .algorithm = EC_SHA256, .broken_signature = true};
    ERR_clear_error();
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &s));
    assert_int_equal(ERR_peek_error(), 0);
}

static void both_ends_of_the_range_are_signed(void **state)
{
    sign_case *t = *state;
    as_signer s = v3_signer(&t->ec, 28, INT32_MAX);
    s.signed_max_sdk = 30;
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "sdk_range_mismatch");
}

static void eleven_v2_signers_are_too_many(void **state)
{
    sign_case *t = *state;
    as_signer s[11];
    for (size_t i = 0; i < 11; i++)
        s[i] = (as_signer){.key = &t->ec, .algorithm = EC_SHA256};
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V2, s, 10)));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V2, s, 11)));
    assert_refused(t, 24, LAST, AA_SIG_V2, "too_many_signers");
}

static void a_key_of_another_kind_than_the_algorithm_is_refused(void **state)
{
    sign_case *t = *state;
    as_signer s = {.key = &t->rsa, .algorithm = EC_SHA256}; /* an RSA signature under the number of ECDSA */
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V2, &s, 1)));
    assert_refused(t, 24, LAST, AA_SIG_V2, "malformed_public_key");
}

static void pss_needs_a_salt_as_long_as_the_digest(void **state)
{
    sign_case *t = *state;
    aa_bytes data = zb_text("data");
    for (int salt = 20; salt <= 32; salt += 12) {
        uint8_t signature[256];
        size_t n = sizeof signature;
        EVP_MD_CTX *ctx = EVP_MD_CTX_new();
        EVP_PKEY_CTX *key = NULL;
        assert_int_equal(EVP_DigestSignInit(ctx, &key, EVP_sha256(), NULL, t->rsa.key), 1);
        assert_true(EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING) > 0);
        assert_true(EVP_PKEY_CTX_set_rsa_pss_saltlen(key, salt) > 0);
        assert_int_equal(EVP_DigestSign(ctx, signature, &n, data.p, data.n), 1);
        EVP_MD_CTX_free(ctx);
        assert_int_equal(aa_sig_algorithm_verify(aa_sig_algorithm_find(RSA_PSS_SHA256), t->rsa.key_info, data,
                                                 aa_bytes_of(signature, n)),
                         salt == 32 ? AA_SIG_GOOD : AA_SIG_BAD);
    }
}

static void a_lineage_repeats_the_algorithm_of_the_key_before(void **state)
{
    sign_case *t = *state;
    const as_key keys[2] = {t->rsa, t->ec};
    const uint32_t capabilities[2] = {31, 31};
    aa_bytes lineage = as_lineage(t->arena, keys, capabilities, 2, RSA_SHA256);
    /* version, node length, {data length, {certificate, number}}, capabilities: then what signs the next */
    size_t next = 4 + 4 + 4 + (4 + t->rsa.certificate.n + 4) + 4;
    assert_int_equal(aa_le32(lineage.p + next), RSA_SHA256);
    ((uint8_t *)(uintptr_t)lineage.p)[next] = (uint8_t)RSA_SHA512;
    as_signer s = v3_signer(&t->ec, 28, INT32_MAX);
    s.attributes = as_attribute(t->arena, ATTR_LINEAGE, lineage);
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V3, &s, 1)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "lineage.algorithm_mismatch");
}

/* One of two signers of an older scheme is not the same as both. */
static void schemes_with_more_signers_disagree(void **state)
{
    sign_case *t = *state;
    const as_signer two[2] = {{.key = &t->ec, .algorithm = EC_SHA256},
                              {.key = &t->rsa, .algorithm = RSA_SHA256}};
    as_signer newer = v3_signer(&t->ec, 28, INT32_MAX);
    aa_bytes pairs = as_join(t->arena, v3_pair(t, AA_BLOCK_V2, two, 2), v3_pair(t, AA_BLOCK_V3, &newer, 1));
    sign_case_verify(t, as_block(t->arena, pairs));
    assert_true(aa_signature_has_issue(t->signature, "signers.past_signer_differs"));
    const as_jar jar = {.key = &t->ec, .digest = "SHA-256", .block_digest = "SHA256", .name = "A.EC"};
    as_jar_sign(t->arena, &jar, t->entries, 2, t->entries + 2);
    t->count = 5;
    sign_case_verify(t, as_block(t->arena, v3_pair(t, AA_BLOCK_V2, two, 2)));
    assert_accepted(t, 21, 23, AA_SIG_V1);
    assert_true(aa_signature_has_issue(t->signature, "signers.v1_v2_differ"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sign_test(sdk_numbers_are_signed),
        sign_test(a_signer_cut_off_before_its_range_is_refused),
        sign_test(a_v31_block_without_signers_is_passed_over),
        sign_test(the_take_over_is_compared_before_it_comes),
        sign_test(a_signer_for_development_leaves_the_release_to_v3),
        sign_test(only_one_lineage_may_stand_there),
        sign_test(a_scheme_behind_thousands_of_pairs_is_found),
        sign_test(verity_wants_a_block_of_whole_pages),
        sign_test(sha512_is_preferred_to_verity),
        sign_test(both_ends_of_the_range_are_signed),
        sign_test(eleven_v2_signers_are_too_many),
        sign_test(a_key_of_another_kind_than_the_algorithm_is_refused),
        sign_test(pss_needs_a_salt_as_long_as_the_digest),
        sign_test(a_lineage_repeats_the_algorithm_of_the_key_before),
        sign_test(schemes_with_more_signers_disagree),
        sign_test(the_errors_of_the_caller_are_left_alone),
    };
    return cmocka_run_group_tests(tests, sign_group_setup, sign_group_teardown);
}
