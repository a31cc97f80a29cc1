/* fopencookie() is GNU. */
#define _GNU_SOURCE
#include "cli/caged.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pool.h"
#include "cli/faults.h"
#include "cli/judge.h"
#include "engine/report.h"

/* Tags of records that are no report: parts of what goes to the two standard streams. */
#define TAG_OUT   0x2000U
#define TAG_ERROR 0x2001U

/* Of a stream in one record: what waits in the supervisor at most. */
#define PIECE_BYTES ((size_t)256 << 10)

/*
 * Address space that is no memory: stacks of threads, and the heaps that the C library reserves for each.
 */
#define THREAD_BYTES (UINT64_C(144) << 20)
#define BASE_BYTES   (UINT64_C(256) << 20) /* the program with its libraries */

/* ---- reports --------------------------------------------------------------------------------------------
 */

void aa_received_take(aa_received *received, const aa_outputs *outputs, const aa_wire_record *record)
{
    if (outputs == NULL || record->tag >= outputs->count)
        return;
    char *text = malloc(record->payload.n + 1);
    received->failed = received->failed || text == NULL;
    if (text == NULL)
        return;
    if (record->payload.n > 0)
        memcpy(text, record->payload.p, record->payload.n);
    free(received->reports[record->tag].text);
    received->reports[record->tag].text = text;
    received->reports[record->tag].len = record->payload.n;
}

static aa_err render(const void *json, const char *format, const aa_report_options *how, char **out,
                     size_t *out_len)
{
    const aa_bytes *bytes = json;
    return aa_report_render_json((const char *)bytes->p, bytes->n, format, how, out, out_len);
}

aa_exit aa_received_write(const aa_received *received, const aa_outputs *outputs, const aa_console *console,
                          aa_interrupt *interrupt, const aa_rendering *how)
{
    aa_exit code = received->failed ? AA_EXIT_TEMPORARY : AA_EXIT_OK;
    for (size_t i = 0; i < outputs->count; i++) {
        const aa_output *output = &outputs->items[i];
        const char *text = received->reports[i].text;
        aa_bytes json = aa_bytes_of(text, received->reports[i].len);
        const aa_rendering rendering = {how->name, &json, render, how->verbose, how->bilingual};
        if (text != NULL && aa_report_needs_files(output->format))
            code = aa_exit_worse(code, aa_outputs_write_one(output, console, interrupt, &rendering));
        else if (text != NULL && !aa_outputs_put(output, interrupt, text, json.n))
            code = aa_exit_worse(code, AA_EXIT_OUTPUT);
    }
    return code;
}

void aa_received_done(aa_received *received)
{
    for (size_t i = 0; i < AA_OUTPUTS_MAX; i++)
        free(received->reports[i].text);
}

/* ---- in the worker --------------------------------------------------------------------------------------
 */

typedef struct running {
    aa_caged *caged;
    aa_worker worker;
    bool unread; /* standard output takes nothing more */
} running;

/* The "write" of a stream; |cookie| is its tag. */
static ssize_t put_pieces(void *cookie, const char *bytes, size_t n)
{
    const uint32_t *tag = cookie;
    for (size_t at = 0; at < n; at += PIECE_BYTES) {
        size_t piece = n - at < PIECE_BYTES ? n - at : PIECE_BYTES;
        if (!aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_REPORT, *tag, bytes + at, piece))
            return 0;
    }
    return (ssize_t)n;
}

/* A stream that becomes records with |tag|. What is printed at once becomes one record. */
static FILE *open_stream(uint32_t *tag)
{
    FILE *stream = fopencookie(tag, "w", (cookie_io_functions_t){.write = put_pieces});
    if (stream != NULL)
        (void)setvbuf(stream, NULL, _IONBF, 0);
    return stream;
}

static void be_caged(void *context)
{
    static const uint8_t fine[4] = {0};
    uint32_t tags[] = {TAG_OUT, TAG_ERROR};
    running *r = context;
    aa_watch watch = {.context = &r->worker, .enter = aa_worker_tell_stage, .leave = aa_worker_tell_rest};
    aa_faults_install(&watch);
    FILE *out = open_stream(&tags[0]);
    FILE *error = open_stream(&tags[1]);
    if (out == NULL || error == NULL)
        _exit(1);
    stdout = out;
    stderr = error;
    aa_exit code = r->caged->work(r->caged->context, &watch);
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_DONE, (uint32_t)code, fine, sizeof fine);
}

void aa_caged_report(size_t output, const char *text, size_t len)
{
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_REPORT, (uint32_t)output, text, len);
}

/* ---- in the supervisor ----------------------------------------------------------------------------------
 */

static void take(void *context, const aa_wire_record *record)
{
    running *r = context;
    uint64_t before = aa_supervise_now();
    if (record->kind != AA_WIRE_REPORT || r->unread)
        return;
    if (record->tag == TAG_ERROR) {
        (void)fwrite(record->payload.p, 1, record->payload.n, stderr);
    } else if (record->tag == TAG_OUT) {
        r->unread = !aa_console_write((const char *)record->payload.p, record->payload.n);
        if (r->unread)
            aa_console_error("standard output", "cannot write: %s", strerror(errno));
    } else {
        aa_received_take(&r->caged->received, r->caged->outputs, record);
    }
    r->worker.deadline += aa_supervise_now() - before; /* whoever reads slowly takes none of its time */
}

/* Address space that this process has already, and a worker inherits. */
static uint64_t address_space(void)
{
    unsigned long long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f != NULL && fscanf(f, "%llu", &pages) != 1)
        pages = 0;
    if (f != NULL)
        (void)fclose(f);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static void listen_to(running *r)
{
    uint64_t now = aa_supervise_now();
    bool more = true;
    while (more && !r->unread && now < r->worker.deadline) {
        struct pollfd source = {.fd = r->worker.fd, .events = POLLIN};
        uint64_t left = r->worker.deadline - now;
        (void)poll(&source, 1, left > 60000 ? 60000 : (int)left + 1);
        more = aa_worker_pump(&r->worker, take, r);
        now = aa_supervise_now();
    }
}

static aa_exit finish(running *r)
{
    aa_board_entry suspect;
    aa_fate fate = aa_worker_end(&r->worker);
    if (r->unread)
        return AA_EXIT_OUTPUT;
    if (fate == AA_FATE_DONE)
        return (aa_exit)r->worker.exit_code;
    (void)aa_worker_suspect(&r->worker, &suspect);
    const aa_mishap mishap = {.fate = fate,
                              .signal = r->worker.signal != 0 ? r->worker.signal : r->worker.fault_signal,
                              .stage = suspect.stage,
                              .artifact = suspect.artifact,
                              .member = suspect.member};
    aa_judge_mishap(r->caged->subject, &mishap);
    return r->caged->broken;
}

aa_exit aa_caged_run(aa_caged *caged)
{
    const aa_limits limits = AA_LIMITS_INIT;
    unsigned threads = aa_pool_threads(0);
    running r = {.caged = caged};
    aa_worker_job job = {
        .work = be_caged,
        .context = &r,
        .inputs = caged->inputs,
        .input_count = caged->input_count,
        .cage = aa_caged_limits(&limits, caged->input_bytes, threads),
        .wall_ms = (uint64_t)limits.seconds * 1000,
        .most_bytes = UINT64_MAX, /* streams are not kept, and a report has a limit of its own */
    };
    job.cage.memory_bytes += address_space();
    aa_isolation isolation = AA_ISOLATION_FULL;
    aa_exit code = caged->require_sandbox ? aa_caged_isolation(true, &isolation) : AA_EXIT_OK;
    if (code != AA_EXIT_OK)
        return code;
    if (aa_worker_start(&r.worker, &job) != AA_OK) {
        aa_console_error(NULL, "no process can be started");
        aa_worker_release(&r.worker);
        return AA_EXIT_TEMPORARY;
    }
    listen_to(&r);
    code = finish(&r);
    aa_worker_release(&r.worker);
    return code;
}

aa_cage aa_caged_limits(const aa_limits *limits, uint64_t bytes, unsigned threads)
{
    return (aa_cage){.memory_bytes = limits->memory_bytes + 2 * bytes + BASE_BYTES + threads * THREAD_BYTES,
                     .cpu_seconds = (uint64_t)limits->seconds * threads};
}

aa_exit aa_caged_isolation(bool required, aa_isolation *out)
{
    *out = aa_cage_probe();
    if (*out == AA_ISOLATION_FULL || !required)
        return AA_EXIT_OK;
    aa_console_error(NULL, "--require-sandbox: this system gives no more than \"%s\"",
                     aa_isolation_name(*out));
    return AA_EXIT_USAGE;
}
