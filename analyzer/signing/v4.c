#include "signing/extras.h"

#define IDSIG_VERSION    2
#define HASH_SHA256      1
#define LOG2_BLOCK_BYTES 12
#define MAX_SIGNED_BYTES (1U << 20) /* the platform allows 7 KiB of signing data */

typedef struct hashing_info {
    aa_bytes encoded;
    uint32_t algorithm;
    uint8_t log2_block;
    aa_bytes salt, root;
} hashing_info;

typedef struct signing_info {
    aa_bytes digest, certificate, additional, key, signature;
    uint32_t algorithm;
} signing_info;

static bool read_hashing(aa_bytes bytes, hashing_info *out)
{
    aa_cursor c = aa_cursor_at(bytes, 0);
    out->algorithm = aa_read_u32le(&c);
    out->log2_block = aa_read_u8(&c);
    out->salt = aa_read_prefixed(&c);
    out->root = aa_read_prefixed(&c);
    out->encoded = (aa_bytes){bytes.p, c.pos};
    return !c.bad;
}

static bool read_signing(aa_cursor *c, signing_info *out)
{
    out->digest = aa_read_prefixed(c);
    out->certificate = aa_read_prefixed(c);
    out->additional = aa_read_prefixed(c);
    out->key = aa_read_prefixed(c);
    out->algorithm = aa_read_u32le(c);
    out->signature = aa_read_prefixed(c);
    return !c->bad;
}

static uint8_t *put_number(uint8_t *p, uint64_t v, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        *p++ = (uint8_t)(v >> (8 * i));
    return p;
}

static uint8_t *put_bytes(uint8_t *p, aa_bytes b)
{
    p = put_number(p, b.n, 4);
    memcpy(p, b.p, b.n);
    return p + b.n;
}

/* What is signed: its own length, the file's size, the hashing info, digest, certificate, extra data. */
static aa_bytes signed_bytes(aa_arena *arena, uint64_t file_size, const hashing_info *h,
                             const signing_info *s)
{
    size_t size = 4 + 8 + h->encoded.n + 4 + s->digest.n + 4 + s->certificate.n + 4 + s->additional.n;
    uint8_t *out = size > MAX_SIGNED_BYTES ? NULL : aa_arena_alloc(arena, size);
    if (out == NULL)
        return aa_bytes_none();
    uint8_t *p = put_number(out, size, 4);
    p = put_number(p, file_size, 8);
    memcpy(p, h->encoded.p, h->encoded.n);
    p += h->encoded.n;
    p = put_bytes(p, s->digest);
    p = put_bytes(p, s->certificate);
    put_bytes(p, s->additional);
    return aa_bytes_of(out, size);
}

/* The best content digest of the file's own signer is the one that v4 repeats. */
static bool repeats_digest(const aa_block_signers *content, aa_bytes digest)
{
    if (content == NULL || content->count == 0)
        return false;
    const aa_bytes *digests = content->items[0].digests;
    aa_bytes best = aa_bytes_none();
    int best_rank = -1;
    for (int kind = 0; kind < AA_DIGEST_COUNT; kind++) {
        int rank = aa_content_digest_rank((aa_content_digest)kind);
        if (digests[kind].n > 0 && rank > best_rank) {
            best = digests[kind];
            best_rank = rank;
        }
    }
    return best_rank >= 0 && aa_bytes_equal(best, digest);
}

static const char *check_signer(aa_arena *arena, aa_bytes file, const hashing_info *h, const signing_info *s,
                                const aa_certificate *certificate, const aa_block_signers *content)
{
    const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(s->algorithm);
    if (algorithm == NULL)
        return "unknown_algorithm";
    if (aa_sig_algorithm_verify(algorithm, s->key, signed_bytes(arena, file.n, h, s), s->signature) !=
        AA_SIG_GOOD)
        return "did_not_verify";
    if (!certificate->parsed)
        return certificate->too_large ? "limit.certificate_bytes" : "malformed_certificate";
    if (!aa_bytes_equal(certificate->key_info, s->key))
        return "public_key_mismatch";
    return repeats_digest(content, s->digest) ? NULL : "other_content_digest";
}

static aa_err read_idsig(aa_arena *arena, const aa_limits *limits, aa_bytes idsig, aa_bytes file,
                         const aa_block_signers *content, unsigned threads, aa_signer *signer)
{
    aa_cursor c = aa_cursor_at(idsig, 0);
    uint32_t version = aa_read_u32le(&c);
    aa_bytes hashing = aa_read_prefixed(&c);
    aa_bytes signing = aa_read_prefixed(&c);
    aa_cursor s = aa_cursor_at(signing, 0);
    hashing_info h;
    signing_info info;
    if (c.bad || version != IDSIG_VERSION || !read_hashing(hashing, &h) || !read_signing(&s, &info)) {
        signer->error = "malformed";
        return AA_OK;
    }
    const aa_certificate *certificate = aa_certificate_read(arena, limits, info.certificate);
    const aa_certificate **certs = certificate == NULL ? NULL : aa_arena_alloc(arena, sizeof(*certs));
    if (certs == NULL)
        return AA_E_NOMEM;
    certs[0] = certificate;
    signer->certs = certs;
    signer->cert_count = 1;
    const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(info.algorithm);
    signer->algorithms = algorithm == NULL ? "unknown" : algorithm->name;
    signer->error = check_signer(arena, file, &h, &info, certificate, content);
    if (signer->error != NULL)
        return AA_OK;
    uint8_t root[32];
    if (h.algorithm != HASH_SHA256 || h.log2_block != LOG2_BLOCK_BYTES) {
        signer->error = "unknown_hash";
        return AA_OK;
    }
    aa_err err = aa_verity_root(file, h.salt, threads, root);
    if (err == AA_OK && !aa_bytes_equal(aa_bytes_of(root, sizeof root), h.root))
        signer->error = "root_hash_mismatch";
    return err == AA_E_NOMEM ? err : AA_OK;
}

aa_err aa_v4_verify(aa_arena *arena, const aa_limits *limits, aa_bytes idsig, aa_bytes file,
                    const aa_block_signers *content, unsigned threads, aa_scheme_result *out)
{
    aa_signer *signer = aa_arena_alloc(arena, sizeof *signer);
    if (signer == NULL)
        return AA_E_NOMEM;
    *signer =
        (aa_signer){.name = "signer 1", .max_sdk = UINT32_MAX, .algorithms = "", .digests = "", .detail = ""};
    aa_err err = read_idsig(arena, limits, idsig, file, content, threads, signer);
    *out = (aa_scheme_result){.present = true,
                              .verified = signer->error == NULL,
                              .error = signer->error,
                              .detail = "",
                              .signers = signer,
                              .signer_count = 1};
    return err;
}
