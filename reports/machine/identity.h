/*
 * Findings known again in the next scan.
 */
#ifndef AA_REPORTS_MACHINE_IDENTITY_H
#define AA_REPORTS_MACHINE_IDENTITY_H

#include "reports/machine/machine.h"

/* One a finding of |result|, in |arena|. NULL: memory is out. */
aa_identity *aa_identities(aa_arena *arena, const aa_result *result);

#endif
