#include "engine/judge_row.h"

#include <stdlib.h>
#include <string.h>

#include "engine/absence.h"
#include "engine/words.h"

static const char *const no_args[] = {NULL};

/* ---- questions about the case ---------------------------------------------------------------------- */

size_t aa_case_check(const aa_case *c, const char *id)
{
    size_t i = 0;
    while (i < c->check_count && strcmp(c->checks[i].id, id) != 0)
        i++;
    return i;
}

size_t aa_case_check_of(const aa_case *c, const aa_finding *finding)
{
    return (size_t)(finding->check - c->checks);
}

bool aa_case_applies(const aa_case *c, const char *id)
{
    if (strncmp(id, "android-", 8) == 0)
        return c->facts->platform == AA_PLATFORM_ANDROID;
    if (strncmp(id, "ios-", 4) == 0)
        return c->facts->platform == AA_PLATFORM_IOS;
    return true;
}

bool aa_case_read(const aa_case *c, unsigned areas)
{
    for (unsigned i = 0; i < AA_AREA_COUNT; i++) {
        if ((areas & AA_AREA_BIT(i)) != 0 && c->facts->coverage.area[i] > AA_AREA_READ)
            return false;
    }
    return true;
}

static const aa_row *find_taken(const aa_case *c, aa_bytes code)
{
    const uint8_t *colon = memchr(code.p, ':', code.n);
    if (colon == NULL)
        return NULL;
    aa_bytes table = aa_bytes_of(code.p, (size_t)(colon - code.p));
    for (size_t i = 0; i < c->table_count; i++) {
        if (aa_bytes_is(table, c->tables[i]->id))
            return aa_table_row(c->tables[i], aa_bytes_from(code, table.n + 1));
    }
    return NULL;
}

/* The policy's word for |key|, or |otherwise| when the policy leaves it open. */
static const char *word_or(const aa_policy *policy, const char *key, const char *otherwise)
{
    return aa_policy_has(policy, key) ? aa_policy_word(policy, key) : otherwise;
}

/* ---- what bears on the row --------------------------------------------------------------------------- */

static void await(aa_row_case *rc, const char *id)
{
    const char *const *have = rc->awaited.items;
    for (size_t i = 0; i < rc->awaited.count; i++) {
        if (strcmp(have[i], id) == 0)
            return;
    }
    const char **slot = aa_vec_push(rc->arena, &rc->awaited);
    if (slot == NULL)
        rc->out_of_memory = true;
    else
        *slot = id;
}

/* Areas and awaited checks of the row itself, or of one that it takes from. */
static void depend_on(aa_row_case *rc, const aa_row *row)
{
    rc->areas |= row->areas;
    for (size_t i = 0; i < row->await_count; i++) {
        const char *id = row->awaits[i];
        if (aa_case_applies(rc->c, id) && aa_case_check(rc->c, id) == rc->c->check_count)
            await(rc, id);
    }
}

/* Marks the checks that name the row |code| ("broker:15"). */
static void bear(aa_row_case *rc, aa_bytes code)
{
    for (size_t i = 0; i < rc->c->check_count; i++) {
        const aa_check *check = rc->c->checks[i].check;
        if ((check->platforms & (unsigned)rc->c->facts->platform) == 0 || !aa_words_have(check->rows, code))
            continue;
        rc->bears[i] = rc->shows[i] = true;
        if (check->kind == AA_KIND_DEFECT || check->kind == AA_KIND_COVERAGE)
            rc->areas |= check->areas;
        rc->has_object = rc->has_object || check->kind == AA_KIND_DEFECT;
    }
}

static void show(aa_row_case *rc, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t check = aa_case_check(rc->c, ids[i]);
        if (check < rc->c->check_count)
            rc->shows[check] = true;
    }
}

void aa_row_case_init(aa_row_case *rc, aa_arena *arena, const aa_case *c, const aa_table *table,
                      const aa_row *row)
{
    *rc = (aa_row_case){.arena = arena, .c = c, .table = table, .row = row};
    rc->awaited = (aa_vec)AA_VEC_INIT(const char *);
    rc->reasons = (aa_vec)AA_VEC_INIT(aa_reason);
    rc->bears = aa_arena_array(arena, c->check_count, sizeof *rc->bears);
    rc->shows = aa_arena_array(arena, c->check_count, sizeof *rc->shows);
    const char *code = aa_arena_printf(arena, "%s:%s", table->id, row->id);
    if (rc->bears == NULL || rc->shows == NULL || code == NULL) {
        rc->out_of_memory = true;
        return;
    }
    depend_on(rc, row);
    bear(rc, aa_bytes_of(code, strlen(code)));
    for (size_t i = 0; i < row->take_count; i++) {
        aa_bytes taken = aa_bytes_of(row->takes[i], strlen(row->takes[i]));
        const aa_row *from = find_taken(c, taken);
        bear(rc, taken);
        if (from != NULL)
            depend_on(rc, from);
        else
            await(rc, row->takes[i]);
    }
    if (rc->areas != 0) /* what an app has, and lacks, is known from its archive and its manifest */
        rc->areas |= AA_AREA_BIT(AA_AREA_CONTAINER) | AA_AREA_BIT(AA_AREA_MANIFEST);
    for (size_t i = 0; i < row->control_count; i++)
        show(rc, row->controls[i].checks, row->controls[i].check_count);
    for (size_t i = 0; i < row->slot_count; i++)
        show(rc, row->slots[i].prefill, row->slots[i].prefill_count);
    rc->has_object = rc->has_object || row->slot_count > 0;
}

/* ---- reasons ----------------------------------------------------------------------------------------- */

aa_reason aa_reason_new(aa_reason_code code, aa_verdict verdict)
{
    return (aa_reason){.code = code,
                       .verdict = verdict,
                       .finding = AA_NO_INDEX,
                       .control = AA_NO_INDEX,
                       .slot = AA_NO_INDEX,
                       .args = no_args};
}

void aa_row_case_add(aa_row_case *rc, aa_reason reason)
{
    aa_reason *slot = aa_vec_push(rc->arena, &rc->reasons);
    if (slot == NULL || reason.args == NULL)
        rc->out_of_memory = true;
    else
        *slot = reason;
}

static void add_areas(aa_row_case *rc)
{
    for (unsigned i = 0; i < AA_AREA_COUNT; i++) {
        aa_area_state state = rc->c->facts->coverage.area[i];
        if ((rc->areas & AA_AREA_BIT(i)) == 0 || state <= AA_AREA_READ)
            continue;
        aa_reason gap = aa_reason_new(AA_REASON_AREA_GAP, state == AA_AREA_FAILED ? AA_ERROR : AA_UNDECIDED);
        gap.area = (aa_area)i;
        aa_row_case_add(rc, gap);
    }
}

static void add_awaited(aa_row_case *rc)
{
    if (rc->awaited.count == 0 && rc->has_object)
        return;
    const char **args = aa_arena_array(rc->arena, rc->awaited.count + 1, sizeof *args);
    aa_reason reason = aa_reason_new(AA_REASON_CHECK_AWAITED, AA_UNDECIDED);
    reason.args = args;
    if (args != NULL && rc->awaited.count > 0)
        memcpy(args, rc->awaited.items, rc->awaited.count * sizeof *args);
    aa_row_case_add(rc, reason);
}

static void add_slots(aa_row_case *rc)
{
    for (size_t i = 0; i < rc->row->slot_count; i++) {
        aa_reason reason = aa_reason_new(AA_REASON_SLOT_OPEN, AA_UNDECIDED);
        reason.slot = i;
        aa_row_case_add(rc, reason);
    }
}

/* The severity from which a defect fails a row of this table. A word that is no severity fails on all. */
static aa_severity failing_severity(const aa_row_case *rc)
{
    const char *word = aa_policy_word(rc->c->policy, rc->table->fail_at_key);
    for (int s = AA_SEVERITY_CRITICAL; s > AA_SEVERITY_INFO; s--) {
        if (strcmp(aa_severity_name((aa_severity)s), word) == 0)
            return (aa_severity)s;
    }
    return AA_SEVERITY_INFO;
}

static aa_reason judge_defect(const aa_row_case *rc, const aa_finding *hit)
{
    const aa_policy *policy = rc->c->policy;
    if (hit->severity < failing_severity(rc))
        return aa_reason_new(AA_REASON_MINOR_DEFECT, AA_PASS);
    if (hit->reach == AA_NOT_REACHED && strcmp(word_or(policy, "judge.not_reached", "list"), "fail") != 0)
        return aa_reason_new(AA_REASON_MINOR_DEFECT, AA_PASS);
    if (hit->reach == AA_REACH_UNKNOWN && strcmp(word_or(policy, "judge.unknown_reach", "fail"), "fail") != 0)
        return aa_reason_new(AA_REASON_CHECK_UNDECIDED, AA_UNDECIDED);
    return aa_reason_new(AA_REASON_DEFECT, AA_FAIL);
}

static void add_records(aa_row_case *rc)
{
    for (size_t i = 0; i < rc->c->finding_count; i++) {
        const aa_finding *f = &rc->c->findings[i];
        aa_check_kind kind = f->check->check->kind;
        bool decides = kind == AA_KIND_DEFECT || kind == AA_KIND_COVERAGE;
        if (!rc->bears[aa_case_check_of(rc->c, f)] || !decides)
            continue;
        aa_reason reason;
        if (f->record == AA_RECORD_HIT && kind == AA_KIND_DEFECT)
            reason = judge_defect(rc, f);
        else if (f->record == AA_RECORD_HIT || f->record == AA_RECORD_UNDECIDED)
            reason = aa_reason_new(AA_REASON_CHECK_UNDECIDED, AA_UNDECIDED);
        else
            continue;
        reason.finding = i;
        aa_row_case_add(rc, reason);
    }
}

/* ---- not applicable ------------------------------------------------------------------------------------ */

/* True when a record speaks against there being nothing: a flaw, a protection, or a doubt. */
static bool has_trace(const aa_row_case *rc)
{
    for (size_t i = 0; i < rc->c->finding_count; i++) {
        const aa_finding *f = &rc->c->findings[i];
        aa_check_kind kind = f->check->check->kind;
        bool tells = kind == AA_KIND_DEFECT || kind == AA_KIND_CONTROL || kind == AA_KIND_COVERAGE;
        bool seen = f->record == AA_RECORD_HIT || f->record == AA_RECORD_UNDECIDED;
        if (rc->shows[aa_case_check_of(rc->c, f)] && tells && seen)
            return true;
    }
    return false;
}

bool aa_absence_verdict(aa_arena *arena, const aa_policy *policy, const aa_table *table, const aa_row *row,
                        aa_verdict *out)
{
    char *of_proof = aa_arena_printf(arena, "%s.%s", table->id, row->not_applicable);
    const char *of_row = aa_arena_printf(arena, "%s.%s.absent", table->id, row->id);
    if (of_proof == NULL || of_row == NULL)
        return false;
    for (char *p = strchr(of_proof, '-'); p != NULL; p = strchr(p, '-'))
        *p = '_';
    const char *word = word_or(policy, of_row, word_or(policy, of_proof, "not-applicable"));
    *out = strcmp(word, "pass") == 0 ? AA_PASS : AA_NOT_APPLICABLE;
    return true;
}

static aa_verdict absence_verdict(aa_row_case *rc)
{
    aa_verdict verdict = AA_UNDECIDED;
    if (!aa_absence_verdict(rc->arena, rc->c->policy, rc->table, rc->row, &verdict))
        rc->out_of_memory = true;
    return verdict;
}

static bool is_absent(const aa_row_case *rc)
{
    const char *proof = rc->row->not_applicable;
    return proof != NULL && aa_case_read(rc->c, rc->areas) && !has_trace(rc) &&
           aa_absence_holds(proof, rc->c->facts) == AA_YES;
}

void aa_row_case_gather(aa_row_case *rc)
{
    if (rc->out_of_memory)
        return;
    if (rc->row->only != 0 && (rc->row->only & (unsigned)rc->c->facts->platform) == 0) {
        aa_row_case_add(rc, aa_reason_new(AA_REASON_PLATFORM, AA_NOT_APPLICABLE));
        return;
    }
    if (is_absent(rc)) {
        aa_row_case_add(rc, aa_reason_new(AA_REASON_ABSENT, absence_verdict(rc)));
        return;
    }
    add_areas(rc);
    add_records(rc);
    aa_row_case_controls(rc);
    add_slots(rc);
    add_awaited(rc);
}

/* ---- finish -------------------------------------------------------------------------------------------- */

static int compare_sizes(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

/* Worst first, then by kind, then by what each is about. */
static int compare_reasons(const void *left, const void *right)
{
    const aa_reason *a = left;
    const aa_reason *b = right;
    if (a->verdict != b->verdict)
        return a->verdict > b->verdict ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    int order = compare_sizes(a->control, b->control);
    if (order == 0)
        order = compare_sizes(a->slot, b->slot);
    if (order == 0)
        order = compare_sizes(a->finding, b->finding);
    for (size_t i = 0; order == 0 && a->args[i] != NULL && b->args[i] != NULL; i++)
        order = strcmp(a->args[i], b->args[i]);
    return order;
}

static bool list_evidence(const aa_row_case *rc, aa_row_result *out)
{
    size_t *evidence = aa_arena_array(rc->arena, rc->c->finding_count, sizeof *evidence);
    if (evidence == NULL)
        return false;
    out->evidence = evidence;
    for (size_t i = 0; i < rc->c->finding_count; i++) {
        if (rc->shows[aa_case_check_of(rc->c, &rc->c->findings[i])])
            evidence[out->evidence_count++] = i;
    }
    return true;
}

bool aa_row_case_finish(aa_row_case *rc, aa_row_result *out)
{
    *out = (aa_row_result){.row = rc->row, .verdict = AA_NOT_APPLICABLE};
    const aa_reason *reasons = rc->reasons.items;
    bool absent = rc->reasons.count == 1 &&
                  (reasons[0].code == AA_REASON_ABSENT || reasons[0].code == AA_REASON_PLATFORM);
    for (size_t i = 0; i < rc->reasons.count; i++)
        out->verdict = aa_verdict_max(out->verdict, reasons[i].verdict);
    if (!absent && out->verdict <= AA_PASS) {
        aa_row_case_add(rc, aa_reason_new(AA_REASON_CLEAN, AA_PASS));
        out->verdict = AA_PASS;
    }
    if (rc->out_of_memory || !list_evidence(rc, out))
        return false;
    qsort(rc->reasons.items, rc->reasons.count, sizeof(aa_reason), compare_reasons);
    out->reasons = rc->reasons.items;
    out->reason_count = rc->reasons.count;
    return true;
}
