#include "supervise/errand.h"

#include <poll.h>
#include <string.h>

#include "base/watch.h"

/* All attempts together may take this many times what one may. */
#define ALL_ATTEMPTS 2

static aa_err start(aa_errand *errand)
{
    uint64_t now = aa_supervise_now();
    aa_worker_job job = errand->job;
    if (errand->until - now < job.wall_ms)
        job.wall_ms = errand->until - now;
    errand->watch.context = &errand->worker;
    aa_err err = aa_worker_start(&errand->worker, &job);
    errand->running = err == AA_OK;
    if (err != AA_OK)
        aa_worker_release(&errand->worker);
    return err;
}

aa_err aa_errand_start(aa_errand *errand)
{
    errand->watch =
        (aa_watch){.enter = aa_worker_tell_stage, .leave = aa_worker_tell_rest, .left_out = errand->left_out};
    errand->until = aa_supervise_now() + ALL_ATTEMPTS * errand->job.wall_ms;
    return start(errand);
}

/* A copy that outlives the worker; "" for NULL and when memory is out. */
static const char *keep(aa_errand *errand, const char *text)
{
    const char *copy = text == NULL ? NULL : aa_arena_utf8(errand->arena, aa_bytes_of(text, strlen(text)));
    return copy == NULL ? "" : copy;
}

static aa_mishap *add_mishap(aa_errand *errand, aa_fate fate, const aa_board_entry *suspect)
{
    aa_mishap *mishap = &errand->mishaps[errand->mishap_count++];
    *mishap = (aa_mishap){.fate = fate,
                          .signal = errand->worker.signal != 0 ? errand->worker.signal
                                                               : errand->worker.fault_signal,
                          .stage = keep(errand, suspect->stage),
                          .artifact = keep(errand, suspect->artifact),
                          .member = keep(errand, suspect->member)};
    return mishap;
}

/* What the next attempt is to leave alone; false when nothing that can be is left. |cut|: the names are not
 * whole. */
static bool choose(aa_errand *errand, const aa_mishap *mishap, bool cut)
{
    const char *stage = mishap->stage;
    const char *member = mishap->member[0] == '\0' ? NULL : mishap->member;
    const char *artifact = mishap->artifact[0] == '\0' ? NULL : mishap->artifact;
    bool part = (strcmp(stage, "read") == 0 || strcmp(stage, "check") == 0) && member != NULL && !cut;
    if (part && aa_watch_left_out(&errand->watch, stage, artifact, member) != NULL)
        part = false; /* it was not that */
    if (!part && (strcmp(stage, "open") == 0 || strcmp(stage, "judge") == 0 || strcmp(stage, "report") == 0))
        return false;
    if (!part && aa_watch_left_out(&errand->watch, "program", NULL, NULL) != NULL)
        return false;
    aa_left_out entry = {.what = {.stage = "program"}, .code = aa_fate_code(mishap->fate)};
    if (part)
        entry.what = (aa_stage){stage, artifact, member};
    errand->left_out[errand->watch.left_out_count++] = entry;
    return true;
}

/* The worker ended: true when another one is at work now. */
static bool next_attempt(aa_errand *errand)
{
    aa_fate fate = aa_worker_end(&errand->worker);
    bool more = false;
    errand->running = false;
    errand->done = fate == AA_FATE_DONE;
    if (!errand->done) {
        aa_board_entry suspect;
        (void)aa_worker_suspect(&errand->worker, &suspect);
        aa_mishap *mishap = add_mishap(errand, fate, &suspect);
        more = errand->mishap_count <= AA_ERRAND_RETRIES && aa_supervise_now() < errand->until &&
               choose(errand, mishap, suspect.cut);
        mishap->again = more;
    }
    if (!more)
        return false;
    aa_worker_release(&errand->worker);
    return start(errand) == AA_OK;
}

bool aa_errand_go_on(aa_errand *errand, void (*take)(void *context, const aa_wire_record *record),
                     void *context)
{
    if (aa_worker_pump(&errand->worker, take, context) && aa_supervise_now() < errand->worker.deadline)
        return true;
    return next_attempt(errand);
}

void aa_errand_wait(aa_errand *errand, void (*take)(void *context, const aa_wire_record *record),
                    void *context)
{
    do {
        uint64_t now = aa_supervise_now();
        uint64_t left = errand->worker.deadline > now ? errand->worker.deadline - now : 0;
        struct pollfd source = {.fd = errand->worker.fd, .events = POLLIN};
        (void)poll(&source, 1, left > 60000 ? 60000 : (int)left + 1);
    } while (aa_errand_go_on(errand, take, context));
}

void aa_errand_abandon(aa_errand *errand)
{
    if (errand->running)
        (void)aa_worker_end(&errand->worker);
    errand->running = false;
    aa_worker_release(&errand->worker);
}
