/*
 * http and https links that any app may claim, because the domain was not asked to confirm this one.
 *
 * AOSP DomainVerificationCollector: below target 31 one filter with autoVerify makes the hosts of all filters
 * be verified; from 31 on each filter speaks for itself, and only when it has VIEW, BROWSABLE and DEFAULT and
 * no scheme but http and https.
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { UNVERIFIED, MIXED, NO_DEFAULT, UNSURE, VERIFIED, VERIFIED_BY_OTHER, NONE };

enum { EACH_FILTER_SDK = 31 };

static const aa_message messages[] = {
    [UNVERIFIED] = {"link_not_verified",
                    {"{0} takes links to {1} without android:autoVerify",
                     "{0} 接收 {1} 的連結，但未設 android:autoVerify"}},
    [MIXED] =
        {"link_with_other_scheme",
         {"{0} takes links to {1} in a filter that also names another scheme; Android 12 and later do not "
          "verify it",
          "{0} 在同時列有其他 Scheme 的 filter 接收 {1} 的連結；Android 12 以後不予驗證"}},
    [NO_DEFAULT] =
        {"link_without_default",
         {"{0} takes links to {1} in a filter without category DEFAULT; Android 12 and later do not "
          "verify it",
          "{0} 在未列 DEFAULT 類別的 filter 接收 {1} 的連結；Android 12 以後不予驗證"}},
    [UNSURE] = {"link_unresolved",
                {"android:autoVerify of the links to {1} in {0} cannot be resolved",
                 "{0} 接收 {1} 連結的 android:autoVerify 無法解析"}},
    [VERIFIED] = {"link_verified",
                  {"{0} takes links to {1} with android:autoVerify",
                   "{0} 接收 {1} 的連結，且設有 android:autoVerify"}},
    [VERIFIED_BY_OTHER] =
        {"link_verified_by_other_filter",
         {"{0} takes links to {1}; with targetSdkVersion {2} another filter's "
          "android:autoVerify covers them",
          "{0} 接收 {1} 的連結；targetSdkVersion {2} 時由另一 filter 的 android:autoVerify 涵蓋"}},
    [NONE] = {"no_web_links", {"No component takes http or https links", "沒有元件接收 http 或 https 連結"}},
};

static bool is_web(const char *scheme)
{
    return scheme != NULL && (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
}

static bool has_web(const aa_intent_filter *f)
{
    for (size_t i = 0; i < f->data_count; i++)
        if (is_web(f->data[i].scheme))
            return true;
    return false;
}

static bool has_other(const aa_intent_filter *f)
{
    for (size_t i = 0; i < f->data_count; i++)
        if (f->data[i].scheme != NULL && !is_web(f->data[i].scheme))
            return true;
    return false;
}

static const char *first_host(const aa_intent_filter *f)
{
    for (size_t i = 0; i < f->data_count; i++)
        if (f->data[i].host != NULL)
            return f->data[i].host;
    return "*";
}

/* Filters that decide: of activities that other apps can reach. */
static bool takes_links(const aa_component *c, const aa_intent_filter *f)
{
    return (c->type == AA_ACTIVITY || c->type == AA_ACTIVITY_ALIAS) && aa_component_open(c) != AA_NO &&
           aa_filter_is_browsable(f) && has_web(f);
}

static bool any_verified(const aa_manifest *m)
{
    for (size_t i = 0; i < m->component_count; i++)
        for (size_t k = 0; k < m->components[i].filter_count; k++) {
            const aa_intent_filter *f = &m->components[i].filters[k];
            if (takes_links(&m->components[i], f) && f->auto_verify.value == AA_YES)
                return true;
        }
    return false;
}

static void hit(aa_sink *sink, unsigned message, const aa_intent_filter *f, const char *const *args)
{
    aa_hit(sink, message, &f->place, args);
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_component *c, const aa_intent_filter *f)
{
    const aa_manifest *m = &in->facts->manifest;
    const char *host = first_host(f);
    const char *const *args = AA_ARGS(c->name, host);
    bool each = m->target_sdk >= EACH_FILTER_SDK;
    if (f->auto_verify.declared && f->auto_verify.value == AA_UNKNOWN)
        aa_cannot_tell(sink, UNSURE, &f->place, args);
    else if (!each && f->auto_verify.value != AA_YES && any_verified(m))
        aa_clear(sink, VERIFIED_BY_OTHER, &f->place, AA_ARGS(c->name, host, aa_arg_int(sink, m->target_sdk)));
    else if (f->auto_verify.value != AA_YES)
        hit(sink, UNVERIFIED, f, args);
    else if (each && has_other(f))
        hit(sink, MIXED, f, args);
    else if (each && !aa_filter_has_category(f, "android.intent.category.DEFAULT"))
        hit(sink, NO_DEFAULT, f, args);
    else
        aa_clear(sink, VERIFIED, &f->place, args);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    bool any = false;
    for (size_t i = 0; i < m->component_count; i++)
        for (size_t k = 0; k < m->components[i].filter_count; k++) {
            if (!takes_links(&m->components[i], &m->components[i].filters[k]))
                continue;
            any = true;
            judge(in, sink, &m->components[i], &m->components[i].filters[k]);
        }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_applink_unverified = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST),
    .rows = "broker:10 broker:19 mas:4.1.2.3.12",
    .masvs = "MASVS-PLATFORM-1",
    .mastg = "MASTG-TEST-0393",
    .cwe = "CWE-939",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Web link is not verified as an App Link",
                    .why = "Without verification the user is asked which app opens the link, or another app "
                           "that "
                           "claims the same host gets it, with what the link carries.",
                    .fix =
                        "<intent-filter android:autoVerify=\"true\"> with VIEW, DEFAULT, BROWSABLE and only "
                        "http and https data, and /.well-known/assetlinks.json on the host.",
                    .limits =
                        "assetlinks.json is on the server and is not fetched: a verified link here means "
                        "that verification is asked for.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "網頁連結未經 App Links 驗證",
                    .why = "未經驗證時，系統會詢問使用者以哪個應用程式開啟，或由宣告相同主機的其他應用程式取"
                           "得連結及其"
                           "內容。",
                    .fix = "<intent-filter android:autoVerify=\"true\">，列出 "
                           "VIEW、DEFAULT、BROWSABLE，且只列 http "
                           "與 https 的 data，並在主機放置 /.well-known/assetlinks.json。",
                    .limits = "assetlinks.json 位於伺服器，本工具不連線取得：此處的已驗證係指已要求驗證。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
