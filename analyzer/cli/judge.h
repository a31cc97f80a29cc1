/*
 * The work of one worker of "appassay check": analyse one app, say how it stands, send its reports.
 */
#ifndef AA_CLI_JUDGE_H
#define AA_CLI_JUDGE_H

#include <appassay/report.h>

#include "cli/settings.h"
#include "supervise/errand.h"

#define AA_TAG_RECORD 0x1000U /* of the report that becomes a line of NDJSON; others: index of the output */

/* An input as the supervisor opened it. */
typedef struct aa_opened {
    const char *path; /* as given, for messages */
    const char *name; /* what results call it */
    int fd;
    uint64_t size;
    char sha256[AA_SHA256_HEX];
} aa_opened;

typedef struct aa_judge_task {
    const aa_console *console;
    const aa_settings *settings;
    const aa_opened *inputs; /* of the app; open from AA_WORKER_INPUT on */
    size_t input_count;
    bool with_previous; /* it is open behind them */
    bool as_record;     /* also a line for a batch */
    unsigned threads;
    aa_isolation isolation;
    const aa_errand *errand;              /* whose watch is told */
    aa_report_options to_file, to_stdout; /* how reports look; only the supervisor sees the terminal */
} aa_judge_task;

/* Runs in the worker. |context| is an aa_judge_task. */
void aa_judge_work(void *context);

/*
 * Fills |job| for |task|; |descriptors| has room for its inputs and the release before, which is open as
 * |previous_fd| (-1: none).
 */
void aa_judge_job(aa_judge_task *task, int *descriptors, int previous_fd, aa_worker_job *job);

/*
 * Opens |path| once, refusing links, and hashes it. On an error a message is written, with what an exit code
 * makes of it.
 */
AA_NODISCARD aa_err aa_opened_open(aa_opened *input, const char *path, const aa_limits *limits,
                                   const char **code, const char **why);

/* A line about what went wrong in an attempt, on standard error. */
void aa_judge_mishap(const char *subject, const aa_mishap *mishap);

#endif
