#include "cli/judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"
#include "base/watch.h"
#include "cli/answers.h"
#include "cli/caged.h"
#include "cli/faults.h"
#include "cli/gate.h"
#include "cli/record.h"
#include "engine/report.h"
#include "facts/secrets.h"

/* ---- in the worker --------------------------------------------------------------------------------------
 */

static void say(aa_wire_log log, const char *subject, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void say(aa_wire_log log, const char *subject, const char *format, ...)
{
    char text[2048];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)aa_wire_put_log(AA_WORKER_OUTPUT, log, subject, text);
}

/* The name that messages about the app begin with: its first file. */
static const char *subject(const aa_judge_task *task)
{
    return task->inputs[0].path;
}

/* What reports are made of: the result, or the result.json that people's answers were put into. */
typedef struct source {
    const aa_result *result;
    aa_bytes json; /* empty: nobody answered */
} source;

static aa_err make_report(const source *from, const char *format, const aa_report_options *options,
                          char **out, size_t *len)
{
    if (aa_report_needs_files(format))
        format = "json"; /* the supervisor makes it of that */
    if (from->json.n == 0)
        return aa_report_render(from->result, format, options, out, len);
    return aa_report_render_json((const char *)from->json.p, from->json.n, format, options, out, len);
}

static aa_exit send_report(const aa_judge_task *task, const aa_watch *watch, const source *from, size_t index)
{
    const aa_output *output = &task->settings->outputs.items[index];
    const aa_report_options *options = output->path != NULL ? &task->to_file : &task->to_stdout;
    char *text = NULL;
    size_t len = 0;
    (void)aa_watch_enter(watch, "report", NULL, output->format);
    aa_err err = make_report(from, output->format, options, &text, &len);
    if (err != AA_OK) {
        say(AA_WIRE_ERROR, subject(task), "the %s report cannot be made: %s", output->format,
            aa_err_name(err));
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_OUTPUT;
    }
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_REPORT, (uint32_t)index, text, len);
    free(text);
    return AA_EXIT_OK;
}

/* What a script's log should say even when the reports went to files. */
static void remark(const aa_judge_task *task, const aa_result *result)
{
    const aa_settings *settings = task->settings;
    bool quiet = task->console->quiet || task->as_record || aa_outputs_use_stdout(&settings->outputs);
    for (size_t i = 0; i < result->judgement_count && !quiet; i++) {
        const aa_judgement *j = &result->judgements[i];
        say(AA_WIRE_ERROR, subject(task), "%s %s: %s; rows: %zu fail, %zu undecided, %zu pass", j->table->id,
            j->tier, aa_verdict_name(j->verdict), aa_gate_count(j, AA_FAIL), aa_gate_count(j, AA_UNDECIDED),
            aa_gate_count(j, AA_PASS));
    }
    if (aa_gate_is_incomplete(result) && !task->console->quiet && !task->as_record)
        say(AA_WIRE_ERROR, subject(task), "analysis incomplete: %s%s",
            result->state == AA_ANALYSIS_PARTIAL ? "parts of the input could not be read"
                                                 : "this version does not read this kind of package",
            settings->allow_incomplete ? "" : " (--allow-incomplete accepts that)");
}

/* What took less than a hundredth of a millisecond is left out. */
static void send_times(const aa_analysis *analysis)
{
    const char *name = NULL;
    uint64_t nanoseconds = 0;
    uint64_t sum = 0;
    for (size_t i = 0; aa_analysis_time(analysis, i, &name, &nanoseconds); i++) {
        sum += nanoseconds;
        if (nanoseconds >= 10000)
            say(AA_WIRE_ERROR, "", "time: %8.2f ms %s", (double)nanoseconds / 1e6, name);
    }
    say(AA_WIRE_ERROR, "", "time: %8.2f ms in all", (double)sum / 1e6);
}

/* What every report leaves out. Keys are longer than a line holds: their beginning tells which they are. */
static void send_secrets(const aa_result *result)
{
    const aa_secrets *secrets = result->facts->secrets;
    for (size_t i = 0; secrets != NULL && i < secrets->count; i++) {
        const aa_secret *s = &secrets->items[i];
        if (s->power != AA_SECRET_KNOWN)
            say(AA_WIRE_ERROR, "", "secret %s: %s %s: %s", s->digest, s->provider, s->what, s->value);
    }
}

/* The gate's answer, and every report that was asked for. */
static aa_exit send_all(const aa_judge_task *task, const aa_watch *watch, const aa_analysis *analysis,
                        const source *from)
{
    const aa_result *result = from->result;
    aa_exit code = aa_gate(result, task->settings);
    if (task->as_record) {
        aa_str line;
        aa_str_init(&line, AA_RECORD_BYTES);
        aa_record_put(&line, result);
        if (!aa_str_ok(&line))
            return AA_EXIT_TEMPORARY;
        (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_REPORT, AA_TAG_RECORD, line.ptr, line.len);
        aa_str_done(&line);
    }
    aa_exit written = AA_EXIT_OK;
    for (size_t i = 0; i < task->settings->outputs.count; i++) {
        if (!task->settings->outputs.items[i].is_records)
            written = aa_exit_worse(written, send_report(task, watch, from, i));
    }
    remark(task, result);
    if (task->settings->stats)
        send_times(analysis);
    if (task->settings->show_secrets)
        send_secrets(result);
    return aa_exit_worse(code, written);
}

static void log_fault(const char *subject, const char *text)
{
    say(AA_WIRE_ERROR, subject, "%s", text);
}

/* With what people answered, when they did. */
static aa_exit send_answered(const aa_judge_task *task, const aa_watch *watch, const aa_analysis *analysis)
{
    aa_sheet_file *sheet = task->settings->sheet;
    source from = {.result = aa_analysis_result(analysis)};
    if (sheet == NULL)
        return send_all(task, watch, analysis, &from);
    aa_answered answered;
    sheet->log = log_fault;
    aa_exit code = aa_answered_make(&answered, sheet, from.result);
    from = (source){&answered.result, answered.json};
    if (code == AA_EXIT_OK)
        code = send_all(task, watch, analysis, &from);
    aa_answered_done(&answered);
    return code;
}

static aa_options analysis_options(const aa_judge_task *task)
{
    const aa_settings *settings = task->settings;
    aa_options options = AA_OPTIONS_INIT;
    options.limits = settings->limits;
    options.standards = settings->standards;
    options.standard_count = settings->standard_count;
    options.threads = task->threads;
    options.today = settings->today;
    options.previous = settings->previous;
    options.previous_fd = task->with_previous ? AA_WORKER_INPUT + (int)task->input_count : 0;
    options.isolation = aa_isolation_name(task->isolation);
    return options;
}

static void done(aa_err err, aa_exit code)
{
    const uint8_t payload[4] = {(uint8_t)-err};
    (void)aa_wire_put(AA_WORKER_OUTPUT, AA_WIRE_DONE, (uint32_t)code, payload, sizeof payload);
}

/* The inputs as the analysis takes them; NULL: memory is out. */
static aa_input *inputs_of(const aa_judge_task *task)
{
    aa_input *inputs = calloc(task->input_count, sizeof *inputs);
    for (size_t i = 0; inputs != NULL && i < task->input_count; i++) {
        inputs[i] = (aa_input){
            .path = task->inputs[i].name, .fd = AA_WORKER_INPUT + (int)i, .sha256 = task->inputs[i].sha256};
    }
    return inputs;
}

void aa_judge_work(void *context)
{
    const aa_judge_task *task = context;
    aa_options options = analysis_options(task);
    aa_watch watch = task->errand->watch;
    aa_faults_install(&watch);
    options.watch = &watch;
    aa_analysis *analysis = aa_analysis_new(&options);
    aa_input *inputs = inputs_of(task);
    aa_err err = AA_E_NOMEM;
    if (analysis != NULL && inputs != NULL)
        err = aa_analysis_run_open(analysis, inputs, task->input_count);
    aa_exit code = aa_exit_of_error(err);
    if (err == AA_OK)
        code = send_answered(task, &watch, analysis);
    else if (err != AA_E_NOMEM)
        say(AA_WIRE_INPUT, "", "%s",
            aa_analysis_error(analysis)[0] == '\0' ? aa_err_name(err) : aa_analysis_error(analysis));
    done(err, code); /* what is left goes with the process */
}

/* ---- in the supervisor ----------------------------------------------------------------------------------
 */

aa_err aa_opened_open(aa_opened *input, const char *path, const aa_limits *limits, const char **code,
                      const char **why)
{
    aa_file file;
    const char *slash = strrchr(path, '/');
    *input =
        (aa_opened){.path = path, .name = slash != NULL && slash[1] != '\0' ? slash + 1 : path, .fd = -1};
    aa_err err = aa_file_open(path, false, limits->file_bytes, &file);
    *code = err == AA_OK ? "input.unreadable" : file.code;
    *why = err == AA_OK ? "cannot be read" : file.reason;
    if (err != AA_OK)
        return err;
    input->fd = file.fd;
    input->size = file.size;
    err = aa_sha256_fd(file.fd, input->sha256);
    if (err != AA_OK) {
        (void)close(file.fd);
        input->fd = -1;
    }
    return err;
}

void aa_judge_job(aa_judge_task *task, int *descriptors, int previous_fd, aa_worker_job *job)
{
    const aa_limits *limits = &task->settings->limits;
    unsigned threads = aa_pool_threads(task->threads);
    uint64_t size = 0;
    for (size_t i = 0; i < task->input_count; i++) {
        descriptors[i] = task->inputs[i].fd;
        size += task->inputs[i].size;
    }
    task->to_file = aa_outputs_options(task->console, task->settings->verbose, true);
    task->to_stdout = aa_outputs_options(task->console, task->settings->verbose, false);
    task->with_previous = previous_fd >= 0;
    if (task->with_previous)
        descriptors[task->input_count] = previous_fd;
    *job = (aa_worker_job){
        .work = aa_judge_work,
        .context = task,
        .inputs = descriptors,
        .input_count = task->input_count + (task->with_previous ? 1 : 0),
        .cage = aa_caged_limits(limits, size, threads),
        .wall_ms = (uint64_t)limits->seconds * 1000,
        .most_bytes = limits->report_bytes,
    };
}

void aa_judge_mishap(const char *subject, const aa_mishap *mishap)
{
    static const char *const texts[] = {[AA_FATE_DONE] = "",
                                        [AA_FATE_CRASH] = "the worker crashed",
                                        [AA_FATE_TIME] = "the worker took more time than the limit",
                                        [AA_FATE_MEMORY] = "the worker took more memory than the limit",
                                        [AA_FATE_POLICY] = "the worker made a system call that it must not",
                                        [AA_FATE_FLOOD] = "the worker sent what no worker sends"};
    char signal[32] = "";
    if (mishap->fate == AA_FATE_CRASH && mishap->signal != 0)
        snprintf(signal, sizeof signal, " (signal %d)", mishap->signal);
    aa_console_error(subject, "%s%s at: %s%s%s%s", texts[mishap->fate], signal,
                     mishap->stage[0] == '\0' ? "start" : mishap->stage, mishap->member[0] == '\0' ? "" : " ",
                     mishap->member, mishap->again ? "; analysed again without that" : "");
}
