/*
 * Addresses and scripts from outside in a web view.
 */
#include "code/use_allow.h"
#include "code/use_input.h"
#include "code/use_source.h"
#include "engine/code_record.h"
#include "facts/sensitive_code.h"

enum { OPEN, GUARDED, OWN, NONE, TYPED, UNSURE, WEAK, OPAQUE };

static const aa_message messages[] = {
    [OPEN] = {"url_from_outside",
              {"{0} opens in a web view what {1} gives, which another app or a web page can choose",
               "{0} 於 WebView 開啟由 {1} 取得之內容，"
               "可由其他應用程式或網頁指定"}},
    [GUARDED] = {"url_checked",
                 {"{0} opens what {1} gives after comparing it", "{0} 於比對後開啟由 {1} 取得之內容"}},
    [OWN] = {"url_own", {"{0} opens what does not come from outside", "{0} 開啟之內容非來自外部"}},
    [NONE] = {"no_web_view",
              {"No call in the app opens a page in a web view", "應用程式中無任何呼叫以 WebView 開啟網頁"}},
    [TYPED] = {"url_typed",
               {"{0} opens in a web view what the user types ({1}), whatever it is",
                "{0} 於 WebView 開啟使用者輸入之內容（{1}），未加限制"}},
    [UNSURE] = {"url_unsure",
                {"{0} opens in a web view what {1} gives; whether another app can choose it cannot be told",
                 "{0} 於 WebView 開啟由 {1} 取得之內容；無法判定其他應用程式能否指定"}},
    [WEAK] = {"url_weakly_checked",
              {"{0} opens in a web view what {1} gives after a test that addresses of anybody can pass",
               "{0} 於 WebView 開啟由 {1} 取得之內容，其比對方式可由任意網址通過"}},
    [OPAQUE] =
        {"url_tested",
         {"{0} opens in a web view what {1} gives after a test of its own; what passes it cannot be told",
          "{0} 於 WebView 開啟由 {1} 取得之內容，經自行實作之檢查；無法判定何者可通過"}},
};

static const char *const sinks[] = {
    "Landroid/webkit/WebView;->loadUrl",
    "Landroid/webkit/WebView;->evaluateJavascript",
    "Landroid/webkit/WebView;->loadDataWithBaseURL",
    "Landroid/webkit/WebView;->loadData",
    "Landroid/webkit/WebView;->postUrl",
    NULL,
};

static void judge_outside(aa_code *code, aa_sink *sink, const aa_site *site, const aa_source_seen *seen)
{
    const char *const *args =
        AA_ARGS(aa_code_method_name(code, site->in), aa_source_name(code, seen->origin));
    bool unreached = aa_code_reach_of(code, site->in) == AA_NOT_REACHED;
    aa_allow allows = aa_site_allows(code, site, seen->origin);
    if (seen->open == AA_OPEN_NO || (seen->open == AA_OPEN_UNSURE && unreached) ||
        aa_origin_was_given_to(code, seen->origin, sinks))
        aa_clear_site(sink, OWN, code, site, AA_ARGS(aa_code_method_name(code, site->in)));
    else if (allows == AA_ALLOW_LISTED)
        aa_clear_site(sink, GUARDED, code, site, args);
    else if (seen->open == AA_OPEN_UNSURE)
        aa_cannot_tell_origin(sink, UNSURE, code, site, seen->origin, args);
    else if (allows == AA_ALLOW_UNKNOWN)
        aa_cannot_tell_origin(sink, OPAQUE, code, site, seen->origin, args);
    else if (allows == AA_ALLOW_WEAK)
        aa_hit_origin(sink, WEAK, AA_SEVERITY_MEDIUM, code, site, seen->origin, args);
    else
        aa_hit_origin(sink, OPEN, AA_SEVERITY_HIGH, code, site, seen->origin, args);
}

static bool is_text_of_view(aa_code *code, const aa_origin *origin)
{
    return origin->kind == AA_ORIGIN_CALL &&
           aa_method_is(code, origin->method, "Landroid/widget/TextView;->getText");
}

static void judge_typed(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *typed)
{
    const aa_site read = {.in = typed->in, .pc = typed->pc};
    const char *const *args =
        AA_ARGS(aa_code_method_name(code, site->in), aa_code_method_name(code, read.in));
    if (aa_origin_was_given_to(code, typed, sinks))
        aa_clear_site(sink, OWN, code, site, AA_ARGS(aa_code_method_name(code, site->in)));
    else if (aa_site_is_guarded_by(code, site, is_text_of_view))
        aa_clear_site(sink, GUARDED, code, site, args);
    else
        aa_hit_origin(sink, TYPED, AA_SEVERITY_LOW, code, site, typed, args);
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_source_seen worst = {0};
    const aa_origin *typed = NULL;
    for (size_t i = 1; i < site->call->argument_count; i++) {
        aa_origins whence = aa_code_whence(in->code, site, i);
        aa_source_seen seen = aa_source_find(in->code, &whence, AA_SOURCE_APP, aa_source_washed);
        worst = seen.kind != 0 && (worst.kind == 0 || seen.open > worst.open) ? seen : worst;
        typed = typed != NULL ? typed : aa_data_typed(in->code, in->facts, &whence);
    }
    if (worst.kind != 0 && (worst.open != AA_OPEN_NO || typed == NULL))
        judge_outside(in->code, sink, site, &worst);
    else if (typed != NULL)
        judge_typed(in->code, sink, site, typed);
    else
        aa_clear_site(sink, OWN, in->code, site, AA_ARGS(aa_code_method_name(in->code, site->in)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, sinks);
    for (size_t i = 0; i < sites.count; i++)
        judge(in, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_webview_untrusted_url = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0398",
    .cwe = "CWE-939",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Outside input opened in a web view",
                    .why =
                        "Another app, or a link on a page, makes the app show a page of its choice under the "
                        "app's name, with its cookies and bridges.",
                    .fix = "Parse the address and compare scheme and host with a list before loadUrl(): "
                           "\"https\".equals(uri.getScheme()) && HOSTS.contains(uri.getHost()).",
                    .limits =
                        "A comparison counts when it stands before the call, or before a call that hands the "
                        "address on, and is about the same address: whole or by its host, or its beginning "
                        "up "
                        "to behind the host. Ends without a dot before them, parts of the text, the scheme "
                        "alone and what is excluded limit nothing. A test of the app's own is not looked "
                        "into. What the user types is reported as low: a browser opens it on purpose.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以 WebView 開啟外部輸入",
                    .why = "其他應用程式或網頁連結可使應用程式以其名義顯示任意網頁，"
                           "並帶有其 Cookie 與橋接介面。",
                    .fix = "loadUrl() 前解析網址並比對清單：\"https\".equals(uri.getScheme()) && "
                           "HOSTS.contains(uri.getHost())。",
                    .limits = "於呼叫或傳遞該網址之呼叫前，就同一網址整體、主機或至主機結尾之開頭所為之比對，"
                              "始予採計；"
                              "結尾未含前置點、僅比對部分文字、僅比對通訊協定或僅排除特定者，均不構成限制。"
                              "應用程式自行實作之檢查不予深究。使用者輸入列為低風險，因瀏覽器本即開啟使用者所"
                              "輸入者。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
