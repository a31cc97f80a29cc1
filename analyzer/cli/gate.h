/*
 * From a result to an exit code.
 */
#ifndef AA_CLI_GATE_H
#define AA_CLI_GATE_H

#include "cli/settings.h"
#include "engine/result.h"

/*
 * 1 for what --fail-on and --fail-on-severity name, 3 for undecided rows under --fail-on undecided, 5 for an
 * incomplete analysis unless allowed, 4 for one that read nothing, 70 for rows that the analysis itself lost.
 */
aa_exit aa_gate(const aa_result *result, const aa_settings *settings);

/* Something of the input could not be read; or this version reads so little of its kind that no gate should
 * pass. */
bool aa_gate_is_incomplete(const aa_result *result);

/* Rows of |judgement| that count toward its verdict and stand at |verdict|. */
size_t aa_gate_count(const aa_judgement *judgement, aa_verdict verdict);

#endif
