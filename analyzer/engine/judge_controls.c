#include <string.h>

#include "engine/judge_row.h"

/* What the records say about one required control. */
typedef struct search {
    size_t present;       /* a finding that satisfies it, or AA_NO_INDEX */
    size_t unsure;        /* a finding that might */
    unsigned areas;       /* that must be read before "not found" counts */
    const char **missing; /* NULL-terminated ids of checks that this version lacks */
    size_t missing_count;
    size_t searched; /* checks that looked for it */
} search;

static void look_at(const aa_finding *f, size_t index, search *s)
{
    bool runs = f->reach == AA_REACHED || f->reach == AA_REACH_NONE_NEEDED;
    bool hit = f->record == AA_RECORD_HIT;
    bool doubt = f->record == AA_RECORD_UNDECIDED || (hit && f->reach == AA_REACH_UNKNOWN);
    if (hit && runs && s->present == AA_NO_INDEX)
        s->present = index;
    else if (doubt && s->unsure == AA_NO_INDEX)
        s->unsure = index;
}

static bool look_for(const aa_row_case *rc, const aa_required_control *control, search *s)
{
    *s = (search){.present = AA_NO_INDEX, .unsure = AA_NO_INDEX};
    s->missing = aa_arena_array(rc->arena, control->check_count + 1, sizeof *s->missing);
    if (s->missing == NULL)
        return false;
    for (size_t i = 0; i < control->check_count; i++) {
        const char *id = control->checks[i];
        size_t check = aa_case_check(rc->c, id);
        if (!aa_case_applies(rc->c, id))
            continue;
        if (check == rc->c->check_count) {
            s->missing[s->missing_count++] = id;
            continue;
        }
        s->areas |= rc->c->checks[check].check->areas;
        s->searched++;
        for (size_t k = 0; k < rc->c->finding_count; k++) {
            if (aa_case_check_of(rc->c, &rc->c->findings[k]) == check)
                look_at(&rc->c->findings[k], k, s);
        }
    }
    return true;
}

/* "fail", "ask" or "advise". A word that is none of them asks. */
static const char *absence_word(const aa_row_case *rc, const aa_required_control *control)
{
    if (control->advisory)
        return "advise";
    return control->ask == NULL ? "fail" : aa_policy_word(rc->c->policy, control->ask);
}

/* Why an advised control that was not seen may still be there: NULL-terminated, empty when all was read. */
static const char *const *advised_args(const aa_row_case *rc, const search *s)
{
    static const char *const none[] = {NULL};
    static const char *const awaited[] = {"awaited", NULL};
    static const char *const doubtful[] = {"doubtful", NULL};
    static const char *const unread[] = {"unread", NULL};
    if (s->missing_count > 0 || s->searched == 0)
        return awaited;
    if (s->unsure != AA_NO_INDEX)
        return doubtful;
    return aa_case_read(rc->c, s->areas) ? none : unread;
}

static aa_reason judge_control(const aa_row_case *rc, const char *word, const search *s)
{
    static const char *const asked[] = {"ask", NULL};
    static const char *const unread[] = {"unread", NULL};
    static const char *const doubtful[] = {"doubtful", NULL};
    aa_reason reason = aa_reason_new(AA_REASON_CONTROL_UNSURE, AA_UNDECIDED);
    if (s->present != AA_NO_INDEX) {
        reason = aa_reason_new(AA_REASON_CONTROL_PRESENT, AA_PASS);
        reason.finding = s->present;
    } else if (strcmp(word, "advise") == 0) {
        reason = aa_reason_new(AA_REASON_CONTROL_ADVISED, AA_PASS);
        reason.args = advised_args(rc, s);
    } else if (s->missing_count > 0 || s->searched == 0) {
        reason = aa_reason_new(AA_REASON_CHECK_AWAITED, AA_UNDECIDED);
        reason.args = s->missing;
    } else if (s->unsure != AA_NO_INDEX) {
        reason.args = doubtful;
        reason.finding = s->unsure;
    } else if (!aa_case_read(rc->c, s->areas)) {
        reason.args = unread;
    } else if (strcmp(word, "fail") == 0) {
        reason = aa_reason_new(AA_REASON_CONTROL_MISSING, AA_FAIL);
    } else {
        reason.args = asked;
    }
    return reason;
}

void aa_row_case_controls(aa_row_case *rc)
{
    for (size_t i = 0; i < rc->row->control_count; i++) {
        search s;
        unsigned only = rc->row->controls[i].only;
        if (only != 0 && (only & (unsigned)rc->c->facts->platform) == 0)
            continue; /* nothing there to look for */
        if (!look_for(rc, &rc->row->controls[i], &s)) {
            rc->out_of_memory = true;
            return;
        }
        const char *word = absence_word(rc, &rc->row->controls[i]);
        aa_reason reason = judge_control(rc, word, &s);
        reason.control = i;
        aa_row_case_add(rc, reason);
        if (strcmp(word, "advise") != 0)
            rc->has_object = true;
    }
}
