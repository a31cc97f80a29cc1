/*
 * Key stores that open with a password from the app.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"store_password_constant",
                  {"{0} opens a key store with a password that is part of the app: {1}",
                   "{0} 以寫死於應用程式中的密碼開啟金鑰庫：{1}"}},
    [PREDICTABLE] = {"store_password_predictable",
                     {"{0} opens a key store with {1}, which can be guessed",
                      "{0} 以可預測的 {1} 開啟金鑰庫"}},
    [OTHER] = {"store_password_not_in_app",
               {"{0} opens a key store with no password from the app", "{0} 開啟金鑰庫之密碼不在應用程式內"}},
    [UNKNOWN] = {"store_password_unknown",
                 {"Where {0} takes the password from cannot be told", "無法判定 {0} 之密碼來源"}},
    [NONE] = {"no_store",
              {"No call in the app opens a key store with a password",
               "應用程式中無任何呼叫以密碼開啟金鑰庫"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
} maker;

static const maker makers[] = {
    {"Ljava/security/KeyStore;->load(Ljava/io/InputStream;[C)V", 2},
    {"Ljava/security/KeyStore;->store(Ljava/io/OutputStream;[C)V", 2},
    {"Ljava/security/KeyStore$PasswordProtection;-><init>", 1},
    {"Ljavax/net/ssl/KeyManagerFactory;->init(Ljava/security/KeyStore;[C)V", 2},
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t argument)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    aa_material material = aa_material_of(code, site, argument, &what);
    if (material == AA_MATERIAL_CONSTANT)
        aa_hit_origin(sink, CONSTANT, AA_SEVERITY_MEDIUM, code, site, what,
                      AA_ARGS(method, aa_origin_redacted(code, what)));
    else if (material == AA_MATERIAL_PREDICTABLE)
        aa_hit_origin(sink, PREDICTABLE, AA_SEVERITY_MEDIUM, code, site, what,
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
