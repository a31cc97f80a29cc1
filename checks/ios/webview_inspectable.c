/*
 * Web views that anybody with a cable can inspect.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { OPEN, UNKNOWN, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"webview_inspectable", {"A web view is made inspectable", "將網頁檢視設為可檢查"}},
    [UNKNOWN] = {"webview_inspectable_unknown",
                 {"Whether a web view is inspectable cannot be told", "無法判定網頁檢視是否可檢查"}},
    [CLOSED] = {"webview_not_inspectable", {"setInspectable: is given false", "setInspectable: 設為否"}},
    [NONE] = {"no_inspectable", {"No web view is made inspectable", "未將網頁檢視設為可檢查"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    aa_msites sites = aa_machine_sends(m, "setInspectable:", "WKWebView");
    for (size_t i = 0; i < sites.count; i++) {
        int64_t value;
        if (!aa_msite_int(m, &sites.items[i], 2, &value))
            aa_cannot_tell_spot(sink, UNKNOWN, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        else if ((value & 1) != 0)
            aa_hit_spot(sink, OPEN, AA_SEVERITY_HIGH, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        else
            aa_clear_spot(sink, CLOSED, m, aa_mspot_of(&sites.items[i]), AA_NO_ARGS);
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_webview_inspectable = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.5.9",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0261",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] = {.title = "Web view is inspectable",
                            .why = "With a cable and Safari anybody reads and changes pages, cookies and "
                                   "script of the app.",
                            .fix = "Set isInspectable in debug builds alone.",
                            .limits =
                                "Only the method is looked at; a value that a server sends is not seen."},
            [AA_LANG_ZH_TW] = {.title = "網頁檢視可被檢查",
                               .why = "任何人以傳輸線與 Safari 即可讀取並更改 App 的網頁、cookie 與指令碼。",
                               .fix = "僅於偵錯版本設定 isInspectable。",
                               .limits = "僅檢視該方法；由伺服器傳來的值無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
