/*
 * What stands between a document and a report that may be issued.
 */
#ifndef AA_REPORTS_ANSWERS_FINAL_H
#define AA_REPORTS_ANSWERS_FINAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define AA_FINAL_MISSING 16

typedef struct aa_final {
    size_t undecided; /* rows that stand at 未判定 or 分析錯誤, reference rows included */
    bool partial;     /* the analysis read less than the whole input */
    const char *missing[AA_FINAL_MISSING]; /* keys of the answer sheet's "report" that are not filled in */
    size_t missing_count;
} aa_final;

/* Looks at the root of a result. A report is final when all of that is zero. */
aa_final aa_final_look(const json_t *root);
bool aa_final_holds(const aa_final *final);

#endif
