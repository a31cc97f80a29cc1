/*
 * RSA encryption with a padding that leaks.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { WEAK, SOUND, NONE };

static const aa_message messages[] = {
    [WEAK] = {"rsa_padding_weak", {"{0} encrypts with {1}", "{0} 以 {1} 加密"}},
    [SOUND] = {"rsa_padding", {"{0} encrypts with {1}", "{0} 以 {1} 加密"}},
    [NONE] = {"no_rsa", {"No call in the app asks for RSA encryption", "應用程式中無任何呼叫取得 RSA 加密"}},
};

static bool judge(aa_code *code, aa_sink *sink, const aa_site *site, const aa_origin *name)
{
    aa_transformation t;
    aa_transformation_of(name->text, &t);
    if (strcmp(t.algorithm, "RSA") != 0)
        return false;
    const char *const *args = AA_ARGS(aa_code_method_name(code, site->in), aa_origin_text(code, name));
    if (strncmp(t.padding, "OAEP", 4) == 0)
        aa_clear_site(sink, SOUND, code, site, args);
    else
        aa_hit_origin(sink, WEAK, AA_SEVERITY_MEDIUM, code, site, name, args);
    return true;
}

static void run(const aa_check_input *in, aa_sink *sink)
{
    if (in->code == NULL)
        return;
    aa_sites sites = aa_code_calls(in->code, "Ljavax/crypto/Cipher;->getInstance");
    bool any = false;
    for (size_t i = 0; i < sites.count; i++) {
        aa_origins names = aa_code_constants(in->code, &sites.items[i], 0);
        bool used = aa_site_result_is_used(in->code, &sites.items[i]);
        for (size_t k = 0; k < names.count && used; k++)
            if (names.items[k].kind == AA_ORIGIN_STRING && names.items[k].exact)
                any = judge(in->code, sink, &sites.items[i], &names.items[k]) || any;
    }
    if (!any)
        aa_absent(sink, NONE, AA_NO_ARGS);
}

const aa_check aa_check_android_crypto_rsa_padding = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0208",
    .cwe = "CWE-780",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "RSA without OAEP",
                    .why = "With PKCS#1 v1.5 padding a server that says whether decryption worked gives the "
                           "plaintext away; without padding equal texts show.",
                    .fix = "Cipher.getInstance(\"RSA/ECB/OAEPWithSHA-256AndMGF1Padding\").",
                    .limits =
                        "Whether the cipher signs or wraps a key is not told apart. A name that is made at "
                        "run time is not seen.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "RSA 加密未使用 OAEP",
                    .why = "使用 PKCS#1 v1.5 填充時，若伺服器透露解密成敗即可還原明文；"
                           "未填充時相同明文會顯現。",
                    .fix = "使用 Cipher.getInstance(\"RSA/ECB/OAEPWithSHA-256AndMGF1Padding\")。",
                    .limits = "未區分加密、簽章或金鑰包裝之用途；"
                              "執行時組成之名稱未檢視。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
