/*
 * UIWebView, which Apple no longer repairs.
 */
#include "engine/check.h"
#include "facts/ios.h"
#include <string.h>

enum { USED, NONE };

static const aa_message messages[] = {
    [USED] = {"uiwebview", {"{0} ({1}) uses UIWebView", "{0}（{1}）使用 UIWebView"}},
    [NONE] = {"no_uiwebview", {"UIWebView is not used", "未使用 UIWebView"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios *ios = in->facts->ios;
    size_t found = 0;
    for (size_t i = 0; ios != NULL && i < ios->object_count; i++) {
        const aa_ios_object *o = &ios->objects[i];
        if (!aa_ios_imports(o, "_OBJC_CLASS_$_UIWebView"))
            continue;
        aa_hit_as(sink, USED, AA_SEVERITY_MEDIUM, AA_REACH_UNKNOWN,
                  o->is_program ? AA_OWNER_APP : AA_OWNER_LIBRARY, &o->place, AA_ARGS(o->member, o->arch));
        found++;
    }
    if (found == 0 && ios != NULL && ios->object_count > 0)
        aa_clear(sink, NONE, &ios->objects[0].place, AA_NO_ARGS);
}

const aa_check aa_check_ios_webview_deprecated = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0331",
    .cwe = "CWE-477",
    .text =
        {
            [AA_LANG_EN] = {.title = "UIWebView is used",
                            .why = "UIWebView runs in the process of the app without the site isolation and "
                                   "repairs that WKWebView gets; Apple refuses new apps with it.",
                            .fix = "Use WKWebView, and SFSafariViewController for pages of others.",
                            .limits = "Whether the code is reached is not looked at here."},
            [AA_LANG_ZH_TW] = {.title = "使用 UIWebView",
                               .why = "UIWebView 於 App 的處理程序內執行，沒有 WKWebView 的隔離與修補；Apple "
                                      "不再接受使用它的新 App。",
                               .fix = "改用 WKWebView；他人的網頁使用 SFSafariViewController。",
                               .limits = "是否執行到不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
