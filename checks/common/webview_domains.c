/*
 * What web views open.
 */
#include "engine/code_record.h"

enum { PAGE, UNKNOWN, NONE };

static const aa_message messages[] = {
    [PAGE] = {"web_view_page", {"{0} opens {1} in a web view", "{0} 於 WebView 開啟 {1}"}},
    [UNKNOWN] = {"web_view_page_unknown",
                 {"{0} opens in a web view what is made at run time", "{0} 於 WebView 開啟執行時決定之網頁"}},
    [NONE] = {"no_web_view",
              {"No call in the app opens a page in a web view", "應用程式中無任何呼叫以 WebView 開啟網頁"}},
};

static const char *const sinks[] = {
    "Landroid/webkit/WebView;->loadUrl",
    "Landroid/webkit/WebView;->postUrl",
    "Landroidx/browser/customtabs/CustomTabsIntent;->launchUrl",
    NULL,
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    aa_origins pages = aa_code_constants(code, site, 1);
    const char *method = aa_code_method_name(code, site->in);
    bool any = false;
    for (size_t i = 0; i < pages.count; i++) {
        if (pages.items[i].kind != AA_ORIGIN_STRING)
            continue;
        any = true;
        aa_hit_origin(sink, PAGE, AA_SEVERITY_INFO, code, site, &pages.items[i],
                      AA_ARGS(method, aa_arg_text(aa_arena_utf8(aa_code_arena(code), pages.items[i].text))));
    }
    if (!any)
        aa_hit_site(sink, UNKNOWN, AA_SEVERITY_INFO, code, site, AA_ARGS(method));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, sinks);
    for (size_t i = 0; i < sites.count; i++)
        if (sites.items[i].call->argument_count > 1)
            judge(in->code, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_common_webview_domains = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:4 broker:15 mas:4.2.2.1.1 mas:4.2.2.1.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "",
    .cwe = "CWE-1021",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Pages that web views open",
                    .why = "Each page opened inside the app needs a test of its own.",
                    .fix = "Name the pages in the application form.",
                    .limits =
                        "Pages that such a page leads to, and those that scripts open, are not in this list.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "WebView 開啟之網頁",
                    .why = "於應用程式內開啟之每一網頁均須另行檢測。",
                    .fix = "於申請表列明各網頁。",
                    .limits = "由該等網頁連出或由指令碼開啟之網頁，不在此清單。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
