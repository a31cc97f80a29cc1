/*
 * Workers: what they may do, what they cost, and how it shows when they end.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/hash.h"
#include "supervise/errand.h"
#include "support/temporary.h"
#include "support/test.h"

static void take_nothing(void *context, const aa_wire_record *record)
{
    (void)context;
    (void)record;
}

static void finish(uint32_t code)
{
    const uint8_t ok[4] = {0};
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_DONE, code, ok, sizeof ok);
}

static void do_nothing(void *context)
{
    (void)context;
    finish(0);
}

static aa_worker_job job_of(void (*work)(void *context))
{
    return (aa_worker_job){.work = work,
                           .cage = {.memory_bytes = UINT64_C(4) << 30, .cpu_seconds = 20},
                           .wall_ms = 20000,
                           .most_bytes = 1 << 20};
}

/* Runs |job| to its end; the exit code when it was done, else 1000 and the fate. */
static unsigned run(const aa_worker_job *job)
{
    aa_worker worker;
    assert_int_equal(aa_worker_start(&worker, job), AA_OK);
    bool more = true;
    while (more) {
        struct pollfd source = {.fd = worker.fd, .events = POLLIN};
        (void)poll(&source, 1, 100);
        more = aa_worker_pump(&worker, take_nothing, NULL) && aa_supervise_now() < worker.deadline;
    }
    aa_fate fate = aa_worker_end(&worker);
    unsigned code = fate == AA_FATE_DONE ? worker.exit_code : 1000 + (unsigned)fate;
    aa_worker_release(&worker);
    return code;
}

/* ---- what a worker may do -------------------------------------------------------------------------------
 */

static void *in_a_thread(void *context)
{
    int *slot = malloc(1 << 20);
    if (slot != NULL)
        slot[100] = 7;
    *(int *)context = slot == NULL ? 0 : slot[100];
    free(slot);
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Threads, large sorts, hashes, and the file that it was given. */
static void compute(void *context)
{
    pthread_t threads[4];
    int values[4] = {0};
    char digest[AA_SHA256_HEX];
    char byte = 0;
    (void)context;
    for (size_t i = 0; i < 4; i++) {
        if (pthread_create(&threads[i], NULL, in_a_thread, &values[i]) != 0)
            return;
    }
    for (size_t i = 0; i < 4; i++)
        (void)pthread_join(threads[i], NULL);
    int *many = calloc(1 << 20, sizeof *many);
    if (many == NULL || aa_sha256_hex(aa_bytes_of(many, 1 << 20), digest) != AA_OK)
        return;
    qsort(many, 1 << 20, sizeof *many, by_value);
    if (pread(AA_WORKER_INPUT, &byte, 1, 0) == 1 && values[3] == 7)
        finish((uint8_t)byte);
}

static void a_worker_computes_over_its_inputs(void **state)
{
    (void)state;
    char name[sizeof TEST_BINARY_DIR + 32];
    int fd = temporary_file(name, sizeof name, TEST_BINARY_DIR "/supervise");
    assert_true(fd >= 0 && write(fd, "K", 1) == 1);
    aa_worker_job job = job_of(compute);
    job.inputs = &fd;
    job.input_count = 1;
    assert_int_equal(run(&job), 'K');
    close(fd);
    unlink(name);
}

/* ---- what it may not ------------------------------------------------------------------------------------
 */

static void open_a_file(void *context)
{
    (void)context;
    finish(open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 2);
}

static void make_a_file(void *context)
{
    (void)context;
    finish(creat("/tmp/appassay-must-not-exist", 0600) >= 0 ? 1 : 2);
}

static void open_a_socket(void *context)
{
    (void)context;
    finish(socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 2);
}

static void start_a_program(void *context)
{
    (void)context;
    execl("/bin/true", "true", (char *)NULL);
    finish(2);
}

static void start_a_process(void *context)
{
    (void)context;
    finish(fork() >= 0 ? 1 : 2);
}

static void nothing_else_is_allowed(void **state)
{
    (void)state;
    static void (*const works[])(void *) = {open_a_file, make_a_file, open_a_socket, start_a_program,
                                            start_a_process};
    if (aa_cage_probe() != AA_ISOLATION_FULL) {
        print_message("skipped: this system confines no process\n");
        skip();
    }
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        aa_worker_job job = job_of(works[i]);
        unsigned got = run(&job);
        /* With AddressSanitizer a call is refused and the worker goes on. */
        if (got != 1000 + AA_FATE_POLICY && !(AA_SANITIZED && got == 2))
            fail_msg("case %zu: %u", i, got);
    }
}

/* ---- how it ends ----------------------------------------------------------------------------------------
 */

static void crash(void *context)
{
    (void)context;
    abort();
}

static void never_end(void *context)
{
    (void)context;
    for (volatile unsigned turns = 0;; turns++)
        ;
}

static void send_too_much(void *context)
{
    static const char text[4000];
    (void)context;
    for (int i = 0; i < 1000; i++)
        (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_LOG, 0, text, sizeof text);
    finish(0);
}

static void every_end_has_its_name(void **state)
{
    (void)state;
    aa_worker_job job = job_of(crash);
    assert_int_equal(run(&job), 1000 + AA_FATE_CRASH);
    job = job_of(never_end);
    job.wall_ms = 100;
    assert_int_equal(run(&job), 1000 + AA_FATE_TIME);
    job = job_of(send_too_much);
    assert_int_equal(run(&job), 1000 + AA_FATE_FLOOD);
}

/* ---- what it costs --------------------------------------------------------------------------------------
 */

#define ROUNDS 200

static double cpu_ms(void)
{
    double sum = 0;
    static const int who[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    for (size_t i = 0; i < 2; i++) {
        struct rusage usage;
        getrusage((__rusage_who_t)who[i], &usage);
        sum += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    }
    return sum;
}

/* Processor time, which other work on the machine hardly changes. */
static void a_worker_costs_at_most_two_milliseconds(void **state)
{
    (void)state;
    aa_worker_job job = job_of(do_nothing);
    double begin = cpu_ms();
    for (int i = 0; i < ROUNDS; i++)
        assert_int_equal(run(&job), 0);
    double each = (cpu_ms() - begin) / ROUNDS;
    print_message("%.3f ms of processor time each\n", each);
    assert_true(AA_SANITIZED || each < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_worker_computes_over_its_inputs),
        cmocka_unit_test(nothing_else_is_allowed),
        cmocka_unit_test(every_end_has_its_name),
        cmocka_unit_test(a_worker_costs_at_most_two_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
