/*
 * Certificate pinning by the network security config: which hosts have pins that are compared.
 */
#include "engine/check.h"

enum { PINNED, PINNED_SUBDOMAINS, EXPIRED, BROKEN, OVERRIDDEN, NONE };

static const aa_message messages[] = {
    [PINNED] = {"pinned",
                {"{0} is pinned with {1} pins, expiration: {2}", "{0} 綁定 {1} 個憑證，到期日：{2}"}},
    [PINNED_SUBDOMAINS] = {"pinned_subdomains",
                           {"{0} and everything below it is pinned with {1} pins, expiration: {2}",
                            "{0} 及其所有子網域綁定 {1} 個憑證，到期日：{2}"}},
    [EXPIRED] = {"pins_expired",
                 {"The pins for {0} expired on {1} and do not count",
                  "{0} 的憑證綁定已於 {1} 到期，不予計入"}},
    [BROKEN] = {"pins_unusable", {"{0} has no pin that can match", "{0} 沒有可比對的綁定值"}},
    [OVERRIDDEN] = {"pins_overridden",
                    {"The pins for {0} are overridden by a trust anchor and do not count",
                     "{0} 的憑證綁定遭信任錨點覆寫，不予計入"}},
    [NONE] = {"no_pins", {"The network security config has no pins", "網路安全設定沒有憑證綁定"}},
};

static long long usable_pins(const aa_host_policy *host)
{
    long long count = 0;
    for (size_t i = 0; i < host->pin_count; i++)
        count += host->pins[i].well_formed;
    return count;
}

static bool overridden(const aa_host_policy *host)
{
    for (size_t i = 0; i < host->anchor_count; i++)
        if (host->anchors[i].override_pins)
            return true;
    return false;
}

/* An unusable pin-set is no evidence of pinning: it is recorded as a thing that is not there. */
static void judge(const aa_check_input *in, aa_sink *sink, const aa_host_policy *host)
{
    long long pins = usable_pins(host);
    const char *until = host->pin_expiration;
    if (pins == 0)
        aa_absent(sink, BROKEN, AA_ARGS(host->domain));
    else if (overridden(host))
        aa_absent(sink, OVERRIDDEN, AA_ARGS(host->domain));
    else if (until != NULL && host->pin_expiration_day <= aa_policy_today(in->policy))
        aa_absent(sink, EXPIRED, AA_ARGS(host->domain, until));
    else
        aa_hit(sink, host->include_subdomains ? PINNED_SUBDOMAINS : PINNED, &host->pins[0].place,
               AA_ARGS(host->domain, aa_arg_int(sink, pins), aa_arg_text(until)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    bool any = false;
    for (size_t i = 0; i < net->domain_count; i++) {
        if (net->domains[i].pin_count == 0 || net->domains[i].domain == NULL)
            continue;
        any = true;
        judge(in, sink, &net->domains[i]);
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_nsc = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0242",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Hosts are pinned by the network security config",
                    .why =
                        "With pins a certificate that some authority issued by mistake or under duress does "
                        "not open the traffic.",
                    .fix =
                        "<domain-config><domain>api.example.com</domain><pin-set expiration=\"…\"><pin "
                        "digest=\"SHA-256\">…</pin><pin digest=\"SHA-256\">…</pin></pin-set></domain-config>",
                    .limits = "Pins bind clients that use the platform's trust manager, from Android 7 on. "
                              "Which hosts the app really talks to, and pinning done in code, is not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以網路安全設定綁定主機憑證",
                    .why = "有綁定時，憑證機構誤發或受迫簽發的憑證也無法解開傳輸內容。",
                    .fix = "在網路安全設定寫入：<domain-config><domain>api.example.com</domain><pin-set "
                           "expiration=\"…\"><pin digest=\"SHA-256\">…</pin><pin "
                           "digest=\"SHA-256\">…</pin></pin-set></domain-config>。",
                    .limits =
                        "自 Android 7 起，綁定只約束使用平台 TrustManager 的用戶端；實際連線的主機，以及以"
                        "程式碼進行的綁定，不在此讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
