/* The bytecode of an app: which files count, what enters it, and what checks record about it. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/code_record.h"
#include "engine/findings.h"
#include "facts/code.h"
#include "support/app.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define APPLICATION                                                                                          \
    "<application android:name='.App'><activity android:name='.Main' android:exported='true'>"               \
    "<intent-filter><action android:name='android.intent.action.MAIN'/>"                                     \
    "<category android:name='android.intent.category.LAUNCHER'/></intent-filter></activity></application>"
#define LAYOUT                                                                                               \
    "<LinearLayout xmlns:android='http://schemas.android.com/apk/res/android'>"                              \
    "<app.Square/><Button android:onClick='pressed'/></LinearLayout>"
#define CHECKS 20

/* ---- apps ------------------------------------------------------------------------------------------------
 */

static aa_bytes program(aa_arena *arena, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/code/%s.dex", TEST_BINARY_DIR, name);
    aa_bytes file = test_read_file(path);
    uint8_t *copy = aa_arena_alloc(arena, file.n);
    assert_non_null(copy);
    memcpy(copy, file.p, file.n);
    free((void *)(uintptr_t)file.p);
    return aa_bytes_of(copy, file.n);
}

/* One APK with the program "reach", of which |bytes| at the end are cut off. */
static const aa_facts *read_app(test_app *app, size_t bytes)
{
    test_app_init(app);
    aa_bytes dex = program(app->arena, "reach");
    dex.n -= bytes;
    const zb_entry more[] = {zb_deflated(app->arena, "classes.dex", dex),
                             zb_stored("res/layout/main.xml", test_binary_xml(app->arena, LAYOUT))};
    test_app_add(app, "app.apk", TEST_MANIFEST("app", APPLICATION), more, 2);
    return test_app_facts(app);
}

static aa_method_id method(const aa_code_base *base, const char *class, const char *name)
{
    aa_type_id type = aa_program_find_type(base->program, aa_bytes_of(class, strlen(class)));
    aa_method_id id = aa_type_method_named(base->program, type, name, AA_NO_ID);
    assert_true(id != AA_NO_ID);
    return id;
}

static void manifest_and_layouts_lead_into_the_code(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = read_app(&app, 0);
    const aa_code_base *base = aa_facts_code(facts);
    assert_non_null(base);
    assert_int_equal(facts->coverage.area[AA_AREA_CODE], AA_AREA_READ);
    assert_true(base->complete);
    assert_string_equal(base->package, "app");
    aa_method_id prepare = method(base, "Lapp/Boot;", "prepare");
    assert_true(aa_reach_at_launch(base->reach, prepare));
    assert_int_equal(aa_reach_state(base->reach, method(base, "Lapp/Square;", "draw")), AA_CODE_REACHED);
    assert_int_equal(aa_reach_state(base->reach, method(base, "Lapp/Service;", "onCreate")),
                     AA_CODE_UNREACHED);
    size_t count = 0;
    size_t handlers = 0;
    const aa_entry *entries = aa_reach_entries(base->reach, &count);
    for (size_t i = 0; i < count; i++)
        handlers += entries[i].kind == AA_ENTRY_ON_CLICK && strcmp(entries[i].name, "pressed") == 0;
    assert_int_equal(handlers, 1);
    test_app_done(&app);
}

static void damaged_code_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = read_app(&app, 600);
    assert_int_equal(facts->coverage.area[AA_AREA_CODE], AA_AREA_PARTIAL);
    const aa_code_base *base = aa_facts_code(facts);
    assert_non_null(base);
    assert_false(base->complete);
    test_app_done(&app);
}

static void without_code_there_is_none(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(&app, TEST_MANIFEST("app", "<application/>"));
    assert_int_equal(facts->coverage.area[AA_AREA_CODE], AA_AREA_ABSENT);
    assert_null(aa_facts_code(facts));
    test_app_done(&app);
}

static void parts_make_one_program(void **state)
{
    (void)state;
    test_app app;
    test_app_init(&app);
    aa_bytes reach = program(app.arena, "reach");
    aa_bytes other = program(app.arena, "asked");
    /* What is named later loads later, wherever it lies in the archive. */
    const zb_entry base_files[] = {zb_stored("classes2.dex", other), zb_stored("classes.dex", reach)};
    const zb_entry feature_files[] = {zb_stored("classes.dex", other)};
    test_app_add(&app, "base.apk", TEST_MANIFEST("app", APPLICATION), base_files, 2);
    test_app_add(&app, "feature.apk",
                 "<manifest xmlns:android='http://schemas.android.com/apk/res/android' package='app' "
                 "split='feature'><application/></manifest>",
                 feature_files, 1);
    const aa_facts *facts = test_app_facts(&app);
    const aa_code_base *base = aa_facts_code(facts);
    assert_non_null(base);
    assert_int_equal(aa_program_unit_count(base->program), 3);
    assert_string_equal(aa_program_unit(base->program, 0)->member, "classes.dex");
    assert_string_equal(aa_program_unit(base->program, 0)->artifact, "base.apk");
    assert_string_equal(aa_program_unit(base->program, 1)->member, "classes2.dex");
    assert_string_equal(aa_program_unit(base->program, 2)->artifact, "feature.apk");
    aa_type_id tool = aa_program_find_type(base->program, aa_bytes_of("Lorg/example/app/Tool;", 22));
    assert_int_equal(aa_program_type(base->program, tool)->unit, 1);
    assert_true(test_has_anomaly(facts, "code.class_twice"));
    test_app_done(&app);
}

static void code_can_be_left_out(void **state)
{
    (void)state;
    test_app app;
    read_app(&app, 0);
    aa_facts *facts = NULL;
    aa_notes notes;
    aa_notes_init(&notes, app.arena, 0);
    assert_int_equal(aa_facts_collect_declared(app.arena, &app.package, &app.limits, 1, &notes, &facts),
                     AA_OK);
    assert_null(aa_facts_code(facts));
    assert_true(test_has_gap(facts, AA_AREA_CODE, "scope.bytecode"));
    aa_facts_release(facts);
    aa_facts_release(facts);
    test_app_done(&app);
}

/* ---- records
 * ----------------------------------------------------------------------------------------------- */

enum { CALLED, UNCLEAR, FINE };

static const aa_message messages[] = {[CALLED] = {"called", {"{0}", "{0}"}},
                                      [UNCLEAR] = {"unclear", {"{0}", "{0}"}},
                                      [FINE] = {"fine", {"{0}", "{0}"}}};

static void look(const aa_check_input *in, aa_sink *sink)
{
    aa_sites sites = aa_code_calls(in->code, "Lapp/Paint;->*");
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_site(sink, CALLED, AA_SEVERITY_CRITICAL, in->code, &sites.items[i],
                    AA_ARGS(aa_code_method_name(in->code, sites.items[i].to)));
    aa_sites tapped = aa_code_calls(in->code, "Lapp/Tap;->tapped");
    for (size_t i = 0; i < tapped.count; i++)
        aa_cannot_tell_site(sink, UNCLEAR, in->code, &tapped.items[i], AA_ARGS("tapped"));
    aa_clear_method(sink, FINE, in->code, method(aa_code_base_of(in->code), "Lapp/Dead;", "one"), AA_NO_ID,
                    AA_ARGS("dead"));
}

static const aa_check check = {.platforms = AA_PLATFORM_ANDROID,
                               .kind = AA_KIND_DEFECT,
                               .severity = AA_SEVERITY_HIGH,
                               .areas = AA_AREA_BIT(AA_AREA_CODE),
                               AA_MESSAGES(messages),
                               .run = look};

static void fill(aa_check_entry *entries, char (*ids)[16])
{
    for (size_t i = 0; i < CHECKS; i++) {
        snprintf(ids[i], sizeof ids[i], "android-%02zu", i);
        entries[i] = (aa_check_entry){.id = ids[i], .check = &check};
    }
}

static const aa_finding *find(const aa_finding *findings, size_t count, const char *class_name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(findings[i].place.class_name, class_name) == 0)
            return &findings[i];
    fail_msg("no finding in %s", class_name);
    return NULL;
}

static void expect_step(const aa_finding *f, size_t i, aa_trace_kind kind, const char *class_name,
                        uint32_t line)
{
    assert_true(i < f->trace_count);
    assert_int_equal(f->trace[i].kind, kind);
    assert_string_equal(f->trace[i].class_name, class_name);
    assert_int_equal(f->trace[i].line, line);
}

static void records_outlive_the_code(void **state)
{
    (void)state;
    test_app app;
    aa_facts *facts = NULL;
    const aa_finding *findings = NULL;
    size_t count = 0;
    aa_check_entry entries[CHECKS];
    char ids[CHECKS][16];
    uint64_t times[CHECKS] = {0};
    read_app(&app, 0);
    facts = app.facts;
    fill(entries, ids);
    const aa_check_input in = {.facts = facts};
    assert_int_equal(aa_findings_collect(app.arena, entries, 1, &in, 1, times, &findings, &count), AA_OK);
    aa_facts_release(facts);
    assert_int_equal(count, 4);
    const aa_finding *round = find(findings, count, "app.Round");
    assert_int_equal(round->record, AA_RECORD_HIT);
    assert_int_equal(round->severity, AA_SEVERITY_HIGH);
    assert_int_equal(round->reach, AA_REACHED);
    assert_int_equal(round->owner, AA_OWNER_APP);
    assert_string_equal(round->place.method, "draw()V");
    assert_string_equal(round->place.member, "classes.dex");
    assert_true(round->place.offset > 100 && round->place.offset < AA_NO_OFFSET);
    assert_string_equal(round->args[0], "round()V");
    expect_step(round, 0, AA_TRACE_ENTRY, "app.Main", 11);
    expect_step(round, round->trace_count - 1, AA_TRACE_CALL, "app.Main", 0);
    const aa_finding *click = find(findings, count, "app.Click");
    assert_int_equal(click->record, AA_RECORD_UNDECIDED);
    assert_int_equal(click->reach, AA_REACHED);
    const aa_finding *dead = find(findings, count, "app.Dead");
    assert_int_equal(dead->record, AA_RECORD_CLEAR);
    assert_int_equal(dead->reach, AA_NOT_REACHED);
    assert_int_equal(dead->trace_count, 0);
    test_app_done(&app);
}

static void expect_same(const aa_finding *a, const aa_finding *b)
{
    assert_string_equal(a->check->id, b->check->id);
    assert_string_equal(a->fingerprint, b->fingerprint);
    assert_string_equal(a->place.class_name, b->place.class_name);
    assert_int_equal(a->place.offset, b->place.offset);
    assert_int_equal(a->trace_count, b->trace_count);
    for (size_t i = 0; i < a->trace_count; i++)
        assert_string_equal(a->trace[i].method, b->trace[i].method);
}

static void threads_do_not_show(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = read_app(&app, 0);
    const aa_check_input in = {.facts = facts};
    aa_check_entry entries[CHECKS];
    char ids[CHECKS][16];
    const aa_finding *alone = NULL;
    const aa_finding *together = NULL;
    size_t count = 0;
    size_t other = 0;
    fill(entries, ids);
    assert_int_equal(aa_findings_collect(app.arena, entries, CHECKS, &in, 1, NULL, &alone, &count), AA_OK);
    assert_int_equal(aa_findings_collect(app.arena, entries, CHECKS, &in, 4, NULL, &together, &other), AA_OK);
    assert_int_equal(count, 4 * CHECKS);
    assert_int_equal(other, count);
    for (size_t i = 0; i < count; i++)
        expect_same(&alone[i], &together[i]);
    test_app_done(&app);
}

/* ---- memory ----------------------------------------------------------------------------------------------
 */

static bool read_once(void *context)
{
    test_app *app = context;
    aa_arena *arena = aa_arena_new();
    aa_facts *facts = NULL;
    aa_notes notes;
    aa_package package = app->package;
    aa_err err = AA_E_NOMEM;
    if (arena == NULL)
        return false;
    aa_notes_init(&notes, arena, 0);
    err = aa_facts_collect(arena, &package, &app->limits, 1, &notes, &facts);
    assert_true((facts != NULL) == (err == AA_OK));
    if (err == AA_OK) {
        aa_check_entry entries[CHECKS];
        char ids[CHECKS][16];
        const aa_finding *findings = NULL;
        size_t count = 0;
        const aa_check_input in = {.facts = facts};
        fill(entries, ids);
        err = aa_findings_collect(arena, entries, CHECKS, &in, 1, NULL, &findings, &count);
        assert_true(err == AA_E_NOMEM || (err == AA_OK && count == 4 * CHECKS));
    }
    aa_facts_release(facts);
    aa_arena_free(arena);
    return err == AA_OK;
}

static void running_out_of_memory_loses_nothing_silently(void **state)
{
    (void)state;
    test_app app;
    read_app(&app, 0);
    assert_true(test_each_allocation_fails(read_once, &app, 0) > 50);
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(manifest_and_layouts_lead_into_the_code),
        cmocka_unit_test(damaged_code_is_read_as_far_as_it_goes),
        cmocka_unit_test(without_code_there_is_none),
        cmocka_unit_test(parts_make_one_program),
        cmocka_unit_test(code_can_be_left_out),
        cmocka_unit_test(records_outlive_the_code),
        cmocka_unit_test(threads_do_not_show),
        cmocka_unit_test(running_out_of_memory_loses_nothing_silently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
