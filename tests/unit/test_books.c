/* The rule books and the policy as shipped: counts, references that must lead somewhere, texts. */
#include <libxml/relaxng.h>

#include "base/embedded.h"
#include "engine/check.h"
#include "engine/policy.h"
#include "engine/requirements.h"
#include "engine/words.h"
#include "support/test.h"

#define TABLES 3

typedef struct books {
    aa_arena *arena;
    aa_table *table[TABLES];
    aa_policy *policy;
} books;

static int open_books(void **state)
{
    books *b = test_calloc(1, sizeof *b);
    b->arena = aa_arena_new();
    for (size_t i = 0; i < TABLES; i++)
        assert_int_equal(aa_table_builtin(b->arena, i, &b->table[i]), AA_OK);
    aa_table *beyond = NULL;
    assert_int_equal(aa_table_builtin(b->arena, TABLES, &beyond), AA_E_NOTFOUND);
    assert_int_equal(aa_policy_builtin(b->arena, &b->policy), AA_OK);
    *state = b;
    return 0;
}

static int close_books(void **state)
{
    books *b = *state;
    aa_arena_free(b->arena);
    test_free(b);
    return 0;
}

static const aa_table *table_called(const books *b, aa_bytes id)
{
    for (size_t i = 0; i < TABLES; i++) {
        if (aa_bytes_is(id, b->table[i]->id))
            return b->table[i];
    }
    return NULL;
}

static bool is_check(const char *id)
{
    return aa_check_find(id) < aa_check_count();
}

static bool is_in(const char *const *list, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], word) == 0)
            return true;
    }
    return false;
}

static aa_bytes bytes_of(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

/* ---- what the documents fix ------------------------------------------------------------------------ */

static size_t rows_in_tier(const aa_table *table, const char *tier)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += aa_row_in_tier(table, &table->rows[i], tier) ? 1 : 0;
    return count;
}

static void each_tier_binds_as_many_rows_as_its_document_says(void **state)
{
    static const struct {
        const char *table, *tier;
        size_t rows;
    } expected[] = {
        {"broker", "一", 5},       {"broker", "二", 16},      {"broker", "三", 19}, {"insurer", "第一類", 13},
        {"insurer", "第二類", 11}, {"insurer", "第三類", 11}, {"mas", "L1", 25},    {"mas", "L2", 31},
        {"mas", "L3", 39},         {"mas", "F", 9},           {"mas", "L3+F", 48},
    };

    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const aa_table *table = table_called(*state, bytes_of(expected[i].table));
        assert_non_null(table);
        assert_int_equal(rows_in_tier(table, expected[i].tier), expected[i].rows);
    }
}

static size_t reference_rows(const aa_table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->row_count; i++)
        count += table->rows[i].reference ? 1 : 0;
    return count;
}

static void each_table_has_all_its_rows(void **state)
{
    const aa_table *broker = table_called(*state, bytes_of("broker"));
    const aa_table *insurer = table_called(*state, bytes_of("insurer"));
    const aa_table *mas = table_called(*state, bytes_of("mas"));
    assert_int_equal(broker->row_count, 19);
    assert_int_equal(reference_rows(broker), 0);
    assert_int_equal(insurer->row_count, 13);
    assert_int_equal(reference_rows(insurer), 0);
    assert_int_equal(mas->row_count, 65);
    assert_int_equal(reference_rows(mas), 16);
    assert_string_equal(broker->default_tier, "三");
    assert_string_equal(insurer->default_tier, "第一類");
    assert_string_equal(mas->default_tier, "L3");
    assert_string_equal(aa_table_row(insurer, bytes_of("五(二)"))->review_years, "1 2 5");
}

static void broker_and_insurer_tiers_run_in_opposite_directions(void **state)
{
    const aa_table *broker = table_called(*state, bytes_of("broker"));
    const aa_table *insurer = table_called(*state, bytes_of("insurer"));
    for (size_t i = 0; i < broker->row_count; i++)
        assert_true(aa_row_in_tier(broker, &broker->rows[i], "3"));
    for (size_t i = 0; i < insurer->row_count; i++)
        assert_true(aa_row_in_tier(insurer, &insurer->rows[i], "1"));
}

/* ---- schema ---------------------------------------------------------------------------------------- */

static void each_table_is_valid_by_the_schema(void **state)
{
    (void)state;
    xmlRelaxNGParserCtxt *parser =
        xmlRelaxNGNewParserCtxt(PROJECT_SOURCE_DIR "/checks/requirements/requirements.rng");
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    assert_non_null(schema);
    size_t tables = 0;
    for (const aa_embedded *f = aa_embedded_files; f->name != NULL; f++) {
        if (strstr(f->name, ".xml") == NULL)
            continue;
        xmlDoc *doc =
            xmlReadMemory((const char *)f->content.p, (int)f->content.n, f->name, NULL, XML_PARSE_NONET);
        assert_non_null(doc);
        xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
        assert_int_equal(xmlRelaxNGValidateDoc(valid, doc), 0);
        xmlRelaxNGFreeValidCtxt(valid);
        xmlFreeDoc(doc);
        tables++;
    }
    assert_int_equal(tables, TABLES);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
}

/* ---- checks ---------------------------------------------------------------------------------------- */

/* Calls |visit| for every row of every table. */
static void for_each_row(const books *b,
                         void (*visit)(const books *b, const aa_table *table, const aa_row *row))
{
    for (size_t t = 0; t < TABLES; t++) {
        for (size_t r = 0; r < b->table[t]->row_count; r++)
            visit(b, b->table[t], &b->table[t]->rows[r]);
    }
}

static void awaits_only_missing_checks(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    for (size_t i = 0; i < row->await_count; i++) {
        if (is_check(row->awaits[i]))
            fail_msg("%s.xml, row %s: %s is there: take it out of awaits", table->id, row->id,
                     row->awaits[i]);
    }
}

static void a_check_that_exists_is_awaited_no_more(void **state)
{
    for_each_row(*state, awaits_only_missing_checks);
}

static void controls_lead_to_checks(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    for (size_t c = 0; c < row->control_count; c++) {
        for (size_t i = 0; i < row->controls[c].check_count; i++) {
            const char *id = row->controls[c].checks[i];
            if (!is_check(id) && !is_in(row->awaits, row->await_count, id))
                fail_msg("%s.xml, row %s: control %s is neither there nor awaited", table->id, row->id, id);
            aa_check_info info = {.kind = AA_KIND_CONTROL};
            (void)aa_check_get(aa_check_find(id), AA_LANG_EN, &info);
            if (info.kind != AA_KIND_CONTROL && info.kind != AA_KIND_INVENTORY)
                fail_msg("%s.xml, row %s: %s shows no protection", table->id, row->id, id);
        }
    }
}

static void each_control_is_a_check_that_shows_a_protection(void **state)
{
    for_each_row(*state, controls_lead_to_checks);
}

static bool has_check_prefix(const char *id)
{
    return strncmp(id, "android-", 8) == 0 || strncmp(id, "ios-", 4) == 0 || strncmp(id, "common-", 7) == 0 ||
           strncmp(id, "native-", 7) == 0;
}

static void names_are_check_names(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    (void)table;
    for (size_t i = 0; i < row->await_count; i++)
        assert_true(has_check_prefix(row->awaits[i]));
    for (size_t s = 0; s < row->slot_count; s++) {
        for (size_t i = 0; i < row->slots[s].prefill_count; i++)
            assert_true(has_check_prefix(row->slots[s].prefill[i]));
    }
}

static void names_of_checks_have_a_platform(void **state)
{
    for_each_row(*state, names_are_check_names);
}

/* The row that |code| ("broker:15") names. */
static const aa_row *row_of_code(const books *b, aa_bytes code)
{
    const uint8_t *colon = memchr(code.p, ':', code.n);
    if (colon == NULL)
        return NULL;
    size_t n = (size_t)(colon - code.p);
    const aa_table *table = table_called(b, aa_bytes_of(code.p, n));
    return table == NULL ? NULL : aa_table_row(table, aa_bytes_from(code, n + 1));
}

static void takes_lead_to_rows(const books *b, const aa_table *table, const aa_row *row)
{
    for (size_t i = 0; i < row->take_count; i++) {
        if (row_of_code(b, bytes_of(row->takes[i])) == NULL)
            fail_msg("%s.xml, row %s: no row %s", table->id, row->id, row->takes[i]);
    }
}

static void each_row_taken_from_exists(void **state)
{
    for_each_row(*state, takes_lead_to_rows);
}

static void each_check_bears_on_rows_that_exist(void **state)
{
    for (size_t i = 0; i < aa_check_registry_count; i++) {
        const char *rows = aa_check_registry[i].check->rows;
        aa_bytes code = aa_bytes_none();
        while (aa_word_next(&rows, &code)) {
            if (row_of_code(*state, code) == NULL)
                fail_msg("%s: no row %.*s", aa_check_registry[i].id, (int)code.n, (const char *)code.p);
        }
    }
}

/* ---- rows ------------------------------------------------------------------------------------------ */

static void row_can_be_decided(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    if (row->areas == 0 && row->slot_count == 0 && row->rollup == NULL)
        fail_msg("%s.xml, row %s: nothing decides it", table->id, row->id);
    if (row->areas == 0 && row->await_count > 0)
        fail_msg("%s.xml, row %s: waits for checks, but needs nothing read", table->id, row->id);
}

static void each_row_has_something_that_decides_it(void **state)
{
    for_each_row(*state, row_can_be_decided);
}

static bool has_wide_text(const char *text)
{
    return strpbrk(text, "\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef") != NULL;
}

static void text_is_in_its_language(const char *const text[AA_LANG_COUNT])
{
    assert_false(has_wide_text(text[AA_LANG_EN]));
    assert_true(has_wide_text(text[AA_LANG_ZH_TW]) || strcmp(text[AA_LANG_EN], text[AA_LANG_ZH_TW]) == 0);
}

static void texts_are_in_their_languages(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    (void)table;
    text_is_in_its_language(row->title);
    text_is_in_its_language(row->criterion);
    for (size_t i = 0; i < row->control_count; i++)
        text_is_in_its_language(row->controls[i].title);
    for (size_t i = 0; i < row->slot_count; i++)
        text_is_in_its_language(row->slots[i].question);
}

static void each_text_is_there_in_both_languages(void **state)
{
    for_each_row(*state, texts_are_in_their_languages);
}

static void slot_ids_are_unique(const books *b, const aa_table *table, const aa_row *row)
{
    (void)b;
    for (size_t i = 0; i < row->slot_count; i++) {
        for (const aa_row *other = table->rows; other != row; other++) {
            for (size_t k = 0; k < other->slot_count; k++) {
                if (strcmp(row->slots[i].id, other->slots[k].id) == 0)
                    fail_msg("%s.xml: slot %s is in rows %s and %s", table->id, row->slots[i].id, other->id,
                             row->id);
            }
        }
    }
}

static void a_slot_is_known_by_its_id_within_a_table(void **state)
{
    for_each_row(*state, slot_ids_are_unique);
}

/* ---- mappings -------------------------------------------------------------------------------------- */

/* True when |word| is |prefix| and then a number from 1 to |most|. */
static bool is_numbered(aa_bytes word, const char *prefix, unsigned long most)
{
    size_t n = strlen(prefix);
    if (word.n <= n || word.n > n + 4 || memcmp(word.p, prefix, n) != 0)
        return false;
    char digits[8] = {0};
    memcpy(digits, word.p + n, word.n - n);
    char *end = NULL;
    unsigned long value = strtoul(digits, &end, 10);
    return *end == '\0' && digits[0] != '0' && value >= 1 && value <= most;
}

static bool is_masvs(aa_bytes word)
{
    static const struct {
        const char *prefix;
        unsigned long count;
    } groups[] = {{"MASVS-STORAGE-", 2},    {"MASVS-CRYPTO-", 2},   {"MASVS-AUTH-", 3},
                  {"MASVS-NETWORK-", 2},    {"MASVS-PLATFORM-", 3}, {"MASVS-CODE-", 4},
                  {"MASVS-RESILIENCE-", 4}, {"MASVS-PRIVACY-", 4}};

    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        if (is_numbered(word, groups[i].prefix, groups[i].count))
            return true;
    }
    return false;
}

static void mappings_name_what_exists(const books *b, const aa_table *table, const aa_row *row)
{
    (void)table;
    const aa_table *mas = table_called(b, bytes_of("mas"));
    const char *list = row->mas;
    aa_bytes word = aa_bytes_none();
    while (aa_word_next(&list, &word))
        assert_non_null(aa_table_row(mas, word));
    list = row->masvs;
    while (aa_word_next(&list, &word))
        assert_true(is_masvs(word));
    list = row->top10;
    while (aa_word_next(&list, &word))
        assert_true(is_numbered(word, "M", 10));
    list = row->cwe;
    while (aa_word_next(&list, &word))
        assert_true(is_numbered(word, "CWE-", 9999));
}

static void each_mapping_names_something_that_exists(void **state)
{
    for_each_row(*state, mappings_name_what_exists);
}

static void each_item_of_the_baseline_is_mapped_from_a_broker_row(void **state)
{
    const aa_table *broker = table_called(*state, bytes_of("broker"));
    const aa_table *mas = table_called(*state, bytes_of("mas"));
    for (size_t i = 0; i < mas->row_count; i++) {
        bool mapped = false;
        for (size_t r = 0; r < broker->row_count; r++)
            mapped = mapped || aa_words_have(broker->rows[r].mas, bytes_of(mas->rows[i].id));
        if (!mapped)
            fail_msg("no broker row maps to %s", mas->rows[i].id);
    }
}

/* ---- policy ---------------------------------------------------------------------------------------- */

static bool is_one_of(const char *word, const char *list)
{
    return aa_words_have(list, bytes_of(word));
}

static void row_asks_a_policy_that_answers(const books *b, const aa_table *table, const aa_row *row)
{
    for (size_t i = 0; i < row->control_count; i++) {
        const char *key = row->controls[i].ask;
        if (key == NULL)
            continue;
        if (!aa_policy_has(b->policy, key) || !is_one_of(aa_policy_word(b->policy, key), "fail ask advise"))
            fail_msg("%s.xml, row %s: the policy has no word for %s", table->id, row->id, key);
        assert_memory_equal(key, table->id, strlen(table->id));
    }
}

static void the_policy_answers_what_the_tables_ask(void **state)
{
    const books *b = *state;
    for_each_row(b, row_asks_a_policy_that_answers);
    for (size_t t = 0; t < TABLES; t++) {
        assert_true(aa_policy_has(b->policy, b->table[t]->fail_at_key));
        assert_true(
            is_one_of(aa_policy_word(b->policy, b->table[t]->fail_at_key), "info low medium high critical"));
    }
}

/* True when |table| has a use for the setting |name| of its own: fail_at, a control, or an absence proof. */
static bool table_uses(const aa_table *table, const char *key, const char *name)
{
    if (strcmp(key, table->fail_at_key) == 0)
        return true;
    for (size_t r = 0; r < table->row_count; r++) {
        const aa_row *row = &table->rows[r];
        for (size_t c = 0; c < row->control_count; c++) {
            if (row->controls[c].ask != NULL && strcmp(row->controls[c].ask, key) == 0)
                return true;
        }
        if (row->not_applicable != NULL && strcmp(name, "no_input") == 0 &&
            strcmp(row->not_applicable, "no-input") == 0)
            return true;
    }
    return false;
}

static void each_setting_of_a_table_is_used_by_it(void **state)
{
    const books *b = *state;
    const char *key = NULL;
    const char *value = NULL;
    for (size_t i = 0; aa_policy_at(b->policy, i, &key, &value); i++) {
        const char *dot = strchr(key, '.');
        if (dot == NULL) {
            assert_string_equal(key, "date");
            continue;
        }
        size_t n = (size_t)(dot - key);
        const aa_table *table = table_called(b, aa_bytes_of(key, n));
        if (table != NULL ? !table_uses(table, key, dot + 1)
                          : !aa_words_have("judge android ios network crypto sign", aa_bytes_of(key, n)))
            fail_msg("nothing has a use for %s", key);
    }
}

/* A key's reason stands above it: the block of lines that it is in begins with a comment. */
static void each_setting_stands_under_its_reason(void **state)
{
    (void)state;
    aa_bytes text = aa_embedded_find("policy.txt");
    bool explained = false;
    size_t settings = 0;
    for (size_t at = 0; at < text.n;) {
        const uint8_t *line = text.p + at;
        const uint8_t *end = memchr(line, '\n', text.n - at);
        assert_non_null(end);
        size_t n = (size_t)(end - line);
        at += n + 1;
        if (n == 0) {
            explained = false;
        } else if (line[0] == '#') {
            explained = true;
        } else {
            settings++;
            if (!explained)
                fail_msg("no reason above \"%.*s\"", (int)n, (const char *)line);
        }
        assert_true(n <= 120);
    }
    assert_true(settings > 20);
}

static void thresholds_are_at_least_what_their_sources_ask(void **state)
{
    const books *b = *state;
    assert_true(aa_policy_number(b->policy, "android.target_sdk_floor") >= 35);
    assert_true(aa_policy_number(b->policy, "android.min_sdk_floor") >= 24);
    assert_true(aa_policy_number(b->policy, "android.min_sdk_patched") >=
                aa_policy_number(b->policy, "android.min_sdk_floor"));
    assert_true(aa_policy_number(b->policy, "crypto.rsa_bits_min") >= 2048);
    assert_true(aa_policy_number(b->policy, "crypto.dsa_bits_min") >= 2048);
    assert_true(aa_policy_number(b->policy, "crypto.ec_bits_min") >= 224);
    assert_true(aa_policy_number(b->policy, "crypto.pbkdf2_sha256_min") >= 600000);
    assert_true(aa_policy_number(b->policy, "network.pin_count_min") >= 2);
    assert_true(aa_policy_number(b->policy, "crypto.key_validity_seconds_max") <= 900);
    assert_true(is_one_of(aa_policy_word(b->policy, "network.tls_min"), "1.2 1.3"));
    assert_int_not_equal(aa_day_from_text(aa_policy_date(b->policy)), INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_tier_binds_as_many_rows_as_its_document_says),
        cmocka_unit_test(each_table_has_all_its_rows),
        cmocka_unit_test(broker_and_insurer_tiers_run_in_opposite_directions),
        cmocka_unit_test(each_table_is_valid_by_the_schema),
        cmocka_unit_test(a_check_that_exists_is_awaited_no_more),
        cmocka_unit_test(each_control_is_a_check_that_shows_a_protection),
        cmocka_unit_test(names_of_checks_have_a_platform),
        cmocka_unit_test(each_row_taken_from_exists),
        cmocka_unit_test(each_check_bears_on_rows_that_exist),
        cmocka_unit_test(each_row_has_something_that_decides_it),
        cmocka_unit_test(each_text_is_there_in_both_languages),
        cmocka_unit_test(a_slot_is_known_by_its_id_within_a_table),
        cmocka_unit_test(each_mapping_names_something_that_exists),
        cmocka_unit_test(each_item_of_the_baseline_is_mapped_from_a_broker_row),
        cmocka_unit_test(the_policy_answers_what_the_tables_ask),
        cmocka_unit_test(each_setting_of_a_table_is_used_by_it),
        cmocka_unit_test(each_setting_stands_under_its_reason),
        cmocka_unit_test(thresholds_are_at_least_what_their_sources_ask),
    };
    return cmocka_run_group_tests(tests, open_books, close_books);
}
