#include "facts/signing.h"

#include "facts/source.h"

/* The modern rules of v1 are what app bundles are signed and checked with (jarsigner, Play). */
#define BUNDLE_API AA_NEWEST_API

/*
 * Everything is found from the end of the archive: the signing block lies before the directory, and what v1
 * signs is listed in it. What a cut-off download says about signatures is no word about the app.
 */
static bool lacks_directory(const aa_zip *zip)
{
    aa_zip_layout layout = aa_zip_get_layout(zip);
    return layout.eocd_offset == 0 && layout.central_size == 0 && aa_zip_count(zip) > 0;
}

/* The SHA-256 values of the current signers, in a fixed order, for comparing parts. */
static bool same_current(const aa_signature *a, const aa_signature *b)
{
    if (a->current_count != b->current_count)
        return false;
    for (size_t i = 0; i < a->current_count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->current_count && !found; k++)
            found = strcmp(a->current[i]->sha256, b->current[k]->sha256) == 0;
        if (!found)
            return false;
    }
    return true;
}

static int sandbox_version(aa_source *source, const aa_source_part *part)
{
    const xmlNode *root = part == NULL || part->manifest.axml.doc == NULL
                              ? NULL
                              : xmlDocGetRootElement(part->manifest.axml.doc);
    int64_t value = 1;
    if (root == NULL || !aa_source_int(source, aa_source_attr(root, AA_ATTR_TARGET_SANDBOX_VERSION), &value))
        return 1;
    return value > INT16_MAX ? INT16_MAX : value < 1 ? 1 : (int)value;
}

/* The certificate that decides who signed cannot be read here; the platform may read it. */
static bool has_unread_certificate(const aa_signature *signature)
{
    for (size_t i = 0; i < signature->range_count; i++) {
        const aa_scheme_result *scheme = &signature->schemes[signature->ranges[i].scheme];
        for (size_t k = 0; k < scheme->signer_count; k++) {
            const aa_signer *s = &scheme->signers[k];
            if (s->cert_count > 0 && !s->certs[0]->parsed)
                return true;
        }
    }
    return false;
}

static const char *limit_among(const char *code, const char *known)
{
    return known == NULL && code != NULL && strncmp(code, "limit.", 6) == 0 ? code : known;
}

/* The limit that kept a part of the signature from being looked at; NULL: none did. */
static const char *limit_of(const aa_signature *signature)
{
    const char *limit = NULL;
    for (size_t i = 0; i < AA_SIG_SCHEME_COUNT; i++) {
        const aa_scheme_result *scheme = &signature->schemes[i];
        limit = limit_among(scheme->error, limit);
        for (size_t k = 0; k < scheme->signer_count; k++)
            limit = limit_among(scheme->signers[k].error, limit);
    }
    return limit;
}

static aa_err verify_part(aa_source *source, const aa_part *part, const aa_source_part *decoded,
                          const aa_facts *facts, aa_signed_part *out)
{
    bool bundle = source->package->kind == AA_PACKAGE_AAB;
    aa_sign_request request = {.zip = part->zip,
                               .min_sdk = bundle ? BUNDLE_API : facts->manifest.min_sdk,
                               .target_sdk = bundle ? 1 : facts->manifest.target_sdk,
                               .target_sandbox = bundle ? 1 : sandbox_version(source, decoded),
                               .idsig = part->idsig.p == NULL ? aa_bytes_none() : part->idsig,
                               .threads = source->threads,
                               .limits = source->limits};
    aa_signature *signature = NULL;
    aa_err err = aa_signature_verify(source->arena, &request, &signature);
    if (err != AA_OK)
        return err;
    *out = (aa_signed_part){.artifact = aa_source_copy(source, part->name),
                            .upload_key = bundle,
                            .directory_lost = lacks_directory(part->zip),
                            .min_sdk = request.min_sdk,
                            .signature = signature};
    aa_source_mark(source, AA_AREA_SIGNATURE, AA_AREA_READ);
    if (signature->unread)
        aa_source_gap(source, AA_AREA_SIGNATURE, AA_GAP_INPUT, "sign.member_unread", decoded, NULL, "");
    const char *limit = limit_of(signature);
    if (limit != NULL)
        aa_source_gap(source, AA_AREA_SIGNATURE, AA_GAP_INPUT, limit, decoded, NULL, "");
    else if (has_unread_certificate(signature))
        aa_source_gap(source, AA_AREA_SIGNATURE, AA_GAP_INPUT, "sign.certificate_unread", decoded, NULL, "");
    return AA_OK;
}

static const aa_source_part *decoded_part(const aa_source *source, const aa_part *part)
{
    for (size_t i = 0; i < source->part_count; i++) {
        if (source->parts[i].part == part)
            return &source->parts[i];
    }
    return NULL;
}

aa_err aa_collect_signing(aa_source *source, aa_facts *facts)
{
    aa_vec parts = AA_VEC_INIT(aa_signed_part);
    aa_signing *signing = aa_arena_alloc(source->arena, sizeof *signing);
    if (signing == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < source->package->part_count; i++) {
        const aa_part *part = &source->package->parts[i];
        if (part->zip == NULL || part->is_module ||
            (!part->is_apk && source->package->kind != AA_PACKAGE_AAB))
            continue;
        aa_signed_part *slot = aa_vec_push(source->arena, &parts);
        if (slot == NULL)
            return AA_E_NOMEM;
        aa_err err = verify_part(source, part, decoded_part(source, part), facts, slot);
        if (err != AA_OK)
            return err;
    }
    *signing = (aa_signing){.parts = parts.items, .count = parts.count, .same_signer = true};
    for (size_t i = 1; i < parts.count; i++)
        signing->same_signer =
            signing->same_signer && same_current(signing->parts[0].signature, signing->parts[i].signature);
    facts->signing = signing;
    return aa_source_status(source);
}
