/*
 * A low target SDK switches the platform's later protections off: scoped storage, explicit exports,
 * no cleartext by default, intent filters that are enforced.
 */
#include "engine/check.h"

enum { BELOW, BELOW_DEFAULT, ENOUGH, PREVIEW };

static const aa_message messages[] = {
    [BELOW] = {"target_below_floor",
               {"targetSdkVersion {0} is below {1}, the floor of the policy",
                "targetSdkVersion 為 {0}，低於判定準則下限 {1}"}},
    [BELOW_DEFAULT] =
        {"target_not_declared",
         {"targetSdkVersion is not declared and counts as minSdkVersion {0}, below the floor {1}",
          "未宣告 targetSdkVersion，視同 minSdkVersion {0}，低於判定準則下限 {1}"}},
    [ENOUGH] = {"target_at_floor",
                {"targetSdkVersion is {0}; the floor of the policy is {1}",
                 "targetSdkVersion 為 {0}，判定準則下限為 {1}"}},
    [PREVIEW] = {"target_preview",
                 {"targetSdkVersion is the name \"{0}\" of a preview release, not a number",
                  "targetSdkVersion 為預覽版代號「{0}」，不是數字"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    long floor = aa_policy_number(in->policy, "android.target_sdk_floor");
    const char *have = aa_arg_int(sink, m->target_sdk);
    const char *want = aa_arg_int(sink, floor);
    const char *text = m->target_sdk_declared ? m->target_sdk_text : m->min_sdk_text;
    if (text != NULL && (text[0] < '0' || text[0] > '9'))
        aa_cannot_tell(sink, PREVIEW, &m->target_sdk_place, AA_ARGS(text));
    else if (m->target_sdk >= floor)
        aa_clear(sink, ENOUGH, &m->target_sdk_place, AA_ARGS(have, want));
    else if (m->target_sdk_declared)
        aa_hit(sink, BELOW, &m->target_sdk_place, AA_ARGS(have, want));
    else
        aa_hit(sink, BELOW_DEFAULT, &m->application_place, AA_ARGS(have, want));
}

const aa_check aa_check_android_target_sdk_old = {
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
                    .title = "targetSdkVersion is below the floor",
                    .why =
                        "Android keeps old behaviour for apps that target old releases, so protections added "
                        "since then stay off even on new devices. Stores refuse updates below their floor.",
                    .fix = "<uses-sdk android:targetSdkVersion=\"36\"/>, in Gradle targetSdk = 36, then test "
                           "the "
                           "behaviour changes of each release skipped.",
                    .limits =
                        "The floor is that of phone apps; a watch, car or TV app has another one and its "
                        "manifest alone does not tell them apart.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "targetSdkVersion 低於下限",
                    .why = "Android "
                           "對目標版本較舊的應用程式保留舊行為，即使在新裝置上，後來加入的保護也不會生效；"
                           "商店亦不接受低於其下限的更新。",
                    .fix = "<uses-sdk android:targetSdkVersion=\"36\"/>，Gradle 為 targetSdk = 36，"
                           "並測試所跳過各版本的行為變更。",
                    .limits =
                        "下限以手機應用程式為準；手錶、車用或電視應用程式另有下限，僅由資訊清單無法區分。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
