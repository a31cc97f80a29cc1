#include "code/reach.h"

#include "support/fail_alloc.h"
#include "support/program_case.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const aa_entry entries[] = {
    {.kind = AA_ENTRY_APPLICATION, .name = "app.App", .launch = true},
    {.kind = AA_ENTRY_COMPONENT, .name = "app.Missing"},
    {.kind = AA_ENTRY_COMPONENT, .name = "app.Main", .launch = true, .exported = true},
    {.kind = AA_ENTRY_ON_CLICK, .name = "pressed"},
    {.kind = AA_ENTRY_COMPONENT, .name = "app.Service"},
};

typedef struct reach_case {
    program_case program;
    aa_reach_map *map;
} reach_case;

static void begin(reach_case *t, const char *name, const aa_entry *list, size_t count)
{
    program_case_begin(&t->program, name);
    assert_int_equal(aa_reach_build(t->program.program, list, count, &t->map), AA_OK);
    assert_true(aa_reach_complete(t->map));
}

static void end(reach_case *t)
{
    aa_reach_free(t->map);
    program_case_end(&t->program);
}

static void expect(const reach_case *t, aa_code_reach state, const char *const *methods)
{
    for (size_t i = 0; methods[i] != NULL; i++)
        if (aa_reach_state(t->map, program_case_method(&t->program, methods[i])) != state)
            fail_msg("%s: %d expected", methods[i], (int)state);
}

#define EXPECT(t, state, ...) expect(t, state, (const char *const[]){__VA_ARGS__, NULL})

/* ---- what runs ----------------------------------------------------------------------------------------- */

static void what_entries_call_is_reached(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/App;->onCreate", "Lapp/Boot;->start", "Lapp/Main;->onCreate",
           "Lapp/Main;-><init>", "Lapp/Main;->prepare", "Lapp/Main;->draw", "Lapp/Service;->onDestroy",
           "Lapp/Late;->b");
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Dead;->one", "Lapp/Dead;->two", "Lapp/Dead;->onClick",
           "Lapp/Dead;-><init>");
    end(&t);
}

static void classes_are_initialized_when_they_are_used(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Boot;-><clinit>", "Lapp/Boot;->prepare", "Lapp/Holder;-><clinit>",
           "Lapp/Init;->once");
    end(&t);
}

static void a_call_runs_overrides_of_objects_that_are_made(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Round;->draw", "Lapp/Paint;->round");
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Square;->draw", "Lapp/Paint;->square", "Lapp/Round;->unused");
    end(&t);
}

static void the_platform_calls_back_objects_that_are_made(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Click;->onClick", "Lapp/Tap;->tapped", "Lapp/Worker;->run",
           "Lapp/Job;->work", "Lapp/Circle;->toString", "Lapp/Base;->run");
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Click;->helper", "Lapp/Base;->other");
    end(&t);
}

static void class_literals_make_objects_but_no_components(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Model;-><init>", "Lapp/Model;->onClick");
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Model;->load", "Lapp/Undeclared;->onCreate");
    end(&t);
}

/* The first "pressed" takes a View, the second nothing. */
static void handlers_of_layouts_are_reached(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    aa_method_id pressed = program_case_method(&t.program, "Lapp/Main;->pressed");
    bool view = aa_method_parameter_count(t.program.program, pressed) == 1;
    aa_type_id main = program_case_type(&t.program, "Lapp/Main;");
    aa_method_id other = aa_type_method_named(t.program.program, main, "pressed", pressed);
    uint32_t entry = 0;
    aa_method_id path[4];
    assert_int_equal(aa_reach_state(t.map, view ? pressed : other), AA_CODE_REACHED);
    assert_int_equal(aa_reach_state(t.map, view ? other : pressed), AA_CODE_UNREACHED);
    assert_int_equal(aa_reach_path(t.map, view ? pressed : other, path, 4, &entry), 1);
    assert_int_equal(entry, 3);
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Main;->released");
    end(&t);
}

static void web_pages_call_what_is_annotated(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Bridge;->post");
    EXPECT(&t, AA_CODE_MAYBE, "Lapp/Bridge;->subscribed");
    EXPECT(&t, AA_CODE_UNREACHED, "Lapp/Bridge;->old", "Lapp/Bridge;->plain");
    end(&t);
}

/* ---- what may run -------------------------------------------------------------------------------------- */

static void names_and_native_code_leave_doubt(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    EXPECT(&t, AA_CODE_MAYBE, "Lapp/Named;->method", "Lapp/Named;-><init>", "Lapp/Behind;->named",
           "Lapp/Nat;->called");
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Nat;->run");
    aa_method_id path[4];
    assert_int_equal(
        aa_reach_path(t.map, program_case_method(&t.program, "Lapp/Named;->method"), path, 4, NULL), 0);
    end(&t);
}

static void reflection_on_unknown_names_leaves_doubt_about_the_app(void **state)
{
    (void)state;
    const aa_entry main = {.kind = AA_ENTRY_COMPONENT, .name = "app.Main"};
    reach_case t;
    begin(&t, "reflection", &main, 1);
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Finder;->find");
    EXPECT(&t, AA_CODE_MAYBE, "Lapp/Perhaps;->method", "Lokhttp3/Used;->used");
    EXPECT(&t, AA_CODE_UNREACHED, "Lokhttp3/Unused;->unused");
    end(&t);
}

static void without_entries_nothing_is_certain(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries + 1, 1);
    EXPECT(&t, AA_CODE_MAYBE, "Lapp/Main;->onCreate", "Lapp/Dead;->two");
    end(&t);
    aa_entry with_tests[COUNT(entries) + 1];
    memcpy(with_tests, entries, sizeof entries);
    with_tests[COUNT(entries)] = (aa_entry){.kind = AA_ENTRY_INSTRUMENTATION, .name = "app.Runner"};
    begin(&t, "reach", with_tests, COUNT(with_tests));
    EXPECT(&t, AA_CODE_REACHED, "Lapp/Main;->onCreate");
    EXPECT(&t, AA_CODE_MAYBE, "Lapp/Dead;->two");
    end(&t);
}

/* ---- ways ------------------------------------------------------------------------------------------------
 */

static void expect_path(const reach_case *t, size_t count, const aa_method_id *path,
                        const char *const *methods)
{
    for (size_t i = 0; i < count; i++) {
        assert_non_null(methods[i]);
        assert_int_equal(path[i], program_case_method(&t->program, methods[i]));
    }
    assert_null(methods[count]);
}

static void the_way_leads_from_an_entry(void **state)
{
    (void)state;
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    aa_method_id path[8];
    uint32_t entry = 0;
    aa_method_id tapped = program_case_method(&t.program, "Lapp/Tap;->tapped");
    size_t count = aa_reach_path(t.map, tapped, path, COUNT(path), &entry);
    expect_path(&t, count, path,
                (const char *const[]){"Lapp/Main;->onCreate", "Lapp/Main;->prepare", "Lapp/Click;->onClick",
                                      "Lapp/Tap;->tapped", NULL});
    assert_int_equal(entry, 2);
    count = aa_reach_path(t.map, tapped, path, 2, &entry);
    expect_path(&t, count, path, (const char *const[]){"Lapp/Click;->onClick", "Lapp/Tap;->tapped", NULL});
    assert_int_equal(entry, 2);
    assert_int_equal(aa_reach_path(t.map, AA_NO_ID, path, 8, &entry), 0);
    end(&t);
}

static void launch_ends_where_a_user_begins(void **state)
{
    (void)state;

    static const char *const at_launch[] = {
        "Lapp/App;->onCreate", "Lapp/Boot;->prepare", "Lapp/Main;->onCreate", "Lapp/Worker;->run",
        "Lapp/Job;->work",     "Lapp/Round;->draw",   "Lapp/Init;->once",     "Lapp/Main;-><init>",
    };

    static const char *const later[] = {
        "Lapp/Click;->onClick",       "Lapp/Tap;->tapped",  "Lapp/Main;->onDestroy",
        "Lapp/Main;->pressed",        "Lapp/AtEnd;->close", "Lapp/Service;->onCreate",
        "Lapp/Undeclared;->onCreate",
    };

    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    for (size_t i = 0; i < COUNT(at_launch); i++)
        if (!aa_reach_at_launch(t.map, program_case_method(&t.program, at_launch[i])))
            fail_msg("%s runs at launch", at_launch[i]);
    for (size_t i = 0; i < COUNT(later); i++)
        if (aa_reach_at_launch(t.map, program_case_method(&t.program, later[i])))
            fail_msg("%s does not run at launch", later[i]);
    aa_method_id path[8];
    size_t count =
        aa_reach_launch_path(t.map, program_case_method(&t.program, "Lapp/Boot;->start"), path, COUNT(path));
    expect_path(&t, count, path, (const char *const[]){"Lapp/App;->onCreate", "Lapp/Boot;->start", NULL});
    end(&t);
}

static void one_component_reaches_its_own(void **state)
{
    (void)state;
    static const char *const names[] = {"onCreate", NULL};
    reach_case t;
    begin(&t, "reach", entries, COUNT(entries));
    aa_type_id service = program_case_type(&t.program, "Lapp/Service;");
    aa_method_id early = program_case_method(&t.program, "Lapp/Early;->a");
    aa_method_id late = program_case_method(&t.program, "Lapp/Late;->b");
    const uint8_t *all = aa_reach_from(t.map, t.program.arena, service, NULL);
    const uint8_t *some = aa_reach_from(t.map, t.program.arena, service, names);
    assert_non_null(all);
    assert_non_null(some);
    assert_true(all[early] && all[late]);
    assert_true(some[early] && !some[late]);
    assert_false(all[program_case_method(&t.program, "Lapp/Main;->onCreate")]);
    const uint8_t *none = aa_reach_from(t.map, t.program.arena, AA_NO_ID, NULL);
    assert_non_null(none);
    assert_false(none[early]);
    end(&t);
}

/* ---- memory ----------------------------------------------------------------------------------------------
 */

static bool build_once(void *context)
{
    const program_case *program = context;
    aa_reach_map *map = NULL;
    aa_err err = aa_reach_build(program->program, entries, COUNT(entries), &map);
    assert_true((map != NULL) == (err == AA_OK));
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    aa_reach_free(map);
    return err == AA_OK;
}

static void every_failing_allocation_is_an_error(void **state)
{
    (void)state;
    program_case program;
    program_case_begin(&program, "reach");
    assert_true(test_each_allocation_fails(build_once, &program, 0) > 5);
    program_case_end(&program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_entries_call_is_reached),
        cmocka_unit_test(classes_are_initialized_when_they_are_used),
        cmocka_unit_test(a_call_runs_overrides_of_objects_that_are_made),
        cmocka_unit_test(the_platform_calls_back_objects_that_are_made),
        cmocka_unit_test(class_literals_make_objects_but_no_components),
        cmocka_unit_test(handlers_of_layouts_are_reached),
        cmocka_unit_test(web_pages_call_what_is_annotated),
        cmocka_unit_test(names_and_native_code_leave_doubt),
        cmocka_unit_test(reflection_on_unknown_names_leaves_doubt_about_the_app),
        cmocka_unit_test(without_entries_nothing_is_certain),
        cmocka_unit_test(the_way_leads_from_an_entry),
        cmocka_unit_test(launch_ends_where_a_user_begins),
        cmocka_unit_test(one_component_reaches_its_own),
        cmocka_unit_test(every_failing_allocation_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
