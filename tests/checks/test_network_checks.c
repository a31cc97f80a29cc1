/*
 * Checks of the network policy, backups and input fields, on facts written by hand.
 */
#include "records.h"
#include "support/test.h"

static const aa_permission_use internet = {.name = "android.permission.INTERNET"};

static aa_facts online(void)
{
    aa_facts f = test_app();
    f.manifest.permissions = &internet;
    f.manifest.permission_count = 1;
    return f;
}

/* ---- cleartext ----------------------------------------------------------------------------------------- */

static void cleartext_is_told_by_who_permits_it(void **state)
{
    (void)state;
    aa_facts f = online();
    aa_host_policy *base = &f.network.base;
    base->cleartext = AA_YES;
    f.manifest.target_sdk = 27;
    expect_records("android-cleartext-effective", &f, "hit high cleartext_by_default 27\n");
    base->cleartext_by_default = false;
    expect_records("android-cleartext-effective", &f, "hit high cleartext_by_flag\n");
    f.network.has_config = true;
    base->cleartext_inherited = false;
    expect_records("android-cleartext-effective", &f, "hit high cleartext_by_config\n");
    base->cleartext = AA_NO;
    expect_records("android-cleartext-effective", &f, "clear cleartext_forbidden\n");
    base->cleartext = AA_UNKNOWN;
    expect_records("android-cleartext-effective", &f, "cannot-tell cleartext_unresolved\n");
    f.network.refusal = "no pin digest";
    expect_records("android-cleartext-effective", &f, "cannot-tell config_refused no pin digest\n");
}

static void older_releases_that_permit_cleartext_are_a_minor_defect(void **state)
{
    (void)state;
    aa_facts f = online();
    expect_records("android-cleartext-effective", &f, "clear cleartext_forbidden_by_default 36\n");
    f.manifest.min_sdk = 26;
    expect_records("android-cleartext-effective", &f,
                   "hit low cleartext_before_android_9 26\nclear cleartext_forbidden_by_default 36\n");
    f.manifest.min_sdk = 21;
    f.network.has_config = true;
    f.network.applies_since_24 = false;
    f.network.base.cleartext_by_default = f.network.base.cleartext_inherited = false;
    f.network.legacy.cleartext = AA_YES;
    expect_records("android-cleartext-effective", &f,
                   "hit low cleartext_before_android_7 21\nclear cleartext_forbidden\n");
}

static void an_app_without_network_sends_nothing(void **state)
{
    (void)state;
    aa_facts f = online();
    f.network.base.cleartext = AA_YES;
    f.manifest.permission_count = 0;
    expect_records("android-cleartext-effective", &f, "clear no_internet_permission\n");
    f.manifest.shared_user_id.value = "org.example.all";
    expect_records("android-cleartext-effective", &f, "hit high cleartext_by_default 36\n");
}

static void named_hosts_are_judged_by_where_they_lie(void **state)
{
    (void)state;
    aa_facts f = online();
    const aa_host_policy hosts[] = {
        {.domain = "example.com", .cleartext = AA_YES, .include_subdomains = true},
        {.domain = "example.org", .cleartext = AA_YES},
        {.domain = "192.168.1.1", .cleartext = AA_YES},
        {.domain = "10.0.2.2", .cleartext = AA_YES},
        {.domain = "safe.example.com", .cleartext = AA_NO},
        {.domain = "odd.example.com", .cleartext = AA_UNKNOWN},
        {.domain = "child.example.com", .cleartext = AA_YES, .cleartext_inherited = true},
    };
    expect_records("android-nsc-domain-cleartext", &f, "absent no_domains\n");
    f.network.domains = hosts;
    f.network.domain_count = 7;
    expect_records("android-nsc-domain-cleartext", &f,
                   "hit medium domain_cleartext_subdomains example.com\n"
                   "hit medium domain_cleartext example.org\nhit low domain_cleartext_private 192.168.1.1\n"
                   "hit info domain_cleartext_loopback 10.0.2.2\nclear domain_no_cleartext safe.example.com\n"
                   "cannot-tell domain_unresolved odd.example.com\n"
                   "hit medium domain_cleartext child.example.com\n");
    f.network.base.cleartext = AA_YES;
    f.network.domains = &hosts[6];
    f.network.domain_count = 1;
    expect_records("android-nsc-domain-cleartext", &f, "");
}

/* ---- trust and pins ------------------------------------------------------------------------------------ */

static void user_certificates_are_trusted_by_config_or_by_default(void **state)
{
    (void)state;
    aa_facts f = online();
    const aa_trust_anchor both[] = {{.source = AA_ANCHOR_SYSTEM}, {.source = AA_ANCHOR_USER}};
    const aa_host_policy host = {.domain = "example.com", .anchors = both, .anchor_count = 2};
    expect_records("android-nsc-user-ca", &f, "clear system_ca_only\n");
    f.network.domains = &host;
    f.network.domain_count = 1;
    expect_records("android-nsc-user-ca", &f, "hit high user_ca_domain example.com\n");
    f.network.domain_count = 0;
    f.network.base.anchors = both;
    f.network.base.anchor_count = 2;
    expect_records("android-nsc-user-ca", &f, "hit high user_ca_base\n");
    f.network.base.anchors_inherited = true;
    f.manifest.target_sdk = 23;
    expect_records("android-nsc-user-ca", &f, "hit high user_ca_by_default 23\n");
    f.network.base.anchor_count = 1;
    f.manifest.min_sdk = 21;
    expect_records("android-nsc-user-ca", &f, "clear system_ca_only_since_24 21\n");
    f.network.refusal = "x";
    expect_records("android-nsc-user-ca", &f, "");
    f.manifest.permission_count = 0;
    expect_records("android-nsc-user-ca", &f, "clear no_internet_permission\n");
}

static const char digest[] = "r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=";
static const char other_digest[] = "YLh1dUR9y6Kja30RrAn7JKnbQG/uEtLMkBgFF2Fuihg=";

static void pins_are_switched_off_by_an_anchor(void **state)
{
    (void)state;
    aa_facts f = online();
    const aa_pin pin = {.digest = "SHA-256", .value = digest, .well_formed = true};
    aa_trust_anchor anchor = {.source = AA_ANCHOR_RAW, .override_pins = true};
    aa_host_policy host = {
        .domain = "example.com", .pins = &pin, .pin_count = 1, .anchors = &anchor, .anchor_count = 1};
    expect_records("android-nsc-override-pins", &f, "absent no_pins\n");
    f.network.domains = &host;
    f.network.domain_count = 1;
    expect_records("android-nsc-override-pins", &f, "hit high pins_overridden example.com\n");
    expect_records("android-pin-nsc", &f, "absent pins_overridden example.com\n");
    host.pin_count = 0;
    expect_records("android-nsc-override-pins", &f, "hit low override_without_pins example.com\n");
    host.pin_count = 1;
    anchor.override_pins = false;
    expect_records("android-nsc-override-pins", &f, "clear pins_kept example.com\n");
    expect_records("android-pin-nsc", &f, "hit info pinned example.com 1 -\n");
}

static void pins_end_on_the_day_of_their_expiration(void **state)
{
    (void)state;
    aa_facts f = online();
    const aa_pin pins[] = {{.digest = "SHA-256", .value = digest, .well_formed = true},
                           {.digest = "SHA-256", .value = other_digest, .well_formed = true}};
    aa_host_policy host = {.domain = "example.com",
                           .include_subdomains = true,
                           .pins = pins,
                           .pin_count = 2,
                           .pin_expiration = "2027-03-01",
                           .pin_expiration_day = aa_day_from_text("2027-03-01")};
    expect_records("android-nsc-pin-expired", &f, "absent no_pins\n");
    f.network.domains = &host;
    f.network.domain_count = 1;
    const char *id = "android-nsc-pin-expired";
    expect_records_on("2026-11-30", id, &f, "clear pins_valid example.com 2027-03-01\n");
    expect_records_on("2026-12-01", id, &f, "hit low pins_expire_soon example.com 2027-03-01 90\n");
    expect_records_on("2027-02-28", id, &f, "hit low pins_expire_soon example.com 2027-03-01 1\n");
    expect_records_on("2027-03-01", id, &f, "hit high pins_expired example.com 2027-03-01\n");
    expect_records_on("2027-02-28", "android-pin-nsc", &f,
                      "hit info pinned_subdomains example.com 2 2027-03-01\n");
    expect_records_on("2027-03-01", "android-pin-nsc", &f, "absent pins_expired example.com 2027-03-01\n");
    host.pin_expiration = NULL;
    host.pin_expiration_day = INT64_MIN;
    expect_records_on("2027-03-01", id, &f, "clear pins_without_expiration example.com\n");
    host.pin_expiration = "soon";
    expect_records_on("2027-03-01", id, &f, "cannot-tell pins_bad_date example.com soon\n");
}

static void pins_are_counted_when_they_are_usable_and_different(void **state)
{
    (void)state;
    aa_facts f = online();
    aa_pin pins[] = {{.digest = "SHA-256", .value = digest, .well_formed = true},
                     {.digest = "SHA-256", .value = digest, .well_formed = true}};
    aa_host_policy host = {.domain = "example.com", .pins = pins, .pin_count = 2};
    expect_records("android-nsc-pin-no-backup", &f, "absent no_pins\n");
    expect_records("android-nsc-pin-malformed", &f, "absent no_pins\n");
    f.network.domains = &host;
    f.network.domain_count = 1;
    expect_records("android-nsc-pin-no-backup", &f, "hit low no_backup_pin example.com 1 2\n");
    expect_records("android-nsc-pin-malformed", &f, "clear pins_well_formed example.com 2\n");
    pins[1].value = other_digest;
    expect_records("android-nsc-pin-no-backup", &f, "clear backup_pin example.com 2\n");
    pins[0] = pins[1] = (aa_pin){.digest = "SHA-1", .value = "abc"};
    expect_records("android-nsc-pin-malformed", &f,
                   "hit high pin_malformed example.com abc SHA-1\n"
                   "hit high pin_malformed example.com abc SHA-1\n");
    expect_records("android-nsc-pin-no-backup", &f, "hit low no_backup_pin example.com 0 2\n");
    expect_records("android-pin-nsc", &f, "absent pins_unusable example.com\n");
}

static void debug_overrides_count_only_in_a_debuggable_package(void **state)
{
    (void)state;
    aa_facts f = online();
    expect_records("android-nsc-debug-overrides", &f, "absent no_debug_overrides\n");
    f.network.has_debug_overrides = true;
    expect_records("android-nsc-debug-overrides", &f, "hit info debug_overrides_idle\n");
    f.manifest.debuggable = test_flag(AA_NO);
    expect_records("android-nsc-debug-overrides", &f, "hit info debug_overrides_idle\n");
    f.manifest.debuggable = test_flag(AA_YES);
    expect_records("android-nsc-debug-overrides", &f, "hit low debug_overrides_active\n");
}

/* ---- backup -------------------------------------------------------------------------------------------- */

static void backup_without_rules_is_a_defect(void **state)
{
    (void)state;
    aa_facts f = test_app();
    expect_records("android-backup-allowed", &f, "hit medium backup_by_default\n");
    f.manifest.allow_backup = test_flag(AA_YES);
    expect_records("android-backup-allowed", &f, "hit medium backup_without_rules\n");
    f.manifest.backup_agent = "org.example.Agent";
    expect_records("android-backup-allowed", &f, "cannot-tell backup_agent org.example.Agent\n");
    f.manifest.full_backup_only = test_flag(AA_YES);
    expect_records("android-backup-allowed", &f, "hit medium backup_without_rules\n");
    f.backup.allowed = AA_UNKNOWN;
    expect_records("android-backup-allowed", &f, "cannot-tell backup_unresolved\n");
}

static void a_transfer_to_a_new_device_does_not_ask_allow_backup(void **state)
{
    (void)state;
    aa_facts f = test_app();
    f.backup.allowed = AA_NO;
    f.manifest.allow_backup = test_flag(AA_NO);
    expect_records("android-backup-allowed", &f, "clear backup_off_but_transfer 36\n");
    f.backup.device_allowed = AA_NO;
    expect_records("android-backup-allowed", &f, "clear backup_off\n");
}

static void rules_are_asked_of_each_way_of_copying(void **state)
{
    (void)state;
    const aa_backup_rule rules[] = {{.domain = "sharedpref", .path = "s.xml"},
                                    {.domain = "file", .path = "public", .include = true}};
    aa_facts f = test_app();
    f.manifest.full_backup_content_id = 0x7f010001;
    f.backup.full_backup = (aa_backup_set){.present = true, .rules = rules, .rule_count = 2};
    f.backup.cloud = f.backup.full_backup;
    expect_records("android-backup-allowed", &f,
                   "clear backup_rule_exclude full-backup-content sharedpref s.xml\n"
                   "clear backup_rule_include full-backup-content file public\n"
                   "clear backup_rules full-backup-content 1 1\n"
                   "clear backup_rule_exclude cloud-backup sharedpref s.xml\n"
                   "clear backup_rule_include cloud-backup file public\n"
                   "clear backup_rules cloud-backup 1 1\nhit low device_transfer_without_rules\n");
    f.manifest.data_extraction_rules_id = 0x7f010002;
    f.backup.full_backup = (aa_backup_set){0};
    f.backup.cloud = (aa_backup_set){.present = true, .off = true};
    f.backup.device = (aa_backup_set){.present = true, .rules = rules, .rule_count = 1};
    expect_records("android-backup-allowed", &f,
                   "hit medium old_backup_without_rules 30\nclear backup_set_off cloud-backup\n"
                   "clear backup_rule_exclude device-transfer sharedpref s.xml\n"
                   "clear backup_rules device-transfer 1 0\n");
    f.manifest.min_sdk = 31;
    f.backup.cloud = (aa_backup_set){.present = true};
    f.backup.device.rule_count = 0;
    expect_records("android-backup-allowed", &f,
                   "hit medium cloud_backup_without_rules\nhit low device_transfer_without_rules\n");
    f.backup.cloud.disable_if_no_encryption = test_flag(AA_YES);
    f.backup.device.off = true;
    expect_records("android-backup-allowed", &f,
                   "hit low cloud_backup_encrypted_only\nclear backup_set_off device-transfer\n");
}

static void one_open_variant_of_the_rules_is_enough(void **state)
{
    (void)state;
    aa_backup_set open = {.present = true};
    aa_facts f = test_app();
    f.manifest.min_sdk = 31;
    f.manifest.data_extraction_rules_id = 0x7f010002;
    f.backup.cloud = (aa_backup_set){.present = true, .off = true, .other_variant = &open};
    f.backup.device = (aa_backup_set){.present = true, .off = true};
    expect_records("android-backup-allowed", &f,
                   "clear backup_set_off cloud-backup\nhit medium cloud_backup_without_rules\n"
                   "clear backup_set_off device-transfer\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleartext_is_told_by_who_permits_it),
        cmocka_unit_test(older_releases_that_permit_cleartext_are_a_minor_defect),
        cmocka_unit_test(an_app_without_network_sends_nothing),
        cmocka_unit_test(named_hosts_are_judged_by_where_they_lie),
        cmocka_unit_test(user_certificates_are_trusted_by_config_or_by_default),
        cmocka_unit_test(pins_are_switched_off_by_an_anchor),
        cmocka_unit_test(pins_end_on_the_day_of_their_expiration),
        cmocka_unit_test(pins_are_counted_when_they_are_usable_and_different),
        cmocka_unit_test(debug_overrides_count_only_in_a_debuggable_package),
        cmocka_unit_test(backup_without_rules_is_a_defect),
        cmocka_unit_test(a_transfer_to_a_new_device_does_not_ask_allow_backup),
        cmocka_unit_test(rules_are_asked_of_each_way_of_copying),
        cmocka_unit_test(one_open_variant_of_the_rules_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
