/*
 * appassay check: judges one app and writes the reports.
 */
#include <appassay/report.h>

#include "cli/gate.h"
#include "cli/outputs.h"

/* The name that messages about the app begin with: its first file. */
static const char *subject(const aa_settings *settings)
{
    return settings->paths[0];
}

static aa_err render(const void *subject, const char *format, const aa_report_options *how, char **out,
                     size_t *out_len)
{
    return aa_report_render(subject, format, how, out, out_len);
}

/* What a script's log should say even when the reports went to files. */
static void remark(const aa_console *console, const aa_settings *settings, const aa_result *result)
{
    bool to_stdout = aa_outputs_use_stdout(&settings->outputs);
    for (size_t i = 0; i < result->judgement_count && !to_stdout; i++) {
        const aa_judgement *j = &result->judgements[i];
        aa_console_note(console, subject(settings), "%s %s: %s; rows: %zu fail, %zu undecided, %zu pass",
                        j->table->id, j->tier, aa_verdict_name(j->verdict), aa_gate_count(j, AA_FAIL),
                        aa_gate_count(j, AA_UNDECIDED), aa_gate_count(j, AA_PASS));
    }
    if (aa_gate_is_incomplete(result))
        aa_console_note(console, subject(settings), "analysis incomplete: %s%s",
                        result->state == AA_ANALYSIS_PARTIAL
                            ? "parts of the input could not be read"
                            : "this version does not read this kind of package",
                        settings->allow_incomplete ? "" : " (--allow-incomplete accepts that)");
}

/* What took less than a hundredth of a millisecond is left out. */
static void put_times(const aa_analysis *analysis)
{
    const char *name = NULL;
    uint64_t nanoseconds = 0;
    uint64_t sum = 0;
    for (size_t i = 0; aa_analysis_time(analysis, i, &name, &nanoseconds); i++) {
        sum += nanoseconds;
        if (nanoseconds >= 10000)
            aa_console_error(NULL, "time: %8.2f ms %s", (double)nanoseconds / 1e6, name);
    }
    aa_console_error(NULL, "time: %8.2f ms in all", (double)sum / 1e6);
}

static aa_exit judge(const aa_console *console, const aa_settings *settings, aa_interrupt *interrupt)
{
    aa_options options = AA_OPTIONS_INIT;
    options.standards = settings->standards;
    options.standard_count = settings->standard_count;
    options.threads = settings->threads;
    options.today = settings->today;
    options.previous = settings->previous;
    aa_analysis *analysis = aa_analysis_new(&options);
    if (analysis == NULL) {
        aa_console_error(NULL, "out of memory");
        return AA_EXIT_TEMPORARY;
    }
    aa_err err = aa_analysis_run(analysis, settings->paths, settings->path_count);
    aa_exit code = aa_exit_of_error(err);
    if (err == AA_OK) {
        const aa_result *result = aa_analysis_result(analysis);
        code = aa_gate(result, settings);
        const aa_rendering rendering = {subject(settings), result, render, settings->verbose};
        code = aa_exit_worse(code, aa_outputs_write(&settings->outputs, console, interrupt, &rendering));
        remark(console, settings, result);
        if (settings->stats)
            put_times(analysis);
    } else {
        const char *detail = aa_analysis_error(analysis);
        aa_console_input_error(settings->paths, settings->path_count,
                               detail[0] == '\0' ? aa_err_name(err) : detail);
    }
    aa_analysis_free(analysis);
    return code;
}

aa_exit aa_check_run(aa_console *console, char *const *argv)
{
    aa_settings settings;
    aa_exit code = AA_EXIT_OK;
    if (aa_settings_read(&settings, console, argv, &code) == AA_PARSED_RUN) {
        if (!aa_outputs_are_possible(&settings.outputs, settings.paths, settings.path_count)) {
            code = AA_EXIT_OUTPUT;
        } else {
            aa_interrupt interrupt;
            aa_interrupt_start(&interrupt);
            code = judge(console, &settings, &interrupt);
            aa_interrupt_stop(&interrupt);
        }
    }
    aa_settings_done(&settings);
    return code;
}
