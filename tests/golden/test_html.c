/*
 * The HTML report of a result made by hand, as reviewed: the page without its style and script, which have
 * files of their own.
 */
#include <stdlib.h>

#include <appassay/report.h>

#include "support/demo_result.h"
#include "support/golden.h"
#include "support/test.h"

static void expect(const aa_result *(*make)(aa_arena *arena), aa_lang lang, const char *name)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char *html = NULL;
    size_t len = 0;
    aa_report_options options = {.lang = lang};
    assert_int_equal(aa_report_render(make(arena), "html-dir", &options, &html, &len), AA_OK);
    assert_null(strstr(html, "never_to_be"));
    test_golden(name, html, len);
    free(html);
    aa_arena_free(arena);
}

static void pages_are_as_reviewed(void **state)
{
    (void)state;
    expect(test_demo_result, AA_LANG_ZH_TW, "html/demo.zh-TW.html");
    expect(test_clean_result, AA_LANG_EN, "html/clean.en.html");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pages_are_as_reviewed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
