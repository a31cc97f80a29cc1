/*
 * Salts that are the same for every password.
 */
#include "code/use_crypto.h"
#include "engine/code_record.h"

enum { CONSTANT, PREDICTABLE, OTHER, UNKNOWN, NONE };

static const aa_message messages[] = {
    [CONSTANT] = {"salt_constant",
                  {"{0} derives keys with the same salt every time: {1}",
                   "{0} 每次以相同的 salt 導出金鑰：{1}"}},
    [PREDICTABLE] = {"salt_predictable",
                     {"{0} takes the salt from {1}, which can be guessed", "{0} 之 salt 取自可預測的 {1}"}},
    [OTHER] = {"salt_varies", {"{0} uses a salt that is not constant", "{0} 使用非固定的 salt"}},
    [UNKNOWN] = {"salt_unknown",
                 {"Where {0} takes the salt from cannot be told", "無法判定 {0} 之 salt 來源"}},
    [NONE] = {"no_salt",
              {"No call in the app derives a key from a password", "應用程式中無任何呼叫以密碼導出金鑰"}},
};

typedef struct maker {
    const char *pattern;
    size_t argument;
} maker;

static const maker makers[] = {
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BI)V", 2},
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V", 2},
    {"Ljavax/crypto/spec/PBEParameterSpec;-><init>", 1},
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

const aa_check aa_check_android_crypto_static_salt = {
    .platforms = AA_PLATFORM_ANDROID,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_MEDIUM,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:8 broker:14 mas:4.1.2.3.6",
    .masvs = "MASVS-CRYPTO-1",
    .mastg = "",
    .cwe = "CWE-760",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Constant salt for a password",
                    .why = "One table of hashes then serves for every user, and equal passwords show.",
                    .fix =
                        "byte[] salt = new byte[16]; new SecureRandom().nextBytes(salt); and store the salt "
                        "beside the hash.",
                    .limits = "A salt that is read from a file or a server is not followed further.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "密碼使用固定的 salt",
                    .why = "單一雜湊對照表即可用於所有使用者，且相同密碼會顯現。",
                    .fix = "以 byte[] salt = new byte[16]; new SecureRandom().nextBytes(salt); 產生，並將 "
                           "salt 與雜湊值一併儲存。",
                    .limits = "由檔案或伺服器讀取之 salt 不再往上追查。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
