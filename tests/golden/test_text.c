#include <appassay/report.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "support/demo_result.h"
#include "support/fail_alloc.h"
#include "support/golden.h"
#include "support/test.h"

typedef const aa_result *(*maker)(aa_arena *arena);

/* Renders what |make| makes; the caller frees the text. */
static char *render(maker make, aa_report_options options, size_t *len)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char *text = NULL;
    assert_int_equal(aa_report_render(make(arena), "text", &options, &text, len), AA_OK);
    aa_arena_free(arena);
    return text;
}

static void expect(maker make, aa_report_options options, const char *name)
{
    size_t len = 0;
    char *text = render(make, options, &len);
    test_golden(name, text, len);
    free(text);
}

static void every_width_and_language_is_as_reviewed(void **state)
{
    (void)state;
    static const unsigned widths[] = {40, 80, 100};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
            char name[64];
            snprintf(name, sizeof name, "text/demo.%s.%u.txt", aa_lang_name((aa_lang)lang), widths[i]);
            expect(test_demo_result, (aa_report_options){.lang = (aa_lang)lang, .columns = widths[i]}, name);
        }
    }
}

static void verbose_brief_and_colored_reports_are_as_reviewed(void **state)
{
    (void)state;
    expect(test_demo_result, (aa_report_options){.verbose = true}, "text/verbose.en.txt");
    expect(test_demo_result, (aa_report_options){.brief = true, .color = true}, "text/brief.en.ansi");
    expect(test_clean_result, (aa_report_options){.columns = 0}, "text/clean.en.txt");
    expect(test_hostile_result, (aa_report_options){.columns = 80}, "text/hostile.en.txt");
}

static void no_line_is_wider_than_asked(void **state)
{
    (void)state;
    for (unsigned columns = 60; columns < 140; columns += 7) {
        size_t len = 0;
        char *text =
            render(test_demo_result, (aa_report_options){.lang = AA_LANG_ZH_TW, .columns = columns}, &len);
        char *save = NULL;
        for (char *line = strtok_r(text, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
            if (aa_utf8_columns(line) > columns)
                fail_msg("%zu columns instead of %u: %s", aa_utf8_columns(line), columns, line);
        }
        free(text);
    }
}

static void nothing_from_the_app_reaches_the_terminal_as_control(void **state)
{
    (void)state;
    size_t len = 0;
    char *text = render(test_hostile_result, (aa_report_options){.verbose = true}, &len);
    aa_bytes b = aa_bytes_of(text, len);
    for (size_t pos = 0; pos < b.n;) {
        uint32_t cp = aa_utf8_next(b, &pos);
        assert_true(cp == '\n' || cp >= 0x20);
        assert_true(cp < 0x7F || cp > 0x9F);
        assert_true(cp != 0x202E);
    }
    assert_null(strstr(text, "\n::error"));
    free(text);
}

static void colour_is_never_the_only_carrier(void **state)
{
    (void)state;
    size_t len = 0;
    char *text = render(test_demo_result, (aa_report_options){.lang = AA_LANG_ZH_TW}, &len);
    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, "✗ 不符合"));
    assert_non_null(strstr(text, "✓ 符合"));
    assert_non_null(strstr(text, "? 未判定"));
    free(text);
}

static bool render_once(void *context)
{
    (void)context;
    aa_arena *arena = aa_arena_new();
    char *text = NULL;
    size_t len = 0;
    bool ok = arena != NULL;
    if (ok) {
        aa_report_options options = {.lang = AA_LANG_EN};
        ok = aa_report_render(context, "text", &options, &text, &len) == AA_OK;
    }
    if (ok) {
        aa_str whole = {.ptr = text, .len = len};
        ok = strstr(whole.ptr, "accredited laboratory") != NULL;
    }
    free(text);
    aa_arena_free(arena);
    return ok;
}

static void a_report_is_whole_or_an_error(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    const aa_result *result = test_demo_result(arena);
    size_t failed = test_each_allocation_fails(render_once, (void *)(uintptr_t)result, 0);
    assert_true(failed > 10);
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_width_and_language_is_as_reviewed),
        cmocka_unit_test(verbose_brief_and_colored_reports_are_as_reviewed),
        cmocka_unit_test(no_line_is_wider_than_asked),
        cmocka_unit_test(nothing_from_the_app_reaches_the_terminal_as_control),
        cmocka_unit_test(colour_is_never_the_only_carrier),
        cmocka_unit_test(a_report_is_whole_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
