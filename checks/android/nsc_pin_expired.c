/*
 * Pins whose expiration has come: the platform stops comparing them, silently
 * (AOSP NetworkSecurityTrustManager.isPinningEnforced: enforced while now <= midnight of that day).
 */
#include "engine/check.h"

enum { EXPIRED, SOON, VALID, FOREVER, NO_DATE, NONE };

static const aa_message messages[] = {
    [EXPIRED] = {"pins_expired",
                 {"Pins for {0} expired on {1} and are not compared any more",
                  "{0} 的憑證綁定已於 {1} 到期，不再比對"}},
    [SOON] = {"pins_expire_soon",
              {"Pins for {0} expire on {1}, {2} days from the day of the policy",
               "{0} 的憑證綁定將於 {1} 到期，距比對日 {2} 天"}},
    [VALID] = {"pins_valid", {"Pins for {0} expire on {1}", "{0} 的憑證綁定將於 {1} 到期"}},
    [FOREVER] = {"pins_without_expiration", {"Pins for {0} have no expiration", "{0} 的憑證綁定未設到期日"}},
    [NO_DATE] = {"pins_bad_date",
                 {"The expiration \"{1}\" of the pins for {0} is not a date; the platform refuses the config",
                  "{0} 憑證綁定的到期日「{1}」不是日期；平台會拒絕此設定"}},
    [NONE] = {"no_pins", {"The network security config has no pins", "網路安全設定沒有憑證綁定"}},
};

static void judge(const aa_check_input *in, aa_sink *sink, const aa_host_policy *host)
{
    int64_t left = host->pin_expiration_day - aa_policy_today(in->policy);
    const aa_place *place = &host->pins[0].place;
    if (host->pin_expiration == NULL) {
        aa_clear(sink, FOREVER, place, AA_ARGS(host->domain));
        return;
    }
    const char *const *args = AA_ARGS(host->domain, host->pin_expiration);
    if (host->pin_expiration_day == INT64_MIN)
        aa_cannot_tell(sink, NO_DATE, place, args);
    else if (left <= 0)
        aa_hit(sink, EXPIRED, place, args);
    else if (left <= aa_policy_number(in->policy, "network.pin_expiry_days"))
        aa_hit_as(sink, SOON, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, place,
                  AA_ARGS(host->domain, host->pin_expiration, aa_arg_int(sink, left)));
    else
        aa_clear(sink, VALID, place, args);
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

const aa_check aa_check_android_nsc_pin_expired = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0243",
    .cwe = "CWE-298",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Pins have expired or soon will",
                    .why = "From the expiration on Android accepts every valid chain without a word: the app "
                           "looks pinned and is not.",
                    .fix = "Release with the pins of the certificates in use and a later date: <pin-set "
                           "expiration=\"2028-01-31\">, with a backup pin, before the old date comes.",
                    .limits = "Compared with the day of the policy, or the day given; when users update is "
                              "not known.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "憑證綁定已到期或即將到期",
                    .why = "到期後 Android 不作任何提示，即接受所有有效的憑證鏈：看似有綁定，實則沒有。",
                    .fix = "在舊日期到來之前發布新版，放入使用中憑證的綁定值與備援綁定，並寫較晚的日期：<pin-"
                           "set "
                           "expiration=\"2028-01-31\">。",
                    .limits = "以判定準則日期或所指定的日期比對；使用者何時更新無從得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
