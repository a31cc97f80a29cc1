/*
 * appassay check: judges one app and writes the reports.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <appassay/report.h>

#include "cli/gate.h"
#include "cli/output.h"

/* The name that messages about the app begin with: its first file. */
static const char *subject(const aa_settings *settings)
{
    return settings->paths[0];
}

static aa_exit refuse_outputs(const aa_settings *settings)
{
    for (size_t i = 0; i < settings->output_count; i++) {
        const char *path = settings->outputs[i].path;
        if (path != NULL && !aa_output_is_possible(path, settings->paths, settings->path_count))
            return AA_EXIT_OUTPUT;
    }
    return AA_EXIT_OK;
}

/* Files get whole reports without colours; the terminal gets what fits it. */
static aa_report_options report_options(const aa_console *console, const aa_settings *settings, bool to_file)
{
    return (aa_report_options){
        .lang = console->lang,
        .color = to_file ? console->color_mode == AA_COLOR_ALWAYS : aa_console_color(console),
        .columns = to_file ? 0 : console->columns,
        .verbose = settings->verbose,
        .brief = console->quiet && !to_file,
    };
}

static aa_exit write_output(const aa_console *console, const aa_settings *settings, aa_interrupt *interrupt,
                            const aa_result *result, const aa_output *output)
{
    aa_report_options options = report_options(console, settings, output->path != NULL);
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render(result, output->format, &options, &text, &len);
    if (err != AA_OK) {
        aa_console_error(subject(settings), "the %s report cannot be made: %s", output->format,
                         aa_err_name(err));
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_OUTPUT;
    }
    bool ok = false;
    if (output->path != NULL) {
        ok = aa_output_write(interrupt, output->path, text, len);
    } else {
        ok = aa_console_write(text, len);
        if (!ok)
            aa_console_error("standard output", "cannot write: %s", strerror(errno));
    }
    free(text);
    return ok ? AA_EXIT_OK : AA_EXIT_OUTPUT;
}

/* What a script's log should say even when the reports went to files. */
static void remark(const aa_console *console, const aa_settings *settings, const aa_result *result)
{
    bool to_stdout = false;
    for (size_t i = 0; i < settings->output_count; i++)
        to_stdout = to_stdout || settings->outputs[i].path == NULL;
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
        for (size_t i = 0; i < settings->output_count; i++) {
            aa_exit written = write_output(console, settings, interrupt, result, &settings->outputs[i]);
            code = aa_exit_worse(code, written);
        }
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
        code = refuse_outputs(&settings);
        if (code == AA_EXIT_OK) {
            aa_interrupt interrupt;
            aa_interrupt_start(&interrupt);
            code = judge(console, &settings, &interrupt);
            aa_interrupt_stop(&interrupt);
        }
    }
    aa_settings_done(&settings);
    return code;
}
