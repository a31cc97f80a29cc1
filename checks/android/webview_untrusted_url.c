/*
 * Addresses and scripts from outside in a web view.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { OPEN, GUARDED, OWN, NONE };

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
};

static const char *const sinks[] = {
    "Landroid/webkit/WebView;->loadUrl",
    "Landroid/webkit/WebView;->evaluateJavascript",
    "Landroid/webkit/WebView;->loadDataWithBaseURL",
    "Landroid/webkit/WebView;->loadData",
    "Landroid/webkit/WebView;->postUrl",
    NULL,
};

/* The component that |method| belongs to can be started by others; unknown: it belongs to none. */
static aa_tri is_open(const aa_check_input *in, aa_method_id method)
{
    const aa_manifest *m = &in->facts->manifest;
    const char *name = aa_code_class_name(in->code, method);
    for (size_t i = 0; i < m->component_count; i++)
        if (strcmp(m->components[i].name, name) == 0)
            return m->components[i].exported;
    return AA_UNKNOWN;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_site *site)
{
    aa_code *code = in->code;
    const char *method = aa_code_method_name(code, site->in);
    const aa_origin *input = NULL;
    for (size_t i = 1; i < site->call->argument_count && input == NULL; i++) {
        aa_origins whence = aa_code_whence(code, site, i);
        input = aa_input_among(code, &whence);
    }
    if (input == NULL || is_open(in, input->in) == AA_NO) {
        aa_clear_site(sink, OWN, code, site, AA_ARGS(method));
        return;
    }
    const char *source = input->method == AA_NO_ID ? "-" : aa_code_method_name(code, input->method);
    if (aa_site_is_guarded(code, site))
        aa_clear_site(sink, GUARDED, code, site, AA_ARGS(method, source));
    else
        aa_hit_origin(sink, OPEN, AA_SEVERITY_HIGH, code, site, input, AA_ARGS(method, source));
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
                        "A comparison counts wherever it stands before the call in the same method; whether "
                        "it is a good one is not judged. Inputs are followed over five methods.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以 WebView 開啟外部輸入",
                    .why = "其他應用程式或網頁連結可使應用程式以其名義顯示任意網頁，"
                           "並帶有其 Cookie 與橋接介面。",
                    .fix = "loadUrl() 前解析網址並比對清單：\"https\".equals(uri.getScheme()) && "
                           "HOSTS.contains(uri.getHost())。",
                    .limits = "同一方法內於呼叫前之比對即予採計，未判斷其是否完善。"
                              "外部輸入最多追蹤五層方法。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
