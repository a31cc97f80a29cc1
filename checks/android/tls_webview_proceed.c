/*
 * Web view clients that go on after a certificate error. A click handler that goes on was asked for by the
 * user; everything else decides alone.
 */
#include "code/use_verify.h"
#include "engine/code_record.h"

enum { PROCEEDS, PARTLY, ASKS, SETTING, COMPARES, CANCELS, NONE };

static const aa_message messages[] = {
    [PROCEEDS] = {"proceeds",
                  {"A web view goes on loading after every certificate error",
                   "WebView 發生任何憑證錯誤後仍繼續載入"}},
    [PARTLY] = {"proceeds_for_some",
                {"A web view goes on loading after certificate errors of a kind, of a host, or of a "
                 "certificate that says certain names",
                 "WebView 就特定種類、主機或所載名稱之憑證錯誤仍繼續載入"}},
    [ASKS] = {"proceeds_when_asked",
              {"A web view goes on loading after a certificate error when the user says so",
               "WebView 於使用者同意後，憑證錯誤仍繼續載入"}},
    [SETTING] = {"proceeds_by_setting",
                 {"A setting whose value cannot be told decides whether a web view goes on after certificate "
                  "errors",
                  "WebView 於憑證錯誤後是否繼續載入取決於一項無法得知其值之設定"}},
    [COMPARES] = {"proceeds_for_known_certificate",
                  {"A web view goes on only when it knows the certificate itself",
                   "WebView 僅於認得憑證本身時繼續載入"}},
    [CANCELS] = {"cancels",
                 {"onReceivedSslError() of a web view client does not go on",
                  "WebView 用戶端之 onReceivedSslError() 未繼續載入"}},
    [NONE] = {"default_handling",
              {"No web view client handles certificate errors: the platform stops loading",
               "沒有自行處理憑證錯誤之 WebView 用戶端：由平台停止載入"}},
};

typedef struct handlers {
    const aa_method_id *methods;
    size_t count;
    bool *told; /* one each: something was recorded about it */
} handlers;

static size_t handler_index(const handlers *h, aa_method_id method)
{
    size_t i = 0;
    while (i < h->count && h->methods[i] != method)
        i++;
    return i;
}

/* Listeners of dialogs and views: the platform calls them when the user acts. */
static bool is_listener(const aa_check_input *in, aa_method_id method)
{
    aa_platform_class of = aa_method_overrides_platform(aa_code_base_of(in->code)->program, method);
    if (of == AA_PLATFORM_NONE)
        return false;
    aa_bytes name = aa_platform_descriptor(of);
    static const char *const begins[] = {"Landroid/content/DialogInterface$", "Landroid/view/View$On",
                                         "Landroid/view/MenuItem$On", "Landroid/widget/CompoundButton$On"};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (name.n > strlen(begins[i]) && memcmp(name.p, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

/* What is looked at before the call at |site|, up to the handler of errors that it belongs to. */
static unsigned looked_at(const aa_check_input *in, const handlers *h, const aa_site *site)
{
    unsigned looks = aa_verify_guards(in->code, site->in, site->pc);
    size_t own = handler_index(h, site->in);
    if (own < h->count) {
        h->told[own] = true;
        return looks;
    }
    aa_origins origins = aa_code_constants(in->code, site, 0);
    for (size_t i = 0; i < origins.count; i++) {
        size_t from = handler_index(h, origins.items[i].in);
        if (origins.items[i].kind != AA_ORIGIN_ENTRY || from == h->count)
            continue;
        h->told[from] = true;
        for (const aa_step *step = origins.items[i].way; step != NULL; step = step->next)
            looks |= aa_verify_guards(in->code, step->in, step->pc);
    }
    return looks;
}

static void judge(const aa_check_input *in, aa_sink *sink, const handlers *h, const aa_site *site)
{
    const unsigned strong = AA_LOOK_CONTENT | AA_LOOK_SIGNATURE | AA_LOOK_DELEGATE;
    const unsigned weak = AA_LOOK_NAMES | AA_LOOK_DATES | AA_LOOK_HOST | AA_LOOK_FORM;
    unsigned looks = looked_at(in, h, site);
    if ((looks & strong) != 0)
        aa_clear_site(sink, COMPARES, in->code, site, AA_NO_ARGS);
    else if (handler_index(h, site->in) == h->count && is_listener(in, site->in))
        aa_hit_site(sink, ASKS, AA_SEVERITY_LOW, in->code, site, AA_NO_ARGS);
    else if ((looks & weak) != 0)
        aa_hit_site(sink, PARTLY, AA_SEVERITY_HIGH, in->code, site, AA_NO_ARGS);
    else if (looks != 0)
        aa_cannot_tell_site(sink, SETTING, in->code, site, AA_NO_ARGS);
    else
        aa_hit_site(sink, PROCEEDS, AA_SEVERITY_CRITICAL, in->code, site, AA_NO_ARGS);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    handlers h = {0};
    h.count = aa_code_overrides(in->code, "Landroid/webkit/WebViewClient;->onReceivedSslError", &h.methods);
    h.told = aa_code_array(in->code, h.count, sizeof *h.told);
    aa_sites sites = aa_code_calls(in->code, "Landroid/webkit/SslErrorHandler;->proceed");
    for (size_t i = 0; h.told != NULL && i < sites.count; i++)
        judge(in, sink, &h, &sites.items[i]);
    for (size_t i = 0; h.told != NULL && i < h.count; i++)
        if (!h.told[i])
            aa_clear_method(sink, CANCELS, in->code, h.methods[i], AA_NO_ID, AA_NO_ARGS);
    if (h.count + sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_webview_proceed = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0284",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A web view goes on after certificate errors",
                    .why = "The error tells that somebody else may be answering. Going on shows their page "
                           "inside the app, with the app's cookies, and sends what the user types to them.",
                    .fix = "Call handler.cancel() in onReceivedSslError(), or do not override it. For a "
                           "private authority, name it in the network security config (<trust-anchors>).",
                    .limits = "Web views of frameworks that are not android.webkit are not seen. Whether a "
                              "user understands a dialog, a test shows.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "WebView 於憑證錯誤後繼續載入",
                    .why = "憑證錯誤表示回應者可能另有其人；繼續載入會在應用程式內顯示其頁面、送出 Cookie，"
                           "並將使用者輸入交給對方。",
                    .fix =
                        "於 onReceivedSslError() 呼叫 handler.cancel()，或不覆寫該方法；使用自有憑證機構時，"
                        "於網路安全設定宣告（<trust-anchors>）。",
                    .limits = "無法檢視非 android.webkit 之網頁元件；使用者是否理解對話框內容須經實測。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
