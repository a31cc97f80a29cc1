#include <stdlib.h>

#include "decode/axml.h"
#include "package/package_internal.h"

/* Who an APK says it is. */
typedef struct identity {
    const char *package; /* NULL: unknown */
    const char *split;   /* "" for a base; NULL: unknown */
} identity;

static const char *root_text(aa_arena *arena, const aa_axml *axml, const char *attribute)
{
    const xmlNode *root = xmlDocGetRootElement(axml->doc);
    const xmlAttr *attr = root == NULL ? NULL : aa_axml_plain_attr(root, attribute);
    if (attr == NULL || attr->children == NULL || attr->children->content == NULL)
        return NULL;
    return aa_arena_strdup(arena, (const char *)attr->children->content);
}

/* Only the root element is of interest, and what is unusual will be noted when the facts are collected. */
static aa_err parse_identity(const pkg_build *b, aa_bytes manifest, identity *out)
{
    aa_arena *scratch = aa_arena_new();
    if (scratch == NULL)
        return AA_E_NOMEM;
    aa_notes unsaid;
    aa_notes_init(&unsaid, scratch, 1);
    aa_axml axml = {0};
    aa_err err = aa_axml_parse(scratch, manifest, b->limits, &unsaid, &axml);
    if (err == AA_OK && axml.doc != NULL) {
        out->package = root_text(b->arena, &axml, "package");
        out->split = root_text(b->arena, &axml, "split");
        if (out->split == NULL)
            out->split = "";
        aa_axml_done(&axml);
    }
    aa_arena_free(scratch);
    return err == AA_E_NOMEM ? err : AA_OK;
}

static aa_err read_identity(const pkg_build *b, const aa_part *part, identity *out)
{
    const aa_zip_entry *entry = part->zip == NULL ? NULL : aa_zip_find(part->zip, PKG_MANIFEST);
    if (!part->is_apk || entry == NULL)
        return AA_OK;
    aa_notes unsaid;
    aa_zip_content content;
    aa_notes_init(&unsaid, b->arena, 1);
    aa_err err = aa_zip_read(part->zip, entry, AA_ZIP_ASSET, b->limits->axml_bytes, &unsaid, &content);
    if (err == AA_OK)
        err = parse_identity(b, content.bytes, out);
    aa_zip_content_done(&content);
    return err == AA_E_NOMEM ? err : AA_OK;
}

/* One identity for each part; unknown ones are empty. */
static aa_err read_identities(const pkg_build *b, identity **out)
{
    *out = aa_arena_array(b->arena, b->parts.count, sizeof **out);
    aa_err err = *out == NULL ? AA_E_NOMEM : AA_OK;
    for (size_t i = 0; err == AA_OK && i < b->parts.count; i++)
        err = read_identity(b, pkg_part(b, i), &(*out)[i]);
    return err;
}

/* ---- a container ------------------------------------------------------------------------------------ */

/* An APK of the container that is not judged: |code| says why, |detail| what it is. */
static void leave_out(pkg_build *b, size_t i, aa_note_kind kind, const char *code, const char *detail)
{
    pkg_part(b, i)->is_apk = false;
    b->notes->artifact = pkg_part(b, i)->name;
    aa_notes_add(b->notes, kind, code, AA_NO_OFFSET, "%s", detail);
    b->notes->artifact = NULL;
}

static bool is_of(const identity *who, const char *package)
{
    return who->package != NULL && strcmp(who->package, package) == 0;
}

/* The app that the container is about: the one it names, else the first base, else the first of all. */
static const char *main_package(const pkg_build *b, const identity *who, const char *hint)
{
    const char *first = NULL;
    const char *base = NULL;
    for (size_t i = 0; i < b->parts.count; i++) {
        if (hint != NULL && is_of(&who[i], hint))
            return hint;
        if (who[i].package != NULL && first == NULL)
            first = who[i].package;
        if (who[i].package != NULL && base == NULL && who[i].split[0] == '\0')
            base = who[i].package;
    }
    return base != NULL ? base : first;
}

/* The folders of a bundletool set (ApkPathManager) that hold the app once more, for other devices. */
static bool is_in_variant_folder(const char *name)
{
    static const char *const folders[] = {"!standalones/", "!instant/", "!system/", "!archive/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (strstr(name, folders[i]) != NULL)
            return true;
    }
    return false;
}

static bool has_splits_folder(const pkg_build *b)
{
    for (size_t i = 0; i < b->parts.count; i++) {
        if (pkg_part(b, i)->is_apk && strstr(pkg_part(b, i)->name, "!splits/") != NULL)
            return true;
    }
    return false;
}

/* The part before |i| with the same split name, which Android would install only one of; or |i|. */
static size_t same_split(const pkg_build *b, const identity *who, size_t i)
{
    for (size_t k = 0; k < i && who[i].split != NULL; k++) {
        if (pkg_part(b, k)->is_apk && who[k].split != NULL && strcmp(who[k].split, who[i].split) == 0)
            return k;
    }
    return i;
}

/* A variant is a gap, since some devices get it instead, unless it is the same file. */
static void leave_out_variant(pkg_build *b, size_t i, size_t same)
{
    const char *twin = same == i ? "" : pkg_part(b, same)->name;
    bool equal = same != i && strcmp(pkg_part(b, i)->sha256, pkg_part(b, same)->sha256) == 0;
    leave_out(b, i, equal ? AA_NOTE_ANOMALY : AA_NOTE_GAP, "container.variant", twin);
}

static void leave_out_variants(pkg_build *b, const identity *who)
{
    bool splits = has_splits_folder(b);
    for (size_t i = 0; i < b->parts.count; i++) {
        const aa_part *part = pkg_part(b, i);
        size_t same = part->is_apk ? same_split(b, who, i) : i;
        if (part->is_apk && (same != i || (splits && is_in_variant_folder(part->name))))
            leave_out_variant(b, i, same);
    }
}

aa_err pkg_settle_container(pkg_build *b, size_t first, const char *hint)
{
    identity *who = NULL;
    aa_err err = read_identities(b, &who);
    const char *package = err == AA_OK ? main_package(b, who, hint) : NULL;
    if (package == NULL)
        return err;
    if (hint != NULL && strcmp(hint, package) != 0) {
        b->notes->artifact = pkg_part(b, 0)->name;
        aa_notes_add(b->notes, AA_NOTE_ANOMALY, "xapk.manifest_mismatch", AA_NO_OFFSET, "%s, not %s", package,
                     hint);
        b->notes->artifact = NULL;
    }
    for (size_t i = first; i < b->parts.count; i++) {
        if (pkg_part(b, i)->is_apk && who[i].package != NULL && !is_of(&who[i], package))
            leave_out(b, i, AA_NOTE_ANOMALY, "container.other_app", who[i].package);
    }
    leave_out_variants(b, who);
    return AA_OK;
}

/* ---- several files ---------------------------------------------------------------------------------- */

/* Files that the user put together have to be one app, each split once. */
aa_err pkg_check_set(pkg_build *b)
{
    identity *who = NULL;
    aa_err err = read_identities(b, &who);
    const char *package = err == AA_OK ? main_package(b, who, NULL) : NULL;
    for (size_t i = 0; package != NULL && i < b->parts.count; i++) {
        const aa_part *part = pkg_part(b, i);
        if (who[i].package == NULL)
            continue;
        if (!is_of(&who[i], package))
            return pkg_refuse(
                b, AA_E_USAGE, "input.mixed_apps", part->name,
                aa_arena_printf(b->arena, "is of the app %s, others are of %s", who[i].package, package));
        size_t same = same_split(b, who, i);
        if (same != i)
            return pkg_refuse(
                b, AA_E_USAGE, "input.mixed_apps", part->name,
                aa_arena_printf(b->arena, "is the same part of the app as %s", pkg_part(b, same)->name));
    }
    return err;
}
