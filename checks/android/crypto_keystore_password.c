/*
 * Key stores that open with a password from the app.
 */
#include "materials.h"

static const aa_message messages[] = {
    [MATERIAL_CONSTANT] = {"store_password_constant",
                           {"{0} opens a key store with a password that is part of the app: {1}",
                            "{0} 以寫死於應用程式中的密碼開啟金鑰庫：{1}"}},
    [MATERIAL_PREDICTABLE] = {"store_password_predictable",
                              {"{0} opens a key store with {1}, which can be guessed",
                               "{0} 以可預測的 {1} 開啟金鑰庫"}},
    [MATERIAL_OTHER] = {"store_password_not_in_app",
                        {"{0} opens a key store with no password from the app",
                         "{0} 開啟金鑰庫之密碼不在應用程式內"}},
    [MATERIAL_UNKNOWN] = {"store_password_unknown",
                          {"Where {0} takes the password from cannot be told", "無法判定 {0} 之密碼來源"}},
    [MATERIAL_NONE] = {"no_store",
                       {"No call in the app opens a key store with a password",
                        "應用程式中無任何呼叫以密碼開啟金鑰庫"}},
};

static const material_sink makers[] = {
    {"Ljava/security/KeyStore;->load(Ljava/io/InputStream;[C)V", 2},
    {"Ljava/security/KeyStore;->store(Ljava/io/OutputStream;[C)V", 2},
    {"Ljava/security/KeyStore$PasswordProtection;-><init>", 1},
    {"Ljavax/net/ssl/KeyManagerFactory;->init(Ljava/security/KeyStore;[C)V", 2},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    material_judge_all(in, sink, makers, sizeof makers / sizeof makers[0], AA_SEVERITY_MEDIUM);
}

const aa_check aa_check_android_crypto_keystore_password = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "",
    .cwe = "CWE-259",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Key store with a constant password",
                    .why =
                        "The password guards nothing when it lies beside the store: whoever has the package "
                        "can read the private keys in it.",
                    .fix = "Keep private keys in \"AndroidKeyStore\", which needs no password. A store of "
                           "public "
                           "certificates needs none either: pass null.",
                    .limits =
                        "Whether the store holds private keys or public certificates only is not read here.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰庫使用固定密碼",
                    .why = "密碼與金鑰庫同在安裝檔內時不具保護作用：取得安裝檔者可讀取其中私密金鑰。"
                           "",
                    .fix = "私密金鑰存於 \"AndroidKeyStore\"，無須密碼；"
                           "僅含公開憑證之金鑰庫亦無須密碼，傳入 null。",
                    .limits = "金鑰庫內為私密金鑰或僅為公開憑證，此處未讀取。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
