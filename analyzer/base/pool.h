/*
 * A parallel for. Work items are independent; results go to slots by index, so order never shows.
 */
#ifndef AA_BASE_POOL_H
#define AA_BASE_POOL_H

#include <stddef.h>

/* Runs |work|(|context|, i) once for each i below |count| on up to |threads| threads (0: all cores of
 * this process's affinity mask). Falls back to fewer threads when none can be started. */
void aa_pool_for(unsigned threads, size_t count, void (*work)(void *context, size_t index), void *context);

/* How many threads |threads| stands for: 0 for all cores, never more than AA_POOL_THREADS. */
unsigned aa_pool_threads(unsigned threads);

/* The same; |worker|, below AA_POOL_THREADS, is no other thread's at the time. */
#define AA_POOL_THREADS 64 /* more than any machine this is run on gains from */
void aa_pool_run(unsigned threads, size_t count, void (*work)(void *context, size_t index, unsigned worker),
                 void *context);

#endif
