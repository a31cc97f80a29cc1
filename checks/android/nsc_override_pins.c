/*
 * overridePins="true" on a trust anchor: chains that end there are not compared with the pins.
 */
#include "engine/check.h"

enum { OVERRIDDEN, OVERRIDDEN_UNUSED, KEPT, NONE };

static const aa_message messages[] = {
    [OVERRIDDEN] = {"pins_overridden",
                    {"Pins for {0} are not compared for chains that end in this trust anchor",
                     "憑證鏈止於此信任錨點時，不比對 {0} 的綁定"}},
    [OVERRIDDEN_UNUSED] = {"override_without_pins",
                           {"overridePins is set for {0}, which has no pins",
                            "{0} 設定了 overridePins，但並無憑證綁定"}},
    [KEPT] = {"pins_kept", {"Pins for {0} are compared with every chain", "{0} 的綁定會與每一憑證鏈比對"}},
    [NONE] = {"no_pins", {"The network security config has no pins", "網路安全設定沒有憑證綁定"}},
};

/* Judges the anchors of one host; true when there was something to judge. */
static bool judge(const aa_check_input *in, aa_sink *sink, const aa_host_policy *host)
{
    const char *const *args = AA_ARGS(host->domain != NULL ? host->domain : "*");
    /* In a debuggable package anchors of <debug-overrides> join, and those override pins by default. */
    bool own = !host->anchors_inherited && in->facts->manifest.debuggable.value != AA_YES;
    size_t overriding = 0;
    for (size_t i = 0; i < host->anchor_count; i++) {
        if (!host->anchors[i].override_pins)
            continue;
        overriding++;
        if (host->pin_count > 0)
            aa_hit(sink, OVERRIDDEN, &host->anchors[i].place, args);
        else if (own)
            aa_hit_as(sink, OVERRIDDEN_UNUSED, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                      &host->anchors[i].place, args);
    }
    if (host->pin_count > 0 && overriding == 0)
        aa_clear(sink, KEPT, &host->pins[0].place, args);
    return overriding > 0 || host->pin_count > 0;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    bool any = judge(in, sink, &net->base);
    for (size_t i = 0; i < net->domain_count; i++)
        any = judge(in, sink, &net->domains[i]) || any;
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_override_pins = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0242",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Trust anchor switches pinning off",
                    .why =
                        "Pins are written for the host, yet a chain that ends in this anchor passes without "
                        "them: whoever controls the anchor reads the traffic that the pins should protect.",
                    .fix = "Remove overridePins, or keep the anchor inside <debug-overrides>: <certificates "
                           "src=\"system\"/>.",
                    .limits = "Pins that code or a library compares by itself are not switched off by this.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "信任錨點使憑證綁定失效",
                    .why =
                        "雖為主機設定了綁定，但止於此錨點的憑證鏈不經比對即通過：掌控該錨點者可讀取原應受綁定"
                        "保護的傳輸。",
                    .fix = "移除 overridePins，或把該錨點移入 <debug-overrides>：<certificates "
                           "src=\"system\"/>。",
                    .limits = "程式碼或函式庫自行比對的綁定不受此影響。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
