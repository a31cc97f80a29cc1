/* madvise() is no POSIX call. */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#include "package/package_internal.h"

#define IDSIG_ENDING ".idsig" /* apksigner writes app.apk.idsig beside app.apk */

aa_err pkg_refuse(pkg_build *b, aa_err err, const char *code, const char *artifact, const char *reason)
{
    if (reason == NULL)
        return AA_E_NOMEM;
    b->notes->artifact = artifact;
    aa_notes_add(b->notes, AA_NOTE_GAP, code, AA_NO_OFFSET, "%s", reason);
    b->notes->artifact = NULL;
    b->reason = aa_arena_printf(b->arena, "%s: %s", artifact, reason);
    return b->reason == NULL ? AA_E_NOMEM : err;
}

/* Opens the archive of part |i|, which is an input file. */
static aa_err open_archive(pkg_build *b, size_t i)
{
    aa_part *part = pkg_part(b, i);
    b->notes->artifact = part->name;
    aa_err err = aa_zip_open(b->arena, part->data, PKG_API, b->limits, b->notes, &part->zip);
    b->notes->artifact = NULL;
    if (err == AA_E_FORMAT) {
        const char *reason = pkg_describe_bytes(part->data);
        return pkg_refuse(b, err, "input.unrecognised", part->name,
                          reason != NULL ? reason : "is neither an Android nor an iOS app");
    }
    if (err == AA_OK && aa_zip_count(part->zip) == 0)
        return pkg_refuse(b, AA_E_FORMAT, "input.empty_archive", part->name, "is an empty archive");
    return err;
}

static void compare_views(pkg_build *b, const aa_part *part)
{
    b->notes->artifact = part->name;
    aa_zip_compare_views(part->zip, b->notes);
    b->notes->artifact = NULL;
}

/* The part mapped last is a v4 signature file and no part of the app. */
static aa_err set_aside(pkg_build *b)
{
    pkg_sidecar *sidecar = aa_vec_push(b->arena, &b->sidecars);
    if (sidecar == NULL)
        return AA_E_NOMEM;
    const aa_part *part = pkg_part(b, --b->parts.count);
    *sidecar = (pkg_sidecar){part->name, part->data};
    return AA_OK;
}

/* "app.apk.idsig" belongs to "app.apk". */
static aa_err attach_sidecars(pkg_build *b)
{
    for (size_t i = 0; i < b->sidecars.count; i++) {
        const pkg_sidecar *sidecar = (const pkg_sidecar *)b->sidecars.items + i;
        size_t stem = strlen(sidecar->name) - strlen(IDSIG_ENDING);
        aa_part *owner = NULL;
        for (size_t k = 0; k < b->parts.count && owner == NULL; k++) {
            const char *name = pkg_part(b, k)->name;
            owner = strlen(name) == stem && strncmp(name, sidecar->name, stem) == 0 ? pkg_part(b, k) : NULL;
        }
        if (owner == NULL)
            return pkg_refuse(b, AA_E_USAGE, "input.idsig_alone", sidecar->name,
                              "is the v4 signature of a package that was not given");
        owner->idsig = sidecar->data;
    }
    return AA_OK;
}

static aa_err open_file(pkg_build *b, const aa_input *input)
{
    size_t before = b->parts.count;
    aa_err err = pkg_map_file(b, input);
    if (err != AA_OK || b->parts.count == before)
        return err;
    if (pkg_ends_with(pkg_part(b, before)->name, IDSIG_ENDING))
        return set_aside(b);
    err = open_archive(b, before);
    if (err == AA_OK)
        compare_views(b, pkg_part(b, before));
    return err;
}

/* ---- one file --------------------------------------------------------------------------------------- */

static aa_err open_ipa(pkg_build *b)
{
    b->package->kind = AA_PACKAGE_IPA;
    if (pkg_has_app(pkg_part(b, 0)->zip))
        return AA_OK;
    b->notes->artifact = pkg_part(b, 0)->name;
    aa_notes_add(b->notes, AA_NOTE_GAP, "ipa.no_payload", AA_NO_OFFSET, "%s", "");
    b->notes->artifact = NULL;
    return AA_OK;
}

/* An archive of APKs; without one only when a gap says where they are. */
static aa_err open_container(pkg_build *b)
{
    b->package->kind = AA_PACKAGE_SPLITS;
    const char *hint = NULL;
    aa_err err = pkg_open_inner(b, 0, PKG_CLASS_CONTAINER);
    if (err == AA_OK)
        err = pkg_read_xapk(b, 0, &hint);
    if (err == AA_OK && b->parts.count == 1 && !b->withheld)
        return pkg_refuse(b, AA_E_FORMAT, "input.unrecognised", pkg_part(b, 0)->name,
                          pkg_describe_zip(pkg_part(b, 0)->zip));
    return err == AA_OK ? pkg_settle_container(b, 1, hint) : err;
}

static aa_err open_single(pkg_build *b)
{
    aa_part *part = pkg_part(b, 0);
    switch (pkg_classify(part->zip, part->name)) {
    case PKG_CLASS_APK:
        part->is_apk = true;
        b->package->kind = AA_PACKAGE_APK;
        return pkg_open_inner(b, 0, PKG_CLASS_APK);
    case PKG_CLASS_AAB:
        b->package->kind = AA_PACKAGE_AAB;
        return pkg_open_modules(b, 0);
    case PKG_CLASS_IPA:
        return open_ipa(b);
    case PKG_CLASS_CONTAINER:
        return open_container(b);
    case PKG_CLASS_OTHER:
    default:
        return pkg_refuse(b, AA_E_FORMAT, "input.unrecognised", part->name, pkg_describe_zip(part->zip));
    }
}

/* ---- several files ---------------------------------------------------------------------------------- */

static aa_err open_set(pkg_build *b)
{
    size_t files = b->parts.count;
    b->package->kind = AA_PACKAGE_SPLITS;
    for (size_t i = 0; i < files; i++) {
        aa_part *part = pkg_part(b, i);
        pkg_class class = pkg_classify(part->zip, part->name);
        if (class == PKG_CLASS_OTHER)
            return pkg_refuse(b, AA_E_FORMAT, "input.unrecognised", part->name, pkg_describe_zip(part->zip));
        if (class != PKG_CLASS_APK)
            return pkg_refuse(b, AA_E_USAGE, "input.mixed_apps", part->name,
                              "is a whole app; only APKs of one app can be given together");
        part->is_apk = true;
    }
    aa_err err = pkg_check_set(b);
    for (size_t i = 0; err == AA_OK && i < files; i++)
        err = pkg_open_inner(b, i, PKG_CLASS_APK);
    return err;
}

/* ---- all -------------------------------------------------------------------------------------------- */

static aa_err open_all(pkg_build *b, const aa_input *inputs, size_t count)
{
    aa_err err = AA_OK;
    for (size_t i = 0; err == AA_OK && i < count; i++)
        err = open_file(b, &inputs[i]);
    if (err == AA_OK)
        err = attach_sidecars(b);
    if (err == AA_OK)
        err = b->parts.count == 1 ? open_single(b) : open_set(b);
    b->package->parts = b->parts.items;
    b->package->part_count = b->parts.count;
    return err;
}

static aa_package *new_package(aa_arena *arena, const aa_limits *limits)
{
    aa_package *package = aa_arena_alloc(arena, sizeof *package);
    aa_package_store *store = aa_arena_alloc(arena, sizeof *store);
    if (package == NULL || store == NULL)
        return NULL;
    *store = (aa_package_store){
        .mappings = AA_VEC_INIT(pkg_mapping), .blocks = AA_VEC_INIT(void *), .arena = arena};
    *package = (aa_package){.budget_left = limits->total_bytes, .store = store};
    return package;
}

aa_err aa_package_open_inputs(aa_arena *arena, const aa_input *inputs, size_t count, const aa_limits *limits,
                              aa_notes *notes, aa_package **out, const char **detail_out)
{
    pkg_build b = {.arena = arena,
                   .limits = limits,
                   .notes = notes,
                   .package = new_package(arena, limits),
                   .parts = AA_VEC_INIT(aa_part),
                   .sidecars = AA_VEC_INIT(pkg_sidecar)};
    if (count == 0)
        return AA_E_USAGE;
    if (b.package == NULL)
        return AA_E_NOMEM;
    (void)aa_watch_enter(notes->watch, "open", NULL, NULL);
    aa_err err = open_all(&b, inputs, count);
    notes->artifact = notes->member = NULL;
    if (err == AA_OK) {
        *out = b.package;
        return AA_OK;
    }
    aa_package_close(b.package);
    if (detail_out != NULL)
        *detail_out = b.reason;
    return err;
}

aa_err aa_package_open(aa_arena *arena, const char *const *paths, size_t count, const aa_limits *limits,
                       aa_notes *notes, aa_package **out, const char **detail_out)
{
    aa_input *inputs = aa_arena_array(arena, count, sizeof *inputs);
    if (inputs == NULL)
        return AA_E_NOMEM;
    for (size_t i = 0; i < count; i++)
        inputs[i] = (aa_input){.path = paths[i], .fd = -1};
    return aa_package_open_inputs(arena, inputs, count, limits, notes, out, detail_out);
}

void aa_package_rest(aa_package *package)
{
    const pkg_mapping *mappings = package->store->mappings.items;
    for (size_t i = 0; i < package->store->mappings.count; i++)
        madvise(mappings[i].p, mappings[i].n, MADV_DONTNEED);
}

aa_err aa_package_keep(aa_package *package, const aa_part *part, const aa_zip_entry *entry,
                       aa_zip_content *content)
{
    void **block = aa_vec_push(package->store->arena, &package->store->blocks);
    if (block == NULL)
        return AA_E_NOMEM;
    *block = content->owned;
    content->owned = NULL;
    aa_zip_lend(part->zip, entry, content);
    return AA_OK;
}

void aa_package_close(aa_package *package)
{
    if (package == NULL)
        return;
    const pkg_mapping *mappings = package->store->mappings.items;
    void *const *blocks = package->store->blocks.items;
    for (size_t i = 0; i < package->store->mappings.count; i++)
        munmap(mappings[i].p, mappings[i].n);
    for (size_t i = 0; i < package->store->blocks.count; i++)
        free(blocks[i]);
    package->store->mappings.count = 0;
    package->store->blocks.count = 0;
}

const char *aa_package_kind_name(aa_package_kind kind)
{
    switch (kind) {
    case AA_PACKAGE_APK:
        return "apk";
    case AA_PACKAGE_SPLITS:
        return "splits";
    case AA_PACKAGE_AAB:
        return "aab";
    case AA_PACKAGE_IPA:
        return "ipa";
    default:
        return "unknown";
    }
}
