#include <stdio.h>
#include <stdlib.h>

#include "base/tsv.h"
#include "code/shape.h"
#include "facts/libraries.h"
#include "support/app.h"
#include "support/test.h"

#define BASE "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='a.b'/>"

static aa_bytes text_of(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

static void versions_are_told_from_other_texts(void **state)
{
    (void)state;
    static const char *const versions[] = {"1.0",  "4.9.3",        "1.1.1k", "2.0.0-alpha01",
                                           "1.68", "31.1-android", "20.0.0"};
    static const char *const others[] = {
        "",    "1",  "a.b",      "1.",    "v1.0",    "1..2",
        "1.a", ".5", "1.0 beta", "1/2.3", "4.9.3\n", "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21"};
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
        if (!aa_library_is_version(text_of(versions[i])))
            fail_msg("%s", versions[i]);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (aa_library_is_version(text_of(others[i])))
            fail_msg("%s", others[i]);
}

static void patterns_take_the_version(void **state)
{
    (void)state;

    static const struct {
        const char *pattern, *text, *version; /* NULL: does not fit */
        bool whole;
    } rows[] = {
        {"okhttp/*", "okhttp/4.9.3", "4.9.3", true},
        {"okhttp/*", "okhttp/4.9.3 x", NULL, true},
        {"okhttp/*", "okhttp/${v}", NULL, true},
        {"okhttp/*", "okhttp", NULL, true},
        {"AssertionError (GSON *): ", "AssertionError (GSON 2.8.6): ", "2.8.6", true},
        {"OpenSSL *  #", "OpenSSL 1.1.1k  25 Mar 2021", "1.1.1k", false},
        {"OpenSSL *  #", "OpenSSL 1.1.1 (compatible; BoringSSL)", NULL, false},
        {"OpenSSL * ## ", "OpenSSL 3.0.2 15 Mar 2022", "3.0.2", false},
        {" deflate * Copyright", " deflate 1.2.11 Copyright 1995", "1.2.11", false},
        {"libpng version *", "libpng version 1.6.37.", "1.6.37", false},
        {"mark", "mark", "", true},
        {"mark", "marked", NULL, true},
        {"mark", "marked", "", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        aa_bytes version;
        bool fits = aa_library_fits(text_of(rows[i].pattern), text_of(rows[i].text), rows[i].whole, &version);
        if (fits != (rows[i].version != NULL) || (fits && !aa_bytes_is(version, rows[i].version)))
            fail_msg("%s and %s", rows[i].pattern, rows[i].text);
    }
    aa_bytes version;
    assert_true(
        aa_library_fits(text_of("5.x.x\\0*\\0"), aa_bytes_of("5.x.x\0002020.3.1f1\0", 18), false, &version));
    assert_true(aa_bytes_is(version, "2020.3.1f1"));
}

static bool is_form(aa_bytes name)
{
    for (unsigned kind = 0; kind < AA_SHAPE_COUNT; kind++)
        if (aa_bytes_is(name, aa_shape_name((aa_shape_kind)kind)))
            return true;
    return false;
}

static void each_row_belongs_to_a_component(void **state)
{
    (void)state;
    static const char *const kinds[] = {"package",      "shape",  "literal",    "beside", "constant",
                                        "version-file", "client", "properties", "file",   "inside",
                                        "script",       "native", "mark",       "bundle", "collects"};
    aa_tsv table = aa_tsv_open("components.tsv");
    aa_bytes f[6];
    size_t components = 0;
    while (aa_tsv_next(&table, f, 6)) {
        bool known = false;
        assert_int_equal(f[5].n, 0);
        if (aa_bytes_is(f[0], "component")) {
            assert_true(f[1].n > 8 && memcmp(f[1].p, "pkg:", 4) == 0 && f[2].n > 0 && f[3].n > 0);
            components++;
            continue;
        }
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
            known = known || aa_bytes_is(f[0], kinds[i]);
        bool two = aa_bytes_is(f[0], "properties") || aa_bytes_is(f[0], "inside");
        if (!known || components == 0 || f[1].n == 0 ||
            (!aa_bytes_is(f[0], "collects") && !aa_bytes_is(f[0], "literal") && two != (f[2].n > 0)))
            fail_msg("%.*s %.*s", (int)f[0].n, (const char *)f[0].p, (int)f[1].n, (const char *)f[1].p);
        char key[40];
        snprintf(key, sizeof key, "collects.%.*s", (int)f[1].n, (const char *)f[1].p);
        aa_bytes heading[3];
        if (aa_bytes_is(f[0], "collects") && !aa_tsv_find("headings.tsv", key, heading, 3))
            fail_msg("no heading %s", key);
        if (aa_bytes_is(f[0], "shape") && !is_form(f[1]))
            fail_msg("no form %.*s", (int)f[1].n, (const char *)f[1].p);
        /* found by their first four bytes */
        if (aa_bytes_is(f[0], "native") || aa_bytes_is(f[0], "mark") || aa_bytes_is(f[0], "script"))
            for (size_t i = 0; i < 4; i++)
                assert_true(f[1].n >= 4 && memchr("*#\\", f[1].p[i], 3) == NULL);
    }
    assert_true(components >= 150);
}

static const aa_library *find(const aa_facts *facts, const char *purl)
{
    for (size_t i = 0; i < facts->libraries->count; i++)
        if (strcmp(facts->libraries->items[i].purl, purl) == 0)
            return &facts->libraries->items[i];
    return NULL;
}

static void builds_leave_names_and_versions(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    const zb_entry more[] = {
        zb_stored("META-INF/androidx.core_core-ktx.version", zb_text("1.9.0\n")),
        zb_stored("META-INF/androidx.emoji2_emoji2.version", zb_text("task ':emoji2:writeVersionFile'")),
        zb_stored("META-INF/kotlinx_coroutines_core.version", zb_text("1.6.4")),
        zb_stored("META-INF/maven/com.google.guava/guava/pom.properties",
                  zb_text("groupId=com.google.guava\nartifactId=guava\nversion=31.1-android\n")),
        zb_stored("firebase-iid.properties", zb_text("version=20.1.5\nclient=firebase-iid\n")),
        zb_stored("app.properties", zb_text("version=1.2.3\nclient=mine\n")),
        zb_stored("lib/arm64-v8a/libcrypto.so", zb_text("\177ELF OpenSSL 1.1.1k  25 Mar 2021")),
        zb_stored("lib/x86/libcrypto.so", zb_text("\177ELF OpenSSL 1.0.2a  19 Mar 2015")),
        zb_stored("assets/lib.js", zb_text("/*! jQuery v3.4.1 | (c) */")),
    };
    test_app_add(&app, "app.apk", BASE, more, sizeof more / sizeof more[0]);
    const aa_facts *facts = test_app_facts(&app);

    static const struct {
        const char *purl, *version;
    } rows[] = {
        {"pkg:maven/androidx.core/core-ktx", "1.9.0"},
        {"pkg:maven/androidx.emoji2/emoji2", NULL},
        {"pkg:maven/org.jetbrains.kotlinx/kotlinx-coroutines-core", "1.6.4"},
        {"pkg:maven/com.google.guava/guava", "31.1-android"},
        {"pkg:maven/com.google.firebase/firebase-iid", "20.1.5"},
        {"pkg:generic/openssl", "1.1.1k"},
        {"pkg:npm/jquery", "3.4.1"},
    };

    assert_int_equal(facts->libraries->count, sizeof rows / sizeof rows[0]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const aa_library *l = find(facts, rows[i].purl);
        assert_non_null(l);
        if (rows[i].version == NULL)
            assert_null(l->version);
        else
            assert_string_equal(l->version, rows[i].version);
        assert_non_null(l->evidence[0].place.member);
    }
    assert_string_equal(find(facts, "pkg:generic/openssl")->evidence[0].place.member,
                        "lib/arm64-v8a/libcrypto.so");
    test_app_done(&app);
}

/* The code of fixtures/code/<name>, in an app. */
static const aa_facts *begin_code(test_app *app, const char *name, aa_bytes *dex)
{
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/code/%s.dex", TEST_BINARY_DIR, name);
    assert_true(n > 0 && (size_t)n < sizeof path);
    *dex = test_read_file(path);
    test_app_init(app);
    const zb_entry more[] = {zb_stored("classes.dex", *dex)};
    test_app_add(app, "app.apk", BASE, more, 1);
    return test_app_facts(app);
}

static void renamed_components_are_seen_by_their_form(void **state)
{
    (void)state;
    static const char *const purls[] = {
        "pkg:maven/com.scottyab/rootbeer-lib",      "pkg:maven/com.squareup.retrofit2/retrofit",
        "pkg:maven/com.jakewharton.timber/timber",  "pkg:maven/androidx.security/security-crypto",
        "pkg:maven/androidx.biometric/biometric",   "pkg:maven/com.datatheorem.android.trustkit/trustkit",
        "pkg:maven/io.realm/realm-android-library",
    };
    for (int named = 0; named < 2; named++) {
        test_app app;
        aa_bytes dex;
        const aa_facts *facts = begin_code(&app, named ? "shape_named" : "shape_renamed", &dex);
        for (size_t i = 0; i < sizeof purls / sizeof purls[0]; i++) {
            const aa_library *l = find(facts, purls[i]);
            if (l == NULL)
                fail_msg("%s", purls[i]);
            assert_null(l->version);
            bool form = false;
            for (size_t e = 0; e < l->evidence_count; e++)
                form = form || l->evidence[e].proof == AA_PROOF_SHAPE;
            assert_true(form || named);
        }
        test_app_done(&app);
        free((void *)(uintptr_t)dex.p);
    }
}

/* What is left of a class whose methods went elsewhere is a text, which somebody else can write too. */
static void a_text_of_a_form_shows_no_component(void **state)
{
    (void)state;
    test_app app;
    aa_bytes dex;
    const aa_facts *facts = begin_code(&app, "shape_merged", &dex);
    assert_non_null(find(facts, "pkg:maven/androidx.security/security-crypto"));
    assert_null(find(facts, "pkg:maven/com.google.android.play/integrity"));
    test_app_done(&app);
    free((void *)(uintptr_t)dex.p);
}

static void two_versions_are_two_components(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    const zb_entry more[] = {
        zb_stored("lib/arm64-v8a/liba.so", zb_text(" deflate 1.2.11 Copyright")),
        zb_stored("lib/arm64-v8a/libb.so", zb_text(" deflate 1.2.8 Copyright inflate 1.2.8 Copyright")),
    };
    test_app_add(&app, "app.apk", BASE, more, 2);
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(facts->libraries->count, 2);
    assert_string_equal(facts->libraries->items[0].version, "1.2.11");
    assert_string_equal(facts->libraries->items[1].version, "1.2.8");
    assert_int_equal(facts->coverage.area[AA_AREA_LIBRARIES], AA_AREA_READ);
    test_app_done(&app);
}

static void what_was_not_searched_is_told(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    app.limits.library_bytes = 10;
    const zb_entry more[] = {
        zb_stored("lib/arm64-v8a/liba.so", zb_text(" deflate 1.2.11 Copyright")),
    };
    test_app_add(&app, "app.apk", BASE, more, 1);
    const aa_facts *facts = test_app_facts(&app);
    assert_int_equal(facts->libraries->count, 0);
    assert_int_equal(facts->coverage.area[AA_AREA_LIBRARIES], AA_AREA_PARTIAL);
    assert_true(test_has_gap(facts, AA_AREA_LIBRARIES, "limit.library_bytes"));
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_are_told_from_other_texts),
        cmocka_unit_test(patterns_take_the_version),
        cmocka_unit_test(each_row_belongs_to_a_component),
        cmocka_unit_test(builds_leave_names_and_versions),
        cmocka_unit_test(renamed_components_are_seen_by_their_form),
        cmocka_unit_test(a_text_of_a_form_shows_no_component),
        cmocka_unit_test(two_versions_are_two_components),
        cmocka_unit_test(what_was_not_searched_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
