#include "engine/absence.h"

#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const names[] = {"no-auth",     "no-billing",       "no-input",           "no-network",
                                    "no-password", "no-personal-data", "no-sensitive-input", "no-sharing",
                                    "no-storage"};

/* A theme or a set of icons: everything read, no code at all. */
static aa_facts bare_app(void)
{
    aa_facts facts = {.platform = AA_PLATFORM_ANDROID};
    for (int i = 0; i < AA_AREA_COUNT; i++)
        facts.coverage.area[i] = AA_AREA_READ;
    facts.coverage.area[AA_AREA_CODE] = AA_AREA_ABSENT;
    facts.coverage.area[AA_AREA_NATIVE] = AA_AREA_ABSENT;
    return facts;
}

static void an_app_without_code_proves_every_absence(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        aa_facts facts = bare_app();
        assert_true(aa_absence_exists(names[i]));
        assert_int_equal(aa_absence_holds(names[i], &facts), AA_YES);
    }
    assert_false(aa_absence_exists("no-luck"));
}

static void code_leaves_every_absence_open(void **state)
{
    (void)state;
    static const aa_area code[] = {AA_AREA_CODE, AA_AREA_NATIVE};
    for (size_t i = 0; i < COUNT(names); i++) {
        for (size_t k = 0; k < COUNT(code); k++) {
            for (aa_area_state s = AA_AREA_READ; s <= AA_AREA_FAILED; s++) {
                aa_facts facts = bare_app();
                facts.coverage.area[code[k]] = s;
                assert_int_equal(aa_absence_holds(names[i], &facts), AA_UNKNOWN);
            }
        }
    }
}

static void a_part_that_was_not_read_leaves_an_absence_open(void **state)
{
    (void)state;

    static const struct {
        const char *name;
        aa_area area;
    } needs[] = {
        {"no-storage", AA_AREA_CONTAINER}, {"no-storage", AA_AREA_MANIFEST},
        {"no-input", AA_AREA_LAYOUTS},     {"no-auth", AA_AREA_LAYOUTS},
        {"no-password", AA_AREA_LAYOUTS},  {"no-personal-data", AA_AREA_LAYOUTS},
        {"no-sharing", AA_AREA_RESOURCES}, {"no-sensitive-input", AA_AREA_LAYOUTS},
    };

    for (size_t i = 0; i < COUNT(needs); i++) {
        for (aa_area_state s = AA_AREA_PARTIAL; s <= AA_AREA_FAILED; s++) {
            aa_facts facts = bare_app();
            facts.coverage.area[needs[i].area] = s;
            assert_int_equal(aa_absence_holds(needs[i].name, &facts), AA_UNKNOWN);
        }
    }
    aa_facts facts = bare_app();
    facts.coverage.area[AA_AREA_MANIFEST] = AA_AREA_ABSENT; /* then nothing says what the app is */
    assert_int_equal(aa_absence_holds("no-storage", &facts), AA_UNKNOWN);
    facts = bare_app();
    facts.platform = AA_PLATFORM_IOS;
    assert_int_equal(aa_absence_holds("no-storage", &facts), AA_UNKNOWN);
}

static void expect_no(const aa_facts *facts, const char *name)
{
    assert_int_equal(aa_absence_holds(name, facts), AA_NO);
}

static void permissions_speak_against_an_absence(void **state)
{
    (void)state;
    aa_permission_use use = {.name = "android.permission.INTERNET", .level = AA_PROTECT_NORMAL};
    aa_facts facts = bare_app();
    facts.manifest.permissions = &use;
    facts.manifest.permission_count = 1;
    expect_no(&facts, "no-network");
    assert_int_equal(aa_absence_holds("no-personal-data", &facts), AA_YES);
    use.name = "com.android.vending.BILLING";
    expect_no(&facts, "no-billing");
    assert_int_equal(aa_absence_holds("no-network", &facts), AA_YES);
    use.level = AA_PROTECT_UNKNOWN;
    expect_no(&facts, "no-personal-data");
    expect_no(&facts, "no-auth");
}

static void a_shared_user_id_speaks_against_an_absence(void **state)
{
    (void)state;
    aa_facts facts = bare_app();
    facts.manifest.shared_user_id.value = "tw.example.shared";
    expect_no(&facts, "no-network"); /* the other app may hold the permission */
    expect_no(&facts, "no-sharing");
}

static void components_speak_against_sharing_nothing(void **state)
{
    (void)state;
    aa_component c = {.type = AA_ACTIVITY, .exported = AA_YES, .is_launcher = true};
    aa_facts facts = bare_app();
    facts.manifest.components = &c;
    facts.manifest.component_count = 1;
    assert_int_equal(aa_absence_holds("no-sharing", &facts), AA_YES);
    c.is_launcher = false;
    expect_no(&facts, "no-sharing");
    c.exported = AA_UNKNOWN;
    expect_no(&facts, "no-sharing");
    c = (aa_component){.type = AA_PROVIDER, .exported = AA_NO};
    expect_no(&facts, "no-sharing");
}

static void fields_and_web_views_speak_against_no_input(void **state)
{
    (void)state;
    static const char *const about_input[] = {"no-input", "no-password", "no-sensitive-input", "no-auth",
                                              "no-personal-data"};
    aa_input_field field = {.view = "EditText"};
    aa_layout layout = {.name = "layout/web", .has_web_view = true};
    for (size_t i = 0; i < COUNT(about_input); i++) {
        aa_facts facts = bare_app();
        facts.layouts.fields = &field;
        facts.layouts.field_count = 1;
        expect_no(&facts, about_input[i]);
        facts.layouts = (aa_layouts){.items = &layout, .count = 1};
        expect_no(&facts, about_input[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_app_without_code_proves_every_absence),
        cmocka_unit_test(code_leaves_every_absence_open),
        cmocka_unit_test(a_part_that_was_not_read_leaves_an_absence_open),
        cmocka_unit_test(permissions_speak_against_an_absence),
        cmocka_unit_test(a_shared_user_id_speaks_against_an_absence),
        cmocka_unit_test(components_speak_against_sharing_nothing),
        cmocka_unit_test(fields_and_web_views_speak_against_no_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
