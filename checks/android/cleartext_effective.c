/*
 * One answer for every host that no <domain-config> names: what the network security config, the manifest
 * flag and the default of the target SDK come to (facts resolve them in the platform's order).
 */
#include "engine/check.h"
#include "facts/exposure.h"

enum {
    OPEN_CONFIG,
    OPEN_FLAG,
    OPEN_DEFAULT,
    OPEN_OLD,
    OPEN_BEFORE_9,
    REFUSED,
    CLOSED,
    CLOSED_DEFAULT,
    NO_NETWORK,
    UNSURE
};

static const aa_message messages[] = {
    [OPEN_CONFIG] = {"cleartext_by_config",
                     {"The network security config permits cleartext for every host that it does not name",
                      "網路安全設定允許對所有未列名的主機明文傳輸"}},
    [OPEN_FLAG] = {"cleartext_by_flag",
                   {"android:usesCleartextTraffic permits cleartext for every host",
                    "android:usesCleartextTraffic 允許對所有主機明文傳輸"}},
    [OPEN_DEFAULT] = {"cleartext_by_default",
                      {"Nothing forbids cleartext, and with targetSdkVersion {0} the default permits it",
                       "未禁止明文傳輸，且 targetSdkVersion {0} 的預設值為允許"}},
    [OPEN_OLD] =
        {"cleartext_before_android_7",
         {"minSdkVersion {0} admits Android 6 and older, which ignore the network security config and "
          "permit cleartext here",
          "minSdkVersion {0} 容許 Android 6 以前的版本，這些版本不讀網路安全設定，於此允許明文傳輸"}},
    [OPEN_BEFORE_9] =
        {"cleartext_before_android_9",
         {"Nothing in the app forbids cleartext; minSdkVersion {0} admits releases before Android 9, "
          "which then permit it whatever the target",
          "應用程式未禁止明文傳輸；minSdkVersion {0} 容許 Android 9 "
          "以前的版本，這些版本不論目標版本均預設允許"}},
    [REFUSED] = {"config_refused",
                 {"The platform refuses the network security config ({0}) and throws when it is first needed",
                  "平台拒絕此網路安全設定（{0}），首次使用時即拋出例外"}},
    [CLOSED] = {"cleartext_forbidden",
                {"Cleartext is forbidden for every host that is not named otherwise",
                 "除另行列名者外，對所有主機禁止明文傳輸"}},
    [CLOSED_DEFAULT] = {"cleartext_forbidden_by_default",
                        {"Cleartext is forbidden by the default of targetSdkVersion {0}",
                         "依 targetSdkVersion {0} 的預設值禁止明文傳輸"}},
    [NO_NETWORK] = {"no_internet_permission",
                    {"The app does not ask for android.permission.INTERNET and cannot open connections",
                     "未要求 android.permission.INTERNET，無法建立連線"}},
    [UNSURE] = {"cleartext_unresolved",
                {"Whether cleartext is permitted cannot be resolved", "是否允許明文傳輸無法解析"}},
};

static void report_open(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    const aa_host_policy *base = &in->facts->network.base;
    if (base->cleartext_by_default)
        aa_hit(sink, OPEN_DEFAULT, &base->cleartext_place, AA_ARGS(aa_arg_int(sink, m->target_sdk)));
    else if (in->facts->network.has_config && !base->cleartext_inherited)
        aa_hit(sink, OPEN_CONFIG, &base->cleartext_place, AA_NO_ARGS);
    else
        aa_hit(sink, OPEN_FLAG, &base->cleartext_place, AA_NO_ARGS);
}

/* Supported releases that answer otherwise than the current one. */
static void report_older(const aa_check_input *in, aa_sink *sink)
{
    const aa_manifest *m = &in->facts->manifest;
    const aa_network_policy *net = &in->facts->network;
    const char *const *args = AA_ARGS(aa_arg_int(sink, m->min_sdk));
    if (net->base.cleartext_by_default && m->min_sdk < 28)
        aa_hit_as(sink, OPEN_BEFORE_9, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &m->application_place, args);
    else if (net->has_config && !net->applies_since_24 && net->legacy.cleartext == AA_YES)
        aa_hit_as(sink, OPEN_OLD, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP,
                  &net->legacy.cleartext_place, args);
}

static void report_closed(const aa_check_input *in, aa_sink *sink)
{
    const aa_host_policy *base = &in->facts->network.base;
    report_older(in, sink);
    if (base->cleartext_by_default)
        aa_clear(sink, CLOSED_DEFAULT, &base->cleartext_place,
                 AA_ARGS(aa_arg_int(sink, in->facts->manifest.target_sdk)));
    else
        aa_clear(sink, CLOSED, &base->cleartext_place, AA_NO_ARGS);
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_network_policy *net = &in->facts->network;
    if (!aa_may_connect(&in->facts->manifest))
        aa_clear(sink, NO_NETWORK, &in->facts->manifest.application_place, AA_NO_ARGS);
    else if (net->refusal != NULL)
        aa_cannot_tell(sink, REFUSED, &net->config_place, AA_ARGS(net->refusal));
    else if (net->base.cleartext == AA_YES)
        report_open(in, sink);
    else if (net->base.cleartext == AA_NO)
        report_closed(in, sink);
    else
        aa_cannot_tell(sink, UNSURE, &net->base.cleartext_place, AA_NO_ARGS);
}

const aa_check aa_check_android_cleartext_effective = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0235",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Cleartext traffic is permitted",
                    .why = "Whoever shares the network reads and changes what is sent over http, credentials "
                           "and "
                           "session included. While the policy permits it, one wrong URL is enough.",
                    .fix =
                        "<application android:usesCleartextTraffic=\"false\">, and in the network security "
                        "config <base-config cleartextTrafficPermitted=\"false\"/>.",
                    .limits =
                        "The policy binds the platform's HTTP clients, OkHttp and web views. Sockets that "
                        "code opens itself, native code and some frameworks do not ask it.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "允許明文傳輸",
                    .why = "同一網路上的人可讀取並竄改以 http 傳送的內容，包括帳號密碼與交談識別碼；"
                           "只要設定允許，一個寫錯的網址即足以外洩。",
                    .fix = "<application android:usesCleartextTraffic=\"false\">，並在網路安全設定寫 "
                           "<base-config cleartextTrafficPermitted=\"false\"/>。",
                    .limits = "此設定約束平台的 HTTP 用戶端、OkHttp 與 WebView；程式碼自行開啟的 "
                              "Socket、原生程式碼與部分框架不受其約束。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
