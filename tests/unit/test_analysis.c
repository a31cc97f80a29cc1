#include <appassay/appassay.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/result.h"
#include "support/axml_builder.h"
#include "support/fail_alloc.h"
#include "support/test.h"
#include "support/zip_builder.h"

#define ANDROID "http://schemas.android.com/apk/res/android"
#define FOLDER  TEST_BINARY_DIR "/analysis"

/* ---- an app ------------------------------------------------------------------------------------------- */

enum {
    ID_NAME = 0x01010003,
    ID_DEBUGGABLE = 0x0101000F,
    ID_MIN_SDK = 0x0101020C,
    ID_TARGET_SDK = 0x01010270
};

static aa_bytes make_manifest(const char *package, bool debuggable)
{
    axml_builder b = {.id_count = 0};
    axml_name_id(&b, "name", ID_NAME);
    axml_name_id(&b, "debuggable", ID_DEBUGGABLE);
    axml_name_id(&b, "minSdkVersion", ID_MIN_SDK);
    axml_name_id(&b, "targetSdkVersion", ID_TARGET_SDK);
    axml_namespace(&b, true, "android", ANDROID);
    axml_start(&b, "manifest", (axml_attr[]){{NULL, "package", package, 0, 0}}, 1);
    axml_start(&b, "uses-sdk",
               (axml_attr[]){{ANDROID, "minSdkVersion", NULL, 0x10, 24},
                             {ANDROID, "targetSdkVersion", NULL, 0x10, 36}},
               2);
    axml_end(&b, "uses-sdk");
    axml_start(&b, "application",
               (axml_attr[]){{ANDROID, "debuggable", NULL, 0x12, debuggable ? UINT32_MAX : 0}}, 1);
    axml_end(&b, "application");
    axml_end(&b, "manifest");
    axml_namespace(&b, false, "android", ANDROID);
    return axml_finish(&b);
}

static void write_file(const char *path, aa_bytes content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.p, 1, content.n, file), content.n);
    assert_int_equal(fclose(file), 0);
}

static void write_app(const char *path, bool debuggable, bool damaged)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    aa_bytes manifest = make_manifest("tw.example.demo", debuggable);
    zb_entry entries[] = {zb_deflated(arena, "AndroidManifest.xml", manifest),
                          zb_stored("assets/a.txt", zb_text("a")),
                          zb_stored("res/layout/a.xml", zb_text(damaged ? "no binary XML" : ""))};
    write_file(path, zb_build(arena, entries, damaged ? 3 : 2, NULL));
    free((void *)(uintptr_t)manifest.p);
    aa_arena_free(arena);
}

static int make_files(void **state)
{
    (void)state;
    mkdir(FOLDER, 0777);
    mkdir(FOLDER "/other", 0777);
    write_app(FOLDER "/good.apk", false, false);
    write_app(FOLDER "/other/good.apk", false, false);
    write_app(FOLDER "/debug.apk", true, false);
    write_file(FOLDER "/page.apk", zb_text("<!DOCTYPE html><html>404</html>"));
    write_file(FOLDER "/empty.apk", aa_bytes_none());
    return 0;
}

/* ---- runs --------------------------------------------------------------------------------------------- */

static aa_analysis *analyse(const char *path, const aa_options *options)
{
    aa_analysis *analysis = aa_analysis_new(options);
    assert_non_null(analysis);
    aa_err err = aa_analysis_run(analysis, &path, 1);
    assert_string_equal(aa_analysis_error(analysis), "");
    assert_int_equal(err, AA_OK);
    return analysis;
}

static char *render(const aa_analysis *analysis, const char *format, size_t *len)
{
    aa_report_options options = {.lang = AA_LANG_ZH_TW};
    char *text = NULL;
    assert_int_equal(aa_report_render(aa_analysis_result(analysis), format, &options, &text, len), AA_OK);
    return text;
}

static void expect_refusal(const char *path, const aa_options *options, aa_err expected, const char *detail)
{
    aa_analysis *analysis = aa_analysis_new(options);
    assert_non_null(analysis);
    assert_int_equal(aa_analysis_run(analysis, &path, 1), expected);
    if (strstr(aa_analysis_error(analysis), detail) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", aa_analysis_error(analysis), detail);
    assert_null(aa_analysis_result(analysis));
    aa_analysis_free(analysis);
}

static void an_app_is_judged_by_the_broker_table_unless_told_otherwise(void **state)
{
    (void)state;
    aa_options options = AA_OPTIONS_INIT;
    aa_analysis *analysis = analyse(FOLDER "/good.apk", &options);
    const aa_result *result = aa_analysis_result(analysis);
    assert_int_equal(aa_result_judgement_count(result), 1);
    assert_string_equal(aa_result_standard(result, 0), "broker");
    assert_null(aa_result_standard(result, 1));
    assert_string_equal(result->judgements[0].tier, "三");
    assert_int_equal(result->judgements[0].row_count, 19);
    assert_string_equal(result->today, aa_policy_date(result->policy));
    assert_true(aa_result_verdict(result, 0) > AA_PASS);
    aa_analysis_free(analysis);
}

static void several_tables_are_judged_in_the_order_asked(void **state)
{
    (void)state;
    const aa_standard_choice choices[] = {{"mas", "L3+F"}, {"insurer", "1"}, {"broker", NULL}};
    aa_options options = AA_OPTIONS_INIT;
    options.standards = choices;
    options.standard_count = 3;
    options.today = "2030-02-28";
    aa_analysis *analysis = analyse(FOLDER "/good.apk", &options);
    const aa_result *result = aa_analysis_result(analysis);
    assert_int_equal(aa_result_judgement_count(result), 3);
    assert_string_equal(aa_result_standard(result, 0), "mas");
    assert_string_equal(result->judgements[0].tier, "L3+F");
    assert_int_equal(result->judgements[0].row_count, 39 + 9 + 16);
    assert_string_equal(result->judgements[1].tier, "第一類");
    assert_string_equal(result->today, "2030-02-28");
    assert_int_equal(aa_policy_today(result->policy), aa_day_from_text("2030-02-28"));
    aa_analysis_free(analysis);
}

static size_t hits_of(const aa_result *result, const char *check)
{
    size_t count = 0;
    for (size_t i = 0; i < aa_result_finding_count(result); i++)
        count += strcmp(aa_result_finding_check(result, i), check) == 0;
    assert_null(aa_result_finding_check(result, aa_result_finding_count(result)));
    return count;
}

static void a_flaw_of_the_app_fails_its_table(void **state)
{
    (void)state;
    aa_options options = AA_OPTIONS_INIT;
    aa_analysis *analysis = analyse(FOLDER "/debug.apk", &options);
    assert_int_equal(aa_result_verdict(aa_analysis_result(analysis), 0), AA_FAIL);
    assert_int_equal(hits_of(aa_analysis_result(analysis), "android-debuggable"), 1);
    aa_analysis_free(analysis);
    analysis = analyse(FOLDER "/good.apk", &options);
    assert_int_equal(hits_of(aa_analysis_result(analysis), "android-debuggable"), 0);
    aa_analysis_free(analysis);
}

static void the_same_app_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const paths[] = {FOLDER "/debug.apk", FOLDER "/good.apk", FOLDER "/other/good.apk"};
    char *texts[3];
    size_t lens[3];
    for (size_t i = 0; i < 3; i++) {
        aa_options options = AA_OPTIONS_INIT;
        options.threads = (unsigned)i + 1;
        aa_analysis *analysis = analyse(paths[i], &options);
        texts[i] = render(analysis, "json", &lens[i]);
        aa_analysis_free(analysis);
    }
    assert_int_equal(lens[1], lens[2]);
    assert_memory_equal(texts[1], texts[2], lens[1]);
    assert_string_not_equal(texts[0], texts[1]);
    for (size_t i = 0; i < 3; i++) {
        assert_null(strstr(texts[i], FOLDER)); /* no path of this machine */
        free(texts[i]);
    }
}

static void what_does_not_exist_is_refused_with_the_names_that_do(void **state)
{
    (void)state;
    aa_options options = AA_OPTIONS_INIT;
    options.standard_count = 1;
    options.standards = &(aa_standard_choice){"bank", NULL};
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "\"bank\"; there are: broker, insurer, mas");
    options.standards = &(aa_standard_choice){NULL, NULL};
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "there are: broker, insurer, mas");
    options.standards = &(aa_standard_choice){"mas", "L4"};
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "\"L4\"; there are: L1, L2, L3, F");
    options.standards = &(aa_standard_choice){"mas", "L1"};
    options.today = "2026-02-30";
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "\"2026-02-30\" is no date");
}

static void what_is_no_app_is_refused(void **state)
{
    (void)state;
    aa_options options = AA_OPTIONS_INIT;
    expect_refusal(FOLDER "/missing.apk", &options, AA_E_IO, "no such file");
    expect_refusal(FOLDER "/empty.apk", &options, AA_E_IO, "is empty");
    expect_refusal(FOLDER, &options, AA_E_USAGE, "is a directory");
    expect_refusal(FOLDER "/page.apk", &options, AA_E_FORMAT, "HTML");
}

static void the_release_before_must_be_one_of_the_same_app(void **state)
{
    (void)state;
    aa_options options = AA_OPTIONS_INIT;
    options.previous = FOLDER "/debug.apk";
    aa_analysis *analysis = analyse(FOLDER "/good.apk", &options);
    assert_non_null(aa_analysis_result(analysis)->facts->previous);
    aa_analysis_free(analysis);
    write_file(FOLDER "/other.json", zb_text("{\"schema\": \"appassay.result/1\","
                                             "\"target\": {\"package\": \"tw.example.other\"}}"));
    options.previous = FOLDER "/other.json";
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "of another app, tw.example.other");
    options.previous = FOLDER "/missing.apk";
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "cannot be opened");
    options.previous = FOLDER "/page.apk";
    expect_refusal(FOLDER "/good.apk", &options, AA_E_USAGE, "HTML");
}

static void an_analysis_runs_once_and_needs_a_file(void **state)
{
    (void)state;
    const char *path = FOLDER "/good.apk";
    aa_options options = AA_OPTIONS_INIT;
    aa_analysis *analysis = aa_analysis_new(&options);
    assert_int_equal(aa_analysis_run(analysis, &path, 0), AA_E_USAGE);
    assert_null(aa_analysis_result(analysis));
    assert_int_equal(aa_analysis_run(analysis, &path, 1), AA_OK);
    assert_int_equal(aa_analysis_run(analysis, &path, 1), AA_E_USAGE);
    assert_non_null(aa_analysis_result(analysis));
    aa_analysis_free(analysis);
    aa_analysis_free(NULL);
}

static bool analyse_once(void *context)
{
    const char *path = context;
    aa_options options = AA_OPTIONS_INIT;
    options.threads = 1;
    aa_analysis *analysis = aa_analysis_new(&options);
    aa_err err = analysis == NULL ? AA_E_NOMEM : aa_analysis_run(analysis, &path, 1);
    assert_true(err == AA_OK || analysis == NULL || aa_analysis_result(analysis) == NULL);
    aa_analysis_free(analysis);
    return err == AA_OK;
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    static char path[] = FOLDER "/debug.apk";
    assert_true(test_some_allocations_fail(analyse_once, path, 11) > 50); /* the rule books need thousands */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_app_is_judged_by_the_broker_table_unless_told_otherwise),
        cmocka_unit_test(several_tables_are_judged_in_the_order_asked),
        cmocka_unit_test(a_flaw_of_the_app_fails_its_table),
        cmocka_unit_test(the_same_app_gives_the_same_bytes),
        cmocka_unit_test(what_does_not_exist_is_refused_with_the_names_that_do),
        cmocka_unit_test(what_is_no_app_is_refused),
        cmocka_unit_test(the_release_before_must_be_one_of_the_same_app),
        cmocka_unit_test(an_analysis_runs_once_and_needs_a_file),
        cmocka_unit_test(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_files, NULL);
}
