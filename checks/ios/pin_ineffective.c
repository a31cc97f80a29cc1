/*
 * Pinning that is set up and takes no effect.
 */
#include "pins.h"

enum { AFN_NONE, NOT_ENFORCED, NO_HASHES, EXPIRED, NOT_ASKED, UNSURE, NONE };

static const aa_message messages[] = {
    [AFN_NONE] = {"afn_mode_none",
                  {"AFNetworking is told not to pin (mode 0)", "AFNetworking 設為不綁定（模式 0）"}},
    [NOT_ENFORCED] = {"trustkit_not_enforced",
                      {"TrustKit reports and does not refuse: TSKEnforcePinning is false for {0}",
                       "TrustKit 僅回報而不拒絕：{0} 的 TSKEnforcePinning 為否"}},
    [NO_HASHES] = {"trustkit_no_hashes",
                   {"TrustKit has no usable pin for {0}", "TrustKit 沒有可用於 {0} 的綁定值"}},
    [EXPIRED] = {"trustkit_expired",
                 {"TrustKit's pins for {0} ended on {1}", "TrustKit 對 {0} 的綁定已於 {1} 到期"}},
    [NOT_ASKED] = {"trustkit_not_asked",
                   {"TrustKit is configured for {0}, and no code asks it",
                    "TrustKit 已設定 {0}，但未見程式碼使用"}},
    [UNSURE] = {"trustkit_unsure",
                {"TrustKit is configured for {0}; whether it is asked cannot be told",
                 "TrustKit 已設定 {0}，無法判定是否使用"}},
    [NONE] = {"no_ineffective_pins", {"No pinning that is switched off was seen", "未見遭關閉的憑證綁定"}},
};

static bool judge_domain(aa_sink *sink, const aa_trustkit_domain *d, aa_tri asked, int64_t today)
{
    if (d->reports_only)
        aa_hit(sink, NOT_ENFORCED, &d->place, AA_ARGS(d->name));
    else if (d->good_hashes == 0)
        aa_hit(sink, NO_HASHES, &d->place, AA_ARGS(d->name));
    else if (d->until_day != INT64_MIN && d->until_day <= today)
        aa_hit(sink, EXPIRED, &d->place, AA_ARGS(d->name, d->until));
    else if (asked == AA_NO)
        aa_hit(sink, NOT_ASKED, &d->place, AA_ARGS(d->name));
    else if (asked == AA_UNKNOWN)
        aa_cannot_tell(sink, UNSURE, &d->place, AA_ARGS(d->name));
    else
        return false;
    return true;
}

static size_t judge_trustkit(const aa_check_input *in, aa_sink *sink, const aa_trustkit *trustkit)
{
    aa_tri asked = pins_trustkit_asked(in, trustkit);
    size_t found = 0;
    for (size_t i = 0; i < trustkit->domain_count; i++)
        found += judge_domain(sink, &trustkit->domains[i], asked, aa_policy_today(in->policy));
    return found;
}

static size_t judge_afn(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(m, "policyWithPinningMode:*", NULL);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        int64_t mode;
        if (!aa_msite_int(m, &sites.items[i], 2, &mode) || mode != 0)
            continue;
        aa_hit_spot(sink, AFN_NONE, AA_SEVERITY_LOW, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
        found++;
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = pins_app(in);
    size_t found = app != NULL ? judge_trustkit(in, sink, &app->trustkit) : 0;
    if (in->machine != NULL)
        found += judge_afn(in->machine, sink);
    if (found == 0 && (app != NULL || in->machine != NULL))
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_pin_ineffective = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0385",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] = {.title = "Pinning takes no effect",
                            .why = "The app looks pinned and accepts any certificate of a known authority.",
                            .fix =
                                "Set TSKEnforcePinning to true, list two public key hashes, let "
                                "TSKPinningValidator answer challenges, and give AFNetworking mode 1 or 2.",
                            .limits = "Pins that a server switches off at run time are not seen."},
            [AA_LANG_ZH_TW] =
                {.title = "憑證綁定未生效",
                 .why = "App 看似已綁定，卻接受任何已知憑證機構的憑證。",
                 .fix = "將 TSKEnforcePinning 設為是，列出兩個公開金鑰雜湊值，由 TSKPinningValidator "
                        "回應驗證要求；AFNetworking 使用模式 1 或 2。",
                 .limits = "由伺服器於執行時關閉的綁定無法看見。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
