/*
 * Certificates that the user installed are trusted: by the network security config, or by the default of a
 * target SDK below 24 (AOSP NetworkSecurityConfig.getDefaultBuilder).
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum { BASE, DOMAIN, BY_DEFAULT, SYSTEM_ONLY, SYSTEM_ONLY_OLD, NO_NETWORK };

static const aa_message messages[] = {
    [BASE] = {"user_ca_base",
              {"The base config trusts certificates that the user installed, for every host not named",
               "base-config 對所有未列名的主機信任使用者安裝的憑證"}},
    [DOMAIN] = {"user_ca_domain",
                {"Certificates that the user installed are trusted for {0}", "對 {0} 信任使用者安裝的憑證"}},
    [BY_DEFAULT] = {"user_ca_by_default",
                    {"targetSdkVersion {0} is below 24, so certificates that the user installed are trusted",
                     "targetSdkVersion {0} 低於 24，預設信任使用者安裝的憑證"}},
    [SYSTEM_ONLY] = {"system_ca_only",
                     {"No host is reached with trust in certificates that the user installed",
                      "對任何主機均不信任使用者安裝的憑證"}},
    [SYSTEM_ONLY_OLD] =
        {"system_ca_only_since_24",
         {"No host is reached with trust in certificates that the user installed, from Android "
          "7 on; minSdkVersion {0} admits older releases, which trust them",
          "自 Android 7 起，對任何主機均不信任使用者安裝的憑證；minSdkVersion {0} "
          "容許的更早版本則會信任"}},
    [NO_NETWORK] = {"no_internet_permission",
                    {"The app does not ask for android.permission.INTERNET and cannot open connections",
                     "未要求 android.permission.INTERNET，無法建立連線"}},
};

static const aa_trust_anchor *user_anchor(const aa_host_policy *host)
{
    for (size_t i = 0; i < host->anchor_count; i++)
        if (host->anchors[i].source == AA_ANCHOR_USER)
            return &host->anchors[i];
    return NULL;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    const aa_manifest *m = &in->facts->manifest;
    const aa_place *place = net->has_config ? &net->config_place : &m->target_sdk_place;
    const aa_trust_anchor *user = user_anchor(&net->base);
    bool found = user != NULL;
    if (!aa_may_connect(m)) {
        aa_clear(sink, NO_NETWORK, &m->application_place, AA_NO_ARGS);
        return;
    }
    if (found && net->base.anchors_inherited)
        aa_hit(sink, BY_DEFAULT, &m->target_sdk_place, AA_ARGS(aa_arg_int(sink, m->target_sdk)));
    else if (found)
        aa_hit(sink, BASE, &user->place, AA_NO_ARGS);
    for (size_t i = 0; i < net->domain_count; i++) {
        user = net->domains[i].anchors_inherited ? NULL : user_anchor(&net->domains[i]);
        if (user == NULL)
            continue;
        found = true;
        aa_hit(sink, DOMAIN, &user->place, AA_ARGS(aa_arg_text(net->domains[i].domain)));
    }
    if (found || net->refusal != NULL) /* a config that the platform refuses leaves no trust to judge */
        return;
    if (m->min_sdk < 24)
        aa_clear(sink, SYSTEM_ONLY_OLD, place, AA_ARGS(aa_arg_int(sink, m->min_sdk)));
    else
        aa_clear(sink, SYSTEM_ONLY, place, AA_NO_ARGS);
}

const aa_check aa_check_android_nsc_user_ca = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.3",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0286 MASTG-TEST-0285",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "User-installed certificate authorities are trusted",
                    .why =
                        "A certificate that someone talked the user into installing, or that a company or a "
                        "shop put on the device, is enough to read and change all TLS traffic of the app.",
                    .fix = "<trust-anchors><certificates src=\"system\"/></trust-anchors>; keep src=\"user\" "
                           "inside <debug-overrides> only, and target SDK 24 or above.",
                    .limits = "Trust managers that code sets up are not read here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "信任使用者安裝的憑證機構",
                    .why = "他人誘使使用者安裝的憑證，或公司、店家裝入裝置的憑證，即足以讀取並竄改本應用程式"
                           "的所有 "
                           "TLS 傳輸。",
                    .fix = "<trust-anchors><certificates src=\"system\"/></trust-anchors>；src=\"user\" "
                           "只放在 <debug-overrides> 內，且目標 SDK 為 24 以上。",
                    .limits = "程式碼自行設定的 TrustManager 不在此讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
