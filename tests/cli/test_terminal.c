/*
 * Texts that somebody else chose, on their way to a terminal, a log or a program: names of files, contents of
 * apps, results that were tampered with. What is written is text, whatever they hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "base/utf8.h"
#include "cli/program.h"
#include "support/test.h"

static const char *const apps[] = {PROJECT_SOURCE_DIR "/tests/fuzz/corpus/app/X35_injection_strings",
                                   PROJECT_SOURCE_DIR "/tests/fuzz/corpus/app/Z38_name_injection"};

/* Names that a file system takes: escape sequences (C0 and C1), a line's end and a command of a CI log,
 * direction marks and separators, a formula, markup, bytes that are no UTF-8, a link that terminals
 * understand. */
static const char *const names[] = {"a\x1b[31m.apk",
                                    "a\xc2\x9b"
                                    "31m.apk",
                                    "a\n::error::x.apk",
                                    "\r::warning::y.apk",
                                    "a\xe2\x80\xae"
                                    "kpa.exe.apk",
                                    "a\xe2\x81\xa6\xe2\x80\xa8\xe2\x80\xa9.apk",
                                    "=1+1.apk",
                                    "<script>alert(1)<.apk",
                                    "a\xff\xfe\xc0\xaf.apk",
                                    "\x1b]8;;http:x\x07link.apk",
                                    "a\x7f\x08\x08.apk",
                                    "%s%n%p.apk"};

static void expect_plain(const char *what, const char *text)
{
    aa_bytes all = aa_bytes_of(text, strlen(text));
    for (size_t at = 0; at < all.n;) {
        size_t before = at;
        uint32_t c = aa_utf8_next(all, &at);
        bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        bool mark =
            (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
        if (control || mark || (c == 0xfffd && all.p[before] != 0xef))
            fail_msg("%s: U+%04X at byte %zu of:\n%s", what, (unsigned)c, before, text);
    }
    if (strncmp(text, "::", 2) == 0 || strstr(text, "\n::") != NULL)
        fail_msg("%s: a line is a command of a CI log:\n%s", what, text);
}

/* Runs and expects plain text on both ends and one of the program's own exit codes. */
static void expect_harmless(const char *args)
{
    program_run run = {.args = args};
    program_result result = run_program(&run);
    if (result.code >= 128)
        fail_msg("appassay %s: exit code %d", args, result.code);
    expect_plain(args, result.out);
    expect_plain(args, result.err);
    release_result(&result);
}

static void what_is_inspected_stays_text(void **state)
{
    (void)state;
    static const char *const topics[] = {"manifest app.apk",
                                         "manifest --facts app.apk",
                                         "resources app.apk",
                                         "files app.apk",
                                         "network app.apk",
                                         "signature app.apk",
                                         "dex app.apk",
                                         "strings app.apk",
                                         "plist app.apk",
                                         "macho app.apk",
                                         "native app.apk",
                                         "class app.apk La/b;",
                                         "calls app.apk --to a.b.c"};
    for (size_t a = 0; a < sizeof apps / sizeof *apps; a++) {
        test_copy_file(apps[a], "app.apk");
        for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
            char args[64];
            snprintf(args, sizeof args, "inspect %s", topics[i]);
            expect_harmless(args);
        }
    }
}

/* None of the names has a space, at which arguments are split, or a '_', which stands for one. */
static void names_of_files_stay_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        static const char *const around[][2] = {
            {"check ", " --fail-on never"}, {"check -q -o text=report --fail-on never ", ""},
            {"check ", ".missing"},         {"inspect files ", ""},
            {"inspect manifest ", ".none"}, {"report ", ""},
            {"check --targets ", ""},       {"check app.apk --limit ", "=1"},
            {"check app.apk -o ", ""},      {"", ""}};
        test_copy_file(apps[0], names[i]);
        for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
            char args[256];
            snprintf(args, sizeof args, "%s%s%s", around[k][0], names[i], around[k][1]);
            expect_harmless(args);
        }
        remove(names[i]);
    }
}

static void expect_json_lines(const char *what, const char *text)
{
    size_t count = 0;
    for (const char *line = text; *line != '\0'; count++) {
        const char *end = strchr(line, '\n');
        assert_non_null(end);
        json_error_t error;
        json_t *value = json_loadb(line, (size_t)(end - line), JSON_REJECT_DUPLICATES, &error);
        if (value == NULL)
            fail_msg("%s: %s in:\n%s", what, error.text, text);
        json_decref(value);
        line = end + 1;
    }
    assert_true(count > 0);
}

/* Records, progress and messages about a list whose names are all of these. */
static void a_batch_writes_lines_that_programs_read(void **state)
{
    (void)state;
    FILE *list = fopen("list", "wb");
    assert_non_null(list);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (i % 2 == 0)
            test_copy_file(apps[i / 2 % 2], names[i]);
        assert_int_equal(fwrite(names[i], 1, strlen(names[i]) + 1, list), strlen(names[i]) + 1);
    }
    assert_int_equal(fclose(list), 0);
    program_run run = {.args = "check --targets list -0 -o ndjson=records --fail-on never --progress json"};
    program_result result = run_program(&run);
    assert_true(result.code < 128);
    expect_plain("batch", result.out);
    expect_plain("batch", result.err);
    expect_json_lines("progress", result.err);
    release_result(&result);
    aa_bytes records = test_read_file("records");
    char *text = strndup((const char *)records.p, records.n);
    assert_non_null(text);
    assert_int_equal(strlen(text), records.n);
    expect_json_lines("ndjson", text);
    free(text);
    free((void *)(uintptr_t)records.p);
    program_run bar = {.args = "check --targets list -0 -o ndjson=records --fail-on never --progress bar"};
    result = run_program(&bar);
    for (char *p = result.err; *p != '\0'; p++)
        *p = *p == '\r' ? ' ' : *p;
    char *at = result.err;
    while ((at = strstr(at, "\x1b[K")) != NULL) /* the bar's own: to the end of the line */
        memcpy(at, "   ", 3);
    expect_plain("bar", result.err);
    release_result(&result);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(names[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_inspected_stays_text),
        cmocka_unit_test(names_of_files_stay_text),
        cmocka_unit_test(a_batch_writes_lines_that_programs_read),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
