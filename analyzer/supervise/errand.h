/*
 * One app until something can be said about it. A worker that ends before its work is done names the part
 * that it was at; the next one leaves that part alone, so that everything else is found all the same, and
 * the coverage ledger tells what is missing.
 */
#ifndef AA_SUPERVISE_ERRAND_H
#define AA_SUPERVISE_ERRAND_H

#include "base/arena.h"
#include "supervise/worker.h"

/*
 * Attempts after the first. A part that breaks one reader seldom breaks another; who wants to break every
 * reader in turn gets an incomplete analysis and no more of the machine's time.
 */
#define AA_ERRAND_RETRIES 4
#define AA_ERRAND_PARTS   (AA_ERRAND_RETRIES + 1)

/* How one attempt ended before its time. */
typedef struct aa_mishap {
    aa_fate fate;
    int signal;                    /* that ended it; 0: none */
    const char *stage;             /* "read"; "" when the worker told none */
    const char *artifact, *member; /* "" for none */
    bool again;                    /* another attempt followed, without that part */
} aa_mishap;

typedef struct aa_errand {
    aa_worker_job job; /* filled by the caller; |context| finds |watch| through its own pointer */
    aa_watch watch;    /* for the work: tells stages, and leaves out what earlier attempts ended at */
    aa_arena *arena;   /* of the names below; the caller's */
    aa_left_out left_out[AA_ERRAND_PARTS];
    aa_mishap mishaps[AA_ERRAND_PARTS];
    size_t mishap_count;
    uint64_t until; /* aa_supervise_now() after which no attempt begins */
    aa_worker worker;
    bool running;
    bool done; /* the last attempt finished its work */
} aa_errand;

/*
 * Begins. |errand| has |job| and |arena|, everything else is zero; it must not be moved before its end.
 * Errors: those of aa_worker_start().
 */
AA_NODISCARD aa_err aa_errand_start(aa_errand *errand);

/*
 * Goes on when records can be read or the time of the worker is over. False: the errand has ended. Records of
 * an attempt replace those of the one before that have the same tag.
 */
bool aa_errand_go_on(aa_errand *errand, void (*take)(void *context, const aa_wire_record *record),
                     void *context);

/* Waits for the end of one errand. */
void aa_errand_wait(aa_errand *errand, void (*take)(void *context, const aa_wire_record *record),
                    void *context);

/* Ends a worker that is still at work. */
void aa_errand_abandon(aa_errand *errand);

#endif
