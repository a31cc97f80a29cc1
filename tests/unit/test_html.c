/*
 * The HTML report: what comes from an app stays text, wherever it stands.
 */
#include <stdio.h>
#include <stdlib.h>

#include <appassay/report.h>

#include "reports/document/document.h"
#include "reports/html/page.h"
#include "support/demo_result.h"
#include "support/fail_alloc.h"
#include "support/test.h"

/* Begins with a marker; tries to leave text, attributes, elements, style and script. */
#define ATTACK                                                                                               \
    "Zq7</script></style></title><img src=x "                                                                \
    "onerror=alert(1)>\"'`><svg/onload=alert(2)>\xE2\x80\xAE$0@{ui.skip}"

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

static bool is_result(const json_t *root)
{
    char *json = json_dumps(root, JSON_COMPACT);
    assert_non_null(json);
    aa_document *document = NULL;
    bool ok = aa_document_parse(json, strlen(json), &document) == AA_OK;
    if (ok)
        aa_document_free(document);
    free(json);
    return ok;
}

/* A text of the document, and where it is kept. */
typedef struct slot {
    json_t *parent;
    const char *key; /* NULL: an array */
    size_t index;
} slot;

#define SLOTS_MAX 4096

typedef struct slots {
    slot items[SLOTS_MAX];
    size_t count;
} slots;

/* Collects the texts below |value|; the document is a few levels deep. */
static void collect(slots *found, json_t *value)
{
    size_t i = 0;
    json_t *item = NULL;
    const char *key = NULL;
    json_array_foreach(value, i, item)
    {
        if (json_is_string(item) && found->count < SLOTS_MAX)
            found->items[found->count++] = (slot){value, NULL, i};
        collect(found, item);
    }
    json_object_foreach(value, key, item)
    {
        if (json_is_string(item) && found->count < SLOTS_MAX)
            found->items[found->count++] = (slot){value, key, 0};
        collect(found, item);
    }
}

static json_t *get(const slot *at)
{
    return at->key == NULL ? json_array_get(at->parent, at->index) : json_object_get(at->parent, at->key);
}

static void set(const slot *at, json_t *value)
{
    int code = at->key == NULL ? json_array_set_new(at->parent, at->index, value)
                               : json_object_set_new(at->parent, at->key, value);
    assert_int_equal(code, 0);
}

/* The demo with the attack in every text that a result may choose, and in lists of later versions. */
static json_t *attacked(size_t *replaced)
{
    size_t len = 0;
    char *json = demo_json(&len);
    json_t *root = json_loadb(json, len, 0, NULL);
    assert_non_null(root);
    free(json);
    json_t *inventory = json_object_get(root, "inventory");
    json_t *later = json_pack("[{s:s,s:[s],s:{s:s}}]", "name", "n", "list", "l", "deep", "a", "b");
    assert_int_equal(json_object_set_new(inventory, "libraries", later), 0);
    static slots found;
    found.count = 0;
    collect(&found, root);
    *replaced = 0;
    for (size_t i = 0; i < found.count; i++) {
        json_t *before = json_incref(get(&found.items[i]));
        set(&found.items[i], json_string(ATTACK));
        if (is_result(root)) {
            ++*replaced;
            json_decref(before);
        } else {
            set(&found.items[i], before);
        }
    }
    json_t *named = json_pack("[{s:s}]", ATTACK, "x");
    assert_int_equal(json_object_set_new(inventory, ATTACK, named), 0);
    return root;
}

static char *render(const json_t *root, const char *format, aa_lang lang, size_t *len)
{
    char *json = json_dumps(root, JSON_COMPACT);
    char *html = NULL;
    aa_report_options options = {.lang = lang};
    assert_int_equal(aa_report_render_json(json, strlen(json), format, &options, &html, len), AA_OK);
    free(json);
    return html;
}

static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        n++;
    return n;
}

static void every_text_of_a_result_stays_text(void **state)
{
    (void)state;
    size_t replaced = 0;
    json_t *root = attacked(&replaced);
    assert_true(replaced > 40);
    for (unsigned lang = 0; lang < AA_LANG_COUNT; lang++) {
        size_t len = 0;
        char *html = render(root, "html-dir", (aa_lang)lang, &len);
        assert_true(count(html, "Zq7") > 40);
        assert_int_equal(count(html, "<img"), 0);
        assert_int_equal(count(html, "<svg/"), 0);
        assert_int_equal(count(html, "</style"), 0);
        assert_int_equal(count(html, "\"'"), 0);
        assert_int_equal(count(html, "\xE2\x80\xAE"), 0); /* reorders what follows */
        assert_int_equal(count(html, "<script"), 1);      /* the one beside the page */
        assert_int_equal(count(html, "</title>"), 1);
        assert_int_equal(count(html, " style="), 0);
        assert_int_equal(count(html, "<style"), 0);
        /* what an argument holds is not replaced again */
        assert_int_equal(count(html, "Zq7&lt;/script&gt;"), count(html, "Zq7"));
        assert_true(count(html, "$0@{ui.skip}") > 40);
        assert_int_equal(count(html, "&lt;svg/onload=alert(2)&gt;\\u{202e}$0@{"), count(html, "svg/onload"));
        free(html);
    }
    json_decref(root);
}

static void one_file_has_a_policy_that_names_its_style_and_script(void **state)
{
    (void)state;
    size_t len = 0;
    char *json = demo_json(&len);
    json_t *root = json_loadb(json, len, 0, NULL);
    free(json);
    char *html = render(root, "html", AA_LANG_ZH_TW, &len);
    assert_non_null(strstr(html, "default-src 'none'; style-src 'sha256-"));
    assert_int_equal(count(html, "<script>"), 1);
    assert_int_equal(count(html, "<style>"), 1);
    assert_int_equal(count(html, "<link"), 0);
    assert_int_equal(count(html, "src="), 0);
    assert_non_null(strstr(html, "<html lang=zh-TW>"));
    free(html);
    json_decref(root);
}

/* Every sentence is there in both languages: for each element of one, there is one of the other. */
static void both_languages_say_the_same(void **state)
{
    (void)state;
    size_t len = 0;
    char *json = demo_json(&len);
    json_t *root = json_loadb(json, len, 0, NULL);
    free(json);
    char *html = render(root, "html-dir", AA_LANG_EN, &len);
    size_t english = count(html, "<bdi>") + count(html, "<div class=why>");
    assert_true(english > 100);
    assert_int_equal(count(html, " lang=zh-TW hidden>"), english);
    free(html);
    json_decref(root);
}

/* What a sentence names stands once when both languages begin or end with it, in whole words. */
static void names_in_a_sentence_stand_once(void **state)
{
    static const char *const pairs[][3] = {
        {"open() uses a key: 1 byte", "open() 使用金鑰：1 byte",
         "open() <bdi>uses a key: </bdi><i lang=zh-TW hidden>使用金鑰：</i>1 byte"},
        {"a.KEY: high", "a.KEY：高", "a.KEY<bdi>: high</bdi><i lang=zh-TW hidden>：高</i>"},
        {"keys", "key", "<bdi>keys</bdi><i lang=zh-TW hidden>key</i>"},
        {"a <b>", "a <b>", "a &lt;b&gt;"},
        {"is set", "is", "<bdi>is set</bdi><i lang=zh-TW hidden>is</i>"},
        {"一 one", "七 one", "<bdi>一</bdi><i lang=zh-TW hidden>七</i> one"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        aa_str out;
        aa_str_init(&out, 1000);
        aa_html h = {.out = &out, .lang = AA_LANG_EN};
        aa_html_both(&h, pairs[i][0], pairs[i][1]);
        assert_string_equal(out.ptr, pairs[i][2]);
        aa_str_done(&out);
    }
}

static void a_folder_has_its_files(void **state)
{
    (void)state;
    aa_report_part part;
    assert_false(aa_report_file("html", 0, &part));
    assert_false(aa_report_file("nothing", 0, &part));
    assert_true(aa_report_file("html-dir", 0, &part));
    assert_string_equal(part.name, "index.html");
    assert_null(part.content);
    for (size_t i = 1; i < 3; i++) {
        assert_true(aa_report_file("html-dir", i, &part));
        assert_true(part.len > 1000);
    }
    assert_string_equal(part.name, "report.js");
    assert_false(aa_report_file("html-dir", 3, &part));
    assert_false(aa_report_file("html-dir", 900, &part));
}

typedef struct attempt {
    const char *json;
    size_t len;
    size_t expected; /* bytes of the page */
} attempt;

/* True when the page was made, and then it is the whole page. */
static bool try_to_render(void *context)
{
    const attempt *a = context;
    aa_report_options options = {.lang = AA_LANG_EN};
    char *html = NULL;
    size_t len = 0;
    if (aa_report_render_json(a->json, a->len, "html", &options, &html, &len) != AA_OK)
        return false;
    free(html);
    assert_int_equal(len, a->expected);
    return true;
}

static void a_page_is_whole_or_refused_when_memory_runs_out(void **state)
{
    (void)state;
    attempt a = {0};
    char *html = NULL;
    aa_report_options options = {.lang = AA_LANG_EN};
    char *json = demo_json(&a.len);
    a.json = json;
    assert_int_equal(aa_report_render_json(json, a.len, "html", &options, &html, &a.expected), AA_OK);
    free(html);
    assert_true(test_some_allocations_fail(try_to_render, &a, 97) > 10);
    free(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_of_a_result_stays_text),
        cmocka_unit_test(one_file_has_a_policy_that_names_its_style_and_script),
        cmocka_unit_test(both_languages_say_the_same),
        cmocka_unit_test(names_in_a_sentence_stand_once),
        cmocka_unit_test(a_folder_has_its_files),
        cmocka_unit_test(a_page_is_whole_or_refused_when_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
