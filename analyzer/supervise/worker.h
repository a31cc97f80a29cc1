/*
 * One process for one app: started, listened to, ended. The supervisor looks at nothing but records.
 */
#ifndef AA_SUPERVISE_WORKER_H
#define AA_SUPERVISE_WORKER_H

#include <sys/types.h>

#include "supervise/board.h"
#include "supervise/cage.h"
#include "supervise/wire.h"

#define AA_WORKER_OUTPUT 3 /* descriptor that the worker writes records to */
#define AA_WORKER_INPUT  4 /* of its first input; the others follow */
#define AA_WORKER_INPUTS 256

typedef struct aa_worker_job {
    /* Runs in the worker, which ends when it returns. The inputs are open from AA_WORKER_INPUT on. */
    void (*work)(void *context);
    void *context;
    const int *inputs; /* descriptors, at most AA_WORKER_INPUTS */
    size_t input_count;
    aa_cage cage; /* but for its descriptors, which are counted here */
    uint64_t wall_ms;
    uint64_t most_bytes; /* of all records */
} aa_worker_job;

/* How a worker ended. */
typedef enum aa_fate {
    AA_FATE_DONE,
    AA_FATE_CRASH,
    AA_FATE_TIME,   /* more time than allowed */
    AA_FATE_MEMORY, /* more memory than allowed */
    AA_FATE_POLICY, /* a system call that it must not make */
    AA_FATE_FLOOD,  /* records that no worker writes, or too many of them */
} aa_fate;

typedef struct aa_worker {
    pid_t pid;
    int fd;            /* records come from here; -1: nothing more will */
    uint64_t deadline; /* aa_supervise_now() when its time is over */
    aa_wire_reader reader;
    aa_board *board;       /* owned */
    uint32_t fault_thread; /* that died of a signal; 0: none said so */
    int fault_signal;
    bool done, timed_out, flooded;
    uint32_t exit_code; /* once done */
    aa_err err;         /* once done: what the work came to */
    aa_fate fate;       /* once ended */
    int signal;         /* that ended it; 0: none */
} aa_worker;

/* Milliseconds of a clock that only goes on. */
uint64_t aa_supervise_now(void);

/* Starts a worker. Errors: AA_E_NOMEM, AA_E_IO (no process or pipe can be had), AA_E_USAGE (too many inputs).
 */
AA_NODISCARD aa_err aa_worker_start(aa_worker *worker, const aa_worker_job *job);

/*
 * Reads what is there and gives reports and log lines to |take|. False when nothing more will come: the
 * worker is to be ended.
 */
bool aa_worker_pump(aa_worker *worker, void (*take)(void *context, const aa_wire_record *record),
                    void *context);

/* Ends it, by force when it is still at work, and says how it came to that. */
aa_fate aa_worker_end(aa_worker *worker);

/*
 * Where the one that ended was: the thread that died; when it was stopped, the one that was at a part for
 * longest; else the last turn of all. False: nobody knows.
 */
bool aa_worker_suspect(const aa_worker *worker, aa_board_entry *out);

void aa_worker_release(aa_worker *worker);

/* Tells a stage from inside the aa_worker |context|; threads may do so at the same time. */
void aa_worker_tell_stage(void *context, const aa_stage *stage);

/* Tells that the thread has nothing to do for now. */
void aa_worker_tell_rest(void *context);

/* The note code of a fate, "worker.crash"; "" for AA_FATE_DONE. */
const char *aa_fate_code(aa_fate fate);

#endif
