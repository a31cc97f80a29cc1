/*
 * The oldest iOS the app runs on.
 */
#include <stdlib.h>

#include "engine/check.h"
#include "facts/ios.h"

enum { OLD, UNKNOWN, GOOD };

static const aa_message messages[] = {
    [OLD] = {"min_os_old",
             {"Runs on iOS {0} and later; the policy asks for {1}",
              "可在 iOS {0} 以上版本執行；判定準則要求 {1}"}},
    [UNKNOWN] = {"min_os_unknown",
                 {"MinimumOSVersion is not given or no version: \"{0}\"",
                  "未提供 MinimumOSVersion 或不是版本：「{0}」"}},
    [GOOD] = {"min_os_new", {"Runs on iOS {0} and later", "可在 iOS {0} 以上版本執行"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    long floor = aa_policy_number(in->policy, "ios.min_os");
    long major = app->min_os != NULL ? strtol(app->min_os, NULL, 10) : 0;
    if (major <= 0)
        aa_cannot_tell(sink, UNKNOWN, &app->min_os_place, AA_ARGS(aa_arg_text(app->min_os)));
    else if (major < floor)
        aa_hit(sink, OLD, &app->min_os_place, AA_ARGS(app->min_os, aa_arg_int(sink, floor)));
    else
        aa_clear(sink, GOOD, &app->min_os_place, AA_ARGS(app->min_os));
}

const aa_check aa_check_ios_min_os = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:4 broker:5 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-1",
    .mastg = "",
    .cwe = "CWE-1104",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Runs on iOS versions without security updates",
                 .why = "Devices on versions that Apple no longer repairs have public attacks against them; "
                        "the app cannot protect data there.",
                 .fix = "Raise the deployment target to a version that still gets security updates.",
                 .limits = "Which versions Apple repairs changes; the floor is dated data of the policy."},
            [AA_LANG_ZH_TW] = {.title = "可在已無安全更新的 iOS 版本執行",
                               .why = "Apple 已不再修補的版本存在公開的攻擊手法，App 無法在其上保護資料。",
                               .fix = "將部署目標提高至仍有安全更新的版本。",
                               .limits = "Apple 修補的版本會變動；門檻為判定準則中註明日期的資料。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
