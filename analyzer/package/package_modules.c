/*
 * The modules of an app bundle, each as an APK of its own.
 *
 * Source: bundletool, BundleModule and its path constants; developer.android.com "The Android App Bundle
 * format".
 */
#include <string.h>

#include "package/package_internal.h"

#define MODULE_MANIFEST "manifest/AndroidManifest.xml"

typedef struct module {
    const char *path; /* "base/manifest/AndroidManifest.xml", of which the name is the first |length| bytes */
    size_t length;
} module;

/* Where a module keeps what an APK has elsewhere: "dex/classes.dex" is "classes.dex". */
static const struct {
    const char *from, *to;
} moved[] = {
    {MODULE_MANIFEST, PKG_MANIFEST}, {"resources.pb", "resources.arsc"}, {"dex/", ""}, {"root/", ""}};

static const char *rename_member(void *context, aa_arena *arena, const char *name)
{
    const module *m = context;
    if (strncmp(name, m->path, m->length) != 0 || name[m->length] != '/' || name[m->length + 1] == '\0')
        return NULL;
    const char *rest = name + m->length + 1;
    for (size_t i = 0; i < sizeof moved / sizeof moved[0]; i++) {
        size_t n = strlen(moved[i].from);
        bool folder = moved[i].from[n - 1] == '/';
        if (folder ? strncmp(rest, moved[i].from, n) != 0 : strcmp(rest, moved[i].from) != 0)
            continue;
        return folder ? aa_arena_strdup(arena, rest + n) : moved[i].to;
    }
    return aa_arena_strdup(arena, rest);
}

static aa_err add_module(pkg_build *b, size_t index, module m)
{
    aa_part *part = aa_vec_push(b->arena, &b->parts);
    if (part == NULL)
        return AA_E_NOMEM;
    const aa_part *bundle = pkg_part(b, index);
    *part = *bundle;
    part->is_apk = part->is_module = true;
    part->name = aa_arena_printf(b->arena, "%s!%.*s", bundle->name, (int)m.length, m.path);
    if (part->name == NULL)
        return AA_E_NOMEM;
    return aa_zip_folder(bundle->zip, rename_member, &m, &part->zip);
}

/* Every folder with a manifest; the base module when |base|, else the others. */
static aa_err add_modules(pkg_build *b, size_t index, bool base)
{
    const aa_zip *zip = pkg_part(b, index)->zip;
    for (size_t i = 0; i < aa_zip_count(zip); i++) {
        const char *name = aa_zip_at(zip, i)->name, *slash = strchr(name, '/');
        if (slash == NULL || slash == name || strcmp(slash + 1, MODULE_MANIFEST) != 0 ||
            aa_zip_find(zip, name) != aa_zip_at(zip, i))
            continue;
        const module m = {name, (size_t)(slash - name)};
        if ((m.length == 4 && memcmp(m.path, "base", 4) == 0) != base)
            continue;
        if (b->parts.count > b->limits->nested_count) {
            b->notes->artifact = pkg_part(b, index)->name;
            aa_notes_add(b->notes, AA_NOTE_GAP, "limit.modules", AA_NO_OFFSET, "%u", b->limits->nested_count);
            b->notes->artifact = NULL;
            return AA_OK;
        }
        aa_err err = add_module(b, index, m);
        if (err != AA_OK)
            return err;
    }
    return AA_OK;
}

aa_err pkg_open_modules(pkg_build *b, size_t index)
{
    aa_err err = add_modules(b, index, true);
    if (err == AA_OK && b->parts.count == index + 1) {
        b->notes->artifact = pkg_part(b, index)->name;
        aa_notes_add(b->notes, AA_NOTE_GAP, "aab.no_base", AA_NO_OFFSET, "%s", "");
        b->notes->artifact = NULL;
    }
    return err == AA_OK ? add_modules(b, index, false) : err;
}
