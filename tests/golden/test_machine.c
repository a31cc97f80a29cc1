/*
 * Reports for programs: reviewed files, and one list of hostile names driven through every format.
 */
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>
#include <libxml/parser.h>

#include <appassay/report.h>

#include "base/utf8.h"
#include "support/demo_result.h"
#include "support/fail_alloc.h"
#include "support/golden.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- reviewed files
 * ------------------------------------------------------------------------------------------ */

static char *render(const aa_result *result, const char *format, aa_lang lang, size_t *len)
{
    aa_report_options options = {.lang = lang};
    char *text = NULL;
    assert_int_equal(aa_report_render(result, format, &options, &text, len), AA_OK);
    assert_int_equal(strlen(text), *len);
    return text;
}

/* SARIF without the rules of the checks compiled in, which every new check changes. */
static char *without_rules(char *text, size_t *len)
{
    json_t *root = json_loadb(text, *len, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    assert_true(json_array_size(json_object_get(driver, "rules")) > 100);
    assert_int_equal(json_object_del(driver, "rules"), 0);
    json_t *taxonomies = json_object_get(run, "taxonomies");
    assert_int_equal(json_array_remove(taxonomies, 0), 0);
    assert_int_equal(json_array_remove(taxonomies, 0), 0);
    size_t i = 0;
    json_t *result = NULL;
    json_array_foreach(json_object_get(run, "results"), i, result) json_object_del(result, "ruleIndex");
    free(text);
    char *out = json_dumps(root, JSON_INDENT(1));
    json_decref(root);
    assert_non_null(out);
    *len = strlen(out);
    return out;
}

static void every_format_and_language_is_as_reviewed(void **state)
{
    (void)state;

    static const struct {
        const char *format, *file;
    } formats[] = {{"junit", "xml"},        {"gitlab-sast", "json"}, {"gitlab-codequality", "json"},
                   {"markdown", "md"},      {"csv", "csv"},          {"sarif", "json"},
                   {"sarif-github", "json"}};

    for (size_t i = 0; i < COUNT(formats); i++) {
        for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
            aa_arena *arena = aa_arena_new();
            char name[96];
            size_t len = 0;
            snprintf(name, sizeof name, "machine/%s.%s.%s", formats[i].format, aa_lang_name((aa_lang)lang),
                     formats[i].file);
            char *text = render(test_demo_result(arena), formats[i].format, (aa_lang)lang, &len);
            if (strncmp(formats[i].format, "sarif", 5) == 0)
                text = without_rules(text, &len);
            test_golden(name, text, len);
            free(text);
            aa_arena_free(arena);
        }
    }
}

/* ---- hostile names
 * ------------------------------------------------------------------------------------------- */

static const char *const hostile[] = {
    "",
    "\033[2J\033]0;owned\007",
    "\r\n::error file=x::owned",
    "\n::set-output name=x::y\n",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2-2",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\xEF\xBC\x9D"
    "1+1",
    "\";=1;\"",
    "a,b\"c\"\r\nd",
    "<script>alert(1)</script>",
    "</failure></testcase><testcase name=\"x\"/>",
    "]]><x/><![CDATA[",
    "&#0;&amp;&lt;",
    "<!-- --><?pi?>",
    "[click](javascript:alert(1))",
    "![x](http://203.0.113.1/x.png)",
    "http://203.0.113.1/x",
    "`code` | pipe | **bold** _it_ ~~no~~",
    "# heading\n- item\n1. one",
    "@everyone #1 !2 $3",
    "{0} {1} {9} {{x}} {0:notes}",
    "%s%n%x%%",
    "../../../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\x",
    "file:///etc/passwd?x#y",
    ".",
    "..",
    "///",
    "\xE2\x80\xAEgnp.exe",
    "\xE2\x81\xA6x\xE2\x81\xA9",
    "\xE2\x80\xA8line\xE2\x80\xA9paragraph",
    "\xC2\x9B"
    "31m\x7F\x01\x08",
    "\xFF\xFE invalid",
    "\xED\xA0\x80 surrogate",
    "\xEF\xBF\xBE noncharacter \xEF\xB7\x90",
    "\xF0\x9F\x92\xA3 \xE5\xAF\x86\xE7\xA2\xBC",
    "\\u0000\\",
    "Foo$Bar.baz(",
    "$",
    "a.",
    ".b",
    ")(",
    "lib/",
    "x.dex",
};

static void expect_no_controls(const char *format, const char *text, size_t len, bool lines_may_return)
{
    aa_bytes b = aa_bytes_of(text, len);
    for (size_t pos = 0; pos < b.n;) {
        uint32_t cp = aa_utf8_next(b, &pos);
        bool fine = cp == '\n' || (cp == '\r' && lines_may_return) || (cp >= 0x20 && cp < 0x7F) || cp > 0x9F;
        bool bidi =
            (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x2028 || cp == 0x2029;
        if (!fine || bidi)
            fail_msg("%s holds U+%04X", format, (unsigned)cp);
    }
    if (strncmp(text, "::", 2) == 0 || strstr(text, "\n::") != NULL)
        fail_msg("%s commands the runner", format);
}

static void expect_xml(const char *text, size_t len)
{
    xmlDoc *doc = xmlReadMemory(text, (int)len, "junit.xml", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    assert_non_null(doc);
    const xmlNode *root = xmlDocGetRootElement(doc);
    assert_string_equal((const char *)root->name, "testsuites");
    assert_int_equal(xmlChildElementCount((xmlNode *)(uintptr_t)root), 1);
    xmlNode *suite = xmlFirstElementChild((xmlNode *)(uintptr_t)root);
    assert_int_equal(xmlChildElementCount(suite), 8); /* properties and seven rows, however they are named */
    xmlFreeDoc(doc);
}

static json_t *expect_json(const char *text, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (root == NULL)
        fail_msg("line %d: %s", error.line, error.text);
    return root;
}

/* Every line has the same number of cells, and no cell is a formula. */
static void expect_csv(const char *text)
{
    size_t cells = 0;
    size_t wanted = 0;
    size_t lines = 0;
    const char *c = text + (strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    while (*c != '\0') {
        assert_int_equal(*c, '"');
        assert_null(strchr("=+-@\t\r", c[1] == '"' ? 'x' : c[1]));
        assert_true(strncmp(c + 1, "＝", 3) != 0);
        for (c++; *c != '"' || c[1] == '"'; c += *c == '"' ? 2 : 1)
            assert_int_not_equal(*c, '\0');
        cells++;
        c++;
        if (*c == ',') {
            c++;
            continue;
        }
        assert_int_equal(strncmp(c, "\r\n", 2), 0);
        wanted = wanted == 0 ? cells : wanted;
        assert_int_equal(cells, wanted);
        cells = 0;
        lines++;
        c += 2;
    }
    assert_int_equal(wanted, 23);
    assert_int_equal(lines, 1 + 7 + 15); /* head, rows, findings */
}

static void expect_markdown(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        assert_int_not_equal(*c, '<');
        if (*c == '[' || *c == '`' || *c == '>')
            assert_true(c > text && c[-1] == '\\');
    }
    assert_null(strstr(text, "http://"));
}

static void expect_uri(const char *uri)
{
    assert_non_null(uri);
    assert_true(uri[0] != '\0');
    for (const char *c = uri; *c != '\0'; c++) {
        if (!((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
              strchr("-._~/%", *c) != NULL))
            fail_msg("not a URI: %s", uri);
    }
}

static void expect_sarif(const json_t *root, bool github)
{
    const json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    const json_t *results = json_object_get(run, "results");
    assert_true(json_array_size(results) > 5);
    size_t i = 0;
    const json_t *result = NULL;
    json_array_foreach(results, i, result)
    {
        const json_t *location = json_array_get(json_object_get(result, "locations"), 0);
        const json_t *physical = json_object_get(location, "physicalLocation");
        const char *uri =
            json_string_value(json_object_get(json_object_get(physical, "artifactLocation"), "uri"));
        expect_uri(uri);
        if (github)
            assert_true(uri[0] != '/' && strstr(uri, "/../") == NULL && strncmp(uri, "../", 3) != 0);
        const char *text = json_string_value(json_object_get(json_object_get(result, "message"), "text"));
        assert_true(text != NULL && text[0] != '\0');
        const char *link = strstr(text, "](");
        assert_true(link == NULL || (!github && link[-1] == '\\'));
    }
}

static void names_stay_text_in_every_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        aa_arena *arena = aa_arena_new();
        const aa_result *result = test_result_of_names(arena, hostile[i]);
        const char *format = NULL;
        for (size_t k = 0; (format = aa_report_format_name(k)) != NULL; k++) {
            size_t len = 0;
            if (strcmp(format, "pdf") == 0)
                continue; /* tests/pdf */
            char *text = render(result, format, (aa_lang)(i % AA_LANG_COUNT), &len);
            json_t *json = text[0] == '{' || text[0] == '[' ? expect_json(text, len) : NULL;
            if (strcmp(format, "json") != 0 && strcmp(format, "cyclonedx") != 0 &&
                strncmp(format, "html", 4) != 0)
                expect_no_controls(format, text, len, strcmp(format, "csv") == 0);
            if (strcmp(format, "junit") == 0)
                expect_xml(text, len);
            else if (strcmp(format, "csv") == 0)
                expect_csv(text);
            else if (strcmp(format, "markdown") == 0)
                expect_markdown(text);
            else if (strncmp(format, "sarif", 5) == 0)
                expect_sarif(json, strcmp(format, "sarif-github") == 0);
            json_decref(json);
            free(text);
        }
        aa_arena_free(arena);
    }
}

static void a_long_name_is_cut(void **state)
{
    (void)state;

    enum { LONG = 200000 };

    char *text = malloc(LONG + 1);
    assert_non_null(text);
    memset(text, 'a', LONG);
    text[LONG] = '\0';
    aa_arena *arena = aa_arena_new();
    size_t len = 0;
    char *report = render(test_result_of_names(arena, text), "markdown", AA_LANG_EN, &len);
    assert_true(len < LONG);
    free(report);
    report = render(test_result_of_names(arena, text), "gitlab-sast", AA_LANG_EN, &len);
    assert_true(len < LONG);
    free(report);
    aa_arena_free(arena);
    free(text);
}

/* ---- memory
 * -------------------------------------------------------------------------------------------------- */

typedef struct attempt {
    const aa_result *result;
    const char *format;
    size_t len; /* of the whole report */
} attempt;

static bool render_once(void *context)
{
    const attempt *a = context;
    aa_report_options options = {.lang = AA_LANG_EN};
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render(a->result, a->format, &options, &text, &len);
    bool whole = err == AA_OK && len == a->len;
    if (!whole && err != AA_E_NOMEM)
        fail_msg("%s: %s, %zu of %zu bytes", a->format, aa_err_name(err), len, a->len);
    free(text);
    return whole;
}

static void a_report_is_whole_or_an_error(void **state)
{
    (void)state;
    static const char *const formats[] = {"junit",    "gitlab-sast", "gitlab-codequality",
                                          "markdown", "csv",         "sarif"};
    aa_arena *arena = aa_arena_new();
    const aa_result *result = test_demo_result(arena);
    for (size_t i = 0; i < COUNT(formats); i++) {
        attempt a = {result, formats[i], 0};
        free(render(result, formats[i], AA_LANG_EN, &a.len));
        assert_true(test_some_allocations_fail(render_once, &a, 23) > 5);
    }
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_format_and_language_is_as_reviewed),
        cmocka_unit_test(names_stay_text_in_every_format),
        cmocka_unit_test(a_long_name_is_cut),
        cmocka_unit_test(a_report_is_whole_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
