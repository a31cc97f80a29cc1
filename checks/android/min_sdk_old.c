/*
 * Releases on which the platform cannot keep what the rows ask for.
 */
#include "engine/check.h"

enum { BELOW, BELOW_DEFAULT, ENOUGH, ENOUGH_UNPATCHED, PREVIEW };

static const aa_message messages[] = {
    [BELOW] = {"min_below_floor",
               {"minSdkVersion {0} is below {1}, the floor of the policy",
                "minSdkVersion 為 {0}，低於判定準則下限 {1}"}},
    [BELOW_DEFAULT] = {"min_not_declared",
                       {"minSdkVersion is not declared and counts as {0}, below the floor {1}",
                        "未宣告 minSdkVersion，視同 {0}，低於判定準則下限 {1}"}},
    [ENOUGH] = {"min_at_floor",
                {"minSdkVersion is {0}; the floor of the policy is {1}",
                 "minSdkVersion 為 {0}，判定準則下限為 {1}"}},
    [ENOUGH_UNPATCHED] =
        {"min_without_patches",
         {"minSdkVersion is {0}; the floor of the policy is {1}. Releases below API {2} get no "
          "security patches any more",
          "minSdkVersion 為 {0}，判定準則下限為 {1}；低於 API {2} 的版本已無安全性更新"}},
    [PREVIEW] = {"min_preview",
                 {"minSdkVersion is the name \"{0}\" of a preview release, not a number",
                  "minSdkVersion 為預覽版代號「{0}」，不是數字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    long floor = aa_policy_number(in->policy, "android.min_sdk_floor");
    long patched = aa_policy_number(in->policy, "android.min_sdk_patched");
    const char *have = aa_arg_int(sink, m->min_sdk);
    const char *want = aa_arg_int(sink, floor);
    const char *text = m->min_sdk_text;
    if (text != NULL && (text[0] < '0' || text[0] > '9'))
        aa_cannot_tell(sink, PREVIEW, &m->min_sdk_place, AA_ARGS(text));
    else if (m->min_sdk < floor && m->min_sdk_declared)
        aa_hit(sink, BELOW, &m->min_sdk_place, AA_ARGS(have, want));
    else if (m->min_sdk < floor)
        aa_hit(sink, BELOW_DEFAULT, &m->application_place, AA_ARGS(have, want));
    else if (m->min_sdk < patched)
        aa_clear(sink, ENOUGH_UNPATCHED, &m->min_sdk_place, AA_ARGS(have, want, aa_arg_int(sink, patched)));
    else
        aa_clear(sink, ENOUGH, &m->min_sdk_place, AA_ARGS(have, want));
}

const aa_check aa_check_android_min_sdk_old = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-1",
    .mastg = "MASTG-TEST-0245",
    .cwe = "CWE-1104",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "minSdkVersion admits releases without the platform's protections",
                    .why =
                        "Below API 24 Android ignores the network security config, trusts certificates that "
                        "the user installed, and knows no APK signature scheme v2: what this report finds in "
                        "order is not in order on such devices.",
                    .fix =
                        "<uses-sdk android:minSdkVersion=\"24\"/> or higher, in Gradle minSdk = 24. Prefer a "
                        "release that still gets security patches.",
                    .limits = "Does not know which devices the app is offered to in the store.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "minSdkVersion 容許缺少平台保護的版本",
                    .why =
                        "API 24 以下的 Android 不讀網路安全設定、信任使用者安裝的憑證，也沒有 APK 簽章機制 "
                        "v2：本報告認為妥當之處，在這些裝置上並不成立。",
                    .fix = "<uses-sdk android:minSdkVersion=\"24\"/> 或更高，Gradle 為 minSdk = 24；"
                           "宜採用仍有安全性更新的版本。",
                    .limits = "無法得知商店實際提供給哪些裝置。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
