#include "base/stopwatch.h"

#include <time.h>

static uint64_t now(clockid_t clock)
{
    struct timespec t;
    if (clock_gettime(clock, &t) != 0)
        return 0;
    return (uint64_t)t.tv_sec * 1000000000U + (uint64_t)t.tv_nsec;
}

uint64_t aa_thread_time(void)
{
    return now(CLOCK_THREAD_CPUTIME_ID);
}

uint64_t aa_process_time(void)
{
    return now(CLOCK_PROCESS_CPUTIME_ID);
}
