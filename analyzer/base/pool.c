/* sched_getaffinity() is a Linux call; everything else here is POSIX. */
#define _GNU_SOURCE
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

typedef struct job {
    void (*work)(void *context, size_t index, unsigned worker);
    void *context;
    size_t count;
    atomic_size_t next;
    atomic_uint workers;
} job;

static void *run(void *arg)
{
    job *j = arg;
    unsigned worker = atomic_fetch_add(&j->workers, 1);
    for (size_t i = atomic_fetch_add(&j->next, 1); i < j->count; i = atomic_fetch_add(&j->next, 1))
        j->work(j->context, i, worker);
    return NULL;
}

static unsigned allowed_cores(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n < 1 ? 1 : (unsigned)n;
}

unsigned aa_pool_threads(unsigned threads)
{
    unsigned wanted = threads == 0 ? allowed_cores() : threads;
    return wanted > AA_POOL_THREADS ? AA_POOL_THREADS : wanted;
}

void aa_pool_run(unsigned threads, size_t count, void (*work)(void *context, size_t index, unsigned worker),
                 void *context)
{
    job j = {.work = work, .context = context, .count = count, .next = 0, .workers = 0};
    threads = aa_pool_threads(threads);
    if (threads > count)
        threads = (unsigned)count;
    pthread_t others[AA_POOL_THREADS];
    unsigned started = 0;
    while (started + 1 < threads && pthread_create(&others[started], NULL, run, &j) == 0)
        started++;
    run(&j);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
}

typedef struct plain {
    void (*work)(void *context, size_t index);
    void *context;
} plain;

static void run_plain(void *context, size_t index, unsigned worker)
{
    const plain *p = context;
    (void)worker;
    p->work(p->context, index);
}

void aa_pool_for(unsigned threads, size_t count, void (*work)(void *context, size_t index), void *context)
{
    plain p = {work, context};
    aa_pool_run(threads, count, run_plain, &p);
}
