#include "reports/document/texts.h"

#include <stdio.h>
#include <stdlib.h>

#include <appassay/report.h>

#include "support/demo_result.h"
#include "support/test.h"

/* The demo result as JSON; the caller frees it. */
static char *demo_json(size_t *len)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char *json = NULL;
    aa_report_options options = {.lang = AA_LANG_EN};
    assert_int_equal(aa_report_render(test_demo_result(arena), "json", &options, &json, len), AA_OK);
    aa_arena_free(arena);
    return json;
}

static void a_result_is_read_back(void **state)
{
    (void)state;
    size_t len = 0;
    char *json = demo_json(&len);
    aa_document *document = NULL;
    assert_int_equal(aa_document_parse(json, len, &document), AA_OK);
    free(json); /* the document keeps what it needs */
    const json_t *target = json_object_get(aa_document_root(document), "target");
    assert_string_equal(aa_member_text(target, "package"), "tw.example.demo");
    assert_int_equal(aa_member_uint(target, "version_code", 0), 10203);
    assert_null(aa_member_text(target, "version_code"));
    assert_int_equal(aa_member_uint(target, "package", 7), 7);
    aa_document_free(document);
}

/* The demo with the first |from| replaced by |to|. */
static char *changed(const char *from, const char *to, size_t *len)
{
    char *json = demo_json(len);
    char *at = strstr(json, from);
    if (at == NULL)
        fail_msg("the demo holds no %s", from);
    size_t size = *len + strlen(to) + 1;
    char *out = malloc(size);
    assert_non_null(out);
    *len = (size_t)snprintf(out, size, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from));
    free(json);
    return out;
}

static void refused_for(const char *json, size_t len, aa_err expected, const char *reason)
{
    char why[AA_DOCUMENT_WHY] = "";
    aa_document *document = NULL;
    aa_err err = aa_document_read(json, len, why, &document);
    if (err != expected || strstr(why, reason) == NULL)
        fail_msg("%s, not %s: \"%s\" instead of \"%s\"", aa_err_name(err), aa_err_name(expected), why,
                 reason);
    assert_null(document);
}

static void what_is_no_result_is_refused_with_the_place(void **state)
{
    (void)state;

    static const struct {
        const char *from, *to, *why;
    } cases[] = {
        {"\"schema\": \"appassay.result/1\"", "\"schema\": \"appassay.result/2\"", "no appassay.result/1"},
        {"\"schema\": \"appassay.result/1\",", "", "no appassay.result/1"},
        {"\"state\": \"partial\"", "\"state\": \"partial\", \"state\": \"complete\"", "duplicate"},
        {"\"state\": \"partial\"", "\"state\": \"half\"", "half"},
        {"\"findings\": [", "\"found\": [", "\"findings\" is missing"},
        {"\"severity\": \"medium\"", "\"severity\": 3", "findings[0]: \"severity\""},
        {"\"severity\": \"medium\"", "\"severity\": \"huge\"", "findings[0]: no severity is called \"huge\""},
        {"\"reach\": \"reached\"", "\"reach\": \"\\u001b[2J\"", "\\x1b[2J"},
        {"\"args\": []", "\"args\": [[]]", "\"args\" holds"},
        {"\"kind\": \"entry\"", "\"kind\": \"exit\"", "no kind is called \"exit\""},
        {"\"code\": \"defect\"", "\"code\": \"effect\"", "judgements[0].rows[0]: no reason"},
        {"\"fingerprint\": \"", "\"fingerprint\": \"x", "hexadecimal"},
        {"\"area\": \"container\"", "\"area\": \"cellar\"", "coverage[0]: no area"},
        {"\"artifacts\": [", "\"artifacts\": [{},", "target.artifacts[0]"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = 0;
        char *json = changed(cases[i].from, cases[i].to, &len);
        refused_for(json, len, AA_E_FORMAT, cases[i].why);
        free(json);
    }
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    size_t len = 0;
    char *json = demo_json(&len);
    for (size_t n = 0; n + 1 < len; n += n < 200 ? 1 : 97) /* the last byte is the end of the line */
        refused_for(json, n, AA_E_FORMAT, "");
    free(json);
}

static void a_finding_that_is_not_there_cannot_be_named(void **state)
{
    (void)state;
    size_t len = 0;
    char *json = changed("\"finding\": \"", "\"finding\": \"0", &len);
    refused_for(json, len, AA_E_FORMAT, "names a finding that is not there");
    free(json);
}

static void depth_is_bounded(void **state)
{
    (void)state;

    enum { DEEP = 1000000 };

    char *json = malloc(DEEP);
    assert_non_null(json);
    memset(json, '[', DEEP);
    refused_for(json, DEEP, AA_E_LIMIT, "deeper");
    free(json);
    /* brackets in a text are no depth */
    static const char quoted[] = "{\"a\\\"\": \"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"}";
    refused_for(quoted, sizeof quoted - 1, AA_E_FORMAT, "no appassay.result/1");
}

static void texts_come_from_the_catalogue_and_the_rule_books(void **state)
{
    (void)state;
    static const char json[] =
        "{\"schema\":\"appassay.result/1\",\"tool\":{\"version\":\"0\"},\"policy\":{\"date\":\"2026-11-01\","
        "\"today\":\"2026-11-01\"},\"state\":\"complete\",\"target\":{\"platform\":\"android\",\"artifacts\":"
        "[]},"
        "\"judgements\":[{\"standard\":\"broker\",\"edition\":\"e\",\"tier\":\"三\",\"verdict\":\"pass\","
        "\"rows\":"
        "[]},{\"standard\":\"lost\",\"edition\":\"e\",\"tier\":\"1\",\"verdict\":\"pass\",\"rows\":[]}],"
        "\"findings\":[{\"check\":\"android-debuggable\",\"kind\":\"defect\",\"record\":\"hit\",\"severity\":"
        "\"high\",\"owner\":\"app\",\"reach\":\"none-needed\",\"message\":\"what\",\"args\":[\"a\\u001bb\"],"
        "\"place\":{\"member\":\"AndroidManifest.xml\",\"line\":3},"
        "\"fingerprint\":\"00112233445566778899aabbccddeeff\"}],\"coverage\":[],\"inventory\":{}}";
    aa_document *document = NULL;
    assert_int_equal(aa_document_parse(json, sizeof json - 1, &document), AA_OK);
    for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
        aa_texts texts;
        aa_check_info info;
        assert_true(aa_texts_open(&texts, document, (aa_lang)lang));
        assert_true(aa_check_get(aa_check_find("android-debuggable"), (aa_lang)lang, &info));
        assert_string_equal(aa_texts_title(&texts, "android-debuggable"), info.title);
        assert_string_equal(aa_texts_why(&texts, "android-debuggable"), info.why);
        assert_string_equal(aa_texts_fix(&texts, "android-debuggable"), info.fix);
        assert_string_equal(aa_texts_limits(&texts, "android-debuggable"), info.limits);
        assert_string_equal(aa_texts_title(&texts, "android-no-such"), "android-no-such");
        assert_string_equal(aa_texts_fix(&texts, "android-no-such"), "");
        const json_t *finding = json_array_get(json_object_get(aa_document_root(document), "findings"), 0);
        assert_string_equal(aa_texts_message(&texts, finding), "what");
        assert_string_equal(aa_texts_place(&texts, json_object_get(finding, "place"), true),
                            "AndroidManifest.xml:3");
        assert_non_null(aa_texts_row(&texts, "broker", "8"));
        assert_true(strlen(aa_texts_row_title(&texts, "broker", "8")) > 0);
        assert_true(strlen(aa_texts_criterion(&texts, "broker", "8")) > 0);
        assert_string_equal(aa_texts_row_title(&texts, "broker", "999"), "");
        assert_null(aa_texts_table(&texts, "lost"));
        assert_string_equal(aa_texts_question(&texts, "lost", "1", "x"), "");
        assert_false(texts.words.failed);
        aa_texts_close(&texts);
    }
    aa_document_free(document);
}

/* Replaces the member or element number |*left| below |node| by one of another type; false when there are
 * fewer. */
static bool replace_one(json_t *node, size_t *left, unsigned how)
{
    json_t *others[] = {NULL, json_null(), json_integer(-1), json_string("x"), json_array(), json_object()};
    json_t *other = others[how % 6];
    bool done = false;
    const char *key = NULL;
    json_t *value = NULL;
    void *next = NULL;
    size_t i = 0;
    json_object_foreach_safe(node, next, key, value)
    {
        if (done)
            break;
        if ((*left)-- == 0) {
            done = (other == NULL ? json_object_del(node, key) : json_object_set(node, key, other)) == 0;
            break;
        }
        done = replace_one(value, left, how);
    }
    json_array_foreach(node, i, value)
    {
        if (done)
            break;
        if ((*left)-- == 0) {
            done = (other == NULL ? json_array_remove(node, i) : json_array_set(node, i, other)) == 0;
            break;
        }
        done = replace_one(value, left, how);
    }
    for (size_t k = 0; k < 6; k++)
        json_decref(others[k]);
    return done;
}

/* A result of another hand: whatever is missing or of another type, it is refused or a report is made. */
static void no_change_of_one_member_does_harm(void **state)
{
    (void)state;
    size_t len = 0;
    size_t refused = 0;
    size_t made = 0;
    char *json = demo_json(&len);
    json_t *whole = json_loadb(json, len, 0, NULL);
    assert_non_null(whole);
    free(json);
    for (size_t n = 0;; n++) {
        json_t *copy = json_deep_copy(whole);
        size_t left = n;
        if (!replace_one(copy, &left, (unsigned)(n % 5 + n / 7))) {
            json_decref(copy);
            break;
        }
        char *text = json_dumps(copy, 0);
        json_decref(copy);
        const char *format = NULL;
        for (size_t f = n % 4; (format = aa_report_format_name(f)) != NULL; f += 4) {
            aa_report_options options = {.lang = (aa_lang)(n % 2), .verbose = true};
            if (strcmp(format, "pdf") == 0 && n % 31 != 0)
                continue; /* each costs as much as hundreds of the others */
            char *out = NULL;
            size_t out_len = 0;
            aa_err err = aa_report_render_json(text, strlen(text), format, &options, &out, &out_len);
            assert_true(err == AA_OK || err == AA_E_FORMAT);
            refused += err == AA_E_FORMAT ? 1 : 0;
            made += err == AA_OK ? 1 : 0;
            free(out);
        }
        free(text);
    }
    json_decref(whole);
    assert_true(refused > 500 && made > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_is_read_back),
        cmocka_unit_test(what_is_no_result_is_refused_with_the_place),
        cmocka_unit_test(every_cut_is_refused),
        cmocka_unit_test(a_finding_that_is_not_there_cannot_be_named),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(no_change_of_one_member_does_harm),
        cmocka_unit_test(texts_come_from_the_catalogue_and_the_rule_books),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
