/*
 * Pinning in code: a library that is given pins, or a challenge handler that compares keys.
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "facts/ios.h"
#include "machine/use_challenge.h"
#include <string.h>

enum { TRUSTKIT, AFN, OWN, LOOSE, NONE };

static const aa_message messages[] = {
    [TRUSTKIT] = {"trustkit_pins", {"TrustKit is given its configuration", "TrustKit 已取得設定"}},
    [AFN] = {"afn_pins", {"AFNetworking pins ({0})", "AFNetworking 綁定憑證（{0}）"}},
    [OWN] = {"handler_compares",
             {"A challenge handler compares key or certificate ({0})",
              "驗證要求處理函式比對金鑰或憑證（{0}）"}},
    [LOOSE] = {"handler_unclear",
               {"A challenge handler compares key or certificate, but what it says yes to cannot be told",
                "驗證要求處理函式比對金鑰或憑證，但無法判定同意的條件"}},
    [NONE] = {"no_code_pins", {"No code that pins certificates was seen", "未見綁定憑證的程式碼"}},
};

static size_t judge_trustkit(const aa_check_input *in, aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(m, "initSharedInstanceWithConfiguration:*", NULL);
    for (size_t i = 0; i < sites.count; i++)
        aa_hit_spot(sink, TRUSTKIT, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL, AA_NO_ARGS);
    const aa_ios_bundle *app = in->facts->ios != NULL ? aa_ios_app(in->facts->ios) : NULL;
    for (size_t i = 0; sites.count == 0 && app != NULL && i < app->value_count; i++)
        if (strncmp(app->values[i].name, "TSKConfiguration/", 17) == 0) {
            aa_hit(sink, TRUSTKIT, &app->values[i].place, AA_NO_ARGS);
            return 1;
        }
    return sites.count;
}

/* AFSSLPinningMode: 1 public key, 2 certificate. */
static size_t judge_afn(aa_machine *m, aa_sink *sink)
{
    aa_msites sites = aa_machine_sends(m, "policyWithPinningMode:*", NULL);
    size_t found = 0;
    for (size_t i = 0; i < sites.count; i++) {
        int64_t mode;
        if (!aa_msite_int(m, &sites.items[i], 2, &mode) || mode < 1 || mode > 2)
            continue;
        aa_hit_spot(sink, AFN, AA_SEVERITY_INFO, m, aa_mspot_of(&sites.items[i]), NULL,
                    AA_ARGS(mode == 1 ? "public key" : "certificate"));
        found++;
    }
    return found;
}

static size_t judge_handlers(aa_machine *m, aa_sink *sink, aa_challenge_kind kind)
{
    const aa_challenge *c;
    size_t n = aa_muse_challenges(m, kind, &c), found = 0;
    for (size_t i = 0; i < n; i++) {
        aa_mspot spot = {c[i].image, c[i].function, 0};
        if (c[i].compare == NULL)
            continue;
        found++;
        if (c[i].verdict == AA_CHALLENGE_CHECKS || c[i].verdict == AA_CHALLENGE_DEFERS)
            aa_hit_spot(sink, OWN, AA_SEVERITY_INFO, m, spot, NULL,
                        AA_ARGS(aa_machine_text(m, c[i].compare->name)));
        else
            aa_cannot_tell_spot(sink, LOOSE, m, spot, NULL, AA_NO_ARGS);
    }
    return found;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    size_t found = judge_trustkit(in, m, sink) + judge_afn(m, sink) +
                   judge_handlers(m, sink, AA_CHALLENGE_SESSION) +
                   judge_handlers(m, sink, AA_CHALLENGE_WEB_VIEW);
    if (found == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_ios_pin_code = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0385",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] = {.title = "Certificates are pinned in code",
                            .why = "A pin refuses a certificate that an authority issued to somebody else.",
                            .fix = "Compare the SHA-256 of the public key after SecTrustEvaluateWithError "
                                   "has said yes, or let NSPinnedDomains do it.",
                            .limits = "Which hosts the code pins is not told. Alamofire and other Swift "
                                      "libraries that are built in are not recognised."},
            [AA_LANG_ZH_TW] =
                {.title = "以程式碼綁定憑證",
                 .why = "綁定可拒絕憑證機構簽發給他人的憑證。",
                 .fix = "於 SecTrustEvaluateWithError 同意後比對公開金鑰的 SHA-256，或使用 NSPinnedDomains。",
                 .limits = "無法判定綁定哪些主機；靜態連結的 Alamofire 等 Swift 函式庫無法辨識。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
