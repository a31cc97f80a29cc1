/*
 * Custom URL schemes, and whether their handler looks at what it was sent before it acts.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "facts/ios.h"
#include "machine/use.h"
#include <string.h>

enum { BLIND, LOOKS, IDLE, UNSEEN, NONE };

static const aa_message messages[] = {
    [BLIND] = {"handler_looks_at_nothing",
               {"{0} acts on any link of {1}: it compares nothing",
                "{0} 對 {1} 的任何連結均執行動作：未比對任何內容"}},
    [LOOKS] = {"handler_compares",
               {"{0} compares what the link says before it acts", "{0} 於執行動作前比對連結內容"}},
    [IDLE] = {"handler_does_nothing", {"{0} does nothing with links", "{0} 未處理連結"}},
    [UNSEEN] = {"no_handler_seen",
                {"{0} is declared, and no handler was seen", "已宣告 {0}，但未見處理函式"}},
    [NONE] = {"no_schemes", {"No custom URL scheme is declared", "未宣告自訂 URL scheme"}},
};

static const char *const comparers[] = {"isEqualToString:",
                                        "hasPrefix:",
                                        "hasSuffix:",
                                        "containsString:",
                                        "isEqual:",
                                        "containsObject:",
                                        "rangeOfString:*",
                                        "queryItems",
                                        "componentsWithURL:*",
                                        "canOpenURL:",
                                        "_$sSS2eeoiySbSS_SStFZ",
                                        "_$ss27_stringCompareWithSmolCheck*",
                                        "_$sSS9hasPrefix*",
                                        "caseInsensitiveCompare:",
                                        "compare:",
                                        NULL};

static void judge(aa_machine *m, aa_sink *sink, const aa_mplace_ref *handler, const char *scheme)
{
    const aa_mflow *flow = aa_machine_flow(m, handler->image, handler->function);
    const char *name = aa_machine_text(m, handler->text);
    aa_mspot spot = {handler->image, handler->function, 0};
    size_t acts = 0;
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        acts += flow->calls[i].kind != AA_MCALL_IMPORT;
    if (acts == 0)
        aa_clear_spot(sink, IDLE, m, spot, AA_ARGS(name));
    else if (aa_muse_call_in(m, handler->image, handler->function, comparers, 3) != NULL)
        aa_clear_spot(sink, LOOKS, m, spot, AA_ARGS(name));
    else
        aa_hit_spot(sink, BLIND, AA_SEVERITY_MEDIUM, m, spot, NULL, AA_ARGS(name, scheme));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    static const char *const handlers[] = {
        "application:openURL:options:", "application:handleOpenURL:",
        "application:openURL:sourceApplication:annotation:", "scene:openURLContexts:", NULL};
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    size_t found = 0;
    if (app == NULL || app->scheme_count == 0) {
        aa_absent(sink, NONE, AA_NO_ARGS);
        return;
    }
    for (size_t h = 0; handlers[h] != NULL; h++) {
        const aa_mplace_ref *methods;
        size_t n = aa_machine_methods(m, handlers[h], &methods);
        for (size_t i = 0; i < n; i++)
            judge(m, sink, &methods[i], app->schemes[0].scheme);
        found += n;
    }
    if (found == 0)
        aa_cannot_tell(sink, UNSEEN, &app->schemes[0].place, AA_ARGS(app->schemes[0].scheme));
}

const aa_check aa_check_ios_url_scheme = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.1",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0370",
    .cwe = "CWE-939",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "A URL scheme acts on any link",
                 .why = "Any page or app can open the link; what it asks for is done as if the person had "
                        "asked.",
                 .fix = "Look at scheme, host and parameters and act only on those that are known; ask "
                        "before anything that matters.",
                 .limits = "That something is compared says nothing about whether it is the right thing."},
            [AA_LANG_ZH_TW] = {.title = "URL scheme 對任何連結均執行動作",
                               .why = "任何網頁或 App 均可開啟該連結，其要求如同使用者本人提出而執行。",
                               .fix = "檢查 scheme、主機與參數，僅處理已知內容；重要動作須先詢問。",
                               .limits = "有比對不代表比對的內容正確。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
