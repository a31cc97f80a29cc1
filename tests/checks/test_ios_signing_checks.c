/*
 * The checks over iOS signatures: on apps signed at build time with certificates of our own, and on facts
 * written by hand for what only Apple can sign.
 */
#include <unistd.h>

#include "facts/collect.h"
#include "facts/ios_signing.h"
#include "records.h"
#include "support/test.h"

#define FIXTURES TEST_BINARY_DIR "/signing/"
#define APP      "Payload/App.app/App"
#define KIT      "Payload/App.app/Frameworks/Kit.framework/Kit"
#define SIGNER   "Apple Development: Test Maker (ABCDE12345)"

/* Expects what |id| records of the fixture |name|. */
static void expect_of(const char *name, const char *id, const char *expected)
{
    aa_arena *arena = aa_arena_new();
    const aa_limits limits = AA_LIMITS_INIT;
    const char *path = aa_arena_printf(arena, FIXTURES "%s.ipa", name);
    const char *detail = NULL;
    aa_package *package = NULL;
    aa_facts *facts = NULL;
    aa_notes notes;
    if (access(path, R_OK) != 0) {
        aa_arena_free(arena);
        print_message("signed apps were not built: clang, lld-16, python3 or openssl is missing\n");
        skip();
    }
    aa_notes_init(&notes, arena, limits.note_repeats);
    assert_int_equal(aa_package_open(arena, &path, 1, &limits, &notes, &package, &detail), AA_OK);
    assert_int_equal(aa_facts_collect(arena, package, &limits, 1, &notes, &facts), AA_OK);
    expect_records_on("2026-11-22", id, facts, expected);
    aa_facts_release(facts);
    aa_package_close(package);
    aa_arena_free(arena);
}

/* ---- apps of our own ------------------------------------------------------------------------------ */

static void signatures_that_do_not_hold_are_found(void **state)
{
    (void)state;
    expect_of("good", "ios-codesign-verify",
              "hit critical signature_refused " APP " arm64 codesign.chain_other " SIGNER "\n"
              "hit critical signature_refused " KIT " arm64 codesign.chain_other " SIGNER "\n"
              "clear seal_verified Payload/App.app 8\n"
              "clear seal_verified Payload/App.app/Frameworks/Kit.framework 1\n");
    expect_of("linker", "ios-codesign-verify",
              "hit critical signature_refused " APP " arm64 codesign.slot_unsigned Info.plist, SHA-256\n"
              "hit critical signature_refused " APP " arm64 codesign.linker_signed \n"
              "hit critical signature_refused " KIT " arm64 codesign.slot_unsigned Info.plist, SHA-256\n"
              "hit critical signature_refused " KIT " arm64 codesign.linker_signed \n"
              "hit high no_seal Payload/App.app\n"
              "hit high no_seal Payload/App.app/Frameworks/Kit.framework\n");
    expect_of("unsigned", "ios-codesign-verify",
              "hit critical signature_refused " APP " arm64 codesign.unsigned \n"
              "hit critical signature_refused " KIT " arm64 codesign.unsigned \n"
              "hit high no_seal Payload/App.app\n"
              "hit high no_seal Payload/App.app/Frameworks/Kit.framework\n");
    expect_of("changed", "ios-codesign-verify",
              "hit critical signature_refused " APP
              " arm64 codesign.page_changed 1 of 13, first 1 at 0x1000, SHA-256\n"
              "hit critical signature_refused " APP " arm64 codesign.slot_changed Info.plist, SHA-256\n"
              "hit critical signature_refused " APP " arm64 codesign.chain_other " SIGNER "\n"
              "hit critical signature_refused " KIT " arm64 codesign.chain_other " SIGNER "\n"
              "hit high file_added_after_sealing Payload/App.app inject.dylib\n"
              "hit critical sealed_file_changed Payload/App.app data/list.json\n"
              "hit high sealed_file_missing Payload/App.app current.json\n"
              "clear seal_verified Payload/App.app/Frameworks/Kit.framework 1\n");
}

static void old_forms_are_found(void **state)
{
    (void)state;
    expect_of("old", "ios-codesign-old",
              "hit medium sha1_code_directory " APP " arm64\n"
              "hit medium code_directory_version " APP " arm64 0x20100\n"
              "hit medium entitlements_without_der " APP " arm64\n"
              "hit low weak_signer_digest " APP " arm64 SHA1 ecdsa-with-SHA1\n"
              "hit medium sha1_code_directory " KIT " arm64\n"
              "hit low weak_signer_digest " KIT " arm64 SHA1 ecdsa-with-SHA1\n");
    expect_of("agile", "ios-codesign-old",
              "clear modern_signature " APP " arm64 SHA-256 0x20400\n"
              "clear modern_signature " KIT " arm64 SHA-256 0x20400\n");
    expect_of("unsigned", "ios-codesign-old", "");
}

static void profiles_that_are_no_release_are_found(void **state)
{
    (void)state;
    expect_of("good", "ios-provision",
              "hit high profile_misfit Payload/App.app provision.chain_other "
              "Apple iPhone OS Provisioning Profile Signing\n"
              "hit high development_profile Payload/App.app 2 TEAM123456\n");
    expect_of("other", "ios-provision",
              "hit high profile_misfit Payload/App.app provision.chain_other "
              "Apple iPhone OS Provisioning Profile Signing\n"
              "hit high profile_misfit Payload/App.app provision.signer_unlisted "
              "Apple Distribution: Test Maker (TEAM123456)\n"
              "hit high profile_misfit Payload/App.app provision.other_team ANOTHER123, TEAM123456\n"
              "hit high profile_misfit Payload/App.app provision.not_granted com.apple.developer.healthkit\n"
              "hit high profile_misfit Payload/App.app provision.not_granted get-task-allow\n"
              "hit high enterprise_profile Payload/App.app ANOTHER123\n"
              "hit medium profile_expired Payload/App.app 2020-01-01\n");
    expect_of("differ", "ios-provision",
              "hit high profile_misfit Payload/App.app provision.missing \n"
              "cannot-tell no_profile Payload/App.app\n");
    expect_of("adhoc", "ios-provision", "cannot-tell no_profile Payload/App.app\n");
}

static void debuggers_are_let_in_or_not(void **state)
{
    (void)state;
    expect_of("good", "ios-get-task-allow", "hit critical debuggers_allowed " APP " arm64\n");
    expect_of("sha384", "ios-get-task-allow", "clear debuggers_refused " APP " arm64\n");
    expect_of("unsigned", "ios-get-task-allow", "cannot-tell not_signed " APP " arm64\n");
}

static void entitlements_are_joined_to_what_is_linked(void **state)
{
    (void)state;
    expect_of("good", "ios-entitlement-review",
              "hit low entitlement_without_framework " APP
              " com.apple.developer.healthkit HealthKit HealthKitUI\n");
    expect_of("differ", "ios-entitlement-review",
              "hit low entitlement_without_framework " APP
              " com.apple.developer.healthkit HealthKit HealthKitUI\n"
              "hit low entitlement_for_all_apps " APP " keychain-access-groups [TEAM123456.*]\n");
    expect_of("sha384", "ios-entitlement-review", "absent no_entitlements\n");
}

/* The framework beside them is one for devices. */
static void simulator_builds_are_not_judged(void **state)
{
    (void)state;
    expect_of("simulator", "ios-codesign-verify",
              "cannot-tell simulator_build " APP " arm64\n"
              "hit critical signature_refused " KIT " arm64 codesign.ad_hoc \n"
              "clear seal_verified Payload/App.app/Frameworks/Kit.framework 1\n");
    expect_of("simulator", "ios-get-task-allow", "cannot-tell simulator_build " APP " arm64\n");
    expect_of("simulator", "ios-provision", "cannot-tell simulator_build Payload/App.app\n");
    expect_of("simulator", "ios-entitlement-review", "cannot-tell simulator_build " APP " arm64\n");
    expect_of("intel", "ios-codesign-verify",
              "cannot-tell simulator_build " APP " x86_64\n"
              "hit critical signature_refused " KIT " arm64 codesign.slot_unsigned Info.plist, SHA-256\n"
              "hit critical signature_refused " KIT " arm64 codesign.linker_signed \n"
              "hit high no_seal Payload/App.app/Frameworks/Kit.framework\n");
    expect_of("intel", "ios-codesign-old",
              "cannot-tell simulator_build " APP " x86_64\n"
              "clear modern_signature " KIT " arm64 SHA-256 0x20400\n");
    expect_of("intel", "ios-get-task-allow", "cannot-tell simulator_build " APP " x86_64\n");
}

/* ---- by hand ---------------------------------------------------------------------------------------- */

/* An app as the store delivers it. */
typedef struct store_app {
    aa_certificate signer;
    const aa_certificate *chain[1];
    aa_cms cms;
    aa_code_directory directory;
    aa_codesign signature;
    aa_seal seal;
    aa_provision profile;
    aa_ios_entitlement entitlements[2];
    const char *frameworks[1];
    aa_ios_signed_bundle bundle;
    aa_ios_code code;
    aa_cs_issue issue;
    aa_ios_signing signing;
    aa_facts facts;
} store_app;

static void sign_by_store(store_app *a)
{
    *a = (store_app){
        .signer = {.parsed = true, .key_algorithm = "RSA", .key_bits = 2048},
        .cms = {.chain_end = AA_CHAIN_APPLE,
                .role = AA_ROLE_STORE,
                .common_name = "Apple iPhone OS Application Signing",
                .digest = "SHA256",
                .signature = "RSA-SHA256"},
        .directory = {.hash_type = AA_CS_SHA256, .hash_name = "SHA-256", .version = 0x20500, .page_count = 7},
        .seal = {.present = true, .detail = "", .version = 2, .sealed = 3, .matched = 3}};
    a->chain[0] = &a->signer;
    a->cms.chain = a->chain;
    a->cms.chain_count = 1;
    a->signature = (aa_codesign){.present = true,
                                 .directories = &a->directory,
                                 .directory_count = 1,
                                 .has_xml = true,
                                 .has_der = true,
                                 .has_entitlements = true,
                                 .cms = &a->cms};
    a->bundle = (aa_ios_signed_bundle){.artifact = "a.ipa",
                                       .path = "Payload/A.app",
                                       .main = true,
                                       .executable = "Payload/A.app/A",
                                       .executable_there = true,
                                       .seal = &a->seal};
    a->entitlements[0] = (aa_ios_entitlement){.key = "get-task-allow", .value = "false", .truth = AA_NO};
    a->entitlements[1] =
        (aa_ios_entitlement){.key = "com.apple.developer.healthkit", .value = "true", .truth = AA_YES};
    a->frameworks[0] = "HealthKit";
    a->code = (aa_ios_code){.artifact = "a.ipa",
                            .member = "Payload/A.app/A",
                            .slice = "arm64",
                            .bundle = &a->bundle,
                            .readable = true,
                            .executable = true,
                            .signature = &a->signature,
                            .entitlements = a->entitlements,
                            .entitlement_count = 2,
                            .frameworks = a->frameworks,
                            .framework_count = 1,
                            .issues = &a->issue};
    a->signing = (aa_ios_signing){&a->bundle, 1, &a->code, 1};
    a->facts = test_app();
    a->facts.platform = AA_PLATFORM_IOS;
    a->facts.ios_signing = &a->signing;
}

static void what_the_store_signed_is_in_order(void **state)
{
    store_app a;
    (void)state;
    sign_by_store(&a);
    expect_records("ios-codesign-verify", &a.facts,
                   "clear signature_verified Payload/A.app/A arm64 7 Apple iPhone OS Application Signing\n"
                   "clear seal_verified Payload/A.app 3\n");
    expect_records("ios-codesign-old", &a.facts,
                   "clear modern_signature Payload/A.app/A arm64 SHA-256 0x20500\n");
    expect_records("ios-provision", &a.facts, "clear signed_by_store Payload/A.app\n");
    expect_records("ios-get-task-allow", &a.facts, "clear debuggers_refused Payload/A.app/A arm64\n");
    expect_records("ios-entitlement-review", &a.facts,
                   "clear entitlement_with_framework Payload/A.app/A com.apple.developer.healthkit "
                   "HealthKit HealthKitUI\n");
}

static void what_was_not_read_never_passes(void **state)
{
    store_app a;
    (void)state;
    sign_by_store(&a);
    a.issue = (aa_cs_issue){AA_CS_UNVERIFIED, "codesign.scatter", "SHA-256"};
    a.code.issue_count = 1;
    a.seal.error = "seal.files_unread";
    expect_records("ios-codesign-verify", &a.facts,
                   "cannot-tell signature_not_verified Payload/A.app/A arm64 codesign.scatter SHA-256\n"
                   "cannot-tell seal_not_verified Payload/A.app seal.files_unread \n");
    a.signature.has_entitlements = false;
    a.code.entitlement_count = 0;
    expect_records("ios-get-task-allow", &a.facts,
                   "cannot-tell entitlements_unreadable Payload/A.app/A arm64\n");
    a.code.readable = false;
    expect_records("ios-codesign-verify", &a.facts,
                   "cannot-tell code_unreadable Payload/A.app/A arm64\n"
                   "cannot-tell seal_not_verified Payload/A.app seal.files_unread \n");
    expect_records("ios-get-task-allow", &a.facts,
                   "cannot-tell entitlements_unreadable Payload/A.app/A arm64\n");
    a.signing.code_count = 0;
    a.bundle.executable_there = false;
    expect_records("ios-codesign-verify", &a.facts,
                   "cannot-tell executable_missing Payload/A.app\ncannot-tell no_code\n");
    expect_records("ios-get-task-allow", &a.facts, "cannot-tell no_program\n");
}

/* Nothing refuses debuggers where no entitlement could be there to allow them. */
static void a_signature_in_pieces_says_nothing_of_debuggers(void **state)
{
    static const char *const codes[] = {"codesign.malformed", "codesign.blob_outside"};
    store_app a;
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        sign_by_store(&a);
        a.signature =
            (aa_codesign){.present = true, .issues = &a.issue, .issue_count = 1, .directories = &a.directory};
        a.issue = (aa_cs_issue){AA_CS_BROKEN, codes[i], ""};
        a.code.entitlement_count = 0;
        expect_records("ios-get-task-allow", &a.facts,
                       "cannot-tell entitlements_unreadable Payload/A.app/A arm64\n");
    }
    a.signature = (aa_codesign){.present = true, .best = SIZE_MAX};
    expect_records("ios-get-task-allow", &a.facts, "cannot-tell not_signed Payload/A.app/A arm64\n");
}

static void a_profile_in_pieces_is_told_without_a_signature(void **state)
{
    store_app a;
    (void)state;
    sign_by_store(&a);
    a.signature = (aa_codesign){.present = false};
    a.profile = (aa_provision){.present = true, .error = "provision.malformed"};
    a.bundle.profile = &a.profile;
    expect_records("ios-provision", &a.facts,
                   "cannot-tell profile_not_verified Payload/A.app provision.malformed \n");
}

static void a_distribution_signature_needs_its_profile(void **state)
{
    store_app a;
    (void)state;
    sign_by_store(&a);
    a.cms.role = AA_ROLE_DISTRIBUTION;
    a.profile = (aa_provision){.present = true, .kind = AA_PROVISION_STORE, .team = "TEAM", .expires_day = 1};
    a.bundle.profile = &a.profile;
    expect_records("ios-provision", &a.facts, "clear store_profile Payload/A.app TEAM\n");
    a.profile.kind = AA_PROVISION_AD_HOC;
    a.profile.device_count = 5;
    a.profile.expires = "1970-01-02";
    expect_records("ios-provision", &a.facts,
                   "hit medium ad_hoc_profile Payload/A.app 5 TEAM\n"
                   "hit medium profile_expired Payload/A.app 1970-01-02\n");
    a.bundle.profile = NULL;
    a.bundle.profile_unread = true;
    expect_records("ios-provision", &a.facts, "cannot-tell profile_unreadable Payload/A.app\n");
    a.signer.key_bits = 1024;
    expect_records("ios-codesign-old", &a.facts, "hit medium weak_key Payload/A.app/A arm64 RSA 1024 2048\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_that_do_not_hold_are_found),
        cmocka_unit_test(old_forms_are_found),
        cmocka_unit_test(profiles_that_are_no_release_are_found),
        cmocka_unit_test(debuggers_are_let_in_or_not),
        cmocka_unit_test(entitlements_are_joined_to_what_is_linked),
        cmocka_unit_test(simulator_builds_are_not_judged),
        cmocka_unit_test(what_the_store_signed_is_in_order),
        cmocka_unit_test(what_was_not_read_never_passes),
        cmocka_unit_test(a_signature_in_pieces_says_nothing_of_debuggers),
        cmocka_unit_test(a_profile_in_pieces_is_told_without_a_signature),
        cmocka_unit_test(a_distribution_signature_needs_its_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
