/*
 * Pinning that somebody wrote and that takes no effect: pins that no client is given, an empty pinner, pins
 * that cannot match, and trust managers that pass over the pins of the network security config.
 */
#include "code/use_tls.h"
#include "pins.h"

enum { NO_EFFECT, PASSED_OVER, EFFECTIVE, NONE };

static const aa_message messages[] = {
    [NO_EFFECT] = {"pins_no_effect",
                   {"Certificate pinning ({0}) for {1} takes no effect: {2:pins}",
                    "{1} 之憑證綁定（{0}）未生效：{2:pins}"}},
    [PASSED_OVER] = {"config_pins_passed_over",
                     {"Connections set up at {0} use a trust manager that does not ask the platform's: the "
                      "pins of the network security config do not hold for them",
                      "於 {0} 建立之連線採用不經平台檢查之信任管理員，網路安全設定之憑證綁定對其無效"}},
    [EFFECTIVE] = {"pins_take_effect",
                   {"Certificate pinning ({0}) for {1} is given to a client",
                    "{1} 之憑證綁定（{0}）已套用於用戶端"}},
    [NONE] = {"no_pinning", {"Nothing pins certificates in code", "程式碼未進行憑證綁定"}},
};

static size_t judge_code(const aa_check_input *in, aa_sink *sink, const aa_pinning *pinning)
{
    size_t count = 0;
    for (size_t i = 0; i < pinning->count; i++) {
        const aa_pinned *pinned = &pinning->items[i];
        if (pinned->mechanism == AA_PIN_CONFIG || pins_is_offer(in, pinned)) /* the config has own checks */
            continue;
        const char *const *args = AA_ARGS(aa_pin_mechanism_name(pinned->mechanism), pins_host(pinned),
                                          aa_pin_reason_name(pinned->reason));
        count++;
        if (pinned->state == AA_PIN_CONFIGURED || pinned->state == AA_PIN_INEFFECTIVE)
            pins_hit(in, sink, NO_EFFECT, AA_SEVERITY_HIGH, pinned, args);
        else if (pinned->state == AA_PIN_ATTACHED)
            aa_clear(sink, EFFECTIVE, &pinned->place,
                     AA_ARGS(aa_pin_mechanism_name(pinned->mechanism), pins_host(pinned)));
    }
    return count;
}

static bool config_pins(const aa_pinning *pinning)
{
    for (size_t i = 0; i < pinning->count; i++)
        if (pinning->items[i].mechanism == AA_PIN_CONFIG && pinning->items[i].state == AA_PIN_ATTACHED)
            return true;
    return false;
}

/* A trust manager that a connection gets and that asks no other compares no pins of the config. */
static void judge_config(const aa_check_input *in, aa_sink *sink)
{
    aa_tls_judges judges = aa_tls_judges_of(in->code, AA_TLS_TRUST_MANAGER);
    for (size_t i = 0; i < judges.count; i++) {
        const aa_tls_judge *judge = &judges.items[i];
        aa_verify_result pins = aa_verify_method(in->code, judge->method, judge->type, &aa_verify_pin);
        bool asks = (judge->result.looks & (AA_LOOK_DELEGATE | AA_LOOK_UNKNOWN)) != 0;
        const aa_site *at = asks || pins.floor == AA_STRENGTH_STRONG
                                ? NULL
                                : aa_tls_installed(in->code, AA_TLS_TRUST_MANAGER, judge->type);
        if (at != NULL)
            aa_hit_method(sink, PASSED_OVER, AA_SEVERITY_HIGH, in->code, judge->method, AA_NO_ID,
                          AA_ARGS(aa_code_place_text(in->code, at->in, at->pc)));
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    const aa_pinning *pinning = in->facts->pinning;
    if (pinning == NULL)
        return;
    size_t count = judge_code(in, sink, pinning);
    bool config = config_pins(pinning);
    if (config && in->code != NULL)
        judge_config(in, sink);
    if (count == 0 && !config)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_pin_ineffective = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE) | AA_AREA_BIT(AA_AREA_NETWORK_CONFIG),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-2",
    .mastg = "MASTG-TEST-0244",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Certificate pinning is written and takes no effect",
                    .why = "Whoever wrote the pins relies on them, and nothing compares them: a certificate "
                           "of any authority on the device is accepted.",
                    .fix = "Give the pinner to every client: new "
                           "OkHttpClient.Builder().certificatePinner(pinner).build(). Let a trust manager of "
                           "the app call the platform's first. Better: pins in the network security config.",
                    .limits = "A pinner that is passed through collections or made by a framework is "
                              "reported as one that cannot be followed.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "憑證綁定未生效",
                    .why =
                        "撰寫綁定值者以為已受保護，實際上並未比對：裝置上任一憑證機構所簽發之憑證皆被接受。",
                    .fix = "每個用戶端皆套用綁定：new "
                           "OkHttpClient.Builder().certificatePinner(pinner).build()"
                           "；自訂信任管理員須先呼叫平台之"
                           "信任管理員。建議改於網路安全設定宣告綁定值。",
                    .limits = "經由集合傳遞或由框架建立之綁定，以無法追蹤回報。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
