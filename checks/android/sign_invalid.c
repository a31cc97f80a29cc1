/*
 * The package's own signature, for every platform version that the manifest admits.
 */
#include <string.h>

#include "engine/check.h"
#include "facts/signing.h"

enum { UNSIGNED, REFUSED, REFUSED_SOME, DISAGREE, ACCEPTED, BUNDLE_UNSIGNED, BUNDLE_REFUSED, BUNDLE, LOST };

static const aa_message messages[] = {
    [UNSIGNED] = {"unsigned", {"{0} has no signature that Android finds", "{0} 沒有 Android 可辨識的簽章"}},
    [REFUSED] = {"refused",
                 {"no Android version accepts the signature of {0}: {1:sign} ({2})",
                  "沒有任何 Android 版本接受 {0} 的簽章：{1:sign}（{2}）"}},
    [REFUSED_SOME] = {"refused_by_versions",
                      {"{0}: Android API {1} to {2} refuses the file ({3}: {4:sign})",
                       "{0}：Android API {1} 至 {2} 拒絕此檔案（{3}：{4:sign}）"}},
    [DISAGREE] = {"schemes_disagree",
                  {"{0}: the signature schemes name different signers: {1:sign}",
                   "{0}：各簽章機制的簽章者不一致：{1:sign}"}},
    [ACCEPTED] =
        {"accepted",
         {"{0}: accepted by Android API {1} to {2} through scheme {3}; signer certificate SHA-256 {4}",
          "{0}：Android API {1} 至 {2} 依 {3} 機制接受；簽章者憑證 SHA-256 {4}"}},
    [BUNDLE_UNSIGNED] = {"bundle_unsigned",
                         {"{0} is an app bundle without an upload signature",
                          "{0} 為未以上傳金鑰簽署的 App Bundle"}},
    [BUNDLE_REFUSED] = {"bundle_upload_key_invalid",
                        {"{0}: the upload signature of the bundle does not verify: {1:sign} ({2})",
                         "{0}：App Bundle 的上傳簽章無法驗證：{1:sign}（{2}）"}},
    [BUNDLE] = {"bundle_upload_key",
                {"{0} is an app bundle: its signature is an upload key ({1}); what users install is signed "
                 "by the store "
                 "and was not seen",
                 "{0} 為 App Bundle：其簽章為上傳金鑰（{1}）；使用者安裝的套件由商店簽署，未在檢測範圍內"}},
    [LOST] =
        {"directory_lost",
         {"{0} is cut off or damaged: without the directory of the archive no signature can be looked for",
          "{0} 不完整或已毀損：缺少壓縮檔目錄，無法查驗簽章"}},
};

static const char *signer_hash(const aa_signature *s)
{
    return s->current_count == 0 ? "-" : s->current[0]->sha256;
}

static bool any_present(const aa_signature *s)
{
    return s->schemes[AA_SIG_V1].present || s->schemes[AA_SIG_V2].present || s->schemes[AA_SIG_V3].present ||
           s->schemes[AA_SIG_V31].present;
}

static void look_at_bundle(const aa_signed_part *part, const aa_place *place, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    const aa_sig_range *r = &s->ranges[s->range_count - 1];
    if (!any_present(s))
        aa_cannot_tell(sink, BUNDLE_UNSIGNED, place, AA_ARGS(part->artifact));
    else if (!r->accepted)
        aa_cannot_tell(sink, BUNDLE_REFUSED, place, AA_ARGS(part->artifact, r->error, r->detail));
    else
        aa_cannot_tell(sink, BUNDLE, place, AA_ARGS(part->artifact, signer_hash(s)));
}

/*
 * OpenSSL may refuse a certificate that the platform reads, and a member can be larger than a limit here:
 * that is a limit of this check and no flaw.
 */
static bool only_unread_here(const aa_signature *s, const aa_sig_range *range)
{
    static const char *const unread[] = {"entry_unreadable", "unreadable_signature_file",
                                         "malformed_manifest"};
    bool limited = false;
    for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++)
        limited = limited || strcmp(range->error, unread[i]) == 0;
    return strcmp(range->error, "malformed_certificate") == 0 || strncmp(range->error, "limit.", 6) == 0 ||
           (s->unread && limited);
}

static void look_at_ranges(const aa_signed_part *part, const aa_place *place, aa_sink *sink)
{
    const aa_signature *s = part->signature;
    size_t refused = 0;
    for (size_t i = 0; i < s->range_count; i++)
        refused += !s->ranges[i].accepted;
    if (refused == s->range_count && !only_unread_here(s, &s->ranges[0])) {
        aa_hit(sink, REFUSED, place, AA_ARGS(part->artifact, s->ranges[0].error, s->ranges[0].detail));
        return;
    }
    for (size_t i = 0; i < s->range_count; i++) {
        const aa_sig_range *r = &s->ranges[i];
        const char *first = aa_arg_int(sink, r->first);
        const char *last = aa_arg_int(sink, r->last);
        if (r->accepted)
            aa_clear(sink, ACCEPTED, place,
                     AA_ARGS(part->artifact, first, last, aa_sig_scheme_name(r->scheme), signer_hash(s)));
        else if (only_unread_here(s, r))
            aa_cannot_tell(sink, REFUSED_SOME, place,
                           AA_ARGS(part->artifact, first, last, aa_sig_scheme_name(r->scheme), r->error));
        else /* The newest versions install it, so users of old ones are shut out, not deceived. */
            aa_hit_as(sink, REFUSED_SOME, i + 1 == s->range_count ? AA_SEVERITY_CRITICAL : AA_SEVERITY_MEDIUM,
                      AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                      AA_ARGS(part->artifact, first, last, aa_sig_scheme_name(r->scheme), r->error));
    }
}

static void look_at(const aa_signed_part *part, aa_sink *sink)
{
    static const char *const disagreements[] = {"signers.v1_v2_differ", "signers.past_signer_differs",
                                                "signers.v31_without_v3"};
    const aa_place place = {.artifact = part->artifact, .offset = AA_NO_OFFSET};
    if (part->upload_key) {
        look_at_bundle(part, &place, sink);
        return;
    }
    if (part->directory_lost) {
        aa_cannot_tell(sink, LOST, &place, AA_ARGS(part->artifact));
        return;
    }
    if (!any_present(part->signature)) {
        aa_hit(sink, UNSIGNED, &place, AA_ARGS(part->artifact));
        return;
    }
    look_at_ranges(part, &place, sink);
    for (size_t i = 0; i < sizeof disagreements / sizeof disagreements[0]; i++) {
        if (aa_signature_has_issue(part->signature, disagreements[i]))
            aa_hit_as(sink, DISAGREE, AA_SEVERITY_HIGH, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &place,
                      AA_ARGS(part->artifact, disagreements[i]));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_signing *signing = in->facts->signing;
    for (size_t i = 0; signing != NULL && i < signing->count; i++)
        look_at(&signing->parts[i], sink);
}

const aa_check aa_check_android_sign_invalid = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_SIGNATURE),
    .rows = "broker:1 broker:4 broker:5 broker:17 mas:4.1.5.2.1",
    .masvs = "MASVS-RESILIENCE-2",
    .mastg = "MASTG-TEST-0224",
    .cwe = "CWE-347",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Package signature does not verify",
                    .why = "The signature is what ties the file to its developer: without a valid one nobody "
                           "can tell "
                           "whether the content was changed, and Android does not install it.",
                    .fix = "Sign the final, aligned file again and change nothing afterwards: apksigner sign "
                           "--ks "
                           "release.jks app.apk; then apksigner verify --verbose app.apk.",
                    .limits = "Verification follows the published rules of Android up to API 36. A vendor's "
                              "own changes "
                              "to the installer cannot be seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "套件簽章驗證失敗",
                    .why = "簽章用以確認檔案出自開發者；簽章無效時，無從判斷內容是否遭竄改，Android "
                           "亦不會安裝。",
                    .fix = "對齊後的最終檔案重新簽署，之後不再更動內容：apksigner sign --ks release.jks "
                           "app.apk，再以 apksigner verify --verbose app.apk 確認。",
                    .limits = "依 Android 公開規則驗證至 API 36；無法得知各廠商對安裝程式的修改。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
