#include "machine/use_challenge.h"

#include "machine/machine_internal.h"
#include "machine/use.h"

static const char *const evaluators[] = {"_SecTrustEvaluate",       "_SecTrustEvaluateWithError",
                                         "_SecTrustEvaluateAsync*", "_SecTrustGetTrustResult",
                                         "evaluateServerTrust:*",   "_TSKPinning*",
                                         "handleChallenge:*",       NULL};
static const char *const key_readers[] = {"_SecTrustCopyKey",
                                          "_SecTrustCopyPublicKey",
                                          "_SecTrustGetCertificateAtIndex",
                                          "_SecTrustCopyCertificateChain",
                                          "_SecCertificateCopyData",
                                          "_SecCertificateCopyKey",
                                          "_SecCertificateCopyPublicKey",
                                          NULL};
static const char *const comparers[] = {"isEqualToData:",
                                        "isEqual:",
                                        "isEqualToString:",
                                        "containsObject:",
                                        "_memcmp",
                                        "_CFEqual",
                                        "_SecTrustSetAnchorCertificates",
                                        "_$s10Foundation4DataV2eeoiySbAC_ACtFZ",
                                        "_$sSS2eeoiySbSS_SStFZ",
                                        "_$ss27_stringCompareWithSmolCheck*",
                                        "_$sSh8containsySbxF",
                                        "_$sSTsSQ7ElementRpzrlE8containsySbABF",
                                        NULL};

/* Where the handler may say yes. */
typedef struct answer {
    const aa_mflow *flow;
    const aa_mcall *call;
} answer;

typedef struct study {
    aa_machine *m;
    uint32_t image;
    answer yes[8];
    size_t yes_count;
    bool unclear; /* an answer whose disposition cannot be told */
    uint32_t seen[32];
    size_t seen_count;
} study;

static bool is_credential(aa_machine *m, const aa_mflow *flow, const aa_mcall *call, aa_value v)
{
    int64_t none;
    (void)flow;
    (void)call;
    return !(aa_value_is_int(m->values, v, &none) && none == 0);
}

/* A block called ([block + 16], the block first), or a Swift closure that came in as an argument. */
static void look_at_call(study *s, const aa_mflow *flow, const aa_mcall *call)
{
    aa_value_kind kind = aa_value_kind_of(s->m->values, call->target);
    unsigned first;
    int64_t disposition;
    if (call->kind == AA_MCALL_SEND && aa_bytes_is(call->name, "useCredential:forAuthenticationChallenge:")) {
        if (s->yes_count < 8)
            s->yes[s->yes_count++] = (answer){flow, call};
        return;
    }
    if (call->kind != AA_MCALL_INDIRECT)
        return;
    if (kind == AA_V_LOAD && aa_value_at(s->m->values, call->target)->number == 16)
        first = 1;
    else if (kind == AA_V_PARAM)
        first = 0;
    else
        return;
    if (!aa_value_is_int(s->m->values, call->args[first], &disposition)) {
        /* one of several: yes when that is among them */
        aa_morigins o = aa_machine_trace(s->m, flow, call, call->args[first]);
        bool yes = false;
        for (size_t i = 0; i < o.count; i++)
            yes = yes || (o.items[i].kind == AA_MORIGIN_INT && o.items[i].number == 0);
        s->unclear = s->unclear || yes || !o.complete;
        return;
    }
    if (disposition == 0 && is_credential(s->m, flow, call, call->args[first + 1]) && s->yes_count < 8)
        s->yes[s->yes_count++] = (answer){flow, call};
}

/* |depth| is a small constant. */
static void look_for_answers(study *s, uint32_t function, unsigned depth)
{
    for (size_t i = 0; i < s->seen_count; i++)
        if (s->seen[i] == function)
            return;
    if (s->seen_count == 32)
        return;
    s->seen[s->seen_count++] = function;
    const aa_mflow *flow = aa_machine_flow(s->m, s->image, function);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        look_at_call(s, flow, &flow->calls[i]);
        if (depth > 0 && flow->calls[i].kind == AA_MCALL_LOCAL)
            look_for_answers(s, flow->calls[i].function, depth - 1);
    }
}

/* A call of |flow| that looks at the certificate, itself or in what it calls. */
static bool evaluates(aa_machine *m, uint32_t image, const aa_mcall *call)
{
    for (size_t i = 0; evaluators[i] != NULL; i++)
        if ((call->kind == AA_MCALL_IMPORT || call->kind == AA_MCALL_SEND) &&
            aa_mname_fits(call->name, evaluators[i]))
            return true;
    return call->kind == AA_MCALL_LOCAL && aa_muse_call_in(m, image, call->function, evaluators, 1) != NULL;
}

/* A branch looks at what the call gave, or wrote for it. */
static bool is_tested(aa_machine *m, const aa_mflow *flow, const aa_mcall *call)
{
    uint32_t at = (uint32_t)(call->at - flow->image->base);
    aa_value result = aa_value_leaf(m->values, AA_V_RESULT, at, 0);
    aa_value written = aa_value_leaf(m->values, AA_V_OUT, at, 0);
    for (size_t i = 0; i < flow->test_count; i++)
        if (aa_mvalue_made_of(m->values, flow->tests[i].left, result, 4) ||
            aa_mvalue_made_of(m->values, flow->tests[i].left, written, 4))
            return true;
    return false;
}

/* What stands between the entry of |a->flow| and its yes. */
static aa_challenge_verdict judge_answer(aa_machine *m, uint32_t image, const answer *a)
{
    bool *looks = aa_arena_array(m->arena, a->flow->block_count, sizeof *looks);
    bool any = false, tested = false;
    if (looks == NULL) {
        m->failed = true;
        return AA_CHALLENGE_UNKNOWN;
    }
    for (size_t i = 0; i < a->flow->call_count; i++) {
        const aa_mcall *call = &a->flow->calls[i];
        if (!evaluates(m, image, call))
            continue;
        any = true;
        looks[call->block] = true;
        tested = tested || is_tested(m, a->flow, call);
    }
    if (!any)
        return AA_CHALLENGE_BLIND;
    if (!looks[a->call->block] && aa_mflow_can_go(a->flow, 0, a->call->block, looks))
        return AA_CHALLENGE_AROUND;
    return tested ? AA_CHALLENGE_CHECKS : AA_CHALLENGE_IGNORES;
}

static const aa_mcall *comparison(aa_machine *m, uint32_t image, uint32_t function)
{
    return aa_muse_call_in(m, image, function, key_readers, 3) != NULL
               ? aa_muse_call_in(m, image, function, comparers, 3)
               : NULL;
}

static void judge(aa_machine *m, const aa_mplace_ref *method, aa_challenge *out)
{
    study s = {.m = m, .image = method->image};
    *out =
        (aa_challenge){.image = method->image, .function = method->function, .verdict = AA_CHALLENGE_DEFERS};
    look_for_answers(&s, method->function, 2);
    out->compare = comparison(m, method->image, method->function);
    if (s.yes_count == 0) {
        out->verdict = s.unclear ? AA_CHALLENGE_UNKNOWN : AA_CHALLENGE_DEFERS;
        return;
    }
    out->yes = s.yes[0].call;
    out->verdict = AA_CHALLENGE_CHECKS;
    for (size_t i = 0; i < s.yes_count; i++) {
        aa_challenge_verdict v = judge_answer(m, method->image, &s.yes[i]);
        /* the look may lie in the function that calls this one */
        if (v == AA_CHALLENGE_BLIND && s.yes[i].flow->function != method->function &&
            aa_muse_call_in(m, method->image, method->function, evaluators, 3) != NULL)
            v = AA_CHALLENGE_UNKNOWN;
        if (v == AA_CHALLENGE_BLIND && out->compare != NULL)
            v = AA_CHALLENGE_UNKNOWN; /* compares keys without asking the system */
        if (v == AA_CHALLENGE_BLIND || (v != AA_CHALLENGE_CHECKS && out->verdict == AA_CHALLENGE_CHECKS)) {
            out->verdict = v;
            out->yes = s.yes[i].call;
        }
    }
}

size_t aa_muse_challenges(aa_machine *machine, aa_challenge_kind kind, const aa_challenge **out)
{
    static const char *const session[] = {"URLSession:didReceiveChallenge:completionHandler:",
                                          "URLSession:task:didReceiveChallenge:completionHandler:",
                                          "connection:willSendRequestForAuthenticationChallenge:",
                                          "connection:didReceiveAuthenticationChallenge:", NULL};
    static const char *const web[] = {"webView:didReceiveAuthenticationChallenge:completionHandler:", NULL};
    const char *const *names = kind == AA_CHALLENGE_WEB_VIEW ? web : session;
    aa_vec found = AA_VEC_INIT(aa_challenge);
    for (size_t i = 0; names[i] != NULL; i++) {
        const aa_mplace_ref *methods;
        size_t n = aa_machine_methods(machine, names[i], &methods);
        for (size_t k = 0; k < n; k++) {
            aa_challenge *c = aa_machine_push(machine, &found);
            if (c != NULL)
                judge(machine, &methods[k], c);
        }
    }
    *out = found.items;
    return found.count;
}
