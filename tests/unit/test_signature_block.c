/* Schemes v2, v3 and v3.1: what each platform version makes of the signing block. */
#include "support/fail_alloc.h"
#include "support/sign_case.h"

#define LAST AA_NEWEST_API

static void a_v2_signature_counts_from_version_24(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t,
                     sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->rsa, .algorithm = RSA_SHA256}));
    assert_refused(t, 21, 23, AA_SIG_V1, "no_manifest");
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_accepted_from(t->signature, 24));
    assert_false(aa_signature_accepted_from(t->signature, 21));
    assert_int_equal(t->signature->current_count, 1);
    assert_string_equal(t->signature->current[0]->subject, "CN=Release");
    assert_string_equal(t->signature->current[0]->key_algorithm, "RSA");
    assert_int_equal(t->signature->current[0]->key_bits, 2048);
    assert_string_equal(t->signature->current[0]->not_before, "2024-01-01");
}

static void every_algorithm_verifies_and_names_itself(void **state)
{
    sign_case *t = *state;
    as_key dsa = as_key_new(t->arena, AS_DSA, "Dsa", 19000, 30000);

    const struct {
        const as_key *key;
        uint32_t algorithm;
        const char *name;
    } cases[] = {
        {&t->rsa, RSA_SHA256, "RSA PKCS#1 v1.5 with SHA-256"},
        {&t->rsa, RSA_SHA512, "RSA PKCS#1 v1.5 with SHA-512"},
        {&t->rsa, RSA_PSS_SHA256, "RSA PSS with SHA-256"},
        {&t->rsa, RSA_PSS_SHA512, "RSA PSS with SHA-512"},
        {&t->ec, EC_SHA256, "ECDSA with SHA-256"},
        {&t->ec, EC_SHA512, "ECDSA with SHA-512"},
        {&dsa, DSA_SHA256, "DSA with SHA-256"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        as_signer s = {.key = cases[i].key, .algorithm = cases[i].algorithm};
        sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &s));
        assert_accepted(t, 24, LAST, AA_SIG_V2);
        assert_string_equal(t->signature->schemes[AA_SIG_V2].signers[0].algorithms, cases[i].name);
        s.broken_signature = true;
        sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &s));
        assert_refused(t, 24, LAST, AA_SIG_V2, "did_not_verify");
    }
    as_key_free(&dsa);
}

/* Makes the members end at a multiple of 4096, as verity needs. */
static void fill_to_page(sign_case *t)
{
    aa_sections s = sign_case_sections(t);
    size_t head = 30 + strlen("assets/fill");
    size_t missing = 2 * 4096 - (s.before_block.n + head) % 4096;
    t->entries[t->count++] = zb_stored("assets/fill", zb_noise(t->arena, missing, 9));
}

static void verity_is_known_from_version_28(void **state)
{
    sign_case *t = *state;
    fill_to_page(t);
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->ec, .algorithm = VERITY_EC}));
    assert_refused(t, 24, 27, AA_SIG_V2, "no_supported_signatures");
    assert_accepted(t, 28, LAST, AA_SIG_V2);
}

static void verity_of_more_than_one_level_verifies(void **state)
{
    sign_case *t = *state;
    t->entries[t->count++] =
        zb_stored("assets/big", zb_noise(t->arena, 700000, 3)); /* 171 pages: two levels */
    fill_to_page(t);
    aa_bytes block = sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->rsa, .algorithm = VERITY_RSA});
    sign_case_verify(t, block);
    assert_accepted(t, 28, LAST, AA_SIG_V2);
    t->entries[2] = zb_stored("assets/big", zb_noise(t->arena, 700000, 4));
    sign_case_verify(t, block);
    assert_refused(t, 28, LAST, AA_SIG_V2, "content_digest_mismatch");
}

static void one_changed_byte_anywhere_is_noticed(void **state)
{
    sign_case *t = *state;
    as_signer s = {.key = &t->ec, .algorithm = EC_SHA256};
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &s));
    aa_zip_layout l = aa_zip_get_layout(t->request.zip);
    const uint64_t places[] = {60, l.signing_block_offset - 1, l.central_offset + 12};
    for (size_t i = 0; i < 3; i++) {
        uint8_t *copy = aa_arena_alloc(t->arena, t->archive.n);
        memcpy(copy, t->archive.p, t->archive.n);
        copy[places[i]] ^= 1;
        aa_bytes whole = aa_bytes_of(copy, t->archive.n);
        sign_case_verify_bytes(t, whole);
        assert_refused(t, 24, LAST, AA_SIG_V2, "content_digest_mismatch");
        copy[places[i]] ^= 1;
        sign_case_verify_bytes(t, whole);
        assert_accepted(t, 24, LAST, AA_SIG_V2);
    }
}

static void a_member_put_behind_the_signature_is_noticed(void **state)
{
    sign_case *t = *state;
    aa_bytes block = sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->ec, .algorithm = EC_SHA256});
    t->entries[t->count++] = zb_stored("lib/evil.so", zb_text("evil"));
    sign_case_verify(t, block);
    assert_refused(t, 24, LAST, AA_SIG_V2, "content_digest_mismatch");
}

static void faults_of_a_signer_have_codes_of_their_own(void **state)
{
    sign_case *t = *state;

    const struct {
        as_signer signer;
        const char *error;
    } cases[] = {
        {{.key = &t->ec, .algorithm = EC_SHA256, .no_signatures = true}, "no_signatures"},
        {{.key = &t->ec, .algorithm = EC_SHA256, .no_certificates = true}, "no_certificates"},
        {{.key = &t->ec, .algorithm = EC_SHA256, .certificate_of = &t->rsa}, "public_key_mismatch"},
        {{.key = &t->ec, .algorithm = EC_SHA256, .other_digest_algorithm = true}, "algorithms_differ"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &cases[i].signer));
        assert_refused(t, 24, LAST, AA_SIG_V2, cases[i].error);
    }
    aa_bytes nobody = as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, aa_bytes_none()));
    sign_case_verify(t, as_block(t->arena, nobody));
    assert_refused(t, 24, LAST, AA_SIG_V2, "no_signers");
}

static void two_v2_signers_must_both_be_good(void **state)
{
    sign_case *t = *state;
    aa_sections s = sign_case_sections(t);
    as_signer second = {.key = &t->ec, .algorithm = EC_SHA256};
    aa_bytes a = as_signer_bytes(t->arena, &s, &(as_signer){.key = &t->rsa, .algorithm = RSA_SHA256});
    for (int broken = 0; broken < 2; broken++) {
        second.broken_signature = broken != 0;
        aa_bytes both = as_join(t->arena, a, as_signer_bytes(t->arena, &s, &second));
        aa_bytes pair = as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, both));
        sign_case_verify(t, as_block(t->arena, pair));
        if (broken)
            assert_refused(t, 24, LAST, AA_SIG_V2, "did_not_verify");
        else
            assert_accepted(t, 24, LAST, AA_SIG_V2);
    }
    assert_int_equal(t->signature->schemes[AA_SIG_V2].signer_count, 2);
}

static void a_v3_signature_cut_out_shows_in_v2(void **state)
{
    sign_case *t = *state;
    as_signer s = {.key = &t->ec, .algorithm = EC_SHA256};
    s.attributes = as_attribute(t->arena, ATTR_STRIPPING, as_u32(t->arena, 3));
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V2, &s));
    assert_accepted(t, 24, 27, AA_SIG_V2);
    assert_refused(t, 28, LAST, AA_SIG_V2, "missing_scheme");
}

static void v3_signers_answer_for_their_versions(void **state)
{
    sign_case *t = *state;
    as_signer s = {.key = &t->ec, .algorithm = EC_SHA256, .v3 = true, .min_sdk = 28, .max_sdk = 30};
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V3, &s));
    assert_accepted(t, 28, 30, AA_SIG_V3);
    assert_refused(t, 31, LAST, AA_SIG_V3, "no_signer_for_version");
    s.max_sdk = INT32_MAX;
    s.signed_min_sdk = 29;
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V3, &s));
    assert_refused(t, 28, LAST, AA_SIG_V3, "sdk_range_mismatch");
    s.signed_min_sdk = 0;
    s.min_sdk = 40;
    s.max_sdk = 30;
    sign_case_verify(t, sign_case_block(t, AA_BLOCK_V3, &s));
    assert_false(sign_case_at(t, 33)->accepted);
}

/* v3 for versions to 32 by the old key, v3.1 from 33 by the new one, as a rotation is shipped. */
static aa_bytes rotated_pairs(sign_case *t, bool with_v31)
{
    const as_key keys[2] = {t->rsa, t->ec};
    const uint32_t capabilities[2] = {7, 31};
    aa_sections s = sign_case_sections(t);
    as_signer old = {.key = &t->rsa, .algorithm = RSA_SHA256, .v3 = true, .min_sdk = 28, .max_sdk = 32};
    old.max_sdk = INT32_MAX;
    old.attributes = as_attribute(t->arena, ATTR_MIN_SDK, as_u32(t->arena, 33));
    as_signer new = {.key = &t->ec, .algorithm = EC_SHA256, .v3 = true, .min_sdk = 33, .max_sdk = INT32_MAX};
    new.attributes =
        as_attribute(t->arena, ATTR_LINEAGE, as_lineage(t->arena, keys, capabilities, 2, RSA_SHA256));
    aa_bytes v3 = as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &old));
    aa_bytes v31 = as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &new));
    aa_bytes pairs = as_pair(t->arena, AA_BLOCK_V3, v3);
    return with_v31 ? as_join(t->arena, pairs, as_pair(t->arena, AA_BLOCK_V31, v31)) : pairs;
}

static void a_rotated_key_takes_over_where_it_says(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t, as_block(t->arena, rotated_pairs(t, true)));
    assert_accepted(t, 28, 32, AA_SIG_V3);
    assert_accepted(t, 33, LAST, AA_SIG_V31);
    assert_string_equal(t->signature->current[0]->subject, "CN=Curve");
    const aa_signer *s = &t->signature->schemes[AA_SIG_V31].signers[0];
    assert_int_equal(s->lineage_count, 2);
    assert_string_equal(s->lineage[0].certificate->subject, "CN=Release");
    assert_int_equal(s->lineage[0].capabilities, 7);
    assert_false(aa_signature_has_issue(t->signature, "signers.past_signer_differs"));
}

static void a_rotated_signer_cut_out_is_noticed(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t, as_block(t->arena, rotated_pairs(t, false)));
    assert_accepted(t, 28, 32, AA_SIG_V3);
    assert_refused(t, 33, LAST, AA_SIG_V3, "missing_v31");
}

static aa_bytes block_with_lineage(sign_case *t, aa_bytes lineage)
{
    as_signer s = {.key = &t->ec, .algorithm = EC_SHA256, .v3 = true, .min_sdk = 28, .max_sdk = INT32_MAX};
    s.attributes = as_attribute(t->arena, ATTR_LINEAGE, lineage);
    return sign_case_block(t, AA_BLOCK_V3, &s);
}

static void a_lineage_must_be_signed_and_end_in_the_signer(void **state)
{
    sign_case *t = *state;
    const as_key good[2] = {t->rsa, t->ec};
    const as_key other[2] = {t->rsa, t->old};
    const as_key twice[2] = {t->ec, t->ec};
    const uint32_t rollback[2] = {8, 31}; /* the old key may still take over: kept as it stands */
    sign_case_verify(t, block_with_lineage(t, as_lineage(t->arena, good, rollback, 2, RSA_SHA256)));
    assert_accepted(t, 28, LAST, AA_SIG_V3);
    assert_int_equal(t->signature->schemes[AA_SIG_V3].signers[0].lineage[0].capabilities, 8);
    sign_case_verify(t, block_with_lineage(t, as_lineage(t->arena, other, rollback, 2, RSA_SHA256)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "lineage.other_certificate");
    sign_case_verify(t, block_with_lineage(t, as_lineage(t->arena, twice, rollback, 2, EC_SHA256)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "lineage.duplicate_certificate");
    aa_bytes bytes = as_lineage(t->arena, good, rollback, 2, RSA_SHA256);
    uint8_t *forged = aa_arena_alloc(t->arena, bytes.n);
    memcpy(forged, bytes.p, bytes.n);
    forged[bytes.n - 1] ^= 1; /* the last byte of the old key's signature */
    sign_case_verify(t, block_with_lineage(t, aa_bytes_of(forged, bytes.n)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "lineage.did_not_verify");
    sign_case_verify(t, block_with_lineage(t, aa_bytes_of(forged, 5)));
    assert_refused(t, 28, LAST, AA_SIG_V3, "lineage.malformed");
}

static void a_block_of_wrong_size_is_no_block(void **state)
{
    sign_case *t = *state;
    aa_bytes block = sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->ec, .algorithm = EC_SHA256});
    uint8_t *copy = aa_arena_alloc(t->arena, block.n);
    memcpy(copy, block.p, block.n);
    copy[0] ^= 1;
    sign_case_verify(t, aa_bytes_of(copy, block.n));
    assert_refused(t, 24, LAST, AA_SIG_V1, "no_manifest");
    assert_true(aa_signature_has_issue(t->signature, "block.size_mismatch"));
}

static void a_pair_longer_than_the_block_ends_the_reading(void **state)
{
    sign_case *t = *state;
    static const uint8_t huge[12] = {0, 0, 0, 0, 0, 0, 0, 0x80, 1, 2, 3, 4}; /* 2^63 bytes */
    aa_sections s = sign_case_sections(t);
    aa_bytes value = as_scheme_value(
        t->arena, as_signer_bytes(t->arena, &s, &(as_signer){.key = &t->ec, .algorithm = EC_SHA256}));
    aa_bytes v2 = as_pair(t->arena, AA_BLOCK_V2, value);
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, v2, aa_bytes_of(huge, sizeof huge))));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_has_issue(t->signature, "block.malformed_pair"));
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, aa_bytes_of(huge, sizeof huge), v2)));
    assert_refused(t, 24, LAST, AA_SIG_V1, "no_manifest");
}

static void of_two_v2_blocks_the_first_counts(void **state)
{
    sign_case *t = *state;
    aa_sections s = sign_case_sections(t);
    as_signer good = {.key = &t->ec, .algorithm = EC_SHA256};
    as_signer bad = good;
    bad.broken_signature = true;
    aa_bytes a =
        as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &good)));
    aa_bytes b =
        as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &bad)));
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, a, b)));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_has_issue(t->signature, "block.duplicate_pair"));
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, b, a)));
    assert_refused(t, 24, LAST, AA_SIG_V2, "did_not_verify");
}

static void large_unknown_pairs_are_named(void **state)
{
    sign_case *t = *state;
    aa_sections s = sign_case_sections(t);
    as_signer signer = {.key = &t->ec, .algorithm = EC_SHA256};
    aa_bytes v2 =
        as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &signer)));
    aa_bytes small = as_pair(t->arena, 0x11223344, zb_noise(t->arena, 4096, 5));
    aa_bytes large = as_pair(t->arena, 0x55667788, zb_noise(t->arena, 4097, 5));
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, v2, small)));
    assert_false(aa_signature_has_issue(t->signature, "block.unknown_pair"));
    sign_case_verify(t, as_block(t->arena, as_join(t->arena, v2, large)));
    assert_true(aa_signature_has_issue(t->signature, "block.unknown_pair"));
    assert_string_equal(t->signature->issues[0].detail, "0x55667788 4097");
    assert_int_equal(t->signature->pair_count, 2);
}

static bool verify_again(void *context)
{
    const sign_case *t = context;
    aa_arena *arena = aa_arena_new();
    aa_signature *out = NULL;
    aa_sign_request request = t->request;
    request.threads = 1; /* which allocation fails must not depend on threads */
    bool ok = arena != NULL && aa_signature_verify(arena, &request, &out) == AA_OK && out->ranges[1].accepted;
    aa_arena_free(arena);
    return ok;
}

static void every_failing_allocation_is_an_error(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t, as_block(t->arena, rotated_pairs(t, true)));
    assert_true(test_each_allocation_fails(verify_again, t, 0) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sign_test(a_v2_signature_counts_from_version_24),
        sign_test(every_algorithm_verifies_and_names_itself),
        sign_test(verity_is_known_from_version_28),
        sign_test(verity_of_more_than_one_level_verifies),
        sign_test(one_changed_byte_anywhere_is_noticed),
        sign_test(a_member_put_behind_the_signature_is_noticed),
        sign_test(faults_of_a_signer_have_codes_of_their_own),
        sign_test(two_v2_signers_must_both_be_good),
        sign_test(a_v3_signature_cut_out_shows_in_v2),
        sign_test(v3_signers_answer_for_their_versions),
        sign_test(a_rotated_key_takes_over_where_it_says),
        sign_test(a_rotated_signer_cut_out_is_noticed),
        sign_test(a_lineage_must_be_signed_and_end_in_the_signer),
        sign_test(a_block_of_wrong_size_is_no_block),
        sign_test(a_pair_longer_than_the_block_ends_the_reading),
        sign_test(of_two_v2_blocks_the_first_counts),
        sign_test(large_unknown_pairs_are_named),
        sign_test(every_failing_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, sign_group_setup, sign_group_teardown);
}
