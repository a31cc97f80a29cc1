/*
 * Values that are called a secret and look like one. A name proves nothing, so nothing is decided.
 */
#include "secrets.h"

enum { NAMED, NONE };

static const aa_message messages[] = {
    [NAMED] = {"named_secret",
               {"A value that its name calls a secret: {2}… ({3} characters, digest {4}), in {5}",
                "名稱指為機密之值：{2}…（{3} 字元，摘要 {4}），位於 {5}"}},
    [NONE] = {"no_named_secret",
              {"No value is called a secret and looks like one", "未發現名稱與內容皆似機密之值"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    secret_hit_each(in, sink, AA_SECRET_NAMED, NAMED, NONE);
}

const aa_check aa_check_common_secret_entropy = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_HINT,
    .severity = AA_SEVERITY_INFO,
    .areas = 0,
    .rows = "broker:8 mas:4.1.2.3.8",
    .masvs = "MASVS-STORAGE-1",
    .mastg = "",
    .cwe = "CWE-798",
    .text =
        {
            [AA_LANG_EN] =
                {
                    .title = "Value that its name calls a secret",
                    .why = "If it is one, whoever has the package has it.",
                    .fix = "Look whether it is one; if so, revoke it and keep it on a server.",
                    .limits =
                        "Names and the look of a value prove nothing: test data, identifiers and hashes are "
                        "called secrets too. Constants that are used as keys, passwords or vectors are "
                        "found by the checks of cryptography, whatever they look like.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "名稱指為機密之值",
                    .why = "若確為機密，取得安裝檔者即取得該值。",
                    .fix = "確認是否確為機密；若是，註銷並改存放於伺服器。",
                    .limits = "名稱與外觀不足以證明：測試資料、識別碼及雜湊值亦可能如此命名。"
                              "實際作為金鑰、密碼或初始向量之常數，由加密相關檢查項目判定。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
