/* What the manifest says, as the platform reads it. */
#include "support/app.h"
#include "support/fail_alloc.h"
#include "support/test.h"

#define APP(content) TEST_MANIFEST("org.example.app", "<application>" content "</application>")
#define TARGET(n, content)                                                                                   \
    TEST_MANIFEST("org.example.app", "<uses-sdk android:minSdkVersion='21' android:targetSdkVersion='" n     \
                                     "'/><application>" content "</application>")
#define FILTER "<intent-filter><action android:name='org.example.GO'/></intent-filter>"

static const aa_component *component(const aa_facts *facts, const char *name)
{
    for (size_t i = 0; i < facts->manifest.component_count; i++) {
        if (strcmp(facts->manifest.components[i].name, name) == 0)
            return &facts->manifest.components[i];
    }
    fail_msg("no component is called %s", name);
    return NULL;
}

static void identity_comes_from_the_manifest(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m =
        &test_manifest_facts(&app, "<manifest xmlns:android='http://schemas.android.com/apk/res/android' "
                                   "package='org.example.app' android:versionCode='7' "
                                   "android:versionCodeMajor='1' android:versionName='2.0-rc'>"
                                   "<application android:name='.App' android:permission='org.example.P'/>"
                                   "</manifest>")
             ->manifest;
    assert_string_equal(m->package.value, "org.example.app");
    assert_string_equal(m->package.place.path, "manifest/@package");
    assert_int_equal(m->version_code, UINT64_C(1) << 32 | 7);
    assert_string_equal(m->version_name.value, "2.0-rc");
    assert_string_equal(m->application_class, "org.example.app.App");
    assert_string_equal(m->app_permission, "org.example.P");
    test_app_done(&app);
}

static void sdk_versions_default_as_the_platform_does(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m = &test_manifest_facts(&app, APP(""))->manifest;
    assert_int_equal(m->min_sdk, 1);
    assert_int_equal(m->target_sdk, 1);
    assert_false(m->min_sdk_declared || m->target_sdk_declared);
    test_app_done(&app);
    m = &test_manifest_facts(&app,
                             TEST_MANIFEST("a.b", "<uses-sdk android:minSdkVersion='19'/><application/>"))
             ->manifest;
    assert_int_equal(m->min_sdk, 19);
    assert_int_equal(m->target_sdk, 19);
    assert_true(m->min_sdk_declared);
    assert_null(m->target_sdk_text);
    test_app_done(&app);
}

static void a_codename_stands_for_the_version_in_development(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(&app, TARGET("VanillaIceCream", ""));
    assert_int_equal(facts->manifest.target_sdk, 10000);
    assert_string_equal(facts->manifest.target_sdk_text, "VanillaIceCream");
    assert_true(test_has_anomaly(facts, "manifest.sdk_codename"));
    test_app_done(&app);
}

static void flags_know_undeclared_from_false(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m =
        &test_manifest_facts(&app, TEST_MANIFEST("a.b", "<application android:debuggable='true' "
                                                        "android:allowBackup='false' "
                                                        "android:testOnly='\\TRUE' "
                                                        "android:usesCleartextTraffic='@0x7f050001'/>"))
             ->manifest;
    assert_int_equal(m->debuggable.value, AA_YES);
    assert_string_equal(m->debuggable.text, "true");
    assert_string_equal(m->debuggable.place.path, "manifest/application/@android:debuggable");
    assert_string_equal(m->debuggable.place.member, "AndroidManifest.xml");
    assert_string_equal(m->debuggable.place.artifact, "app.apk");
    assert_true(m->debuggable.place.offset != AA_NO_OFFSET);
    assert_int_equal(m->allow_backup.value, AA_NO);
    assert_int_equal(m->test_only.value, AA_YES); /* XmlUtils takes "TRUE" */
    assert_true(m->uses_cleartext.declared);
    assert_int_equal(m->uses_cleartext.value, AA_UNKNOWN); /* no table to look it up in */
    assert_string_equal(m->uses_cleartext.text, "@0x7f050001");
    assert_false(m->has_code.declared);
    test_app_done(&app);
}

static void export_follows_attribute_filter_and_target(void **state)
{
    (void)state;

    static const struct {
        const char *manifest;
        aa_tri exported;
        aa_export_reason reason;
    } cases[] = {
        {TARGET("30", "<activity android:name='.C' android:exported='true'/>"), AA_YES, AA_EXPORT_EXPLICIT},
        {TARGET("30", "<service android:name='.C' android:exported='false'>" FILTER "</service>"), AA_NO,
         AA_EXPORT_EXPLICIT},
        {TARGET("30", "<receiver android:name='.C'>" FILTER "</receiver>"), AA_YES, AA_EXPORT_FILTER_DEFAULT},
        {TARGET("30", "<activity android:name='.C'/>"), AA_NO, AA_EXPORT_NO_FILTER},
        /* A filter without an action is dropped for activities and kept for services. */
        {TARGET("30", "<activity android:name='.C'><intent-filter/></activity>"), AA_NO, AA_EXPORT_NO_FILTER},
        {TARGET("30", "<service android:name='.C'><intent-filter/></service>"), AA_YES,
         AA_EXPORT_FILTER_DEFAULT},
        {TARGET("31", "<activity android:name='.C'>" FILTER "</activity>"), AA_YES, AA_EXPORT_REFUSED},
        {TARGET("16", "<provider android:name='.C' android:authorities='x'/>"), AA_YES,
         AA_EXPORT_PROVIDER_DEFAULT},
        {TARGET("17", "<provider android:name='.C' android:authorities='x'/>"), AA_NO, AA_EXPORT_NO_FILTER},
        {TARGET("30", "<activity android:name='.C' android:exported='@0x7f050001'/>"), AA_UNKNOWN,
         AA_EXPORT_UNRESOLVED},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        test_app app;
        const aa_component *c = component(test_manifest_facts(&app, cases[i].manifest), "org.example.app.C");
        assert_int_equal(c->exported, cases[i].exported);
        assert_int_equal(c->exported_reason, cases[i].reason);
        test_app_done(&app);
    }
}

static void a_missing_export_refuses_the_install_from_target_31_on(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts =
        test_manifest_facts(&app, TARGET("31", "<activity android:name='.C'>" FILTER "</activity>"));
    assert_int_equal(facts->installable, AA_NO);
    assert_string_equal(facts->install_refusal, "manifest.exported_missing");
    test_app_done(&app);
    facts = test_manifest_facts(&app, TARGET("30", "<activity android:name='.C'>" FILTER "</activity>"));
    assert_int_equal(facts->installable, AA_YES);
    assert_null(facts->install_refusal);
    test_app_done(&app);
}

static void permissions_of_the_application_reach_all_but_aliases(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(
        &app, TEST_MANIFEST("a.b", "<permission android:name='a.b.P' android:protectionLevel='2'/>"
                                   "<application android:permission='a.b.P'>"
                                   "<service android:name='.Plain'/>"
                                   "<service android:name='.Own' android:permission='a.b.OTHER'/>"
                                   "<service android:name='.None' android:permission=''/>"
                                   "<activity-alias android:name='.Alias' android:targetActivity='.Main'/>"
                                   "<provider android:name='.Data' android:authorities='x' "
                                   "android:readPermission='android.permission.READ_CONTACTS'/>"
                                   "</application>"));
    const aa_component *plain = component(facts, "a.b.Plain");
    assert_string_equal(plain->permission, "a.b.P");
    assert_true(plain->permission_inherited);
    assert_int_equal(plain->protection, AA_PROTECT_SIGNATURE);
    assert_int_equal(component(facts, "a.b.Own")->protection, AA_PROTECT_UNDEFINED);
    assert_int_equal(component(facts, "a.b.None")->protection, AA_PROTECT_NONE);
    const aa_component *alias = component(facts, "a.b.Alias");
    assert_null(alias->permission);
    assert_string_equal(alias->target, "a.b.Main");
    const aa_component *data = component(facts, "a.b.Data");
    assert_int_equal(data->read_protection, AA_PROTECT_DANGEROUS);
    assert_string_equal(data->write_permission, "a.b.P");
    assert_int_equal(data->write_protection, AA_PROTECT_SIGNATURE);
    test_app_done(&app);
}

static void class_names_are_completed(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts =
        test_manifest_facts(&app, APP("<activity android:name='.A'/><activity android:name='B'/>"
                                      "<activity android:name='org.other.C'/>"));
    component(facts, "org.example.app.A");
    component(facts, "org.example.app.B");
    component(facts, "org.other.C");
    test_app_done(&app);
}

static void deep_links_keep_every_part_of_their_data(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(
        &app, APP("<activity android:name='.A'><intent-filter android:autoVerify='true'>"
                  "<action android:name='android.intent.action.VIEW'/>"
                  "<category android:name='android.intent.category.BROWSABLE'/>"
                  "<data android:scheme='https' android:host='example.org' android:port='443'/>"
                  "<data android:pathPrefix='/a' android:pathSuffix='.b' android:pathAdvancedPattern='[c]'/>"
                  "</intent-filter>"
                  "<intent-filter><action android:name='android.intent.action.MAIN'/>"
                  "<category android:name='android.intent.category.LAUNCHER'/></intent-filter></activity>"));
    const aa_component *c = component(facts, "org.example.app.A");
    assert_int_equal(c->filter_count, 2);
    const aa_intent_filter *f = &c->filters[0];
    assert_int_equal(f->auto_verify.value, AA_YES);
    assert_true(aa_filter_is_browsable(f));
    assert_false(aa_filter_is_browsable(&c->filters[1]));
    assert_true(c->is_launcher);
    assert_int_equal(f->data_count, 2);
    assert_string_equal(f->data[0].host, "example.org");
    assert_string_equal(f->data[0].port, "443");
    assert_string_equal(f->data[1].path_suffix, ".b");
    assert_string_equal(f->data[1].path_advanced_pattern, "[c]");
    test_app_done(&app);
}

static void permissions_know_their_level_and_group(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m =
        &test_manifest_facts(
             &app, TEST_MANIFEST("a.b", "<uses-permission android:name='android.permission.CAMERA'/>"
                                        "<uses-permission-sdk-23 android:name='android.permission.INTERNET'/>"
                                        "<uses-permission android:name='a.b.OWN' android:maxSdkVersion='28'/>"
                                        "<uses-permission android:name='a.b.tree.LEAF'/>"
                                        "<uses-permission android:name='android.permission.BLUETOOTH_SCAN' "
                                        "android:usesPermissionFlags='0x10000'/>"
                                        "<permission android:name='a.b.OWN' android:protectionLevel='0x12'/>"
                                        "<permission android:name='android.permission.INTERNET' "
                                        "android:protectionLevel='2'/>"
                                        "<permission-tree android:name='a.b.tree'/><application/>"))
             ->manifest;
    assert_int_equal(m->permission_count, 5);
    const aa_permission_use *u = m->permissions;
    assert_int_equal(u[0].level, AA_PROTECT_DANGEROUS);
    assert_true(u[0].is_platform);
    assert_string_equal(u[0].group, "android.permission-group.CAMERA");
    assert_string_equal(u[0].level_text, "dangerous|instant");
    assert_string_equal(u[0].place.path,
                        "manifest/uses-permission[@android:name=\"android.permission.CAMERA\"]");
    assert_int_equal(u[1].min_sdk, 23);
    assert_int_equal(u[1].level, AA_PROTECT_NORMAL); /* an app cannot redefine it */
    assert_int_equal(u[2].level, AA_PROTECT_SIGNATURE);
    assert_int_equal(u[2].max_sdk, 28);
    assert_string_equal(u[2].level_text, "signature|privileged");
    assert_int_equal(u[3].level, AA_PROTECT_UNKNOWN);
    assert_true(u[4].never_for_location);
    assert_int_equal(m->permission_def_count, 2);
    test_app_done(&app);
}

static void providers_tell_paths_meta_data_and_queries(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m =
        &test_manifest_facts(
             &app, TEST_MANIFEST("a.b", "<queries><package android:name='x.y'/><provider "
                                        "android:authorities='p'/><intent><action android:name='GO'/>"
                                        "<data android:scheme='geo'/></intent></queries>"
                                        "<uses-feature android:name='f'/>"
                                        "<application><meta-data android:name='key' android:value='v'/>"
                                        "<provider android:name='.P' android:authorities='x' "
                                        "android:grantUriPermissions='true'>"
                                        "<path-permission android:pathPrefix='/s' android:permission='q' "
                                        "android:writePermission='w'/>"
                                        "<grant-uri-permission android:pathPattern='.*'/>"
                                        "<meta-data android:name='paths' android:resource='@0x7f020000'/>"
                                        "</provider></application>"))
             ->manifest;
    assert_int_equal(m->query_count, 3);
    assert_string_equal(m->queries[2].value, "GO scheme=geo");
    assert_int_equal(m->feature_count, 1);
    assert_string_equal(m->meta_data[0].value, "v");
    const aa_component *p = &m->components[0];
    assert_int_equal(p->grant_uri_permissions.value, AA_YES);
    assert_string_equal(p->path_permissions[0].kind, "pathPrefix");
    assert_string_equal(p->path_permissions[0].read_permission, "q");
    assert_string_equal(p->path_permissions[0].write_permission, "w");
    assert_string_equal(p->grant_paths[0].path, ".*");
    assert_int_equal(p->meta_data[0].resource_id, 0x7f020000);
    assert_string_equal(p->meta_data[0].value, "@0x7f020000");
    test_app_done(&app);
}

static void what_the_platform_refuses_has_a_reason(void **state)
{
    (void)state;

    static const struct {
        const char *manifest, *code;
    } cases[] = {
        {TEST_MANIFEST("nodots", "<application/>"), "manifest.package_name"},
        {TEST_MANIFEST("a.1b", "<application/>"), "manifest.package_name"},
        {TEST_MANIFEST("a.b", ""), "manifest.no_application"},
        {APP("<activity/>"), "manifest.component_name"},
        {APP("<provider android:name='.P'/>"), "manifest.provider_authorities"},
        {"<other package='a.b'/>", "manifest.unreadable"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        test_app app;
        const aa_facts *facts = test_manifest_facts(&app, cases[i].manifest);
        assert_int_equal(facts->installable, AA_NO);
        assert_string_equal(facts->install_refusal, cases[i].code);
        assert_true(test_has_anomaly(facts, cases[i].code));
        test_app_done(&app);
    }
}

static void attributes_without_id_do_not_count(void **state)
{
    (void)state;
    test_app app;
    const aa_manifest *m =
        &test_manifest_facts(&app, TEST_MANIFEST("a.b", "<application debuggable='true'/>"))->manifest;
    assert_false(m->debuggable.declared);
    test_app_done(&app);
}

static void the_first_application_counts(void **state)
{
    (void)state;
    test_app app;
    const aa_facts *facts = test_manifest_facts(
        &app, TEST_MANIFEST("a.b", "<application/><application android:debuggable='true'/>"));
    assert_false(facts->manifest.debuggable.declared);
    assert_true(test_has_anomaly(facts, "axml.duplicate_application"));
    test_app_done(&app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identity_comes_from_the_manifest),
        cmocka_unit_test(sdk_versions_default_as_the_platform_does),
        cmocka_unit_test(a_codename_stands_for_the_version_in_development),
        cmocka_unit_test(flags_know_undeclared_from_false),
        cmocka_unit_test(export_follows_attribute_filter_and_target),
        cmocka_unit_test(a_missing_export_refuses_the_install_from_target_31_on),
        cmocka_unit_test(permissions_of_the_application_reach_all_but_aliases),
        cmocka_unit_test(class_names_are_completed),
        cmocka_unit_test(deep_links_keep_every_part_of_their_data),
        cmocka_unit_test(permissions_know_their_level_and_group),
        cmocka_unit_test(providers_tell_paths_meta_data_and_queries),
        cmocka_unit_test(what_the_platform_refuses_has_a_reason),
        cmocka_unit_test(attributes_without_id_do_not_count),
        cmocka_unit_test(the_first_application_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
