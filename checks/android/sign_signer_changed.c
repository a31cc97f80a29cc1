/*
 * The signer of this release against that of the release before, when one is given.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/previous.h"
#include "facts/signing.h"

#define CAPABILITY_INSTALLED_DATA 1U /* without it an update over the older key is refused */

enum { CHANGED, PARTS_DIFFER, SAME, ROTATED, NO_PREVIOUS, NO_SIGNER };

static const aa_message messages[] = {
    [CHANGED] = {"changed",
                 {"signed by {0}; {1} was signed by {2}, and no key rotation joins the two",
                  "簽章者為 {0}；{1} 的簽章者為 {2}，兩者之間沒有金鑰輪替紀錄"}},
    [PARTS_DIFFER] = {"parts_differ",
                      {"the parts of the app are not all signed by the same signer",
                       "應用程式各部分的簽章者不一致"}},
    [SAME] = {"same", {"signed by the signer of {0}: {1}", "與 {0} 的簽章者相同：{1}"}},
    [ROTATED] = {"rotated",
                 {"signed by {0}, to whom the signer of {1} handed over ({2})",
                  "簽章者為 {0}，由 {1} 的簽章者（{2}）輪替而來"}},
    [NO_PREVIOUS] = {"no_previous",
                     {"no previous release was given (--previous)", "未提供前一版本（--previous）"}},
    [NO_SIGNER] = {"no_signer", {"{0} names no signer", "{0} 未載明簽章者"}},
};

static bool was_signer(const aa_previous *previous, const char *sha256)
{
    for (size_t i = 0; i < previous->signer_count; i++) {
        if (strcmp(previous->signers[i], sha256) == 0)
            return true;
    }
    return false;
}

/* The lineage node of |s| that signed the release before; NULL when there is none. */
static const char *handed_over(const aa_signature *s, const aa_previous *previous)
{
    const aa_sig_scheme schemes[] = {AA_SIG_V31, AA_SIG_V3};
    for (size_t k = 0; k < 2; k++) {
        const aa_scheme_result *scheme = &s->schemes[schemes[k]];
        for (size_t i = 0; scheme->verified && i < scheme->signer_count; i++) {
            for (size_t n = 0; n < scheme->signers[i].lineage_count; n++) {
                const aa_lineage_node *node = &scheme->signers[i].lineage[n];
                const char *sha256 = node->certificate->sha256;
                if (was_signer(previous, sha256) && (node->capabilities & CAPABILITY_INSTALLED_DATA) != 0)
                    return sha256;
            }
        }
    }
    return NULL;
}

static void compare(const aa_signed_part *part, const aa_previous *previous, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    for (size_t i = 0; i < s->current_count; i++) {
        const char *now = s->current[i]->sha256;
        const char *before = handed_over(s, previous);
        if (was_signer(previous, now) && previous->signer_count == s->current_count)
            aa_clear(sink, SAME, &place, AA_ARGS(previous->source, now));
        else if (before != NULL)
            aa_clear(sink, ROTATED, &place, AA_ARGS(now, previous->source, before));
        else
            aa_hit(sink, CHANGED, &place, AA_ARGS(now, previous->source, previous->signers[0]));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    const aa_previous *previous = in->facts->previous;
    if (signing == NULL || signing->count == 0)
        return;
    if (!signing->same_signer)
        aa_hit(sink, PARTS_DIFFER, NULL, AA_NO_ARGS);
    if (previous == NULL)
        aa_absent(sink, NO_PREVIOUS, AA_NO_ARGS);
    else if (previous->signer_count == 0)
        aa_cannot_tell(sink, NO_SIGNER, NULL, AA_ARGS(previous->source));
    else
        compare(&signing->parts[0], previous, sink);
}

const aa_check aa_check_android_sign_signer_changed = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:2 broker:17 mas:4.1.1.2.1 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Signer differs from the previous release",
                    .why = "Android refuses the update, or, on a new device, somebody else's package passes "
                           "for the "
                           "app. Parts with different signers are not installed together.",
                    .fix = "Sign with the key of the release before, or hand over with a v3 lineage: "
                           "apksigner rotate "
                           "--out lineage --old-signer … --new-signer …; apksigner sign --lineage lineage ….",
                    .limits = "Compares with the one release that was given; store-side key rotation that "
                              "keeps the "
                              "old certificate is not visible.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "簽章者與前一版本不同",
                    .why = "Android "
                           "將拒絕更新；在新裝置上，則可能是他人套件冒充。簽章者不同的各部分無法一併安裝。",
                    .fix =
                        "沿用前一版本的金鑰簽署，或以 v3 輪替：apksigner rotate --out lineage --old-signer … "
                        "--new-signer …，再以 apksigner sign --lineage lineage … 簽署。",
                    .limits = "僅與所提供的版本比較；無法得知商店端保留舊憑證的金鑰輪替。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
