/* Binary XML: limits, costs, canonical texts and real documents. */
#include <stdio.h>
#include <stdlib.h>

#include "support/axml_case.h"
#include "support/fail_alloc.h"

static void ends_without_a_start_are_ignored(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_end(&b, "manifest");
    axml_case_fill_small(&b);
    axml_end(&b, "manifest");
    axml_start(&b, "second", NULL, 0);
    axml_case d = axml_case_decode_built(&b);
    axml_case_check_small(&d);
    assert_axml_note(&d, "axml.unbalanced", AA_NOTE_ANOMALY);
    assert_axml_note(&d, "axml.after_root", AA_NOTE_ANOMALY);
    axml_case_release(&d);
}

static void what_is_not_binary_xml_says_what_it_is(void **state)
{
    (void)state;

    const struct {
        const char *text;
        const char *code;
    } cases[] = {{"", "axml.empty"},
                 {"\xEF\xBB\xBF <?xml version=\"1.0\"?><manifest/>", "axml.text_manifest"},
                 {"\x0A\x05hello", "axml.format"},
                 {"\x03\x01\x08\x01\x08\x01\x01\x01", "axml.no_root"}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        axml_case d = axml_case_decode(aa_bytes_of(cases[i].text, strlen(cases[i].text)));
        assert_int_equal(d.err, AA_E_FORMAT);
        assert_null(d.axml.doc);
        if (i < 3)
            assert_axml_note(&d, cases[i].code, AA_NOTE_GAP);
        assert_true(axml_case_has_gap(&d));
        axml_case_release(&d);
    }
}

static aa_bytes nested(size_t depth)
{
    axml_builder b = {0};
    for (size_t i = 0; i < depth; i++)
        axml_start(&b, "e", NULL, 0);
    for (size_t i = 0; i < depth; i++)
        axml_end(&b, "e");
    return axml_finish(&b);
}

static size_t depth_of(const axml_case *d)
{
    size_t depth = 0;
    for (const xmlNode *node = axml_case_root_of(d); node != NULL; node = node->children)
        depth++;
    return depth;
}

static void elements_below_the_depth_limit_are_left_out(void **state)
{
    (void)state;
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_depth = 10;
    for (size_t depth = 9; depth <= 11; depth++) {
        aa_bytes data = nested(depth);
        axml_case d = axml_case_decode_with(data, &limits);
        assert_int_equal(depth_of(&d), depth > 10 ? 10 : depth);
        assert_int_equal(aa_notes_has(&d.notes, "limit.depth"), depth > 10);
        assert_int_equal(axml_case_has_gap(&d), depth > 10);
        axml_case_release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static void a_hundred_thousand_levels_cost_no_stack(void **state)
{
    (void)state;
    aa_bytes data = nested(100000);
    axml_case d = axml_case_decode(data);
    assert_int_equal(depth_of(&d), 256);
    assert_axml_note(&d, "limit.depth", AA_NOTE_GAP);
    assert_int_equal(d.notes.items.count, 1);
    axml_case_release(&d);
    free((void *)(uintptr_t)data.p);
}

static void what_follows_a_part_that_is_too_deep_is_read(void **state)
{
    (void)state;
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_depth = 2;
    axml_builder b = {0};
    axml_start(&b, "a", NULL, 0);
    axml_start(&b, "b", NULL, 0);
    axml_start(&b, "deep", NULL, 0);
    axml_end(&b, "deep");
    axml_end(&b, "b");
    axml_start(&b, "c", NULL, 0);
    axml_end(&b, "c");
    axml_end(&b, "a");
    aa_bytes data = axml_finish(&b);
    axml_case d = axml_case_decode_with(data, &limits);
    assert_null(axml_case_root_of(&d)->children->children);
    assert_string_equal((const char *)axml_case_root_of(&d)->last->name, "c");
    assert_false(aa_notes_has(&d.notes, "axml.unbalanced"));
    axml_case_release(&d);
    free((void *)(uintptr_t)data.p);
}

static void nodes_past_their_limit_are_a_gap(void **state)
{
    (void)state;
    for (uint32_t max = 3; max <= 6; max++) {
        aa_limits limits = AA_LIMITS_INIT;
        limits.axml_nodes = max; /* the document has 2 elements and 3 attributes */
        axml_builder b = axml_case_small();
        axml_case_fill_small(&b);
        aa_bytes data = axml_finish(&b);
        axml_case d = axml_case_decode_with(data, &limits);
        assert_int_equal(d.err, AA_OK);
        assert_int_equal(aa_notes_has(&d.notes, "limit.nodes"), max < 5);
        axml_case_release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static void bytes_past_their_limit_are_refused(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    axml_case_fill_small(&b);
    aa_bytes data = axml_finish(&b);
    aa_limits limits = AA_LIMITS_INIT;
    limits.axml_bytes = data.n - 1;
    axml_case d = axml_case_decode_with(data, &limits);
    assert_int_equal(d.err, AA_E_LIMIT);
    assert_axml_note(&d, "limit.axml_bytes", AA_NOTE_GAP);
    axml_case_release(&d);
    free((void *)(uintptr_t)data.p);
}

static void one_long_string_used_often_does_not_fill_memory(void **state)
{
    (void)state;
    const size_t n = 1000000;
    char *text = malloc(n + 1);
    assert_non_null(text);
    memset(text, 'A', n);
    text[n] = '\0';
    axml_builder b = {0};
    b.pool.utf8 = true;
    const axml_attr attrs[] = {{NULL, "a", text, 0, 0}};
    axml_start(&b, "e", NULL, 0);
    for (int i = 0; i < 1000; i++) {
        axml_start(&b, "e", attrs, 1);
        axml_end(&b, "e");
    }
    axml_end(&b, "e");
    axml_case d = axml_case_decode_built(&b); /* 1 GB, were each copied */
    assert_axml_note(&d, "limit.text", AA_NOTE_GAP);
    axml_case_release(&d);
    free(text);
}

static void many_attributes_and_namespaces_cost_linear_time(void **state)
{
    (void)state;
    const uint32_t count = 60000;
    axml_builder b = {0};
    const axml_attr attr = {"http://x/", "a", "1", 0, 0};
    axml_start(&b, "e", &attr, 1);
    size_t at = b.nodes.n - 20;
    uint8_t record[20];
    memcpy(record, b.nodes.p + at, sizeof record);
    for (uint32_t i = 1; i < count; i++)
        put_bytes(&b.nodes, record, sizeof record);
    patch_u32(&b.nodes, 4, 36 + count * 20);
    b.nodes.p[16 + 12] = count & 0xFF;
    b.nodes.p[16 + 13] = (uint8_t)(count >> 8);
    axml_end(&b, "e");
    axml_case d = axml_case_decode_built(&b);
    assert_axml_note(&d, "axml.duplicate_attribute", AA_NOTE_ANOMALY);
    assert_int_equal(d.notes.items.count, 1);
    assert_null(axml_case_root_of(&d)->properties->next);
    axml_case_release(&d);
}

static void values_have_a_canonical_text(void **state)
{
    (void)state;

    const struct {
        uint8_t type;
        uint32_t data;
        const char *text;
    } cases[] = {
        {AA_RES_NULL, 0, "@null"},
        {AA_RES_NULL, 1, "@empty"},
        {AA_RES_REFERENCE, 0x7f010001, "@0x7f010001"},
        {AA_RES_DYNAMIC_REFERENCE, 0x00010001, "@0x00010001"},
        {AA_RES_ATTRIBUTE, 0x01010031, "?0x01010031"},
        {AA_RES_FLOAT, 0x3FC00000, "1.5"},
        {AA_RES_FLOAT, 0x3DCCCCCD, "0.1"},
        {AA_RES_FLOAT, 0, "0"},
        {AA_RES_FLOAT, 0xC2C80000, "-100"},
        {AA_RES_FLOAT, 0x7F7FFFFF, "3.4028235e38"},
        {AA_RES_FLOAT, 0x00000001, "1e-45"},
        {AA_RES_FLOAT, 0x7FC00000, "NaN"},
        {AA_RES_FLOAT, 0xFF800000, "-Infinity"},
        {AA_RES_FLOAT, 0x38D1B717, "0.0001"},
        {AA_RES_FLOAT, 0x49742400, "1000000"},
        {AA_RES_DIMENSION, 0x00000C01, "12dp"},
        {AA_RES_DIMENSION, 0x00000E02, "14sp"},
        {AA_RES_DIMENSION, 0x0000C011, "1.5dp"},
        {AA_RES_DIMENSION, 0xFFFFFF00, "-1px"},
        {AA_RES_DIMENSION, 0x00000109, "1?"},
        {AA_RES_FRACTION, 0x40000030, "50%"},
        {AA_RES_FRACTION, 0x40000031, "50%p"},
        {AA_RES_FRACTION, 0x2A3D7130, "33%"},
        {AA_RES_INT_DEC, 0xFFFFFFFF, "-1"},
        {AA_RES_INT_HEX, 0x4A0, "1184"},
        {AA_RES_INT_BOOLEAN, 1, "true"},
        {AA_RES_INT_BOOLEAN, 0, "false"},
        {0x1c, 0xff00ff00, "#ff00ff00"},
        {0xEE, 5, "5"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        char buffer[AA_RES_TEXT_MAX];
        aa_res_value value = {cases[i].type, cases[i].data, NULL};
        assert_string_equal(aa_res_value_text(value, buffer), cases[i].text);
    }
}

static void the_platform_names_its_attributes(void **state)
{
    (void)state;
    assert_string_equal(aa_axml_platform_attr_name(0x01010000), "theme");
    assert_string_equal(aa_axml_platform_attr_name(0x0101000f), "debuggable");
    assert_string_equal(aa_axml_platform_attr_name(0x0101063e), "dataExtractionRules");
    assert_string_equal(aa_axml_platform_attr_name(0x010106ac), "wantsRoleHolderPriority");
    assert_null(aa_axml_platform_attr_name(0x010106ad));
    assert_null(aa_axml_platform_attr_name(0x0101FFFF));
    assert_null(aa_axml_platform_attr_name(0x7f010000));
    assert_null(aa_axml_platform_attr_name(0));
}

static axml_case read_seed(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/fuzz/corpus/axml/%s", TEST_SOURCE_DIR, name);
    aa_bytes data = test_read_file(path);
    axml_case d = axml_case_decode(data);
    free((void *)(uintptr_t)data.p);
    assert_int_equal(d.notes.items.count, 0);
    return d;
}

static void documents_made_by_aapt_are_read(void **state)
{
    (void)state;
    const char *const layouts[] = {"layout.utf8", "layout.utf16"};
    for (size_t i = 0; i < COUNT(layouts); i++) {
        axml_case d = read_seed(layouts[i]);
        xmlNode *field = axml_case_root_of(&d)->children;
        assert_string_equal((const char *)field->name, "EditText");
        assert_string_equal(axml_case_text_of(aa_axml_attr(field, 0x01010220, "inputType")), "129");
        assert_string_equal(axml_case_text_of(aa_axml_attr(field, 0x010100f4, "layout_width")), "100dp");
        assert_string_equal(axml_case_text_of(aa_axml_plain_attr(field, "style")), "@0x7f0d0001");
        assert_int_equal(aa_axml_origin_of(field).line, 5);
        assert_string_equal((const char *)field->next->children->content, "text <&>");
        axml_case_release(&d);
    }
    const char *const manifests[] = {"manifest.utf8", "manifest.utf16"};
    for (size_t i = 0; i < COUNT(manifests); i++) {
        axml_case d = read_seed(manifests[i]);
        assert_string_equal(axml_case_text_of(aa_axml_plain_attr(axml_case_root_of(&d), "package")),
                            "org.example.resources");
        xmlNode *app = axml_case_root_of(&d)->last;
        assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_BACKUP, "allowBackup")), "false");
        assert_string_equal(axml_case_text_of(aa_axml_attr(app, ID_DEBUGGABLE, "debuggable")), "true");
        axml_case_release(&d);
    }
}

static bool parse_once(void *context)
{
    const aa_bytes *data = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    aa_axml axml;
    aa_err err = aa_axml_parse(arena, *data, &limits, &notes, &axml);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_int_equal(axml.doc != NULL, err == AA_OK);
    aa_axml_done(&axml);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    axml_builder b = axml_case_small();
    const axml_attr attrs[] = {{NS, "label", BOOL(true)},      {"http://x/", "d", "raw", 0, 0},
                               {NULL, "9", "x", 0, 0},         {NS, "debuggable", "false", 0x12, 1},
                               {NS, "debuggable", BOOL(true)}, {NULL, "name", "n", 0, 0}};
    axml_namespace(&b, true, "x", "http://x/");
    axml_start(&b, "root", attrs, COUNT(attrs));
    axml_text(&b, "text");
    axml_end(&b, "root");
    b.ids[b.id_count] = 0x01010001; /* a map that goes on: "label" would be a lie for "x" */
    b.id_count++;
    aa_bytes data = axml_finish(&b);
    assert_true(test_each_allocation_fails(parse_once, &data, 0) > 20);
    free((void *)(uintptr_t)data.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_without_a_start_are_ignored),
        cmocka_unit_test(what_is_not_binary_xml_says_what_it_is),
        cmocka_unit_test(elements_below_the_depth_limit_are_left_out),
        cmocka_unit_test(a_hundred_thousand_levels_cost_no_stack),
        cmocka_unit_test(what_follows_a_part_that_is_too_deep_is_read),
        cmocka_unit_test(nodes_past_their_limit_are_a_gap),
        cmocka_unit_test(bytes_past_their_limit_are_refused),
        cmocka_unit_test(one_long_string_used_often_does_not_fill_memory),
        cmocka_unit_test(many_attributes_and_namespaces_cost_linear_time),
        cmocka_unit_test(values_have_a_canonical_text),
        cmocka_unit_test(the_platform_names_its_attributes),
        cmocka_unit_test(documents_made_by_aapt_are_read),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
