/*
 * Objects that scripts of a page can call.
 */
#include "code/use_allow.h"
#include "code/use_input.h"
#include "code/use_source.h"
#include "code/use_url.h"
#include "engine/code_record.h"

enum { REMOTE, CLEARTEXT, OUTSIDE, BUNDLED, UNKNOWN, NONE };

static const aa_message messages[] = {
    [REMOTE] = {"bridge_remote",
                {"{0} gives pages the object {1}; the app loads pages over the network: {2}",
                 "{0} 將物件 {1} 提供給網頁；應用程式由網路載入網頁：{2}"}},
    [CLEARTEXT] = {"bridge_cleartext",
                   {"{0} gives pages the object {1}; the app loads a page without TLS: {2}",
                    "{0} 將物件 {1} 提供給網頁；應用程式以未加密方式載入網頁：{2}"}},
    [OUTSIDE] = {"bridge_outside",
                 {"{0} gives pages the object {1}; another app can choose the page",
                  "{0} 將物件 {1} 提供給網頁；網頁可由其他應用程式指定"}},
    [BUNDLED] = {"bridge_bundled",
                 {"{0} gives pages the object {1}; only pages from the package are seen to be loaded",
                  "{0} 將物件 {1} 提供給網頁；僅見載入安裝檔內之網頁"}},
    [UNKNOWN] = {"bridge_unknown",
                 {"{0} gives pages the object {1}; which pages are loaded cannot be told",
                  "{0} 將物件 {1} 提供給網頁；無法判定載入之網頁"}},
    [NONE] = {"no_bridge",
              {"No call in the app gives pages an object to call",
               "應用程式中無任何呼叫提供網頁可呼叫之物件"}},
};

typedef struct pages {
    const aa_origin *cleartext, *remote, *outside;
    bool bundled, unknown;
} pages;

static bool begins(aa_bytes text, const char *with)
{
    size_t n = strlen(with);
    return text.n >= n && memcmp(text.p, with, n) == 0;
}

static void add_page(pages *all, const aa_origin *o)
{
    if (o->kind != AA_ORIGIN_STRING)
        return;
    if (begins(o->text, "http://"))
        all->cleartext = o;
    else if (begins(o->text, "https://"))
        all->remote = o;
    else if (begins(o->text, "file:///android_") || begins(o->text, "about:") ||
             begins(o->text, "javascript:"))
        all->bundled = true;
}

static const char *const loaders[] = {"Landroid/webkit/WebView;->loadUrl", NULL};

/* What another app chooses for sure, of a page that nothing is compared for. */
static const aa_origin *chosen_outside(aa_code *code, const aa_site *load, const aa_origins *whence,
                                       bool *unsure)
{
    aa_source_seen seen = aa_source_find(code, whence, AA_SOURCE_APP, aa_source_washed);
    if (seen.kind == 0 || seen.open == AA_OPEN_NO ||
        aa_site_allows(code, load, seen.origin) >= AA_ALLOW_UNKNOWN ||
        aa_origin_was_given_to(code, seen.origin, loaders))
        return NULL;
    *unsure = *unsure || seen.open == AA_OPEN_UNSURE;
    return seen.open == AA_OPEN_YES ? seen.origin : NULL;
}

/* Pages that are loaded by the class of |method|. */
static pages pages_of(aa_code *code, aa_method_id method)
{
    pages own = {0};
    pages any = {0};
    const aa_program *p = aa_code_base_of(code)->program;
    aa_sites loads = aa_code_calls(code, "Landroid/webkit/WebView;->loadUrl");
    size_t of_class = 0;
    for (size_t i = 0; i < loads.count; i++) {
        bool same = aa_program_method(p, loads.items[i].in)->owner == aa_program_method(p, method)->owner;
        aa_origins whence = aa_code_whence(code, &loads.items[i], 1);
        pages *to = same ? &own : &any;
        const aa_origin *input = chosen_outside(code, &loads.items[i], &whence, &to->unknown);
        of_class += same;
        to->outside = input != NULL ? input : to->outside;
        for (size_t k = 0; k < whence.count; k++)
            if (!aa_origin_was_given_to(code, &whence.items[k], loaders) &&
                !aa_origin_is_answered(code, &whence.items[k]))
                add_page(to, &whence.items[k]);
        to->unknown = to->unknown || (!whence.complete && input == NULL);
    }
    if (of_class > 0)
        return own;
    /* Which of the pages of other classes this view shows does not show: only that all are from the package
     * would. */
    bool elsewhere = any.outside != NULL || any.cleartext != NULL || any.remote != NULL || any.unknown;
    return (pages){.bundled = any.bundled, .unknown = elsewhere};
}

/* The class of the object, for the message. */
static const char *object_of(aa_code *code, const aa_site *site)
{
    aa_origins objects = aa_code_constants(code, site, 1);
    const aa_program *p = aa_code_base_of(code)->program;
    for (size_t i = 0; i < objects.count; i++) {
        const aa_type *type = aa_program_type(p, objects.items[i].type);
        if (objects.items[i].kind == AA_ORIGIN_NEW && type != NULL)
            return aa_arg_text(aa_arena_utf8(aa_code_arena(code), type->descriptor));
    }
    return "-";
}

static const char *address_of(aa_code *code, const aa_origin *o)
{
    return aa_arg_text(aa_arena_utf8(aa_code_arena(code), o->text));
}

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    pages all = pages_of(code, site->in);
    const char *method = aa_code_method_name(code, site->in);
    const char *object = object_of(code, site);
    if (all.outside != NULL)
        aa_hit_origin(sink, OUTSIDE, AA_SEVERITY_HIGH, code, site, all.outside, AA_ARGS(method, object));
    else if (all.cleartext != NULL)
        aa_hit_origin(sink, CLEARTEXT, AA_SEVERITY_HIGH, code, site, all.cleartext,
                      AA_ARGS(method, object, address_of(code, all.cleartext)));
    else if (all.remote != NULL)
        aa_hit_origin(sink, REMOTE, AA_SEVERITY_LOW, code, site, all.remote,
                      AA_ARGS(method, object, address_of(code, all.remote)));
    else if (all.bundled && !all.unknown)
        aa_clear_site(sink, BUNDLED, code, site, AA_ARGS(method, object));
    else
        aa_cannot_tell_site(sink, UNKNOWN, code, site, AA_ARGS(method, object));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls(in->code, "Landroid/webkit/WebView;->addJavascriptInterface");
    for (size_t i = 0; i < sites.count; i++)
        judge(in->code, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_webview_bridge = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:10 broker:19 mas:4.1.5.4.2",
    .masvs = "MASVS-PLATFORM-2",
    .mastg = "MASTG-TEST-0334",
    .cwe = "CWE-749",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "JavaScript bridge open to pages from elsewhere",
                    .why = "Any script that gets into such a page calls the methods of the object with the "
                           "rights of the app.",
                    .fix = "Give bridges to pages from the package only, or use "
                           "WebViewCompat.addWebMessageListener() with a list of allowed origins.",
                    .limits =
                        "Where the class that adds the bridge loads no page itself, it is left undecided. "
                        "What the methods do is not judged.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "JavaScript 橋接介面開放予外部網頁",
                    .why = "此類網頁內的任何指令碼，"
                           "皆可以應用程式之權限呼叫該物件的方法。",
                    .fix = "僅對安裝檔內網頁提供橋接，或以 WebViewCompat.addWebMessageListener() "
                           "限定允許來源。",
                    .limits = "加入橋接之類別未自行載入網頁時列為未判定；方法內容未判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
