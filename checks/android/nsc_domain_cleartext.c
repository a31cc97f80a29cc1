/*
 * Hosts for which the network security config opens cleartext, nesting and inheritance resolved.
 */
#include "engine/check.h"
#include "facts/hosts.h"

enum { OPEN, OPEN_SUBDOMAINS, OPEN_PRIVATE, OPEN_LOOPBACK, CLOSED, UNSURE, NONE };

static const aa_message messages[] = {
    [OPEN] = {"domain_cleartext", {"Cleartext is permitted for {0}", "允許對 {0} 明文傳輸"}},
    [OPEN_SUBDOMAINS] = {"domain_cleartext_subdomains",
                         {"Cleartext is permitted for {0} and everything below it",
                          "允許對 {0} 及其所有子網域明文傳輸"}},
    [OPEN_PRIVATE] = {"domain_cleartext_private",
                      {"Cleartext is permitted for {0}, a host of a local network",
                       "允許對區域網路主機 {0} 明文傳輸"}},
    [OPEN_LOOPBACK] = {"domain_cleartext_loopback",
                       {"Cleartext is permitted for {0}, the device itself or the host of an emulator",
                        "允許對 {0}（裝置本機或模擬器的主機）明文傳輸"}},
    [CLOSED] = {"domain_no_cleartext", {"Cleartext is forbidden for {0}", "對 {0} 禁止明文傳輸"}},
    [UNSURE] = {"domain_unresolved",
                {"Whether cleartext is permitted for {0} cannot be resolved",
                 "是否允許對 {0} 明文傳輸無法解析"}},
    [NONE] = {"no_domains", {"No network security config names a host", "沒有網路安全設定列出主機"}},
};

static void report_open(aa_sink *sink, const aa_host_policy *host)
{
    const char *const *args = AA_ARGS(aa_arg_text(host->domain));
    switch (aa_host_scope_of(host->domain)) {
    case AA_HOST_LOOPBACK:
        aa_hit_as(sink, OPEN_LOOPBACK, AA_SEVERITY_INFO, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &host->cleartext_place, args);
        break;
    case AA_HOST_PRIVATE:
        aa_hit_as(sink, OPEN_PRIVATE, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &host->cleartext_place, args);
        break;
    case AA_HOST_PUBLIC:
        aa_hit(sink, host->include_subdomains ? OPEN_SUBDOMAINS : OPEN, &host->cleartext_place, args);
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    for (size_t i = 0; i < net->domain_count; i++) {
        const aa_host_policy *host = &net->domains[i];
        /* What a host has from an open base is the base's finding (android-cleartext-effective). */
        bool from_base = host->cleartext_inherited && net->base.cleartext == AA_YES;
        if (host->domain == NULL || host->cleartext == AA_UNKNOWN)
            aa_cannot_tell(sink, UNSURE, &host->place, AA_ARGS(aa_arg_text(host->domain)));
        else if (host->cleartext == AA_NO)
            aa_clear(sink, CLOSED, &host->cleartext_place, AA_ARGS(host->domain));
        else if (!from_base)
            report_open(sink, host);
    }
    if (net->domain_count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_domain_cleartext = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0235",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Network security config permits cleartext for named hosts",
                    .why =
                        "Traffic with these hosts can be read and changed on the way, and an answer that was "
                        "changed can carry script into a web view or point the app elsewhere.",
                    .fix = "Serve the host over TLS and write <domain-config "
                           "cleartextTrafficPermitted=\"false\">; keep hosts for development in a debug "
                           "source set.",
                    .limits = "Whether the app talks to the host at all, and what it sends, is not read.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "網路安全設定對特定主機允許明文傳輸",
                    .why = "與這些主機的往來可在途中被讀取與竄改；被竄改的回應可把指令碼帶進 "
                           "WebView，或把應用程式導向他處。",
                    .fix = "主機改用 TLS，並寫 <domain-config "
                           "cleartextTrafficPermitted=\"false\">；開發用主機放在 debug 的原始碼集。",
                    .limits = "應用程式是否實際連線到該主機、傳送何種內容，本項不讀。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
