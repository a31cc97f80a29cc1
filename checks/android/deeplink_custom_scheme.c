/*
 * Links with a scheme of the app's own: any page can call them, any app can claim them.
 */
#include "code/use_effect.h"
#include "engine/check.h"
#include "facts/exposure.h"

enum { SCHEME, OPENS, COMPARES, IGNORES, CLOSED, NONE };

static const aa_message messages[] = {
    [SCHEME] = {"custom_scheme",
                {"{1}:// links from web pages open {0}; whether it checks what they carry is not read",
                 "網頁的 {1}:// 連結可開啟 {0}；是否檢查其內容未讀取"}},
    [OPENS] = {"custom_scheme_opens",
               {"{1}:// links from web pages reach {2} in {3} through {0} without a comparison",
                "網頁的 {1}:// 連結經 {0} 於 {3} 到達 {2}，其間未經比對"}},
    [COMPARES] = {"custom_scheme_checked",
                  {"{1}:// links open {0}, which compares what they carry before it reaches {2}",
                   "{1}:// 連結可開啟 {0}；其內容於到達 {2} 前經比對"}},
    [IGNORES] =
        {"custom_scheme_harmless",
         {"{1}:// links open {0}; no page, file, statement, program or intent is made of what they carry",
          "{1}:// 連結可開啟 {0}；其內容未用於開啟網頁、檔案、SQL 敘述、程式或 Intent"}},
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

static void judge_code(const aa_check_input *in, aa_sink *sink, const aa_component *c,
                       const aa_intent_filter *f, const char *scheme)
{
    const char *name = c->type == AA_ACTIVITY_ALIAS ? c->target : c->name;
    bool unguarded = false;
    bool read = false;
    const aa_site *site =
        in->code == NULL || name == NULL ? NULL : aa_effect_of_link(in->code, name, &unguarded, &read);
    const char *to = site == NULL ? "-" : aa_code_method_name(in->code, site->to);
    const char *where = site == NULL ? "-" : aa_code_method_name(in->code, site->in);
    if (site != NULL && unguarded)
        aa_hit_as(sink, OPENS, AA_SEVERITY_MEDIUM, AA_REACHED, AA_OWNER_APP, &f->place,
                  AA_ARGS(c->name, scheme, to, where));
    else if (site != NULL)
        aa_clear(sink, COMPARES, &f->place, AA_ARGS(c->name, scheme, to));
    else if (in->code != NULL && read && aa_code_base_of(in->code)->complete)
        aa_clear(sink, IGNORES, &f->place, AA_ARGS(c->name, scheme));
    else
        aa_cannot_tell(sink, SCHEME, &f->place, AA_ARGS(c->name, scheme));
}

static bool judge(const aa_check_input *in, aa_sink *sink, const aa_component *c, const aa_intent_filter *f)
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
            judge_code(in, sink, c, f, scheme);
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
                any = judge(in, sink, c, &c->filters[k]) || any;
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_deeplink_custom_scheme = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
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
                    .limits = "A link is followed to pages, files, SQL, programs, connections and intents; a "
                              "secret that it carries, such as a login code, and actions without input are "
                              "not judged. A comparison before the call counts whatever it compares.",
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
                    .limits = "連結追蹤至網頁、檔案、SQL、程式、連線與 "
                              "Intent；未判定連結所帶之機密（例如登入授權碼）與無輸入之動作。呼叫前之比對即予"
                              "採計，未判斷其內容。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
