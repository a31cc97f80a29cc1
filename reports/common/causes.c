#include "reports/common/causes.h"

typedef struct gatherer {
    aa_arena *arena;
    const aa_result *result;
    aa_vec causes; /* of aa_cause */
    size_t row_total;
    unsigned *marks; /* for each finding, a bit for each reason code that names it */
    bool failed;
} gatherer;

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Rows of different tables ask for the same control and the same answer in the same words. */
static bool same_subject(const aa_cause *a, const aa_cause *b)
{
    if (a->code != b->code || a->check != b->check || a->area != b->area)
        return false;
    if ((a->control == NULL) != (b->control == NULL) || (a->slot == NULL) != (b->slot == NULL))
        return false;
    if (a->control != NULL && !same_text(a->control->title[0], b->control->title[0]))
        return false;
    if (a->slot != NULL && !same_text(a->slot->question[0], b->slot->question[0]))
        return false;
    return same_text(a->arg, b->arg);
}

static void add_to(gatherer *g, const aa_cause *key, size_t row)
{
    aa_cause *cause = NULL;
    for (size_t i = 0; i < g->causes.count && cause == NULL; i++) {
        aa_cause *known = (aa_cause *)g->causes.items + i;
        if (same_subject(known, key))
            cause = known;
    }
    if (cause == NULL) {
        cause = aa_vec_push(g->arena, &g->causes);
        bool *in = aa_arena_array(g->arena, g->row_total, sizeof *in);
        if (cause == NULL || in == NULL) {
            g->failed = true;
            return;
        }
        *cause = *key;
        cause->rows.in = in;
    }
    cause->verdict = key->verdict > cause->verdict ? key->verdict : cause->verdict;
    cause->severity = key->severity > cause->severity ? key->severity : cause->severity;
    cause->rows.count += cause->rows.in[row] ? 0 : 1;
    cause->rows.in[row] = true;
}

/* What |reason| is about, apart from its arguments. */
static aa_cause subject_of(gatherer *g, const aa_row *row, const aa_reason *reason)
{
    aa_cause key = {.code = reason->code, .verdict = reason->verdict};
    if (reason->code == AA_REASON_ROLLUP && reason->verdict == AA_FAIL && reason->finding != AA_NO_INDEX)
        key.code = AA_REASON_DEFECT;
    if (reason->finding != AA_NO_INDEX) {
        const aa_finding *f = &g->result->findings[reason->finding];
        g->marks[reason->finding] |= 1U << key.code;
        key.check = f->check;
        key.severity = f->severity;
    }
    if (reason->control != AA_NO_INDEX && reason->code != AA_REASON_CHECK_AWAITED)
        key.control = &row->controls[reason->control];
    if (reason->slot != AA_NO_INDEX)
        key.slot = &row->slots[reason->slot];
    if (reason->code == AA_REASON_AREA_GAP)
        key.area = reason->area;
    return key;
}

static void add_reason(gatherer *g, const aa_row *row, const aa_reason *reason, size_t row_index)
{
    bool by_arg = reason->code == AA_REASON_CHECK_AWAITED || reason->code == AA_REASON_CONTROL_UNSURE ||
                  reason->code == AA_REASON_CONTROL_ADVISED;
    aa_cause key = subject_of(g, row, reason);
    if (!by_arg || reason->args[0] == NULL) {
        add_to(g, &key, row_index);
        return;
    }
    for (const char *const *arg = reason->args; *arg != NULL; arg++) {
        key.arg = *arg;
        add_to(g, &key, row_index);
    }
}

static size_t count_rows(const aa_result *result)
{
    size_t count = 0;
    for (size_t j = 0; j < result->judgement_count; j++)
        count += result->judgements[j].row_count;
    return count;
}

static bool is_named_by(const gatherer *g, const aa_cause *cause, size_t finding)
{
    bool same_check = g->result->findings[finding].check == cause->check;
    return same_check && (g->marks[finding] & 1U << cause->code) != 0;
}

/* Gives each cause that is about a check the indices of the findings its reasons named. */
static bool list_findings(const gatherer *g, aa_cause *cause)
{
    size_t count = 0;
    for (size_t i = 0; cause->check != NULL && i < g->result->finding_count; i++)
        count += is_named_by(g, cause, i) ? 1 : 0;
    cause->findings = aa_arena_array(g->arena, count, sizeof *cause->findings);
    if (cause->findings == NULL)
        return false;
    for (size_t i = 0; cause->finding_count < count; i++) {
        if (is_named_by(g, cause, i))
            cause->findings[cause->finding_count++] = i;
    }
    return true;
}

bool aa_causes_gather(aa_arena *arena, const aa_result *result, aa_causes *out)
{
    gatherer g = {.arena = arena, .result = result, .causes = AA_VEC_INIT(aa_cause)};
    g.row_total = count_rows(result);
    g.marks = aa_arena_array(arena, result->finding_count, sizeof *g.marks);
    g.failed = g.marks == NULL;
    size_t row_index = 0;
    for (size_t j = 0; j < result->judgement_count && !g.failed; j++) {
        for (size_t r = 0; r < result->judgements[j].row_count; r++, row_index++) {
            const aa_row_result *row = &result->judgements[j].rows[r];
            for (size_t i = 0; i < row->reason_count && !g.failed; i++)
                add_reason(&g, row->row, &row->reasons[i], row_index);
        }
    }
    aa_cause *causes = g.causes.items;
    for (size_t i = 0; i < g.causes.count && !g.failed; i++)
        g.failed = !list_findings(&g, &causes[i]);
    *out = (aa_causes){causes, g.causes.count};
    return !g.failed;
}
