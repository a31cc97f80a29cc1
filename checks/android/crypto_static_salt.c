/*
 * Salts that are the same for every password.
 */
#include "materials.h"

static const aa_message messages[] = {
    [MATERIAL_CONSTANT] = {"salt_constant",
                           {"{0} derives keys with the same salt every time: {1}",
                            "{0} 每次以相同的 salt 導出金鑰：{1}"}},
    [MATERIAL_PREDICTABLE] = {"salt_predictable",
                              {"{0} takes the salt from {1}, which can be guessed",
                               "{0} 之 salt 取自可預測的 {1}"}},
    [MATERIAL_OTHER] = {"salt_varies", {"{0} uses a salt that is not constant", "{0} 使用非固定的 salt"}},
    [MATERIAL_UNKNOWN] = {"salt_unknown",
                          {"Where {0} takes the salt from cannot be told", "無法判定 {0} 之 salt 來源"}},
    [MATERIAL_NONE] = {"no_salt",
                       {"No call in the app derives a key from a password",
                        "應用程式中無任何呼叫以密碼導出金鑰"}},
};

static const material_sink makers[] = {
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BI)V", 2},
    {"Ljavax/crypto/spec/PBEKeySpec;-><init>([C[BII)V", 2},
    {"Ljavax/crypto/spec/PBEParameterSpec;-><init>", 1},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    material_judge_all(in, sink, makers, sizeof makers / sizeof makers[0], AA_SEVERITY_MEDIUM);
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
