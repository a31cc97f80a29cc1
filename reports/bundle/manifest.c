#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>
#include <zip.h>

#include "base/hash.h"
#include "base/json.h"
#include "reports/bundle/bundle.h"

static int by_path(const void *a, const void *b)
{
    return strcmp(((const aa_bundle_file *)a)->path, ((const aa_bundle_file *)b)->path);
}

bool aa_bundle_sort(aa_bundle *bundle, const char **twice_out)
{
    if (bundle->count > 1)
        qsort(bundle->files, bundle->count, sizeof *bundle->files, by_path);
    for (size_t i = 1; i < bundle->count; i++) {
        *twice_out = bundle->files[i].path;
        if (strcmp(bundle->files[i].path, bundle->files[i - 1].path) == 0)
            return false;
    }
    return true;
}

const aa_bundle_file *aa_bundle_find(const aa_bundle *bundle, const char *path)
{
    for (size_t i = 0; i < bundle->count; i++) {
        if (strcmp(bundle->files[i].path, path) == 0)
            return &bundle->files[i];
    }
    return NULL;
}

static bool is_own(const char *path)
{
    return strcmp(path, AA_BUNDLE_MANIFEST) == 0 || strcmp(path, AA_BUNDLE_SIGNATURE) == 0 ||
           strcmp(path, AA_BUNDLE_KEY) == 0 || strcmp(path, AA_BUNDLE_CMS) == 0;
}

static void put_file(aa_json *j, aa_str *out, const aa_bundle_file *file)
{
    char hex[AA_SHA256_HEX] = "";
    if (aa_sha256_hex(file->content, hex) != AA_OK)
        out->failed = true;
    aa_json_open_object(j, NULL);
    aa_json_text(j, "path", file->path);
    aa_json_uint(j, "size", file->content.n);
    aa_json_text(j, "sha256", hex);
    if (file->of != NULL) {
        aa_json_open_object(j, "report");
        aa_json_text(j, "of", file->of);
        aa_json_text(j, "format", file->format);
        aa_json_text(j, "lang", file->lang);
        aa_json_close_object(j);
    }
    aa_json_close_object(j);
}

void aa_bundle_manifest(const aa_bundle *bundle, const char *tool, aa_str *out)
{
    aa_json j;
    aa_json_init(&j, out);
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "schema", AA_BUNDLE_SCHEMA);
    aa_json_text(&j, "tool", tool);
    aa_json_text(&j, "zip", zip_libzip_version());
    aa_json_open_array(&j, "files");
    for (size_t i = 0; i < bundle->count; i++) {
        if (!is_own(bundle->files[i].path))
            put_file(&j, out, &bundle->files[i]);
    }
    aa_json_close_array(&j);
    aa_json_close_object(&j);
}

/* ---- checking
 * ---------------------------------------------------------------------------------------------- */

typedef struct checker {
    aa_arena *arena;
    aa_bundle *bundle;
    aa_bundle_tell tell;
    void *context;
    bool good;
} checker;

static void fault(checker *c, const char *path, const char *what)
{
    c->good = false;
    c->tell(c->context, path, what);
}

/* A text of the manifest, kept in the arena; NULL when there is none. */
static const char *keep_text(checker *c, const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text == NULL ? NULL : aa_arena_strdup(c->arena, text);
}

static aa_bundle_file *file_at(checker *c, const char *path)
{
    for (size_t i = 0; i < c->bundle->count; i++) {
        if (strcmp(c->bundle->files[i].path, path) == 0)
            return &c->bundle->files[i];
    }
    return NULL;
}

static void check_listed(checker *c, const json_t *listed)
{
    const char *path = keep_text(c, listed, "path");
    const char *sha256 = json_string_value(json_object_get(listed, "sha256"));
    const json_t *size = json_object_get(listed, "size");
    const json_t *report = json_object_get(listed, "report");
    if (path == NULL || sha256 == NULL || !json_is_integer(size)) {
        fault(c, AA_BUNDLE_MANIFEST, "an entry has no path, no size or no SHA-256");
        return;
    }
    aa_bundle_file *file = file_at(c, path);
    char hex[AA_SHA256_HEX] = "";
    if (file == NULL || is_own(path)) {
        fault(c, path, "is listed in the manifest and not in the bundle");
        return;
    }
    if ((uint64_t)json_integer_value(size) != file->content.n)
        fault(c, path, "its size is not that of the manifest");
    else if (aa_sha256_hex(file->content, hex) != AA_OK || strcmp(hex, sha256) != 0)
        fault(c, path, "its bytes have changed: the SHA-256 is not that of the manifest");
    if (report != NULL) {
        file->of = keep_text(c, report, "of");
        file->format = keep_text(c, report, "format");
        file->lang = keep_text(c, report, "lang");
    }
}

static bool is_listed(const json_t *list, const char *path)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *listed = json_string_value(json_object_get(json_array_get(list, i), "path"));
        if (listed != NULL && strcmp(listed, path) == 0)
            return true;
    }
    return false;
}

static void check_files(checker *c, const json_t *root)
{
    const json_t *list = json_object_get(root, "files");
    if (!json_is_array(list))
        fault(c, AA_BUNDLE_MANIFEST, "it lists no files");
    for (size_t i = 0; i < json_array_size(list); i++)
        check_listed(c, json_array_get(list, i));
    for (size_t i = 0; i < c->bundle->count; i++) {
        if (!is_own(c->bundle->files[i].path) && !is_listed(list, c->bundle->files[i].path))
            fault(c, c->bundle->files[i].path, "is in the bundle and not in the manifest");
    }
}

/* The manifest holds nothing but what its files make of it: no space, no order, no key of another hand. */
static void check_manifest(checker *c, const json_t *root, aa_bytes manifest)
{
    const char *zip = json_string_value(json_object_get(root, "zip"));
    const char *tool = json_string_value(json_object_get(root, "tool"));
    aa_str made;
    aa_str_init(&made, AA_BUNDLE_BYTES);
    aa_bundle_manifest(c->bundle, tool == NULL ? "" : tool, &made);
    bool same_zip = zip != NULL && strcmp(zip, zip_libzip_version()) == 0;
    if (same_zip && (!aa_str_ok(&made) || !aa_bytes_equal(aa_bytes_of(made.ptr, made.len), manifest)))
        fault(c, AA_BUNDLE_MANIFEST, "is not the manifest of these files");
    aa_str_done(&made);
}

/* What lies between the files: names, dates, attributes, comments. Another version of libzip may differ
 * there. */
static void check_zip(checker *c, const json_t *root, aa_bytes zip)
{
    const char *version = json_string_value(json_object_get(root, "zip"));
    char *made = NULL;
    size_t len = 0;
    if (version == NULL || strcmp(version, zip_libzip_version()) != 0)
        return;
    if (aa_bundle_write(c->bundle, &made, &len) != AA_OK) {
        fault(c, NULL, "the ZIP could not be made again: out of memory");
        return;
    }
    size_t same = 0;
    while (same < len && same < zip.n && (uint8_t)made[same] == zip.p[same])
        same++;
    if (same < len || same < zip.n) {
        char what[AA_BUNDLE_WHY];
        snprintf(what, sizeof what, "the ZIP around the files has changed, first at byte %zu", same);
        fault(c, NULL, what);
    }
    free(made);
}

bool aa_bundle_check(aa_arena *arena, aa_bundle *bundle, aa_bytes zip, aa_bundle_tell tell, void *context)
{
    checker c = {.arena = arena, .bundle = bundle, .tell = tell, .context = context, .good = true};
    const aa_bundle_file *manifest = aa_bundle_find(bundle, AA_BUNDLE_MANIFEST);
    json_t *root = NULL;
    if (manifest != NULL)
        root =
            json_loadb((const char *)manifest->content.p, manifest->content.n, JSON_REJECT_DUPLICATES, NULL);
    const char *schema = json_string_value(json_object_get(root, "schema"));
    if (schema == NULL || strcmp(schema, AA_BUNDLE_SCHEMA) != 0) {
        fault(&c, AA_BUNDLE_MANIFEST, "is missing, or is no " AA_BUNDLE_SCHEMA);
    } else {
        check_files(&c, root);
        if (c.good)
            check_manifest(&c, root, manifest->content);
        if (c.good)
            check_zip(&c, root, zip);
    }
    json_decref(root);
    return c.good;
}
