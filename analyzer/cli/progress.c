#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "supervise/worker.h"

#define BAR_COLUMNS 24
#define EVERY_MS    200
#define LINE_BYTES  65536

bool aa_progress_parse(const char *text, aa_progress_mode *out)
{
    static const char *const names[] = {[AA_PROGRESS_AUTO] = "auto",
                                        [AA_PROGRESS_BAR] = "bar",
                                        [AA_PROGRESS_JSON] = "json",
                                        [AA_PROGRESS_NONE] = "none"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(text, names[i]) == 0) {
            *out = (aa_progress_mode)i;
            return true;
        }
    }
    return false;
}

void aa_progress_begin(aa_progress *progress, aa_progress_mode mode, bool quiet, size_t total)
{
    if (mode == AA_PROGRESS_AUTO)
        mode = isatty(STDERR_FILENO) == 1 && !quiet ? AA_PROGRESS_BAR : AA_PROGRESS_NONE;
    *progress = (aa_progress){.mode = mode, .total = total, .begun = aa_supervise_now()};
}

void aa_progress_step(aa_progress *progress, const char *id, const char *sha256, aa_exit exit, bool resumed)
{
    progress->done++;
    progress->resumed += resumed ? 1 : 0;
    progress->incomplete += exit >= AA_EXIT_NO_APP ? 1 : 0;
    if (progress->mode != AA_PROGRESS_JSON)
        return;
    aa_str line;
    aa_json j;
    aa_str_init(&line, LINE_BYTES);
    aa_json_init(&j, &line);
    j.compact = true;
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "event", "target");
    aa_json_uint(&j, "done", progress->done);
    aa_json_uint(&j, "total", progress->total);
    aa_json_text(&j, "id", id);
    aa_json_text(&j, "sha256", sha256[0] == '-' ? NULL : sha256);
    aa_json_int(&j, "exit", exit);
    aa_json_bool(&j, "resumed", resumed);
    aa_json_uint(&j, "elapsed_ms", aa_supervise_now() - progress->begun);
    aa_json_close_object(&j);
    if (aa_str_ok(&line))
        fputs(line.ptr, stderr);
    aa_str_done(&line);
}

/* "0:41", "2:05:00" */
static void put_time(char out[32], uint64_t seconds)
{
    unsigned long long hours = seconds / 3600;
    unsigned long long minutes = seconds / 60 % 60;
    if (hours > 0)
        snprintf(out, 32, "%llu:%02llu:%02llu", hours, minutes, (unsigned long long)seconds % 60);
    else
        snprintf(out, 32, "%llu:%02llu", minutes, (unsigned long long)seconds % 60);
}

void aa_progress_show(aa_progress *progress, bool last)
{
    uint64_t now = aa_supervise_now();
    if (progress->mode != AA_PROGRESS_BAR || (!last && now - progress->shown < EVERY_MS))
        return;
    progress->shown = now;
    char bar[BAR_COLUMNS + 1];
    char left[32] = "-";
    size_t filled = progress->total == 0 ? BAR_COLUMNS : BAR_COLUMNS * progress->done / progress->total;
    memset(bar, '.', BAR_COLUMNS);
    memset(bar, '#', filled);
    bar[BAR_COLUMNS] = '\0';
    uint64_t worked = progress->done - progress->resumed;
    double rate = now > progress->begun ? (double)worked * 1000 / (double)(now - progress->begun) : 0;
    if (rate > 0)
        put_time(left, (uint64_t)((double)(progress->total - progress->done) / rate));
    fprintf(stderr, "\r[%s] %zu/%zu  %.1f/s  left %s  incomplete %zu \x1b[K%s", bar, progress->done,
            progress->total, rate, left, progress->incomplete, last ? "\n" : "");
}
