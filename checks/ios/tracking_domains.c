/*
 * Hosts of advertising and attribution, and what the app says of tracking.
 */
#include "../common/addresses.h"
#include "base/tsv.h"
#include "engine/machine_record.h"
#include "facts/ios.h"

enum { UNDECLARED, UNSAID, DECLARED, NO_DOMAINS, NO_REQUEST, NONE };

static const aa_message messages[] = {
    [UNDECLARED] =
        {"tracking_domain_undeclared",
         {"{0} of {1} is named in code, the app tracks ({2}), and no privacy manifest declares the "
          "domain",
          "程式碼含 {1} 的 {0}，應用程式進行追蹤（{2}），但無隱私資訊清單宣告該網域"}},
    [UNSAID] = {"tracking_domain_unsaid",
                {"{0} of {1} is named in code; whether it is used to track cannot be told",
                 "程式碼含 {1} 的 {0}；無法判定是否用於追蹤"}},
    [DECLARED] = {"tracking_domain_declared",
                  {"{0} of {1} is declared as a tracking domain", "{1} 的 {0} 已宣告為追蹤網域"}},
    [NO_DOMAINS] = {"tracking_without_domains",
                    {"The privacy manifest says that the app tracks and names no domain",
                     "隱私資訊清單表示進行追蹤，但未列出網域"}},
    [NO_REQUEST] = {"tracking_without_request",
                    {"The privacy manifest says that the app tracks, and no code asks for permission to",
                     "隱私資訊清單表示進行追蹤，但未見程式碼徵求許可"}},
    [NONE] = {"no_tracking_domain",
              {"No host of {0} known domains of advertising and attribution is named",
               "未見 {0} 個已知廣告與歸因網域之主機"}},
};

typedef struct study {
    const aa_check_input *in;
    aa_sink *sink;
    const char *tracks; /* what shows that the app tracks; NULL: nothing */
    size_t found;
} study;

/* |domain| or a host below it. */
static bool is_below(aa_bytes host, aa_bytes domain)
{
    if (host.n < domain.n || memcmp(host.p + host.n - domain.n, domain.p, domain.n) != 0)
        return false;
    return host.n == domain.n || host.p[host.n - domain.n - 1] == '.';
}

static bool find_owner(aa_bytes host, aa_bytes fields[2])
{
    aa_tsv table = aa_tsv_open("tracking-domains.tsv");
    while (aa_tsv_next(&table, fields, 2))
        if (is_below(host, fields[0]))
            return true;
    return false;
}

static bool names_tracker(void *context, aa_bytes text)
{
    aa_bytes host, fields[2];
    (void)context;
    return address_host(text, &host) && find_owner(host, fields);
}

static const aa_ios_privacy *declares(const aa_ios *ios, aa_bytes host)
{
    for (size_t i = 0; i < ios->privacy_count; i++)
        for (size_t k = 0; k < ios->privacy[i].domain_count; k++) {
            const char *domain = ios->privacy[i].domains[k];
            if (is_below(host, aa_bytes_of(domain, strlen(domain))))
                return &ios->privacy[i];
        }
    return NULL;
}

/* Asking for permission, or reading the identifier for advertisers, is tracking by the app's own word. */
static const char *why_it_tracks(const aa_ios *ios)
{
    for (size_t i = 0; i < ios->privacy_count; i++)
        if (ios->privacy[i].tracking == AA_YES)
            return "NSPrivacyTracking";
    for (size_t i = 0; i < ios->object_count; i++)
        if (aa_ios_imports(&ios->objects[i], "_OBJC_CLASS_$_ATTrackingManager"))
            return "ATTrackingManager";
    for (size_t i = 0; i < ios->object_count; i++)
        if (aa_ios_imports(&ios->objects[i], "_OBJC_CLASS_$_ASIdentifierManager"))
            return "ASIdentifierManager";
    return NULL;
}

static bool asks(const aa_ios *ios)
{
    for (size_t i = 0; i < ios->object_count; i++)
        if (aa_ios_imports(&ios->objects[i], "_OBJC_CLASS_$_ATTrackingManager"))
            return true;
    return false;
}

static void judge_manifests(study *s)
{
    const aa_ios *ios = s->in->facts->ios;
    const aa_ios_bundle *app = aa_ios_app(ios);
    for (size_t i = 0; i < ios->privacy_count; i++) {
        const aa_ios_privacy *p = &ios->privacy[i];
        bool own = app != NULL && p->bundle != NULL && strcmp(p->bundle, app->path) == 0;
        if (p->tracking != AA_YES || !own)
            continue;
        s->found++;
        if (p->domain_count == 0)
            aa_hit(s->sink, NO_DOMAINS, &p->place, AA_NO_ARGS);
        if (s->in->machine != NULL && aa_machine_base_of(s->in->machine)->complete && !asks(ios))
            aa_hit(s->sink, NO_REQUEST, &p->place, AA_NO_ARGS);
    }
}

static void judge_text(study *s, const aa_mplace_ref *text)
{
    aa_machine *m = s->in->machine;
    aa_mspot spot = aa_mspot_at(text);
    aa_bytes host, fields[2];
    if (!address_host(text->text, &host) || !find_owner(host, fields))
        return;
    const char *name = aa_machine_text(m, host), *owner = aa_machine_text(m, fields[1]);
    s->found++;
    if (declares(s->in->facts->ios, host) != NULL)
        aa_clear_spot(s->sink, DECLARED, m, spot, AA_ARGS(name, owner));
    else if (s->tracks != NULL)
        aa_hit_spot(s->sink, UNDECLARED, AA_SEVERITY_LOW, m, spot, NULL, AA_ARGS(name, owner, s->tracks));
    else
        aa_cannot_tell_spot(s->sink, UNSAID, m, spot, NULL, AA_ARGS(name, owner));
}

static const char *known_domains(const aa_check_input *in)
{
    aa_tsv table = aa_tsv_open("tracking-domains.tsv");
    aa_bytes fields[2];
    size_t n = 0;
    while (aa_tsv_next(&table, fields, 2))
        n++;
    return aa_arg_text(aa_arena_printf(aa_machine_arena(in->machine), "%zu", n));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->facts->ios == NULL || in->machine == NULL)
        return;
    study s = {.in = in, .sink = sink, .tracks = why_it_tracks(in->facts->ios)};
    const aa_mplace_ref *texts;
    size_t count = aa_machine_texts(in->machine, names_tracker, NULL, &texts);
    judge_manifests(&s);
    for (size_t i = 0; i < count; i++)
        judge_text(&s, &texts[i]);
    if (s.found == 0)
        aa_absent(sink, NONE, AA_ARGS(known_domains(in)));
}

const aa_check aa_check_ios_tracking_domains = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:6 broker:10 mas:4.1.4.2.4 mas:4.1.2.1.1",
    .masvs = "MASVS-PRIVACY-2",
    .mastg = "MASTG-TEST-0281",
    .cwe = "CWE-359",
    .text =
        {
            [AA_LANG_EN] = {.title = "Tracking that the app does not declare",
                            .why = "iOS blocks declared domains until the person agrees; to others the app "
                                   "sends what recognises them without having been asked.",
                            .fix = "Name the domains in NSPrivacyTrackingDomains, set NSPrivacyTracking, and "
                                   "call ATTrackingManager.requestTrackingAuthorization before anything is "
                                   "sent; or take the library out.",
                            .limits = "Hosts that code names, from a list of advertising and attribution. "
                                      "What is sent, and whether that is tracking, a person says."},
            [AA_LANG_ZH_TW] =
                {.title = "未宣告的追蹤行為",
                 .why = "iOS 會封鎖已宣告網域直至使用者同意；未宣告者，應用程式可能於未徵求同意下傳送可辨識"
                        "使用者之資料。",
                 .fix = "於 NSPrivacyTrackingDomains 列出網域並設定 NSPrivacyTracking，傳送前呼叫 "
                        "ATTrackingManager.requestTrackingAuthorization；或移除該函式庫。",
                 .limits = "僅依廣告與歸因網域清單比對程式碼所含主機；傳送內容及是否屬追蹤須由人員確認。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
