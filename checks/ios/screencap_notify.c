/*
 * Reacting to screen recording and screenshots.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { WATCHED, READ, NONE };

static const aa_message messages[] = {
    [WATCHED] = {"capture_watched", {"Watches for {0}", "監看 {0}"}},
    [READ] = {"capture_read", {"Asks whether the screen is being recorded", "查詢畫面是否正被錄製"}},
    [NONE] = {"no_capture_watch", {"Recording and screenshots are not watched for", "未監看錄影與截圖"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    static const char *const names[] = {"_UIScreenCapturedDidChangeNotification",
                                        "_UIApplicationUserDidTakeScreenshotNotification"};
    size_t found = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const aa_mplace_ref *uses;
        size_t n = aa_machine_symbol_uses(m, names[i], &uses);
        for (size_t k = 0; k < n; k++)
            aa_hit_spot(sink, WATCHED, AA_SEVERITY_INFO, m, aa_mspot_at(&uses[k]), NULL,
                        AA_ARGS(names[i] + 1));
        found += n;
    }
    aa_msites sites = aa_machine_sends(m, "isCaptured", NULL);
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_spot(sink, READ, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
    if (found + sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_screencap_notify = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "mas:4.1.2.3.9",
    .masvs = "MASVS-PLATFORM-3",
    .mastg = "",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Reaction to screen capture",
                 .why = "iOS cannot forbid recordings and screenshots; the app can notice them and cover or "
                        "warn.",
                 .fix = "Observe UIScreen.capturedDidChangeNotification and "
                        "userDidTakeScreenshotNotification, cover sensitive views and tell the person.",
                 .limits = "What the observer does is for a person to see."},
            [AA_LANG_ZH_TW] = {.title = "對螢幕擷取的處置",
                               .why = "iOS 無法禁止錄影與截圖，但 App 可察覺並遮蔽或提示。",
                               .fix = "監看 UIScreen.capturedDidChangeNotification 與 "
                                      "userDidTakeScreenshotNotification，遮蔽敏感畫面並提示使用者。",
                               .limits = "監看後的實際處置須由人查看。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
