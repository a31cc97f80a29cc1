/*
 * Texts that an app chose, on their way into every report: none of them becomes more than a text. And nothing
 * of the machine goes with them.
 */
#define _DEFAULT_SOURCE /* gethostname() */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>
#include <libxml/parser.h>

#include <appassay/report.h>

#include "base/utf8.h"
#include "cli/program.h"
#include "support/test.h"

/* Package, label and members hold markup, escape sequences, direction marks, line ends, formulas, commands of
 * CI logs. */
static const char *const apps[] = {PROJECT_SOURCE_DIR "/tests/fuzz/corpus/app/X35_injection_strings",
                                   PROJECT_SOURCE_DIR "/tests/fuzz/corpus/app/Z38_name_injection"};

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(text, *words) == 0)
            return true;
    }
    return false;
}

/* Valid UTF-8 without control characters; |marks|: nor direction marks and line separators of Unicode. */
static void expect_plain(const char *format, aa_bytes report, bool marks)
{
    for (size_t at = 0; at < report.n;) {
        size_t before = at;
        uint32_t c = aa_utf8_next(report, &at);
        bool control = (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7f && c < 0xa0);
        bool mark =
            (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
        bool broken = c == 0xfffd && report.p[before] != 0xef;
        if (control || broken || (marks && mark))
            fail_msg("%s: U+%04X at byte %zu", format, (unsigned)c, before);
    }
}

static void expect_json(const char *format, aa_bytes report)
{
    json_error_t error;
    json_t *value = json_loadb((const char *)report.p, report.n, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL)
        fail_msg("%s: line %d: %s", format, error.line, error.text);
    json_decref(value);
}

static void expect_xml(const char *format, aa_bytes report)
{
    xmlDoc *doc = xmlReadMemory((const char *)report.p, (int)report.n, NULL, NULL, XML_PARSE_NONET);
    if (doc == NULL)
        fail_msg("%s is not well-formed", format);
    xmlFreeDoc(doc);
}

/* No cell that a spreadsheet would compute. */
static void expect_cells(const char *text)
{
    bool quoted = false;
    bool begin = true;
    for (const char *p = text; *p != '\0'; p++) {
        if (begin && !quoted && strchr("=+-@", *p) != NULL)
            fail_msg("csv: a cell begins with %c", *p);
        if (begin && *p == '"' && strchr("=+-@", p[1]) != NULL && p[1] != '\0')
            fail_msg("csv: a cell begins with %c", p[1]);
        if (*p == '"')
            quoted = !quoted;
        begin = !quoted && (*p == ',' || *p == '\n' || *p == '\r');
    }
}

/* Host, user and folder are nowhere; the app goes by its base name. */
static void expect_nothing_of_the_machine(const char *format, const char *text)
{
    char folder[1024];
    char host[256] = "";
    assert_non_null(getcwd(folder, sizeof folder));
    assert_int_equal(gethostname(host, sizeof host - 1), 0);
    const char *const secrets[] = {folder, PROJECT_SOURCE_DIR, "sentinel-of-the-environment",
                                   strlen(host) > 5 ? host : folder};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        if (strstr(text, secrets[i]) != NULL)
            fail_msg("%s shows \"%s\"", format, secrets[i]);
    }
}

static void look_at(const char *format, const char *path)
{
    static const char *const json[] = {"json", "sarif", "sarif-github", "gitlab-sast", "gitlab-codequality",
                                       NULL};
    static const char *const markup[] = {"html", "markdown", "junit", NULL};
    static const char *const xml[] = {"junit", NULL};
    static const char *const shown[] = {"text", "markdown", "csv", NULL};
    aa_bytes report = test_read_file(path);
    char *text = strndup((const char *)report.p, report.n);
    assert_non_null(text);
    assert_true(report.n > 100 && strlen(text) == report.n);
    expect_plain(format, report, is_one_of(format, shown));
    if (is_one_of(format, json))
        expect_json(format, report);
    if (is_one_of(format, xml))
        expect_xml(format, report);
    if (strcmp(format, "csv") == 0)
        expect_cells(text);
    if (is_one_of(format, markup) && strstr(text, "<script>alert") != NULL)
        fail_msg("%s: markup of the app is markup of the report", format);
    if (strstr(text, "\n::") != NULL)
        fail_msg("%s: a line is a command of a CI log", format);
    expect_nothing_of_the_machine(format, text);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    free(text);
    free((void *)(uintptr_t)report.p);
}

static void texts_stay_texts_in_every_report(void **state)
{
    (void)state;
    static const char *const elsewhere[] = {"pdf", "html-dir",
                                            NULL}; /* no text, and a folder: tested there */
    const char *format = NULL;
    size_t seen = 0;
    for (size_t a = 0; a < sizeof apps / sizeof *apps; a++) {
        for (size_t i = 0; (format = aa_report_format_name(i)) != NULL; i++) {
            char args[512];
            if (is_one_of(format, elsewhere))
                continue;
            snprintf(args, sizeof args, "check app.apk -q -v --fail-on never --allow-incomplete -o %s=report",
                     format);
            test_copy_file(apps[a], "app.apk");
            program_run run = {.args = args, .env = "APPASSAY_SENTINEL=sentinel-of-the-environment"};
            expect_result(&run, 0, "^$", "^$");
            look_at(format, "report");
            seen++;
        }
    }
    assert_true(seen >= 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_texts_in_every_report),
    };
    return cmocka_run_group_tests(tests, enter_test_folder, leave_test_folder);
}
