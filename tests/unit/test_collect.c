/* One app out of its parts, and the ledger of what was not read. */
#include <stdlib.h>

#include "facts/members.h"
#include "facts/secrets.h"
#include "facts/source.h"
#include "support/app.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define ANDROID "xmlns:android='http://schemas.android.com/apk/res/android'"
#define BASE    "<manifest " ANDROID " package='a.b' android:versionCode='3'>"
#define FEATURE                                                                                              \
    "<manifest " ANDROID " package='a.b' split='extra' android:versionCode='3' "                             \
    "android:isFeatureSplit='true'>"
#define CONFIG                                                                                               \
    "<manifest " ANDROID " package='a.b' split='config.xx' configForSplit='' android:versionCode='3'>"

static aa_area_state state_of(const aa_facts *facts, aa_area area)
{
    return facts->coverage.area[area];
}

static void features_add_and_configurations_do_not(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    test_app_add(&app, "feature.apk",
                 FEATURE "<uses-permission android:name='android.permission.CAMERA'/>"
                         "<application android:debuggable='true'><activity android:name='.F'/></application>"
                         "</manifest>",
                 NULL, 0);
    test_app_add(&app, "config.apk",
                 CONFIG "<application><activity android:name='.Ghost'/></application></manifest>", NULL, 0);
    test_app_add(&app, "base.apk", BASE "<application><activity android:name='.B'/></application></manifest>",
                 NULL, 0);
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(facts->manifest.component_count, 2);
    assert_string_equal(facts->manifest.components[0].name, "a.b.B"); /* the base comes first */
    assert_string_equal(facts->manifest.components[1].name, "a.b.F");
    assert_string_equal(facts->manifest.components[1].place.artifact, "feature.apk");
    assert_int_equal(facts->manifest.permission_count, 1);
    assert_false(facts->manifest.debuggable.declared); /* the base's flags count */
    assert_int_equal(facts->artifact_count, 3);
    assert_string_equal(facts->artifacts[0].split, "extra"); /* artifacts keep the order of the input */
    assert_string_equal(facts->artifacts[2].split, "");
    assert_int_equal(state_of(facts, AA_AREA_MANIFEST), AA_AREA_READ);
    test_app_done(&app);
}

static void parts_of_different_apps_are_not_one(void **state)
{
    (void)state;
    static const char *const others[] = {
        "<manifest " ANDROID " package='a.c' split='x' android:versionCode='3'><application/></manifest>",
        "<manifest " ANDROID " package='a.b' split='x' android:versionCode='4'><application/></manifest>",
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        test_app app;
        aa_facts *facts = NULL;
        test_app_init(&app);
        test_app_add(&app, "base.apk", BASE "<application/></manifest>", NULL, 0);
        test_app_add(&app, "other.apk", others[i], NULL, 0);
        assert_int_equal(aa_facts_collect(app.arena, &app.package, &app.limits, 1, &app.notes, &facts),
                         AA_E_USAGE);
        assert_true(aa_notes_has(&app.notes, "input.mixed_apps"));
        assert_null(facts);
        test_app_done(&app);
    }
}

static void splits_without_their_base_are_incomplete(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(&app, FEATURE "<application/></manifest>");
    assert_int_equal(state_of(facts, AA_AREA_MANIFEST), AA_AREA_PARTIAL);
    assert_true(test_has_gap(facts, AA_AREA_MANIFEST, "input.base_missing"));
    test_app_done(&app);
}

static void unread_kinds_of_content_are_named(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    const zb_entry more[] = {
        zb_stored("classes.dex", zb_text("dex")),
        zb_stored("classes2.dex", zb_text("dex")),
        zb_stored("lib/arm64-v8a/a.so", zb_text("x")),
        zb_stored("assets/data.json", zb_text("{}")),
    };
    test_app_add(&app, "app.apk", BASE "<application/></manifest>", more, 4);
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(facts->secrets->files, 2);
    assert_int_equal(state_of(facts, AA_AREA_CONTAINER), AA_AREA_READ);
    assert_int_equal(state_of(facts, AA_AREA_CODE), AA_AREA_PARTIAL);
    assert_int_equal(state_of(facts, AA_AREA_NATIVE), AA_AREA_PARTIAL);
    assert_true(test_has_gap(facts, AA_AREA_NATIVE, "scope.native_flow"));
    assert_int_equal(state_of(facts, AA_AREA_ASSETS), AA_AREA_READ);
    assert_true(test_has_gap(facts, AA_AREA_CODE, "dex.truncated"));
    assert_int_equal(facts->artifacts[0].dex_count, 2);
    assert_int_equal(facts->native_count, 1);
    assert_string_equal(facts->natives[0].abi, "arm64-v8a");
    test_app_done(&app);
}

static void what_the_app_does_not_have_is_absent(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(&app, BASE "<application/></manifest>");
    static const aa_area absent[] = {AA_AREA_RESOURCES, AA_AREA_CODE, AA_AREA_NATIVE, AA_AREA_ASSETS};
    for (size_t i = 0; i < sizeof(absent) / sizeof(absent[0]); i++)
        assert_int_equal(state_of(facts, absent[i]), AA_AREA_ABSENT);
    test_app_done(&app);
}

static void an_app_without_manifest_is_not_installable(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    const zb_entry other = zb_stored("assets/x", zb_text("x"));
    test_app_add(&app, "app.apk", NULL, &other, 1);
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(facts->installable, AA_NO);
    assert_string_equal(facts->install_refusal, "apk.no_manifest");
    assert_true(state_of(facts, AA_AREA_MANIFEST) > AA_AREA_READ);
    assert_true(test_has_gap(facts, AA_AREA_MANIFEST, "apk.no_manifest"));
    assert_null(facts->artifacts[0].split);
    test_app_done(&app);
}

static void a_gap_without_member_takes_away_every_area(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    test_app_add(&app, "app.apk", BASE "<application/></manifest>", NULL, 0);
    app.notes.artifact = "app.apk";
    app.notes.member = NULL;
    aa_notes_add(&app.notes, AA_NOTE_GAP, "limit.entries", AA_NO_OFFSET, "%d", 1);
    const aa_facts *facts = test_app_facts(&app);
    for (int area = 0; area < AA_AREA_COUNT; area++)
        assert_int_equal(state_of(facts, (aa_area)area), AA_AREA_PARTIAL);
    test_app_done(&app);
}

static void a_gap_inside_a_file_of_the_app_leaves_the_manifest_alone(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    test_app_add(&app, "app.apk", BASE "<application/></manifest>", NULL, 0);
    app.notes.artifact = "app.apk!assets/plugin.apk";
    app.notes.member = NULL;
    aa_notes_add(&app.notes, AA_NOTE_GAP, "zip.no_eocd", AA_NO_OFFSET, "%s", "");
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(state_of(facts, AA_AREA_MANIFEST), AA_AREA_READ);
    assert_int_equal(state_of(facts, AA_AREA_CONTAINER), AA_AREA_READ);
    assert_int_equal(state_of(facts, AA_AREA_CODE), AA_AREA_PARTIAL);
    assert_int_equal(state_of(facts, AA_AREA_ASSETS), AA_AREA_PARTIAL);
    test_app_done(&app);
}

static void a_gap_counts_for_the_area_of_its_member(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    zb_entry dex = zb_deflated(app.arena, "classes.dex", zb_noise(app.arena, 400, 1));
    dex.body.n -= 20;
    dex.local.compressed -= 20;
    dex.central.compressed -= 20;
    test_app_add(&app, "app.apk", BASE "<application/></manifest>", &dex, 1);
    const aa_facts *facts = test_app_facts(&app);
    assert_true(test_has_gap(facts, AA_AREA_CODE, "zip.deflate_error"));
    assert_false(test_has_gap(facts, AA_AREA_MANIFEST, "zip.deflate_error"));
    assert_int_equal(state_of(facts, AA_AREA_MANIFEST), AA_AREA_READ);
    test_app_done(&app);
}

static const aa_facts *facts_of_kind(test_app *app, aa_package_kind kind)
{
    test_app_init(app);
    test_app_add(app, "app.zip", NULL, NULL, 0);
    app->package.kind = kind;
    app->parts[0].is_apk = false;
    return test_app_facts(app);
}

static void a_bundle_without_modules_passes_nothing(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = facts_of_kind(&app, AA_PACKAGE_AAB);
    assert_int_equal(facts->installable, AA_UNKNOWN);
    assert_int_equal(state_of(facts, AA_AREA_CONTAINER), AA_AREA_READ);
    for (int area = AA_AREA_MANIFEST; area < AA_AREA_COUNT; area++)
        if (area != AA_AREA_SIGNATURE)
            assert_int_equal(state_of(facts, (aa_area)area), AA_AREA_PARTIAL);
    assert_true(test_has_gap(facts, AA_AREA_MANIFEST, "aab.no_base"));
    test_app_done(&app);
}

/* An archive without an app inside: nothing of it may count as read, and nothing as certainly absent. */
static void ios_apps_without_an_app_pass_nothing(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = facts_of_kind(&app, AA_PACKAGE_IPA);
    assert_int_equal(facts->installable, AA_UNKNOWN);
    for (int area = AA_AREA_CONTAINER; area < AA_AREA_COUNT; area++) {
        assert_int_not_equal(state_of(facts, (aa_area)area), AA_AREA_READ);
        assert_int_not_equal(state_of(facts, (aa_area)area), AA_AREA_ABSENT);
    }
    assert_true(test_has_gap(facts, AA_AREA_MANIFEST, "ipa.no_info"));
    assert_true(test_has_gap(facts, AA_AREA_CODE, "ipa.no_code"));
    test_app_done(&app);
}

static void areas_combine_to_the_least_that_was_read(void **state)
{
    (void)state;

    static const struct {
        aa_area_state a, b, both;
    } cases[] = {
        {AA_AREA_ABSENT, AA_AREA_READ, AA_AREA_READ},      {AA_AREA_READ, AA_AREA_ABSENT, AA_AREA_READ},
        {AA_AREA_READ, AA_AREA_UNREAD, AA_AREA_PARTIAL},   {AA_AREA_UNREAD, AA_AREA_READ, AA_AREA_PARTIAL},
        {AA_AREA_READ, AA_AREA_PARTIAL, AA_AREA_PARTIAL},  {AA_AREA_UNREAD, AA_AREA_UNREAD, AA_AREA_UNREAD},
        {AA_AREA_PARTIAL, AA_AREA_READ, AA_AREA_PARTIAL},  {AA_AREA_READ, AA_AREA_FAILED, AA_AREA_FAILED},
        {AA_AREA_FAILED, AA_AREA_PARTIAL, AA_AREA_FAILED},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        aa_source source = {0};
        aa_source_mark(&source, AA_AREA_CODE, cases[i].a);
        aa_source_mark(&source, AA_AREA_CODE, cases[i].b);
        assert_int_equal(source.area[AA_AREA_CODE], cases[i].both);
    }
}

static void members_are_known_by_their_names(void **state)
{
    (void)state;

    static const struct {
        const char *name;
        aa_area area;
    } cases[] = {
        {"AndroidManifest.xml", AA_AREA_MANIFEST}, {"resources.arsc", AA_AREA_RESOURCES},
        {"classes12.dex", AA_AREA_CODE},           {"classes.dexx", AA_AREA_ASSETS},
        {"assets/classes.dex", AA_AREA_ASSETS},    {"lib/x86/libc.so", AA_AREA_NATIVE},
        {"lib/x86/sub/libc.so", AA_AREA_ASSETS},   {"META-INF/CERT.RSA", AA_AREA_SIGNATURE},
        {"META-INF/services/x", AA_AREA_ASSETS},   {"res/layout-land/a.xml", AA_AREA_LAYOUTS},
        {"res/drawable/a.png", AA_AREA_RESOURCES}, {"res/raw/a.xml", AA_AREA_ASSETS},
        {"res/0x.json", AA_AREA_ASSETS},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(aa_member_area(cases[i].name), cases[i].area);
}

static bool collect_once(void *context)
{
    test_app *app = context;
    aa_arena *arena = aa_arena_new();
    aa_facts *facts = NULL;
    aa_notes notes;
    aa_package package = app->package;
    aa_err err = AA_E_NOMEM;
    if (arena != NULL) {
        aa_notes_init(&notes, arena, 0);
        err = aa_facts_collect(arena, &package, &app->limits, 1, &notes, &facts);
    }
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_true((facts != NULL) == (err == AA_OK));
    aa_facts_release(facts);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void every_failing_allocation_is_an_error(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    const zb_entry dex = zb_deflated(app.arena, "classes.dex", zb_noise(app.arena, 400, 1));
    test_app_add(&app, "base.apk",
                 BASE "<uses-permission android:name='android.permission.CAMERA'/>"
                      "<permission android:name='a.b.P'/><application android:permission='a.b.P'>"
                      "<activity android:name='.B'><intent-filter><action android:name='x'/>"
                      "</intent-filter></activity>"
                      "<provider android:name='.P'/></application></manifest>",
                 &dex, 1);
    test_app_add(&app, "feature.apk",
                 FEATURE "<application><service android:name='.S'/></application></manifest>", NULL, 0);
    assert_true(test_each_allocation_fails(collect_once, &app, 0) > 20);
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(features_add_and_configurations_do_not),
        cmocka_unit_test(parts_of_different_apps_are_not_one),
        cmocka_unit_test(splits_without_their_base_are_incomplete),
        cmocka_unit_test(unread_kinds_of_content_are_named),
        cmocka_unit_test(what_the_app_does_not_have_is_absent),
        cmocka_unit_test(an_app_without_manifest_is_not_installable),
        cmocka_unit_test(a_gap_without_member_takes_away_every_area),
        cmocka_unit_test(a_gap_inside_a_file_of_the_app_leaves_the_manifest_alone),
        cmocka_unit_test(a_gap_counts_for_the_area_of_its_member),
        cmocka_unit_test(a_bundle_without_modules_passes_nothing),
        cmocka_unit_test(ios_apps_without_an_app_pass_nothing),
        cmocka_unit_test(areas_combine_to_the_least_that_was_read),
        cmocka_unit_test(members_are_known_by_their_names),
        cmocka_unit_test(every_failing_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
