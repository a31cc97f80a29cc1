#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/fail_alloc.h"
#include "support/package_case.h"
#include "support/test.h"

#define APP "com.example.app"

/* ---- one file --------------------------------------------------------------------------------------- */

static void an_apk_is_one_part_under_its_base_name(void **state)
{
    package_case *t = *state;
    package_case_write(t, "app.apk", package_case_apk(t, APP, NULL));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 1);
    const aa_part *part = package_case_part(t, "app.apk");
    assert_true(part->is_apk);
    assert_int_equal(aa_zip_count(part->zip), 2);
    char sha256[AA_SHA256_HEX];
    assert_int_equal(aa_sha256_hex(part->data, sha256), AA_OK);
    assert_string_equal(part->sha256, sha256);
    assert_int_equal(t->notes.items.count, 0);
    assert_int_equal(t->package->budget_left, t->limits.total_bytes);
}

static void other_kinds_are_recognised(void **state)
{
    static const struct {
        const char *file, *member;
        aa_package_kind kind;
    } cases[] = {
        {"c.ipa", "Payload/Some.app/Info.plist", AA_PACKAGE_IPA},
        {"d.zip", "Payload/Some.app/", AA_PACKAGE_IPA},
        {"i.zip", "Some.app/Info.plist", AA_PACKAGE_IPA},
        {"e.bin", "classes.dex", AA_PACKAGE_APK},
        {"f.bin", "resources.arsc", AA_PACKAGE_APK},
        {"g.bin", "lib/arm64-v8a/libx.so", AA_PACKAGE_APK},
        {"h.apk", "assets/x", AA_PACKAGE_APK},
    };

    package_case *t = *state;
    aa_bytes content = zb_text("content");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        t->count = 0;
        package_case_write(t, cases[i].file, package_case_zip(t, &cases[i].member, &content, 1));
        package_case_open(t, AA_OK);
        assert_package_kind(t, cases[i].kind, 1);
        assert_int_equal(t->package->parts[0].is_apk, cases[i].kind == AA_PACKAGE_APK);
        assert_package_has_no_gap(t);
    }
}

static void modules_of_a_bundle_are_parts_with_the_names_of_an_apk(void **state)
{
    package_case *t = *state;
    const char *names[] = {"BundleConfig.pb",
                           "shop/manifest/AndroidManifest.xml",
                           "base/dex/classes.dex",
                           "base/manifest/AndroidManifest.xml",
                           "base/root/META-INF/x.version",
                           "base/resources.pb",
                           "base/lib/arm64-v8a/libx.so",
                           "BUNDLE-METADATA/a/manifest/AndroidManifest.xml",
                           "basement/dex/classes.dex"};
    aa_bytes contents[9];
    for (size_t i = 0; i < 9; i++)
        contents[i] = zb_text("content");
    package_case_write(t, "a.aab", package_case_zip(t, names, contents, 9));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_AAB, 3);
    assert_false(t->package->parts[0].is_apk);
    const aa_part *base = &t->package->parts[1], *shop = &t->package->parts[2];
    assert_string_equal(base->name, "a.aab!base");
    assert_string_equal(shop->name, "a.aab!shop");
    assert_true(base->is_apk && base->is_module && shop->is_module);
    assert_int_equal(aa_zip_count(base->zip), 5);
    assert_int_equal(aa_zip_count(shop->zip), 1);
    assert_non_null(aa_zip_find(base->zip, "AndroidManifest.xml"));
    assert_non_null(aa_zip_find(base->zip, "classes.dex"));
    assert_non_null(aa_zip_find(base->zip, "META-INF/x.version"));
    assert_non_null(aa_zip_find(base->zip, "resources.arsc"));
    assert_non_null(aa_zip_find(base->zip, "lib/arm64-v8a/libx.so"));
    assert_package_has_no_gap(t);
}

static void a_bundle_without_a_base_has_a_gap(void **state)
{
    package_case *t = *state;
    const char *name = "BundleConfig.pb";
    aa_bytes content = zb_text("content");
    package_case_write(t, "a.aab", package_case_zip(t, &name, &content, 1));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_AAB, 1);
    assert_package_note(t, AA_NOTE_GAP, "aab.no_base", "a.aab", NULL);
}

static void a_root_manifest_outweighs_what_other_kinds_have(void **state)
{
    package_case *t = *state;
    const char *names[] = {"BundleConfig.pb", "Payload/Some.app/Info.plist", "x.apk", "AndroidManifest.xml"};
    aa_bytes contents[] = {zb_text("1"), zb_text("2"), zb_text("3"), zb_text("4")};
    package_case_write(t, "odd.ipa", package_case_zip(t, names, contents, 4));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 1);
}

static void an_ipa_without_an_app_has_a_gap(void **state)
{
    package_case *t = *state;
    const char *name = "Info.plist";
    aa_bytes content = zb_text("content");
    package_case_write(t, "a.ipa", package_case_zip(t, &name, &content, 1));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_IPA, 1);
    assert_package_note(t, AA_NOTE_GAP, "ipa.no_payload", "a.ipa", NULL);
}

static void a_dex_in_front_leaves_it_an_apk(void **state)
{
    package_case *t = *state;
    zb_entry e = zb_stored("AndroidManifest.xml", zb_text("manifest"));
    zb_file f = ZB_FILE;
    f.prefix = aa_bytes_of("dex\n035", 8);
    f.shift = 8;
    package_case_write(t, "janus.apk", zb_build(t->arena, &e, 1, &f));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 1);
    assert_package_note(t, AA_NOTE_ANOMALY, "zip.janus", "janus.apk", NULL);
}

static void half_an_apk_is_still_one(void **state)
{
    package_case *t = *state;
    aa_bytes apk = package_case_apk(t, APP, NULL);
    apk.n = apk.n * 2 / 3;
    package_case_write(t, "half.apk", apk);
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 1);
    assert_package_note(t, AA_NOTE_GAP, "zip.no_eocd", "half.apk", NULL);
}

static void other_files_are_named_for_what_they_are(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *word;
    } cases[] = {
        {"PK", 2, "cut off"},
        {"<!DOCTYPE html><p>404", 21, "HTML"},
        {"\xef\xbb\xbf \r\n<HTML>", 12, "HTML"},
        {"%PDF-1.7", 8, "PDF"},
        {"\xca\xfe\xba\xbe\0\0\0\x34", 8, "Java"},
        {"\xca\xfe\xba\xbe\0\0\0\2", 8, "Mach-O"},
        {"\xcf\xfa\xed\xfe\x0c\0\0\1", 8, "Mach-O"},
        {"\x7f"
         "ELF\2\1\1",
         8, "ELF"},
        {"dex\n035", 8, "DEX"},
        {"\x1f\x8b\x08", 3, "gzip"},
        {"\xff\xd8\xff\xe0", 4, "JPEG"},
        {"{\"error\":1}", 11, "JSON"},
        {"anything", 8, "neither"},
    };

    package_case *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        t->count = 0;
        package_case_write(t, "x.apk", aa_bytes_of(cases[i].bytes, cases[i].size));
        package_case_open(t, AA_E_FORMAT);
        assert_package_note(t, AA_NOTE_GAP, "input.unrecognised", "x.apk", NULL);
        assert_non_null(strstr(t->detail, cases[i].word));
        assert_int_equal(strncmp(t->detail, "x.apk: ", 7), 0);
    }
}

static void other_archives_are_named_for_what_they_are(void **state)
{
    static const struct {
        const char *member, *word;
    } cases[] = {
        {"com/example/A.class", "JAR"},
        {"[Content_Types].xml", "office"},
        {"Some.app/Contents/Info.plist", "without its Info.plist"},
        {"readme.txt", "without an app"},
    };

    package_case *t = *state;
    aa_bytes content = zb_text("content");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        t->count = 0;
        package_case_write(t, "x.zip", package_case_zip(t, &cases[i].member, &content, 1));
        package_case_open(t, AA_E_FORMAT);
        assert_package_note(t, AA_NOTE_GAP, "input.unrecognised", "x.zip", NULL);
        assert_non_null(strstr(t->detail, cases[i].word));
    }
    const char *library[] = {"AndroidManifest.xml", "classes.jar"};
    aa_bytes contents[] = {zb_text("<manifest/>"), zb_text("jar")};
    t->count = 0;
    package_case_write(t, "x.aar", package_case_zip(t, library, contents, 2));
    package_case_open(t, AA_E_FORMAT);
    assert_non_null(strstr(t->detail, "AAR"));
    t->count = 0;
    package_case_write(t, "empty.apk", zb_build(t->arena, NULL, 0, NULL));
    package_case_open(t, AA_E_FORMAT);
    assert_package_note(t, AA_NOTE_GAP, "input.empty_archive", "empty.apk", NULL);
}

/* ---- files ------------------------------------------------------------------------------------------ */

static void what_cannot_be_read_says_why(void **state)
{
    package_case *t = *state;
    package_case_path(t, "nothing.apk");
    package_case_open(t, AA_E_IO);
    assert_package_note(t, AA_NOTE_GAP, "input.unreadable", "nothing.apk", NULL);
    assert_string_equal(t->detail, "nothing.apk: no such file");
    t->count = 0;
    package_case_write(t, "empty.apk", aa_bytes_none());
    package_case_open(t, AA_E_IO);
    assert_package_note(t, AA_NOTE_GAP, "input.empty", "empty.apk", NULL);
    t->count = 0;
    assert_int_equal(symlink("loop.apk", package_case_path(t, "loop.apk")), 0);
    package_case_open(t, AA_E_IO);
    assert_package_note(t, AA_NOTE_GAP, "input.unreadable", "loop.apk", NULL);
}

static void only_regular_files_are_read(void **state)
{
    package_case *t = *state;
    assert_int_equal(mkfifo(package_case_path(t, "fifo.apk"), 0600), 0);
    package_case_open(t, AA_E_IO); /* and does not wait for a writer */
    assert_package_note(t, AA_NOTE_GAP, "input.not_regular", "fifo.apk", NULL);
    t->paths[0] = "/dev/null";
    package_case_open(t, AA_E_IO);
    assert_package_note(t, AA_NOTE_GAP, "input.not_regular", "null", NULL);
    t->paths[0] = t->folder;
    package_case_open(t, AA_E_USAGE);
    assert_non_null(strstr(t->detail, "is a directory"));
    assert_null(strstr(t->detail, "/"));
}

static void a_symbolic_link_from_the_user_is_followed(void **state)
{
    package_case *t = *state;
    package_case_write(t, "app.apk", package_case_apk(t, APP, NULL));
    t->count = 0;
    assert_int_equal(symlink("app.apk", package_case_path(t, "link.apk")), 0);
    package_case_open(t, AA_OK);
    assert_string_equal(t->package->parts[0].name, "link.apk");
}

static void files_stop_at_the_limit(void **state)
{
    package_case *t = *state;
    aa_bytes apk = package_case_apk(t, APP, NULL);
    package_case_write(t, "app.apk", apk);
    t->limits.file_bytes = apk.n;
    package_case_open(t, AA_OK);
    t->limits.file_bytes = apk.n - 1;
    package_case_open(t, AA_E_LIMIT);
    assert_package_note(t, AA_NOTE_GAP, "limit.file_bytes", "app.apk", NULL);
}

/* ---- several files ---------------------------------------------------------------------------------- */

static void several_apks_are_one_app(void **state)
{
    package_case *t = *state;
    package_case_write(t, "config.apk", package_case_apk(t, APP, "config.en"));
    package_case_write(t, "base.apk", package_case_apk(t, APP, NULL));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_SPLITS, 2);
    assert_string_equal(t->package->parts[0].name, "config.apk");
    assert_true(t->package->parts[0].is_apk && t->package->parts[1].is_apk);
    assert_int_equal(t->notes.items.count, 0);
}

static void a_file_given_twice_counts_once(void **state)
{
    package_case *t = *state;
    package_case_write(t, "a.apk", package_case_apk(t, APP, NULL));
    package_case_write(t, "b.apk", package_case_apk(t, APP, NULL));
    package_case_open(t, AA_OK);
    assert_package_kind(t, AA_PACKAGE_APK, 1);
    assert_package_note(t, AA_NOTE_ANOMALY, "input.repeated", "a.apk", NULL);
}

static void files_of_one_name_get_names_of_their_own(void **state)
{
    package_case *t = *state;
    const char *folder = aa_arena_printf(t->arena, "%s.d", t->folder);
    const char *elsewhere = aa_arena_printf(t->arena, "%s/a.apk", folder);
    package_case_write(t, "b.apk", package_case_apk(t, APP, "config.en"));
    package_case_write(t, "a.apk", package_case_apk(t, APP, NULL));
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(rename(t->paths[0], elsewhere), 0);
    t->paths[0] = elsewhere;
    package_case_open(t, AA_OK);
    unlink(elsewhere);
    rmdir(folder);
    assert_string_equal(t->package->parts[0].name, "a.apk");
    assert_string_equal(t->package->parts[1].name, "a.apk (2)");
}

static void files_that_are_not_one_app_are_refused(void **state)
{
    package_case *t = *state;
    const char *member = "BundleConfig.pb";
    aa_bytes content = zb_text("content");
    aa_bytes base = package_case_apk(t, APP, NULL);
    const char *manifest = "AndroidManifest.xml";
    aa_bytes others[] = {package_case_apk(t, "com.example.other", "config.en"),
                         package_case_zip(t, &manifest, &content, 1),
                         package_case_zip(t, &member, &content, 1)};
    for (size_t i = 0; i < 3; i++) {
        t->count = 0;
        package_case_write(t, "base.apk", base);
        package_case_write(t, "other.apk", others[i]);
        package_case_open(t, i == 1 ? AA_OK : AA_E_USAGE); /* an unreadable manifest denies nothing */
        if (i != 1)
            assert_package_note(t, AA_NOTE_GAP, "input.mixed_apps", "other.apk", NULL);
    }
}

static void a_split_counts_once(void **state)
{
    package_case *t = *state;
    package_case_write(t, "a.apk", package_case_apk(t, APP, NULL));
    aa_bytes again = package_case_apk(t, APP, NULL);
    uint8_t *changed = aa_arena_alloc(t->arena, again.n);
    memcpy(changed, again.p, again.n);
    changed[10]++; /* the time of the first member: other bytes, same app */
    package_case_write(t, "b.apk", aa_bytes_of(changed, again.n));
    package_case_open(t, AA_E_USAGE);
    assert_package_note(t, AA_NOTE_GAP, "input.mixed_apps", "b.apk", NULL);
}

/* ---- memory ----------------------------------------------------------------------------------------- */

static bool open_once(void *context)
{
    package_case *t = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_notes notes;
    aa_package *package = NULL;
    const char *detail = NULL;
    aa_notes_init(&notes, arena, 0);
    aa_err err = aa_package_open(arena, t->paths, t->count, &t->limits, &notes, &package, &detail);
    bool whole = err == AA_OK && !notes.failed && package->part_count == 4;
    aa_package_close(package);
    aa_arena_free(arena);
    return whole;
}

static void memory_that_runs_out_is_an_error(void **state)
{
    package_case *t = *state;
    zb_entry e[3] = {zb_deflated(t->arena, "base.apk", package_case_apk(t, APP, NULL)),
                     zb_deflated(t->arena, "config.apk", package_case_apk(t, APP, "config.en")),
                     zb_stored("other.apk", package_case_apk(t, "com.other", NULL))};
    package_case_write(t, "app.apks", zb_build(t->arena, e, 3, NULL));
    assert_true(test_each_allocation_fails(open_once, t, 0) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        package_test(an_apk_is_one_part_under_its_base_name),
        package_test(other_kinds_are_recognised),
        package_test(modules_of_a_bundle_are_parts_with_the_names_of_an_apk),
        package_test(a_bundle_without_a_base_has_a_gap),
        package_test(a_root_manifest_outweighs_what_other_kinds_have),
        package_test(an_ipa_without_an_app_has_a_gap),
        package_test(a_dex_in_front_leaves_it_an_apk),
        package_test(half_an_apk_is_still_one),
        package_test(other_files_are_named_for_what_they_are),
        package_test(other_archives_are_named_for_what_they_are),
        package_test(what_cannot_be_read_says_why),
        package_test(only_regular_files_are_read),
        package_test(a_symbolic_link_from_the_user_is_followed),
        package_test(files_stop_at_the_limit),
        package_test(several_apks_are_one_app),
        package_test(a_file_given_twice_counts_once),
        package_test(files_of_one_name_get_names_of_their_own),
        package_test(files_that_are_not_one_app_are_refused),
        package_test(a_split_counts_once),
        package_test(memory_that_runs_out_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
