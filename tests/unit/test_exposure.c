#include "facts/exposure.h"
#include "support/test.h"

static void a_guard_is_as_strong_as_the_level_of_its_permission(void **state)
{
    (void)state;
    assert_int_equal(aa_guard_of(NULL, AA_PROTECT_NONE), AA_GUARD_NONE);
    assert_int_equal(aa_guard_of("", AA_PROTECT_NONE), AA_GUARD_NONE);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_SIGNATURE), AA_GUARD_SYSTEM);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_INTERNAL), AA_GUARD_SYSTEM);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_NORMAL), AA_GUARD_NORMAL);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_DANGEROUS), AA_GUARD_USER);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_UNDEFINED), AA_GUARD_UNDEFINED);
    assert_int_equal(aa_guard_of("a.b", AA_PROTECT_UNKNOWN), AA_GUARD_UNKNOWN);
}

static void a_permission_that_a_vendor_defines_guards(void **state)
{
    (void)state;
    const char *gcm = "com.google.android.c2dm.permission.SEND";
    assert_int_equal(aa_guard_of(gcm, AA_PROTECT_UNDEFINED), AA_GUARD_VENDOR);
    assert_false(aa_guard_is_weak(AA_GUARD_VENDOR));
    /* The app's own definition of that name counts as what it is. */
    assert_int_equal(aa_guard_of(gcm, AA_PROTECT_NORMAL), AA_GUARD_NORMAL);
}

static void reading_and_writing_a_provider_are_guarded_apart(void **state)
{
    (void)state;
    aa_component c = {
        .type = AA_PROVIDER, .read_permission = "org.example.READ", .read_protection = AA_PROTECT_SIGNATURE};
    const char *name = NULL;
    assert_int_equal(aa_provider_guard(&c, false, &name), AA_GUARD_SYSTEM);
    assert_int_equal(aa_provider_guard(&c, true, &name), AA_GUARD_NONE);
    c.permission = "org.example.BOTH";
    c.protection = AA_PROTECT_NORMAL;
    assert_int_equal(aa_provider_guard(&c, true, &name), AA_GUARD_NORMAL);
    assert_string_equal(name, "org.example.BOTH");
}

static void what_android_12_refuses_is_open_on_older_releases(void **state)
{
    (void)state;
    aa_component c = {.exported = AA_UNKNOWN, .exported_reason = AA_EXPORT_REFUSED};
    assert_int_equal(aa_component_open(&c), AA_YES);
    c = (aa_component){.exported = AA_NO, .exported_reason = AA_EXPORT_NO_FILTER};
    assert_int_equal(aa_component_open(&c), AA_NO);
}

static void one_unprotected_action_opens_a_receiver(void **state)
{
    (void)state;
    const char *const boot[] = {"android.intent.action.BOOT_COMPLETED"};
    const char *const own[] = {"org.example.PING"};
    aa_intent_filter filters[] = {{.actions = boot, .action_count = 1}, {.actions = own, .action_count = 1}};
    aa_component c = {.type = AA_RECEIVER, .filters = filters, .filter_count = 1};
    assert_true(aa_receives_only_system(&c));
    c.filter_count = 2;
    assert_false(aa_receives_only_system(&c));
    c.filter_count = 0;
    assert_false(aa_receives_only_system(&c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_guard_is_as_strong_as_the_level_of_its_permission),
        cmocka_unit_test(a_permission_that_a_vendor_defines_guards),
        cmocka_unit_test(reading_and_writing_a_provider_are_guarded_apart),
        cmocka_unit_test(what_android_12_refuses_is_open_on_older_releases),
        cmocka_unit_test(one_unprotected_action_opens_a_receiver),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
