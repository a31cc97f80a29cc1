/*
 * Answers to server challenges that say yes to any certificate (URL sessions and connections).
 */
#include "engine/check.h"
#include "engine/machine_record.h"
#include "machine/use_challenge.h"

enum { BLIND, AROUND, IGNORES, UNKNOWN, CHECKS, DEFERS, NONE };

static const aa_message messages[] = {
    [BLIND] = {"trusts_everything",
               {"Says yes to any server: nothing looks at the certificate",
                "對任何伺服器均同意：未檢查憑證"}},
    [AROUND] = {"trusts_around",
                {"Says yes to a server on a way that does not look at the certificate",
                 "存在不檢查憑證即同意的路徑"}},
    [IGNORES] = {"result_ignored",
                 {"Looks at the certificate and says yes whatever comes out", "檢查憑證但不理會結果"}},
    [UNKNOWN] = {"answer_unknown",
                 {"What is looked at before saying yes cannot be told", "無法判定同意之前檢查了什麼"}},
    [CHECKS] = {"checks_first", {"Says yes only after the certificate was evaluated", "評估憑證後才同意"}},
    [DEFERS] = {"leaves_to_system", {"Leaves the decision to the system, or refuses", "交由系統判定或拒絕"}},
    [NONE] = {"no_challenge_handler",
              {"The app answers no challenges: the system decides", "App 未處理驗證要求：由系統判定"}},
};

static void run(const aa_check_input *in, aa_sink *sink)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    const aa_challenge *found;
    size_t n = aa_muse_challenges(m, AA_CHALLENGE_SESSION, &found);
    for (size_t i = 0; i < n; i++) {
        const aa_challenge *c = &found[i];
        aa_mspot spot = {c->image, c->function, 0};
        switch (c->verdict) {
        case AA_CHALLENGE_BLIND:
            aa_hit_spot(sink, BLIND, AA_SEVERITY_CRITICAL, m, spot, NULL, AA_NO_ARGS);
            break;
        case AA_CHALLENGE_AROUND:
            aa_hit_spot(sink, AROUND, AA_SEVERITY_HIGH, m, spot, NULL, AA_NO_ARGS);
            break;
        case AA_CHALLENGE_IGNORES:
            aa_hit_spot(sink, IGNORES, AA_SEVERITY_CRITICAL, m, spot, NULL, AA_NO_ARGS);
            break;
        case AA_CHALLENGE_UNKNOWN:
            aa_cannot_tell_spot(sink, UNKNOWN, m, spot, NULL, AA_NO_ARGS);
            break;
        case AA_CHALLENGE_CHECKS:
            aa_clear_spot(sink, CHECKS, m, spot, AA_NO_ARGS);
            break;
        case AA_CHALLENGE_DEFERS:
            aa_clear_spot(sink, DEFERS, m, spot, AA_NO_ARGS);
            break;
        }
    }
    if (n == 0)
        aa_absent(sink, NONE, AA_NO_ARGS);
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
