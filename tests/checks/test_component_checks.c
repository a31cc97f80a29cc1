/*
 * Checks of components, links and shared files, on facts written by hand.
 */
#include "records.h"
#include "support/test.h"

static aa_facts with(const aa_component *components, size_t count)
{
    aa_facts f = test_app();
    f.manifest.components = components;
    f.manifest.component_count = count;
    return f;
}

/* ---- activities, services, receivers ------------------------------------------------------------------ */

static void the_launcher_is_open_for_a_reason(void **state)
{
    (void)state;
    const char *const main_action[] = {"android.intent.action.MAIN"};
    const char *const view[] = {"android.intent.action.VIEW"};
    aa_intent_filter filters[2] = {{.actions = main_action, .action_count = 1},
                                   {.actions = view, .action_count = 1}};
    aa_component c = {.type = AA_ACTIVITY,
                      .name = "A",
                      .exported = AA_YES,
                      .filters = filters,
                      .filter_count = 1,
                      .is_launcher = true};
    aa_facts f = with(&c, 1);
    expect_records("android-exported-activity", &f, "clear activity_launcher A\n");
    c.filter_count = 2;
    expect_records("android-exported-activity", &f, "cannot-tell activity_open A -\n");
}

static void an_open_component_is_undecided_by_the_manifest(void **state)
{
    (void)state;
    aa_component c[] = {
        {.type = AA_ACTIVITY, .name = "A", .exported = AA_YES},
        {.type = AA_ACTIVITY_ALIAS, .name = "B", .exported = AA_YES},
        {.type = AA_ACTIVITY, .name = "C", .exported = AA_NO},
        {.type = AA_ACTIVITY, .name = "D", .exported = AA_UNKNOWN},
        {.type = AA_ACTIVITY, .name = "E", .exported = AA_UNKNOWN, .exported_reason = AA_EXPORT_REFUSED},
        {.type = AA_ACTIVITY, .name = "F", .exported = AA_YES, .enabled = test_flag(AA_NO)},
    };
    aa_facts f = with(c, 6);
    expect_records("android-exported-activity", &f,
                   "cannot-tell activity_open A -\ncannot-tell activity_open B -\n"
                   "cannot-tell activity_unresolved D\ncannot-tell activity_open E -\n"
                   "cannot-tell activity_disabled F -\nclear activities_closed 1 6\n");
    expect_records("android-exported-service", &f, "absent no_services\n");
    expect_records("android-exported-receiver", &f, "absent no_receivers\n");
    expect_records("android-exported-provider", &f, "absent no_providers\n");
}

static void a_guard_clears_only_when_others_cannot_hold_it(void **state)
{
    (void)state;
    aa_component c[] = {
        {.type = AA_SERVICE,
         .name = "A",
         .exported = AA_YES,
         .permission = "S",
         .protection = AA_PROTECT_SIGNATURE},
        {.type = AA_SERVICE,
         .name = "B",
         .exported = AA_YES,
         .permission = "N",
         .protection = AA_PROTECT_NORMAL},
        {.type = AA_SERVICE,
         .name = "C",
         .exported = AA_YES,
         .permission = "U",
         .protection = AA_PROTECT_UNDEFINED},
        {.type = AA_SERVICE,
         .name = "D",
         .exported = AA_YES,
         .permission = "com.google.android.c2dm.permission.SEND",
         .protection = AA_PROTECT_UNDEFINED},
        {.type = AA_SERVICE,
         .name = "E",
         .exported = AA_YES,
         .permission = "K",
         .protection = AA_PROTECT_UNKNOWN},
    };
    aa_facts f = with(c, 5);
    expect_records("android-exported-service", &f,
                   "clear service_guarded A S\ncannot-tell service_weak_guard B N\n"
                   "cannot-tell service_undefined_guard C U\n"
                   "clear service_guarded_by_vendor D com.google.android.c2dm.permission.SEND\n"
                   "cannot-tell service_unresolved E K\n");
}

static void a_receiver_of_system_broadcasts_is_safe_where_filters_are_enforced(void **state)
{
    (void)state;
    const char *const boot[] = {"android.intent.action.BOOT_COMPLETED"};
    const aa_intent_filter filter = {.actions = boot, .action_count = 1};
    aa_component c[] = {
        {.type = AA_RECEIVER, .name = "A", .exported = AA_YES, .filters = &filter, .filter_count = 1},
        {.type = AA_RECEIVER, .name = "B", .exported = AA_YES},
    };
    aa_facts f = with(c, 2);
    expect_records("android-exported-receiver", &f,
                   "cannot-tell receiver_system_by_name A\ncannot-tell receiver_open B -\n");
    f.manifest.min_sdk = 33;
    expect_records("android-exported-receiver", &f,
                   "clear receiver_system_only A\ncannot-tell receiver_open B -\n");
}

/* ---- providers ---------------------------------------------------------------------------------------- */

static void an_unguarded_provider_is_a_defect(void **state)
{
    (void)state;
    aa_component c = {.type = AA_PROVIDER, .name = "P", .exported = AA_YES, .authorities = "org.example.p"};
    aa_facts f = with(&c, 1);
    expect_records("android-exported-provider", &f, "hit high provider_open P org.example.p -\n");
    c.read_permission = "S";
    c.read_protection = AA_PROTECT_SIGNATURE;
    expect_records("android-exported-provider", &f, "hit high provider_writable P org.example.p -\n");
    c.write_permission = "S";
    c.write_protection = AA_PROTECT_SIGNATURE;
    expect_records("android-exported-provider", &f, "clear provider_guarded P S S\n");
    c.read_permission = NULL;
    c.read_protection = AA_PROTECT_NONE;
    expect_records("android-exported-provider", &f, "hit high provider_readable P org.example.p -\n");
    c.exported = AA_NO;
    expect_records("android-exported-provider", &f, "clear providers_closed 1 1\n");
}

static void a_weak_or_partial_guard_of_a_provider_is_told_apart(void **state)
{
    (void)state;
    aa_path_permission path = {.path = "/x", .kind = "path", .read_permission = "S"};
    aa_component c = {.type = AA_PROVIDER,
                      .name = "P",
                      .exported = AA_YES,
                      .authorities = "a",
                      .permission = "N",
                      .protection = AA_PROTECT_NORMAL};
    aa_facts f = with(&c, 1);
    expect_records("android-exported-provider", &f, "hit high provider_weak_guard P a N\n");
    c.protection = AA_PROTECT_DANGEROUS;
    expect_records("android-exported-provider", &f, "cannot-tell provider_user_guard P a N\n");
    c.protection = AA_PROTECT_UNKNOWN;
    expect_records("android-exported-provider", &f, "cannot-tell provider_unresolved P\n");
    c.permission = NULL;
    c.protection = AA_PROTECT_NONE;
    c.path_permissions = &path;
    c.path_permission_count = 1;
    expect_records("android-exported-provider", &f, "hit high provider_paths_open P a -\n");
    path = (aa_path_permission){.path = "/", .kind = "pathPrefix", .permission = "S"};
    expect_records("android-exported-provider", &f, "cannot-tell provider_paths_guarded P a -\n");
    c.enabled = test_flag(AA_NO);
    expect_records("android-exported-provider", &f, "cannot-tell provider_disabled P a -\n");
}

static void grants_of_every_path_are_wide(void **state)
{
    (void)state;
    const aa_path_permission paths[] = {{.kind = "pathPrefix", .path = "/"},
                                        {.kind = "pathPattern", .path = ".*"},
                                        {.kind = "path", .path = "/"},
                                        {.kind = "pathPrefix", .path = "/shared/"}};
    aa_component c = {
        .type = AA_PROVIDER, .name = "P", .exported = AA_NO, .grant_paths = paths, .grant_path_count = 4};
    aa_facts f = with(&c, 1);
    expect_records("android-provider-grant-wide", &f,
                   "hit medium grant_all_paths P pathPrefix /\nhit medium grant_all_paths P pathPattern .*\n"
                   "hit low grant_root_path P path /\nclear grant_some_paths P pathPrefix /shared/\n");
    c.grant_path_count = 1;
    c.exported = AA_YES;
    expect_records("android-provider-grant-wide", &f, "hit high grant_all_paths P pathPrefix /\n");
}

static void unlimited_grants_are_known_only_for_file_providers(void **state)
{
    (void)state;
    const aa_meta_data meta = {.name = "android.support.FILE_PROVIDER_PATHS", .value = "@xml/paths"};
    aa_component c = {
        .type = AA_PROVIDER, .name = "P", .exported = AA_NO, .grant_uri_permissions = test_flag(AA_YES)};
    aa_facts f = with(&c, 1);
    expect_records("android-provider-grant-wide", &f, "cannot-tell grant_unlimited P\n");
    c.meta_data = &meta;
    c.meta_data_count = 1;
    expect_records("android-provider-grant-wide", &f, "clear grant_by_file_provider P\n");
    c.grant_uri_permissions = test_flag(AA_NO);
    expect_records("android-provider-grant-wide", &f, "absent no_grants\n");
}

static void a_whole_storage_area_is_too_much_to_share(void **state)
{
    (void)state;
    const aa_shared_path paths[] = {
        {.provider = "P", .kind = "root-path", .path = ""},
        {.provider = "P", .kind = "root-path", .path = "data/x/"},
        {.provider = "P", .kind = "files-path", .path = "."},
        {.provider = "P", .kind = "external-path", .path = "/"},
        {.provider = "P", .kind = "external-path", .path = NULL},
        {.provider = "P", .kind = "cache-path", .path = "./"},
        {.provider = "P", .kind = "files-path", .path = "shared/"},
    };
    aa_facts f = test_app();
    f.shared_paths = paths;
    f.shared_path_count = 7;
    expect_records("android-fileprovider-broad", &f,
                   "hit medium shares_root P root-path \nhit low shares_below_root P root-path data/x/\n"
                   "hit medium shares_whole_area P files-path .\n"
                   "hit medium shares_whole_area P external-path /\n"
                   "hit medium shares_whole_area P external-path \n"
                   "hit low shares_whole_cache P cache-path ./\nclear shares_folder P files-path shared/\n");
}

static void a_path_list_that_is_missing_is_undecided(void **state)
{
    (void)state;
    const aa_meta_data meta = {.name = "android.support.FILE_PROVIDER_PATHS", .value = "@xml/paths"};
    aa_component c = {.type = AA_PROVIDER, .name = "P", .meta_data = &meta, .meta_data_count = 1};
    aa_facts f = with(&c, 1);
    expect_records("android-fileprovider-broad", &f, "cannot-tell paths_unread P\n");
    f.manifest.component_count = 0;
    expect_records("android-fileprovider-broad", &f, "absent no_shared_paths\n");
}

/* ---- links -------------------------------------------------------------------------------------------- */

static const char *const view[] = {"android.intent.action.VIEW"};
static const char *const browsable[] = {"android.intent.category.BROWSABLE",
                                        "android.intent.category.DEFAULT"};

static void custom_schemes_are_undecided_one_by_one(void **state)
{
    (void)state;
    const aa_filter_data data[] = {{.scheme = "acme", .host = "a"},
                                   {.scheme = "acme", .host = "b"},
                                   {.scheme = "https", .host = "a"},
                                   {.scheme = "acme2"}};
    const aa_intent_filter filter = {.actions = view,
                                     .action_count = 1,
                                     .categories = browsable,
                                     .category_count = 2,
                                     .data = data,
                                     .data_count = 4};
    aa_component c = {
        .type = AA_ACTIVITY, .name = "A", .exported = AA_YES, .filters = &filter, .filter_count = 1};
    aa_facts f = with(&c, 1);
    expect_records("android-deeplink-custom-scheme", &f,
                   "cannot-tell custom_scheme A acme\ncannot-tell custom_scheme A acme2\n");
    c.exported = AA_NO;
    expect_records("android-deeplink-custom-scheme", &f,
                   "clear custom_scheme_closed A acme\nclear custom_scheme_closed A acme2\n");
    c.filter_count = 0;
    expect_records("android-deeplink-custom-scheme", &f, "absent no_custom_scheme\n");
}

static void web_links_need_auto_verify(void **state)
{
    (void)state;
    const aa_filter_data data[] = {{.scheme = "https", .host = "www.example.com"}, {.scheme = "acme"}};
    aa_intent_filter filters[2] = {{.actions = view,
                                    .action_count = 1,
                                    .categories = browsable,
                                    .category_count = 2,
                                    .data = data,
                                    .data_count = 1}};
    aa_component c = {
        .type = AA_ACTIVITY, .name = "A", .exported = AA_YES, .filters = filters, .filter_count = 1};
    aa_facts f = with(&c, 1);
    expect_records("android-applink-unverified", &f, "hit low link_not_verified A www.example.com\n");
    filters[0].auto_verify = test_flag(AA_UNKNOWN);
    expect_records("android-applink-unverified", &f, "cannot-tell link_unresolved A www.example.com\n");
    filters[0].auto_verify = test_flag(AA_YES);
    expect_records("android-applink-unverified", &f, "clear link_verified A www.example.com\n");
    filters[0].data_count = 2;
    expect_records("android-applink-unverified", &f, "hit low link_with_other_scheme A www.example.com\n");
    filters[0].data_count = 1;
    filters[0].category_count = 1;
    expect_records("android-applink-unverified", &f, "hit low link_without_default A www.example.com\n");
    c.exported = AA_NO;
    expect_records("android-applink-unverified", &f, "absent no_web_links\n");
}

static void before_target_31_one_filter_speaks_for_all(void **state)
{
    (void)state;
    const aa_filter_data data[] = {{.scheme = "http", .host = "a.example.com"}};
    aa_intent_filter filters[2] = {{.actions = view,
                                    .action_count = 1,
                                    .categories = browsable,
                                    .category_count = 2,
                                    .data = data,
                                    .data_count = 1}};
    filters[1] = filters[0];
    filters[1].auto_verify = test_flag(AA_YES);
    aa_component c = {
        .type = AA_ACTIVITY, .name = "A", .exported = AA_YES, .filters = filters, .filter_count = 2};
    aa_facts f = with(&c, 1);
    f.manifest.target_sdk = 30;
    expect_records("android-applink-unverified", &f,
                   "clear link_verified_by_other_filter A a.example.com 30\n"
                   "clear link_verified A a.example.com\n");
    f.manifest.target_sdk = 31;
    expect_records("android-applink-unverified", &f,
                   "hit low link_not_verified A a.example.com\nclear link_verified A a.example.com\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_launcher_is_open_for_a_reason),
        cmocka_unit_test(an_open_component_is_undecided_by_the_manifest),
        cmocka_unit_test(a_guard_clears_only_when_others_cannot_hold_it),
        cmocka_unit_test(a_receiver_of_system_broadcasts_is_safe_where_filters_are_enforced),
        cmocka_unit_test(an_unguarded_provider_is_a_defect),
        cmocka_unit_test(a_weak_or_partial_guard_of_a_provider_is_told_apart),
        cmocka_unit_test(grants_of_every_path_are_wide),
        cmocka_unit_test(unlimited_grants_are_known_only_for_file_providers),
        cmocka_unit_test(a_whole_storage_area_is_too_much_to_share),
        cmocka_unit_test(a_path_list_that_is_missing_is_undecided),
        cmocka_unit_test(custom_schemes_are_undecided_one_by_one),
        cmocka_unit_test(web_links_need_auto_verify),
        cmocka_unit_test(before_target_31_one_filter_speaks_for_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
