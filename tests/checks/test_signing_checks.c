/* The checks over signatures and the container, on facts written by hand: a bad and a good case for each. */
#include "facts/previous.h"
#include "facts/signing.h"
#include "records.h"
#include "support/test.h"

#define OLD "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define NEW "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* One signed part and everything it points at. */
typedef struct signed_app {
    aa_certificate cert, old;
    const aa_certificate *certs[1];
    aa_lineage_node lineage[2];
    aa_signer signer;
    aa_sig_range ranges[2];
    aa_sig_issue issues[2];
    aa_signature signature;
    aa_signed_part part;
    aa_signing signing;
    aa_facts facts;
} signed_app;

/* base.apk from API 24 on, v2 by an RSA 2048 key of CN=Example, valid 2024 to 2054. */
static void sign_well(signed_app *a)
{
    *a = (signed_app){.cert = {.parsed = true,
                               .subject = "CN=Example",
                               .sha256 = NEW,
                               .key_algorithm = "RSA",
                               .key_bits = 2048,
                               .not_before = "2024-01-01",
                               .not_after = "2054-01-01",
                               .not_before_day = 19723,
                               .not_after_day = 30681},
                      .old = {.parsed = true, .subject = "CN=Old", .sha256 = OLD}};
    a->certs[0] = &a->cert;
    a->signer = (aa_signer){.name = "signer 1",
                            .certs = a->certs,
                            .cert_count = 1,
                            .algorithms = "RSA PKCS#1 v1.5 with SHA-256",
                            .digests = "",
                            .detail = ""};
    a->ranges[0] = (aa_sig_range){24, 36, true, AA_SIG_V2, NULL, ""};
    a->signature.schemes[AA_SIG_V2] =
        (aa_scheme_result){.present = true, .verified = true, .signers = &a->signer, .signer_count = 1};
    a->signature.ranges = a->ranges;
    a->signature.range_count = 1;
    a->signature.issues = a->issues;
    a->signature.current = a->certs;
    a->signature.current_count = 1;
    a->part = (aa_signed_part){.artifact = "base.apk", .min_sdk = 24, .signature = &a->signature};
    a->signing = (aa_signing){&a->part, 1, true};
    a->facts = test_app();
    a->facts.signing = &a->signing;
}

/* The same with v1 instead of v2, from |min_sdk| on. */
static void sign_with_v1(signed_app *a, int min_sdk, const char *algorithms, const char *digests)
{
    sign_well(a);
    a->signer.algorithms = algorithms;
    a->signer.digests = digests;
    a->signature.schemes[AA_SIG_V1] = a->signature.schemes[AA_SIG_V2];
    a->signature.schemes[AA_SIG_V2] = (aa_scheme_result){.present = false};
    a->ranges[0] = (aa_sig_range){min_sdk, 36, true, AA_SIG_V1, NULL, ""};
    a->part.min_sdk = min_sdk;
}

static void signatures_that_do_not_verify_are_found(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-invalid", &a.facts, "clear accepted base.apk 24 36 v2 " NEW "\n");
    a.ranges[0] = (aa_sig_range){24, 36, false, AA_SIG_V2, "content_digest_mismatch", "signer 1"};
    expect_records("android-sign-invalid", &a.facts,
                   "hit critical refused base.apk content_digest_mismatch signer 1\n");
    a.ranges[0].error = "malformed_certificate";
    expect_records("android-sign-invalid", &a.facts,
                   "cannot-tell refused_by_versions base.apk 24 36 v2 malformed_certificate\n");
    a.ranges[0].error = "entry_unreadable";
    expect_records("android-sign-invalid", &a.facts,
                   "hit critical refused base.apk entry_unreadable signer 1\n");
    a.signature.unread = true; /* by a limit of ours */
    expect_records("android-sign-invalid", &a.facts,
                   "cannot-tell refused_by_versions base.apk 24 36 v2 entry_unreadable\n");
    a.signature.schemes[AA_SIG_V2].present = false;
    expect_records("android-sign-invalid", &a.facts, "hit critical unsigned base.apk\n");
}

static void old_versions_shut_out_weigh_less_than_new_ones(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    a.ranges[0] = (aa_sig_range){21, 23, false, AA_SIG_V1, "no_manifest", ""};
    a.ranges[1] = (aa_sig_range){24, 36, true, AA_SIG_V2, NULL, ""};
    a.signature.range_count = 2;
    expect_records("android-sign-invalid", &a.facts,
                   "hit medium refused_by_versions base.apk 21 23 v1 no_manifest\n"
                   "clear accepted base.apk 24 36 v2 " NEW "\n");
    a.issues[0] = (aa_sig_issue){"signers.v1_v2_differ", ""};
    a.signature.issue_count = 1;
    a.ranges[0] = a.ranges[1];
    a.signature.range_count = 1;
    expect_records("android-sign-invalid", &a.facts,
                   "clear accepted base.apk 24 36 v2 " NEW "\n"
                   "hit high schemes_disagree base.apk signers.v1_v2_differ\n");
}

static void a_bundle_is_never_judged_by_its_upload_key(void **state)
{
    (void)state;
    signed_app a;
    sign_with_v1(&a, 36, "", "SHA-256");
    a.part.upload_key = true;
    expect_records("android-sign-invalid", &a.facts, "cannot-tell bundle_upload_key base.apk " NEW "\n");
    expect_records("android-sign-v1-only", &a.facts, "");
    a.cert.key_bits = 1024;
    a.signer.digests = "SHA1";
    a.cert.subject = "CN=Android Debug";
    expect_records("android-sign-weak-key", &a.facts, "");
    expect_records("android-sign-weak-digest", &a.facts, "");
    expect_records("android-sign-debug-cert", &a.facts,
                   "cannot-tell debug_certificate base.apk CN=Android Debug\n");
    a.ranges[0] = (aa_sig_range){36, 36, false, AA_SIG_V1, "did_not_verify", ""};
    expect_records("android-sign-invalid", &a.facts,
                   "cannot-tell bundle_upload_key_invalid base.apk did_not_verify \n");
}

static void a_cut_off_file_says_nothing_about_its_signature(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    a.signature.schemes[AA_SIG_V2] = (aa_scheme_result){.present = false};
    a.ranges[0] = (aa_sig_range){24, 36, false, AA_SIG_V1, "no_manifest", ""};
    a.part.directory_lost = true;
    expect_records("android-sign-invalid", &a.facts, "cannot-tell directory_lost base.apk\n");
}

static void keys_that_everybody_has_are_found(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-debug-cert", &a.facts, "clear own_certificate base.apk CN=Example\n");
    a.cert.subject = "C=US,O=Android,CN=Android Debug";
    expect_records("android-sign-debug-cert", &a.facts,
                   "hit critical debug_certificate base.apk C=US,O=Android,CN=Android Debug\n");
    memcpy(a.cert.sha256, "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc", 65);
    expect_records("android-sign-debug-cert", &a.facts,
                   "hit critical public_test_key base.apk testkey "
                   "a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc\n");
}

static void v1_alone_is_janus_only_where_old_versions_are_admitted(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-v1-only", &a.facts, "clear newer_scheme base.apk v2\n");
    sign_with_v1(&a, 19, "", "SHA-256");
    expect_records("android-sign-v1-only", &a.facts, "hit high janus base.apk 21 26\n");
    sign_with_v1(&a, 26, "", "SHA-256");
    expect_records("android-sign-v1-only", &a.facts, "hit high janus base.apk 26 26\n");
    sign_with_v1(&a, 27, "", "SHA-256");
    expect_records("android-sign-v1-only", &a.facts, "hit medium v1_alone base.apk\n");
    a.signature.schemes[AA_SIG_V2].present = true; /* v1 and v2 together are not Janus */
    expect_records("android-sign-v1-only", &a.facts, "clear newer_scheme base.apk v2\n");
}

static void short_keys_and_expired_certificates_are_told(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-weak-key", &a.facts, "clear strong_key base.apk RSA 2048\n");
    a.cert.key_bits = 1024;
    a.cert.not_after = "2020-01-01";
    a.cert.not_after_day = 18262;
    expect_records("android-sign-weak-key", &a.facts,
                   "hit high weak_key base.apk RSA 1024 2048\n"
                   "hit low not_valid_today base.apk 2024-01-01 2020-01-01\n");
    sign_well(&a);
    a.cert.key_algorithm = "EC";
    a.cert.key_bits = 256;
    expect_records("android-sign-weak-key", &a.facts, "clear strong_key base.apk EC 256\n");
    a.cert.parsed = false;
    expect_records("android-sign-weak-key", &a.facts,
                   "cannot-tell unreadable_certificate base.apk " NEW "\n");
}

static void weak_digests_count_where_v1_decides(void **state)
{
    (void)state;
    signed_app a;
    sign_with_v1(&a, 21, "rsaEncryption with SHA256", "SHA-256");
    expect_records("android-sign-weak-digest", &a.facts, "clear strong base.apk rsaEncryption with SHA256\n");
    sign_with_v1(&a, 21, "rsaEncryption with SHA1", "SHA1");
    expect_records("android-sign-weak-digest", &a.facts,
                   "hit medium sha1 base.apk rsaEncryption with SHA1 SHA1 21 36\n");
    a.signature.schemes[AA_SIG_V2].present = true;
    a.ranges[0].last = 23;
    expect_records("android-sign-weak-digest", &a.facts,
                   "hit low sha1 base.apk rsaEncryption with SHA1 SHA1 21 23\n");
    sign_well(&a);
    expect_records("android-sign-weak-digest", &a.facts, "clear strong base.apk v2+\n");
}

static void bytes_that_nothing_covers_are_told(void **state)
{
    (void)state;
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-unprotected-data", &a.facts, "clear covered base.apk v2\n");
    a.issues[0] = (aa_sig_issue){"block.unknown_pair", "0x11223344 5000"};
    a.signature.issue_count = 1;
    expect_records("android-sign-unprotected-data", &a.facts,
                   "hit medium unknown_pair base.apk 0x11223344 5000\n"
                   "clear covered base.apk v2\n");
    sign_with_v1(&a, 21, "", "SHA-256");
    a.issues[0] = (aa_sig_issue){"v1.unprotected_entry", "META-INF/evil.dex"};
    a.issues[1] = (aa_sig_issue){"v1.unprotected_entry", "META-INF/a.version"};
    a.signature.issue_count = 2;
    expect_records("android-sign-unprotected-data", &a.facts,
                   "hit medium unprotected_code base.apk META-INF/evil.dex 36\n"
                   "hit info unprotected_entries base.apk 1 META-INF/a.version\n");
}

static void a_signer_may_only_change_by_rotation(void **state)
{
    (void)state;
    static const char *const old_signer[] = {OLD};
    static const char *const new_signer[] = {NEW};
    static const char *const both_signers[] = {NEW, OLD};
    aa_previous previous = {.source = "old.apk", .signers = new_signer, .signer_count = 1};
    signed_app a;
    sign_well(&a);
    expect_records("android-sign-signer-changed", &a.facts, "absent no_previous\n");
    a.facts.previous = &previous;
    expect_records("android-sign-signer-changed", &a.facts, "clear same old.apk " NEW "\n");
    previous.signers = old_signer;
    expect_records("android-sign-signer-changed", &a.facts, "hit high changed " NEW " old.apk " OLD "\n");
    a.lineage[0] = (aa_lineage_node){&a.old, 1};
    a.lineage[1] = (aa_lineage_node){&a.cert, 31};
    a.signer.lineage = a.lineage;
    a.signer.lineage_count = 2;
    a.signature.schemes[AA_SIG_V3] = a.signature.schemes[AA_SIG_V2];
    expect_records("android-sign-signer-changed", &a.facts, "clear rotated " NEW " old.apk " OLD "\n");
    a.lineage[0].capabilities = 30; /* not for installed data: Android refuses the update */
    expect_records("android-sign-signer-changed", &a.facts, "hit high changed " NEW " old.apk " OLD "\n");
    a.signer.lineage_count = 0;
    previous.signers = both_signers;
    previous.signer_count = 2; /* several signers must stay the same ones */
    expect_records("android-sign-signer-changed", &a.facts, "hit high changed " NEW " old.apk " NEW "\n");
    a.signing.same_signer = false;
    previous.signer_count = 0;
    expect_records("android-sign-signer-changed", &a.facts,
                   "hit high parts_differ\ncannot-tell no_signer old.apk\n");
}

static void a_changed_permission_waits_for_its_approval(void **state)
{
    (void)state;
    static const char *const before[] = {"p.A", "p.B"};
    const aa_permission_use now[] = {{.name = "p.A"}, {.name = "p.C", .level_text = "dangerous"}};
    const aa_previous previous = {.source = "old.apk", .permissions = before, .permission_count = 2};
    aa_facts facts = test_app();
    facts.manifest.permissions = now;
    facts.manifest.permission_count = 2;
    expect_records("common-permission-diff", &facts, "absent no_previous\n");
    facts.previous = &previous;
    expect_records("common-permission-diff", &facts,
                   "cannot-tell added p.C dangerous old.apk\nclear removed p.B old.apk\n");
}

static void tricks_of_the_container_weigh_by_what_they_hide(void **state)
{
    (void)state;
    aa_anomaly anomalies[] = {{.code = "zip.gap", .detail = "7 bytes"}, {.code = "zip.gap"}};
    aa_facts facts = test_app();
    facts.anomalies = anomalies;
    facts.anomaly_count = 2;
    expect_records("android-container-tricks", &facts, "clear none\n");
    anomalies[0] = (aa_anomaly){.code = "zip.janus", .detail = "dex"};
    anomalies[1] = (aa_anomaly){.code = "axml.name_id_mismatch", .detail = "allowBackup"};
    expect_records("android-container-tricks", &facts,
                   "hit critical other_code zip.janus dex\n"
                   "hit high other_content axml.name_id_mismatch allowBackup\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures_that_do_not_verify_are_found),
        cmocka_unit_test(old_versions_shut_out_weigh_less_than_new_ones),
        cmocka_unit_test(a_bundle_is_never_judged_by_its_upload_key),
        cmocka_unit_test(a_cut_off_file_says_nothing_about_its_signature),
        cmocka_unit_test(keys_that_everybody_has_are_found),
        cmocka_unit_test(v1_alone_is_janus_only_where_old_versions_are_admitted),
        cmocka_unit_test(short_keys_and_expired_certificates_are_told),
        cmocka_unit_test(weak_digests_count_where_v1_decides),
        cmocka_unit_test(bytes_that_nothing_covers_are_told),
        cmocka_unit_test(a_signer_may_only_change_by_rotation),
        cmocka_unit_test(a_changed_permission_waits_for_its_approval),
        cmocka_unit_test(tricks_of_the_container_weigh_by_what_they_hide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
