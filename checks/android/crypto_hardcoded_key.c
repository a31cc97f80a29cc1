/*
 * Keys that are the same in every installation.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"key_constant",
                  {"{0} uses a key that is part of the app: {1}", "{0} 使用寫死於應用程式中的金鑰：{1}"}},
    [PREDICTABLE] = {"key_predictable",
                     {"{0} makes a key from {1}, which can be guessed", "{0} 之金鑰由可預測的 {1} 產生"}},
    [OTHER] = {"key_not_in_app",
               {"{0} uses a key that is not part of the app", "{0} 使用之金鑰不在應用程式內"}},
    [UNKNOWN] = {"key_unknown", {"Where {0} takes the key from cannot be told", "無法判定 {0} 之金鑰來源"}},
    [NONE] = {"no_raw_key",
              {"No call in the app makes a key from bytes", "應用程式中無任何呼叫以位元組建立金鑰"}},
};

static const char *const makers[] = {
    "Ljavax/crypto/spec/SecretKeySpec;-><init>",
    "Ljavax/crypto/spec/DESKeySpec;-><init>",
    "Ljavax/crypto/spec/DESedeKeySpec;-><init>",
    "Ljava/security/spec/PKCS8EncodedKeySpec;-><init>",
    NULL,
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    aa_material material = aa_material_of(code, site, 1, &what);
    if (what != NULL && aa_material_is_of_others(code, site, what))
        material = AA_MATERIAL_OTHER;
    switch (material) {
    case AA_MATERIAL_CONSTANT:
        aa_hit_origin(sink, CONSTANT, AA_SEVERITY_CRITICAL, code, site, what,
                      AA_ARGS(method, aa_origin_redacted(code, what)));
        break;
    case AA_MATERIAL_PREDICTABLE:
        aa_hit_origin(sink, PREDICTABLE, AA_SEVERITY_HIGH, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
        break;
    case AA_MATERIAL_OTHER:
        aa_clear_site(sink, OTHER, code, site, AA_ARGS(method));
        break;
    case AA_MATERIAL_UNKNOWN:
        aa_cannot_tell_site(sink, UNKNOWN, code, site, AA_ARGS(method));
        break;
    }
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls_of(in->code, makers);
    for (size_t i = 0; i < sites.count; i++)
        judge(in->code, sink, &sites.items[i]);
    if (sites.count == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_hardcoded_key = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:16 mas:4.1.2.3.8 mas:4.1.2.3.15",
    .masvs = "MASVS-CRYPTO-2",
    .mastg = "MASTG-TEST-0212",
    .cwe = "CWE-321",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Cryptographic key in the app",
                    .why =
                        "Whoever has the package has the key, and with it everything that any installation "
                        "encrypted or signed.",
                    .fix =
                        "Make the key on the device: KeyGenerator with KeyGenParameterSpec in "
                        "\"AndroidKeyStore\", and never leave it. A key shared with a server is agreed on or "
                        "delivered after login.",
                    .limits =
                        "A key that only native code holds is not seen. A key that is public by its nature, "
                        "such as one to read a signed file, looks the same and should be a public key.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "金鑰寫死於應用程式",
                    .why = "取得安裝檔者即取得金鑰，"
                           "可還原或偽造所有安裝裝置之加密與簽章內容。",
                    .fix = "於裝置上產生金鑰：以 \"AndroidKeyStore\" 之 KeyGenerator 與 "
                           "KeyGenParameterSpec 產生且不匯出；"
                           "與伺服器共用之金鑰於登入後協商或下發。",
                    .limits = "僅存於原生程式碼之金鑰未檢視。"
                              "性質上公開的金鑰亦呈現相同結果，此類應改用公開金鑰。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
