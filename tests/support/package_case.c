#include "support/package_case.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support/axml_builder.h"
#include "support/temporary.h"
#include "support/test.h"

int package_case_setup(void **state)
{
    package_case *t = calloc(1, sizeof *t);
    if (t == NULL)
        return -1;
    t->arena = aa_arena_new();
    t->limits = (aa_limits)AA_LIMITS_INIT;
    *state = t;
    return t->arena != NULL && temporary_folder(t->folder, sizeof t->folder, TEST_BINARY_DIR "/package") ? 0
                                                                                                         : -1;
}

static void remove_folder(const package_case *t)
{
    DIR *dir = opendir(t->folder);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
        unlinkat(dirfd(dir), e->d_name, 0);
    closedir(dir);
    rmdir(t->folder);
}

int package_case_teardown(void **state)
{
    package_case *t = *state;
    aa_package_close(t->package);
    remove_folder(t);
    aa_arena_free(t->arena);
    free(t);
    return 0;
}

const char *package_case_path(package_case *t, const char *name)
{
    assert_true(t->count < PACKAGE_CASE_FILES);
    const char *path = aa_arena_printf(t->arena, "%s/%s", t->folder, name);
    t->paths[t->count++] = path;
    return path;
}

void package_case_write(package_case *t, const char *name, aa_bytes data)
{
    FILE *f = fopen(package_case_path(t, name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(data.p, 1, data.n, f), data.n);
    assert_int_equal(fclose(f), 0);
}

void package_case_open(package_case *t, aa_err err)
{
    aa_package_close(t->package);
    t->package = NULL;
    t->detail = NULL;
    aa_notes_init(&t->notes, t->arena, 0);
    aa_err got =
        aa_package_open(t->arena, t->paths, t->count, &t->limits, &t->notes, &t->package, &t->detail);
    assert_string_equal(aa_err_name(got), aa_err_name(err));
    assert_int_equal(t->package == NULL, err != AA_OK);
    assert_int_equal(t->detail == NULL, err == AA_OK);
    assert_false(t->notes.failed);
    assert_null(t->notes.artifact);
    assert_null(t->notes.member);
}

aa_bytes package_case_apk(package_case *t, const char *package, const char *split)
{
    axml_builder b = {0};
    axml_attr attrs[] = {{.name = "package", .text = package}, {.name = "split", .text = split}};
    axml_start(&b, "manifest", attrs, split == NULL ? 1 : 2);
    axml_end(&b, "manifest");
    aa_bytes manifest = axml_finish(&b);
    zb_entry e[2] = {zb_deflated(t->arena, "AndroidManifest.xml", manifest),
                     zb_stored("classes.dex", zb_text(package))};
    aa_bytes apk = zb_build(t->arena, e, 2, NULL);
    free((void *)(uintptr_t)manifest.p);
    return apk;
}

aa_bytes package_case_zip(package_case *t, const char *const *names, const aa_bytes *data, size_t count)
{
    zb_entry *e = aa_arena_array(t->arena, count, sizeof *e);
    assert_non_null(e);
    for (size_t i = 0; i < count; i++)
        e[i] = zb_stored(names[i], data[i]);
    return zb_build(t->arena, e, count, NULL);
}

void assert_package_kind(const package_case *t, aa_package_kind kind, size_t parts)
{
    assert_string_equal(aa_package_kind_name(t->package->kind), aa_package_kind_name(kind));
    assert_int_equal(t->package->part_count, parts);
}

const aa_part *package_case_part(const package_case *t, const char *name)
{
    assert_non_null(t->package);
    for (size_t i = 0; i < t->package->part_count; i++) {
        if (strcmp(t->package->parts[i].name, name) == 0)
            return &t->package->parts[i];
    }
    fail_msg("no part is called %s", name);
    return NULL;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

void assert_package_note(const package_case *t, aa_note_kind kind, const char *code, const char *artifact,
                         const char *member)
{
    for (size_t i = 0; i < t->notes.items.count; i++) {
        const aa_note *note = aa_notes_at(&t->notes, i);
        if (note->kind == kind && same(note->code, code) && same(note->artifact, artifact) &&
            same(note->member, member))
            return;
    }
    fail_msg("no %s %s about %s, %s", kind == AA_NOTE_GAP ? "gap" : "anomaly", code, artifact,
             member != NULL ? member : "the whole");
}

void assert_package_has_no_gap(const package_case *t)
{
    for (size_t i = 0; i < t->notes.items.count; i++) {
        if (aa_notes_at(&t->notes, i)->kind == AA_NOTE_GAP)
            fail_msg("unexpected gap %s", aa_notes_at(&t->notes, i)->code);
    }
}
