/*
 * Processor time, for telling where it goes. It never reaches a result.
 */
#ifndef AA_BASE_STOPWATCH_H
#define AA_BASE_STOPWATCH_H

#include <stdint.h>

/* Nanoseconds of processor time so far: of this thread, or of all threads of the process. */
uint64_t aa_thread_time(void);
uint64_t aa_process_time(void);

#endif
