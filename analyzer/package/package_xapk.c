#include <jansson.h>

#include "base/json_depth.h"
#include "package/package_internal.h"

#define HINT "manifest.json"

static void note(pkg_build *b, const aa_part *part, aa_note_kind kind, const char *code, const char *detail)
{
    b->notes->artifact = part->name;
    b->notes->member = HINT;
    aa_notes_add(b->notes, kind, code, AA_NO_OFFSET, "%s", detail);
    b->notes->artifact = b->notes->member = NULL;
}

/* Nesting too deep is a limit of the reader; anything else is a file that says nothing. */
static json_t *parse(pkg_build *b, const aa_part *part, aa_bytes data)
{
    bool deep = aa_json_depth_of(data) > b->limits->json_depth;
    json_t *root = deep ? NULL : json_loadb((const char *)data.p, data.n, 0, NULL);
    if (root != NULL)
        return root;
    if (deep)
        note(b, part, AA_NOTE_GAP, "limit.json_depth", "");
    else
        note(b, part, AA_NOTE_ANOMALY, "xapk.manifest_unreadable", "no JSON");
    return NULL;
}

/* The file name in one element of "split_apks", or NULL. */
static const char *listed_file(const json_t *list, size_t i)
{
    return json_string_value(json_object_get(json_array_get(list, i), "file"));
}

static size_t count_apks(const pkg_build *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->parts.count; i++)
        n += pkg_part(b, i)->is_apk;
    return n;
}

/*
 * Content wins over the list. A file that is listed and not there is missing when there are fewer APKs than
 * listed; otherwise the list is wrong. Names are looked up in the archive and nowhere else.
 */
static void compare_list(pkg_build *b, const aa_part *part, const json_t *list)
{
    size_t count = json_array_size(list);
    bool missing = count_apks(b) < count;
    for (size_t i = 0; i < count; i++) {
        const char *file = listed_file(list, i);
        if (file == NULL || aa_zip_find(part->zip, file) != NULL)
            continue;
        const char *shown = aa_arena_strndup(b->arena, file, strnlen(file, 200));
        note(b, part, missing ? AA_NOTE_GAP : AA_NOTE_ANOMALY,
             missing ? "xapk.split_missing" : "xapk.manifest_mismatch", shown == NULL ? "" : shown);
        b->withheld = b->withheld || missing;
    }
}

static aa_err use(pkg_build *b, const aa_part *part, const json_t *root, const char **package)
{
    const char *name = json_string_value(json_object_get(root, "package_name"));
    compare_list(b, part, json_object_get(root, "split_apks"));
    if (name == NULL)
        return AA_OK;
    *package = aa_arena_strdup(b->arena, name);
    return *package == NULL ? AA_E_NOMEM : AA_OK;
}

aa_err pkg_read_xapk(pkg_build *b, size_t index, const char **package)
{
    const aa_part part = *pkg_part(b, index);
    const aa_zip_entry *entry = aa_zip_find(part.zip, HINT);
    if (entry == NULL)
        return AA_OK;
    aa_zip_content content;
    b->notes->artifact = part.name;
    aa_err err = aa_zip_read(part.zip, entry, AA_ZIP_ASSET, b->limits->json_bytes, b->notes, &content);
    b->notes->artifact = NULL;
    json_t *root = err == AA_OK ? parse(b, &part, content.bytes) : NULL;
    if (root != NULL)
        err = use(b, &part, root, package);
    json_decref(root);
    aa_zip_content_done(&content);
    return err == AA_E_NOMEM ? err : AA_OK;
}
