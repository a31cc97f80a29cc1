/*
 * Pages that may read files.
 */
#include "code/use_input.h"
#include "engine/code_record.h"

enum { OPEN, CLOSED, NONE };

static const aa_message messages[] = {
    [OPEN] = {"file_urls_open",
              {"{0} lets pages from files read other files or other sites",
               "{0} 允許 file 網頁讀取其他檔案或其他網站"}},
    [CLOSED] = {"file_urls_closed", {"{0} keeps pages from files apart", "{0} 限制 file 網頁不得跨來源讀取"}},
    [NONE] = {"no_file_setting",
              {"No call in the app lets pages from files read others; the platform does not",
               "應用程式中無任何呼叫開放 file 網頁跨來源讀取；"
               "平台預設不允許"}},
};

static const char *const setters[] = {
    "Landroid/webkit/WebSettings;->setAllowFileAccessFromFileURLs",
    "Landroid/webkit/WebSettings;->setAllowUniversalAccessFromFileURLs",
    NULL,
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    aa_origins origins = aa_code_constants(code, site, site->call->argument_count - 1U);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
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

const aa_check aa_check_android_webview_file = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0252",
    .cwe = "CWE-200",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Web view lets file pages read other files",
                    .why = "A page that gets into a file of the app, or is opened from storage, can send the "
                           "app's private files away.",
                    .fix = "Leave both settings off, and serve bundled pages with WebViewAssetLoader under "
                           "https://appassets.androidplatform.net/.",
                    .limits = "Which pages the view opens is judged by other checks.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "WebView 允許 file 網頁讀取其他檔案",
                    .why = "寫入應用程式檔案或由儲存空間開啟的網頁，"
                           "可將應用程式私有檔案傳出。",
                    .fix = "關閉上述兩項設定，內建網頁以 WebViewAssetLoader 於 "
                           "https://appassets.androidplatform.net/ 提供。",
                    .limits = "WebView 開啟之網頁由其他檢查判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
