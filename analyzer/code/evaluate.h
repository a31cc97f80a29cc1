/*
 * Running small methods of the app on constants, which undoes home-made encryption of texts.
 */
#ifndef AA_CODE_EVALUATE_H
#define AA_CODE_EVALUATE_H

#include "code/flow.h"

/*
 * What |method| returns for |arguments| (receiver first, where there is one), as a constant: every branch on
 * the way is decided by constants, and at most 20,000 instructions are run, those of methods it calls
 * included. AA_VALUE_UNKNOWN otherwise. |*cost|: instructions run.
 */
aa_value aa_flow_evaluate(aa_flows *flows, aa_method_id method, const aa_value *arguments, size_t count,
                          uint32_t *cost);

/* The same for what the class initialiser of a static field leaves in it. A field that is also written
 * elsewhere has other values too. */
aa_value aa_flow_evaluate_field(aa_flows *flows, aa_field_id field, uint32_t *cost);

#endif
