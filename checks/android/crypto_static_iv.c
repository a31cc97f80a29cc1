/*
 * Initialisation vectors and nonces that are the same every time.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"iv_constant",
                  {"{0} uses the same initialisation vector every time: {1}",
                   "{0} 每次使用相同的初始向量：{1}"}},
    [PREDICTABLE] = {"iv_predictable",
                     {"{0} takes the initialisation vector from {1}, which can be guessed",
                      "{0} 之初始向量取自可預測的 {1}"}},
    [OTHER] = {"iv_varies",
               {"{0} uses an initialisation vector that is not constant", "{0} 使用非固定的初始向量"}},
    [UNKNOWN] = {"iv_unknown",
                 {"Where {0} takes the initialisation vector from cannot be told",
                  "無法判定 {0} 之初始向量來源"}},
    [NONE] = {"no_iv",
              {"No call in the app makes an initialisation vector", "應用程式中無任何呼叫建立初始向量"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
} maker;

static const maker makers[] = {
    {"Ljavax/crypto/spec/IvParameterSpec;-><init>", 1},
    {"Ljavax/crypto/spec/GCMParameterSpec;-><init>", 2},
    {"Ljavax/crypto/spec/RC2ParameterSpec;-><init>(I[B)V", 2},
};

static void judge(aa_code *code, aa_sink *sink, const aa_site *site, size_t argument)
{
    const aa_origin *what = NULL;
    const char *method = aa_code_method_name(code, site->in);
    switch (aa_material_of(code, site, argument, &what)) {
    case AA_MATERIAL_CONSTANT:
        aa_hit_origin(sink, CONSTANT, AA_SEVERITY_HIGH, code, site, what,
                      AA_ARGS(method, aa_origin_text(code, what)));
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

const aa_check aa_check_android_crypto_static_iv = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_HIGH,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:9 mas:4.1.2.3.6 mas:4.1.2.3.15",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "MASTG-TEST-0309",
    .cwe = "CWE-329",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Constant initialisation vector",
                    .why = "With CBC, equal beginnings of messages show; with GCM or CTR, two messages under "
                           "one nonce give both plaintexts and let messages be forged.",
                    .fix = "Do not give one: cipher.init(ENCRYPT_MODE, key) makes a fresh one, and "
                           "cipher.getIV() is stored in front of the ciphertext.",
                    .limits =
                        "A vector that is read back from a stored message is no defect and is not reported; "
                        "whether the stored one was fresh is judged where it was made.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "使用固定的初始向量",
                    .why = "CBC 模式下相同開頭的訊息會顯現；GCM、CTR 模式下同一 nonce "
                           "的兩則訊息可還原明文並偽造訊息。",
                    .fix = "不自行指定：以 cipher.init(ENCRYPT_MODE, key) 由系統產生，並將 "
                           "cipher.getIV() 存於密文之前。",
                    .limits = "由已儲存訊息讀回之向量不列為缺陷；其是否為新產生，"
                              "於產生處判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
