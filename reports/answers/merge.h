/*
 * People's answers put into a result: a pure function of the result and the answer sheet.
 */
#ifndef AA_REPORTS_ANSWERS_MERGE_H
#define AA_REPORTS_ANSWERS_MERGE_H

#include "reports/answers/sheet.h"

/*
 * |result| (the root of a result.json) with the answers of |sheet|: an answered question carries the answer
 * and its verdict; a row whose machine verdict a person overrode keeps that verdict and its reasons beside
 * the person's; rows and tables are judged again by the same order. An answer that expired before the
 * result's day is kept and counts for nothing. A new reference in |*out|.
 * Errors: AA_E_FORMAT when the sheet is about another app, edition or tier, or answers what the result does
 * not ask (each told in |faults| with its line); AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_answers_apply(const json_t *result, const aa_sheet *sheet, aa_faults *faults,
                                     json_t **out);

#endif
