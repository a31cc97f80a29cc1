/*
 * The screen lock in place of the finger.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { FALLBACK, STRICT, NONE };

static const aa_message messages[] = {
    [FALLBACK] = {"credential_allowed",
                  {"{0} takes the PIN, pattern or password of the device in place of a fingerprint or "
                   "face",
                   "{0} 允許以裝置 PIN、圖形或密碼取代生物特徵"}},
    [STRICT] = {"credential_refused", {"{0} takes a fingerprint or face only", "{0} 僅接受生物特徵"}},
    [NONE] = {"no_biometric",
              {"No call in the app says what counts as authentication", "應用程式中無任何呼叫指定驗證方式"}},
};

#define DEVICE_CREDENTIAL 0x8000 /* BiometricManager.Authenticators */

typedef struct setter {
    const char *pattern;
    bool flags;
} setter;

static const setter setters[] = {
    {"Landroid/hardware/biometrics/BiometricPrompt$Builder;->setAllowedAuthenticators", true},
    {"Landroid/hardware/biometrics/BiometricPrompt$Builder;->setDeviceCredentialAllowed", false},
    {"Landroidx/biometric/BiometricPrompt$PromptInfo$Builder;->setAllowedAuthenticators", true},
    {"Landroidx/biometric/BiometricPrompt$PromptInfo$Builder;->setDeviceCredentialAllowed", false},
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, bool flags)
{
    aa_origins origins = aa_code_constants(code, site, 1);
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in));
    for (size_t i = 0; i < origins.count; i++) {
        if (origins.items[i].kind != AA_ORIGIN_INT || !origins.items[i].exact)
            continue;
        int64_t number = origins.items[i].number;
        if (flags ? (number & DEVICE_CREDENTIAL) != 0 : number != 0)
            aa_hit_site(sink, FALLBACK, AA_SEVERITY_MEDIUM, code, site, args);
        else
            aa_clear_site(sink, STRICT, code, site, args);
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof setters / sizeof setters[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, setters[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            if (!aa_code_is_library(in->code, sites.items[k].in))
                judge(in->code, sink, &sites.items[k], setters[i].flags);
        seen += sites.count;
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_bio_fallback = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.4.1.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0326",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Device credential allowed as a fallback",
                    .why =
                        "A PIN that was looked over someone's shoulder then does what the finger was to do.",
                    .fix = "setAllowedAuthenticators(BIOMETRIC_STRONG) where the action is sensitive.",
                    .limits = "Which action the prompt guards is not told apart.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "允許以裝置憑證取代生物特徵",
                    .why = "遭窺視的 PIN 即可取代生物特徵驗證。",
                    .fix = "敏感操作使用 setAllowedAuthenticators(BIOMETRIC_STRONG)。",
                    .limits = "未區分該驗證所保護之操作。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
