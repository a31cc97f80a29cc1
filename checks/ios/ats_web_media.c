/*
 * App Transport Security switched off for web views or media.
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { WEB, MEDIA, ON };

static const aa_message messages[] = {
    [WEB] = {"web_off",
             {"Web views may load pages without TLS from any host",
              "網頁檢視可自任何主機載入未經 TLS 的網頁"}},
    [MEDIA] = {"media_off",
               {"Media may be loaded without TLS from any host", "可自任何主機載入未經 TLS 的影音"}},
    [ON] = {"web_media_on",
            {"Web views and media are under App Transport Security",
             "網頁檢視與影音均受 App Transport Security 保護"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    const aa_ats *ats = &app->ats;
    aa_place place = ats->place;
    place.path = "NSAppTransportSecurity/NSAllowsArbitraryLoadsInWebContent";
    if (ats->arbitrary_web == AA_YES)
        aa_hit(sink, WEB, &place, AA_NO_ARGS);
    if (ats->arbitrary_media == AA_YES) {
        aa_place media = place;
        media.path = "NSAppTransportSecurity/NSAllowsArbitraryLoadsForMedia";
        aa_hit_as(sink, MEDIA, AA_SEVERITY_LOW, AA_REACH_NONE_NEEDED, AA_OWNER_APP, &media, AA_NO_ARGS);
    }
    if (ats->arbitrary_web != AA_YES && ats->arbitrary_media != AA_YES)
        aa_clear(sink, ON, &ats->place, AA_NO_ARGS);
}

const aa_check aa_check_ios_ats_web_media = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 mas:4.1.2.4.1",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0322",
    .cwe = "CWE-319",
    .text =
        {
            [AA_LANG_EN] = {.title = "App Transport Security is off for web views or media",
                            .why = "A page loaded without TLS can be replaced on the way, with script that "
                                   "runs inside the app.",
                            .fix = "Remove the key, or name the hosts that need it under NSExceptionDomains.",
                            .limits = "Which pages are loaded is another check."},
            [AA_LANG_ZH_TW] = {.title = "網頁檢視或影音關閉 App Transport Security",
                               .why = "未經 TLS 的網頁可能在傳輸途中被替換，其指令碼會在 App 內執行。",
                               .fix = "移除該鍵，或僅將必要的主機列於 NSExceptionDomains。",
                               .limits = "實際載入哪些網頁由其他檢查判定。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
