#include "support/package_case.h"
#include "support/test.h"

#define APP "com.example.app"

/* A container of base.apk and config.apk, and what more is given. */
static aa_bytes container(package_case *t, const char *name, aa_bytes data)
{
    const char *names[] = {"base.apk", "config.apk", name};
    aa_bytes contents[] = {package_case_apk(t, APP, NULL), package_case_apk(t, APP, "config.en"), data};
    return package_case_zip(t, names, contents, name == NULL ? 2 : 3);
}

/* |levels| archives around |data|; the innermost calls it |name|. */
static aa_bytes nest(package_case *t, const char *name, aa_bytes data, size_t levels, const char *around)
{
    for (size_t i = 0; i < levels; i++)
        data = package_case_zip(t, i == 0 ? &name : &around, &data, 1);
    return data;
}

/* ---- containers ------------------------------------------------------------------------------------- */

static void a_container_holds_the_parts(void **state)
{
    package_case *t = *state;
    package_case_write(t, "app.apks", container(t, NULL, aa_bytes_none()));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_SPLITS, 3);
    const aa_part *whole = package_case_part(t, "app.apks");
    const aa_part *base = package_case_part(t, "app.apks!base.apk");
    assert_false(whole->is_apk);
    assert_true(base->is_apk && package_case_part(t, "app.apks!config.apk")->is_apk);
    assert_true(base->data.p > whole->data.p && base->data.p < whole->data.p + whole->data.n); /* borrowed */
    assert_non_null(aa_zip_find(base->zip, "AndroidManifest.xml"));
    assert_int_equal(t->package->budget_left, t->limits.total_bytes);
    assert_int_equal(t->notes.items.count, 0);
}

static void deflated_parts_come_out_of_the_budget(void **state)
{
    package_case *t = *state;
    aa_bytes apk = package_case_apk(t, APP, NULL);
    zb_entry e = zb_deflated(t->arena, "base.apk", apk);
    package_case_write(t, "app.xapk", zb_build(t->arena, &e, 1, NULL));
    t->limits.total_bytes = apk.n;
    package_case_open(t, AA_OK);
    assert_int_equal(t->package->budget_left, 0);
    assert_true(aa_bytes_equal(package_case_part(t, "app.xapk!base.apk")->data, apk));
    t->limits.total_bytes = apk.n - 1;
    package_case_open(t, AA_OK);
    assert_package_note(t, AA_NOTE_GAP, "limit.total", "app.xapk", "base.apk");
    assert_null(package_case_part(t, "app.xapk!base.apk")->zip);
}

static void a_part_that_is_no_archive_is_a_gap(void **state)
{
    package_case *t = *state;
    package_case_write(t, "app.apks", container(t, "broken.apk", zb_text("broken")));
    package_case_open(t, AA_OK);
    const aa_part *part = package_case_part(t, "app.apks!broken.apk");
    assert_true(part->is_apk);
    assert_null(part->zip);
    assert_package_note(t, AA_NOTE_GAP, "input.unrecognised", "app.apks!broken.apk", NULL);
}

static void other_variants_of_a_part_are_gaps(void **state)
{
    package_case *t = *state;
    aa_bytes base = package_case_apk(t, APP, NULL);
    uint8_t *changed = aa_arena_alloc(t->arena, base.n);
    memcpy(changed, base.p, base.n);
    changed[10]++;
    const char *names[] = {"standalones/standalone.apk", "splits/base-master.apk", "splits/base-master_2.apk",
                           "splits/base-master_3.apk", "splits/base-en.apk"};
    aa_bytes contents[] = {base, base, aa_bytes_of(changed, base.n), base,
                           package_case_apk(t, APP, "config.en")};
    package_case_write(t, "app.apks", package_case_zip(t, names, contents, 5));
    package_case_open(t, AA_OK);
    assert_false(package_case_part(t, "app.apks!standalones/standalone.apk")->is_apk);
    assert_true(package_case_part(t, "app.apks!splits/base-master.apk")->is_apk);
    assert_false(package_case_part(t, "app.apks!splits/base-master_2.apk")->is_apk);
    assert_false(package_case_part(t, "app.apks!splits/base-master_3.apk")->is_apk);
    assert_true(package_case_part(t, "app.apks!splits/base-en.apk")->is_apk);
    assert_package_note(t, AA_NOTE_GAP, "container.variant", "app.apks!splits/base-master_2.apk", NULL);
    assert_package_note(t, AA_NOTE_ANOMALY, "container.variant", "app.apks!splits/base-master_3.apk", NULL);
    t->count = 0;
    package_case_write(t, "app.apks", package_case_zip(t, names, contents, 1)); /* nothing but a standalone */
    package_case_open(t, AA_OK);
    assert_true(package_case_part(t, "app.apks!standalones/standalone.apk")->is_apk);
    assert_package_has_no_gap(t);
}

static void the_list_of_an_xapk_is_only_a_hint(void **state)
{
    package_case *t = *state;
    const char *names[] = {"manifest.json", "base.apk", "evil.apk"};
    aa_bytes contents[] = {zb_text("{\"package_name\":\"com.lie\",\"split_apks\":[{\"file\":\"gone.apk\"}]}"),
                           package_case_apk(t, APP, NULL), package_case_apk(t, "com.evil", NULL)};
    package_case_write(t, "app.xapk", package_case_zip(t, names, contents, 3));
    package_case_open(t, AA_OK);
    assert_true(package_case_part(t, "app.xapk!base.apk")->is_apk);
    assert_false(package_case_part(t, "app.xapk!evil.apk")->is_apk);
    assert_package_note(t, AA_NOTE_ANOMALY, "xapk.manifest_mismatch", "app.xapk", "manifest.json");
    assert_package_note(t, AA_NOTE_ANOMALY, "container.other_app", "app.xapk!evil.apk", NULL);
    assert_package_has_no_gap(t);
    contents[0] = zb_text("{\"package_name\":\"com.evil\"}"); /* a true name does choose */
    t->count = 0;
    package_case_write(t, "app.xapk", package_case_zip(t, names, contents, 3));
    package_case_open(t, AA_OK);
    assert_true(package_case_part(t, "app.xapk!evil.apk")->is_apk);
    assert_false(package_case_part(t, "app.xapk!base.apk")->is_apk);
}

static void a_listed_part_that_is_missing_is_a_gap(void **state)
{
    package_case *t = *state;
    const char *names[] = {"manifest.json", "base.apk"};
    aa_bytes contents[] = {
        zb_text("{\"split_apks\":[{\"file\":\"base.apk\"},{\"file\":\"../../etc/passwd\"}]}"),
        package_case_apk(t, APP, NULL)};
    for (size_t parts = 2; parts > 0; parts--) {
        t->count = 0;
        package_case_write(t, "app.xapk", package_case_zip(t, names, contents, parts));
        package_case_open(t, AA_OK);
        assert_package_kind(t, AA_PACKAGE_SPLITS, parts);
        assert_package_note(t, AA_NOTE_GAP, "xapk.split_missing", "app.xapk", "manifest.json");
    }
}

static void a_list_that_is_no_json_is_passed_over(void **state)
{
    package_case *t = *state;
    const char *names[] = {"manifest.json", "base.apk"};
    uint8_t *deep = aa_arena_alloc(t->arena, 100000);
    memset(deep, '[', 100000);
    aa_bytes contents[] = {zb_text("no json"), package_case_apk(t, APP, NULL)};
    package_case_write(t, "app.xapk", package_case_zip(t, names, contents, 2));
    package_case_open(t, AA_OK);
    assert_package_note(t, AA_NOTE_ANOMALY, "xapk.manifest_unreadable", "app.xapk", "manifest.json");
    assert_package_has_no_gap(t);
    contents[0] = aa_bytes_of(deep, 100000);
    t->count = 0;
    package_case_write(t, "app.xapk", package_case_zip(t, names, contents, 2));
    package_case_open(t, AA_OK);
    assert_package_note(t, AA_NOTE_GAP, "limit.json_depth", "app.xapk", "manifest.json");
    contents[0] = zb_text("{\"split_apks\": [{\"file\": \"base.apk\"}]}");
    for (t->limits.json_depth = 2; t->limits.json_depth <= 3; t->limits.json_depth++) {
        t->count = 0;
        package_case_write(t, "app.xapk", package_case_zip(t, names, contents, 2));
        package_case_open(t, AA_OK);
        assert_int_equal(aa_notes_has(&t->notes, "limit.json_depth"), t->limits.json_depth == 2);
    }
}

static void a_container_without_an_apk_is_no_app(void **state)
{
    package_case *t = *state;
    const char *name = "toc.pb";
    aa_bytes content = zb_text("content");
    package_case_write(t, "app.apks", package_case_zip(t, &name, &content, 1));
    package_case_open(t, AA_E_FORMAT);
    assert_package_note(t, AA_NOTE_GAP, "input.unrecognised", "app.apks", NULL);
}

/* ---- archives inside archives ----------------------------------------------------------------------- */

static void containers_nest_up_to_the_limit(void **state)
{
    package_case *t = *state;
    aa_bytes apk = package_case_apk(t, APP, NULL);
    t->limits.nesting = 3;
    package_case_write(t, "two.xapk", nest(t, "base.apk", apk, 2, "inner.xapk"));
    package_case_open(t, AA_OK);
    assert_true(package_case_part(t, "two.xapk!inner.xapk!base.apk")->is_apk);
    assert_package_has_no_gap(t);
    t->count = 0;
    package_case_write(t, "three.xapk", nest(t, "base.apk", apk, 3, "inner.xapk"));
    package_case_open(t, AA_OK); /* no APK was reached, and a gap says so */
    assert_package_kind(t, AA_PACKAGE_SPLITS, 3);
    assert_package_note(t, AA_NOTE_GAP, "limit.depth", "three.xapk!inner.xapk!inner.xapk", "base.apk");
}

static void archives_are_opened_up_to_the_limit(void **state)
{
    package_case *t = *state;
    package_case_write(t, "app.apks", container(t, NULL, aa_bytes_none()));
    t->limits.nested_count = 2;
    package_case_open(t, AA_OK);
    assert_package_has_no_gap(t);
    t->limits.nested_count = 1;
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_SPLITS, 2);
    assert_package_note(t, AA_NOTE_GAP, "limit.nested", "app.apks", "config.apk");
}

static void an_app_inside_an_app_is_a_part_but_not_of_the_app(void **state)
{
    package_case *t = *state;
    aa_bytes inner = package_case_apk(t, "com.example.plugin", NULL);
    const char *names[] = {"AndroidManifest.xml", "assets/picture.png", "assets/plain.zip"};
    const char *text = "readme.txt";
    aa_bytes readme = zb_text("readme");
    aa_bytes contents[] = {zb_text("manifest"), inner, package_case_zip(t, &text, &readme, 1)};
    package_case_write(t, "app.apk", package_case_zip(t, names, contents, 3));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 2);
    assert_false(package_case_part(t, "app.apk!assets/picture.png")->is_apk);
    assert_package_note(t, AA_NOTE_ANOMALY, "apk.embedded_app", "app.apk", "assets/picture.png");
    assert_package_has_no_gap(t);
}

/* What lies uncompressed in an archive that was inflated is read there, and the bytes must not be gone. */
static void an_app_inside_an_inflated_archive_keeps_its_bytes(void **state)
{
    package_case *t = *state;
    const char *app = "plugin.apk", *plain = "plain.zip";
    aa_bytes plugin = package_case_apk(t, "com.example.plugin", NULL);
    aa_bytes outer = package_case_zip(t, &app, &plugin, 1);
    outer = package_case_zip(t, &plain, &outer, 1);
    zb_entry entries[] = {zb_stored("AndroidManifest.xml", zb_text("manifest")),
                          zb_deflated(t->arena, "assets/outer.zip", outer)};
    package_case_write(t, "app.apk", zb_build(t->arena, entries, 2, NULL));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 2);
    const aa_part *part = package_case_part(t, "app.apk!assets/outer.zip!plain.zip!plugin.apk");
    assert_int_equal(part->data.n, plugin.n);
    assert_memory_equal(part->data.p, plugin.p, plugin.n);
    assert_package_has_no_gap(t);
}

static void a_name_that_comes_twice_is_two_parts(void **state)
{
    package_case *t = *state;
    const char *names[] = {"base.apk", "broken.apk", "broken.apk"};
    aa_bytes contents[] = {package_case_apk(t, APP, NULL), zb_text("no archive"), zb_text("nor this")};
    package_case_write(t, "app.apks", package_case_zip(t, names, contents, 3));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_SPLITS, 4);
    assert_int_equal(package_case_part(t, "app.apks!broken.apk")->data.n, strlen("no archive"));
    assert_int_equal(package_case_part(t, "app.apks!broken.apk#2")->data.n, strlen("nor this"));
    assert_package_note(t, AA_NOTE_GAP, "input.unrecognised", "app.apks!broken.apk#2", NULL);
}

static void deep_archives_among_the_files_of_an_app_are_a_gap_there(void **state)
{
    package_case *t = *state;
    aa_bytes text = zb_text("text");
    const char *names[] = {"AndroidManifest.xml", "assets/a.zip"};
    for (size_t levels = 3; levels <= 4; levels++) {
        aa_bytes contents[] = {zb_text("manifest"), nest(t, "b.txt", text, levels, "c.zip")};
        t->count = 0;
        package_case_write(t, "app.apk", package_case_zip(t, names, contents, 2));
        package_case_open(t, AA_OK);
        assert_package_kind(t, AA_PACKAGE_APK, 1);
        if (levels == 3)
            assert_package_has_no_gap(t);
        else
            assert_package_note(t, AA_NOTE_GAP, "limit.depth", "app.apk", "assets/a.zip!c.zip!c.zip!c.zip");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        package_test(a_container_holds_the_parts),
        package_test(deflated_parts_come_out_of_the_budget),
        package_test(a_part_that_is_no_archive_is_a_gap),
        package_test(other_variants_of_a_part_are_gaps),
        package_test(the_list_of_an_xapk_is_only_a_hint),
        package_test(a_listed_part_that_is_missing_is_a_gap),
        package_test(a_list_that_is_no_json_is_passed_over),
        package_test(a_container_without_an_apk_is_no_app),
        package_test(containers_nest_up_to_the_limit),
        package_test(archives_are_opened_up_to_the_limit),
        package_test(an_app_inside_an_app_is_a_part_but_not_of_the_app),
        package_test(an_app_inside_an_inflated_archive_keeps_its_bytes),
        package_test(a_name_that_comes_twice_is_two_parts),
        package_test(deep_archives_among_the_files_of_an_app_are_a_gap_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
