/*
 * Thresholds: dated data, not code (checks/data/policy.txt).
 */
#ifndef AA_ENGINE_POLICY_H
#define AA_ENGINE_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include <appassay/error.h>
#include <appassay/result.h>

#include "base/arena.h"

typedef struct aa_policy aa_policy;

/*
 * Parses policy text: lines "key value", "#" comments, each key once; "date" must be there. Errors:
 * AA_E_FORMAT (|*line_out|, when not NULL, is the line, the last one for a missing date), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_policy_parse(aa_arena *arena, aa_bytes text, size_t *line_out, aa_policy **out);

/* The policy compiled in. */
AA_NODISCARD aa_err aa_policy_builtin(aa_arena *arena, aa_policy **out);

/* The day that expiry dates are compared with; the policy's date unless set. Days since 1970-01-01. */
void aa_policy_set_today(aa_policy *policy, int64_t day);
int64_t aa_policy_today(const aa_policy *policy);

/* The policy's own date, "2026-11-01". */
const char *aa_policy_date(const aa_policy *policy);

/* A number or a word; a key that is not there is a programming mistake (assert), names are checked by a test.
 */
long aa_policy_number(const aa_policy *policy, const char *key);
const char *aa_policy_word(const aa_policy *policy, const char *key);
bool aa_policy_has(const aa_policy *policy, const char *key);

/* "YYYY-MM-DD" to days since 1970-01-01; INT64_MIN when it is no date. */
int64_t aa_day_from_text(const char *text);

/* All keys and values in file order, for reports and tests. False past the last. */
bool aa_policy_at(const aa_policy *policy, size_t index, const char **key_out, const char **value_out);

#endif
