/*
 * Digests of the v1 signature where some admitted platform version decides by it.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/signing.h"

enum { MD5, SHA1, STRONG };

static const aa_message messages[] = {
    [MD5] = {"md5",
             {"{0}: the v1 signature uses MD5 ({1}; {2}), and Android API {3} to {4} decides by it",
              "{0}：v1 簽章使用 MD5（{1}；{2}），且 Android API {3} 至 {4} 依其判定"}},
    [SHA1] = {"sha1",
              {"{0}: the v1 signature uses SHA-1 ({1}; {2}), and Android API {3} to {4} decides by it",
               "{0}：v1 簽章使用 SHA-1（{1}；{2}），且 Android API {3} 至 {4} 依其判定"}},
    [STRONG] = {"strong",
                {"{0}: no version decides by a signature with MD5 or SHA-1 ({1})",
                 "{0}：沒有任何版本依 MD5 或 SHA-1 簽章判定（{1}）"}},
};

static bool names(const char *text, const char *a, const char *b)
{
    return strstr(text, a) != NULL || strstr(text, b) != NULL;
}

/* The versions that decide by v1; NULL when none does. */
static const aa_sig_range *v1_range(const aa_signature *s)
{
    for (size_t i = 0; i < s->range_count; i++) {
        if (s->ranges[i].scheme == AA_SIG_V1 && s->ranges[i].accepted)
            return &s->ranges[i];
    }
    return NULL;
}

static void look_at(const aa_signed_part *part, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    const aa_sig_range *range = v1_range(s);
    bool newer = s->schemes[AA_SIG_V2].present || s->schemes[AA_SIG_V3].present;
    bool weak = false;
    for (size_t i = 0; range != NULL && i < s->schemes[AA_SIG_V1].signer_count; i++) {
        const aa_signer *signer = &s->schemes[AA_SIG_V1].signers[i];
        bool md5 = names(signer->algorithms, "MD5", "md5") || names(signer->digests, "MD5", "md5");
        bool sha1 = names(signer->algorithms, "SHA1", "sha1") || names(signer->digests, "SHA1", "sha1");
        if (!md5 && !sha1)
            continue;
        weak = true;
        /* With v2 beside it, only versions before 7.0 look, and those before 4.3 know no better digest. */
        aa_hit_as(sink, md5 ? MD5 : SHA1, md5 || !newer ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW,
                  AA_REACH_NONE_NEEDED, AA_OWNER_APP, &place,
                  AA_ARGS(part->artifact, signer->algorithms, signer->digests, aa_arg_int(sink, range->first),
                          aa_arg_int(sink, range->last)));
    }
    if (!weak && (range != NULL || newer))
        aa_clear(sink, STRONG, &place,
                 AA_ARGS(part->artifact, range != NULL && s->schemes[AA_SIG_V1].signer_count > 0
                                             ? s->schemes[AA_SIG_V1].signers[0].algorithms
                                             : "v2+"));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++) {
        if (!signing->parts[i].upload_key)
            look_at(&signing->parts[i], sink);
    }
}

const aa_check aa_check_android_sign_weak_digest = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0224",
    .cwe = "CWE-328",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Signature with a weak digest",
                    .why = "Two files with one MD5 or SHA-1 digest can be made: a harmless one is signed, "
                           "the other "
                           "takes its place.",
                    .fix = "Raise minSdkVersion to 24 and sign with v2 and v3 only, or keep v1 with SHA-256 "
                           "(apksigner chooses it from minSdkVersion 18 on).",
                    .limits = "The hash inside the signer's self-signed certificate protects nothing and is "
                              "not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "簽章使用強度不足的摘要演算法",
                    .why = "可製作出 MD5 或 SHA-1 摘要相同的兩個檔案：簽署無害者，再以另一個取代。",
                    .fix = "將 minSdkVersion 提高到 24 並僅以 v2、v3 簽署；或 v1 改用 SHA-256（minSdkVersion "
                           "18 以上時 "
                           "apksigner 即採用）。",
                    .limits = "簽章者自簽憑證內的雜湊不具保護作用，不列入判斷。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
