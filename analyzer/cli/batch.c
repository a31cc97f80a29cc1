#include "cli/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"
#include "cli/batch_record.h"
#include "cli/cache.h"
#include "cli/caged.h"
#include "cli/journal.h"
#include "cli/progress.h"
#include "cli/record.h"

#define AHEAD      1024                /* targets that may be done before the first that is not */
#define KEPT_BYTES ((size_t)256 << 20) /* of records kept for files that come again */
#define LINE_BYTES (AA_RECORD_BYTES + 65536)
#define PLACE      "{sha256}"

typedef enum state { STATE_UNSEEN, STATE_WAITING, STATE_RUNNING, STATE_DONE } state;

/* What became of one target. */
typedef struct outcome {
    state state;
    char *line; /* malloc'd, until it is written */
    aa_exit exit;
} outcome;

/* A file that was judged, for those with the same content. */
typedef struct known {
    char sha256[AA_SHA256_HEX];
    char name[16];
    char *members; /* malloc'd; NULL: at work, or no longer kept */
    aa_exit exit;
    bool running;
} known;

typedef struct batch batch;

/* A worker at work. */
typedef struct slot {
    batch *batch;
    bool busy;
    size_t at; /* of the target */
    size_t known;
    aa_arena *arena;
    aa_opened input;
    char name[16];
    int descriptor;
    aa_errand errand;
    aa_judge_task task;
    aa_str members; /* as the worker sent them */
    aa_str reason;  /* why it is no app */
    bool written;   /* its reports are where they belong */
} slot;

struct batch {
    const aa_console *console;
    const aa_settings *settings;
    aa_interrupt *interrupt;
    aa_arena *arena;
    aa_isolation isolation;
    char digest[AA_SHA256_HEX];
    aa_vec targets; /* of aa_target */
    outcome *outcomes;
    size_t next_start, next_write;
    aa_vec known;    /* of known */
    size_t *buckets; /* by digest: an index of |known| and one, 0 for none; a power of two of them */
    size_t bucket_count;
    size_t kept;
    slot *slots;
    size_t slot_count, busy;
    aa_journal journal;
    aa_cache cache;
    aa_progress progress;
    int out;         /* descriptor of the lines; -1: none are asked for */
    aa_exit exit;    /* worst of the targets */
    aa_exit stopped; /* why the batch cannot go on; AA_EXIT_OK: it can */
};

static const aa_target *target_at(const batch *b, size_t i)
{
    return (const aa_target *)b->targets.items + i;
}

static known *known_at(const batch *b, size_t i)
{
    return (known *)b->known.items + i;
}

static void stop(batch *b, aa_exit code, const char *subject, const char *why)
{
    if (b->stopped == AA_EXIT_OK)
        aa_console_error(subject, "%s", why);
    b->stopped = aa_exit_worse(b->stopped, code);
}

/* ---- lines ----------------------------------------------------------------------------------------------
 */

static bool write_line(int fd, const char *line)
{
    return aa_write_all(fd, line, strlen(line));
}

/* Writes what is done, in the order of the list. */
static void write_lines(batch *b)
{
    while (b->next_write < b->targets.count && b->outcomes[b->next_write].state == STATE_DONE) {
        outcome *o = &b->outcomes[b->next_write];
        if (b->out >= 0 && b->stopped == AA_EXIT_OK && !write_line(b->out, o->line))
            stop(b, AA_EXIT_OUTPUT, "output", strerror(errno));
        free(o->line);
        o->line = NULL;
        b->next_write++;
    }
}

/* |line| without its end, which is added. */
static void finish(batch *b, size_t at, const char *sha256, aa_exit code, const char *line, bool resumed)
{
    outcome *o = &b->outcomes[at];
    size_t n = strlen(line);
    o->line = malloc(n + 2);
    if (o->line == NULL) {
        stop(b, AA_EXIT_TEMPORARY, NULL, "out of memory");
        return;
    }
    memcpy(o->line, line, n);
    memcpy(o->line + n, "\n", 2);
    o->state = STATE_DONE;
    o->exit = code;
    b->exit = aa_exit_worse(b->exit, code);
    aa_progress_step(&b->progress, target_at(b, at)->id, sha256, code, resumed);
    write_lines(b);
}

/* A target is done: into the journal first, so that what is written is never lost. */
static void conclude(batch *b, size_t at, const char *sha256, aa_exit code, const char *members)
{
    aa_str line;
    aa_done done = {.index = target_at(b, at)->index, .exit = code};
    aa_str_init(&line, LINE_BYTES);
    aa_batch_line(&line, target_at(b, at), sha256, code, members);
    done.line = line.ptr;
    snprintf(done.sha256, sizeof done.sha256, "%s", sha256);
    if (!aa_str_ok(&line) || !aa_journal_key(target_at(b, at), done.key))
        stop(b, AA_EXIT_TEMPORARY, NULL, "out of memory");
    else if (!aa_journal_add(&b->journal, &done))
        stop(b, AA_EXIT_OUTPUT, "journal", strerror(errno));
    else
        finish(b, at, sha256, code, line.ptr, false);
    aa_str_done(&line);
}

static void conclude_error(batch *b, size_t at, const char *sha256, aa_exit exit, const char *code,
                           const char *reason)
{
    aa_str members;
    aa_str_init(&members, LINE_BYTES);
    aa_batch_error(&members, code, reason);
    conclude(b, at, sha256, exit, members.ptr);
    aa_str_done(&members);
}

/* ---- files that come again ------------------------------------------------------------------------------
 */

/* The bucket of a file, or the empty one where it would go. There are more buckets than targets. */
static size_t *bucket_of(const batch *b, const char *sha256, const char *name)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%.16s", sha256);
    size_t at = (size_t)strtoull(digits, NULL, 16);
    for (;; at++) {
        size_t *bucket = &b->buckets[at & (b->bucket_count - 1)];
        const known *k = *bucket == 0 ? NULL : known_at(b, *bucket - 1);
        if (k == NULL || (strcmp(k->sha256, sha256) == 0 && strcmp(k->name, name) == 0))
            return bucket;
    }
}

/* Its index among the known, or their number. */
static size_t find_known(const batch *b, const char *sha256, const char *name)
{
    size_t i = *bucket_of(b, sha256, name);
    const known *k = i == 0 ? NULL : known_at(b, i - 1);
    return k != NULL && (k->running || k->members != NULL) ? i - 1 : b->known.count;
}

static void keep_known(batch *b, size_t i, aa_exit code, const char *members)
{
    known *k = known_at(b, i);
    size_t n = strlen(members);
    k->running = false;
    k->exit = code;
    if (b->kept + n > KEPT_BYTES)
        return;
    k->members = strdup(members);
    b->kept += k->members == NULL ? 0 : n;
}

/* ---- one target -----------------------------------------------------------------------------------------
 */

/* "out/{sha256}.json" for a file; NULL: memory is out. */
static const char *report_path(const slot *s, const char *pattern)
{
    const char *place = strstr(pattern, PLACE);
    return aa_arena_printf(s->arena, "%.*s%s%s", (int)(place - pattern), pattern, s->input.sha256,
                           place + strlen(PLACE));
}

static void take_report(slot *s, const aa_wire_record *record)
{
    batch *b = s->batch;
    if (record->tag == AA_TAG_RECORD) {
        aa_str_clear(&s->members);
        aa_str_putn(&s->members, (const char *)record->payload.p, record->payload.n);
    } else if (record->tag < b->settings->outputs.count &&
               b->settings->outputs.items[record->tag].path != NULL) {
        const char *path = report_path(s, b->settings->outputs.items[record->tag].path);
        if (path == NULL ||
            !aa_output_write(b->interrupt, path, (const char *)record->payload.p, record->payload.n))
            stop(b, AA_EXIT_OUTPUT, path, "cannot write");
    }
}

static void take(void *context, const aa_wire_record *record)
{
    slot *s = context;
    if (record->kind == AA_WIRE_REPORT)
        take_report(s, record);
    if (record->kind != AA_WIRE_LOG || record->tag != AA_WIRE_INPUT || aa_wire_text(record, 1) == NULL)
        return;
    const char *reason = aa_wire_text(record, 1);
    size_t n = strlen(s->name);
    aa_str_clear(&s->reason);
    aa_str_put(&s->reason, strncmp(reason, s->name, n) == 0 && reason[n] == ':' ? reason + n + 2 : reason);
}

static void release_slot(slot *s)
{
    aa_errand_abandon(&s->errand);
    if (s->input.fd >= 0)
        (void)close(s->input.fd);
    s->input.fd = -1;
    aa_str_done(&s->members);
    aa_str_done(&s->reason);
    aa_arena_free(s->arena);
    s->arena = NULL;
    s->batch->busy -= s->busy ? 1 : 0;
    s->busy = false;
}

/* What became of the app that |s| was at. */
static void settle(slot *s)
{
    batch *b = s->batch;
    const aa_errand *e = &s->errand;
    aa_exit code = e->done ? (aa_exit)e->worker.exit_code : AA_EXIT_INCOMPLETE;
    bool sound = aa_str_ok(&s->members) && aa_record_is_sound(aa_bytes_of(s->members.ptr, s->members.len));
    if (!sound) {
        aa_str_clear(&s->members);
        if (!e->done && e->mishap_count > 0)
            aa_batch_mishap(&s->members, &e->mishaps[e->mishap_count - 1]);
        else
            aa_batch_error(&s->members, "input.unrecognised", s->reason.ptr);
    }
    /* What ended before its time may come to its end on another day: such a record is no lasting one. */
    if (e->mishap_count == 0)
        aa_cache_put(&b->cache, b->interrupt, s->input.sha256, s->name, code, s->members.ptr);
    keep_known(b, s->known, code, s->members.ptr);
    conclude(b, s->at, s->input.sha256, code, s->members.ptr);
    release_slot(s);
}

static void start(batch *b, slot *s, size_t at)
{
    known *k = aa_vec_push(b->arena, &b->known);
    s->arena = aa_arena_new();
    if (k == NULL || s->arena == NULL) {
        stop(b, AA_EXIT_TEMPORARY, NULL, "out of memory");
        return;
    }
    *k = (known){.running = true};
    snprintf(k->sha256, sizeof k->sha256, "%s", s->input.sha256);
    snprintf(k->name, sizeof k->name, "%s", s->name);
    s->known = b->known.count - 1;
    *bucket_of(b, s->input.sha256, s->name) = b->known.count;
    s->at = at;
    s->input.name = s->name;
    aa_str_init(&s->members, AA_RECORD_BYTES + 1);
    aa_str_init(&s->reason, 65536);
    s->errand = (aa_errand){.arena = s->arena};
    s->task = (aa_judge_task){.console = b->console,
                              .settings = b->settings,
                              .inputs = &s->input,
                              .input_count = 1,
                              .as_record = true,
                              .threads = 1,
                              .isolation = b->isolation,
                              .errand = &s->errand};
    aa_judge_job(&s->task, &s->descriptor, -1, &s->errand.job);
    s->busy = true;
    b->busy++;
    b->outcomes[at].state = STATE_RUNNING;
    if (aa_errand_start(&s->errand) != AA_OK)
        stop(b, AA_EXIT_TEMPORARY, NULL, "no process can be started");
}

/* ---- what is known without work -------------------------------------------------------------------------
 */

/* True when the target is done, or waits for the same file under work. */
static bool is_known(batch *b, slot *s, size_t at)
{
    const aa_done *done = aa_journal_find(&b->journal, target_at(b, at), s->input.sha256);
    if (done != NULL) {
        finish(b, at, done->sha256, done->exit, done->line, true);
        return true;
    }
    size_t i = find_known(b, s->input.sha256, s->name);
    if (i < b->known.count && known_at(b, i)->running) {
        b->outcomes[at].state = STATE_WAITING;
        return true;
    }
    if (i < b->known.count) {
        conclude(b, at, s->input.sha256, known_at(b, i)->exit, known_at(b, i)->members);
        return true;
    }
    aa_str members;
    aa_exit code = AA_EXIT_OK;
    aa_str_init(&members, AA_RECORD_BYTES + 1);
    bool cached = aa_cache_get(&b->cache, s->input.sha256, s->name, &code, &members);
    if (cached)
        conclude(b, at, s->input.sha256, code, members.ptr);
    aa_str_done(&members);
    return cached;
}

/* Opens and hashes the target; starts a worker when nothing is known of it. */
static void begin(batch *b, slot *s, size_t at)
{
    const aa_target *target = target_at(b, at);
    const char *what = "";
    const char *why = "";
    aa_err err = aa_opened_open(&s->input, target->path, &b->settings->limits, &what, &why);
    if (err == AA_E_NOMEM) {
        stop(b, AA_EXIT_TEMPORARY, NULL, "out of memory");
    } else if (err != AA_OK) {
        aa_exit code = err == AA_E_LIMIT ? AA_EXIT_INCOMPLETE : AA_EXIT_NO_APP;
        conclude_error(b, at, "-", code, what, why);
    } else if (target->expected != NULL && strcmp(target->expected, s->input.sha256) != 0) {
        conclude_error(b, at, s->input.sha256, AA_EXIT_NO_APP, "input.other_file",
                       "is not the file that the list names");
    } else {
        aa_batch_name(target->path, s->name);
        if (!is_known(b, s, at))
            start(b, s, at);
    }
    if (!s->busy && s->input.fd >= 0) {
        (void)close(s->input.fd);
        s->input.fd = -1;
    }
}

/* ---- all ------------------------------------------------------------------------------------------------
 */

static slot *free_slot(const batch *b)
{
    for (size_t i = 0; i < b->slot_count; i++) {
        if (!b->slots[i].busy)
            return &b->slots[i];
    }
    return NULL;
}

/* Those that waited for the same file are looked at again once it is done. */
static void fill_slots(batch *b)
{
    for (size_t i = b->next_write; i < b->next_start && b->stopped == AA_EXIT_OK; i++) {
        slot *s = free_slot(b);
        if (s != NULL && b->outcomes[i].state == STATE_WAITING)
            begin(b, s, i);
    }
    while (b->stopped == AA_EXIT_OK && b->next_start < b->targets.count &&
           b->next_start < b->next_write + AHEAD) {
        slot *s = free_slot(b);
        if (s == NULL)
            return;
        begin(b, s, b->next_start++);
        aa_progress_show(&b->progress, false);
    }
}

static void wait_for_one(batch *b)
{
    struct pollfd sources[AA_POOL_THREADS];
    nfds_t count = 0;
    for (size_t i = 0; i < b->slot_count; i++) {
        if (b->slots[i].busy)
            sources[count++] = (struct pollfd){.fd = b->slots[i].errand.worker.fd, .events = POLLIN};
    }
    (void)poll(sources, count, 200);
    count = 0;
    for (size_t i = 0; i < b->slot_count; i++) {
        slot *s = &b->slots[i];
        if (!s->busy)
            continue;
        bool ready = sources[count++].revents != 0 || aa_supervise_now() >= s->errand.worker.deadline;
        if (ready && !aa_errand_go_on(&s->errand, take, s))
            settle(s);
    }
    aa_progress_show(&b->progress, false);
}

static void work(batch *b)
{
    while (b->stopped == AA_EXIT_OK && b->next_write < b->targets.count) {
        fill_slots(b);
        if (b->busy > 0 && b->stopped == AA_EXIT_OK)
            wait_for_one(b);
    }
    aa_progress_show(&b->progress, true);
}

static aa_exit open_output(batch *b)
{
    b->out = -1;
    for (size_t i = 0; i < b->settings->outputs.count; i++) {
        const aa_output *output = &b->settings->outputs.items[i];
        if (!output->is_records)
            continue;
        b->out =
            output->path == NULL
                ? STDOUT_FILENO
                : open(output->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
        if (b->out < 0) {
            aa_console_error(output->path, "cannot write: %s", strerror(errno));
            return AA_EXIT_OUTPUT;
        }
    }
    return AA_EXIT_OK;
}

static aa_exit prepare(batch *b)
{
    const aa_settings *settings = b->settings;
    aa_exit code = aa_targets_read(b->arena, settings->targets, settings->null, settings->shard, &b->targets);
    if (code == AA_EXIT_OK)
        code = aa_caged_isolation(settings->require_sandbox, &b->isolation);
    if (code != AA_EXIT_OK)
        return code;
    if (!aa_batch_digest(settings, b->isolation, b->digest)) {
        aa_console_error("/proc/self/exe", "cannot be read");
        return AA_EXIT_INTERNAL;
    }
    if (settings->journal != NULL)
        code = aa_journal_open(b->arena, settings->journal, b->digest, &b->journal);
    if (code == AA_EXIT_OK && settings->cache != NULL &&
        !aa_cache_open(settings->cache, b->digest, &b->cache))
        code = AA_EXIT_OUTPUT;
    b->slot_count = aa_pool_threads(settings->threads);
    b->outcomes = aa_arena_array(b->arena, b->targets.count, sizeof *b->outcomes);
    b->slots = aa_arena_array(b->arena, b->slot_count, sizeof *b->slots);
    for (b->bucket_count = 16; b->bucket_count < 2 * b->targets.count;)
        b->bucket_count *= 2;
    b->buckets = aa_arena_array(b->arena, b->bucket_count, sizeof *b->buckets);
    if (b->outcomes == NULL || b->slots == NULL || b->buckets == NULL)
        return AA_EXIT_TEMPORARY;
    for (size_t i = 0; i < b->slot_count; i++)
        b->slots[i] = (slot){.batch = b, .input = {.fd = -1}};
    return code == AA_EXIT_OK ? open_output(b) : code;
}

static void release(batch *b)
{
    for (size_t i = 0; b->slots != NULL && i < b->slot_count; i++) {
        if (b->slots[i].busy)
            release_slot(&b->slots[i]);
    }
    for (size_t i = 0; i < b->known.count; i++)
        free(known_at(b, i)->members);
    for (size_t i = 0; b->outcomes != NULL && i < b->targets.count; i++)
        free(b->outcomes[i].line);
    if (b->out >= 0 && b->out != STDOUT_FILENO)
        (void)close(b->out);
    aa_journal_close(&b->journal);
    aa_arena_free(b->arena);
}

aa_exit aa_batch_run(const aa_console *console, const aa_settings *settings, aa_interrupt *interrupt)
{
    batch b = {.console = console,
               .settings = settings,
               .interrupt = interrupt,
               .arena = aa_arena_new(),
               .targets = AA_VEC_INIT(aa_target),
               .known = AA_VEC_INIT(known),
               .journal = {.fd = -1},
               .out = -1};
    if (b.arena == NULL) {
        aa_console_error(NULL, "out of memory");
        return AA_EXIT_TEMPORARY;
    }
    aa_exit code = prepare(&b);
    if (code == AA_EXIT_OK) {
        aa_progress_begin(&b.progress, settings->progress, console->quiet, b.targets.count);
        work(&b);
        code = b.stopped != AA_EXIT_OK ? b.stopped : b.exit;
    }
    release(&b);
    return code;
}
