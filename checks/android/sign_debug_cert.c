/*
 * Keys that everybody has: the debug certificate of the build tools and the published AOSP test keys.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/signing.h"

enum { DEBUG_CERT, TEST_KEY, OTHER };

static const aa_message messages[] = {
    [DEBUG_CERT] = {"debug_certificate",
                    {"{0} is signed with a debug certificate: {1}", "{0} 以除錯憑證簽署：{1}"}},
    [TEST_KEY] = {"public_test_key",
                  {"{0} is signed with the published AOSP {1} key (certificate SHA-256 {2})",
                   "{0} 以 AOSP 公開的 {1} 測試金鑰簽署（憑證 SHA-256 {2}）"}},
    [OTHER] = {"own_certificate", {"{0} is signed by {1}", "{0} 的簽章者為 {1}"}},
};

/* SHA-256 of the certificates in AOSP build/make/target/product/security; their private keys lie beside them.
 */
static const struct {
    const char *sha256, *name;
} public_keys[] = {
    {"a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc", "testkey"},
    {"c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8", "platform"},
    {"28bbfe4a7b97e74681dc55c2fbb6ccb8d6c74963733f6af6ae74d8c3a6e879fd", "shared"},
};

static const char *public_name(const aa_certificate *c)
{
    for (size_t i = 0; i < sizeof public_keys / sizeof public_keys[0]; i++) {
        if (strcmp(c->sha256, public_keys[i].sha256) == 0)
            return public_keys[i].name;
    }
    return NULL;
}

/* What the build tools write when they make a debug key: CN=Android Debug, O=Android, C=US. */
static bool is_debug(const aa_certificate *c)
{
    return strstr(c->subject, "CN=Android Debug") != NULL;
}

static void look_at(const aa_signed_part *part, const aa_certificate *c, aa_sink *sink)
{
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    const char *name = public_name(c);
    if (part->upload_key && (name != NULL || is_debug(c))) /* the store signs what users install */
        aa_cannot_tell(sink, DEBUG_CERT, &place, AA_ARGS(part->artifact, c->subject));
    else if (name != NULL)
        aa_hit(sink, TEST_KEY, &place, AA_ARGS(part->artifact, name, c->sha256));
    else if (is_debug(c))
        aa_hit(sink, DEBUG_CERT, &place, AA_ARGS(part->artifact, c->subject));
    else
        aa_clear(sink, OTHER, &place, AA_ARGS(part->artifact, c->subject));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        const aa_signature *s = signing->parts[i].signature;
        for (size_t k = 0; k < s->current_count; k++)
            look_at(&signing->parts[i], s->current[k], sink);
    }
}

const aa_check aa_check_android_sign_debug_cert = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:5 broker:17 mas:4.1.1.1.1 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0224",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Signed with a debug certificate or a public test key",
                    .why = "Anyone can sign an update with such a key, and stores refuse it: the file did "
                           "not come out "
                           "of the release process.",
                    .fix =
                        "Sign with the release key, kept in a key store that only the release process opens: "
                        "android { buildTypes { release { signingConfig = signingConfigs.release } } }.",
                    .limits = "Knows the build tools' debug certificate by its subject and three AOSP keys "
                              "by their "
                              "hash; other leaked keys are not listed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以除錯憑證或公開測試金鑰簽署",
                    .why = "任何人都能以此類金鑰簽署更新，商店亦不接受；表示檔案並非出自正式發布流程。",
                    .fix =
                        "以僅發布流程可使用的正式金鑰簽署：android { buildTypes { release { signingConfig = "
                        "signingConfigs.release } } }。",
                    .limits =
                        "以主體名稱辨識組建工具的除錯憑證，並以雜湊辨識三把 AOSP 金鑰；其他外洩金鑰未列入。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
