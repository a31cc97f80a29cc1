/*
 * What was left alone because an earlier attempt ended there, as the coverage ledger tells it.
 */
#ifndef AA_ENGINE_LEFT_OUT_H
#define AA_ENGINE_LEFT_OUT_H

#include "base/arena.h"
#include "base/watch.h"
#include "facts/facts.h"

/*
 * Adds to |coverage| what |watch| (NULL: nothing) leaves out and is not there yet: a check takes the areas
 * that it looks at, a member that no reader accounted for takes every area. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_ledger_left_out(aa_arena *arena, const aa_watch *watch, aa_coverage *coverage);

#endif
