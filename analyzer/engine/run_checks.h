/*
 * Running checks, several at a time.
 */
#ifndef AA_ENGINE_RUN_CHECKS_H
#define AA_ENGINE_RUN_CHECKS_H

#include "engine/sink.h"

/*
 * Runs those of |checks| that are for the platform of |in|'s facts and have something to look at, on up to
 * |threads| threads (0: one for each core). Their records join |sink|, check by check, as if they had run one
 * after another: which checks share an aa_code does not depend on the number of threads. |times| (may be
 * NULL) gets the processor time of each check in nanoseconds. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_checks_run(aa_sink *sink, const aa_check_entry *checks, size_t count,
                                  const aa_check_input *in, unsigned threads, uint64_t *times);

#endif
