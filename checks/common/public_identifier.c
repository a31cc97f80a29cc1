/*
 * Identifiers of services that are public by design: to be compared with how they are restricted.
 */
#include "secrets.h"

enum { IDENTIFIER, NONE };

static const aa_message messages[] = {
    [IDENTIFIER] = {"public_identifier",
                    {"{0} {1}: {2}… ({3} characters, digest {4}), in {5}",
                     "{0} {1}：{2}…（{3} 字元，摘要 {4}），位於 {5}"}},
    [NONE] = {"no_identifier",
              {"No public identifier of a known service is in the app",
               "應用程式中未發現已知服務之公開識別碼"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    secret_hit_each(in, sink, AA_SECRET_KNOWN, IDENTIFIER, NONE);
}

const aa_check aa_check_common_public_identifier = {
    .platforms = AA_PLATFORM_ANDROID | AA_PLATFORM_IOS,
    .kind = AA_KIND_INVENTORY,
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
                    .title = "Public identifiers of services",
                    .why =
                        "A map key or a client id is no secret, but without a restriction to this app others "
                        "spend its quota.",
                    .fix = "Restrict each key at its provider to the app's package name and signing "
                           "certificate, or "
                           "to its bundle id, and to the services it needs.",
                    .limits = "Whether a key is restricted only its provider knows.",
                },
            [AA_LANG_ZH_TW] =
                {
                    .title = "服務之公開識別碼",
                    .why = "地圖金鑰或用戶端識別碼並非機密，惟未限制僅供本應用程式使用時，"
                           "他人得耗用其配額。",
                    .fix = "於服務商處將各金鑰限制為僅供本應用程式之套件名稱及簽章憑證（或 bundle id）"
                           "與所需服務使用。",
                    .limits = "金鑰是否已限制，僅服務商得知。",
                },
        },
    AA_MESSAGES(messages),
    .run = run,
};
