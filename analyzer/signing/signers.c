#include "signing/signers.h"

#include <stdio.h>

#include "base/str.h"
#include "signing/lineage.h"

#define ATTR_STRIPPING_PROTECTION 0xbeeff00dU
#define ATTR_PROOF_OF_ROTATION    0x3ba06f8cU
#define ATTR_ROTATION_MIN_SDK     0x559f8b02U
#define ATTR_DEV_RELEASE          0xc2a6b3baU
#define MAX_SIGNERS               10 /* the platform's own maximum for v1 and v2 */
#define MAX_SIGNATURES            32 /* of one signer; the platform knows ten algorithms */
#define FIRST_V3_API              28

/* One signer while it is read. */
typedef struct reading {
    aa_arena *arena;
    bool v3;
    aa_digest_cache *cache;
    aa_block_signer *out;
    aa_bytes signed_data, signatures, key_info;
    uint32_t min_sdk, max_sdk;
    aa_bytes digests, certificates, attributes; /* inside signed_data */
} reading;

typedef struct sig_record {
    uint32_t id;
    aa_bytes value;
} sig_record;

/* The first thing that is wrong names the signer's state. */
static void refuse(reading *r, const char *code)
{
    if (r->out->facts.error == NULL)
        r->out->facts.error = code;
}

/* Reads a list of {id, bytes}, as both signatures and digests are kept. False when malformed. */
static bool read_records(aa_bytes list, sig_record *out, size_t *count_out)
{
    aa_cursor c = aa_cursor_at(list, 0);
    size_t n = 0;
    while (aa_cursor_left(&c) > 0) {
        aa_bytes record = aa_read_prefixed(&c);
        aa_cursor r = aa_cursor_at(record, 0);
        uint32_t id = aa_read_u32le(&r);
        aa_bytes value = aa_read_prefixed(&r);
        if (c.bad || r.bad || n == MAX_SIGNATURES)
            return false;
        out[n++] = (sig_record){id, value};
    }
    *count_out = n;
    return true;
}

/* The known signature that a platform of |api| prefers, or NULL. */
static const sig_record *best_for(const sig_record *records, size_t count, int api)
{
    const sig_record *best = NULL;
    int best_rank = -1;
    for (size_t i = 0; i < count; i++) {
        const aa_sig_algorithm *a = aa_sig_algorithm_find(records[i].id);
        if (a != NULL && a->min_api <= api && aa_content_digest_rank(a->digest) > best_rank) {
            best = &records[i];
            best_rank = aa_content_digest_rank(a->digest);
        }
    }
    return best;
}

static const char *check_word(aa_sig_check check)
{
    switch (check) {
    case AA_SIG_GOOD:
        return NULL;
    case AA_SIG_BAD_KEY:
        return "malformed_public_key";
    case AA_SIG_CANNOT_VERIFY:
        return "verify_exception";
    case AA_SIG_BAD:
        break;
    }
    return "did_not_verify";
}

const char *aa_signatures_check(aa_bytes list, aa_bytes key_info, aa_bytes data)
{
    sig_record records[MAX_SIGNATURES];
    size_t count = 0;
    if (!read_records(list, records, &count))
        return "malformed_signature";
    if (count == 0)
        return "no_signatures";
    const sig_record *best = best_for(records, count, AA_NEWEST_API);
    if (best == NULL)
        return "no_supported_signatures";
    return check_word(aa_sig_algorithm_verify(aa_sig_algorithm_find(best->id), key_info, data, best->value));
}

static bool name_algorithms(reading *r, const sig_record *records, size_t count)
{
    aa_str s;
    aa_str_init(&s, 4096);
    for (size_t i = 0; i < count; i++) {
        const aa_sig_algorithm *a = aa_sig_algorithm_find(records[i].id);
        aa_str_put(&s, i == 0 ? "" : ", ");
        if (a != NULL)
            aa_str_put(&s, a->name);
        else
            aa_str_printf(&s, "unknown 0x%08x", (unsigned)records[i].id);
    }
    r->out->facts.algorithms = aa_arena_strdup(r->arena, s.ptr);
    aa_str_done(&s);
    return r->out->facts.algorithms != NULL;
}

static aa_err read_certificates(reading *r)
{
    aa_vec certs = AA_VEC_INIT(const aa_certificate *);
    aa_cursor c = aa_cursor_at(r->certificates, 0);
    while (aa_cursor_left(&c) > 0) {
        aa_bytes der = aa_read_prefixed(&c);
        bool full = certs.count == r->cache->limits->certificates;
        if (c.bad || full) {
            refuse(r, full ? "limit.certificates" : "malformed_certificate");
            break;
        }
        const aa_certificate *certificate = aa_certificate_read(r->arena, r->cache->limits, der);
        const aa_certificate **slot = certificate == NULL ? NULL : aa_vec_push(r->arena, &certs);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = certificate;
        if (!certificate->parsed)
            refuse(r, certificate->too_large ? "limit.certificate_bytes" : "malformed_certificate");
    }
    r->out->facts.certs = certs.items;
    r->out->facts.cert_count = certs.count;
    if (certs.count == 0)
        refuse(r, "no_certificates");
    else if (!aa_bytes_equal(r->out->facts.certs[0]->key_info, r->key_info))
        refuse(r, "public_key_mismatch");
    return AA_OK;
}

/* A stamp and v4 repeat every digest that was signed, not only the one that a version checks. */
static void keep_digests(const sig_record *digests, size_t count, aa_block_signer *out)
{
    for (size_t i = 0; i < count; i++) {
        const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(digests[i].id);
        if (algorithm != NULL)
            out->digests[algorithm->digest] = digests[i].value;
    }
}

/* Compares the signed digest that goes with |best| with the file. NULL: equal. */
static const char *check_content(reading *r, const sig_record *digests, size_t count, uint32_t algorithm_id,
                                 aa_err *err)
{
    const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(algorithm_id);
    const sig_record *wanted = NULL;
    for (size_t i = 0; i < count && wanted == NULL; i++)
        wanted = digests[i].id == algorithm_id ? &digests[i] : NULL;
    if (algorithm == NULL || wanted == NULL)
        return "algorithms_differ";
    aa_digest_cache *cache = r->cache;
    size_t kind = algorithm->digest;
    if (!cache->slots[kind].computed) {
        cache->slots[kind].computed = true;
        cache->slots[kind].err =
            aa_content_digest_compute(algorithm->digest, cache->sections, cache->threads,
                                      cache->slots[kind].value, &cache->slots[kind].length);
    }
    if (cache->slots[kind].err == AA_E_NOMEM)
        *err = AA_E_NOMEM;
    if (cache->slots[kind].err != AA_OK)
        return "content_digest_mismatch";
    bool equal =
        aa_bytes_equal(aa_bytes_of(cache->slots[kind].value, cache->slots[kind].length), wanted->value);
    return equal ? NULL : "content_digest_mismatch";
}

/* Signature, then content, for platforms of |api|. */
static const char *check_for(reading *r, const sig_record *sigs, size_t sig_count, const sig_record *digests,
                             size_t digest_count, int api, aa_err *err)
{
    const sig_record *best = best_for(sigs, sig_count, api);
    if (best == NULL)
        return "no_supported_signatures";
    const aa_sig_algorithm *algorithm = aa_sig_algorithm_find(best->id);
    const char *bad =
        check_word(aa_sig_algorithm_verify(algorithm, r->key_info, r->signed_data, best->value));
    if (bad != NULL)
        return bad;
    return check_content(r, digests, digest_count, best->id, err);
}

static bool same_algorithms(const sig_record *a, size_t a_count, const sig_record *b, size_t b_count)
{
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++) {
        if (a[i].id != b[i].id)
            return false;
    }
    return true;
}

static aa_err read_attributes(reading *r)
{
    aa_cursor c = aa_cursor_at(r->attributes, 0);
    while (aa_cursor_left(&c) > 0) {
        aa_bytes attribute = aa_read_prefixed(&c);
        aa_cursor a = aa_cursor_at(attribute, 0);
        uint32_t id = aa_read_u32le(&a);
        if (c.bad || a.bad) {
            r->out->facts.error = "malformed_attribute";
            return AA_OK;
        }
        aa_bytes value = aa_bytes_from(attribute, 4);
        aa_cursor v = aa_cursor_at(value, 0);
        if (id == ATTR_STRIPPING_PROTECTION && !r->v3)
            r->out->strip_protected = aa_read_u32le(&v);
        else if (id == ATTR_ROTATION_MIN_SDK && r->v3)
            r->out->rotation_min_sdk = aa_read_u32le(&v);
        else if (id == ATTR_DEV_RELEASE && r->v3)
            r->out->dev_release = true;
        else if (id == ATTR_PROOF_OF_ROTATION && r->v3 && r->out->facts.lineage_count > 0) {
            r->out->facts.error = "malformed_attribute";
            return AA_OK;
        } else if (id == ATTR_PROOF_OF_ROTATION && r->v3) {
            aa_err err = aa_lineage_read(r->arena, r->cache->limits, value, r->out->facts.certs[0],
                                         &r->out->facts, &r->out->facts.error);
            if (err != AA_OK || r->out->facts.error != NULL)
                return err;
        }
        if (v.bad)
            r->out->facts.error = "malformed_attribute";
    }
    return AA_OK;
}

static bool split_signed_data(reading *r)
{
    aa_cursor c = aa_cursor_at(r->signed_data, 0);
    r->digests = aa_read_prefixed(&c);
    r->certificates = aa_read_prefixed(&c);
    if (r->v3) {
        uint32_t min_sdk = aa_read_u32le(&c);
        uint32_t max_sdk = aa_read_u32le(&c);
        if (!c.bad && (min_sdk != r->min_sdk || max_sdk != r->max_sdk))
            r->out->facts.error = "sdk_range_mismatch";
    }
    r->attributes = aa_read_prefixed(&c);
    return !c.bad;
}

static bool split_signer(reading *r, aa_bytes signer)
{
    aa_cursor c = aa_cursor_at(signer, 0);
    r->signed_data = aa_read_prefixed(&c);
    if (r->v3) {
        r->min_sdk = aa_read_u32le(&c);
        r->max_sdk = aa_read_u32le(&c);
        /* A signer cut off before its range is refused by every version, so it keeps the widest one. */
        if (c.bad)
            return false;
        r->out->facts.min_sdk = r->min_sdk;
        r->out->facts.max_sdk = r->max_sdk;
    }
    r->signatures = aa_read_prefixed(&c);
    r->key_info = aa_read_prefixed(&c);
    return !c.bad;
}

static aa_err read_signer(reading *r, aa_bytes signer)
{
    sig_record sigs[MAX_SIGNATURES];
    sig_record digests[MAX_SIGNATURES];
    size_t sig_count = 0;
    size_t digest_count = 0;
    aa_signer *facts = &r->out->facts;
    if (!split_signer(r, signer)) {
        facts->error = "malformed_signer";
        return AA_OK;
    }
    if (r->v3 && (int32_t)r->min_sdk > (int32_t)r->max_sdk)
        facts->error = "sdk_range_invalid";
    else if (!read_records(r->signatures, sigs, &sig_count))
        facts->error = "malformed_signature";
    else if (sig_count == 0)
        facts->error = "no_signatures";
    if (facts->error != NULL)
        return AA_OK;
    if (!name_algorithms(r, sigs, sig_count))
        return AA_E_NOMEM;
    if (!split_signed_data(r) || !read_records(r->digests, digests, &digest_count)) {
        facts->error = "malformed_signed_data";
        return AA_OK;
    }
    keep_digests(digests, digest_count, r->out);
    aa_err err = AA_OK;
    r->out->late_error = check_for(r, sigs, sig_count, digests, digest_count, AA_NEWEST_API, &err);
    if (!r->v3)
        r->out->early_error = check_for(r, sigs, sig_count, digests, digest_count, FIRST_V3_API - 1, &err);
    if (err == AA_OK)
        err = read_certificates(r);
    if (err != AA_OK || facts->error != NULL)
        return err;
    if (!same_algorithms(sigs, sig_count, digests, digest_count)) {
        facts->error = "algorithms_differ";
        return AA_OK;
    }
    return read_attributes(r);
}

static aa_err read_all(aa_arena *arena, aa_bytes list, bool v3, aa_digest_cache *cache, aa_block_signers *out)
{
    aa_vec items = AA_VEC_INIT(aa_block_signer);
    aa_cursor c = aa_cursor_at(list, 0);
    while (aa_cursor_left(&c) > 0) {
        aa_bytes bytes = aa_read_prefixed(&c);
        if (items.count == MAX_SIGNERS) {
            out->error = "too_many_signers";
            break;
        }
        aa_block_signer *signer = aa_vec_push(arena, &items);
        if (signer == NULL)
            return AA_E_NOMEM;
        *signer = (aa_block_signer){
            .facts = {.max_sdk = UINT32_MAX, .algorithms = "", .digests = "", .detail = ""}};
        signer->facts.name = aa_arena_printf(arena, "signer %zu", items.count);
        if (signer->facts.name == NULL)
            return AA_E_NOMEM;
        reading r = {.arena = arena, .v3 = v3, .cache = cache, .out = signer};
        signer->facts.error = c.bad ? "malformed_signer" : NULL;
        aa_err err = c.bad ? AA_OK : read_signer(&r, bytes);
        if (err != AA_OK)
            return err;
        if (c.bad)
            break;
    }
    out->items = items.items;
    out->count = items.count;
    if (items.count == 0)
        out->error = "no_signers";
    return AA_OK;
}

aa_err aa_block_signers_read(aa_arena *arena, const aa_block *block, aa_sig_scheme scheme,
                             aa_digest_cache *cache, aa_block_signers *out)
{
    static const uint32_t ids[] = {
        [AA_SIG_V2] = AA_BLOCK_V2, [AA_SIG_V3] = AA_BLOCK_V3, [AA_SIG_V31] = AA_BLOCK_V31};
    aa_bytes value = aa_bytes_none();
    *out = (aa_block_signers){.detail = ""};
    if (!block->present || !aa_block_find(block, ids[scheme], &value))
        return AA_OK;
    out->present = true;
    aa_cursor c = aa_cursor_at(value, 0);
    aa_bytes list = aa_read_prefixed(&c);
    if (c.bad) {
        out->error = "malformed_signers";
        return AA_OK;
    }
    return read_all(arena, list, scheme != AA_SIG_V2, cache, out);
}
