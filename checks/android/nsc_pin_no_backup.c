/*
 * One pin only: when that key is lost or replaced, the app cannot connect (RFC 7469, section 4.3).
 */
#include "engine/check.h"

enum { TOO_FEW, ENOUGH, NONE };

static const aa_message messages[] = {
    [TOO_FEW] = {"no_backup_pin",
                 {"{0} has {1} different pins; at least {2} are needed",
                  "{0} 只有 {1} 個不同的綁定值，至少應有 {2} 個"}},
    [ENOUGH] = {"backup_pin", {"{0} has {1} different pins", "{0} 有 {1} 個不同的綁定值"}},
    [NONE] = {"no_pins", {"The network security config has no pins", "網路安全設定沒有憑證綁定"}},
};

static bool seen_before(const aa_host_policy *host, size_t index)
{
    const char *value = host->pins[index].value;
    for (size_t i = 0; i < index; i++)
        if (host->pins[i].value != NULL && strcmp(host->pins[i].value, value) == 0)
            return true;
    return false;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    long want = aa_policy_number(in->policy, "network.pin_count_min");
    bool any = false;
    for (size_t i = 0; i < net->domain_count; i++) {
        const aa_host_policy *host = &net->domains[i];
        if (host->pin_count == 0 || host->domain == NULL)
            continue;
        long long different = 0;
        for (size_t k = 0; k < host->pin_count; k++)
            different += host->pins[k].well_formed && !seen_before(host, k);
        const char *have = aa_arg_int(sink, different);
        any = true;
        if (different < want)
            aa_hit(sink, TOO_FEW, &host->pins[0].place, AA_ARGS(host->domain, have, aa_arg_int(sink, want)));
        else
            aa_clear(sink, ENOUGH, &host->pins[0].place, AA_ARGS(host->domain, have));
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_pin_no_backup = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_LOW,
    .areas = AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0242",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Pin-set has no backup pin",
                    .why = "When the only pinned key must be replaced at once, every installed app loses its "
                           "connection, and the way out in practice is to switch pinning off.",
                    .fix =
                        "A second <pin digest=\"SHA-256\"> of a key that is kept offline and is not in the "
                        "chain in use.",
                    .limits = "Whether the second pin is of a key kept apart cannot be seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "憑證綁定沒有備援",
                    .why = "唯一綁定的金鑰須緊急更換時，所有已安裝的應用程式都無法連線，實務上往往只好關閉綁"
                           "定。",
                    .fix = "再加一個 <pin digest=\"SHA-256\">，取自離線保管、不在使用中憑證鏈上的金鑰。",
                    .limits = "第二個綁定值的金鑰是否另行保管，無法看出。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
