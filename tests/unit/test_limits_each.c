/*
 * Limits that no sample app comes near: nothing is told at the limit, and one past it is.
 */
#include <string.h>
#include <unistd.h>

#include "base/json_depth.h"
#include "decode/elf.h"
#include "engine/check.h"
#include "engine/thin.h"
#include "facts/layout_style.h"
#include "support/app.h"
#include "support/arsc_case.h"
#include "support/tree.h"
#include "support/zip_case.h"

static void a_bomb_is_called_one_by_size_and_ratio(void **state)
{
    zip_case *t = *state;
    const size_t size = 100000;
    zb_entry e[] = {zb_deflated(t->arena, "AndroidManifest.xml", zb_zeros(t->arena, size))};
    uint32_t ratio = (uint32_t)(size / e[0].central.compressed);

    struct {
        uint64_t bytes;
        uint32_t ratio;
        bool told;
    } cases[] = {
        {size, 1, false}, {size - 1, 1, true}, {0, ratio, false}, {0, ratio / 2, true}, {0, 0, true}};

    for (size_t i = 0; i < COUNT(cases); i++) {
        t->notes.items.count = 0;
        t->limits.alert_bytes = cases[i].bytes;
        t->limits.alert_ratio = cases[i].ratio;
        zip_case_open(t, e, 1, NULL);
        assert_int_equal(aa_notes_has(&t->notes, "zip.bomb_suspect"), cases[i].told);
    }
}

static void nesting_of_json_is_counted_outside_of_strings(void **state)
{
    (void)state;

    static const struct {
        const char *text;
        uint64_t depth;
    } cases[] = {{"", 0},
                 {"1", 0},
                 {"[]", 1},
                 {"[{}, [[]]]", 3},
                 {"\"[[[\"", 0},
                 {"[\"\\\"[[\"]", 1},
                 {"[[", 2},
                 {"]]][", 1},
                 {"\"[", 0},
                 {"\"\\", 0},
                 {"{\"a\": {}}", 2},
                 {"[][][]", 1},
                 {"[\"\\\\\", [[]]]", 3}};

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(aa_json_depth_of(zb_text(cases[i].text)), cases[i].depth);
}

static void dex_files_past_the_limit_are_a_gap(void **state)
{
    (void)state;
    for (uint32_t limit = 1; limit <= 2; limit++) {
        test_app app;
        test_app_init(&app);
        app.limits.dex_files = limit;
        const zb_entry more[] = {zb_stored("classes.dex", zb_text("none")),
                                 zb_stored("classes2.dex", zb_text("none"))};
        test_app_add(&app, "a.apk", TEST_MANIFEST("app", "<application/>"), more, 2);
        const aa_facts *facts = test_app_facts(&app);
        assert_int_equal(test_has_gap(facts, AA_AREA_CODE, "limit.dex_files"), limit == 1);
        test_app_done(&app);
    }
}

static void relocations_past_the_limit_are_a_gap(void **state)
{
    (void)state;
    aa_limits limits = AA_LIMITS_INIT;
    const char *path = TEST_BINARY_DIR "/elf/good64.so";
    if (access(path, R_OK) != 0)
        skip();
    aa_bytes file = test_read_file(path);
    bool told = false;
    bool silent = false;
    for (uint32_t limit = 0; limit < 64 && !silent; limit++) {
        aa_arena *arena = aa_arena_new();
        aa_notes notes;
        aa_elf *elf = NULL;
        aa_notes_init(&notes, arena, 10);
        limits.elf_relocations = limit;
        assert_int_equal(aa_elf_read(arena, file, &limits, &notes, &elf), AA_OK);
        told = told || aa_notes_has(&notes, "limit.elf_relocations");
        silent = notes.items.count == 0;
        assert_true(silent || limit > 0 || elf->slot_count == 0);
        aa_arena_free(arena);
    }
    assert_true(told && silent);
    free((void *)(uintptr_t)file.p);
}

static void styles_above_the_limit_are_told(void **state)
{
    (void)state;
    const arsc_item items[] = {{0x01010003, 0x12, 1}};
    arsc_entry styles[4] = {{0}};
    static const char *const keys[] = {"a", "b", "c", "d"};
    for (uint32_t i = 0; i < COUNT(styles); i++)
        styles[i] = (arsc_entry){.key = keys[i],
                                 .items = items,
                                 .item_count = 1,
                                 .parent = i + 1 < COUNT(styles) ? 0x7f010001 + i : 0};
    arsc_builder b = {0};
    arsc_type(&b, "style", styles, COUNT(styles));
    arsc_case table = arsc_case_decode_built(&b);
    for (uint32_t limit = 2; limit <= 3; limit++) {
        test_source t;
        aa_view_attrs attrs = {0};
        assert_true(test_source_init(&t));
        t.limits.style_parents = limit;
        t.part.arsc = table.arsc;
        t.source.parts = &t.part;
        t.source.part_count = 1;
        aa_layout_reader reader = {.source = &t.source};
        aa_view_attrs_add_style(&reader, 0x7f010000, &attrs);
        assert_int_equal(reader.limit_code != NULL, limit == 2);
        assert_true(limit == 3 || strcmp(reader.limit_code, "limit.style_parents") == 0);
        test_source_done(&t);
    }
    arsc_case_release(&table);
}

static void references_past_the_limit_are_told_and_unknown(void **state)
{
    (void)state;
    const arsc_entry entries[] = {{.key = "a", .type = 1, .data = 0x7f010001},
                                  {.key = "b", .type = 1, .data = 0x7f010002},
                                  {.key = "c", .type = 0x10, .data = 7}};
    arsc_builder b = {0};
    arsc_type(&b, "integer", entries, COUNT(entries));
    arsc_case table = arsc_case_decode_built(&b);
    for (uint32_t limit = 2; limit <= 3; limit++) {
        test_source t;
        assert_true(test_source_init(&t));
        t.limits.reference_steps = limit;
        t.part.arsc = table.arsc;
        t.source.parts = &t.part;
        t.source.part_count = 1;
        aa_resolved r = aa_source_resolve(&t.source, (aa_res_value){AA_RES_REFERENCE, 0x7f010000, NULL});
        assert_int_equal(r.unresolved, limit == 2);
        assert_int_equal(r.count, limit == 2 ? 0 : 1);
        assert_int_equal(aa_notes_has(&t.notes, "limit.reference_steps"), limit == 2);
        test_source_done(&t);
    }
    arsc_case_release(&table);
}

/* ---- records ---------------------------------------------------------------------------------------------
 */

static void records_that_repeat_are_counted_and_never_all_of_a_kind(void **state)
{
    (void)state;
    static const aa_check check = {.kind = AA_KIND_DEFECT};
    static const aa_check_entry one = {"android-one", &check};
    static const aa_check_entry two = {"android-two", &check};
    static const char *const none[] = {NULL};
    aa_finding all[8];
    for (size_t i = 0; i < COUNT(all); i++)
        all[i] = (aa_finding){
            .check = i < 6 ? &one : &two, .record = AA_RECORD_HIT, .reach = AA_REACHED, .args = none};
    all[4].owner = AA_OWNER_LIBRARY;
    all[5].reach = AA_NOT_REACHED;
    for (uint32_t most = 0; most <= 4; most++) {
        aa_arena *arena = aa_arena_new();
        const aa_anomaly before = {.code = "zip.gap", .detail = ""};
        aa_facts facts = {.anomalies = &before, .anomaly_count = 1};
        const aa_finding *findings = all;
        size_t count = COUNT(all);
        assert_int_equal(aa_findings_thin(arena, most, &findings, &count, &facts), AA_OK);
        static const size_t left[] = {8, 4, 6, 7, 8}; /* 4 + 1 + 1 of one check, 2 of the other */
        assert_int_equal(count, left[most]);
        assert_int_equal(facts.anomaly_count, most == 0 || most == 4 ? 1 : most == 1 ? 3 : 2);
        assert_string_equal(facts.anomalies[0].code, "zip.gap");
        if (most == 1) {
            assert_int_equal(findings[1].owner, AA_OWNER_LIBRARY);
            assert_int_equal(findings[2].reach, AA_NOT_REACHED);
            assert_string_equal(facts.anomalies[1].code, "limit.finding_repeats");
            assert_string_equal(facts.anomalies[1].detail, "android-one: 3");
            assert_string_equal(facts.anomalies[2].detail, "android-two: 1");
        }
        aa_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        zip_test(a_bomb_is_called_one_by_size_and_ratio),
        cmocka_unit_test(nesting_of_json_is_counted_outside_of_strings),
        cmocka_unit_test(dex_files_past_the_limit_are_a_gap),
        cmocka_unit_test(relocations_past_the_limit_are_a_gap),
        cmocka_unit_test(styles_above_the_limit_are_told),
        cmocka_unit_test(references_past_the_limit_are_told_and_unknown),
        cmocka_unit_test(records_that_repeat_are_counted_and_never_all_of_a_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
