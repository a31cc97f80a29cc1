#include "engine/requirements.h"

#include <libxml/relaxng.h>

#include "support/fail_alloc.h"
#include "support/test.h"

#define EN(tag, text) "<" tag " xml:lang='en'>" text "</" tag ">"
#define ZH(tag, text) "<" tag " xml:lang='zh-TW'>" text "</" tag ">"
#define TITLE         EN("title", "T") ZH("title", "題")
#define CRITERION     EN("criterion", "C") ZH("criterion", "準")
#define QUESTION      EN("question", "Q?") ZH("question", "問？")
#define SOURCE        EN("source", "S") ZH("source", "源")
#define TIERS                                                                                                \
    "<tiers><tier id='一' aliases='1'>" TITLE "</tier><tier id='三' aliases='3 third'>" TITLE                \
    "</tier><tier id='F'>" TITLE "</tier></tiers>"
#define TABLE(tiers, rows)                                                                                   \
    "<?xml version='1.0' encoding='UTF-8'?><table id='demo' edition='2026' default-tier='三' "              \
    "fail-at='demo.fail_at'>" TITLE SOURCE tiers "<rows>" rows "</rows></table>"
#define ROW(attributes, parts) "<row " attributes ">" TITLE CRITERION parts "</row>"

static const char whole[] =
    TABLE(TIERS,
          ROW("id='1' tiers='一 三' areas='manifest code' awaits='android-later' takes='broker:15' "
              "not-applicable='no-network' mas='4.1.1.1.2' masvs='MASVS-CODE-2' top10='M2' cwe='CWE-345'",
              "<control checks='android-a android-b' ask='self_check'>" TITLE "</control>"
              "<control checks='android-c' advisory='true'>" TITLE "</control>"
              "<slot id='place' prefill='android-d'>" QUESTION "</slot>"
              "<slot id='reply'>" QUESTION "</slot>") ROW("id='2' tiers='三' rollup='1' review-years='1 2 5'",
                                                          "") ROW("id='9.1' reference='true'", ""));

static aa_bytes text_of(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

/* True when the shipped schema accepts |xml|. */
static bool schema_accepts(const char *xml)
{
    xmlRelaxNGParserCtxt *parser =
        xmlRelaxNGNewParserCtxt(PROJECT_SOURCE_DIR "/checks/requirements/requirements.rng");
    xmlRelaxNG *schema = xmlRelaxNGParse(parser);
    assert_non_null(schema);
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), NULL, NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    xmlRelaxNGValidCtxt *valid = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidErrors(valid, NULL, NULL, NULL);
    bool accepted = xmlRelaxNGValidateDoc(valid, doc) == 0;
    xmlRelaxNGFreeValidCtxt(valid);
    xmlFreeDoc(doc);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
    return accepted;
}

static void a_table_holds_what_its_file_says(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_table *table = NULL;
    const char *detail = "";
    aa_err err = aa_table_parse(arena, text_of(whole), &detail, &table);
    assert_string_equal(detail, "");
    assert_int_equal(err, AA_OK);
    assert_string_equal(table->id, "demo");
    assert_string_equal(table->title[AA_LANG_ZH_TW], "題");
    assert_string_equal(table->source[AA_LANG_EN], "S");
    assert_int_equal(table->tier_count, 3);
    assert_int_equal(table->row_count, 3);

    const aa_row *row = &table->rows[0];
    assert_int_equal(row->tier_count, 2);
    assert_string_equal(row->tiers[1], "三");
    assert_int_equal(row->areas, AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE));
    assert_string_equal(row->awaits[0], "android-later");
    assert_string_equal(row->takes[0], "broker:15");
    assert_string_equal(row->not_applicable, "no-network");
    assert_string_equal(row->criterion[AA_LANG_ZH_TW], "準");
    assert_int_equal(row->control_count, 2);
    assert_string_equal(row->controls[0].checks[1], "android-b");
    assert_string_equal(row->controls[0].ask, "self_check");
    assert_true(row->controls[1].advisory);
    assert_int_equal(row->slot_count, 2);
    assert_string_equal(row->slots[0].prefill[0], "android-d");
    assert_string_equal(row->slots[1].question[AA_LANG_EN], "Q?");
    assert_string_equal(row->cwe, "CWE-345");

    assert_string_equal(table->rows[1].rollup, "1");
    assert_string_equal(table->rows[1].review_years, "1 2 5");
    assert_null(table->rows[1].not_applicable);
    assert_string_equal(table->rows[1].mas, "");
    assert_true(table->rows[2].reference);
    assert_ptr_equal(aa_table_row(table, text_of("9.1")), &table->rows[2]);
    assert_null(aa_table_row(table, text_of("9")));
    aa_arena_free(arena);
}

static void the_schema_accepts_the_same_table(void **state)
{
    (void)state;
    assert_true(schema_accepts(whole));
}

static void tiers_are_a_set_named_by_id_alias_or_sum(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    aa_table *table = NULL;
    assert_int_equal(aa_table_parse(arena, text_of(whole), NULL, &table), AA_OK);
    assert_true(aa_table_has_tier(table, "third"));
    assert_true(aa_table_has_tier(table, "F+3"));
    assert_false(aa_table_has_tier(table, "3+"));
    assert_false(aa_table_has_tier(table, ""));
    assert_false(aa_table_has_tier(table, "2"));
    assert_false(aa_table_has_tier(table, "3+2"));
    assert_string_equal(aa_table_tier_name(arena, table, "F+third"), "三+F");
    assert_true(aa_row_in_tier(table, &table->rows[0], "1"));
    assert_false(aa_row_in_tier(table, &table->rows[1], "1"));
    assert_true(aa_row_in_tier(table, &table->rows[1], "1+3"));
    assert_false(aa_row_in_tier(table, &table->rows[1], "F"));
    assert_false(aa_row_in_tier(table, &table->rows[2], "1+3+F"));
    aa_arena_free(arena);
}

typedef struct bad_table {
    const char *xml, *detail;
} bad_table;

#define ROWS(attributes, parts) TABLE(TIERS, ROW(attributes, parts))

static void each_fault_is_refused_with_its_reason(void **state)
{
    (void)state;
    static const bad_table bad[] = {
        {"<table", "not well-formed XML"},
        {"<!DOCTYPE table [<!ENTITY a 'b'>]><table/>", "document type"},
        {"<tables/>", "not a <table>"},
        {"<table/>", "<table> has no id"},
        {"<table xmlns='urn:x'/>", "not a <table>"},
        {"<table colour='red'/>", "knows no attribute colour"},
        {"<table id='a' edition='b' default-tier='c' fail-at='d'>" TITLE SOURCE "</table>", "one <tiers>"},
        {TABLE(TIERS, ""), "needs tiers and rows"},
        {TABLE("<tiers/>", ROW("id='1' reference='true'", "")), "needs tiers and rows"},
        {TABLE("<tiers><tier id='x'>" TITLE "</tier></tiers>", ROW("id='1' tiers='x'", "")),
         "no tier is called 三"},
        {TABLE("<tiers><tier id='x'>" TITLE "</tier><tier id='x'>" TITLE "</tier></tiers>", ""),
         "tier x comes twice"},
        {ROWS("id='1' tiers='二'", ""), "no tier is called 二"},
        {ROWS("tiers='三'", ""), "<row> has no id"},
        {ROWS("id='1'", ""), "either tiers or reference"},
        {ROWS("id='1' tiers='三' reference='true'", ""), "either tiers or reference"},
        {ROWS("id='1' tiers=''", ""), "tiers is empty"},
        {ROWS("id='1' tiers='三 三'", ""), "twice"},
        {ROWS("id='1' reference='yes'", ""), "not true or false"},
        {ROWS("id='1' tiers='三' areas='dreams'", ""), "no area is called dreams"},
        {ROWS("id='1' tiers='三' not-applicable='no-luck'", ""), "no absence proof is called no-luck"},
        {ROWS("id='1' tiers='三' takes='broker'", ""), "not TABLE:ROW"},
        {ROWS("id='1' tiers='三' rollup='2'", ""), "cannot sum up row 2"},
        {ROWS("id='1' tiers='三' rollup='1'", ""), "cannot sum up row 1"},
        {ROWS("id='1' tiers='三' review-years='1 2'", ""), "one for each tier"},
        {ROWS("id='1' tiers='三'", "<control>" TITLE "</control>"), "<control> has no checks"},
        {ROWS("id='1' tiers='三'", "<control checks='a' advisory='true' ask='k'>" TITLE "</control>"),
         "cannot both"},
        {ROWS("id='1' tiers='三'", "<slot>" QUESTION "</slot>"), "<slot> has no id"},
        {ROWS("id='1' tiers='三'", "<slot id='a'>" QUESTION "</slot><slot id='a'>" QUESTION "</slot>"),
         "slot a comes twice"},
        {ROWS("id='1' tiers='三'", "<slot id='a'>" EN("question", "Q") "</slot>"), "no <question> in zh-TW"},
        {ROWS("id='1' tiers='三'", "<remark/>"), "knows no element <remark>"},
        {ROWS("id='1' tiers='三'", TITLE), "one plain text for each language"},
        {ROWS("id='1' tiers='三'", "<title xml:lang='de'>T</title>"), "one plain text for each language"},
        {TABLE(TIERS, ROW("id='1' tiers='三'", "") ROW("id='1' tiers='一'", "")), "row 1 comes twice"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        aa_arena *arena = aa_arena_new();
        aa_table *table = NULL;
        const char *detail = "";
        assert_int_equal(aa_table_parse(arena, text_of(bad[i].xml), &detail, &table), AA_E_FORMAT);
        assert_null(table);
        if (strstr(detail, bad[i].detail) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", detail, bad[i].detail);
        aa_arena_free(arena);
    }
}

static bool parse_whole(void *context)
{
    (void)context;
    aa_arena *arena = aa_arena_new();
    aa_table *table = NULL;
    bool done = arena != NULL && aa_table_parse(arena, text_of(whole), NULL, &table) == AA_OK;
    aa_arena_free(arena);
    return done;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    assert_true(test_each_allocation_fails(parse_whole, NULL, 0) > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_holds_what_its_file_says),
        cmocka_unit_test(the_schema_accepts_the_same_table),
        cmocka_unit_test(tiers_are_a_set_named_by_id_alias_or_sum),
        cmocka_unit_test(each_fault_is_refused_with_its_reason),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
