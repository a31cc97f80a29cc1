/*
 * Certificate pinning by code of the app: a trust manager that compares the certificate and refuses others,
 * or a key store of own authorities. A factory that is given no key store trusts what the device trusts.
 */
#include "code/use_tls.h"
#include "pins.h"

enum { COMPARES, ANCHORS, UNSURE, NO_EFFECT, NONE };

static const aa_message messages[] = {
    [COMPARES] =
        {"trust_manager_pins",
         {"A trust manager compares certificates with what the app knows ({0} constants) and refuses "
          "others; connections get it at {1}",
          "信任管理員將憑證與應用程式已知者（{0} 個常數）比對並拒絕其他憑證，且於 {1} 套用於連線"}},
    [ANCHORS] = {"own_anchors",
                 {"A key store with own authorities is the only trust of connections set up at {0}",
                  "於 {0} 建立之連線僅信任金鑰庫內之自有憑證機構"}},
    [UNSURE] = {"code_pins_unsure",
                {"Certificates are pinned in code; whether it takes effect cannot be told: {0:pins}",
                 "程式碼具有憑證綁定，但無法得知是否生效：{0:pins}"}},
    [NO_EFFECT] = {"code_pins_no_effect",
                   {"Pinning in code takes no effect and does not count: {0:pins}",
                    "程式碼之憑證綁定未生效，不予計入：{0:pins}"}},
    [NONE] = {"no_code_pins",
              {"No trust manager compares certificates, and no factory gets a key store of own authorities",
               "沒有比對憑證之信任管理員，亦未將自有憑證機構之金鑰庫交付 TrustManagerFactory"}},
};

static void report_pinned(const aa_check_input *in, aa_sink *sink, const aa_pinned *pinned)
{
    const char *at = in->code == NULL || pinned->given_in == AA_NO_ID
                         ? "-"
                         : aa_code_place_text(in->code, pinned->given_in, pinned->given_pc);
    if (pinned->mechanism == AA_PIN_ANCHORS)
        pins_hit(in, sink, ANCHORS, AA_SEVERITY_INFO, pinned, AA_ARGS(at));
    else
        pins_hit(in, sink, COMPARES, AA_SEVERITY_INFO, pinned,
                 AA_ARGS(aa_arg_int(sink, (long long)pinned->pin_count), at));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_pinning *pinning = in->facts->pinning;
    if (pinning == NULL)
        return;
    size_t count = 0;
    for (size_t i = 0; i < pinning->count; i++) {
        const aa_pinned *pinned = &pinning->items[i];
        if ((pinned->mechanism != AA_PIN_TRUST_MANAGER && pinned->mechanism != AA_PIN_ANCHORS) ||
            pins_is_offer(in, pinned))
            continue;
        count++;
        if (pinned->state == AA_PIN_ATTACHED)
            report_pinned(in, sink, pinned);
        else if (pinned->state == AA_PIN_UNKNOWN)
            pins_cannot_tell(in, sink, UNSURE, pinned, AA_ARGS(aa_pin_reason_name(pinned->reason)));
        else
            aa_absent(sink, NO_EFFECT, AA_ARGS(aa_pin_reason_name(pinned->reason)));
    }
    if (count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_trustmanager = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_CONTROL,
    .severity = AA_SEVERITY_INFO,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0244",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Certificates are pinned by a trust manager or own authorities",
                    .why = "Only certificates that the app knows, or that its own authorities signed, are "
                           "accepted, whatever authorities the device trusts.",
                    .fix = "Prefer the network security config: <pin-set>, or <trust-anchors> with "
                           "<certificates src=\"@raw/…\"/>. In code: fill a KeyStore from a resource, "
                           "TrustManagerFactory.init(keyStore), and give its trust managers to "
                           "SSLContext.init().",
                    .limits = "Which hosts the connections go to is not told. Whether a comparison lets the "
                              "right certificates pass, a test shows.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以信任管理員或自有憑證機構綁定憑證",
                    .why = "僅接受應用程式已知或由自有憑證機構簽發之憑證，不受裝置所信任之憑證機構影響。",
                    .fix = "優先使用網路安全設定：<pin-set>，或 <trust-anchors> 內之 <certificates "
                           "src=\"@raw/…\"/>；於程式碼中則自資源載入 KeyStore，呼叫 "
                           "TrustManagerFactory.init(keyStore)，並將其信任管理員交付 SSLContext.init()。",
                    .limits = "無法得知連線之主機；比對是否允許正確之憑證須經實測。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
