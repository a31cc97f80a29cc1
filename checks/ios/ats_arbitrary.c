/*
 * App Transport Security switched off for every connection, as iOS resolves the keys.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { OFF, OUT_OF_FORCE, ON };

static const aa_message messages[] = {
    [OFF] = {"ats_off",
             {"NSAllowsArbitraryLoads is in force: any connection may go without TLS",
              "NSAllowsArbitraryLoads 生效：任何連線均可不使用 TLS"}},
    [OUT_OF_FORCE] =
        {"ats_off_overridden",
         {"NSAllowsArbitraryLoads is set but out of force since iOS 10: a newer key stands beside it",
          "已設定 NSAllowsArbitraryLoads，但因有較新的鍵並存，自 iOS 10 起不生效"}},
    [ON] = {"ats_on",
            {"App Transport Security is on for all hosts without an exception",
             "未列例外之主機均啟用 App Transport Security"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    const aa_ats *ats = &app->ats;
    aa_place place = ats->place;
    place.path = "NSAppTransportSecurity/NSAllowsArbitraryLoads";
    if (aa_ats_policy_for(ats, NULL).off)
        aa_hit(sink, OFF, &place, AA_NO_ARGS);
    else
        aa_clear(sink, ats->arbitrary == AA_YES ? OUT_OF_FORCE : ON, &place, AA_NO_ARGS);
}

const aa_check aa_check_ios_ats_arbitrary = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0322",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "App Transport Security is off for all connections",
                 .why = "Without App Transport Security the app may talk over plain HTTP and weak TLS with "
                        "any host; whoever shares the network reads and changes what is sent.",
                 .fix = "Remove NSAllowsArbitraryLoads. Where one host cannot do TLS, name it under "
                        "NSExceptionDomains; web views have NSAllowsArbitraryLoadsInWebContent.",
                 .limits =
                     "Sockets and libraries with a TLS of their own do not obey App Transport Security."},
            [AA_LANG_ZH_TW] =
                {.title = "所有連線均關閉 App Transport Security",
                 .why = "關閉後，App 可與任何主機以明文 HTTP 或弱 TLS 連線；同一網路上的人可讀取並竄改內容。",
                 .fix = "移除 NSAllowsArbitraryLoads；無法使用 TLS 的個別主機列於 "
                        "NSExceptionDomains，網頁內容使用 NSAllowsArbitraryLoadsInWebContent。",
                 .limits = "直接使用 socket 或自帶 TLS 的函式庫不受 App Transport Security 限制。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
