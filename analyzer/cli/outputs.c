#include "cli/outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/folder.h"
#include "cli/suggest.h"

#define NAMES_BYTES 4096

/* The format whose name are the first |len| characters of |text|; NULL: a message has been written. */
static const char *find_format(const char *verb, const char *text, size_t len, bool with_records)
{
    static const char records[] = "ndjson";
    if (with_records && len == strlen(records) && strncmp(text, records, len) == 0)
        return records;
    const char *known = NULL;
    const char *found = NULL;
    aa_str typed;
    aa_str names;
    aa_str_init(&typed, NAMES_BYTES);
    aa_str_init(&names, NAMES_BYTES);
    aa_str_putn(&typed, text, len);
    aa_suggestion suggestion = {.typed = typed.ptr};
    for (size_t i = 0; (known = aa_report_format_name(i)) != NULL; i++) {
        if (strlen(known) == len && strncmp(known, text, len) == 0)
            found = known;
        aa_suggest_offer(&suggestion, known);
        aa_str_printf(&names, "%s%s", i == 0 ? "" : ", ", known);
    }
    if (found == NULL && suggestion.best != NULL)
        aa_usage_error(verb, "there is no format \"%s\"; did you mean \"%s\"?", typed.ptr, suggestion.best);
    else if (found == NULL)
        aa_usage_error(verb, "there is no format \"%s\"; there are %s", typed.ptr, names.ptr);
    aa_str_done(&names);
    aa_str_done(&typed);
    return found;
}

static bool wrong(const char *verb, const char *sentence, const char *text)
{
    aa_usage_error(verb, "%s \"%s\"", sentence, text);
    return false;
}

static bool is_folder(const char *format)
{
    aa_report_part part;
    return aa_report_file(format, 0, &part);
}

bool aa_outputs_take(aa_outputs *outputs, const char *verb, const char *text)
{
    size_t len = strcspn(text, "=");
    const char *path = text[len] == '=' ? text + len + 1 : NULL;
    if (outputs->count == AA_OUTPUTS_MAX)
        return wrong(verb, "too many outputs at", text);
    const char *format = find_format(verb, text, len, outputs->with_records);
    if (format == NULL)
        return false;
    if (path != NULL && path[0] == '\0')
        return wrong(verb, "no file name in", text);
    if (path != NULL && strcmp(path, "-") == 0)
        path = NULL;
    if (path == NULL && is_folder(format))
        return wrong(verb, "this report is a folder; say which with =DIR after", format);
    for (size_t i = 0; i < outputs->count; i++) {
        const char *other = outputs->items[i].path;
        if (path == NULL && other == NULL)
            return wrong(verb, "two outputs to standard output; give one of them a file:", text);
        if (path != NULL && other != NULL && strcmp(path, other) == 0)
            return wrong(verb, "two outputs to", path);
    }
    outputs->items[outputs->count++] =
        (aa_output){.format = format, .path = path, .is_records = strcmp(format, "ndjson") == 0};
    return true;
}

void aa_outputs_complete(aa_outputs *outputs)
{
    if (outputs->count == 0)
        outputs->items[outputs->count++] = (aa_output){.format = "text"};
}

bool aa_outputs_are_possible(const aa_outputs *outputs, const char *const *inputs, size_t input_count)
{
    for (size_t i = 0; i < outputs->count; i++) {
        const char *path = outputs->items[i].path;
        if (path == NULL)
            continue;
        bool possible = is_folder(outputs->items[i].format)
                            ? aa_folder_is_possible(path)
                            : aa_output_is_possible(path, inputs, input_count);
        if (!possible)
            return false;
    }
    return true;
}

bool aa_outputs_use_stdout(const aa_outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++) {
        if (outputs->items[i].path == NULL)
            return true;
    }
    return false;
}

/* Files get whole reports without colours; the terminal gets what fits it. */
aa_report_options aa_outputs_options(const aa_console *console, bool verbose, bool to_file)
{
    return (aa_report_options){
        .lang = console->lang,
        .color = to_file ? console->color_mode == AA_COLOR_ALWAYS : aa_console_color(console),
        .columns = to_file ? 0 : console->columns,
        .verbose = verbose,
        .brief = console->quiet && !to_file,
    };
}

bool aa_outputs_put(const aa_output *output, aa_interrupt *interrupt, const char *text, size_t len)
{
    if (output->path != NULL && is_folder(output->format))
        return aa_folder_write(interrupt, output->path, output->format, text, len);
    if (output->path != NULL)
        return aa_output_write(interrupt, output->path, text, len);
    bool ok = aa_console_write(text, len);
    if (!ok)
        aa_console_error("standard output", "cannot write: %s", strerror(errno));
    return ok;
}

aa_exit aa_outputs_write_one(const aa_output *output, const aa_console *console, aa_interrupt *interrupt,
                             const aa_rendering *rendering)
{
    aa_report_options options = aa_outputs_options(console, rendering->verbose, output->path != NULL);
    const char *missing = aa_report_format_missing(output->format);
    char *text = NULL;
    size_t len = 0;
    if (missing != NULL) {
        aa_console_error(rendering->name, "the %s report cannot be made: %s", output->format, missing);
        return AA_EXIT_OUTPUT;
    }
    /* A laboratory's report is in the language of the rules, whatever that of the terminal is. */
    if (strcmp(output->format, "pdf") == 0 && !console->lang_given)
        options.lang = AA_LANG_ZH_TW;
    options.bilingual = rendering->bilingual;
    aa_err err = rendering->render(rendering->subject, output->format, &options, &text, &len);
    if (err != AA_OK) {
        aa_console_error(rendering->name, "the %s report cannot be made: %s", output->format,
                         aa_err_name(err));
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_OUTPUT;
    }
    bool ok = aa_outputs_put(output, interrupt, text, len);
    free(text);
    return ok ? AA_EXIT_OK : AA_EXIT_OUTPUT;
}

aa_exit aa_outputs_write(const aa_outputs *outputs, const aa_console *console, aa_interrupt *interrupt,
                         const aa_rendering *rendering)
{
    aa_exit code = AA_EXIT_OK;
    for (size_t i = 0; i < outputs->count; i++)
        code = aa_exit_worse(code, aa_outputs_write_one(&outputs->items[i], console, interrupt, rendering));
    return code;
}
