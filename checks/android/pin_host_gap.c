/*
 * Hosts of the app's own code without pins, in an app that pins others. Where nothing is pinned there is no
 * gap: whether pins are needed at all, the tables say.
 */
#include "pins.h"

enum { GAP, OTHER_GAP, COVERED, NO_PINS, NO_HOSTS };

static const aa_message messages[] = {
    [GAP] = {"host_without_pins",
             {"{0} has no effective pins, and {1} of the same domain has",
              "{0} 沒有有效之憑證綁定，而同網域之 {1} 有"}},
    [OTHER_GAP] = {"other_host_without_pins",
                   {"{0}, to which code of the app connects, has no effective pins; other hosts have",
                    "應用程式碼所連線之 {0} 沒有有效之憑證綁定，其他主機則有"}},
    [COVERED] = {"host_pinned", {"{0} is pinned", "{0} 已綁定憑證"}},
    [NO_PINS] = {"nothing_pinned",
                 {"No host is pinned: there is nothing to compare", "沒有任何主機綁定憑證，無從比較"}},
    [NO_HOSTS] = {"no_own_hosts",
                  {"No constant host was seen in the app's own code", "應用程式碼內未發現常數主機"}},
};

/* A host with effective pins in the same domain; NULL: none. |*any|: some host has. */
static const char *pinned_sibling(const aa_pinning *pinning, const char *host, int64_t today, bool *any)
{
    for (size_t i = 0; i < pinning->count; i++) {
        const aa_pinned *pinned = &pinning->items[i];
        if (pinned->host == NULL || aa_pinned_state(pinned, today, NULL) != AA_PIN_ATTACHED)
            continue;
        *any = true;
        const char *name = pinned->host + strspn(pinned->host, "*.");
        if (host != NULL && strcmp(aa_registered_domain(name), aa_registered_domain(host)) == 0)
            return pinned->host;
    }
    return NULL;
}

static void judge(const aa_check_input *in, aa_sink *sink, const aa_contacted *host)
{
    int64_t today = aa_policy_today(in->policy);
    aa_pin_state state = aa_pinning_best(in->facts->pinning, host->host, today);
    bool any = false;
    const char *sibling = pinned_sibling(in->facts->pinning, host->host, today, &any);
    aa_place none = {.offset = AA_NO_OFFSET};
    aa_place place = in->code == NULL ? none : aa_code_place(in->code, host->in, host->pc);
    aa_reach reach = in->code == NULL ? AA_REACH_UNKNOWN : aa_code_reach_of(in->code, host->in);
    if (state == AA_PIN_ATTACHED)
        aa_clear(sink, COVERED, &place, AA_ARGS(host->host));
    else if (state != AA_PIN_UNKNOWN && sibling != NULL)
        aa_hit_as(sink, GAP, AA_SEVERITY_MEDIUM, reach, AA_OWNER_APP, &place, AA_ARGS(host->host, sibling));
    else if (state != AA_PIN_UNKNOWN) /* perhaps somebody else's */
        aa_hit_as(sink, OTHER_GAP, AA_SEVERITY_LOW, reach, AA_OWNER_APP, &place, AA_ARGS(host->host));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_pinning *pinning = in->facts->pinning;
    bool any = false;
    size_t own = 0;
    if (pinning == NULL)
        return;
    pinned_sibling(pinning, NULL, aa_policy_today(in->policy), &any);
    for (size_t i = 0; i < pinning->host_count; i++) {
        own += pinning->hosts[i].own;
        if (any && pinning->hosts[i].own)
            judge(in, sink, &pinning->hosts[i]);
    }
    if (!any)
        aa_absent(sink, NO_PINS, AA_NO_ARGS);
    else if (own == 0)
        aa_absent(sink, NO_HOSTS, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_host_gap = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0242 MASTG-TEST-0244",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Some hosts of the app are pinned and others are not",
                    .why = "The session that one host protects is often valid at another of the same owner: "
                           "an attacker takes the one without pins.",
                    .fix = "Pin the whole domain: <domain includeSubdomains=\"true\">example.com</domain> "
                           "with its <pin-set> in the network security config, or "
                           "add(\"**.example.com\", …) for OkHttp.",
                    .limits = "Hosts that come from a server, a file or a resource are not seen. Which hosts "
                              "are the provider's own, a person says.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "部分主機已綁定憑證而其他主機未綁定",
                    .why = "受保護主機之交談識別碼於同一業者之其他主機往往亦有效，攻擊者將轉向未綁定者。",
                    .fix = "綁定整個網域：於網路安全設定以 <domain "
                           "includeSubdomains=\"true\">example.com</domain> 搭配 <pin-set>，或於 OkHttp "
                           "使用 add(\"**.example.com\", …)。",
                    .limits = "無法檢視來自伺服器、檔案或資源之主機；何者為業者自有主機須由人員確認。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
