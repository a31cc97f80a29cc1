/*
 * What the two checks of challenge handlers record: of URL sessions and connections, and of web views.
 */
#ifndef AA_CHECKS_IOS_CHALLENGE_H
#define AA_CHECKS_IOS_CHALLENGE_H

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

static void judge_challenges(const aa_check_input *in, aa_sink *sink, aa_challenge_kind kind)
{
    aa_machine *m = in->machine;
    if (m == NULL)
        return;
    const aa_challenge *found;
    size_t n = aa_muse_challenges(m, kind, &found);
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

#endif
