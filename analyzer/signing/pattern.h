/*
 * Extended regular expressions as resource rules use them, matched in linear time: the system's regcomp() can
 * be made to eat all memory by a pattern from an app.
 *
 * Understood: literals, escapes, '.', sets and ranges in brackets, '*', '+', '?', '|', groups, '^', '$'.
 * Source: POSIX regcomp(3) REG_EXTENDED, which Security's ResourceBuilder uses.
 */
#ifndef AA_SIGNING_PATTERN_H
#define AA_SIGNING_PATTERN_H

#include <appassay/error.h>

#include "base/arena.h"

typedef struct aa_pattern aa_pattern;

/* Errors: AA_E_UNSUPPORTED (a pattern of another kind, or malformed), AA_E_LIMIT (1,024 bytes), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_pattern_compile(aa_arena *arena, aa_bytes text, aa_pattern **out);

/* True when |pattern| matches somewhere in |text|. Steps are taken off |*budget|; at 0 the answer is false.
 */
bool aa_pattern_matches(aa_pattern *pattern, aa_bytes text, uint64_t *budget);

#endif
