/*
 * Work of a verb in a process that can only compute: what it writes to standard output and standard error
 * goes through this process, in that order and while it is made; whole reports wait until it has ended.
 */
#ifndef AA_CLI_CAGED_H
#define AA_CLI_CAGED_H

#include <appassay/limits.h>

#include "cli/outputs.h"
#include "supervise/worker.h"

/* ---- reports that a worker sent ---- */

typedef struct aa_received {
    struct {
        char *text; /* malloc'd; NULL: none came */
        size_t len;
    } reports[AA_OUTPUTS_MAX];

    bool failed; /* memory is out: a report is missing */
} aa_received;

/* Keeps the report of |record|, whose tag is the index of one of |outputs|; others are passed over. */
void aa_received_take(aa_received *received, const aa_outputs *outputs, const aa_wire_record *record);

/*
 * Writes what came. A report that needs files of the system came as result.json and is made here, outside
 * the cage. |how|: name, verbose and bilingual count. AA_EXIT_OK, or messages have been written.
 */
aa_exit aa_received_write(const aa_received *received, const aa_outputs *outputs, const aa_console *console,
                          aa_interrupt *interrupt, const aa_rendering *how);
void aa_received_done(aa_received *received);

/* ---- the work ---- */

typedef struct aa_caged {
    const char *subject;                                          /* that messages begin with */
    aa_exit (*work)(void *context, const struct aa_watch *watch); /* in the cage; tells |watch| its stages */
    void *context;
    const int *inputs; /* open from AA_WORKER_INPUT on; at most AA_WORKER_INPUTS */
    size_t input_count;
    uint64_t input_bytes;
    const aa_outputs *outputs; /* of reports; NULL: it makes none */
    aa_received received;      /* released by the caller */
    bool require_sandbox;      /* refuse to work with less isolation than there can be */
    aa_exit broken;            /* the answer when the worker dies */
} aa_caged;

/*
 * Does the work and gives its exit code. Otherwise a message has been written: AA_EXIT_USAGE the system gives
 * too little isolation, AA_EXIT_TEMPORARY there is no process to be had, AA_EXIT_OUTPUT nobody reads standard
 * output, |broken| the worker crashed or took too much.
 */
aa_exit aa_caged_run(aa_caged *caged);

/* In the worker: sends a report. */
void aa_caged_report(size_t output, const char *text, size_t len);

/* What a worker may use for files of |bytes| in all and that many threads. */
aa_cage aa_caged_limits(const aa_limits *limits, uint64_t bytes, unsigned threads);

/* How far this system keeps a worker in. Not AA_EXIT_OK, with a message: not as far as is |required|. */
aa_exit aa_caged_isolation(bool required, aa_isolation *out);

#endif
