/* Resource tables: references, visits, limits and real tables. */
#include <stdio.h>
#include <stdlib.h>

#include "support/arsc_case.h"
#include "support/fail_alloc.h"

static const arsc_entry greetings[] = {{.key = "hello", .text = "Hello"}, {.key = "bye", .text = "Bye"}};

static void a_package_id_out_of_range_is_a_gap(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    arsc_end_package(&b, 0x17f);
    arsc_type(&b, "string", greetings, 2);
    arsc_case d = arsc_case_decode_built(&b);
    assert_arsc_note(&d, "arsc.package_id", AA_NOTE_GAP);
    arsc_case_values_of(&d, 0x7f010000, 1);
    arsc_case_release(&d);
}

static void names_may_be_empty_or_missing(void **state)
{
    (void)state;
    const arsc_entry entries[] = {{.key = "", .text = "x"}, {.key = "y", .text = "y"}};
    arsc_builder b = {0};
    arsc_type(&b, "", entries, 2);
    size_t type = arsc_case_type_at(&b);
    patch_u32(&b.children, type + 20 + CONFIG_BYTES + 8 + 16 + 4, 0x7fffffff); /* the second entry's key */
    arsc_case d = arsc_case_decode_built(&b);
    const char *type_name = NULL;
    const char *name = NULL;
    assert_true(aa_arsc_name(d.arsc, 0x7f010000, &type_name, &name));
    assert_string_equal(type_name, "");
    assert_string_equal(name, "");
    assert_true(aa_arsc_name(d.arsc, 0x7f010001, &type_name, &name));
    assert_string_equal(name, "");
    assert_false(arsc_case_has_gap(&d));
    arsc_case_release(&d);
}

static void a_string_that_is_not_there_is_null(void **state)
{
    (void)state;
    const arsc_entry entries[] = {{.key = "a", .type = 3, .data = 1000}, {.key = "b", .text = "bad"}};
    arsc_builder b = {0};
    arsc_type(&b, "string", entries, 2);
    b.values.wild_length = (int)pool_index(&b.values, "bad") + 1;
    arsc_case d = arsc_case_decode_built(&b);
    assert_null(arsc_case_values_of(&d, 0x7f010000, 1)->value.text);
    d.notes->member = "elsewhere";
    assert_null(arsc_case_values_of(&d, 0x7f010001, 1)->value.text);
    assert_arsc_note(&d, "arsc.string_bounds", AA_NOTE_ANOMALY);
    assert_string_equal(aa_notes_at(d.notes, 0)->member, "resources.arsc");
    assert_string_equal(d.notes->member, "elsewhere");
    arsc_case_release(&d);
}

static size_t resolve(const arsc_case *d, uint32_t id, aa_res_value *out, size_t max)
{
    aa_res_value value = {AA_RES_REFERENCE, id, NULL};
    return aa_arsc_resolve(d->arsc, value, out, max);
}

static void references_are_followed_over_all_configurations(void **state)
{
    (void)state;
    const arsc_entry entries[] = {{.key = "plain", .text = "plain"},
                                  {.key = "one", .type = 1, .data = 0x7f010000},
                                  {.key = "two", .type = 7, .data = 0x00010001},
                                  {.key = "theme", .type = 2, .data = 0x01010031}};
    const arsc_entry other[] = {{.key = "plain", .type = 1, .data = 0x01040000}};
    arsc_builder b = {0};
    arsc_type(&b, "string", entries, 4);
    memcpy(b.config + 8, "de", 2);
    arsc_type(&b, "string", other, 1);
    arsc_case d = arsc_case_decode_built(&b);
    aa_res_value out[4];
    assert_int_equal(resolve(&d, 0x7f010002, out, 4), 2);
    assert_string_equal(out[0].text, "plain");
    assert_int_equal(out[1].type, AA_RES_REFERENCE); /* leads to the framework */
    assert_int_equal(out[1].data, 0x01040000);
    assert_int_equal(resolve(&d, 0x7f010002, out, 0), 2);
    assert_int_equal(resolve(&d, 0x7f010003, out, 4), 1);
    assert_int_equal(out[0].type, AA_RES_ATTRIBUTE);
    assert_int_equal(aa_arsc_resolve(d.arsc, (aa_res_value){AA_RES_INT_DEC, 5, NULL}, out, 4), 1);
    assert_int_equal(out[0].data, 5);
    assert_int_equal(resolve(&d, 0x7f999999, out, 4), 1);
    assert_int_equal(out[0].data, 0x7f999999);
    arsc_case_release(&d);
}

static void reference_cycles_end(void **state)
{
    (void)state;
    const arsc_entry entries[] = {{.key = "a", .type = 1, .data = 0x7f010001},
                                  {.key = "b", .type = 1, .data = 0x7f010000},
                                  {.key = "self", .type = 1, .data = 0x7f010002}};
    arsc_builder b = {0};
    arsc_type(&b, "string", entries, 3);
    arsc_case d = arsc_case_decode_built(&b);
    aa_res_value out[4];
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(resolve(&d, 0x7f010000 + i, out, 4), 1);
        assert_int_equal(out[0].type, AA_RES_REFERENCE);
    }
    arsc_case_release(&d);
}

/* A chain of references: entry i refers to i + 1, the last one is plain. */
static arsc_case chain(size_t length)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l",
                                       "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x"};
    arsc_entry entries[COUNT(keys)] = {{0}};
    assert_true(length < COUNT(keys));
    for (size_t i = 0; i <= length; i++)
        entries[i] =
            (arsc_entry){.key = keys[i], .type = i < length ? 1 : 0x10, .data = (uint32_t)(0x7f010001 + i)};
    arsc_builder b = {0};
    arsc_type(&b, "integer", entries, length + 1);
    return arsc_case_decode_built(&b);
}

static void references_are_followed_for_twenty_steps(void **state)
{
    (void)state;
    for (size_t length = 18; length <= 20; length++) {
        arsc_case d = chain(length); /* the first step leads to the first entry */
        aa_res_value out[1];
        assert_int_equal(resolve(&d, 0x7f010000, out, 1), 1);
        assert_int_equal(out[0].type, length < 20 ? AA_RES_INT_DEC : AA_RES_REFERENCE);
        arsc_case_release(&d);
    }
}

static void a_reference_to_a_bag_stays_a_reference(void **state)
{
    (void)state;
    const arsc_item items[] = {{0x01010003, 0x12, 1}};
    const arsc_entry styles[] = {{.key = "Theme", .items = items, .item_count = 1, .parent = 0x7f010000}};
    arsc_builder b = {0};
    arsc_type(&b, "style", styles, 1);
    arsc_case d = arsc_case_decode_built(&b);
    aa_res_value out[1];
    assert_int_equal(resolve(&d, 0x7f010000, out, 1), 1);
    assert_int_equal(out[0].data, 0x7f010000);
    arsc_case_release(&d);
}

typedef struct visits {
    size_t count;
    size_t stop_after;
    uint32_t last;
    size_t values;
    size_t items;
} visits;

static bool visit(void *context, uint32_t id, const char *type, const char *name, const aa_arsc_value *values,
                  size_t count)
{
    visits *v = context;
    assert_true(id > v->last);
    assert_non_null(type);
    assert_non_null(name);
    v->last = id;
    v->values += count;
    for (size_t i = 0; i < count; i++)
        v->items += values[i].item_count;
    return ++v->count != v->stop_after;
}

static void every_resource_is_visited_in_id_order(void **state)
{
    (void)state;
    const arsc_item items[] = {{1, 0x10, 1}, {2, 0x10, 2}};
    const arsc_entry bags[] = {{.key = "bag", .items = items, .item_count = 2},
                               {.key = "plain", .text = "x"}};
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    arsc_type(&b, "array", bags, 2);
    b.config[24] = 26;
    b.layout = ARSC_SPARSE;
    arsc_type(&b, "array", bags, 1);
    arsc_case d = arsc_case_decode_built(&b);
    visits v = {0};
    aa_arsc_each(d.arsc, visit, &v);
    assert_int_equal(v.count, 4);
    assert_int_equal(v.values, 5);
    assert_int_equal(v.items, 4);
    v = (visits){.stop_after = 2};
    aa_arsc_each(d.arsc, visit, &v);
    assert_int_equal(v.count, 2);
    assert_false(aa_arsc_failed(d.arsc));
    arsc_case_release(&d);
}

static void entries_past_their_limit_are_a_gap(void **state)
{
    (void)state;
    const arsc_item items[] = {{1, 0x10, 1}, {2, 0x10, 2}};
    const arsc_entry bags[] = {{.key = "a", .items = items, .item_count = 2}};
    for (uint32_t max = 1; max <= 5; max++) { /* two strings, a bag, its two items: five */
        arsc_builder b = {0};
        arsc_type(&b, "string", greetings, 2);
        arsc_type(&b, "array", bags, 1);
        aa_bytes data = arsc_finish(&b);
        aa_limits limits = AA_LIMITS_INIT;
        limits.arsc_entries = max;
        arsc_case d = arsc_case_decode_with(data, &limits);
        assert_int_equal(aa_notes_has(d.notes, "limit.arsc_entries"), max < 5);
        assert_int_equal(arsc_case_has_gap(&d), max < 5);
        arsc_case_values_of(&d, 0x7f010000, max >= 2 ? 1 : 0);
        arsc_case_values_of(&d, 0x7f020000, max == 5 ? 1 : 0);
        arsc_case_release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static void bytes_past_their_limit_are_refused(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    aa_bytes data = arsc_finish(&b);
    for (int over = 0; over < 2; over++) {
        aa_limits limits = AA_LIMITS_INIT;
        limits.arsc_bytes = data.n - (size_t)over;
        arsc_case d = arsc_case_decode_with(data, &limits);
        assert_int_equal(d.err, over ? AA_E_LIMIT : AA_OK);
        assert_int_equal(aa_notes_has(d.notes, "limit.arsc_bytes"), over);
        arsc_case_release(&d);
    }
    free((void *)(uintptr_t)data.p);
}

static void many_types_and_a_large_pool_cost_little(void **state)
{
    (void)state;
    arsc_builder b = {0};
    arsc_type(&b, "string", greetings, 2);
    b.no_spec = true;
    for (int i = 0; i < 20000; i++)
        arsc_type(&b, "string", NULL, 0);
    arsc_case d = arsc_case_decode_built(&b);
    arsc_case_values_of(&d, 0x7f010000, 1);
    assert_int_equal(d.notes->items.count, 0);
    assert_true(aa_arena_used(d.arena) < 20000 * 512);
    arsc_case_release(&d);
}

static void a_table_made_by_aapt_is_read(void **state)
{
    (void)state;
    const char *const files[] = {"table.utf8", "table.utf16"};
    for (size_t i = 0; i < COUNT(files); i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/fuzz/corpus/arsc/%s", TEST_SOURCE_DIR, files[i]);
        aa_bytes data = test_read_file(path);
        arsc_case d = arsc_case_decode(data);
        uint32_t id = aa_arsc_find(d.arsc, "string", "app_name");
        const aa_arsc_value *names = arsc_case_values_of(&d, id, 2);
        assert_string_equal(names[0].value.text, "Resources");
        assert_string_equal(names[1].value.text, "\xE8\xB3\x87\xE6\xBA\x90");
        assert_string_equal(names[1].config.locale, "zh-TW");
        aa_res_value out[2];
        assert_int_equal(resolve(&d, aa_arsc_find(d.arsc, "string", "alias"), out, 2), 2);
        const aa_arsc_value *child = arsc_case_values_of(&d, aa_arsc_find(d.arsc, "style", "Child"), 1);
        assert_int_equal(child->parent, aa_arsc_find(d.arsc, "style", "Parent"));
        assert_int_equal(
            arsc_case_values_of(&d, aa_arsc_find(d.arsc, "bool", "cleartext"), 2)[1].config.sdk_version, 23);
        assert_string_equal(arsc_case_values_of(&d, aa_arsc_find(d.arsc, "string", "quoted"), 1)->value.text,
                            "A \"quoted\" line\nand another");
        assert_int_equal(d.notes->items.count, 0);
        arsc_case_release(&d);
        free((void *)(uintptr_t)data.p);
    }
}

static bool nothing(void *context, uint32_t id, const char *type, const char *name,
                    const aa_arsc_value *values, size_t count)
{
    (void)context;
    (void)id;
    (void)type;
    (void)name;
    (void)values;
    return count > 0;
}

static bool read_once(void *context)
{
    const aa_bytes *data = context;
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return false;
    aa_limits limits = AA_LIMITS_INIT;
    aa_notes notes;
    aa_notes_init(&notes, arena, 0);
    aa_arsc *arsc = NULL;
    aa_err err = aa_arsc_parse(arena, *data, &limits, &notes, &arsc);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    assert_int_equal(arsc != NULL, err == AA_OK);
    bool whole = err == AA_OK;
    if (whole) {
        const aa_arsc_value *values = NULL;
        for (uint32_t i = 0; i < 20000; i++)
            aa_arsc_values(arsc, 0x7f010000 + i, &values);
        aa_arsc_find(arsc, "string", "none");
        aa_arsc_each(arsc, nothing, NULL);
        whole = !aa_arsc_failed(arsc) && !notes.failed;
    }
    aa_arena_free(arena);
    return whole;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    arsc_entry *many = calloc(5000, sizeof *many);
    assert_non_null(many);
    for (size_t i = 0; i < 5000; i++)
        many[i] = (arsc_entry){.key = "k", .text = "some text"};
    const arsc_item items[] = {{1, 3, 0}, {2, 0x10, 2}};
    const arsc_entry bags[] = {{.key = "a", .items = items, .item_count = 2}};
    arsc_builder b = {.values.wild_length = 2};
    pool_index(&b.values, "good");
    pool_index(&b.values, "bad");
    arsc_type(&b, "string", many, 5000);
    b.config[8] = 'd';
    arsc_type(&b, "string", many, 3);
    arsc_type(&b, "array", bags, 1);
    arsc_chunk(&b.children, 0x8888, 8, 8);
    aa_bytes data = arsc_finish(&b);
    assert_true(test_each_allocation_fails(read_once, &data, 0) > 10);
    free((void *)(uintptr_t)data.p);
    free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_id_out_of_range_is_a_gap),
        cmocka_unit_test(names_may_be_empty_or_missing),
        cmocka_unit_test(a_string_that_is_not_there_is_null),
        cmocka_unit_test(references_are_followed_over_all_configurations),
        cmocka_unit_test(reference_cycles_end),
        cmocka_unit_test(references_are_followed_for_twenty_steps),
        cmocka_unit_test(a_reference_to_a_bag_stays_a_reference),
        cmocka_unit_test(every_resource_is_visited_in_id_order),
        cmocka_unit_test(entries_past_their_limit_are_a_gap),
        cmocka_unit_test(bytes_past_their_limit_are_refused),
        cmocka_unit_test(many_types_and_a_large_pool_cost_little),
        cmocka_unit_test(a_table_made_by_aapt_is_read),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
