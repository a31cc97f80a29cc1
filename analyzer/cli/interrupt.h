/*
 * SIGINT, SIGTERM and SIGHUP end the program with exit code 75 and leave no half-written file.
 */
#ifndef AA_CLI_INTERRUPT_H
#define AA_CLI_INTERRUPT_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>

/*
 * The signals are blocked in all threads and awaited by one, which may then do what a signal handler may not.
 * It ends the process, so nothing has to poll.
 */
typedef struct aa_interrupt {
    sigset_t signals;
    pthread_t waiter;
    bool waiting;
    pthread_mutex_t lock;
    bool stopping;         /* guarded by |lock| */
    const char *temporary; /* file to remove; NULL: none. Guarded by |lock| */
} aa_interrupt;

/* Starts waiting. Call before other threads begin. */
void aa_interrupt_start(aa_interrupt *interrupt);
/* Stops waiting; signals stay blocked. */
void aa_interrupt_stop(aa_interrupt *interrupt);

/*
 * Between these two no signal ends the process. |temporary| is the file that a signal removes from the end
 * call on; NULL: none.
 */
void aa_interrupt_hold(aa_interrupt *interrupt);
void aa_interrupt_release(aa_interrupt *interrupt, const char *temporary);

#endif
