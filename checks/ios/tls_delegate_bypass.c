/*
 * Answers to server challenges that say yes to any certificate (URL sessions and connections).
 */
#include "challenge.h"

static void run(const aa_check_input *in, aa_sink *sink)
{
    judge_challenges(in, sink, AA_CHALLENGE_SESSION);
}

const aa_check aa_check_ios_tls_delegate_bypass = {
    .platforms = AA_PLATFORM_IOS,
    .kind = AA_KIND_DEFECT,
    .severity = AA_SEVERITY_CRITICAL,
    .areas = AA_AREA_BIT(AA_AREA_CODE),
    .rows = "broker:9 broker:15 mas:4.1.4.2.2",
    .masvs = "MASVS-NETWORK-1",
    .mastg = "MASTG-TEST-0396",
    .cwe = "CWE-295",
    .text =
        {
            [AA_LANG_EN] =
                {.title = "URL sessions trust any certificate",
                 .why = "Whoever sits between the device and the server shows any certificate, reads what is "
                        "sent and changes what comes back.",
                 .fix = "Call SecTrustEvaluateWithError and answer with the credential only when it says "
                        "yes; otherwise answer with cancel. Leave everything else to the default handling.",
                 .limits = "Whether the answer of the evaluation leads the right way is told from the branch "
                           "that looks at it, not by running the code."},
            [AA_LANG_ZH_TW] =
                {.title = "URL session 信任任何憑證",
                 .why = "介於裝置與伺服器之間的人可出示任何憑證，讀取傳送的內容並竄改回應。",
                 .fix =
                     "呼叫 SecTrustEvaluateWithError，僅於結果為真時以憑證回應，否則取消；其餘交由預設處理。",
                 .limits = "評估結果是否導向正確的分支，係由檢查結果的分支推定，並未實際執行。"},
        },
    AA_MESSAGES(messages),
    .run = run,
};
