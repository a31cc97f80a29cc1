/*
 * Checks of flags, SDK levels and identity, on facts written by hand.
 */
#include "records.h"
#include "support/test.h"

static void only_a_true_debuggable_flag_is_a_defect(void **state)
{
    (void)state;
    aa_facts f = test_app();
    expect_records("android-debuggable", &f, "clear not_declared\n");
    f.manifest.debuggable = test_flag(AA_YES);
    expect_records("android-debuggable", &f, "hit critical debuggable\n");
    f.manifest.debuggable = test_flag(AA_NO);
    expect_records("android-debuggable", &f, "clear not_debuggable\n");
    f.manifest.debuggable = test_flag(AA_UNKNOWN);
    expect_records("android-debuggable", &f, "cannot-tell unresolved\n");
}

static void only_a_true_test_only_flag_is_a_defect(void **state)
{
    (void)state;
    aa_facts f = test_app();
    expect_records("android-test-only", &f, "clear not_declared\n");
    f.manifest.test_only = test_flag(AA_YES);
    expect_records("android-test-only", &f, "hit high test_only\n");
    f.manifest.test_only = test_flag(AA_NO);
    expect_records("android-test-only", &f, "clear not_test_only\n");
    f.manifest.test_only = test_flag(AA_UNKNOWN);
    expect_records("android-test-only", &f, "cannot-tell unresolved\n");
}

static void sdk_levels_are_compared_with_the_policy(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_manifest *m = &f.manifest;
    expect_records("android-target-sdk-old", &f, "clear target_at_floor 36 36\n");
    expect_records("android-min-sdk-old", &f, "clear min_without_patches 30 24 34\n");
    m->target_sdk = 35;
    m->min_sdk = 23;
    expect_records("android-target-sdk-old", &f, "hit medium target_below_floor 35 36\n");
    expect_records("android-min-sdk-old", &f, "hit medium min_below_floor 23 24\n");
    m->min_sdk = 34;
    expect_records("android-min-sdk-old", &f, "clear min_at_floor 34 24\n");
}

static void sdk_levels_that_are_not_declared_have_their_defaults(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_manifest *m = &f.manifest;
    m->min_sdk_declared = m->target_sdk_declared = false;
    m->min_sdk_text = m->target_sdk_text = NULL;
    m->min_sdk = m->target_sdk = 1;
    expect_records("android-target-sdk-old", &f, "hit medium target_not_declared 1 36\n");
    expect_records("android-min-sdk-old", &f, "hit medium min_not_declared 1 24\n");
}

static void a_preview_name_is_no_level(void **state)
{
    (void)state;
    aa_facts f = test_app();
    f.manifest.target_sdk_text = "Baklava";
    f.manifest.min_sdk_text = "Baklava";
    expect_records("android-target-sdk-old", &f, "cannot-tell target_preview Baklava\n");
    expect_records("android-min-sdk-old", &f, "cannot-tell min_preview Baklava\n");
}

static void a_shared_user_id_is_reported_with_its_value(void **state)
{
    (void)state;
    aa_facts f = test_app();
    expect_records("android-shared-uid", &f, "clear no_shared_user_id\n");
    f.manifest.shared_user_id.value = "org.example.all";
    expect_records("android-shared-uid", &f, "hit low shared_user_id org.example.all\n");
}

/* ---- task hijacking ---------------------------------------------------------------------------------- */

static void the_default_affinity_is_told_once_and_only_for_old_releases(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_component c[2] = {{.type = AA_ACTIVITY, .name = "A", .is_launcher = true},
                         {.type = AA_ACTIVITY, .name = "B", .task_affinity = ""}};
    f.manifest.components = c;
    f.manifest.component_count = 2;
    expect_records("android-task-hijack", &f, "clear android_11_or_later 30\n");
    f.manifest.min_sdk = 29;
    expect_records("android-task-hijack", &f, "hit info default_affinity 1 2 29\n");
    f.manifest.task_affinity = "";
    expect_records("android-task-hijack", &f, "clear empty_affinity 2\n");
    f.manifest.component_count = 0;
    expect_records("android-task-hijack", &f, "absent no_activities\n");
}

static void what_makes_hijacking_easy_is_told_by_activity(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_component c[4] = {
        {.type = AA_ACTIVITY, .name = "A", .is_launcher = true, .launch_mode = "singleTask"},
        {.type = AA_ACTIVITY, .name = "B", .allow_task_reparenting = test_flag(AA_YES)},
        {.type = AA_ACTIVITY, .name = "C", .task_affinity = "com.other.app"},
        {.type = AA_ACTIVITY, .name = "D", .task_affinity = "org.example.app.side"},
    };
    f.manifest.min_sdk = 26;
    f.manifest.components = c;
    f.manifest.component_count = 4;
    expect_records("android-task-hijack", &f,
                   "hit low single_task_with_affinity A singleTask org.example.app\n"
                   "hit low allows_reparenting B - org.example.app\n"
                   "hit low foreign_affinity C - com.other.app\n");
}

/* ---- permissions ------------------------------------------------------------------------------------- */

static void every_permission_is_in_the_inventory(void **state)
{
    (void)state;
    aa_facts f = test_app();
    expect_records("android-permission-inventory", &f, "absent no_permissions\n");
    const aa_permission_use uses[] = {
        {.name = "android.permission.CAMERA",
         .level = AA_PROTECT_DANGEROUS,
         .is_platform = true,
         .level_text = "dangerous",
         .group = "android.permission-group.CAMERA"},
        {.name = "android.permission.WRITE_EXTERNAL_STORAGE",
         .level = AA_PROTECT_DANGEROUS,
         .is_platform = true,
         .level_text = "dangerous",
         .group = "android.permission-group.STORAGE",
         .max_sdk = 28},
        {.name = "org.example.app.OWN", .level = AA_PROTECT_SIGNATURE, .level_text = "signature"},
        {.name = "com.vendor.X", .level = AA_PROTECT_UNDEFINED},
    };
    f.manifest.permissions = uses;
    f.manifest.permission_count = 4;
    expect_records("android-permission-inventory", &f,
                   "hit info permission android.permission.CAMERA dangerous android.permission-group.CAMERA\n"
                   "hit info permission_up_to android.permission.WRITE_EXTERNAL_STORAGE dangerous "
                   "android.permission-group.STORAGE 28\n"
                   "hit info permission_of_the_app org.example.app.OWN signature\n"
                   "hit info permission_of_others com.vendor.X\n");
}

static void a_weak_permission_matters_only_as_a_guard(void **state)
{
    (void)state;
    aa_facts f = test_app();
    const aa_permission_def defs[] = {
        {.name = "P", .level = AA_PROTECT_NORMAL, .level_text = "normal"},
        {.name = "S", .level = AA_PROTECT_SIGNATURE, .level_text = "signature"}};
    aa_component c = {.type = AA_SERVICE,
                      .name = "C",
                      .exported = AA_YES,
                      .permission = "P",
                      .protection = AA_PROTECT_NORMAL};
    expect_records("android-permission-weak-level", &f, "absent no_own_permissions\n");
    f.manifest.permission_defs = defs;
    f.manifest.permission_def_count = 2;
    expect_records("android-permission-weak-level", &f,
                   "clear guards_nothing P normal -\nclear strong_level S signature -\n");
    f.manifest.components = &c;
    f.manifest.component_count = 1;
    expect_records("android-permission-weak-level", &f,
                   "hit medium weak_level P normal C\nclear strong_level S signature -\n");
    c.exported = AA_NO;
    expect_records("android-permission-weak-level", &f,
                   "clear guards_nothing P normal -\nclear strong_level S signature -\n");
}

static void a_permission_of_a_path_guards_as_well(void **state)
{
    (void)state;
    aa_facts f = test_app();
    const aa_permission_def def = {.name = "P", .level = AA_PROTECT_UNKNOWN, .level_text = "@0x7f010001"};
    const aa_path_permission path = {.path = "/x", .kind = "path", .read_permission = "P"};
    aa_component c = {.type = AA_PROVIDER,
                      .name = "C",
                      .exported = AA_YES,
                      .path_permissions = &path,
                      .path_permission_count = 1};
    f.manifest.permission_defs = &def;
    f.manifest.permission_def_count = 1;
    f.manifest.components = &c;
    f.manifest.component_count = 1;
    expect_records("android-permission-weak-level", &f, "cannot-tell level_unresolved P @0x7f010001 C\n");
}

static void a_guard_that_nobody_defines_is_no_guard(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_component c[2] = {
        {.type = AA_SERVICE,
         .name = "C",
         .exported = AA_YES,
         .permission = "P",
         .protection = AA_PROTECT_UNDEFINED},
        {.type = AA_PROVIDER,
         .name = "D",
         .exported = AA_YES,
         .read_permission = "R",
         .read_protection = AA_PROTECT_UNDEFINED,
         .write_permission = "R",
         .write_protection = AA_PROTECT_UNDEFINED},
    };
    f.manifest.components = c;
    f.manifest.component_count = 2;
    expect_records("android-permission-undefined", &f,
                   "hit high guard_undefined C P\nhit high guard_undefined D R\n");
    c[0].permission = "com.google.android.c2dm.permission.SEND";
    c[1].exported = AA_NO;
    expect_records("android-permission-undefined", &f, "clear guards_defined 1\n");
    c[0].exported = AA_NO;
    expect_records("android-permission-undefined", &f, "absent no_guards\n");
}

/* ---- identity and coverage --------------------------------------------------------------------------- */

static void identity_names_the_package_and_each_file(void **state)
{
    (void)state;
    aa_facts f = test_app();
    aa_artifact a[2] = {{.name = "app.apk", .size = 10, .sha256 = "ab", .split = ""},
                        {.name = "de.apk", .size = 5, .sha256 = "cd", .split = "config.de"}};
    f.manifest.label = "Example";
    f.manifest.version_name.value = "1.0";
    f.manifest.version_code = 7;
    f.artifacts = a;
    f.artifact_count = 2;
    expect_records("common-identity", &f,
                   "hit info package org.example.app Example\nhit info version 1.0 7\n"
                   "hit info sdk_range 30 36\nhit info file app.apk 10 ab\n"
                   "hit info split_file de.apk 5 cd config.de\n");
}

static void coverage_tells_gaps_of_the_input_from_the_scope_of_this_version(void **state)
{
    (void)state;
    aa_facts f = test_app();
    const aa_gap gaps[] = {
        {.area = AA_AREA_LAYOUTS,
         .cause = AA_GAP_INPUT,
         .code = "axml.truncated",
         .member = "res/a.xml",
         .detail = "12",
         .offset = AA_NO_OFFSET},
        {.area = AA_AREA_CODE, .cause = AA_GAP_SCOPE, .code = "scope.dex", .offset = AA_NO_OFFSET},
        {.area = AA_AREA_ASSETS, .cause = AA_GAP_INPUT, .code = "zip.encrypted", .offset = AA_NO_OFFSET},
        {.area = AA_AREA_RESOURCES, .cause = AA_GAP_SCOPE, .code = "scope.scripts", .offset = AA_NO_OFFSET},
    };
    f.coverage = (aa_coverage){.area = {[AA_AREA_MANIFEST] = AA_AREA_READ,
                                        [AA_AREA_RESOURCES] = AA_AREA_PARTIAL,
                                        [AA_AREA_LAYOUTS] = AA_AREA_PARTIAL,
                                        [AA_AREA_CODE] = AA_AREA_UNREAD,
                                        [AA_AREA_NATIVE] = AA_AREA_FAILED,
                                        [AA_AREA_ASSETS] = AA_AREA_UNREAD},
                               .gaps = gaps,
                               .gap_count = 4};
    expect_records("common-coverage", &f,
                   "clear area_read area.manifest\nhit info area_partly_in_scope area.resources 1\n"
                   "hit info area_partial area.layouts 1\n"
                   "hit info area_out_of_scope area.code 1\nhit info area_failed area.native 0\n"
                   "hit info area_unread area.assets 1\nhit info gap area.layouts axml.truncated 12\n"
                   "hit info gap area.assets zip.encrypted \n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_true_debuggable_flag_is_a_defect),
        cmocka_unit_test(only_a_true_test_only_flag_is_a_defect),
        cmocka_unit_test(sdk_levels_are_compared_with_the_policy),
        cmocka_unit_test(sdk_levels_that_are_not_declared_have_their_defaults),
        cmocka_unit_test(a_preview_name_is_no_level),
        cmocka_unit_test(a_shared_user_id_is_reported_with_its_value),
        cmocka_unit_test(the_default_affinity_is_told_once_and_only_for_old_releases),
        cmocka_unit_test(what_makes_hijacking_easy_is_told_by_activity),
        cmocka_unit_test(every_permission_is_in_the_inventory),
        cmocka_unit_test(a_weak_permission_matters_only_as_a_guard),
        cmocka_unit_test(a_permission_of_a_path_guards_as_well),
        cmocka_unit_test(a_guard_that_nobody_defines_is_no_guard),
        cmocka_unit_test(identity_names_the_package_and_each_file),
        cmocka_unit_test(coverage_tells_gaps_of_the_input_from_the_scope_of_this_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
