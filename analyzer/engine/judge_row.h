/*
 * One row under judgement: its reasons, gathered one kind at a time.
 */
#ifndef AA_ENGINE_JUDGE_ROW_H
#define AA_ENGINE_JUDGE_ROW_H

#include "base/vec.h"
#include "engine/judge.h"

typedef struct aa_row_case {
    aa_arena *arena;
    const aa_case *c;
    const aa_table *table;
    const aa_row *row;
    bool *bears;     /* by check: its records can decide this row */
    bool *shows;     /* by check: its records are evidence for this row */
    unsigned areas;  /* AA_AREA_BIT()s that must be read before the row can pass */
    aa_vec awaited;  /* of const char *: ids of checks, or rows, that this version lacks */
    bool has_object; /* something can decide this row: a check, a control, a slot, a row summed up */
    aa_vec reasons;  /* of aa_reason */
    bool out_of_memory;
} aa_row_case;

/* Finds out what bears on |row|. */
void aa_row_case_init(aa_row_case *rc, aa_arena *arena, const aa_case *c, const aa_table *table,
                      const aa_row *row);

/* A reason with no index set; memory failure is remembered. */
aa_reason aa_reason_new(aa_reason_code code, aa_verdict verdict);
void aa_row_case_add(aa_row_case *rc, aa_reason reason);

/* Index of the check called |id|; the number of checks when this version has none. */
size_t aa_case_check(const aa_case *c, const char *id);

/* The index in |c|'s checks of the check that recorded |finding|. */
size_t aa_case_check_of(const aa_case *c, const aa_finding *finding);

/* False for an id of the other platform ("ios-..." in an Android app). */
bool aa_case_applies(const aa_case *c, const char *id);

/* True when each area of |areas| was fully read or is absent. */
bool aa_case_read(const aa_case *c, unsigned areas);

/* Reasons from everything but the rows that |row| sums up. */
void aa_row_case_gather(aa_row_case *rc);

/* Reasons from the controls the row requires. */
void aa_row_case_controls(aa_row_case *rc);

/* Reasons and evidence in order, and the verdict. False: memory is out. */
bool aa_row_case_finish(aa_row_case *rc, aa_row_result *out);

#endif
