#include "signing/signature.h"

#include <openssl/err.h>

#include "signing/extras.h"
#include "signing/jar.h"

#define API_N 24 /* first version that reads v2 */
#define API_O 26
#define API_P 28 /* v3 */
#define API_R 30
#define API_T 33 /* v3.1 */

#define MAX_PAIR_BYTES     4096 /* of an unknown pair: enough for metadata, too little for a hidden file */
#define MAX_ENTRY_ISSUES   20
#define STAMP_DIGEST_ENTRY "stamp-cert-sha256"

typedef struct verifier {
    aa_arena *arena;
    const aa_sign_request *request;
    aa_block block;
    aa_digest_cache cache;
    aa_block_signers v2, v3, v31;
    aa_jar jar;
    bool v1_used; /* some version in range decides by v1 */
    int v1_first; /* the first of them */
    aa_vec ranges, issues;
    aa_signature *out;
} verifier;

typedef struct decision {
    aa_sig_scheme scheme;
    const char *error;
    const char *detail;
    const aa_block_signer *signer; /* v3 and v3.1: the one in range */
} decision;

const char *aa_sig_scheme_name(aa_sig_scheme scheme)
{
    static const char *const names[] = {"v1", "v2", "v3", "v3.1", "v4", "stamp"};
    return names[scheme];
}

static aa_err add_issue(verifier *v, const char *code, const char *detail)
{
    aa_sig_issue *issue = aa_vec_push(v->arena, &v->issues);
    if (issue == NULL || detail == NULL)
        return AA_E_NOMEM;
    *issue = (aa_sig_issue){code, detail};
    return AA_OK;
}

/* ---- one platform version --------------------------------------------------------------------------------
 */

/* A signer for a platform in development passes over the released one of the same number. */
static bool for_dev_release(const aa_block_signer *s, int api)
{
    return s->dev_release && api == (int32_t)s->facts.min_sdk && aa_block_signer_error(s, api) == NULL;
}

/* The one signer for |api|; NULL with |*count_out| when there is none or more than one. */
static const aa_block_signer *signer_for(const aa_block_signers *list, int api, size_t *count_out)
{
    const aa_block_signer *found = NULL;
    *count_out = 0;
    for (size_t i = 0; i < list->count; i++) {
        const aa_signer *s = &list->items[i].facts;
        /* The platform reads both as signed numbers; a cut-off signer has UINT32_MAX for "none said". */
        bool in_range = s->min_sdk == 0 && s->max_sdk == UINT32_MAX && s->error != NULL;
        in_range = in_range || (api >= (int32_t)s->min_sdk && api <= (int32_t)s->max_sdk);
        if (in_range && !for_dev_release(&list->items[i], api)) {
            found = &list->items[i];
            ++*count_out;
        }
    }
    return found;
}

static decision by_v3(const aa_block_signers *list, aa_sig_scheme scheme, int api)
{
    decision d = {.scheme = scheme, .error = list->error, .detail = list->detail};
    if (d.error != NULL)
        return d;
    size_t count = 0;
    d.signer = signer_for(list, api, &count);
    if (count != 1) {
        d.error = count == 0 ? "no_signer_for_version" : "several_signers_for_version";
        return d;
    }
    d.error = aa_block_signer_error(d.signer, api);
    d.detail = d.signer->facts.detail;
    return d;
}

/* The lowest version that a v3.1 signer is for; 0: there is none. */
static uint32_t rotation_sdk(const aa_block_signers *v31)
{
    int32_t lowest = 0;
    for (size_t i = 0; i < v31->count; i++) {
        int32_t min_sdk = (int32_t)v31->items[i].facts.min_sdk;
        lowest = i == 0 || min_sdk < lowest ? min_sdk : lowest;
    }
    return (uint32_t)lowest;
}

/*
 * v3 may say where v3.1 takes over; a v3.1 block that was cut out shows by that, also to versions before the
 * take-over. Source: AOSP ApkSignatureSchemeV3Verifier.java, verifyAdditionalAttributes.
 */
static void check_rotation(const verifier *v, decision *d, int api)
{
    if (d->error != NULL || d->scheme != AA_SIG_V3 || api < API_T || d->signer->rotation_min_sdk == 0)
        return;
    if (v->v31.count == 0)
        d->error = "missing_v31";
    else if (rotation_sdk(&v->v31) != d->signer->rotation_min_sdk)
        d->error = "rotation_sdk_mismatch";
}

static decision by_v2(const verifier *v, int api)
{
    decision d = {.scheme = AA_SIG_V2, .error = v->v2.error, .detail = v->v2.detail};
    for (size_t i = 0; i < v->v2.count && d.error == NULL; i++) {
        const aa_block_signer *s = &v->v2.items[i];
        d.error = aa_block_signer_error(s, api);
        d.detail = s->facts.name;
        if (d.error == NULL && api >= API_P && s->strip_protected == 3 && !v->v3.present)
            d.error = "missing_scheme";
    }
    return d;
}

static decision by_v1(const verifier *v, int api)
{
    const bool found[4] = {false, true, v->v2.present, v->v3.present || v->v31.present};
    decision d = {.scheme = AA_SIG_V1, .detail = ""};
    /* ApkSignatureVerifier asks for a newer scheme before it looks at the JAR signature. */
    if (api >= API_O && v->request->target_sandbox > 1)
        d.error = "target_sandbox_needs_v2";
    else if (api >= API_R && v->request->target_sdk >= API_R)
        d.error = "target_sdk_needs_v2";
    else
        d.error = aa_jar_decide(&v->jar, api, found, &d.detail);
    return d;
}

/* Which scheme a version of |api| takes; v1 when it finds no other. */
static aa_sig_scheme scheme_for(const verifier *v, int api)
{
    size_t count = 0;
    /* A v3.1 block without signers for this version is passed over; one that cannot be read is not. */
    bool v31_broken = v->v31.error != NULL && strcmp(v->v31.error, "no_signers") != 0;
    if (api >= API_T && v->v31.present && (v31_broken || signer_for(&v->v31, api, &count) != NULL))
        return AA_SIG_V31;
    if (api >= API_P && v->v3.present)
        return AA_SIG_V3;
    return api >= API_N && v->v2.present ? AA_SIG_V2 : AA_SIG_V1;
}

static decision decide(const verifier *v, int api)
{
    aa_sig_scheme scheme = scheme_for(v, api);
    if (scheme == AA_SIG_V1)
        return by_v1(v, api);
    if (scheme == AA_SIG_V2)
        return by_v2(v, api);
    decision d = by_v3(scheme == AA_SIG_V31 ? &v->v31 : &v->v3, scheme, api);
    check_rotation(v, &d, api);
    return d;
}

/* ---- all platform versions -------------------------------------------------------------------------------
 */

static int first_api(const aa_sign_request *request)
{
    if (request->min_sdk < 1)
        return 1;
    return request->min_sdk > AA_NEWEST_API ? AA_NEWEST_API : request->min_sdk;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static aa_err add_level(verifier *v, int api, const decision *d)
{
    aa_sig_range *last = v->ranges.count == 0 ? NULL : (aa_sig_range *)v->ranges.items + v->ranges.count - 1;
    if (last != NULL && last->scheme == d->scheme && same_text(last->error, d->error) &&
        same_text(last->detail, d->detail)) {
        last->last = api;
        return AA_OK;
    }
    aa_sig_range *range = aa_vec_push(v->arena, &v->ranges);
    if (range == NULL)
        return AA_E_NOMEM;
    *range = (aa_sig_range){api, api, d->error == NULL, d->scheme, d->error, d->detail};
    return AA_OK;
}

static aa_err decide_all(verifier *v)
{
    aa_err err = AA_OK;
    for (int api = first_api(v->request); api <= AA_NEWEST_API && err == AA_OK; api++) {
        decision d = decide(v, api);
        err = add_level(v, api, &d);
    }
    v->out->ranges = v->ranges.items;
    v->out->range_count = v->ranges.count;
    return err;
}

/* ---- what the result says of each scheme ------------------------------------------------------------------
 */

static aa_err describe_block(verifier *v, const aa_block_signers *list, aa_scheme_result *out)
{
    aa_signer *signers = aa_arena_array(v->arena, list->count + 1, sizeof *signers);
    if (signers == NULL)
        return AA_E_NOMEM;
    *out = (aa_scheme_result){.present = list->present,
                              .error = list->error,
                              .detail = "",
                              .signers = signers,
                              .signer_count = list->count};
    for (size_t i = 0; i < list->count; i++) {
        signers[i] = list->items[i].facts;
        signers[i].error = aa_block_signer_error(&list->items[i], AA_NEWEST_API);
        if (signers[i].error == NULL)
            signers[i].error = list->items[i].early_error;
        if (out->error == NULL && signers[i].error != NULL) {
            out->error = signers[i].error;
            out->detail = signers[i].name;
        }
    }
    out->verified = list->present && out->error == NULL;
    return AA_OK;
}

static const char *digest_names(verifier *v, const aa_jar_signer *s)
{
    uint8_t value[64];
    size_t n = 0;
    const aa_jar_manifest *m = &v->jar.manifest;
    aa_jar_era era = aa_jar_era_of(v->v1_used ? v->v1_first : AA_NEWEST_API);
    int in_file = s->file.section_count == 0
                      ? 0
                      : aa_jar_digest(&s->file, &s->file.sections[0], "-Digest-Manifest", era, value, &n);
    int in_manifest = m->named_count == 0 ? 0 : aa_jar_digest(m, m->by_name[0], "-Digest", era, value, &n);
    return aa_jar_digest_names(v->arena, in_file, in_manifest);
}

static aa_err describe_jar_signer(verifier *v, const aa_jar_signer *s, aa_signer *out)
{
    const char *error = NULL;
    const aa_jar_signer_info *info =
        s->error != NULL ? NULL : aa_jar_signer_info_for(s, v->v1_used ? v->v1_first : AA_NEWEST_API, &error);
    *out = (aa_signer){.name = s->block_entry->name,
                       .max_sdk = UINT32_MAX,
                       .algorithms = "",
                       .digests = digest_names(v, s),
                       .error = s->error != NULL ? s->error : error,
                       .detail = ""};
    if (out->digests == NULL)
        return AA_E_NOMEM;
    const aa_certificate **certs = aa_arena_array(v->arena, s->block.cert_count + 1, sizeof(*certs));
    if (certs == NULL)
        return AA_E_NOMEM;
    size_t own = info == NULL ? 0 : info->certificate;
    size_t n = 0;
    if (own < s->block.cert_count)
        certs[n++] = s->block.certs[own];
    for (size_t i = 0; i < s->block.cert_count; i++) {
        if (i != own)
            certs[n++] = s->block.certs[i];
    }
    out->certs = certs;
    out->cert_count = n;
    if (info != NULL)
        out->algorithms = aa_jar_algorithms_name(v->arena, info);
    return out->algorithms == NULL ? AA_E_NOMEM : AA_OK;
}

static aa_err describe_jar(verifier *v)
{
    aa_scheme_result *out = &v->out->schemes[AA_SIG_V1];
    aa_signer *signers = aa_arena_array(v->arena, v->jar.signer_count + 1, sizeof *signers);
    if (signers == NULL)
        return AA_E_NOMEM;
    size_t count = 0;
    for (size_t i = 0; i < v->jar.signer_count; i++) {
        bool counts = v->jar.entry_signers == 0 || (v->jar.entry_signers >> i & 1) != 0;
        if (v->jar.signers[i].ignored || !counts)
            continue;
        aa_err err = describe_jar_signer(v, &v->jar.signers[i], &signers[count++]);
        if (err != AA_OK)
            return err;
    }
    *out = (aa_scheme_result){
        .present = v->jar.present, .detail = "", .signers = signers, .signer_count = count};
    for (size_t i = 0; i < v->ranges.count && out->error == NULL; i++) {
        const aa_sig_range *r = &((const aa_sig_range *)v->ranges.items)[i];
        if (r->scheme == AA_SIG_V1 && !r->accepted) {
            out->error = r->error;
            out->detail = r->detail;
        }
    }
    out->verified = out->present && v->v1_used && out->error == NULL;
    return AA_OK;
}

/* ---- issues
 * ------------------------------------------------------------------------------------------------ */

static aa_err note_block(verifier *v)
{
    aa_err err = AA_OK;
    const aa_block *b = &v->block;
    if (b->error != NULL && strcmp(b->error, "block.absent") != 0)
        err = add_issue(v, b->error, "");
    if (err == AA_OK && b->pairs_malformed)
        err = add_issue(v, "block.malformed_pair", "");
    for (size_t i = 0; err == AA_OK && i < b->pair_count; i++) {
        const aa_sig_pair *p = &b->pairs[i];
        if (p->name == NULL && p->size > MAX_PAIR_BYTES)
            err = add_issue(
                v, "block.unknown_pair",
                aa_arena_printf(v->arena, "0x%08x %llu", (unsigned)p->id, (unsigned long long)p->size));
        for (size_t k = 0; err == AA_OK && k < i; k++) {
            if (b->pairs[k].id == p->id) {
                err = add_issue(v, "block.duplicate_pair",
                                aa_arena_printf(v->arena, "0x%08x", (unsigned)p->id));
                break;
            }
        }
    }
    return err;
}

static bool has_certificate(const aa_scheme_result *scheme, const aa_certificate *c)
{
    for (size_t i = 0; i < scheme->signer_count; i++) {
        if (scheme->signers[i].cert_count > 0 && strcmp(scheme->signers[i].certs[0]->sha256, c->sha256) == 0)
            return true;
    }
    return false;
}

static bool same_signers(const aa_scheme_result *a, const aa_scheme_result *b)
{
    for (size_t i = 0; i < a->signer_count; i++) {
        if (a->signers[i].cert_count == 0 || !has_certificate(b, a->signers[i].certs[0]))
            return false;
    }
    return a->signer_count == b->signer_count;
}

/* The signer that older versions see must be where the lineage of the newer one begins. */
static bool continues(const aa_scheme_result *old, const aa_scheme_result *v3)
{
    if (old->signer_count != 1 || old->signers[0].cert_count == 0)
        return false;
    for (size_t i = 0; i < v3->signer_count; i++) {
        const aa_signer *s = &v3->signers[i];
        const aa_certificate *begin = s->lineage_count > 0 ? s->lineage[0].certificate
                                      : s->cert_count > 0  ? s->certs[0]
                                                           : NULL;
        if (begin == NULL || strcmp(begin->sha256, old->signers[0].certs[0]->sha256) != 0)
            return false;
    }
    return true;
}

static aa_err note_disagreement(verifier *v)
{
    const aa_scheme_result *s = v->out->schemes;
    aa_err err = AA_OK;
    if (s[AA_SIG_V1].verified && s[AA_SIG_V2].verified && !same_signers(&s[AA_SIG_V1], &s[AA_SIG_V2]))
        err = add_issue(v, "signers.v1_v2_differ", "");
    const aa_scheme_result *old = s[AA_SIG_V1].verified ? &s[AA_SIG_V1] : &s[AA_SIG_V2];
    const aa_scheme_result *newer = s[AA_SIG_V3].present ? &s[AA_SIG_V3] : &s[AA_SIG_V31];
    if (err == AA_OK && old->verified && newer->verified && !continues(old, newer))
        err = add_issue(v, "signers.past_signer_differs", "");
    if (err == AA_OK && s[AA_SIG_V31].present && !s[AA_SIG_V3].present)
        err = add_issue(v, "signers.v31_without_v3", "");
    return err;
}

static bool is_signature_member(const verifier *v, const aa_zip_entry *e)
{
    if (strcmp(e->name, "META-INF/MANIFEST.MF") == 0)
        return true;
    for (size_t i = 0; i < v->jar.signer_count; i++) {
        const aa_jar_signer *s = &v->jar.signers[i];
        if ((v->jar.entry_signers >> i & 1) != 0 && (s->block_entry == e || s->file_entry == e))
            return true;
    }
    return false;
}

/* Members below META-INF carry no v1 digest: anybody can add or change them where v1 decides. */
static aa_err note_unprotected(verifier *v)
{
    const aa_zip *zip = v->request->zip;
    aa_err err = AA_OK;
    int count = 0;
    for (size_t i = 0; i < aa_zip_count(zip) && err == AA_OK && v->v1_used && v->jar.present; i++) {
        const aa_zip_entry *e = aa_zip_at(zip, i);
        size_t n = strlen(e->name);
        bool below = strncmp(e->name, "META-INF/", 9) == 0 && e->name[n - 1] != '/';
        if (below && !is_signature_member(v, e) && count++ < MAX_ENTRY_ISSUES)
            err = add_issue(v, "v1.unprotected_entry", aa_arena_strdup(v->arena, e->name));
    }
    return err;
}

/* Bytes behind a certificate take part in its hash, so two files can show one certificate under two hashes.
 */
static aa_err note_certificates(verifier *v)
{
    aa_err err = AA_OK;
    for (int k = 0; k < AA_SIG_SCHEME_COUNT; k++) {
        const aa_scheme_result *scheme = &v->out->schemes[k];
        for (size_t i = 0; i < scheme->signer_count && err == AA_OK; i++) {
            const aa_signer *s = &scheme->signers[i];
            if (s->cert_count > 0 && s->certs[0]->trailing > 0)
                err = add_issue(
                    v, "certificate.trailing",
                    aa_arena_printf(v->arena, "%s %zu", s->certs[0]->sha256, s->certs[0]->trailing));
        }
    }
    return err;
}

/* ---- beside the deciding schemes
 * --------------------------------------------------------------------------- */

static aa_err read_extras(verifier *v)
{
    const aa_sign_request *request = v->request;
    const aa_block_signers *content = v->v3.present ? &v->v3 : v->v2.present ? &v->v2 : NULL;
    aa_err err = AA_OK;
    v->out->schemes[AA_SIG_V4].detail = "";
    if (request->idsig.n > 0)
        err = aa_v4_verify(v->arena, request->limits, request->idsig, aa_zip_data(request->zip), content,
                           request->threads, &v->out->schemes[AA_SIG_V4]);
    if (err != AA_OK)
        return err;
    aa_stamp_target targets[3];
    size_t count = 0;
    size_t n = 0;
    if (v->v1_used && v->jar.present && v->jar.error == NULL)
        targets[count++] =
            (aa_stamp_target){1, {aa_stamp_encode_manifest(v->arena, v->jar.manifest.bytes, &n), n}};
    if (v->v2.present && first_api(request) < API_P)
        targets[count++] = (aa_stamp_target){2, {aa_stamp_encode(v->arena, &v->v2, &n), n}};
    if (v->v3.present)
        targets[count++] = (aa_stamp_target){3, {aa_stamp_encode(v->arena, &v->v3, &n), n}};
    for (size_t i = 0; i < count; i++) {
        if (targets[i].signed_bytes.p == NULL)
            return AA_E_NOMEM;
    }
    const aa_zip_entry *entry = aa_zip_find(request->zip, STAMP_DIGEST_ENTRY);
    aa_zip_content digest = {.bytes = aa_bytes_none()};
    aa_notes notes;
    aa_notes_init(&notes, v->arena, 1);
    if (entry != NULL && aa_zip_read(request->zip, entry, AA_ZIP_ASSET, 64, &notes, &digest) == AA_E_NOMEM)
        return AA_E_NOMEM;
    err = aa_stamp_verify(v->arena, v->request->limits, &v->block, digest.bytes, targets, count,
                          &v->out->schemes[AA_SIG_STAMP]);
    aa_zip_content_done(&digest);
    return err;
}

static aa_err find_current(verifier *v)
{
    decision d = decide(v, AA_NEWEST_API);
    const aa_scheme_result *scheme = &v->out->schemes[d.scheme];
    const aa_certificate **certs = aa_arena_array(v->arena, scheme->signer_count + 1, sizeof(*certs));
    if (certs == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < scheme->signer_count; i++) {
        const aa_signer *s = &scheme->signers[i];
        bool in_range = d.signer == NULL || strcmp(d.signer->facts.name, s->name) == 0;
        if (s->cert_count > 0 && in_range)
            certs[v->out->current_count++] = s->certs[0];
    }
    v->out->current = certs;
    return AA_OK;
}

/* ---- entry points
 * -------------------------------------------------------------------------------------------- */

static aa_err read_schemes(verifier *v)
{
    aa_err err = aa_block_read(v->arena, v->request->zip, &v->block);
    v->cache = (aa_digest_cache){
        .sections = &v->block.sections, .threads = v->request->threads, .limits = v->request->limits};
    if (err == AA_OK)
        err = aa_block_signers_read(v->arena, &v->block, AA_SIG_V2, &v->cache, &v->v2);
    if (err == AA_OK)
        err = aa_block_signers_read(v->arena, &v->block, AA_SIG_V3, &v->cache, &v->v3);
    if (err == AA_OK)
        err = aa_block_signers_read(v->arena, &v->block, AA_SIG_V31, &v->cache, &v->v31);
    if (err == AA_OK)
        err = aa_jar_read(v->arena, v->request, &v->jar);
    for (int api = first_api(v->request); api <= AA_NEWEST_API && !v->v1_used; api++) {
        v->v1_used = scheme_for(v, api) == AA_SIG_V1;
        v->v1_first = api;
    }
    if (err == AA_OK && v->v1_used && v->jar.present && v->jar.error == NULL)
        err = aa_jar_check_entries(v->arena, v->request, v->v1_first, &v->jar);
    return err;
}

static aa_err describe(verifier *v)
{
    aa_err err = describe_block(v, &v->v2, &v->out->schemes[AA_SIG_V2]);
    if (err == AA_OK)
        err = describe_block(v, &v->v3, &v->out->schemes[AA_SIG_V3]);
    if (err == AA_OK)
        err = describe_block(v, &v->v31, &v->out->schemes[AA_SIG_V31]);
    if (err == AA_OK)
        err = describe_jar(v);
    if (err == AA_OK)
        err = read_extras(v);
    if (err == AA_OK)
        err = note_block(v);
    if (err == AA_OK)
        err = note_disagreement(v);
    if (err == AA_OK)
        err = note_unprotected(v);
    if (err == AA_OK)
        err = note_certificates(v);
    if (err == AA_OK)
        err = find_current(v);
    v->out->pairs = v->block.pairs;
    v->out->pair_count = v->block.pair_count;
    v->out->issues = v->issues.items;
    v->out->issue_count = v->issues.count;
    v->out->unread = v->jar.unread;
    return err;
}

aa_err aa_signature_verify(aa_arena *arena, const aa_sign_request *request, aa_signature **out)
{
    /* Too large for a small stack with its ten signers; it dies with the arena. */
    verifier *v = aa_arena_alloc(arena, sizeof *v);
    aa_signature *signature = aa_arena_alloc(arena, sizeof *signature);
    if (v == NULL || signature == NULL)
        return AA_E_NOMEM;
    v->arena = arena;
    v->request = request;
    v->out = signature;
    v->ranges = (aa_vec)AA_VEC_INIT(aa_sig_range);
    v->issues = (aa_vec)AA_VEC_INIT(aa_sig_issue);
    ERR_set_mark(); /* what OpenSSL says of hostile bytes is no error of the caller */
    aa_err err = read_schemes(v);
    if (err == AA_OK)
        err = decide_all(v);
    if (err == AA_OK)
        err = describe(v);
    aa_jar_done(&v->jar);
    ERR_pop_to_mark();
    if (err == AA_OK)
        *out = signature;
    return err;
}

bool aa_signature_has_issue(const aa_signature *signature, const char *code)
{
    for (size_t i = 0; i < signature->issue_count; i++) {
        if (strcmp(signature->issues[i].code, code) == 0)
            return true;
    }
    return false;
}

bool aa_signature_accepted_from(const aa_signature *signature, int first)
{
    static const char *const disagreements[] = {"signers.v1_v2_differ", "signers.past_signer_differs",
                                                "signers.v31_without_v3"};
    for (size_t i = 0; i < sizeof disagreements / sizeof disagreements[0]; i++) {
        if (aa_signature_has_issue(signature, disagreements[i]))
            return false;
    }
    if (first > AA_NEWEST_API)
        first = AA_NEWEST_API;
    for (size_t i = 0; i < signature->range_count; i++) {
        if (signature->ranges[i].last >= first && !signature->ranges[i].accepted)
            return false;
    }
    return signature->range_count > 0;
}
