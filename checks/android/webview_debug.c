/*
 * Web views that a computer can look into.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { OPEN, GUARDED, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"debugging_on",
              {"{0} lets a computer with USB debugging look into the app's web pages",
               "{0} 允許以 USB 偵錯檢視應用程式之網頁內容"}},
    [GUARDED] = {"debugging_guarded", {"{0} does so only in debuggable builds", "{0} 僅於可偵錯版本啟用"}},
    [CLOSED] = {"debugging_off", {"{0} switches web view debugging off", "{0} 關閉 WebView 偵錯"}},
    [NONE] = {"no_debugging",
              {"No call in the app switches web view debugging on", "應用程式中無任何呼叫啟用 WebView 偵錯"}},
};

static const char *const setters[] = {
    "Landroid/webkit/WebView;->setWebContentsDebuggingEnabled",
    NULL,
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    aa_origins origins = aa_code_constants(code, site, site->call->argument_count - 1U);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    if (aa_site_asks_debuggable(code, site)) {
        aa_clear_site(sink, GUARDED, code, site, args);
        return;
    }
    for (size_t i = 0; i < origins.count; i++) {
        if (origins.items[i].kind != AA_ORIGIN_INT || !origins.items[i].exact)
            continue;
        if (origins.items[i].number != 0)
            aa_hit_origin(sink, OPEN, AA_SEVERITY_HIGH, code, site, &origins.items[i], args);
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

const aa_check aa_check_android_webview_debug = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.5.9",
    .masvs = "MASVS-RESILIENCE-4",
    .mastg = "MASTG-TEST-0227",
    .cwe = "CWE-489",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Web view debugging is on",
                    .why = "Everything in the web view, session cookies and forms included, can be read and "
                           "changed from a computer.",
                    .fix = "if ((getApplicationInfo().flags & ApplicationInfo.FLAG_DEBUGGABLE) != 0) "
                           "WebView.setWebContentsDebuggingEnabled(true);",
                    .limits = "A guard of another kind than the flag of the package is taken for none.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "WebView 偵錯功能開啟",
                    .why = "可由電腦讀取及竄改 WebView 內所有內容，包含連線 Cookie "
                           "與表單。",
                    .fix = "僅於可偵錯版本開啟：if ((getApplicationInfo().flags & "
                           "ApplicationInfo.FLAG_DEBUGGABLE) != 0) "
                           "WebView.setWebContentsDebuggingEnabled(true);",
                    .limits = "以套件旗標以外方式所作的條件限制，視同未限制。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
