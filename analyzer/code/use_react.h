/*
 * Calls by which an app reacts: it closes, shows something, or talks to a server.
 */
#ifndef AA_CODE_USE_REACT_H
#define AA_CODE_USE_REACT_H

#include "code/use_guard.h"

/* What a call of |method|, which the app need not define, is by itself; AA_REACT_DROPPED: no reaction. */
aa_reaction aa_reaction_of(aa_code *code, aa_method_id method);

/*
 * The strongest reaction of the calls in |block|, by what they call and what that calls, three methods deep;
 * and of listeners and tasks that are made there. |after|: calls at and before that pc of it do not count
 * (AA_NO_ID: all do).
 */
aa_react aa_reaction_in(aa_code *code, const aa_flow *flow, uint32_t block, uint32_t after);

#endif
