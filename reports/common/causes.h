/*
 * The reasons of all rows, gathered by what they are about: one flaw or one gap is told once, with the rows
 * that it bears on.
 */
#ifndef AA_REPORTS_COMMON_CAUSES_H
#define AA_REPORTS_COMMON_CAUSES_H

#include "engine/result.h"

/* A set of rows of a result. Bits are in the order of the judgements and their rows. */
typedef struct aa_row_set {
    bool *in;     /* one for each row of each judgement */
    size_t count; /* rows that are in */
} aa_row_set;

/*
 * Reasons of one code about one thing. Only the members that the code speaks of are set. A row that sums up
 * others and fails by a defect of theirs counts among the rows of that defect.
 */
typedef struct aa_cause {
    aa_reason_code code;
    aa_verdict verdict;                 /* the worst that it alone makes of a row */
    aa_severity severity;               /* of its worst finding */
    const aa_check_entry *check;        /* whose findings they are, or NULL */
    size_t *findings;                   /* indices, ascending, each once */
    size_t finding_count;               /* 0 when |check| is NULL */
    const aa_required_control *control; /* or NULL */
    const aa_slot *slot;                /* or NULL */
    aa_area area;
    const char *arg; /* of CHECK_AWAITED: a check that this version lacks; of CONTROL_UNSURE and _ADVISED:
                        why; or NULL */
    aa_row_set rows;
} aa_cause;

typedef struct aa_causes {
    aa_cause *items; /* in the order in which rows name them first */
    size_t count;
} aa_causes;

/* Gathers the causes of |result| into |arena|. False when memory is out. */
bool aa_causes_gather(aa_arena *arena, const aa_result *result, aa_causes *out);

#endif
