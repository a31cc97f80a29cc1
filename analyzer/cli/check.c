/*
 * appassay check: judges one app and writes the reports.
 */
#include <stdlib.h>

#include <appassay/report.h>

#include "cli/answers.h"
#include "cli/gate.h"
#include "cli/outputs.h"
#include "reports/document/document.h"

/* The name that messages about the app begin with: its first file. */
static const char *subject(const aa_settings *settings)
{
    return settings->paths[0];
}

static aa_err render(const void *json, const char *format, const aa_report_options *how, char **out,
                     size_t *out_len)
{
    const aa_bytes *bytes = json;
    return aa_report_render_json((const char *)bytes->p, bytes->n, format, how, out, out_len);
}

/* What a script's log should say even when the reports went to files. */
static void remark(const aa_console *console, const aa_settings *settings, const aa_result *result,
                   const aa_document *document)
{
    const json_t *judgements = json_object_get(aa_document_root(document), "judgements");
    bool to_stdout = aa_outputs_use_stdout(&settings->outputs);
    for (size_t i = 0; i < json_array_size(judgements) && !to_stdout; i++) {
        const json_t *j = json_array_get(judgements, i);
        aa_console_note(console, subject(settings), "%s %s: %s; rows: %zu fail, %zu undecided, %zu pass",
                        aa_member_text(j, "standard"), aa_member_text(j, "tier"),
                        aa_member_text(j, "verdict"), aa_gate_count(j, AA_FAIL),
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

/* The result as result.json, with what people answered. */
static aa_exit make_json(const aa_settings *settings, const aa_result *result, aa_arena *arena,
                         aa_bytes *json)
{
    const aa_report_options how = {.lang = AA_LANG_EN};
    char *text = NULL;
    size_t len = 0;
    aa_err err = aa_report_render(result, "json", &how, &text, &len);
    char *copy = err == AA_OK ? aa_arena_strndup(arena, text, len) : NULL;
    free(text);
    if (copy == NULL) {
        aa_console_error(subject(settings), "the result cannot be written: %s",
                         aa_err_name(err == AA_OK ? AA_E_NOMEM : err));
        return AA_EXIT_TEMPORARY;
    }
    *json = aa_bytes_of(copy, len);
    return settings->answers == NULL ? AA_EXIT_OK : aa_answers_put(settings->answers, arena, json);
}

/* Everything after the analysis: reports are made of the document alone. */
static aa_exit tell(const aa_console *console, const aa_settings *settings, aa_interrupt *interrupt,
                    const aa_result *result, aa_arena *arena)
{
    aa_bytes json = aa_bytes_none();
    aa_document *document = NULL;
    aa_exit code = make_json(settings, result, arena, &json);
    if (code == AA_EXIT_OK)
        code = aa_exit_of_error(aa_document_parse((const char *)json.p, json.n, &document));
    if (code != AA_EXIT_OK)
        return code;
    code = aa_gate(result, json_object_get(aa_document_root(document), "judgements"), settings);
    const aa_rendering rendering = {subject(settings), &json, render, settings->verbose, false};
    code = aa_exit_worse(code, aa_outputs_write(&settings->outputs, console, interrupt, &rendering));
    remark(console, settings, result, document);
    aa_document_free(document);
    return code;
}

/* A sheet that is wrong in itself is told before the work. */
static aa_exit try_answers(const char *path)
{
    aa_sheet_file file;
    if (path == NULL)
        return AA_EXIT_OK;
    aa_exit code = aa_sheet_file_read(&file, path);
    aa_sheet_file_done(&file);
    return code;
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
        code = tell(console, settings, interrupt, aa_analysis_result(analysis), settings->tables.arena);
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
        } else if ((code = try_answers(settings.answers)) == AA_EXIT_OK) {
            aa_interrupt interrupt;
            aa_interrupt_start(&interrupt);
            code = judge(console, &settings, &interrupt);
            aa_interrupt_stop(&interrupt);
        }
    }
    aa_settings_done(&settings);
    return code;
}
