/*
 * From checks to findings: runs them, puts what they recorded in order, and names each record.
 */
#ifndef AA_ENGINE_FINDINGS_H
#define AA_ENGINE_FINDINGS_H

#include "engine/result.h"

/*
 * Runs the checks of |checks| that are for the platform of |in|'s facts and have something to look at: not
 * those about a manifest that was not read, nor those all of whose areas were not read. |*out| becomes their
 * records, sorted by check, place, message and arguments, with fingerprints. |threads| and |times| as in
 * aa_checks_run(). Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_findings_collect(aa_arena *arena, const aa_check_entry *checks, size_t check_count,
                                        const aa_check_input *in, unsigned threads, uint64_t *times,
                                        const aa_finding **out, size_t *count_out);

/* Gives each of |findings|, which are in order, its fingerprint. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_findings_name(aa_arena *arena, const aa_facts *facts, aa_finding *findings,
                                     size_t count);

#endif
