/*
 * A pin that is not the SHA-256 of a key: the platform refuses the config (an unknown digest or length), or
 * nothing can ever match.
 */
#include "engine/check.h"

enum { MALFORMED, WELL_FORMED, NONE };

static const aa_message messages[] = {
    [MALFORMED] = {"pin_malformed",
                   {"Pin \"{1}\" for {0}, digest {2}, is not a SHA-256 of 32 bytes in Base64",
                    "{0} 的綁定值「{1}」（digest 為 {2}）不是 Base64 的 32 位元組 SHA-256"}},
    [WELL_FORMED] = {"pins_well_formed",
                     {"All {1} pins for {0} are SHA-256 values of 32 bytes",
                      "{0} 的 {1} 個綁定值均為 32 位元組的 SHA-256"}},
    [NONE] = {"no_pins", {"The network security config has no pins", "網路安全設定沒有憑證綁定"}},
};

static void judge(aa_sink *sink, const aa_host_policy *host)
{
    size_t bad = 0;
    for (size_t i = 0; i < host->pin_count; i++) {
        const aa_pin *pin = &host->pins[i];
        if (pin->well_formed)
            continue;
        bad++;
        aa_hit(sink, MALFORMED, &pin->place,
               AA_ARGS(host->domain, aa_arg_text(pin->value), aa_arg_text(pin->digest)));
    }
    if (bad == 0)
        aa_clear(sink, WELL_FORMED, &host->pins[0].place,
                 AA_ARGS(host->domain, aa_arg_int(sink, (long long)host->pin_count)));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    bool any = false;
    for (size_t i = 0; i < net->domain_count; i++) {
        if (net->domains[i].pin_count == 0 || net->domains[i].domain == NULL)
            continue;
        any = true;
        judge(sink, &net->domains[i]);
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_pin_malformed = {
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
                    .title = "Pin is not a SHA-256 value",
                    .why = "The platform refuses such a config when it is first needed, or compares with a "
                           "value "
                           "that no key has: connections fail, or the pins get removed in haste.",
                    .fix = "<pin digest=\"SHA-256\">…</pin> with the Base64 of the SHA-256 of the "
                           "SubjectPublicKeyInfo: 44 characters, the last one \"=\".",
                    .limits =
                        "Whether a well-formed pin belongs to the server's key is seen only by connecting.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "憑證綁定值不是 SHA-256",
                    .why = "平台在首次使用時會拒絕這樣的設定，或與任何金鑰都不相符：連線失敗，或在匆忙中移除"
                           "綁定。",
                    .fix = "<pin digest=\"SHA-256\">…</pin>，內容為 SubjectPublicKeyInfo 之 SHA-256 的 "
                           "Base64：44 個字元，最後一個為「=」。",
                    .limits = "格式正確的綁定值是否屬於伺服器的金鑰，須實際連線才能得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
