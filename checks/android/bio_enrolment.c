/*
 * Keys that a finger added later can use.
 */
#include "code/code.h"
#include "engine/code_record.h"

enum { SURVIVES, INVALIDATED, NONE };

static const aa_message messages[] = {
    [SURVIVES] = {"key_survives",
                  {"{0} keeps a key valid after a new fingerprint or face is enrolled",
                   "{0} 使金鑰於新增生物特徵後仍有效"}},
    [INVALIDATED] = {"key_invalidated",
                     {"{0} invalidates the key when a new fingerprint or face is enrolled",
                      "{0} 於新增生物特徵時使金鑰失效"}},
    [NONE] = {"no_setting",
              {"No call in the app sets what happens to keys on enrolment",
               "應用程式中無任何呼叫設定新增生物特徵時之金鑰處置"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls(
        in->code,
        "Landroid/security/keystore/KeyGenParameterSpec$Builder;->setInvalidatedByBiometricEnrollment");
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins origins = aa_code_constants(in->code, &sites.items[i], 1);
        const char *const *args = AA_ARGS(aa_code_method_name(in->code, sites.items[i].in));
        for (size_t k = 0; k < origins.count; k++) {
            if (origins.items[k].kind != AA_ORIGIN_INT || !origins.items[k].exact)
                continue;
            if (origins.items[k].number == 0)
                aa_hit_site(sink, SURVIVES, AA_SEVERITY_MEDIUM, in->code, &sites.items[i], args);
            else
                aa_clear_site(sink, INVALIDATED, in->code, &sites.items[i], args);
        }
    }
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_bio_enrolment = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:14 mas:4.1.4.1.1",
    .masvs = "MASVS-AUTH-2",
    .mastg = "MASTG-TEST-0328",
    .cwe = "CWE-287",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key survives new biometric enrolment",
                    .why = "Someone who knows the PIN adds a finger of their own and passes for the owner.",
                    .fix = "Leave setInvalidatedByBiometricEnrollment at its default, true, and ask for the "
                           "password again when the key is gone.",
                    .limits = "A key whose settings are made elsewhere is judged there.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "新增生物特徵後金鑰仍有效",
                    .why = "知悉 PIN 者可新增自己的指紋並冒充持有人。",
                    .fix = "維持 setInvalidatedByBiometricEnrollment 預設值 true，"
                           "金鑰失效時重新要求密碼。",
                    .limits = "於他處設定之金鑰，於該處判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
