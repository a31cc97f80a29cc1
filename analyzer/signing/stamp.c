#include "signing/extras.h"

/* Content digest ids of AOSP ContentDigestAlgorithm.java. */
static const uint32_t digest_ids[AA_DIGEST_COUNT] = {
    [AA_DIGEST_CHUNKED_SHA256] = 1, [AA_DIGEST_CHUNKED_SHA512] = 2, [AA_DIGEST_VERITY_SHA256] = 3};
#define DIGEST_ID_PLAIN_SHA256 4
#define MAX_SCHEMES            16

static uint8_t *put_u32(uint8_t *p, size_t v)
{
    for (unsigned i = 0; i < 4; i++)
        *p++ = (uint8_t)(v >> (8 * i));
    return p;
}

static uint8_t *put_pair(uint8_t *p, uint32_t id, aa_bytes digest)
{
    p = put_u32(p, 8 + digest.n);
    p = put_u32(p, id);
    p = put_u32(p, digest.n);
    memcpy(p, digest.p, digest.n);
    return p + digest.n;
}

const uint8_t *aa_stamp_encode(aa_arena *arena, const aa_block_signers *signers, size_t *length_out)
{
    uint8_t *out = aa_arena_alloc(arena, AA_DIGEST_COUNT * (12 + AA_DIGEST_MAX));
    uint8_t *p = out;
    for (size_t kind = 0; out != NULL && kind < AA_DIGEST_COUNT; kind++) {
        aa_bytes digest = aa_bytes_none();
        for (size_t i = 0; i < signers->count; i++) {
            if (signers->items[i].digests[kind].n > 0)
                digest = signers->items[i].digests[kind];
        }
        if (digest.n > 0 && digest.n <= AA_DIGEST_MAX)
            p = put_pair(p, digest_ids[kind], digest);
    }
    *length_out = (size_t)(p - out);
    return out;
}

const uint8_t *aa_stamp_encode_manifest(aa_arena *arena, aa_bytes manifest, size_t *length_out)
{
    uint8_t digest[32];
    uint8_t *out = aa_arena_alloc(arena, 12 + sizeof digest);
    if (out == NULL || aa_sha256(manifest, digest) != AA_OK)
        return NULL;
    *length_out = (size_t)(put_pair(out, DIGEST_ID_PLAIN_SHA256, aa_bytes_of(digest, sizeof digest)) - out);
    return out;
}

/* The signatures that the stamp has for |scheme|. */
static bool find_scheme(aa_bytes list, uint32_t scheme, aa_bytes *out)
{
    aa_cursor c = aa_cursor_at(list, 0);
    for (int i = 0; aa_cursor_left(&c) > 0 && i < MAX_SCHEMES; i++) {
        aa_bytes item = aa_read_prefixed(&c);
        aa_cursor s = aa_cursor_at(item, 0);
        uint32_t id = aa_read_u32le(&s);
        aa_bytes signatures = aa_read_prefixed(&s);
        if (c.bad || s.bad)
            return false;
        if (id == scheme) {
            *out = signatures;
            return true;
        }
    }
    return false;
}

static const char *check_targets(const aa_certificate *certificate, aa_bytes list,
                                 const aa_stamp_target *targets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        aa_bytes signatures = aa_bytes_none();
        if (!find_scheme(list, targets[i].scheme, &signatures))
            return "scheme_not_stamped";
        const char *error = aa_signatures_check(signatures, certificate->key_info, targets[i].signed_bytes);
        if (error != NULL)
            return error;
    }
    return NULL;
}

static aa_err read_stamp(aa_arena *arena, const aa_limits *limits, aa_bytes value, aa_bytes cert_digest,
                         const aa_stamp_target *targets, size_t count, aa_signer *signer)
{
    aa_cursor outer = aa_cursor_at(value, 0);
    aa_bytes body = aa_read_prefixed(&outer);
    aa_cursor c = aa_cursor_at(body, 0);
    aa_bytes der = aa_read_prefixed(&c);
    aa_bytes schemes = aa_read_prefixed(&c);
    if (outer.bad || c.bad) {
        signer->error = "malformed";
        return AA_OK;
    }
    const aa_certificate *certificate = aa_certificate_read(arena, limits, der);
    const aa_certificate **certs = certificate == NULL ? NULL : aa_arena_alloc(arena, sizeof(*certs));
    uint8_t digest[32];
    if (certs == NULL || aa_sha256(der, digest) != AA_OK)
        return AA_E_NOMEM;
    certs[0] = certificate;
    signer->certs = certs;
    signer->cert_count = 1;
    if (!certificate->parsed)
        signer->error = certificate->too_large ? "limit.certificate_bytes" : "malformed_certificate";
    else if (!aa_bytes_equal(aa_bytes_of(digest, sizeof digest), cert_digest))
        signer->error = "certificate_mismatch";
    else
        signer->error = check_targets(certificate, schemes, targets, count);
    if (signer->error == NULL && aa_cursor_left(&c) > 0) {
        aa_bytes attributes = aa_read_prefixed(&c);
        aa_bytes signatures = aa_read_prefixed(&c);
        signer->error =
            c.bad ? "malformed" : aa_signatures_check(signatures, certificate->key_info, attributes);
    }
    return AA_OK;
}

aa_err aa_stamp_verify(aa_arena *arena, const aa_limits *limits, const aa_block *block, aa_bytes cert_digest,
                       const aa_stamp_target *targets, size_t target_count, aa_scheme_result *out)
{
    aa_bytes value = aa_bytes_none();
    bool has_block = block->present && aa_block_find(block, AA_BLOCK_STAMP_V2, &value);
    *out = (aa_scheme_result){.present = has_block || cert_digest.n > 0, .detail = ""};
    if (!out->present)
        return AA_OK;
    aa_signer *signer = aa_arena_alloc(arena, sizeof *signer);
    if (signer == NULL)
        return AA_E_NOMEM;
    *signer =
        (aa_signer){.name = "signer 1", .max_sdk = UINT32_MAX, .algorithms = "", .digests = "", .detail = ""};
    aa_err err = AA_OK;
    if (!has_block)
        signer->error = "no_signature";
    else if (cert_digest.n == 0)
        signer->error = "no_certificate_digest";
    else
        err = read_stamp(arena, limits, value, cert_digest, targets, target_count, signer);
    out->verified = signer->error == NULL;
    out->error = signer->error;
    out->signers = signer;
    out->signer_count = 1;
    return err;
}
