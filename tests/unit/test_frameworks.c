/* Which framework an app is made with, what of its program is read, and what the ledger says of the rest. */
#include <stdlib.h>
#include <string.h>

#include "facts/frameworks.h"
#include "support/app.h"
#include "support/test.h"

#define MANIFEST TEST_MANIFEST("org.example.app", "<application/>")
#define SNAPSHOT "\xf5\xf5\xdc\xdc................0123456789abcdef0123456789abcdefproduct arm64 android"

static aa_bytes hermes(test_app *app, size_t most)
{
    aa_bytes file = test_read_file(TEST_SOURCE_DIR "/fixtures/hermes/v96.hbc");
    size_t n = file.n < most ? file.n : most;
    uint8_t *copy = aa_arena_alloc(app->arena, n);
    assert_non_null(copy);
    memcpy(copy, file.p, n);
    free((void *)(uintptr_t)file.p);
    return aa_bytes_of(copy, n);
}

static const aa_facts *facts_of(test_app *app, const zb_entry *entries, size_t count)
{
    test_app_add(app, "app.apk", MANIFEST, entries, count);
    return test_app_facts(app);
}

static bool has_text(const aa_frameworks *f, const char *text, const char *member)
{
    for (size_t i = 0; i < f->text_count; i++) {
        aa_place place = aa_framework_place(f, &f->texts[i]);
        if (aa_bytes_is(f->texts[i].text, text) && strcmp(place.member, member) == 0)
            return true;
    }
    return false;
}

static void an_app_without_one_has_no_gap(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    zb_entry entries[] = {zb_stored("lib/arm64-v8a/libapp.so", zb_text(SNAPSHOT)),
                          zb_stored("assets/www/index.html", zb_text("<html>"))};
    const aa_facts *facts = facts_of(&app, entries, 2);
    assert_non_null(facts->frameworks);
    assert_int_equal(facts->frameworks->count, 0);
    assert_int_equal(facts->frameworks->file_count, 0);
    assert_int_equal(facts->coverage.area[AA_AREA_CODE], AA_AREA_ABSENT);
    test_app_done(&app);
}

static void what_is_not_followed_is_a_gap(void **state)
{
    (void)state;

    static const struct {
        const char *member, *gap;
        aa_framework_kind kind;
    } apps[] = {
        {"lib/arm64-v8a/libflutter.so", "scope.flutter", AA_FRAMEWORK_FLUTTER},
        {"lib/x86/libreactnative.so", "scope.react_native", AA_FRAMEWORK_REACT_NATIVE},
        {"assets/www/cordova.js", "scope.cordova", AA_FRAMEWORK_CORDOVA},
        {"assets/capacitor.config.json", "scope.capacitor", AA_FRAMEWORK_CAPACITOR},
        {"lib/arm64-v8a/libmonodroid.so", "scope.dotnet", AA_FRAMEWORK_DOTNET},
        {"lib/arm64-v8a/libunity.so", "scope.unity", AA_FRAMEWORK_UNITY},
        {"lib/arm64-v8a/libNativeScript.so", "scope.nativescript", AA_FRAMEWORK_NATIVESCRIPT},
    };

    for (size_t i = 0; i < sizeof apps / sizeof apps[0]; i++) {
        test_app app;
        test_app_init(&app);
        zb_entry entry = zb_stored(apps[i].member, zb_text("{}"));
        const aa_facts *facts = facts_of(&app, &entry, 1);
        assert_int_equal(facts->frameworks->count, 1);
        assert_non_null(aa_framework_of(facts->frameworks, apps[i].kind));
        assert_true(test_has_gap(facts, AA_AREA_CODE, apps[i].gap));
        assert_true(test_has_gap(facts, AA_AREA_LAYOUTS, apps[i].gap));
        bool read = facts->frameworks->file_count > 0;
        assert_int_equal(facts->coverage.area[AA_AREA_CODE], read ? AA_AREA_PARTIAL : AA_AREA_UNREAD);
        test_app_done(&app);
    }
}

static void one_abi_is_read(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    zb_entry entries[] = {
        zb_stored("lib/armeabi-v7a/libapp.so", zb_text("first text of a program")),
        zb_stored("lib/arm64-v8a/libapp.so", zb_text(SNAPSHOT "\1second text of a program")),
        zb_stored("lib/arm64-v8a/libflutter.so", zb_text(" 3.4.3 (stable) (Tue) ")),
    };
    const aa_frameworks *f = facts_of(&app, entries, 3)->frameworks;
    assert_int_equal(f->file_count, 1);
    assert_true(has_text(f, "second text of a program", "lib/arm64-v8a/libapp.so"));
    assert_false(has_text(f, "first text of a program", "lib/armeabi-v7a/libapp.so"));
    assert_string_equal(f->items[0].version, "3.4.3 (stable)");
    assert_string_equal(f->items[0].build, "0123456789abcdef0123456789abcdef");
    assert_string_equal(f->items[0].features, "product arm64 android");
    test_app_done(&app);
}

static void bytecode_and_its_damage(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    zb_entry entry = zb_deflated(app.arena, "assets/index.android.bundle", hermes(&app, SIZE_MAX));
    const aa_facts *facts = facts_of(&app, &entry, 1);
    assert_true(facts->frameworks->files[0].read && facts->frameworks->files[0].sealed);
    assert_string_equal(facts->frameworks->items[0].engine, "hermes");
    assert_true(has_text(facts->frameworks, "authToken", "assets/index.android.bundle"));
    assert_false(test_has_gap(facts, AA_AREA_CODE, "hermes.truncated"));
    aa_facts_release(app.facts); /* what a report names outlives the texts */
    assert_int_equal(facts->frameworks->text_count, 0);
    assert_int_equal(facts->frameworks->count, 1);
    assert_true(facts->frameworks->files[0].text_count > 0);
    test_app_done(&app);

    test_app_init(&app);
    entry = zb_stored("assets/index.android.bundle", hermes(&app, 500));
    facts = facts_of(&app, &entry, 1);
    assert_false(facts->frameworks->files[0].read);
    assert_true(test_has_gap(facts, AA_AREA_CODE, "hermes.truncated"));
    test_app_done(&app);
}

static void a_version_that_is_not_known_is_out_of_scope(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    aa_bytes file = hermes(&app, SIZE_MAX);
    ((uint8_t *)(uintptr_t)file.p)[9] = 0x27; /* functions of 16 bytes, in a version above 97 */
    zb_entry entry = zb_stored("assets/index.android.bundle", file);
    const aa_facts *facts = facts_of(&app, &entry, 1);
    assert_true(test_has_gap(facts, AA_AREA_CODE, "scope.hermes_version"));
    assert_true(test_has_anomaly(facts, "hermes.version_unknown"));
    assert_false(facts->frameworks->files[0].read);
    test_app_done(&app);
}

static void texts_have_a_limit(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    app.limits.framework_texts = 3;
    zb_entry entry = zb_stored("assets/index.android.bundle", hermes(&app, SIZE_MAX));
    const aa_facts *facts = facts_of(&app, &entry, 1);
    assert_int_equal(facts->frameworks->text_count, 3);
    assert_true(test_has_gap(facts, AA_AREA_CODE, "limit.framework_texts"));
    test_app_done(&app);
}

static void without_code_nothing_is_read(void **state)
{
    (void)state;
    test_app app;
    aa_facts *facts = NULL;
    test_app_init(&app);
    zb_entry entry = zb_stored("assets/index.android.bundle", hermes(&app, SIZE_MAX));
    test_app_add(&app, "app.apk", MANIFEST, &entry, 1);
    assert_int_equal(aa_facts_collect_declared(app.arena, &app.package, &app.limits, 1, &app.notes, &facts),
                     AA_OK);
    assert_int_equal(facts->frameworks->count, 1);
    assert_int_equal(facts->frameworks->file_count, 0);
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_app_without_one_has_no_gap),
        cmocka_unit_test(what_is_not_followed_is_a_gap),
        cmocka_unit_test(one_abi_is_read),
        cmocka_unit_test(bytecode_and_its_damage),
        cmocka_unit_test(a_version_that_is_not_known_is_out_of_scope),
        cmocka_unit_test(texts_have_a_limit),
        cmocka_unit_test(without_code_nothing_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
