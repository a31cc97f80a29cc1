#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/embedded.h"
#include "base/wrap.h"
#include "engine/result.h"
#include "reports/common/wording.h"
#include "support/test.h"

static void expect_both(const char *file, const char *key)
{
    for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
        aa_bytes text = aa_bytes_none();
        if (!aa_words_find(file, key, (aa_lang)lang, &text))
            fail_msg("%s has no %s text for \"%s\"", file, aa_lang_name((aa_lang)lang), key);
    }
}

static void expect_family(const char *family, const char *name)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", family, name);
    expect_both("headings.tsv", key);
}

static void every_enumerated_word_is_there_in_both_languages(void **state)
{
    (void)state;
    for (int i = AA_NOT_APPLICABLE; i <= AA_FAIL; i++)
        expect_family("verdict", aa_verdict_name((aa_verdict)i));
    for (int i = AA_SEVERITY_INFO; i <= AA_SEVERITY_CRITICAL; i++)
        expect_family("severity", aa_severity_name((aa_severity)i));
    for (int i = AA_KIND_DEFECT; i <= AA_KIND_COVERAGE; i++)
        expect_family("kind", aa_check_kind_name((aa_check_kind)i));
    for (int i = 0; i < AA_AREA_COUNT; i++)
        expect_family("area", aa_area_name((aa_area)i));
    for (int i = AA_ANALYSIS_COMPLETE; i <= AA_ANALYSIS_NONE; i++)
        expect_family("state", aa_analysis_state_name((aa_analysis_state)i));
    expect_family("state", "unsupported");
    for (int i = 0; i < AA_TRACE_COUNT; i++)
        expect_family("trace", aa_trace_name((aa_trace_kind)i));
    expect_family("reach", aa_reach_name(AA_NOT_REACHED));
    expect_family("reach", aa_reach_name(AA_REACH_UNKNOWN));
    static const char *const unsure[] = {"ask", "unread", "doubtful"}; /* engine/judge_controls.c */
    for (size_t i = 0; i < sizeof unsure / sizeof unsure[0]; i++)
        expect_family("unsure", unsure[i]);
}

/* Keys have a dot and file names are the only other literals that do. */
static size_t expect_keys_of(const char *path)
{
    regex_t key;
    assert_int_equal(regcomp(&key, "\"[a-z]+\\.[a-z_]+\"", REG_EXTENDED), 0);
    aa_bytes source = test_read_file(path);
    char *text = strndup((const char *)source.p, source.n);
    assert_non_null(text);
    size_t count = 0;
    regmatch_t match;
    regex_t undotted;
    const char *call = "aa_page_(word|fill)\\(page,[[:space:]]*\"[a-z_]+\"";
    assert_int_equal(regcomp(&undotted, call, REG_EXTENDED), 0);
    if (regexec(&undotted, text, 1, &match, 0) == 0)
        fail_msg("%s: a key without a dot: %.*s", path, (int)(match.rm_eo - match.rm_so), text + match.rm_so);
    regfree(&undotted);
    for (const char *p = text; regexec(&key, p, 1, &match, 0) == 0; p += match.rm_eo) {
        char name[64];
        int len = (int)(match.rm_eo - match.rm_so) - 2;
        snprintf(name, sizeof name, "%.*s", len, p + match.rm_so + 1);
        if (strstr(name, ".tsv") != NULL)
            continue;
        expect_both("headings.tsv", name);
        count++;
    }
    free(text);
    free((void *)(uintptr_t)source.p);
    regfree(&key);
    return count;
}

static void every_key_that_the_text_report_uses_is_there_in_both_languages(void **state)
{
    (void)state;
    static const char *const files[] = {"failures.c", "frame.c", "others.c",
                                        "page.c",     "rows.c",  "undecided.c"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/reports/text/%s", PROJECT_SOURCE_DIR, files[i]);
        count += expect_keys_of(path);
    }
    assert_true(count > 60);
}

static void every_wording_line_has_a_key_and_two_texts(void **state)
{
    (void)state;
    for (const aa_embedded *file = aa_embedded_files; file->name != NULL; file++) {
        if (strcmp(file->name, "headings.tsv") != 0)
            continue;
        const char *text = (const char *)file->content.p;
        const char *end = text + file->content.n;
        while (text < end) {
            const char *line_end = memchr(text, '\n', (size_t)(end - text));
            assert_non_null(line_end);
            size_t tabs = 0;
            for (const char *p = text; p < line_end; p++)
                tabs += *p == '\t' ? 1 : 0;
            if (*text != '#' && tabs != 2)
                fail_msg("%s: %.*s", file->name, (int)(line_end - text), text);
            text = line_end + 1;
        }
    }
}

static void placeholders_are_filled_and_arguments_made_harmless(void **state)
{
    (void)state;
    aa_str s;
    aa_str_init(&s, 1000);
    aa_fill_put(&s, "{0} {1} {2} {x} {", (const char *const[]){"a\nb", "{0}", NULL});
    assert_string_equal(s.ptr, "a\\x0ab {0} {2} {x} {");
    aa_str_done(&s);
}

static void an_argument_can_be_the_key_of_a_wording(void **state)
{
    (void)state;
    aa_words words = {.arena = aa_arena_new(), .lang = AA_LANG_EN};
    const char *const args[] = {"did_not_verify", "\x1b", NULL};
    assert_string_equal(
        aa_words_fill(&words, "a {0:sign} b {0} c {1:sign} {0:none}", args),
        "a the signature does not fit the signed data b did_not_verify c \\x1b did_not_verify");
    assert_string_equal(aa_words_fill(&words, "{0:sign", args), "{0:sign");
    aa_arena_free(words.arena);
}

static void long_texts_of_an_app_are_cut_between_characters(void **state)
{
    (void)state;
    char text[1001 * 3 + 1];
    for (size_t i = 0; i < 1001; i++)
        memcpy(text + 3 * i, "\xE4\xB8\x80", 3);
    text[sizeof text - 1] = '\0';
    aa_str s;
    aa_str_init(&s, 10000);
    aa_excerpt_put(&s, text);
    assert_int_equal(s.len, strlen("… (+2103 B)") + 900);
    aa_str_done(&s);
}

static void expect_lines(const char *text, size_t columns, const char *const *lines)
{
    aa_line line;
    while (aa_wrap_next(&text, columns, &line)) {
        assert_non_null(*lines);
        if (strlen(*lines) != line.len || strncmp(*lines, line.ptr, line.len) != 0)
            fail_msg("got |%.*s| instead of |%s|", (int)line.len, line.ptr, *lines);
        lines++;
    }
    assert_null(*lines);
}

static void lines_break_at_spaces_and_between_chinese_characters(void **state)
{
    (void)state;
    expect_lines("", 10, (const char *const[]){NULL});
    expect_lines("   ", 10, (const char *const[]){NULL});
    expect_lines("one two three", 7, (const char *const[]){"one two", "three", NULL});
    expect_lines("  one   two  ", 7, (const char *const[]){"one", "two", NULL});
    expect_lines("資料之儲存", 5, (const char *const[]){"資料", "之儲", "存", NULL});
    expect_lines("資料", 4, (const char *const[]){"資料", NULL});
    expect_lines("Root 偵測ab", 8, (const char *const[]){"Root 偵", "測ab", NULL});
}

static void punctuation_stays_with_its_word(void **state)
{
    (void)state;
    expect_lines("資料，儲存。", 4, (const char *const[]){"資", "料，", "儲", "存。", NULL});
    expect_lines("資料（儲存）", 6, (const char *const[]){"資料", "（儲", "存）", NULL});
}

static void long_words_break_at_their_joints_or_anywhere(void **state)
{
    (void)state;
    expect_lines("com.example.app", 10, (const char *const[]){"com.", "example.", "app", NULL});
    expect_lines("aaaaaaaaaaaa", 5, (const char *const[]){"aaaaa", "aaaaa", "aa", NULL});
    expect_lines("資", 1, (const char *const[]){"資", NULL});
}

static void combining_marks_stay_with_their_base(void **state)
{
    (void)state;
    expect_lines("資e\xCC\x81料", 3, (const char *const[]){"資e\xCC\x81", "料", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_enumerated_word_is_there_in_both_languages),
        cmocka_unit_test(every_key_that_the_text_report_uses_is_there_in_both_languages),
        cmocka_unit_test(every_wording_line_has_a_key_and_two_texts),
        cmocka_unit_test(placeholders_are_filled_and_arguments_made_harmless),
        cmocka_unit_test(an_argument_can_be_the_key_of_a_wording),
        cmocka_unit_test(long_texts_of_an_app_are_cut_between_characters),
        cmocka_unit_test(lines_break_at_spaces_and_between_chinese_characters),
        cmocka_unit_test(punctuation_stays_with_its_word),
        cmocka_unit_test(long_words_break_at_their_joints_or_anywhere),
        cmocka_unit_test(combining_marks_stay_with_their_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
