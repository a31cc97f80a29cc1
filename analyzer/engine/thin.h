/*
 * Keeps a check that records the same thing over and over from filling the result.
 */
#ifndef AA_ENGINE_THIN_H
#define AA_ENGINE_THIN_H

#include "engine/result.h"

/*
 * Of records that are alike in everything that a verdict depends on (check, message, record, severity, reach,
 * owner), keeps the first |most| in the order of |findings| (0: all). |*findings| and |*count| become what is
 * kept, and each check that lost some gets the anomaly limit.finding_repeats among those of |facts|, with
 * their number. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_findings_thin(aa_arena *arena, uint32_t most, const aa_finding **findings,
                                     size_t *count, aa_facts *facts);

#endif
