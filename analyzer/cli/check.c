/*
 * appassay check: judges one app, in a process of its own, and writes the reports.
 */
#include <unistd.h>

#include "base/file.h"
#include "cli/answers.h"
#include "cli/batch.h"
#include "cli/caged.h"

/* One app: what was opened of it, and what its worker sent. */
typedef struct checking {
    aa_console *console;
    const aa_settings *settings;
    aa_opened *inputs;
    int previous_fd; /* -1: none */

    aa_received received;
} checking;

/* ---- what the worker sends ------------------------------------------------------------------------------
 */

static void take_log(const checking *c, const aa_wire_record *record)
{
    const char *subject = aa_wire_text(record, 0);
    const char *text = aa_wire_text(record, 1);
    if (subject == NULL || text == NULL)
        return;
    if (record->tag == AA_WIRE_INPUT)
        aa_console_input_error(c->settings->paths, c->settings->path_count, text);
    else
        aa_console_error(subject[0] == '\0' ? NULL : subject, "%s", text);
}

static void take(void *context, const aa_wire_record *record)
{
    checking *c = context;
    if (record->kind == AA_WIRE_LOG)
        take_log(c, record);
    else if (record->kind == AA_WIRE_REPORT)
        aa_received_take(&c->received, &c->settings->outputs, record);
}

/* ---- one app --------------------------------------------------------------------------------------------
 */

static void tell_mishaps(const checking *c, const aa_errand *errand)
{
    for (size_t i = 0; i < errand->mishap_count; i++)
        aa_judge_mishap(c->settings->paths[0], &errand->mishaps[i]);
}

static aa_exit run_errand(checking *c, aa_isolation isolation, aa_interrupt *interrupt)
{
    int descriptors[AA_WORKER_INPUTS];
    aa_errand errand = {.arena = c->settings->tables.arena};
    aa_judge_task task = {.console = c->console,
                          .settings = c->settings,
                          .inputs = c->inputs,
                          .input_count = c->settings->path_count,
                          .threads = c->settings->threads,
                          .isolation = isolation,
                          .errand = &errand};
    aa_judge_job(&task, descriptors, c->previous_fd, &errand.job);
    if (aa_errand_start(&errand) != AA_OK) {
        aa_console_error(NULL, "no process can be started");
        return AA_EXIT_TEMPORARY;
    }
    aa_errand_wait(&errand, take, c);
    tell_mishaps(c, &errand);
    aa_exit code = errand.done ? (aa_exit)errand.worker.exit_code : AA_EXIT_INCOMPLETE;
    aa_errand_abandon(&errand);
    const aa_rendering how = {.name = c->settings->paths[0], .verbose = c->settings->verbose};
    return aa_exit_worse(code,
                         aa_received_write(&c->received, &c->settings->outputs, c->console, interrupt, &how));
}

/* What could not be opened, as the analysis would say it. */
static aa_exit refuse_input(const aa_settings *settings, const char *path, aa_err err, const char *why)
{
    (void)settings;
    aa_console_error(path, "%s", err == AA_E_NOMEM ? "out of memory" : why);
    return aa_exit_of_error(err);
}

static aa_exit open_previous(checking *c)
{
    const char *path = c->settings->previous;
    aa_file file;
    if (path == NULL)
        return AA_EXIT_OK;
    if (aa_file_open(path, false, c->settings->limits.file_bytes, &file) != AA_OK) {
        aa_console_error(path, "the previous release is no use: %s", file.reason);
        return AA_EXIT_USAGE;
    }
    c->previous_fd = file.fd;
    return AA_EXIT_OK;
}

static aa_exit open_inputs(checking *c)
{
    const aa_settings *settings = c->settings;
    if (settings->path_count + 1 > AA_WORKER_INPUTS)
        return aa_usage_error("check", "more than %d files are no app", AA_WORKER_INPUTS - 1);
    c->inputs = aa_arena_array(settings->tables.arena, settings->path_count, sizeof *c->inputs);
    if (c->inputs == NULL)
        return refuse_input(settings, NULL, AA_E_NOMEM, "");
    for (size_t i = 0; i < settings->path_count; i++) {
        const char *code = "";
        const char *why = "";
        aa_err err = aa_opened_open(&c->inputs[i], settings->paths[i], &settings->limits, &code, &why);
        if (err != AA_OK)
            return refuse_input(settings, settings->paths[i], err, why);
    }
    return open_previous(c);
}

static aa_exit judge(aa_console *console, const aa_settings *settings, aa_interrupt *interrupt)
{
    checking c = {.console = console, .settings = settings, .previous_fd = -1};
    aa_isolation isolation = AA_ISOLATION_LIMITS;
    aa_exit code = open_inputs(&c);
    if (code == AA_EXIT_OK)
        code = aa_caged_isolation(settings->require_sandbox, &isolation);
    if (code == AA_EXIT_OK)
        code = run_errand(&c, isolation, interrupt);
    for (size_t i = 0; c.inputs != NULL && i < settings->path_count; i++) {
        if (c.inputs[i].path != NULL && c.inputs[i].fd >= 0)
            (void)close(c.inputs[i].fd);
    }
    if (c.previous_fd >= 0)
        (void)close(c.previous_fd);
    aa_received_done(&c.received);
    return code;
}

/* A sheet of answers is read before the work begins; outside the cage, where its evidence lies. */
static aa_exit read_sheet(aa_settings *settings, aa_sheet_file *file)
{
    if (settings->answers == NULL)
        return AA_EXIT_OK;
    settings->sheet = file;
    return aa_sheet_file_read(file, settings->answers);
}

aa_exit aa_check_run(aa_console *console, char *const *argv)
{
    aa_settings settings;
    aa_sheet_file sheet = {0};
    aa_exit code = AA_EXIT_OK;
    if (aa_settings_read(&settings, console, argv, &code) == AA_PARSED_RUN) {
        if (settings.targets == NULL &&
            !aa_outputs_are_possible(&settings.outputs, settings.paths, settings.path_count)) {
            code = AA_EXIT_OUTPUT;
        } else if ((code = read_sheet(&settings, &sheet)) == AA_EXIT_OK) {
            aa_interrupt interrupt;
            aa_interrupt_start(&interrupt);
            code = settings.targets != NULL ? aa_batch_run(console, &settings, &interrupt)
                                            : judge(console, &settings, &interrupt);
            aa_interrupt_stop(&interrupt);
        }
    }
    aa_sheet_file_done(&sheet);
    aa_settings_done(&settings);
    return code;
}
