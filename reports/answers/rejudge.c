#include "reports/answers/rejudge.h"

#include <string.h>

#include "engine/judge.h"
#include "engine/words.h"

static const char *text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

aa_verdict aa_verdict_named(const char *name)
{
    int verdict = AA_NOT_APPLICABLE;
    while (name != NULL && verdict <= AA_FAIL && strcmp(aa_verdict_name((aa_verdict)verdict), name) != 0)
        verdict++;
    return name == NULL || verdict > AA_FAIL ? AA_ERROR : (aa_verdict)verdict;
}

static aa_reason_code code_named(const char *name)
{
    int code = 0;
    while (name != NULL && code < AA_REASON_COUNT && strcmp(aa_reason_name((aa_reason_code)code), name) != 0)
        code++;
    return name == NULL ? AA_REASON_COUNT : (aa_reason_code)code;
}

static aa_verdict verdict_of(const json_t *object)
{
    return aa_verdict_named(text(object, "verdict"));
}

static aa_reason_code code_of(const json_t *reason)
{
    return code_named(text(reason, "code"));
}

bool aa_reason_is_persons(const json_t *reason)
{
    aa_reason_code code = code_of(reason);
    return code == AA_REASON_SLOT_OPEN || code == AA_REASON_SLOT_ANSWERED;
}

static void set(aa_rejudge_case *c, json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        c->faults->failed = true;
}

static void push(aa_rejudge_case *c, json_t *list, json_t *value)
{
    if (json_array_append_new(list, value) != 0)
        c->faults->failed = true;
}

static json_t *new_reason(aa_rejudge_case *c, aa_reason_code code, aa_verdict verdict)
{
    json_t *reason = json_object();
    if (reason == NULL) {
        c->faults->failed = true;
        return NULL;
    }
    set(c, reason, "code", json_string(aa_reason_name(code)));
    set(c, reason, "verdict", json_string(aa_verdict_name(verdict)));
    return reason;
}

/* ---- rows that sum up
 * ------------------------------------------------------------------------------------------ */

static const json_t *find_row(const json_t *judgement, aa_bytes id)
{
    const json_t *rows = json_object_get(judgement, "rows");
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const char *other = text(json_array_get(rows, i), "id");
        if (other != NULL && aa_bytes_is(id, other))
            return json_array_get(rows, i);
    }
    return NULL;
}

static aa_severity severity_of(const aa_rejudge_case *c, const json_t *reason)
{
    const char *finding = text(reason, "finding");
    const json_t *value = finding == NULL ? NULL : json_object_get(c->severities, finding);
    return value == NULL ? AA_SEVERITY_INFO : (aa_severity)json_integer_value(value);
}

/* The reason that |part| gives to the row that sums it up; NULL for none. */
static json_t *sum_up(aa_rejudge_case *c, const json_t *part)
{
    const json_t *reasons = json_object_get(part, "reasons");
    const json_t *worst = NULL;
    aa_verdict verdict = AA_PASS;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        if (verdict_of(reason) > verdict &&
            aa_rollup_counts(code_of(reason), verdict_of(reason), severity_of(c, reason))) {
            worst = reason;
            verdict = verdict_of(reason);
        }
    }
    json_t *sum = worst == NULL ? NULL : new_reason(c, AA_REASON_ROLLUP, verdict);
    if (sum == NULL)
        return NULL;
    json_t *args = json_array();
    if (text(worst, "finding") != NULL)
        set(c, sum, "finding", json_string(text(worst, "finding")));
    push(c, args, json_string(text(part, "id")));
    set(c, sum, "args", args);
    return sum;
}

static void sum_up_rows(aa_rejudge_case *c, const json_t *judgement, const aa_row *row, json_t *reasons)
{
    for (size_t i = json_array_size(reasons); i > 0; i--) {
        if (code_of(json_array_get(reasons, i - 1)) == AA_REASON_ROLLUP)
            json_array_remove(reasons, i - 1);
    }
    aa_bytes id = aa_bytes_none();
    for (const char *left = row->rollup; aa_word_next(&left, &id);) {
        json_t *sum = sum_up(c, find_row(judgement, id));
        if (sum != NULL)
            push(c, reasons, sum);
    }
}

/* ---- a person against the machine
 * ------------------------------------------------------------------------------- */

bool aa_machine_verdict(const json_t *reasons, aa_verdict *out)
{
    bool says = false;
    *out = AA_NOT_APPLICABLE;
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const json_t *reason = json_array_get(reasons, i);
        if (!aa_reason_is_persons(reason)) {
            *out = aa_verdict_max(*out, verdict_of(reason));
            says = true;
        }
    }
    return says;
}

static bool claim_holds(aa_rejudge_case *c, const aa_row *row, const json_t *claim, bool says,
                        aa_verdict machine)
{
    size_t line = (size_t)json_integer_value(json_object_get(claim, "line"));
    size_t column = (size_t)json_integer_value(json_object_get(claim, "column"));
    if (!says)
        aa_faults_add(c->faults, line, column, "row %s has no verdict of the machine; answer its questions",
                      row->id);
    else if (aa_verdict_named(text(claim, "old")) != machine)
        aa_faults_add(c->faults, line, column, "the verdict of the machine on row %s is \"%s\", not \"%s\"",
                      row->id, aa_verdict_name(machine), text(claim, "old"));
    else if (verdict_of(claim) == AA_NOT_APPLICABLE && row->not_applicable == NULL)
        aa_faults_add(c->faults, line, column, "row %s is never not-applicable", row->id);
    else
        return true;
    return false;
}

/* The person's verdict takes the place of the machine's reasons, which stay beside it. */
static void take_claim(aa_rejudge_case *c, const aa_row *row, json_t *result)
{
    json_t *claim = json_object_get(result, AA_CLAIM);
    json_t *reasons = json_object_get(result, "reasons");
    aa_verdict machine = AA_NOT_APPLICABLE;
    bool says = aa_machine_verdict(reasons, &machine);
    if (claim == NULL)
        return;
    if (claim_holds(c, row, claim, says, machine)) {
        bool expired = json_object_get(claim, "expired") != NULL;
        json_t *kept = expired ? NULL : json_array();
        for (size_t i = 0; kept != NULL && i < json_array_size(reasons);) {
            json_t *reason = json_array_get(reasons, i);
            if (aa_reason_is_persons(reason)) {
                i++;
                continue;
            }
            if (json_array_append(kept, reason) != 0)
                c->faults->failed = true;
            json_array_remove(reasons, i);
        }
        json_t *overridden = json_object();
        set(c, overridden, "verdict", json_string(aa_verdict_name(machine)));
        if (expired) {
            set(c, overridden, "expired", json_deep_copy(json_object_get(claim, "expired")));
        } else {
            json_t *reason = new_reason(c, AA_REASON_OVERRIDDEN, verdict_of(claim));
            set(c, reason, "old", json_string(aa_verdict_name(machine)));
            set(c, reason, "answer", json_deep_copy(json_object_get(claim, "answer")));
            set(c, reason, "args", json_array());
            push(c, reasons, reason);
            set(c, overridden, "reasons", kept);
        }
        set(c, result, "overridden", overridden);
    }
    json_object_del(result, AA_CLAIM);
}

/* ---- verdicts
 * ----------------------------------------------------------------------------------------------------- */

/* As the judge sorts: worst first, then by kind; what is left stays in its order. Few reasons, so by
 * insertion. */
static void sort_reasons(aa_rejudge_case *c, json_t *reasons)
{
    json_t *sorted = json_array();
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        json_t *reason = json_array_get(reasons, i);
        size_t at = json_array_size(sorted);
        for (; at > 0; at--) {
            const json_t *before = json_array_get(sorted, at - 1);
            aa_verdict a = verdict_of(before);
            aa_verdict b = verdict_of(reason);
            if (a > b || (a == b && code_of(before) <= code_of(reason)))
                break;
        }
        if (json_array_insert(sorted, at, reason) != 0)
            c->faults->failed = true;
    }
    json_array_clear(reasons);
    if (json_array_extend(reasons, sorted) != 0)
        c->faults->failed = true;
    json_decref(sorted);
}

static bool has_code(const json_t *reasons, aa_reason_code code)
{
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        if (code_of(json_array_get(reasons, i)) == code)
            return true;
    }
    return false;
}

static bool was_answered(const json_t *reasons)
{
    return has_code(reasons, AA_REASON_SLOT_ANSWERED) || has_code(reasons, AA_REASON_OVERRIDDEN);
}

/* The sheet says what an absence makes of this row: the reason keeps what the policy made of it. */
static bool take_absence(aa_rejudge_case *c, json_t *result)
{
    const json_t *reasons = json_object_get(result, "reasons");
    const char *wanted = text(result, AA_ABSENT_AS);
    bool changed = false;
    for (size_t i = 0; wanted != NULL && i < json_array_size(reasons); i++) {
        json_t *reason = json_array_get(reasons, i);
        if (code_of(reason) != AA_REASON_ABSENT || strcmp(text(reason, "verdict"), wanted) == 0)
            continue;
        set(c, reason, "old", json_string(text(reason, "verdict")));
        set(c, reason, "verdict", json_string(wanted));
        changed = true;
    }
    return changed;
}

/* A row that stands well says why, unless something already does: as the judge ends a row. */
static void finish_row(aa_rejudge_case *c, const aa_table *table, const aa_row *row, json_t *result)
{
    json_t *reasons = json_object_get(result, "reasons");
    aa_verdict verdict = AA_NOT_APPLICABLE;
    for (size_t i = 0; i < json_array_size(reasons); i++)
        verdict = aa_verdict_max(verdict, verdict_of(json_array_get(reasons, i)));
    bool settled = has_code(reasons, AA_REASON_ABSENT) || has_code(reasons, AA_REASON_PLATFORM) ||
                   has_code(reasons, AA_REASON_OVERRIDDEN) || has_code(reasons, AA_REASON_CLEAN);
    bool nothing = verdict == AA_NOT_APPLICABLE && was_answered(reasons);
    if (nothing && row->not_applicable == NULL && !settled)
        aa_faults_add(c->faults, 0, 0,
                      "row %s is never not-applicable: one of its questions is to be answered", row->id);
    if (nothing && row->not_applicable != NULL) {
        aa_verdict absent = AA_PASS;
        if (!aa_absence_verdict(c->faults->arena, c->policy, table, row, &absent))
            c->faults->failed = true;
        if (text(result, AA_ABSENT_AS) != NULL)
            absent = aa_verdict_named(text(result, AA_ABSENT_AS));
        settled = settled || absent == AA_NOT_APPLICABLE;
    }
    if (!settled && verdict <= AA_PASS) {
        json_t *clean = new_reason(c, AA_REASON_CLEAN, AA_PASS);
        set(c, clean, "args", json_array());
        push(c, reasons, clean);
        verdict = AA_PASS;
    }
    sort_reasons(c, reasons);
    set(c, result, "verdict", json_string(aa_verdict_name(verdict)));
}

static void judge_row(aa_rejudge_case *c, const aa_table *table, const json_t *judgement, const aa_row *row,
                      json_t *result)
{
    json_t *reasons = json_object_get(result, "reasons");
    if (row->rollup != NULL)
        sum_up_rows(c, judgement, row, reasons);
    bool changed = take_absence(c, result);
    take_claim(c, row, result);
    if (row->rollup != NULL || changed || was_answered(reasons))
        finish_row(c, table, row, result);
    json_object_del(result, AA_ABSENT_AS);
}

static void judge_rows(aa_rejudge_case *c, const aa_table *table, json_t *judgement)
{
    json_t *rows = json_object_get(judgement, "rows");
    aa_verdict verdict = AA_NOT_APPLICABLE;
    for (int sums = 0; sums < 2; sums++) {
        for (size_t i = 0; i < json_array_size(rows); i++) {
            json_t *result = json_array_get(rows, i);
            const char *id = text(result, "id");
            const aa_row *row = id == NULL ? NULL : aa_table_row(table, aa_bytes_of(id, strlen(id)));
            if (row != NULL && (row->rollup != NULL) == (sums == 1))
                judge_row(c, table, judgement, row, result);
        }
    }
    for (size_t i = 0; i < json_array_size(rows); i++) {
        const json_t *result = json_array_get(rows, i);
        if (!json_is_true(json_object_get(result, "reference")))
            verdict = aa_verdict_max(verdict, verdict_of(result));
    }
    set(c, judgement, "verdict", json_string(aa_verdict_name(verdict)));
}

static void index_findings(aa_rejudge_case *c, const json_t *root)
{
    const json_t *findings = json_object_get(root, "findings");
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *finding = json_array_get(findings, i);
        const char *fingerprint = text(finding, "fingerprint");
        const char *name = text(finding, "severity");
        int severity = AA_SEVERITY_CRITICAL;
        while (severity > AA_SEVERITY_INFO && name != NULL &&
               strcmp(aa_severity_name((aa_severity)severity), name) != 0)
            severity--;
        if (fingerprint != NULL)
            set(c, c->severities, fingerprint, json_integer(severity));
    }
}

void aa_rejudge(aa_rejudge_case *c, json_t *root)
{
    index_findings(c, root);
    json_t *judgements = json_object_get(root, "judgements");
    for (size_t i = 0; i < json_array_size(judgements); i++) {
        json_t *judgement = json_array_get(judgements, i);
        const aa_table *table = aa_rejudge_table(c, text(judgement, "standard"));
        if (table != NULL)
            judge_rows(c, table, judgement);
    }
}

aa_err aa_rejudge_open(aa_rejudge_case *c, aa_faults *faults)
{
    *c = (aa_rejudge_case){.faults = faults, .severities = json_object()};
    aa_policy *policy = NULL;
    aa_err err = c->severities == NULL ? AA_E_NOMEM : aa_policy_builtin(faults->arena, &policy);
    c->policy = policy;
    while (err == AA_OK && c->table_count < AA_REJUDGE_TABLES) {
        aa_table *table = NULL;
        err = aa_table_builtin(faults->arena, c->table_count, &table);
        if (err == AA_OK)
            c->tables[c->table_count++] = table;
    }
    return err == AA_E_NOTFOUND ? AA_OK : err;
}

const aa_table *aa_rejudge_table(const aa_rejudge_case *c, const char *id)
{
    for (size_t i = 0; i < c->table_count && id != NULL; i++) {
        if (strcmp(c->tables[i]->id, id) == 0)
            return c->tables[i];
    }
    return NULL;
}

void aa_rejudge_close(aa_rejudge_case *c)
{
    json_decref(c->severities);
    c->severities = NULL;
}
