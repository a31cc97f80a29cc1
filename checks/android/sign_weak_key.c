/*
 * Keys that are too short to trust for the life of an app.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/signing.h"

enum { WEAK, STRONG, EXPIRED, UNREADABLE };

static const aa_message messages[] = {
    [WEAK] = {"weak_key",
              {"{0}: {1} key of {2} bits; the policy asks for {3}",
               "{0}：{1} 金鑰 {2} 位元，判定準則要求 {3} 位元"}},
    [STRONG] = {"strong_key", {"{0}: {1} key of {2} bits", "{0}：{1} 金鑰 {2} 位元"}},
    [EXPIRED] = {"not_valid_today",
                 {"{0}: the certificate is valid from {1} to {2}; Android does not look, stores do",
                  "{0}：憑證效期為 {1} 至 {2}；Android 不檢查效期，但商店會"}},
    [UNREADABLE] = {"unreadable_certificate",
                    {"{0}: the signer's certificate cannot be read (SHA-256 {1})",
                     "{0}：無法讀取簽章者憑證（SHA-256 {1}）"}},
};

static long needed_bits(const aa_policy *policy, const char *algorithm)
{
    if (strcmp(algorithm, "EC") == 0)
        return aa_policy_number(policy, "sign.ec_bits_min");
    return aa_policy_number(policy,
                            strcmp(algorithm, "DSA") == 0 ? "sign.dsa_bits_min" : "sign.rsa_bits_min");
}

static void look_at(const aa_check_input *in, const aa_signed_part *part, const aa_certificate *c,
                    aa_sink *sink)
{
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    if (!c->parsed) {
        aa_cannot_tell(sink, UNREADABLE, &place, AA_ARGS(part->artifact, c->sha256));
        return;
    }
    long needed = needed_bits(in->policy, c->key_algorithm);
    const char *bits = aa_arg_int(sink, c->key_bits);
    if ((long)c->key_bits < needed)
        aa_hit(sink, WEAK, &place, AA_ARGS(part->artifact, c->key_algorithm, bits, aa_arg_int(sink, needed)));
    else
        aa_clear(sink, STRONG, &place, AA_ARGS(part->artifact, c->key_algorithm, bits));
    int64_t today = aa_policy_today(in->policy);
    if (c->not_after_day != INT64_MIN && (c->not_after_day < today || c->not_before_day > today))
        aa_hit_as(sink, EXPIRED, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &place,
                  AA_ARGS(part->artifact, c->not_before, c->not_after));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        const aa_signature *s = signing->parts[i].signature;
        for (size_t k = 0; k < s->current_count && !signing->parts[i].upload_key; k++)
            look_at(in, &signing->parts[i], s->current[k], sink);
    }
}

const aa_check aa_check_android_sign_weak_key = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:5 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0225",
    .cwe = "CWE-326",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Weak signing key",
                    .why = "Who finds the private key of a short RSA, DSA or EC key can sign updates that "
                           "every device "
                           "accepts as the developer's.",
                    .fix = "Make a key of at least RSA 2048 (better 4096) or EC P-256 and rotate to it with "
                           "a v3 "
                           "lineage: apksigner rotate --out lineage --old-signer … --new-signer ….",
                    .limits = "Judges the length only; how the key is kept cannot be seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "簽署金鑰強度不足",
                    .why = "取得過短之 RSA、DSA 或 EC 金鑰的私鑰者，可簽署出所有裝置都視為開發者發布的更新。",
                    .fix = "產生至少 RSA 2048（建議 4096）或 EC P-256 的金鑰，並以 v3 輪替：apksigner rotate "
                           "--out "
                           "lineage --old-signer … --new-signer …。",
                    .limits = "僅判斷長度；無法得知金鑰保管方式。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
