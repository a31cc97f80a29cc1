/*
 * Hosts of the app's code without pins, in an app that pins others. Where nothing is pinned there is no gap:
 * whether pins are needed at all, the tables say.
 */
#include "../common/addresses.h"
#include "facts/hosts.h"
#include "pins.h"

enum { GAP, OTHER_GAP, COVERED, UNTOLD, NO_PINS, NO_HOSTS };

static const aa_message messages[] = {
    [GAP] = {"host_without_pins",
             {"{0} has no effective pins, and {1} of the same domain has",
              "{0} 沒有有效的憑證綁定，而同網域的 {1} 有"}},
    [OTHER_GAP] = {"other_host_without_pins",
                   {"{0} has no effective pins; other hosts have", "{0} 沒有有效的憑證綁定，其他主機則有"}},
    [COVERED] = {"host_pinned", {"{0} is pinned by {1}", "{0} 已由 {1} 綁定憑證"}},
    [UNTOLD] = {"hosts_untold",
                {"Code pins certificates, and whether that is for {0} cannot be told",
                 "程式碼綁定憑證，但無法判定是否適用於 {0}"}},
    [NO_PINS] = {"nothing_pinned",
                 {"No host is named with effective pins: there is nothing to compare",
                  "未列出任何具有效憑證綁定的主機，無從比較"}},
    [NO_HOSTS] = {"no_own_hosts",
                  {"No constant address is made into a URL by the program", "程式未以常數位址建立 URL"}},
};

#define HOST_BYTES 256

/* A domain with effective pins. */
typedef struct pinned {
    const char *domain, *by;
    bool subdomains;
} pinned;

typedef struct known {
    const char *host;
    const struct known *next;
} known;

typedef struct study {
    const aa_check_input *in;
    const known *hosts; /* judged already */
    const aa_ios_bundle *app;
    int64_t today;
    aa_tri asked; /* TrustKit */
    bool untold;
} study;

/* Effective pin |i|, in the order of Info.plist. False: there are no more. */
static bool pin_at(const study *s, size_t i, pinned *out)
{
    const aa_ats *ats = &s->app->ats;
    const aa_trustkit *kit = &s->app->trustkit;
    for (size_t k = 0; k < ats->pins_count; k++)
        if (aa_ats_pins_state(&ats->pins[k]) == AA_PIN_ATTACHED && i-- == 0) {
            *out = (pinned){ats->pins[k].domain, "NSPinnedDomains", ats->pins[k].include_subdomains};
            return true;
        }
    for (size_t k = 0; k < kit->domain_count; k++)
        if (aa_trustkit_state(&kit->domains[k], s->asked, s->today) == AA_PIN_ATTACHED && i-- == 0) {
            *out = (pinned){kit->domains[k].name, "TrustKit", kit->domains[k].include_subdomains};
            return true;
        }
    return false;
}

/* In lower case. False: too long for a name. */
static bool lower(aa_bytes host, char out[HOST_BYTES])
{
    size_t n = 0;
    if (host.n >= HOST_BYTES)
        return false;
    for (; n < host.n; n++)
        out[n] = (char)(host.p[n] >= 'A' && host.p[n] <= 'Z' ? host.p[n] + 32 : host.p[n]);
    out[n] = '\0';
    return true;
}

static void judge(const study *s, aa_sink *sink, aa_mspot spot, const aa_morigin *text, const char *host)
{
    aa_machine *m = s->in->machine;
    const char *sibling = NULL;
    pinned p;
    for (size_t i = 0; pin_at(s, i, &p); i++) {
        if (pins_cover(p.domain, p.subdomains, host)) {
            aa_clear_spot(sink, COVERED, m, spot, AA_ARGS(host, p.by));
            return;
        }
        if (sibling == NULL && strcmp(aa_registered_domain(p.domain), aa_registered_domain(host)) == 0)
            sibling = p.domain;
    }
    if (s->untold)
        aa_cannot_tell_spot(sink, UNTOLD, m, spot, text, AA_ARGS(host));
    else if (sibling != NULL)
        aa_hit_spot(sink, GAP, AA_SEVERITY_MEDIUM, m, spot, text, AA_ARGS(host, sibling));
    else /* perhaps somebody else's: libraries are linked into the program */
        aa_hit_spot(sink, OTHER_GAP, AA_SEVERITY_LOW, m, spot, text, AA_ARGS(host));
}

/* A public host. Of a text that more is joined to, only one that ends before the text does. */
static bool public_host(const aa_morigin *o, char host[HOST_BYTES])
{
    aa_bytes bytes;
    return o->kind == AA_MORIGIN_TEXT && address_host(o->text, &bytes) &&
           !address_is_name_only(o->text, bytes) && (o->exact || bytes.p + bytes.n < o->text.p + o->text.n) &&
           lower(bytes, host) && aa_host_scope_of(host) == AA_HOST_PUBLIC;
}

/* True the first time. */
static bool remember(study *s, const char *host)
{
    for (const known *k = s->hosts; k != NULL; k = k->next)
        if (strcmp(k->host, host) == 0)
            return false;
    known *k = aa_arena_alloc(aa_machine_arena(s->in->machine), sizeof *k);
    if (k != NULL) {
        *k = (known){host, s->hosts};
        s->hosts = k;
    }
    return true;
}

static void judge_sites(study *s, aa_sink *sink, aa_msites sites, size_t argument, bool swift)
{
    aa_machine *m = s->in->machine;
    for (size_t i = 0; i < sites.count; i++) {
        const aa_msite *site = &sites.items[i];
        aa_mspot spot = aa_mspot_of(site);
        if (aa_machine_owner_of(m, spot) == AA_OWNER_LIBRARY)
            continue;
        aa_morigins o =
            swift ? aa_msite_swift_origins(m, site, argument) : aa_msite_origins(m, site, argument);
        for (size_t k = 0; k < o.count; k++) {
            char name[HOST_BYTES];
            if (!public_host(&o.items[k], name))
                continue;
            const char *host = aa_machine_text(m, aa_bytes_of(name, strlen(name)));
            if (remember(s, host))
                judge(s, sink, spot, &o.items[k], host);
        }
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    study s = {.in = in, .app = pins_app(in), .today = aa_policy_today(in->policy)};
    aa_machine *m = in->machine;
    pinned first;
    if (m == NULL || s.app == NULL || !s.app->has_info)
        return;
    s.asked = pins_trustkit_asked(in, &s.app->trustkit);
    if (!pin_at(&s, 0, &first)) {
        aa_absent(sink, NO_PINS, AA_NO_ARGS);
        return;
    }
    s.untold =
        pins_untold(in, &s.app->trustkit) || (s.asked == AA_UNKNOWN && s.app->trustkit.domain_count > 0);
    judge_sites(&s, sink, aa_machine_sends(m, "URLWithString:*", NULL), 2, false);
    judge_sites(&s, sink, aa_machine_sends(m, "initWithString:*", "NSURL"), 2, false);
    judge_sites(&s, sink, aa_machine_calls(m, "_CFURLCreateWithString"), 1, false);
    judge_sites(&s, sink, aa_machine_calls(m, "_$s10Foundation3URLV6string*"), 0, true);
    if (s.hosts == NULL)
        aa_absent(sink, NO_HOSTS, AA_NO_ARGS);
}

const aa_check aa_check_ios_pin_host_gap = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0385",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "Some hosts of the app are pinned and others are not",
                 .why = "The session that one host protects is often valid at another of the same owner: an "
                        "attacker takes the one without pins.",
                 .fix = "Pin the whole domain: NSIncludesSubdomains in NSPinnedDomains, or "
                        "TSKIncludeSubdomains.",
                 .limits = "Hosts that come from a server, a file or are put together at run time are not "
                           "seen. Which hosts are the provider's own, a person says."},
            [AA_LANG_ZH_TW] =
                {.title = "部分主機已綁定憑證而其他主機未綁定",
                 .why = "受保護主機的交談識別碼於同一業者的其他主機往往亦有效，攻擊者將轉向未綁定者。",
                 .fix = "綁定整個網域：於 NSPinnedDomains 使用 NSIncludesSubdomains，或使用 "
                        "TSKIncludeSubdomains。",
                 .limits = "來自伺服器、檔案或執行時組成的主機無法看見；何者為業者自有主機須由人員確認。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
