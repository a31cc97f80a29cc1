/*
 * Trust managers of the app that look at the certificate, but at nothing that an attacker could not write
 * into one of their own: dates, names, the length of the chain.
 */
#include "code/use_tls.h"
#include "engine/code_record.h"

enum { DATES, NAMES, NAMES_AND_DATES, FORM, SELF, SETTING, CHECKS, NONE };

static const aa_message messages[] = {
    [DATES] = {"only_dates",
               {"The trust manager {0} accepts a chain after looking at validity dates alone",
                "信任管理員 {0} 僅檢查憑證效期即予接受"}},
    [NAMES] = {"only_names",
               {"The trust manager {0} accepts a chain by names written in the certificate",
                "信任管理員 {0} 僅依憑證內所載名稱即予接受"}},
    [NAMES_AND_DATES] = {"only_names_and_dates",
                         {"The trust manager {0} accepts a chain by names and validity dates written in it",
                          "信任管理員 {0} 僅依憑證內所載名稱與效期即予接受"}},
    [FORM] = {"only_form",
              {"The trust manager {0} accepts every chain that is not empty or has a certain length",
               "信任管理員 {0} 僅檢查憑證鏈是否為空或其長度即予接受"}},
    [SELF] = {"only_own_signature",
              {"The trust manager {0} verifies signatures with keys that come along in the same chain",
               "信任管理員 {0} 僅以同一憑證鏈所附之金鑰驗證簽章"}},
    [SETTING] = {"weaker_by_setting",
                 {"A setting whose value cannot be told decides how much the trust manager {0} checks",
                  "信任管理員 {0} 之檢查程度取決於一項無法得知其值之設定"}},
    [CHECKS] =
        {"chain_verified",
         {"Every way through the server check of the trust manager {0} verifies a signature, compares the "
          "certificate, or asks another trust manager",
          "信任管理員 {0} 之伺服器憑證檢查，每一路徑皆驗證簽章、比對憑證或交由其他信任管理員檢查"}},
    [NONE] = {"no_trust_manager",
              {"The app has no trust manager of its own", "應用程式沒有自訂之信任管理員"}},
};

static unsigned weak_message(const aa_tls_judge *judge)
{
    bool names = (judge->result.looks & (AA_LOOK_NAMES | AA_LOOK_HOST)) != 0;
    bool dates = (judge->result.looks & AA_LOOK_DATES) != 0;
    if (judge->result.least == AA_STRENGTH_TRIVIAL)
        return (judge->result.looks & AA_LOOK_SELF) != 0 ? SELF : FORM;
    return names && dates ? NAMES_AND_DATES : names ? NAMES : DATES;
}

static void judge_one(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge)
{
    const aa_verify_result *r = &judge->result;
    const char *name = aa_code_type_name(in->code, judge->type);
    if (r->least == AA_STRENGTH_WEAK || r->least == AA_STRENGTH_TRIVIAL)
        aa_hit_method(sink, weak_message(judge), AA_SEVERITY_HIGH, in->code, judge->method, AA_NO_ID,
                      AA_ARGS(name));
    else if (r->least == AA_STRENGTH_STRONG &&
             (r->floor == AA_STRENGTH_WEAK || r->floor == AA_STRENGTH_TRIVIAL))
        aa_cannot_tell_method(sink, SETTING, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else if (r->floor >= AA_STRENGTH_STRONG)
        aa_clear_method(sink, CHECKS, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_tls_judges judges = aa_tls_judges_of(in->code, AA_TLS_TRUST_MANAGER);
    for (size_t i = 0; i < judges.count; i++)
        judge_one(in, sink, &judges.items[i]);
    if (judges.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_tls_trust_leaky = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0282",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A trust manager checks only what a certificate says of itself",
                    .why = "Anyone can make a certificate with the right names, dates and length. Only its "
                           "signature, or its key, tells whose it is.",
                    .fix = "Delete the trust manager and let the platform check. Where one is needed, call "
                           "checkServerTrusted() of the platform's trust manager on every path and add own "
                           "checks behind it.",
                    .limits = "Which certificates a comparison lets pass is not judged here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "信任管理員 {0} 僅檢查憑證自述之內容",
                    .why =
                        "任何人皆可製作名稱、效期及長度相符之憑證；僅有其簽章或公開金鑰可說明憑證屬於何人。",
                    .fix =
                        "刪除自訂之 TrustManager，由平台檢查；確有需要時，於每一路徑呼叫平台 TrustManager 之 "
                        "checkServerTrusted()，再附加自有檢查。",
                    .limits = "本項不判斷比對所允許者為哪些憑證。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
