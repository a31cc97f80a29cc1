/*
 * Each check of the registry keeps the contract of engine/check.h. The rules are functions that name the
 * first fault of a check; planted faults show that each rule finds what it is for.
 */
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "engine/check.h"
#include "engine/report.h"
#include "engine/words.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool matches(const char *pattern, const char *text)
{
    regex_t compiled;
    assert_int_equal(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB), 0);
    int status = regexec(&compiled, text, 0, NULL, 0);
    regfree(&compiled);
    return status == 0;
}

/* ---- rules ------------------------------------------------------------------------------------------- */

static const char *fault_of_id(const aa_check_entry *e)
{
    static const struct {
        const char *pattern;
        unsigned platforms;
    } kinds[] = {
        {"^android(-[a-z0-9]+)+$", AA_PLATFORM_ANDROID},
        {"^ios(-[a-z0-9]+)+$", AA_PLATFORM_IOS},
        {"^native(-[a-z0-9]+)+$", AA_PLATFORM_ANDROID},
        {"^common(-[a-z0-9]+)+$", AA_PLATFORM_ANDROID | AA_PLATFORM_IOS},
    };

    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (matches(kinds[i].pattern, e->id))
            return e->check->platforms == kinds[i].platforms ? NULL : "platforms do not agree with the id";
    }
    return "the id is not PLATFORM-words";
}

static const char *fault_of_kind(const aa_check_entry *e)
{
    const aa_check *c = e->check;
    if (c->kind > AA_KIND_COVERAGE || c->severity > AA_SEVERITY_CRITICAL)
        return "no such kind or severity";
    if (c->kind == AA_KIND_DEFECT && c->severity == AA_SEVERITY_INFO)
        return "a defect has no severity";
    if (c->kind != AA_KIND_DEFECT && c->kind != AA_KIND_HINT && c->severity != AA_SEVERITY_INFO)
        return "only defects and hints have a severity";
    if (c->areas >= AA_AREA_BIT(AA_AREA_COUNT))
        return "no such area";
    if ((c->kind == AA_KIND_DEFECT || c->kind == AA_KIND_CONTROL) && c->areas == 0)
        return "no area says when \"no hit\" counts";
    return c->run == NULL ? "no function" : NULL;
}

/* Every word of |list| must match |pattern|, and none may come twice. */
static const char *fault_of_words(const char *list, const char *pattern, const char *fault)
{
    if (list == NULL)
        return fault;
    aa_bytes word = aa_bytes_none();
    for (const char *left = list; aa_word_next(&left, &word);) {
        char text[128] = "";
        if (word.n >= sizeof text || aa_words_have(left, word))
            return fault;
        memcpy(text, word.p, word.n);
        if (!matches(pattern, text))
            return fault;
    }
    return NULL;
}

static const char *fault_of_mappings(const aa_check_entry *e)
{
    static const char masvs[] =
        "^MASVS-((STORAGE|CRYPTO|NETWORK)-[12]|(AUTH|PLATFORM)-[123]|(CODE|RESILIENCE|PRIVACY)-[1234])$";
    const aa_check *c = e->check;
    const char *fault = fault_of_words(c->rows, "^[a-z0-9-]+:[^:+]+$", "rows are not TABLE:ROW, each once");
    if (fault == NULL && c->kind == AA_KIND_DEFECT && *c->rows == '\0')
        fault = "a defect bears on no row";
    if (fault == NULL)
        fault = fault_of_words(c->masvs, masvs, "masvs is not a control of MASVS v2.1");
    if (fault == NULL)
        fault = fault_of_words(c->mastg, "^MASTG-TEST-[0-9]{4}$", "mastg is not MASTG-TEST-nnnn");
    if (fault == NULL)
        fault = fault_of_words(c->cwe, "^CWE-[1-9][0-9]*$", "cwe is not CWE-n");
    return fault;
}

static bool has_chinese(const char *text)
{
    aa_bytes b = aa_bytes_of(text, strlen(text));
    for (size_t i = 0; i + 2 < b.n; i++) {
        if (b.p[i] >= 0xE4 && b.p[i] <= 0xE9) /* U+4000 to U+9FFF */
            return true;
    }
    return false;
}

static bool is_text(const char *text, int lang)
{
    return text != NULL && *text != '\0' && (lang != AA_LANG_ZH_TW || has_chinese(text)) &&
           (lang != AA_LANG_EN || !has_chinese(text));
}

static const char *fault_of_texts(const aa_check_entry *e)
{
    for (int lang = 0; lang < AA_LANG_COUNT; lang++) {
        const aa_check_text *t = &e->check->text[lang];
        if (!is_text(t->title, lang) || !is_text(t->why, lang) || !is_text(t->fix, lang) ||
            !is_text(t->limits, lang))
            return "title, why, fix or limits is missing in a language";
        if (matches("(\\.|。)$", t->title))
            return "the title ends with a full stop";
    }
    return NULL;
}

/*
 * The placeholders of |text| as bits, "{0:notes}" like "{0}"; -1 when a brace is no placeholder or when no
 * wording file has the table's name.
 */
static int placeholders(const char *text)
{
    int bits = 0;
    for (const char *p = strpbrk(text, "{}"); p != NULL; p = strpbrk(p + 1, "{}")) {
        if (p[0] != '{' || p[1] < '0' || p[1] > '9')
            return -1;
        bits |= 1 << (p[1] - '0');
        const char *end = strchr(p, '}');
        char file[32] = "";
        if (end == NULL || (p[2] != '}' && p[2] != ':'))
            return -1;
        if (p[2] == ':')
            snprintf(file, sizeof file, "%.*s.tsv", (int)(end - p - 3), p + 3);
        if (p[2] == ':' && aa_embedded_find(file).n == 0)
            return -1;
        p = end;
    }
    return bits;
}

static const char *fault_of_messages(const aa_check_entry *e)
{
    const aa_check *c = e->check;
    if (c->message_count == 0)
        return "no messages";
    for (size_t i = 0; i < c->message_count; i++) {
        const aa_message *m = &c->messages[i];
        if (m->key == NULL || !matches("^[a-z0-9]+(_[a-z0-9]+)*$", m->key))
            return "a message has no lower_snake key";
        for (size_t k = 0; k < i; k++) {
            if (strcmp(c->messages[k].key, m->key) == 0)
                return "two messages have one key";
        }
        const char *en = m->text[AA_LANG_EN];
        const char *zh = m->text[AA_LANG_ZH_TW];
        if (!is_text(en, AA_LANG_EN) || !is_text(zh, AA_LANG_ZH_TW))
            return "a message is missing in a language";
        if (placeholders(en) < 0 || placeholders(en) != placeholders(zh))
            return "placeholders differ between languages";
    }
    return NULL;
}

typedef const char *(*rule)(const aa_check_entry *e);

static const rule rules[] = {fault_of_id, fault_of_kind, fault_of_mappings, fault_of_texts,
                             fault_of_messages};

static const char *fault_of(const aa_check_entry *e)
{
    const char *fault = NULL;
    for (size_t i = 0; i < COUNT(rules) && fault == NULL; i++)
        fault = rules[i](e);
    return fault;
}

/* ---- planted faults ------------------------------------------------------------------------------------ */

static void run_nothing(const aa_check_input *in, aa_sink *sink)
{
    (void)in;
    (void)sink;
}

static const aa_message good_messages[] = {{"seen_here", {"{1} in {0}", "{0} 中的 {1}"}}};

static aa_check good_check(void)
{
    return (aa_check){.platforms = AA_PLATFORM_ANDROID,
                      .kind = AA_KIND_DEFECT,
                      .severity = AA_SEVERITY_HIGH,
                      .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
                      .rows = "broker:16 mas:4.1.5.1.2",
                      .masvs = "MASVS-CODE-4",
                      .mastg = "MASTG-TEST-0226",
                      .cwe = "CWE-489",
                      .text = {{"Title", "Why.", "Fix.", "Limits."}, {"標題", "原因。", "作法。", "限制。"}},
                      AA_MESSAGES(good_messages),
                      .run = run_nothing};
}

static void expect_fault(const char *id, const aa_check *check, const char *fault)
{
    aa_check_entry entry = {id, check};
    const char *found = fault_of(&entry);
    if (found == NULL || strstr(found, fault) == NULL)
        fail_msg("expected \"%s\", found \"%s\"", fault, found != NULL ? found : "nothing");
}

static void the_rules_accept_a_good_check(void **state)
{
    (void)state;
    aa_check good = good_check();
    aa_check_entry entry = {"android-good-one", &good};
    assert_null(fault_of(&entry));
}

static void the_rules_find_faults_of_ids_and_kinds(void **state)
{
    (void)state;
    aa_check c = good_check();
    expect_fault("android_good", &c, "the id is not");
    expect_fault("ios-good", &c, "platforms do not agree");
    expect_fault("common-good", &c, "platforms do not agree");
    c.severity = AA_SEVERITY_INFO;
    expect_fault("android-a", &c, "a defect has no severity");
    c = good_check();
    c.kind = AA_KIND_CONTROL;
    expect_fault("android-a", &c, "only defects");
    c = good_check();
    c.areas = 0;
    expect_fault("android-a", &c, "no area");
    c.areas = AA_AREA_BIT(AA_AREA_COUNT);
    expect_fault("android-a", &c, "no such area");
    c = good_check();
    c.run = NULL;
    expect_fault("android-a", &c, "no function");
}

static void the_rules_find_faults_of_mappings(void **state)
{
    (void)state;
    aa_check c = good_check();
    c.rows = "broker";
    expect_fault("android-a", &c, "TABLE:ROW");
    c.rows = "broker:16 mas:4 broker:16";
    expect_fault("android-a", &c, "TABLE:ROW");
    c.rows = "";
    expect_fault("android-a", &c, "bears on no row");
    c = good_check();
    c.masvs = "MASVS-CODE-5";
    expect_fault("android-a", &c, "masvs");
    c = good_check();
    c.mastg = "MASTG-0226";
    expect_fault("android-a", &c, "mastg");
    c = good_check();
    c.cwe = "489";
    expect_fault("android-a", &c, "cwe");
    c.cwe = NULL;
    expect_fault("android-a", &c, "cwe");
}

static void the_rules_find_faults_of_texts(void **state)
{
    (void)state;
    static const aa_message bad[][2] = {
        {{"Seen", {"a", "甲"}}, {"b", {"a", "甲"}}}, {{"a", {"a", "甲"}}, {"a", {"a", "甲"}}},
        {{"a", {"a", ""}}, {"b", {"a", "甲"}}},      {{"a", {"a", "still English"}}, {"b", {"a", "甲"}}},
        {{"a", {"{0}", "甲"}}, {"b", {"a", "甲"}}},  {{"a", {"{x}", "{x} 甲"}}, {"b", {"a", "甲"}}},
    };
    static const char *const faults[] = {"lower_snake",  "one key",      "missing in a language",
                                         "missing in a", "placeholders", "placeholders"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        aa_check c = good_check();
        c.messages = bad[i];
        c.message_count = 2;
        expect_fault("android-a", &c, faults[i]);
    }
    aa_check c = good_check();
    c.message_count = 0;
    expect_fault("android-a", &c, "no messages");
    c = good_check();
    c.text[AA_LANG_ZH_TW].limits = "";
    expect_fault("android-a", &c, "missing in a language");
    c = good_check();
    c.text[AA_LANG_EN].title = "Title.";
    expect_fault("android-a", &c, "full stop");
}

/* ---- the registry ----------------------------------------------------------------------------------------
 */

static void each_check_keeps_the_contract(void **state)
{
    (void)state;
    size_t faults = 0;
    for (size_t i = 0; i < aa_check_registry_count; i++) {
        const char *fault = fault_of(&aa_check_registry[i]);
        if (fault != NULL)
            print_message("%s: %s\n", aa_check_registry[i].id, fault);
        faults += fault != NULL;
    }
    assert_int_equal(faults, 0);
}

static void the_catalogue_lists_each_check_in_id_order(void **state)
{
    (void)state;
    aa_check_info info;
    for (size_t i = 0; i < aa_check_count(); i++) {
        assert_true(aa_check_get(i, AA_LANG_ZH_TW, &info));
        assert_int_equal(aa_check_find(info.id), i);
        assert_string_equal(info.title, aa_check_registry[i].check->text[AA_LANG_ZH_TW].title);
        if (i > 0)
            assert_true(strcmp(aa_check_registry[i - 1].id, info.id) < 0);
    }
    assert_false(aa_check_get(aa_check_count(), AA_LANG_EN, &info));
    assert_int_equal(aa_check_find("android-no-such-check"), aa_check_count());
}

static void each_report_format_can_render(void **state)
{
    (void)state;
    assert_true(aa_report_registry_count > 0);
    for (size_t i = 0; i < aa_report_registry_count; i++) {
        const aa_report_format *format = aa_report_registry[i].format;
        assert_true((format->render == NULL) != (format->render_document == NULL));
        assert_true(matches("^[a-z]+/[a-z0-9.+-]+", format->media_type));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rules_accept_a_good_check),
        cmocka_unit_test(the_rules_find_faults_of_ids_and_kinds),
        cmocka_unit_test(the_rules_find_faults_of_mappings),
        cmocka_unit_test(the_rules_find_faults_of_texts),
        cmocka_unit_test(each_check_keeps_the_contract),
        cmocka_unit_test(the_catalogue_lists_each_check_in_id_order),
        cmocka_unit_test(each_report_format_can_render),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
