/* The v4 file and the source stamp. */
#include "signing/extras.h"
#include "support/sign_case.h"

#define LAST AA_NEWEST_API

static aa_bytes v2_block(sign_case *t)
{
    return sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &t->ec, .algorithm = EC_SHA256});
}

/* An .idsig for |t->archive| that repeats |digest|. */
static aa_bytes idsig(sign_case *t, const as_key *key, aa_bytes digest)
{
    static const uint8_t head[5] = {1, 0, 0, 0, 12}; /* SHA-256, blocks of 2^12 bytes */
    uint8_t root[32];
    assert_int_equal(aa_verity_root(t->archive, aa_bytes_none(), 1, root), AA_OK);
    aa_bytes hashing = as_join(t->arena, aa_bytes_of(head, 5), as_prefixed(t->arena, aa_bytes_none()));
    hashing = as_join(t->arena, hashing, as_prefixed(t->arena, aa_bytes_of(root, sizeof root)));
    aa_bytes body = as_join(t->arena, as_prefixed(t->arena, digest), as_prefixed(t->arena, key->certificate));
    body = as_join(t->arena, body, as_prefixed(t->arena, aa_bytes_none()));
    aa_bytes data = as_join(t->arena, as_u32(t->arena, (uint32_t)t->archive.n), as_u32(t->arena, 0));
    data = as_join(t->arena, as_join(t->arena, data, hashing), body);
    data = as_join(t->arena, as_u32(t->arena, (uint32_t)data.n + 4), data);
    aa_bytes info = as_join(t->arena, body, as_prefixed(t->arena, key->key_info));
    info = as_join(t->arena, info, as_u32(t->arena, EC_SHA256));
    info = as_join(t->arena, info, as_prefixed(t->arena, as_sign(t->arena, key, EC_SHA256, data)));
    aa_bytes out = as_join(t->arena, as_u32(t->arena, 2), as_prefixed(t->arena, hashing));
    return as_join(t->arena, out, as_prefixed(t->arena, info));
}

static aa_bytes content_digest(sign_case *t)
{
    aa_sections s = sign_case_sections(t);
    uint8_t *digest = aa_arena_alloc(t->arena, AA_DIGEST_MAX);
    size_t n = 0;
    assert_int_equal(aa_content_digest_compute(AA_DIGEST_CHUNKED_SHA256, &s, 1, digest, &n), AA_OK);
    return aa_bytes_of(digest, n);
}

static void assert_scheme(const sign_case *t, aa_sig_scheme scheme, const char *error)
{
    const aa_scheme_result *r = &t->signature->schemes[scheme];
    assert_true(r->present);
    assert_int_equal(r->verified, error == NULL);
    if (error != NULL)
        assert_string_equal(r->error, error);
}

static void a_v4_file_belongs_to_its_apk(void **state)
{
    sign_case *t = *state;
    aa_bytes block = v2_block(t);
    sign_case_verify(t, block);
    assert_false(t->signature->schemes[AA_SIG_V4].present);
    t->request.idsig = idsig(t, &t->ec, content_digest(t));
    sign_case_verify_bytes(t, t->archive);
    assert_scheme(t, AA_SIG_V4, NULL);
    t->request.idsig = idsig(t, &t->ec, zb_text("another digest of 32 bytes in all"));
    sign_case_verify_bytes(t, t->archive);
    assert_scheme(t, AA_SIG_V4, "other_content_digest");
    t->request.idsig = aa_bytes_of("\2\0\0\0garbage", 11);
    sign_case_verify_bytes(t, t->archive);
    assert_scheme(t, AA_SIG_V4, "malformed");
}

static void a_v4_file_of_another_apk_is_refused(void **state)
{
    sign_case *t = *state;
    sign_case_verify(t, v2_block(t));
    t->request.idsig = idsig(t, &t->ec, content_digest(t));
    t->entries[1] = zb_stored("classes.dex", zb_text("shorter code"));
    sign_case_verify(t, v2_block(t));
    assert_scheme(t, AA_SIG_V4, "did_not_verify"); /* the file's size is signed */
}

static void a_v4_file_answers_for_every_byte_and_its_key(void **state)
{
    sign_case *t = *state;
    aa_bytes block = v2_block(t);
    sign_case_verify(t, block);
    t->request.idsig = idsig(t, &t->ec, content_digest(t));
    uint8_t *copy = aa_arena_alloc(t->arena, t->archive.n);
    memcpy(copy, t->archive.p, t->archive.n);
    copy[aa_zip_get_layout(t->request.zip).central_offset - 40] ^= 1; /* padding: v2 does not cover it */
    sign_case_verify_bytes(t, aa_bytes_of(copy, t->archive.n));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_scheme(t, AA_SIG_V4, "root_hash_mismatch");
    as_key other = t->ec;
    other.certificate = t->rsa.certificate;
    sign_case_verify(t, block);
    t->request.idsig = idsig(t, &other, content_digest(t));
    sign_case_verify_bytes(t, t->archive);
    assert_scheme(t, AA_SIG_V4, "public_key_mismatch");
}

/* A block with v2 and a stamp by |key| over |digests|. */
static aa_bytes stamped_with(sign_case *t, const as_key *key, aa_bytes digests, aa_bytes more)
{
    aa_sections s = sign_case_sections(t);
    as_signer signer = {.key = &t->ec, .algorithm = EC_SHA256};
    aa_bytes v2 =
        as_pair(t->arena, AA_BLOCK_V2, as_scheme_value(t->arena, as_signer_bytes(t->arena, &s, &signer)));
    aa_bytes scheme =
        as_join(t->arena, as_u32(t->arena, 2), as_signatures(t->arena, key, EC_SHA256, digests));
    aa_bytes body = as_join(t->arena, as_prefixed(t->arena, key->certificate),
                            as_prefixed(t->arena, as_prefixed(t->arena, scheme)));
    body = as_join(t->arena, body, more);
    aa_bytes stamp = as_pair(t->arena, AA_BLOCK_STAMP_V2, as_prefixed(t->arena, body));
    return as_block(t->arena, as_join(t->arena, v2, stamp));
}

static aa_bytes stamped(sign_case *t, const as_key *key, aa_bytes digests)
{
    return stamped_with(t, key, digests, aa_bytes_none());
}

/* What a stamp signs for v2: {length, id 1, digest}. */
static aa_bytes stamp_digests(sign_case *t)
{
    return as_prefixed(t->arena,
                       as_join(t->arena, as_u32(t->arena, 1), as_prefixed(t->arena, content_digest(t))));
}

static void a_stamp_names_a_store(void **state)
{
    sign_case *t = *state;
    uint8_t *hash = aa_arena_alloc(t->arena, 32);
    t->request.min_sdk = 24;
    assert_int_equal(aa_sha256(t->ec.certificate, hash), AA_OK);
    t->entries[t->count++] = zb_stored("stamp-cert-sha256", aa_bytes_of(hash, 32));
    sign_case_verify(t, stamped(t, &t->ec, stamp_digests(t)));
    assert_scheme(t, AA_SIG_STAMP, NULL);
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    sign_case_verify(t, stamped(t, &t->ec, zb_text("other digests")));
    assert_scheme(t, AA_SIG_STAMP, "did_not_verify");
    sign_case_verify(t, v2_block(t));
    assert_scheme(t, AA_SIG_STAMP, "no_signature");
    t->entries[t->count - 1] = zb_stored("stamp-cert-sha256", zb_text("the hash of another certificate!"));
    sign_case_verify(t, stamped(t, &t->ec, stamp_digests(t)));
    assert_scheme(t, AA_SIG_STAMP, "certificate_mismatch");
    t->count--;
    sign_case_verify(t, stamped(t, &t->ec, stamp_digests(t)));
    assert_scheme(t, AA_SIG_STAMP, "no_certificate_digest");
}

static void attributes_of_a_stamp_are_signed(void **state)
{
    sign_case *t = *state;
    uint8_t *hash = aa_arena_alloc(t->arena, 32);
    aa_bytes attributes = as_prefixed(t->arena, aa_bytes_none()); /* an empty list */
    t->request.min_sdk = 24;
    assert_int_equal(aa_sha256(t->ec.certificate, hash), AA_OK);
    t->entries[t->count++] = zb_stored("stamp-cert-sha256", aa_bytes_of(hash, 32));
    for (int good = 0; good < 2; good++) {
        aa_bytes signatures =
            as_signatures(t->arena, &t->ec, EC_SHA256, good ? attributes : zb_text("others"));
        aa_bytes more = as_join(t->arena, as_prefixed(t->arena, attributes), signatures);
        sign_case_verify(t, stamped_with(t, &t->ec, stamp_digests(t), more));
        assert_scheme(t, AA_SIG_STAMP, good ? NULL : "did_not_verify");
    }
}

static void a_certificate_that_is_none_keeps_its_hash(void **state)
{
    sign_case *t = *state;
    const aa_certificate *c = aa_certificate_read(t->arena, t->request.limits, zb_text("abc"));
    assert_non_null(c);
    assert_false(c->parsed);
    assert_string_equal(c->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(c->subject, "");
}

static void odd_certificates_are_read_or_left_with_their_hash(void **state)
{
    sign_case *t = *state;
    aa_bytes good = t->ec.certificate;
    const aa_certificate *c = aa_certificate_read(t->arena, t->request.limits, good);
    assert_true(c->parsed);
    assert_int_equal(c->trailing, 0);
    c = aa_certificate_read(t->arena, t->request.limits, as_join(t->arena, good, zb_text("more")));
    assert_true(c->parsed);
    assert_int_equal(c->trailing, 4);
    for (size_t n = 0; n < good.n; n += 7)
        assert_false(aa_certificate_read(t->arena, t->request.limits, (aa_bytes){good.p, n})->parsed);
    aa_bytes nested = zb_noise(t->arena, 60000, 1);
    memset((uint8_t *)(uintptr_t)nested.p, 0x30, nested.n); /* SEQUENCE in SEQUENCE … */
    assert_false(aa_certificate_read(t->arena, t->request.limits, nested)->parsed);
    aa_limits limits = *t->request.limits;
    limits.certificate_bytes = good.n;
    assert_true(aa_certificate_read(t->arena, &limits, good)->parsed);
    limits.certificate_bytes--;
    assert_true(aa_certificate_read(t->arena, &limits, good)->too_large);
    aa_bytes large = as_join(t->arena, good, zb_zeros(t->arena, t->request.limits->certificate_bytes));
    assert_false(aa_certificate_read(t->arena, t->request.limits, large)->parsed);
}

static void bytes_behind_a_certificate_are_an_issue(void **state)
{
    sign_case *t = *state;
    as_key padded = t->ec;
    padded.certificate = as_join(t->arena, t->ec.certificate, zb_text("more"));
    sign_case_verify(t,
                     sign_case_block(t, AA_BLOCK_V2, &(as_signer){.key = &padded, .algorithm = EC_SHA256}));
    assert_accepted(t, 24, LAST, AA_SIG_V2);
    assert_true(aa_signature_has_issue(t->signature, "certificate.trailing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sign_test(a_v4_file_belongs_to_its_apk),
        sign_test(a_v4_file_of_another_apk_is_refused),
        sign_test(a_v4_file_answers_for_every_byte_and_its_key),
        sign_test(a_stamp_names_a_store),
        sign_test(attributes_of_a_stamp_are_signed),
        sign_test(a_certificate_that_is_none_keeps_its_hash),
        sign_test(odd_certificates_are_read_or_left_with_their_hash),
        sign_test(bytes_behind_a_certificate_are_an_issue),
    };
    return cmocka_run_group_tests(tests, sign_group_setup, sign_group_teardown);
}
