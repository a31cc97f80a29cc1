/* pipe2(), prctl(), gettid() and close_range() are Linux. */
#define _GNU_SOURCE
#include "supervise/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <jansson.h>
#include <openssl/crypto.h>

#define PIPE_BYTES      (1 << 20) /* the most that a process without privileges may ask for */
#define HIGH_DESCRIPTOR 512   /* inputs are moved up here before they are laid out from AA_WORKER_INPUT on */
#define FAULT_STACK     65536 /* of the handler, for a thread that ran out of its own */

uint64_t aa_supervise_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

const char *aa_fate_code(aa_fate fate)
{
    static const char *const codes[] = {[AA_FATE_DONE] = "",
                                        [AA_FATE_CRASH] = "worker.crash",
                                        [AA_FATE_TIME] = "limit.time",
                                        [AA_FATE_MEMORY] = "limit.memory",
                                        [AA_FATE_POLICY] = "worker.policy",
                                        [AA_FATE_FLOOD] = "limit.report"};
    return codes[fate];
}

/* ---- inside the worker ----------------------------------------------------------------------------------
 */

static uint32_t thread_id(void)
{
    return (uint32_t)syscall(SYS_gettid);
}

void aa_worker_tell_stage(void *context, const aa_stage *stage)
{
    const aa_worker *worker = context;
    aa_board_put(worker->board, thread_id(), stage);
}

void aa_worker_tell_rest(void *context)
{
    const aa_worker *worker = context;
    aa_board_leave(worker->board, thread_id());
}

/* Says which thread dies of what; on return the instruction runs again and the default action ends it. */
static void tell_fault(int number)
{
    const uint8_t payload[4] = {(uint8_t)number};
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_FAULT, thread_id(), payload, sizeof payload);
}

/* The same for a system call that is not allowed, after which the thread would go on. */
static void tell_refusal(int number)
{
    tell_fault(number);
    (void)raise(number); /* the default action, as soon as this handler is left */
}

static void watch_faults(void)
{
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS};
    stack_t stack = {.ss_sp = malloc(FAULT_STACK), .ss_size = FAULT_STACK};
    struct sigaction action = {.sa_handler = tell_fault};
    action.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND);
    (void)sigemptyset(&action.sa_mask);
    if (stack.ss_sp != NULL)
        (void)sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        action.sa_handler = numbers[i] == SIGSYS ? tell_refusal : tell_fault;
        (void)sigaction(numbers[i], &action, NULL);
    }
}

/* Signals as a new process has them: what the supervisor waits for must not reach nobody here. */
static void reset_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    sigset_t none;
    (void)sigemptyset(&none);
    struct sigaction ignore = {.sa_handler = SIG_IGN}; /* the supervisor ends its workers itself */
    (void)sigemptyset(&ignore.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)sigaction(numbers[i], &ignore, NULL);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* |from| becomes descriptor |to|, which nothing else needs any more. */
static bool lay(int from, int to)
{
    return dup2(from, to) == to;
}

/* The pipe and the inputs at their places, nothing else open but a standard input and outputs to nowhere. */
static bool lay_out(const aa_worker_job *job, int output)
{
    int high[AA_WORKER_INPUTS];
    int moved = fcntl(output, F_DUPFD, HIGH_DESCRIPTOR);
    bool ok = moved >= 0;
    for (size_t i = 0; ok && i < job->input_count; i++) {
        high[i] = fcntl(job->inputs[i], F_DUPFD, HIGH_DESCRIPTOR);
        ok = high[i] >= 0;
    }
    int nowhere = ok ? open("/dev/null", O_RDWR) : -1;
    ok = nowhere >= 0 && lay(nowhere, 0) && lay(nowhere, 1) && (AA_SANITIZED || lay(nowhere, 2));
    ok = ok && lay(moved, AA_WORKER_OUTPUT);
    for (size_t i = 0; ok && i < job->input_count; i++)
        ok = lay(high[i], AA_WORKER_INPUT + (int)i);
    return ok && syscall(SYS_close_range, AA_WORKER_INPUT + (unsigned)job->input_count, ~0U, 0) == 0;
}

_Noreturn static void be_worker(const aa_worker_job *job, int output, pid_t parent)
{
    aa_cage cage = job->cage;
    cage.descriptors = AA_WORKER_INPUT + (unsigned)job->input_count + 4; /* copies for a while */
    if (AA_SANITIZED)
        cage.memory_bytes = 0;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before that could take effect */
        _exit(1);
    (void)prctl(PR_SET_DUMPABLE, 0);
    reset_signals();
    if (!lay_out(job, output))
        _exit(1);
    if (!AA_SANITIZED)
        watch_faults();
    if (!aa_cage_enter(&cage))
        _exit(1);
    job->work(job->context);
    _exit(0);
}

/* ---- start ----------------------------------------------------------------------------------------------
 */

aa_err aa_worker_start(aa_worker *worker, const aa_worker_job *job)
{
    int ends[2];
    *worker = (aa_worker){.fd = -1};
    aa_wire_reader_init(&worker->reader, job->most_bytes);
    if (job->input_count > AA_WORKER_INPUTS)
        return AA_E_USAGE;
    /* What would look for files later does so now; settings of this machine must not change results. */
    (void)OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    json_object_seed(0);
    worker->board = aa_board_new();
    if (worker->board == NULL)
        return AA_E_NOMEM;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return AA_E_IO;
    (void)fcntl(ends[0], F_SETPIPE_SZ, PIPE_BYTES);
    pid_t parent = getpid();
    worker->pid = fork();
    if (worker->pid == 0)
        be_worker(job, ends[1], parent);
    (void)close(ends[1]);
    if (worker->pid < 0) {
        (void)close(ends[0]);
        return AA_E_IO;
    }
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    worker->fd = ends[0];
    worker->deadline = aa_supervise_now() + job->wall_ms;
    return AA_OK;
}

/* ---- records --------------------------------------------------------------------------------------------
 */

static uint32_t number(aa_bytes payload)
{
    uint32_t value = 0;
    for (size_t i = payload.n; i-- > 0;)
        value = value << 8 | payload.p[i];
    return value;
}

static void take_one(aa_worker *worker, const aa_wire_record *record,
                     void (*take)(void *context, const aa_wire_record *record), void *context)
{
    switch (record->kind) {
    case AA_WIRE_FAULT:
        worker->fault_thread = record->tag;
        worker->fault_signal = (int)(number(record->payload) & 0x7f);
        break;
    case AA_WIRE_DONE:
        worker->done = true;
        worker->exit_code = record->tag & 0xff;
        worker->err = (aa_err)(-(int)(number(record->payload) & 0xff));
        break;
    case AA_WIRE_LOG:
    case AA_WIRE_REPORT:
        take(context, record);
        break;
    }
}

bool aa_worker_pump(aa_worker *worker, void (*take)(void *context, const aa_wire_record *record),
                    void *context)
{
    uint8_t bytes[65536];
    ssize_t n = read(worker->fd, bytes, sizeof bytes);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (n <= 0)
        return false;
    aa_err err = aa_wire_feed(&worker->reader, bytes, (size_t)n);
    aa_wire_record record;
    while (err == AA_OK && !worker->flooded) {
        err = aa_wire_next(&worker->reader, &record);
        if (err == AA_OK)
            take_one(worker, &record, take, context);
    }
    if (err == AA_E_NOTFOUND)
        return true;
    worker->flooded = true;
    return false;
}

/* ---- end ------------------------------------------------------------------------------------------------
 */

static aa_fate fate_of(const aa_worker *worker, int status)
{
    int killer = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (worker->flooded)
        return AA_FATE_FLOOD;
    if (worker->done)
        return worker->err == AA_E_NOMEM ? AA_FATE_MEMORY : AA_FATE_DONE;
    if (worker->timed_out || killer == SIGXCPU)
        return AA_FATE_TIME;
    return killer == SIGSYS ? AA_FATE_POLICY : AA_FATE_CRASH;
}

aa_fate aa_worker_end(aa_worker *worker)
{
    int status = 0;
    if (!worker->done)
        worker->timed_out = aa_supervise_now() >= worker->deadline;
    (void)kill(worker->pid, SIGKILL); /* what ended it already stays what ended it */
    (void)close(worker->fd);
    worker->fd = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    worker->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    worker->fate = fate_of(worker, status);
    return worker->fate;
}

bool aa_worker_suspect(const aa_worker *worker, aa_board_entry *out)
{
    if (worker->fault_thread != 0 && aa_board_read(worker->board, worker->fault_thread, out))
        return true;
    bool stopped = worker->fate == AA_FATE_TIME || worker->fate == AA_FATE_FLOOD;
    return aa_board_read(worker->board, stopped ? AA_BOARD_FIRST : AA_BOARD_LAST, out);
}

void aa_worker_release(aa_worker *worker)
{
    aa_wire_reader_done(&worker->reader);
    aa_board_free(worker->board);
    worker->board = NULL;
}
