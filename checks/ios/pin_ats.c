/*
 * Pins that App Transport Security enforces by itself (NSPinnedDomains, iOS 14 and later).
 */
#include "engine/check.h"
#include "facts/ios.h"

enum { PINNED, MALFORMED, EMPTY, NONE };

static const aa_message messages[] = {
    [PINNED] = {"domain_pinned", {"{0}: {1} pinned identities", "{0}：綁定 {1} 個身分"}},
    [MALFORMED] = {"domain_pin_malformed",
                   {"{0}: identity {1} is not the Base64 of a SHA-256",
                    "{0}：第 {1} 個身分不是 SHA-256 的 Base64"}},
    [EMPTY] = {"domain_pin_empty",
               {"{0}: no identity is named, so nothing is pinned", "{0}：未列任何身分，等於未綁定"}},
    [NONE] = {"no_ats_pins", {"Info.plist pins no domain", "Info.plist 未綁定任何網域"}},
};

static void judge(aa_sink *sink, const aa_ats_pins *pins)
{
    size_t good = 0;
    for (size_t i = 0; i < pins->identity_count; i++) {
        good += pins->identities[i].well_formed;
        if (!pins->identities[i].well_formed)
            aa_cannot_tell(sink, MALFORMED, &pins->identities[i].place,
                           AA_ARGS(pins->domain, aa_arg_int(sink, (long long)i + 1)));
    }
    if (good > 0)
        aa_hit(sink, PINNED, &pins->place, AA_ARGS(pins->domain, aa_arg_int(sink, (long long)good)));
    else if (pins->identity_count == 0)
        aa_cannot_tell(sink, EMPTY, &pins->place, AA_ARGS(pins->domain));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    if (app == NULL || !app->has_info)
        return;
    for (size_t i = 0; i < app->ats.pins_count; i++)
        judge(sink, &app->ats.pins[i]);
    if (app->ats.pins_count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_pin_ats = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_MANIFEST) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0385",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] = {.title = "Certificates are pinned by App Transport Security",
                            .why = "With NSPinnedDomains the system itself refuses a certificate that was "
                                   "issued by an authority other than the expected one.",
                            .fix = "Add NSPinnedDomains with the SPKI-SHA256-BASE64 of at least two CA or "
                                   "leaf keys for each own host.",
                            .limits = "iOS 13 and older ignore the key; sockets and libraries with a TLS of "
                                      "their own do not obey it."},
            [AA_LANG_ZH_TW] =
                {.title = "由 App Transport Security 綁定憑證",
                 .why = "設定 NSPinnedDomains 後，系統會拒絕非預期憑證機構所簽發的憑證。",
                 .fix =
                     "為每個自有主機設定 NSPinnedDomains，列出至少兩個 CA 或末端金鑰的 SPKI-SHA256-BASE64。",
                 .limits = "iOS 13 以前版本忽略此鍵；直接使用 socket 或自帶 TLS 的函式庫不受限制。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
