/*
 * Passwords that are part of the app.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"password_constant",
                  {"{0} derives a key from a password that is part of the app: {1}",
                   "{0} 以寫死於應用程式中的密碼導出金鑰：{1}"}},
    [PREDICTABLE] = {"password_predictable",
                     {"{0} derives a key from {1}, which can be guessed", "{0} 以可預測的 {1} 導出金鑰"}},
    [OTHER] = {"password_not_in_app",
               {"{0} derives a key from what is not part of the app", "{0} 導出金鑰之密碼不在應用程式內"}},
    [UNKNOWN] = {"password_unknown",
                 {"Where {0} takes the password from cannot be told", "無法判定 {0} 之密碼來源"}},
    [NONE] = {"no_pbe",
              {"No call in the app derives a key from a password", "應用程式中無任何呼叫以密碼導出金鑰"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
} maker;

static const maker makers[] = {
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>", 1},
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t argument)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    aa_material material = aa_material_of(code, site, argument, &what);
    if (material == AA_MATERIAL_CONSTANT)
        aa_hit_origin(sink, CONSTANT, AA_SEVERITY_HIGH, code, site, what,
                      AA_ARGS(method, aa_origin_redacted(code, what)));
    else if (material == AA_MATERIAL_PREDICTABLE)
        aa_hit_origin(sink, PREDICTABLE, AA_SEVERITY_HIGH, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
    else if (material == AA_MATERIAL_OTHER)
        aa_clear_site(sink, OTHER, code, site, AA_ARGS(method));
    else
        aa_cannot_tell_site(sink, UNKNOWN, code, site, AA_ARGS(method));
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    size_t seen = 0;
    for (size_t i = 0; in->code != NULL && i < sizeof makers / sizeof makers[0]; i++) {
        aa_sites sites = aa_code_calls(in->code, makers[i].pattern);
        for (size_t k = 0; k < sites.count; k++)
            judge(in->code, sink, &sites.items[k], makers[i].argument);
        seen += sites.count;
    }
    if (in->code != NULL && seen == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_pbe_password = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8 mas:4.1.2.3.15",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "MASTG-TEST-0212",
    .cwe = "CWE-259",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key derived from a constant password",
                    .why = "Deriving a key from a constant gives a constant: whoever has the package has the "
                           "key.",
                    .fix = "Ask the user for the password, or make a random key in the Android Keystore.",
                    .limits = "A password that only native code holds is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "以固定密碼導出金鑰",
                    .why = "以常數導出之金鑰仍為常數：取得安裝檔者即取得金鑰。",
                    .fix = "由使用者輸入密碼，或於 Android Keystore 產生隨機金鑰。",
                    .limits = "僅存於原生程式碼之密碼未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
