/*
 * Web views that open pages known to be harmful without a warning.
 */
#include <string.h>

#include "code/code.h"
#include "engine/code_record.h"

enum { MANIFEST_OFF, CODE_OFF, CODE_ON, UNKNOWN, NONE };

static const aa_message messages[] = {
    [MANIFEST_OFF] = {"manifest_off",
                      {"The manifest switches Safe Browsing off for every web view of the app",
                       "AndroidManifest.xml 關閉應用程式所有 WebView 之安全瀏覽"}},
    [CODE_OFF] = {"code_off", {"{0} switches Safe Browsing off", "{0} 關閉安全瀏覽"}},
    [CODE_ON] = {"code_on", {"{0} switches Safe Browsing on", "{0} 開啟安全瀏覽"}},
    [UNKNOWN] = {"code_unknown",
                 {"{0} switches Safe Browsing by a value that cannot be told",
                  "{0} 依無法判定之值切換安全瀏覽"}},
    [NONE] = {"safe_browsing_default",
              {"Nothing in the app switches Safe Browsing off; it is on by default",
               "應用程式未關閉安全瀏覽，預設為開啟"}},
};

/* Chromium, android_webview/browser/safe_browsing/README.md. */
#define OPT_OUT "android.webkit.WebView.EnableSafeBrowsing"

static const char *const setters[] = {
    "Landroid/webkit/WebSettings;->setSafeBrowsingEnabled",
    "Landroidx/webkit/WebSettingsCompat;->setSafeBrowsingEnabled",
    NULL,
};

static size_t judge_manifest(const aa_manifest *m, aa_sink *sink)
{
    size_t found = 0;
    for (size_t i = 0; i < m->meta_data_count; i++) {
        const aa_meta_data *meta = &m->meta_data[i];
        if (meta->name == NULL || meta->value == NULL || strcmp(meta->name, OPT_OUT) != 0 ||
            strcmp(meta->value, "false") != 0)
            continue;
        found++;
        aa_hit(sink, MANIFEST_OFF, &meta->place, AA_NO_ARGS);
    }
    return found;
}

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    aa_origins origins = aa_code_constants(code, site, site->call->argument_count - 1U);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    bool known = origins.complete && origins.count > 0;
    for (size_t i = 0; i < origins.count; i++) {
        if (origins.items[i].kind != AA_ORIGIN_INT || !origins.items[i].exact) {
            known = false;
            continue;
        }
        if (origins.items[i].number == 0)
            aa_hit_origin(sink, CODE_OFF, AA_SEVERITY_LOW, code, site, &origins.items[i], args);
        else
            aa_clear_site(sink, CODE_ON, code, site, args);
    }
    if (!known)
        aa_cannot_tell_site(sink, UNKNOWN, code, site, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = judge_manifest(&in->facts->manifest, sink);
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, setters);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        /* The library hands on what it was given: the app's call of it is judged. */
        if (site->call->argument_count == 0 || aa_method_is_any(in->code, site->in, setters))
            continue;
        seen++;
        judge(in->code, sink, site);
    }
    if (seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_webview_safebrowsing = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:16 mas:4.1.5.1.2",
    .masvs = "MASVS-CODE-4",
    .mastg = "MASTG-TEST-0399",
    .cwe = "CWE-693",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Safe Browsing is switched off",
                    .why =
                        "A web view that ends up on a page known for phishing or malware shows it without a "
                        "warning.",
                    .fix = "Take out the meta-data android.webkit.WebView.EnableSafeBrowsing and "
                           "setSafeBrowsingEnabled(false): it is on by default.",
                    .limits = "Whether the web view ever leaves the app's own pages is not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "安全瀏覽已關閉",
                    .why = "WebView 連至已知之釣魚或惡意網頁時，直接顯示而不警告。",
                    .fix = "移除 android.webkit.WebView.EnableSafeBrowsing 中繼資料與 "
                           "setSafeBrowsingEnabled(false)，維持預設開啟。",
                    .limits = "未判定 WebView 是否僅顯示應用程式自有網頁。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
