/*
 * Decides the rows of a table from findings, the coverage ledger and the policy. A person's
 * answers are put in later (reports/answers).
 * How a row is decided is set out in checks/requirements/README.md; the verdict is max() over its reasons.
 */
#ifndef AA_ENGINE_JUDGE_H
#define AA_ENGINE_JUDGE_H

#include "engine/result.h"

/* What a judgement is made from. Everything is borrowed and must outlive the judgement. */
typedef struct aa_case {
    const aa_facts *facts;
    const aa_policy *policy;
    const aa_check_entry *checks; /* all that this version has */
    size_t check_count;
    const aa_finding *findings;
    size_t finding_count;
    const aa_table *const *tables; /* for rows that take from another table */
    size_t table_count;
} aa_case;

/* Judges the rows of |table| at |tier|. Errors: AA_E_USAGE no such tier, AA_E_NOMEM. */
AA_NODISCARD aa_err aa_judge(aa_arena *arena, const aa_case *c, const aa_table *table, const char *tier,
                             aa_judgement *out);

/*
 * Whether a reason of a row that is summed up counts for the row that sums up: what is open counts, and of
 * what fails a defect of this severity or above (broker Table 1, row 4), or a person's word.
 */
bool aa_rollup_counts(aa_reason_code code, aa_verdict verdict, aa_severity severity);

/*
 * What the absence of a row's object makes of |row|: AA_NOT_APPLICABLE, or AA_PASS where the policy says
 * "pass" for this row (key TABLE.ROW.absent) or for what is absent (key TABLE.PROOF). False: memory is out.
 */
bool aa_absence_verdict(aa_arena *arena, const aa_policy *policy, const aa_table *table, const aa_row *row,
                        aa_verdict *out);

/* The worse of two verdicts. */
static inline aa_verdict aa_verdict_max(aa_verdict a, aa_verdict b)
{
    return a > b ? a : b;
}

#endif
