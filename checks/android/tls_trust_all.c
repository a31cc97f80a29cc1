/*
 * Trust managers of the app that accept every certificate: the server check returns whatever it is given, or
 * forgets what it found.
 */
#include "code/use_tls.h"
#include "engine/code_record.h"

enum { OPEN, OPEN_INSTALLED, FORGETS, FORGETS_INSTALLED, SETTING, UNSEEN, CHECKS, NONE };

static const aa_message messages[] = {
    [OPEN] = {"accepts_any_chain",
              {"The server check of the trust manager {0} returns for every certificate chain",
               "信任管理員 (TrustManager) {0} 之伺服器憑證檢查對任何憑證鏈皆直接通過"}},
    [OPEN_INSTALLED] =
        {"accepts_any_chain_installed",
         {"The server check of the trust manager {0} returns for every certificate chain; connections get it "
          "at {1}",
          "信任管理員 (TrustManager) {0} 之伺服器憑證檢查對任何憑證鏈皆直接通過，並於 {1} 套用於連線"}},
    [FORGETS] = {"ignores_refusal",
                 {"The trust manager {0} checks the certificate and accepts it whatever the outcome is",
                  "信任管理員 {0} 雖執行憑證檢查，但不論結果為何皆予接受"}},
    [FORGETS_INSTALLED] =
        {"ignores_refusal_installed",
         {"The trust manager {0} checks the certificate and accepts it whatever the outcome is; connections "
          "get it at {1}",
          "信任管理員 {0} 雖執行憑證檢查，但不論結果為何皆予接受，並於 {1} 套用於連線"}},
    [SETTING] =
        {"check_by_setting",
         {"A setting whose value cannot be told decides whether the trust manager {0} checks anything",
          "信任管理員 {0} 是否執行檢查取決於一項無法得知其值之設定"}},
    [UNSEEN] = {"check_not_seen",
                {"The server check of the trust manager {0} relies on code that cannot be read or followed",
                 "信任管理員 {0} 之伺服器憑證檢查依賴無法讀取或追蹤之程式碼"}},
    [CHECKS] = {"chain_checked",
                {"A trust manager of the app lets no chain pass without a check",
                 "應用程式之信任管理員未發現略過檢查即通過之路徑"}},
    [NONE] = {"no_trust_manager",
              {"The app has no trust manager of its own", "應用程式沒有自訂之信任管理員"}},
};

static void report_open(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge, const char *name)
{
    const unsigned tests = AA_LOOK_DELEGATE | AA_LOOK_CONTENT | AA_LOOK_SIGNATURE | AA_LOOK_DATES;
    bool forgets = (judge->result.looks & tests) != 0;
    const aa_site *at = aa_tls_installed(in->code, AA_TLS_TRUST_MANAGER, judge->type);
    if (at == NULL)
        aa_hit_method(sink, forgets ? FORGETS : OPEN, AA_SEVERITY_CRITICAL, in->code, judge->method, AA_NO_ID,
                      AA_ARGS(name));
    else
        aa_hit_method(sink, forgets ? FORGETS_INSTALLED : OPEN_INSTALLED, AA_SEVERITY_CRITICAL, in->code,
                      judge->method, AA_NO_ID, AA_ARGS(name, aa_code_place_text(in->code, at->in, at->pc)));
}

static void judge_one(const aa_check_input *in, aa_sink *sink, const aa_tls_judge *judge)
{
    const aa_verify_result *r = &judge->result;
    const char *name = aa_code_type_name(in->code, judge->type);
    if (r->least == AA_STRENGTH_NONE)
        report_open(in, sink, judge, name);
    else if (r->floor == AA_STRENGTH_NONE && (r->looks & AA_LOOK_UNKNOWN) != 0)
        aa_cannot_tell_method(sink, UNSEEN, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else if (r->floor == AA_STRENGTH_NONE)
        aa_cannot_tell_method(sink, SETTING, in->code, judge->method, AA_NO_ID, AA_ARGS(name));
    else
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

const aa_check aa_check_android_tls_trust_all = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2 mas:4.1.4.2.3",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0282",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "A trust manager accepts every certificate",
                    .why = "Whoever stands between the app and its server shows a certificate of their own, "
                           "and reads and changes everything that is sent, passwords and sessions included.",
                    .fix = "Delete the trust manager and pass null as the second argument of "
                           "SSLContext.init(), or use no SSLContext at all: the platform then checks the "
                           "chain. For a private authority or for pins, name it in the network security "
                           "config (<trust-anchors>, <pin-set>).",
                    .limits = "Trust managers in native code, in code loaded at run time and in frameworks "
                              "with their own TLS are not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "信任管理員接受任何憑證",
                    .why = "位於應用程式與伺服器之間的人可出示自製憑證，讀取並竄改所有傳輸內容，"
                           "包括密碼與交談識別碼。",
                    .fix = "刪除自訂之 TrustManager，並將 SSLContext.init() 之第二個參數改為 null，"
                           "或不自建 SSLContext，由平台檢查憑證鏈；使用自有憑證機構或憑證綁定時，"
                           "於網路安全設定宣告（<trust-anchors>、<pin-set>）。",
                    .limits = "無法檢視原生程式碼、執行時載入之程式碼及自帶 TLS 之框架內的信任管理員。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
