/*
 * Decoded instructions around the findings, so that a reader sees the call and what is put into it.
 */
#ifndef AA_ENGINE_LISTING_H
#define AA_ENGINE_LISTING_H

#include "engine/result.h"

/*
 * Gives the findings in code that are hits or cannot be told their lines: a few instructions before the
 * place, the place, and the one behind it. The app must still be open. A constant text is shown whole when
 * the finding tells it or the platform gave it its form; of any other, which may be a credential, the
 * beginning and its length are left. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_findings_list_code(aa_arena *arena, const aa_facts *facts, aa_finding *findings,
                                          size_t count);

#endif
