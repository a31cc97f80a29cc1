/*
 * appassay check --targets: many apps, a process each, one line of NDJSON for each in the order of the list.
 */
#ifndef AA_CLI_BATCH_H
#define AA_CLI_BATCH_H

#include "cli/judge.h"

/* Runs the batch. The exit code is the worst of its targets', unless something ended it before its end. */
aa_exit aa_batch_run(const aa_console *console, const aa_settings *settings, aa_interrupt *interrupt);

#endif
