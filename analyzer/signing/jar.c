#include "signing/jar.h"

#include <stdlib.h>

#include <openssl/evp.h>
#include <openssl/objects.h>

#define META_INF      "META-INF/"
#define MANIFEST_NAME "META-INF/MANIFEST.MF"
#define MAX_OWN_BYTES (64U << 20)  /* a manifest has about 110 bytes a member */
#define MAX_ALL_BYTES (128U << 20) /* with ten signers, too: what they hold is kept parsed */

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text);
    size_t m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool is_meta(const aa_zip_entry *e)
{
    return strncmp(e->name, META_INF, strlen(META_INF)) == 0;
}

bool aa_jar_entry_signed(const aa_zip_entry *entry)
{
    return !entry->hidden && !is_meta(entry) && !ends_with(entry->name, "/");
}

/* Reads a member of the signature itself; the bytes live until aa_jar_done(). */
static aa_err read_own(aa_arena *arena, const aa_sign_request *request, const aa_zip_entry *entry,
                       aa_jar *jar, aa_bytes *out)
{
    aa_notes notes;
    aa_notes_init(&notes, arena, 1);
    aa_zip_content content = {0};
    uint64_t left = MAX_ALL_BYTES - jar->own_bytes;
    aa_err err = aa_zip_read(request->zip, entry, AA_ZIP_JAR, left < MAX_OWN_BYTES ? left : MAX_OWN_BYTES,
                             &notes, &content);
    jar->own_bytes += content.bytes.n;
    jar->unread = jar->unread || err == AA_E_LIMIT;
    if (err == AA_OK || err == AA_E_FORMAT)
        *out = err == AA_OK ? content.bytes : aa_bytes_none();
    if (content.owned != NULL)
        jar->owned[jar->owned_count++] = content.owned;
    return err;
}

/* Frees what was read since |kept| members were held. */
static void release_own(aa_jar *jar, size_t kept)
{
    while (jar->owned_count > kept)
        free(jar->owned[--jar->owned_count]);
}

void aa_jar_done(aa_jar *jar)
{
    release_own(jar, 0);
}

/* ---- digests of the manifest in a signature file ------------------------------------------------------- */

static bool digest_equal(int nid, aa_bytes data, const uint8_t *expected, size_t length)
{
    uint8_t actual[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    const EVP_MD *md = EVP_get_digestbynid(nid);
    return md != NULL && EVP_Digest(data.p, data.n, actual, &n, md, NULL) == 1 && n == length &&
           memcmp(actual, expected, n) == 0;
}

static aa_bytes section_bytes(const aa_jar_manifest *m, const aa_jar_section *s, bool signtool)
{
    aa_bytes b = aa_bytes_none();
    if (!aa_bytes_sub(m->bytes, s->start, s->size, &b))
        return b;
    if (signtool && b.n > 1 && b.p[b.n - 1] == '\n' && b.p[b.n - 2] == '\n')
        b.n--;
    return b;
}

/* Each section that the signature file names, when the digest of the whole manifest does not hold. */
static const char *check_sections(const aa_jar *jar, const aa_jar_signer *s, aa_jar_era era, bool signtool,
                                  const char **detail)
{
    for (size_t i = 1; i < s->file.section_count; i++) {
        const aa_jar_section *section = &s->file.sections[i];
        const aa_jar_section *target = aa_jar_section_find(&jar->manifest, section->name);
        uint8_t expected[64];
        size_t length = 0;
        *detail = section->name;
        int nid =
            target == NULL ? NID_undef : aa_jar_digest(&s->file, section, "-Digest", era, expected, &length);
        if (nid == NID_undef)
            return "no_digest_in_signature_file";
        if (!digest_equal(nid, section_bytes(&jar->manifest, target, signtool), expected, length))
            return "manifest_section_digest_mismatch";
    }
    *detail = "";
    return NULL;
}

static const char *check_manifest(const aa_jar *jar, const aa_jar_signer *s, aa_jar_era era,
                                  const char **detail)
{
    const aa_jar_section *head = &s->file.sections[0];
    const char *creator = aa_jar_value(&s->file, head, "Created-By");
    bool signtool = creator != NULL && strstr(creator, "signtool") != NULL;
    uint8_t expected[64];
    size_t length = 0;
    int nid = NID_undef;
    if (!signtool) {
        nid = aa_jar_digest(&s->file, head, "-Digest-Manifest-Main-Attributes", era, expected, &length);
        if (nid != NID_undef &&
            !digest_equal(nid, section_bytes(&jar->manifest, &jar->manifest.sections[0], false), expected,
                          length))
            return "manifest_main_digest_mismatch";
    }
    nid = aa_jar_digest(&s->file, head, signtool ? "-Digest" : "-Digest-Manifest", era, expected, &length);
    if (nid != NID_undef && digest_equal(nid, jar->manifest.bytes, expected, length))
        return NULL;
    return check_sections(jar, s, era, signtool, detail);
}

/* ---- reading ------------------------------------------------------------------------------------------- */

static void read_scheme_names(aa_jar_signer *s)
{
    const char *p = aa_jar_value(&s->file, &s->file.sections[0], "X-Android-APK-Signed");
    while (p != NULL && *p != '\0') {
        char *end = NULL;
        long id = strtol(p, &end, 10);
        if (end != p && (id == 2 || id == 3))
            s->names_schemes[id] = true;
        p = strchr(p, ',');
        p = p == NULL ? NULL : p + 1;
    }
}

static aa_err read_signer(aa_arena *arena, const aa_sign_request *request, aa_jar *jar, aa_jar_signer *s)
{
    aa_bytes block = aa_bytes_none();
    aa_bytes file = aa_bytes_none();
    aa_err err = read_own(arena, request, s->block_entry, jar, &block);
    if (err == AA_OK)
        err = read_own(arena, request, s->file_entry, jar, &file);
    if (err == AA_E_NOMEM)
        return err;
    if (err != AA_OK) {
        s->error = "unreadable_signature_file";
        return AA_OK;
    }
    err = aa_jar_block_verify(arena, request->limits, block, file, &s->block);
    if (err == AA_OK)
        err = aa_jar_manifest_parse(arena, file, &s->file);
    if (err == AA_E_NOMEM)
        return err;
    if (err != AA_OK || s->block.error != NULL) {
        s->error = err != AA_OK ? "malformed_signature_file" : s->block.error;
        return AA_OK;
    }
    s->ignored = s->file.section_count == 0 || s->file.unnamed > 0 || s->file.duplicate != NULL;
    if (s->ignored)
        return AA_OK;
    read_scheme_names(s); /* before the version: a stripped scheme is noticed in a file without one, too */
    s->ignored = aa_jar_value(&s->file, &s->file.sections[0], "Signature-Version") == NULL;
    if (s->ignored)
        return AA_OK;
    for (int era = 0; era < AA_JAR_ERA_COUNT; era++)
        s->manifest_error[era] = check_manifest(jar, s, (aa_jar_era)era, &s->manifest_detail[era]);
    return AA_OK;
}

/* The signature file that goes with a block: same name, other ending. */
static const aa_zip_entry *signature_file_of(aa_arena *arena, const aa_zip *zip, const aa_zip_entry *block)
{
    size_t stem = (size_t)(strrchr(block->name, '.') - block->name);
    const char *name = aa_arena_printf(arena, "%.*s.SF", (int)stem, block->name);
    return name == NULL ? NULL : aa_zip_find(zip, name);
}

static bool is_block(const aa_zip_entry *e)
{
    return !e->hidden && is_meta(e) &&
           (ends_with(e->name, ".RSA") || ends_with(e->name, ".DSA") || ends_with(e->name, ".EC"));
}

static void check_manifest_shape(const aa_sign_request *request, aa_jar *jar)
{
    const aa_jar_manifest *m = &jar->manifest;
    jar->detail = "";
    if (m->section_count == 0) {
        jar->error = "malformed_manifest";
    } else if (m->unnamed > 0) {
        jar->error = "unnamed_manifest_section";
    } else if (m->duplicate != NULL) {
        jar->error = "duplicate_manifest_section";
        jar->detail = m->duplicate;
    }
    for (size_t i = 0; jar->error == NULL && i < m->named_count; i++) {
        if (aa_zip_find(request->zip, m->by_name[i]->name) == NULL) {
            jar->error = "missing_entry";
            jar->detail = m->by_name[i]->name;
        }
    }
}

static void check_duplicates(const aa_zip *zip, aa_jar *jar)
{
    for (size_t i = 0; i < aa_zip_count(zip) && jar->error == NULL; i++) {
        const aa_zip_entry *e = aa_zip_at(zip, i);
        if (e->duplicate && !e->hidden) {
            jar->error = "duplicate_entry";
            jar->detail = e->name;
        }
    }
}

static aa_err read_signers(aa_arena *arena, const aa_sign_request *request, aa_jar *jar)
{
    const aa_zip *zip = request->zip;
    size_t blocks = 0; /* the maximum counts those without a signature file as well */
    for (size_t i = 0; i < aa_zip_count(zip); i++) {
        const aa_zip_entry *e = aa_zip_at(zip, i);
        if (!is_block(e))
            continue;
        if (blocks++ == AA_JAR_MAX_SIGNERS) {
            jar->error = "too_many_signers";
            return AA_OK;
        }
        const aa_zip_entry *file = signature_file_of(arena, zip, e);
        if (file == NULL)
            continue;
        aa_jar_signer *s = &jar->signers[jar->signer_count++];
        *s = (aa_jar_signer){.block_entry = e, .file_entry = file};
        size_t kept = jar->owned_count;
        aa_err err = read_signer(arena, request, jar, s);
        s->file.bytes = aa_bytes_none(); /* parsed by now; ten of them may not stay */
        release_own(jar, kept);
        if (err != AA_OK)
            return err;
    }
    return AA_OK;
}

aa_err aa_jar_read(aa_arena *arena, const aa_sign_request *request, aa_jar *out)
{
    *out = (aa_jar){.detail = ""};
    const aa_zip_entry *manifest = aa_zip_find(request->zip, MANIFEST_NAME);
    if (manifest == NULL) {
        out->error = "no_manifest";
        return AA_OK;
    }
    check_duplicates(request->zip, out);
    aa_bytes bytes = aa_bytes_none();
    aa_err err = read_own(arena, request, manifest, out, &bytes);
    if (err == AA_OK)
        err = aa_jar_manifest_parse(arena, bytes, &out->manifest);
    if (err == AA_E_NOMEM)
        return err;
    if (err != AA_OK)
        out->error = "malformed_manifest";
    if (out->error == NULL)
        check_manifest_shape(request, out);
    if (err == AA_OK && out->manifest.section_count > 0)
        err = read_signers(arena, request, out);
    out->present = out->signer_count > 0;
    if (out->error == NULL && !out->present)
        out->error = "no_signatures";
    return err == AA_E_NOMEM ? err : AA_OK;
}

/* ---- deciding -------------------------------------------------------------------------------------------
 */

const aa_jar_signer_info *aa_jar_signer_info_for(const aa_jar_signer *signer, int api, const char **error_out)
{
    /* Before version 24 only the first SignerInfo was looked at. */
    size_t tries = api < 24 && signer->block.info_count > 1 ? 1 : signer->block.info_count;
    *error_out = "did_not_verify";
    for (size_t i = 0; i < tries; i++) {
        const aa_jar_signer_info *info = &signer->block.infos[i];
        const char *error = info->error;
        if (!aa_jar_algorithms_known(info, api))
            error = "unsupported_algorithm";
        else if (error == NULL && info->signed_attributes && api < 19)
            error = "signed_attributes";
        else if (error == NULL && api >= 24)
            error = info->error_since_24;
        *error_out = error;
        if (error == NULL)
            return info;
        if (strcmp(error, "did_not_verify") != 0) /* anything else ends the search */
            return NULL;
    }
    return NULL;
}

static const char *decide_signer(const aa_jar_signer *s, int api, const bool found[4], const char **detail)
{
    const char *error = s->error;
    if (error == NULL)
        aa_jar_signer_info_for(s, api, &error);
    if (error != NULL)
        return error;
    *detail = "v2";
    if (api >= 24 && s->names_schemes[2] && !found[2])
        return "missing_scheme";
    *detail = "v3";
    if (api >= 28 && s->names_schemes[3] && !found[3])
        return "missing_scheme";
    *detail = "";
    if (s->ignored)
        return NULL;
    aa_jar_era era = aa_jar_era_of(api);
    *detail = s->manifest_detail[era] == NULL ? "" : s->manifest_detail[era];
    return s->manifest_error[era];
}

const char *aa_jar_decide(const aa_jar *jar, int api, const bool found[4], const char **detail_out)
{
    size_t counted = 0;
    *detail_out = jar->detail;
    if (jar->error != NULL)
        return jar->error;
    for (size_t i = 0; i < jar->signer_count; i++) {
        const char *error = decide_signer(&jar->signers[i], api, found, detail_out);
        if (error != NULL)
            return error;
        counted += !jar->signers[i].ignored;
    }
    if (counted == 0)
        return "no_signatures";
    aa_jar_era era = aa_jar_era_of(api);
    *detail_out = jar->entry_detail[era] == NULL ? "" : jar->entry_detail[era];
    return jar->entry_error[era];
}
