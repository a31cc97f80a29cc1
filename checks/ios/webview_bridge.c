/*
 * Functions of the app that pages may call.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include <string.h>

enum { BRIDGE, CONTEXT, NONE };

static const aa_message messages[] = {
    [BRIDGE] = {"script_message_handler", {"Pages may call {0}", "網頁可呼叫 {0}"}},
    [CONTEXT] = {"javascript_context",
                 {"A JavaScript context is given functions of the app",
                  "將 App 函式提供給 JavaScript 執行環境"}},
    [NONE] = {"no_bridge", {"Pages cannot call functions of the app", "網頁無法呼叫 App 的函式"}},
};

static bool loads_remote(aa_machine *m)
{
    return aa_machine_sends(m, "loadRequest:", NULL).count > 0 ||
           aa_machine_sends(m, "loadHTMLString:baseURL:", NULL).count > 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    aa_msites sites = aa_machine_sends(m, "addScriptMessageHandler:*", NULL);
    aa_severity severity = loads_remote(m) ? AA_SEVERITY_MEDIUM : AA_SEVERITY_LOW;
    for (size_t i = 0; i < sites.count; i++) {
        aa_bytes name;
        const char *shown = aa_msite_text(m, &sites.items[i], 3, &name) ? aa_machine_text(m, name) : "?";
        aa_hit_spot(sink, BRIDGE, severity, m, aa_mspot_of(&sites.items[i]), NULL, AA_ARGS(shown));
    }
    const aa_mplace_ref *uses;
    size_t contexts = aa_machine_class_uses(m, "JSContext", &uses);
    if (contexts > 0)
        aa_hit_spot(sink, CONTEXT, AA_SEVERITY_LOW, m, aa_mspot_at(&uses[0]), NULL, AA_NO_ARGS);
    if (sites.count == 0 && contexts == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_webview_bridge = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0376",
    .cwe = "CWE-749",
    .text =
        {
            [AA_LANG_EN] = {.title = "Pages may call functions of the app",
                            .why = "A page that an attacker changes, or another page that is led to, calls "
                                   "what the app offers.",
                            .fix = "Offer little, check the frame and host of each message, and load own "
                                   "pages over TLS alone.",
                            .limits = "Whether the handler checks its message is not looked at here."},
            [AA_LANG_ZH_TW] = {.title = "網頁可呼叫 App 的函式",
                               .why = "遭更改或被導向的網頁可呼叫 App 提供的功能。",
                               .fix =
                                   "減少提供的功能、檢查每則訊息的來源框架與主機，並僅以 TLS 載入自有網頁。",
                               .limits = "處理函式是否檢查訊息不在此判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
