/*
 * Links with a scheme of the app's own: any page can call them, any app can claim them.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { SCHEME, CLOSED, NONE };

static const aa_message messages[] = {
    [SCHEME] = {"custom_scheme",
                {"{1}:// links from web pages open {0}; whether it checks what they carry is not read",
                 "網頁的 {1}:// 連結可開啟 {0}；是否檢查其內容未讀取"}},
    [CLOSED] = {"custom_scheme_closed",
                {"{0} names the scheme {1} but is not exported", "{0} 列有 Scheme {1} 但未對外開放"}},
    [NONE] = {"no_custom_scheme",
              {"No component takes links with a custom scheme", "沒有元件接收自訂 URL Scheme 的連結"}},
};

/* Schemes that the platform owns: they carry content or web addresses, not commands of this app. */
static bool is_common(const char *scheme)
{
    static const char *const common[] = {"http", "https", "content", "file"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (strcmp(scheme, common[i]) == 0)
            return true;
    return false;
}

static bool named_before(const aa_intent_filter *f, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (f->data[i].scheme != NULL && strcmp(f->data[i].scheme, f->data[index].scheme) == 0)
            return true;
    return false;
}

static bool judge(aa_sink *sink, const aa_component *c, const aa_intent_filter *f)
{
    bool any = false;
    for (size_t i = 0; i < f->data_count; i++) {
        const char *scheme = f->data[i].scheme;
        if (scheme == NULL || is_common(scheme) || named_before(f, i))
            continue;
        any = true;
        if (aa_component_open(c) == AA_NO)
            aa_clear(sink, CLOSED, &f->place, AA_ARGS(c->name, scheme));
        else
            aa_cannot_tell(sink, SCHEME, &f->place, AA_ARGS(c->name, scheme));
    }
    return any;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool any = false;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        for (size_t k = 0; k < c->filter_count; k++)
            if (aa_filter_is_browsable(&c->filters[k]))
                any = judge(sink, c, &c->filters[k]) || any;
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_deeplink_custom_scheme = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 broker:19 mas:4.1.2.3.12 mas:4.1.5.4.1",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0394",
    .cwe = "CWE-939",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Custom-scheme deep link",
                    .why =
                        "A web page or a message fills in what the screen gets, and another app that claims "
                        "the same scheme receives what was meant for this one, such as a login code.",
                    .fix = "Use App Links: <intent-filter android:autoVerify=\"true\"> with <data "
                           "android:scheme=\"https\" android:host=\"…\"/>. Where a scheme must stay, take no "
                           "secret and no address from it, and check each parameter.",
                    .limits = "What the component does with the link is in its code; each such link is left "
                              "undecided until that is read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "自訂 URL Scheme 的深層連結",
                    .why = "網頁或訊息可決定傳給畫面的內容；其他應用程式亦可宣告相同的 "
                           "Scheme，收到原應給本應用程式"
                           "的資料，例如登入授權碼。",
                    .fix =
                        "改用 App Links：<intent-filter android:autoVerify=\"true\"> 搭配 <data "
                        "android:scheme=\"https\" android:host=\"…\"/>。必須保留時，不由連結取得機密或網址，"
                        "並檢查每個參數。",
                    .limits = "元件如何處理連結由程式碼決定；在讀取之前，每一連結均列為未判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
