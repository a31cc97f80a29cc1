/*
 * Pages over TLS that load parts without it.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { OPEN, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"mixed_allowed",
              {"{0} lets https pages load parts over http", "{0} 允許 https 網頁以 http 載入內容"}},
    [CLOSED] = {"mixed_limited",
                {"{0} does not let https pages load any part over http",
                 "{0} 未允許 https 網頁任意以 http 載入內容"}},
    [NONE] = {"no_mixed_setting",
              {"No call in the app allows mixed content; the platform blocks it",
               "應用程式中無任何呼叫允許混合內容；平台預設阻擋"}},
};

static const char *const setters[] = {
    "Landroid/webkit/WebSettings;->setMixedContentMode",
    NULL,
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    aa_origins origins = aa_code_constants(code, site, site->call->argument_count - 1U);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    for (size_t i = 0; i < origins.count; i++) {
        if (origins.items[i].kind != AA_ORIGIN_INT || !origins.items[i].exact)
            continue;
        if (origins.items[i].number == 0)
            aa_hit_origin(sink, OPEN, AA_SEVERITY_MEDIUM, code, site, &origins.items[i], args);
        else
            aa_clear_site(sink, CLOSED, code, site, args);
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, setters);
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count > 0)
            judge(in->code, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_webview_mixed = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Web view allows mixed content",
                    .why = "Someone on the network changes the script that comes over http, and with it the "
                           "page that came over https.",
                    .fix = "Leave the mode at MIXED_CONTENT_NEVER_ALLOW, the default since Android 5.",
                    .limits = "Whether a page has such parts is not known here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "WebView 允許混合內容",
                    .why = "網路上的攻擊者可竄改以 http 載入的指令碼，進而控制 https "
                           "網頁。",
                    .fix = "維持 MIXED_CONTENT_NEVER_ALLOW（Android 5 起之預設值）。",
                    .limits = "網頁是否含此類內容無從得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
