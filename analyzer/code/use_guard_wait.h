/*
 * Tests that are asked again and again until the answer is yes, as threads that wait for a debugger do.
 */
#ifndef AA_CODE_USE_GUARD_WAIT_H
#define AA_CODE_USE_GUARD_WAIT_H

#include "code/flow.h"

/*
 * |branch| looks at the answer of the call at |pc| and leaves, at yes (not zero), the loop that asks it,
 * which ends in no other way. Then the blocks behind the loop are marked in |decided|, one for each block of
 * |flow|.
 */
bool aa_guard_waits(const aa_flow *flow, const aa_flow_branch *branch, uint32_t pc, bool *decided);

/*
 * The method that runs once |method| has ended: onPostExecute() of a task whose doInBackground() it is
 * (android.os.AsyncTask). AA_NO_ID: none.
 */
aa_method_id aa_guard_continues(const aa_program *p, aa_method_id method);

#endif
