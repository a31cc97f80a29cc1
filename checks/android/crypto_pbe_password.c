/*
 * Passwords that are part of the app.
 */
#include "materials.h"

static const aa_message messages[] = {
    [MATERIAL_CONSTANT] = {"password_constant",
                           {"{0} derives a key from a password that is part of the app: {1}",
                            "{0} 以寫死於應用程式中的密碼導出金鑰：{1}"}},
    [MATERIAL_PREDICTABLE] = {"password_predictable",
                              {"{0} derives a key from {1}, which can be guessed",
                               "{0} 以可預測的 {1} 導出金鑰"}},
    [MATERIAL_OTHER] = {"password_not_in_app",
                        {"{0} derives a key from what is not part of the app",
                         "{0} 導出金鑰之密碼不在應用程式內"}},
    [MATERIAL_UNKNOWN] = {"password_unknown",
                          {"Where {0} takes the password from cannot be told", "無法判定 {0} 之密碼來源"}},
    [MATERIAL_NONE] = {"no_pbe",
                       {"No call in the app derives a key from a password",
                        "應用程式中無任何呼叫以密碼導出金鑰"}},
};

static const material_sink makers[] = {
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>", 1},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    material_judge_all(in, sink, makers, sizeof makers / sizeof makers[0], AA_SEVERITY_HIGH);
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
