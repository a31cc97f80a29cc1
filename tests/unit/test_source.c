/* References over parts and configurations, through the manifest that holds them. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#include "facts/source.h"
#include "support/app.h"
#include "support/arsc_builder.h"
#include "support/test.h"

#define MANIFEST(attributes)                                                                                 \
    "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='a.b' "                    \
    "android:versionCode='1'><application " attributes "/></manifest>"

/* The types of every table here, in this order: bool 0x7f01...., string 0x7f02...., integer 0x7f03..... */
static const arsc_entry none[] = {{.key = NULL}};

static void set_locale(arsc_builder *b, const char *language)
{
    memset(b->config, 0, sizeof(b->config));
    memcpy(b->config + 8, language, strlen(language)); /* ResTable_config.language, two letters */
}

static zb_entry finish(aa_arena *arena, arsc_builder *b)
{
    aa_bytes data = arsc_finish(b);
    uint8_t *copy = aa_arena_alloc(arena, data.n);
    assert_non_null(copy);
    memcpy(copy, data.p, data.n);
    free((void *)(uintptr_t)data.p);
    return zb_stored("resources.arsc", aa_bytes_of(copy, data.n));
}

/* A table with booleans only, in the default configuration and, when there are any, for |language|. */
static zb_entry booleans(aa_arena *arena, const arsc_entry *usual, const arsc_entry *other, size_t count)
{
    arsc_builder *b = calloc(1, sizeof(*b));
    assert_non_null(b);
    if (usual != NULL)
        arsc_type(b, "bool", usual, count);
    if (other != NULL) {
        set_locale(b, "zh");
        arsc_type(b, "bool", other, count);
    }
    zb_entry entry = finish(arena, b);
    free(b);
    return entry;
}

static const aa_facts *facts_with(test_app *app, const char *manifest, const zb_entry *table)
{
    test_app_add(app, "app.apk", manifest, table, 1);
    return test_app_facts(app);
}

static void a_flag_by_reference_has_the_value_of_the_resource(void **state)
{
    (void)state;
    static const arsc_entry values[] = {{.key = "no", .type = AA_RES_INT_BOOLEAN, .data = 0},
                                        {.key = "yes", .type = AA_RES_INT_BOOLEAN, .data = UINT32_MAX},
                                        {.key = "again", .type = AA_RES_REFERENCE, .data = 0x7f010001},
                                        {.key = "loop", .type = AA_RES_REFERENCE, .data = 0x7f010003},
                                        {.key = "framework", .type = AA_RES_REFERENCE, .data = 0x01010001}};

    static const struct {
        const char *manifest;
        aa_tri value;
    } cases[] = {
        {MANIFEST("android:debuggable='@0x7f010000'"), AA_NO},
        {MANIFEST("android:debuggable='@0x7f010001'"), AA_YES},
        {MANIFEST("android:debuggable='@0x7f010002'"), AA_YES},
        {MANIFEST("android:debuggable='@0x7f010003'"), AA_UNKNOWN},
        {MANIFEST("android:debuggable='@0x7f010004'"), AA_UNKNOWN},
        {MANIFEST("android:debuggable='@0x7f010099'"), AA_UNKNOWN},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        test_app app;
        test_app_init(&app);
        const zb_entry table = booleans(app.arena, values, NULL, 5);
        const aa_facts *facts = facts_with(&app, cases[i].manifest, &table);
        assert_int_equal(facts->coverage.area[AA_AREA_RESOURCES], AA_AREA_READ);
        assert_int_equal(facts->manifest.debuggable.value, cases[i].value);
        test_app_done(&app);
    }
}

static void a_flag_that_differs_by_configuration_is_unknown(void **state)
{
    (void)state;
    static const arsc_entry yes[] = {{.key = "x", .type = AA_RES_INT_BOOLEAN, .data = UINT32_MAX}};
    static const arsc_entry no[] = {{.key = "x", .type = AA_RES_INT_BOOLEAN, .data = 0}};
    for (int same = 0; same < 2; same++) {
        test_app app;
        test_app_init(&app);
        const zb_entry table = booleans(app.arena, yes, same ? yes : no, 1);
        const aa_facts *facts = facts_with(&app, MANIFEST("android:debuggable='@0x7f010000'"), &table);
        assert_int_equal(facts->manifest.debuggable.value, same ? AA_YES : AA_UNKNOWN);
        assert_string_equal(facts->manifest.debuggable.text, "@0x7f010000");
        test_app_done(&app);
    }
}

static void a_configuration_split_can_change_a_value(void **state)
{
    (void)state;
    static const arsc_entry yes[] = {{.key = "x", .type = AA_RES_INT_BOOLEAN, .data = UINT32_MAX}};
    static const arsc_entry no[] = {{.key = "x", .type = AA_RES_INT_BOOLEAN, .data = 0}};
    test_app app;
    test_app_init(&app);
    const zb_entry base = booleans(app.arena, yes, NULL, 1);
    const zb_entry split = booleans(app.arena, NULL, no, 1);
    test_app_add(&app, "config.zh.apk",
                 "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='a.b' "
                 "android:versionCode='1' split='config.zh' configForSplit=''/>",
                 &split, 1);
    test_app_add(&app, "base.apk", MANIFEST("android:debuggable='@0x7f010000'"), &base, 1);
    assert_int_equal(test_app_facts(&app)->manifest.debuggable.value, AA_UNKNOWN);
    test_app_done(&app);
}

static void a_label_is_that_of_the_default_configuration(void **state)
{
    (void)state;
    static const arsc_entry usual[] = {{.key = "app_name", .type = AA_RES_REFERENCE, .data = 0x7f020001},
                                       {.key = "real", .text = "Bank"}};
    static const arsc_entry chinese[] = {{.key = "app_name", .text = "銀行"}, {.key = NULL}};
    test_app app;
    test_app_init(&app);
    arsc_builder *b = calloc(1, sizeof(*b));
    assert_non_null(b);
    arsc_type(b, "bool", none, 1);
    set_locale(b, "zh");
    arsc_type(b, "string", chinese, 2);
    memset(b->config, 0, sizeof(b->config));
    arsc_type(b, "string", usual, 2);
    const zb_entry table = finish(app.arena, b);
    free(b);
    const aa_facts *facts = facts_with(&app, MANIFEST("android:label='@0x7f020000'"), &table);
    assert_string_equal(facts->manifest.label, "Bank");
    test_app_done(&app);
}

static void a_compressed_table_is_refused_from_target_30_on(void **state)
{
    (void)state;
    static const char *const manifests[] = {
        TEST_MANIFEST("a.b", "<uses-sdk android:targetSdkVersion='29'/><application/>"),
        TEST_MANIFEST("a.b", "<uses-sdk android:targetSdkVersion='30'/><application/>"),
    };
    for (size_t i = 0; i < 2; i++) {
        test_app app;
        test_app_init(&app);
        const arsc_entry yes[] = {{.key = "x", .type = AA_RES_INT_BOOLEAN, .data = 1}};
        const zb_entry stored = booleans(app.arena, yes, NULL, 1);
        const zb_entry table = zb_deflated(app.arena, "resources.arsc", stored.body);
        const aa_facts *facts = facts_with(&app, manifests[i], &table);
        assert_int_equal(facts->installable, i == 0 ? AA_YES : AA_NO);
        if (i == 1)
            assert_string_equal(facts->install_refusal, "arsc.compressed");
        test_app_done(&app);
    }
}

static void places_are_cut_but_stay_whole_characters(void **state)
{
    (void)state;
    char *xml = malloc(2000);
    assert_non_null(xml);
    size_t n = 0;
    n += (size_t)snprintf(xml + n, 2000 - n, "<manifest package='a.b'><application><");
    for (int i = 0; i < 100; i++)
        n += (size_t)snprintf(xml + n, 2000 - n, "字");
    snprintf(xml + n, 2000 - n, "/></application></manifest>");
    xmlDoc *doc = xmlReadMemory(xml, (int)strlen(xml), NULL, "UTF-8", XML_PARSE_NONET);
    assert_non_null(doc);
    aa_source source = {.arena = aa_arena_new()};
    aa_source_part part = {.artifact = "app.apk"};
    const aa_source_doc place_doc = {.part = &part, .member = "x.xml"};
    const xmlNode *node = aa_source_child(aa_source_child(xmlDocGetRootElement(doc), "application"), NULL);
    aa_place place = aa_source_place(&source, &place_doc, node, NULL);
    assert_int_equal(strlen(place.path), strlen("manifest/application/") + 126); /* 42 of three bytes each */
    xmlFreeDoc(doc);
    aa_arena_free(source.arena);
    free(xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flag_by_reference_has_the_value_of_the_resource),
        cmocka_unit_test(a_flag_that_differs_by_configuration_is_unknown),
        cmocka_unit_test(a_configuration_split_can_change_a_value),
        cmocka_unit_test(a_label_is_that_of_the_default_configuration),
        cmocka_unit_test(a_compressed_table_is_refused_from_target_30_on),
        cmocka_unit_test(places_are_cut_but_stay_whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
