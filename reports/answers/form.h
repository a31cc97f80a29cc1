/*
 * The blank answer sheet for a result: exactly the rows that are open, with their questions.
 */
#ifndef AA_REPORTS_ANSWERS_FORM_H
#define AA_REPORTS_ANSWERS_FORM_H

#include <appassay/error.h>

#include "base/str.h"
#include "reports/answers/rejudge.h"

/*
 * Appends the form for |result| (the root of a result.json) to |out|: YAML that aa_sheet_read() accepts, with
 * the questions in zh-TW and English as comments, and what the machine saw that helps to answer. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_form_put(aa_str *out, const json_t *result, aa_arena *arena);

#endif
