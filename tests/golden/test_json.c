#include <appassay/report.h>

#include <stdio.h>
#include <stdlib.h>

#include "facts/ios.h"
#include "facts/signing.h"
#include "support/demo_result.h"
#include "support/fail_alloc.h"
#include "support/golden.h"
#include "support/test.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define YES                                                                                                  \
    {                                                                                                        \
        .value = AA_YES, .declared = true                                                                    \
    }
#define HASH       "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TEXTS(...) ((const char *const[]){__VA_ARGS__})

typedef const aa_result *(*maker)(aa_arena *arena);

/* ---- an app with one of everything that the inventory lists ------------------------------------------- */

#define PLACE                                                                                                \
    {                                                                                                        \
        .artifact = "demo.apk", .member = "AndroidManifest.xml", .offset = 96, .path = "manifest"            \
    }

static const aa_filter_data filter_data[] = {
    {"demo", "host", "8080", "/a", "/b", "/c.*", "text/plain", "d", "/[a-z]+"}};
static const aa_intent_filter filters[] = {{.actions = TEXTS("android.intent.action.VIEW"),
                                            .action_count = 1,
                                            .categories = TEXTS("android.intent.category.BROWSABLE"),
                                            .category_count = 1,
                                            .data = filter_data,
                                            .data_count = COUNT(filter_data),
                                            .auto_verify = YES,
                                            .place = PLACE}};
static const aa_component components[] = {
    {.type = AA_ACTIVITY_ALIAS,
     .name = "tw.example.demo.Alias",
     .target = "tw.example.demo.Main",
     .exported = AA_YES,
     .exported_reason = AA_EXPORT_FILTER_DEFAULT,
     .enabled = YES,
     .filters = filters,
     .filter_count = COUNT(filters),
     .is_launcher = true,
     .place = PLACE},
    {.type = AA_PROVIDER,
     .name = "tw.example.demo.Files",
     .exported_reason = AA_EXPORT_UNRESOLVED,
     .permission = "a",
     .read_permission = "b",
     .write_permission = "c",
     .protection = AA_PROTECT_SIGNATURE,
     .read_protection = AA_PROTECT_UNDEFINED,
     .write_protection = AA_PROTECT_INTERNAL,
     .authorities = "tw.example.demo.files",
     .place = PLACE},
};
static const aa_permission_use permissions[] = {{.name = "android.permission.CAMERA",
                                                 .min_sdk = 23,
                                                 .max_sdk = 33,
                                                 .level = AA_PROTECT_DANGEROUS,
                                                 .is_platform = true,
                                                 .level_text = "dangerous|runtime",
                                                 .group = "android.permission-group.CAMERA",
                                                 .place = PLACE}};
static const aa_permission_def defined[] = {{"tw.example.demo.P", AA_PROTECT_NORMAL, "normal", "g", PLACE}};
static const aa_meta_data meta_data[] = {{"key", "value", 0, PLACE}};
static const aa_query queries[] = {{"package", "com.other", PLACE}};
static const aa_trust_anchor anchors[] = {{AA_ANCHOR_SYSTEM, NULL, false, PLACE},
                                          {AA_ANCHOR_RAW, "@raw/ca", true, PLACE}};
static const aa_pin pins[] = {{"SHA-256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", true, PLACE}};
static const aa_host_policy hosts[] = {{.domain = "example.com",
                                        .include_subdomains = true,
                                        .cleartext = AA_NO,
                                        .anchors = anchors,
                                        .anchor_count = COUNT(anchors),
                                        .pins = pins,
                                        .pin_count = COUNT(pins),
                                        .pin_expiration = "2027-01-01",
                                        .place = PLACE}};
static const aa_backup_rule rules[] = {{false, "sharedpref", "secret.xml", "clientSideEncryption", PLACE}};
static const aa_backup_set other_rules = {.present = true, .off = true, .refusal = "domain"};
static const aa_shared_path shared_paths[] = {{"tw.example.demo.Files", "root-path", "all", "/", PLACE}};
static const aa_input_field fields[] = {{.view = "EditText",
                                         .id = "password",
                                         .hint = "密碼",
                                         .autofill_hints = "password",
                                         .input_type = 0x81,
                                         .input_type_declared = true,
                                         .place = PLACE}};
static const aa_native_object natives[] = {{"demo.apk", "lib/arm64-v8a/libdemo.so", "arm64-v8a", 4096}};

static const char *const rpaths[] = {"@executable_path/Frameworks"};
static const aa_ios_object objects[] = {{.artifact = "demo.ipa",
                                         .member = "Payload/Demo.app/Demo",
                                         .arch = "arm64",
                                         .uuid = "4C4C44D3-5555-3144-A1DD-60BBCDFD5200",
                                         .is_program = true,
                                         .is_device = true,
                                         .pie = true,
                                         .has_objc = true,
                                         .has_stack_buffers = true,
                                         .stack_protector = true,
                                         .min_os = "15.0",
                                         .sdk = "17.0",
                                         .rpaths = rpaths,
                                         .rpath_count = COUNT(rpaths)}};
static const aa_ats_domain ats_domains[] = {{.name = "old.example.com",
                                             .include_subdomains = true,
                                             .insecure_http = AA_YES,
                                             .min_tls = "TLSv1.0",
                                             .forward_secrecy = AA_NO,
                                             .place = PLACE}};
static const aa_ats_identity identities[] = {{true, "AAAA", true, PLACE}, {true, "?", false, PLACE}};
static const aa_ats_pins ats_pins[] = {{"example.com", true, identities, COUNT(identities), PLACE}};
static const aa_trustkit_domain kit_domains[] = {
    {.name = "a.example.com", .good_hashes = 2, .hash_count = 2, .until_day = INT64_MIN, .place = PLACE},
    {.name = "b.example.com", .good_hashes = 1, .until = "2020-01-01", .until_day = 18262, .place = PLACE}};
static const aa_ios_purpose purposes[] = {{"NSCameraUsageDescription", "掃描條碼", PLACE}};
static const aa_ios_bundle bundles[] = {
    {.main = true,
     .purposes = purposes,
     .purpose_count = COUNT(purposes),
     .ats = {.declared = true,
             .arbitrary_web = AA_YES,
             .domains = ats_domains,
             .domain_count = COUNT(ats_domains),
             .pins = ats_pins,
             .pins_count = COUNT(ats_pins)},
     .trustkit = {.declared = true, .domains = kit_domains, .domain_count = COUNT(kit_domains)}}};
static const aa_ios ios = {
    .bundles = bundles, .bundle_count = COUNT(bundles), .objects = objects, .object_count = COUNT(objects)};

static const aa_certificate certificate = {.parsed = true,
                                           .subject = "CN=Demo",
                                           .issuer = "CN=Demo",
                                           .serial = "01",
                                           .sha256 = HASH,
                                           .key_sha256 = HASH,
                                           .key_algorithm = "RSA",
                                           .key_bits = 2048,
                                           .signature_algorithm = "sha256WithRSAEncryption",
                                           .not_before = "2024-01-31",
                                           .not_after = "2054-01-31",
                                           .self_signed = true};
static const aa_certificate unread_certificate = {.sha256 = HASH};
static const aa_certificate *const chain[] = {&certificate, &unread_certificate};
static const aa_lineage_node lineage[] = {{&certificate, 23}};
static const aa_signer signers[] = {{.name = "signer 1",
                                     .min_sdk = 28,
                                     .max_sdk = 32,
                                     .certs = chain,
                                     .cert_count = COUNT(chain),
                                     .algorithms = "RSA PKCS#1 v1.5 with SHA-256",
                                     .lineage = lineage,
                                     .lineage_count = COUNT(lineage)},
                                    {.name = "signer 2",
                                     .max_sdk = UINT32_MAX,
                                     .digests = "SHA1",
                                     .error = "v1.digest_mismatch",
                                     .detail = "classes.dex"}};
static const aa_sig_range ranges[] = {
    {.first = 24, .last = 27, .scheme = AA_SIG_V1, .error = "v1.digest_mismatch", .detail = "classes.dex"},
    {.first = 28, .last = AA_NEWEST_API, .accepted = true, .scheme = AA_SIG_V3}};
static const aa_sig_issue issues[] = {{"v1.unprotected_entry", "META-INF/a"}};
static const aa_signature signature = {
    .schemes = {[AA_SIG_V1] = {.present = true, .error = "v1.digest_mismatch", .detail = "classes.dex"},
                [AA_SIG_V3] =
                    {.present = true, .verified = true, .signers = signers, .signer_count = COUNT(signers)}},
    .ranges = ranges,
    .range_count = COUNT(ranges),
    .issues = issues,
    .issue_count = COUNT(issues),
    .current = chain,
    .current_count = 1};
static const aa_signed_part signed_parts[] = {
    {.artifact = "demo.apk", .min_sdk = 24, .signature = &signature}};
static const aa_signing signing = {signed_parts, COUNT(signed_parts), true};
static const char *const features[] = {"android.hardware.camera"};

static const aa_result *full_result(aa_arena *arena)
{
    const aa_result *demo = test_demo_result(arena);
    aa_facts *facts = aa_arena_alloc(arena, sizeof *facts);
    aa_result *result = aa_arena_alloc(arena, sizeof *result);
    assert_non_null(facts);
    assert_non_null(result);
    *facts = *demo->facts;
    *result = *demo;
    result->facts = facts;
    facts->installable = AA_NO;
    facts->signing = &signing;
    facts->install_refusal = "manifest.export_missing";
    aa_manifest *m = &facts->manifest;
    m->max_sdk = 35;
    m->compile_sdk = 35;
    m->application_class = "tw.example.demo.App";
    m->shared_user_id.value = "tw.example.shared";
    m->backup_agent = "tw.example.demo.Agent";
    m->debuggable = m->test_only = m->allow_backup = m->uses_cleartext = m->extract_native_libs =
        m->has_code = m->legacy_external_storage = (aa_flag)YES;
    m->components = components;
    m->component_count = COUNT(components);
    m->permissions = permissions;
    m->permission_count = COUNT(permissions);
    m->permission_defs = defined;
    m->permission_def_count = COUNT(defined);
    m->meta_data = meta_data;
    m->meta_data_count = COUNT(meta_data);
    m->queries = queries;
    m->query_count = COUNT(queries);
    m->features = features;
    m->feature_count = 1;
    facts->network = (aa_network_policy){.has_config = true,
                                         .refusal = "pin-set",
                                         .domains = hosts,
                                         .domain_count = COUNT(hosts),
                                         .has_debug_overrides = true,
                                         .debug_anchors = anchors,
                                         .debug_anchor_count = 1};
    facts->backup = (aa_backup){.allowed = AA_YES, .device_allowed = AA_NO};
    facts->backup.cloud = (aa_backup_set){.present = true,
                                          .rules = rules,
                                          .rule_count = COUNT(rules),
                                          .disable_if_no_encryption = YES,
                                          .other_variant = &other_rules};
    facts->shared_paths = shared_paths;
    facts->shared_path_count = COUNT(shared_paths);
    facts->layouts.fields = fields;
    facts->layouts.field_count = COUNT(fields);
    facts->natives = natives;
    facts->native_count = COUNT(natives);
    facts->ios = &ios;
    return result;
}

/* ---- tests --------------------------------------------------------------------------------------------- */

static char *render(maker make, aa_report_options options, size_t *len)
{
    aa_arena *arena = aa_arena_new();
    assert_non_null(arena);
    char *text = NULL;
    assert_int_equal(aa_report_render(make(arena), "json", &options, &text, len), AA_OK);
    aa_arena_free(arena);
    return text;
}

/* contract/result-schema holds the schema against this file and those below. */
static void a_full_result_is_as_reviewed(void **state)
{
    (void)state;
    size_t len = 0;
    char *text = render(full_result, (aa_report_options){.lang = AA_LANG_EN}, &len);
    test_golden("json/full.json", text, len);
    free(text);
}

static void write_result(maker make, const char *path)
{
    size_t len = 0;
    char *text = render(make, (aa_report_options){.lang = AA_LANG_EN}, &len);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    free(text);
}

static void results_are_left_for_the_schema(void **state)
{
    (void)state;
    write_result(test_demo_result, TEST_BINARY_DIR "/golden/demo.json");
    write_result(test_clean_result, TEST_BINARY_DIR "/golden/clean.json");
    write_result(test_hostile_result, TEST_BINARY_DIR "/golden/hostile.json");
}

static void options_do_not_change_the_bytes(void **state)
{
    (void)state;
    size_t len = 0;
    size_t other_len = 0;
    char *text = render(test_demo_result, (aa_report_options){.lang = AA_LANG_EN}, &len);
    char *other =
        render(test_demo_result,
               (aa_report_options){.lang = AA_LANG_ZH_TW, .color = true, .verbose = true, .columns = 40},
               &other_len);
    assert_int_equal(len, strlen(text));
    assert_int_equal(len, other_len);
    assert_memory_equal(text, other, len);
    free(text);
    free(other);
}

static void an_unknown_format_is_refused(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    char *text = NULL;
    size_t len = 0;
    aa_report_options options = {.lang = AA_LANG_EN};
    const aa_result *result = test_clean_result(arena);
    assert_int_equal(aa_report_render(result, "jso", &options, &text, &len), AA_E_USAGE);
    options.lang = AA_LANG_COUNT;
    assert_int_equal(aa_report_render(result, "json", &options, &text, &len), AA_E_USAGE);
    assert_null(text);
    aa_arena_free(arena);
}

static void formats_are_listed_by_name(void **state)
{
    (void)state;
    size_t i = 0;
    bool json = false;
    for (; aa_report_format_name(i) != NULL; i++)
        json = json || strcmp(aa_report_format_name(i), "json") == 0;
    assert_true(json && i > 1);
    assert_null(aa_report_format_name(i + 1));
}

static bool render_once(void *context)
{
    aa_report_options options = {.lang = AA_LANG_EN};
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render(context, "json", &options, &text, &len);
    free(text);
    assert_true(err == AA_OK || err == AA_E_NOMEM);
    return err == AA_OK;
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    aa_arena *arena = aa_arena_new();
    const aa_result *result = full_result(arena);
    assert_true(test_each_allocation_fails(render_once, (void *)(uintptr_t)result, 0) > 5);
    aa_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_result_is_as_reviewed),    cmocka_unit_test(results_are_left_for_the_schema),
        cmocka_unit_test(options_do_not_change_the_bytes), cmocka_unit_test(an_unknown_format_is_refused),
        cmocka_unit_test(formats_are_listed_by_name),      cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
