/*
 * appassay report: makes reports of a result.json, without the app.
 */
#include <stdlib.h>
#include <string.h>

#include "base/watch.h"
#include "cli/answers.h"
#include "cli/caged.h"
#include "cli/slurp.h"
#include "cli/sources.h"
#include "engine/report.h"
#include "reports/document/document.h"

#define HELP_BYTES    4096
#define LABEL_COLUMNS 10

/* A document takes more memory than its text, and some are in memory at once. */
#define DOCUMENT_FACTOR UINT64_C(16)

enum {
    OPTION_OUTPUT,
    OPTION_MAPPING,
    OPTION_SOURCE_ROOT,
    OPTION_ANSWERS,
    OPTION_FINAL,
    OPTION_BILINGUAL,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_REQUIRE_SANDBOX
};

static const aa_option options[] = {
    {OPTION_OUTPUT,
     'o',
     "output",
     "FORMAT[=FILE]",
     {"report to write, repeatable (default: text)", "產生之報告，可重複（預設 text）"}},
    {OPTION_MAPPING,
     'm',
     "mapping",
     "FILE",
     {"mapping.txt of R8 or ProGuard, or a dSYM, repeatable: names and lines of the sources",
      "R8 或 ProGuard 之 mapping.txt 或 dSYM，可重複：還原原始碼之名稱與行號"}},
    {OPTION_SOURCE_ROOT,
     0,
     "source-root",
     "DIR",
     {"find the source files below DIR", "於 DIR 之下尋找原始碼檔案"}},
    {OPTION_ANSWERS, 'a', "answers", "FILE", {"people's answers to open rows", "人工佐證表"}},
    {OPTION_FINAL,
     0,
     "final",
     NULL,
     {"refuse unless the report may be issued", "未達可出具正式報告之條件時拒絕產生"}},
    {OPTION_BILINGUAL, 0, "bilingual", NULL, {"PDF in Chinese and English", "PDF 採中英對照"}},
    {OPTION_QUIET, 'q', "quiet", NULL, {"on standard output the tables only", "標準輸出僅列判定表"}},
    {OPTION_VERBOSE,
     'v',
     "verbose",
     NULL,
     {"every place, and the evidence for passing", "列出所有位置與符合之證據"}},
    {OPTION_REQUIRE_SANDBOX,
     0,
     "require-sandbox",
     NULL,
     {"refuse to work where the system cannot confine it", "系統無法完整隔離分析程序時拒絕執行"}},
};

typedef struct request {
    aa_console *console;
    const char *path; /* of the result; "-": standard input */
    aa_source_options sources;
    aa_outputs outputs;
    const char *answers; /* NULL: none */
    bool final, bilingual, verbose;
    bool require_sandbox;
    aa_arena *arena;

    /* Read before the work begins: where the files lie. */
    aa_bytes json; /* the result */
    aa_sheet_file sheet;
    aa_origins origins;
    aa_report_options to_file, to_stdout; /* only the supervisor sees the terminal */
} request;

static bool take_mapping(request *r, const char *path)
{
    if (r->sources.mapping_count == AA_MAPPINGS_MAX) {
        aa_usage_error("report", "too many mappings");
        return false;
    }
    r->sources.mappings[r->sources.mapping_count++] = path;
    return true;
}

static bool take(void *context, const aa_option *option, const char *text)
{
    request *r = context;
    if (option == NULL && r->path != NULL) {
        aa_usage_error("report", "one result at a time");
        return false;
    }
    if (option == NULL) {
        r->path = text;
        return true;
    }
    switch (option->id) {
    case OPTION_OUTPUT:
        return aa_outputs_take(&r->outputs, "report", text);
    case OPTION_MAPPING:
        return take_mapping(r, text);
    case OPTION_SOURCE_ROOT:
        r->sources.root = text;
        break;
    case OPTION_ANSWERS:
        r->answers = text;
        break;
    case OPTION_FINAL:
        r->final = true;
        break;
    case OPTION_BILINGUAL:
        r->bilingual = true;
        break;
    case OPTION_QUIET:
        r->console->quiet = true;
        break;
    case OPTION_REQUIRE_SANDBOX:
        r->require_sandbox = true;
        break;
    default:
        r->verbose = true;
    }
    return true;
}

/* ---- in the worker --------------------------------------------------------------------------------------
 */

static const char *name_of(const request *r)
{
    return strcmp(r->path, "-") == 0 ? "standard input" : r->path;
}

/* A result that cannot be used is refused once, before any report. */
static aa_exit refuse(const char *name, aa_bytes json)
{
    char why[AA_DOCUMENT_WHY];
    aa_document *document = NULL;
    aa_err err = aa_document_read((const char *)json.p, json.n, why, &document);
    if (err != AA_OK)
        aa_console_error(name, "is no result: %s", why);
    aa_document_free(document);
    return err == AA_E_LIMIT ? AA_EXIT_NO_APP : aa_exit_of_error(err);
}

static aa_exit send_report(const request *r, aa_bytes json, size_t index)
{
    const aa_output *output = &r->outputs.items[index];
    const aa_report_options *how = output->path != NULL ? &r->to_file : &r->to_stdout;
    char *text = NULL;
    size_t len = 0;
    if (aa_report_needs_files(output->format)) {
        aa_caged_report(index, (const char *)json.p, json.n); /* the supervisor makes it of that */
        return AA_EXIT_OK;
    }
    aa_err err = aa_report_render_json((const char *)json.p, json.n, output->format, how, &text, &len);
    if (err != AA_OK) {
        aa_console_error(name_of(r), "the %s report cannot be made: %s", output->format, aa_err_name(err));
        return err == AA_E_NOMEM ? AA_EXIT_TEMPORARY : AA_EXIT_OUTPUT;
    }
    aa_caged_report(index, text, len);
    free(text);
    return AA_EXIT_OK;
}

static aa_exit work(void *context, const aa_watch *watch)
{
    request *r = context;
    aa_bytes json = r->json;
    (void)aa_watch_enter(watch, "open", NULL, NULL);
    aa_exit code = refuse(name_of(r), json);
    if (code == AA_EXIT_OK && r->answers != NULL)
        code = aa_answers_put(&r->sheet, r->arena, &json);
    if (code == AA_EXIT_OK && r->final)
        code = aa_final_check(name_of(r), json);
    if (code == AA_EXIT_OK)
        code = aa_sources_put(&r->origins, r->arena, &json);
    if (code != AA_EXIT_OK)
        return code;
    for (size_t i = 0; i < r->outputs.count; i++) {
        (void)aa_watch_enter(watch, "report", NULL, r->outputs.items[i].format);
        code = aa_exit_worse(code, send_report(r, json, i));
    }
    return code;
}

/* ---- in the supervisor ----------------------------------------------------------------------------------
 */

/* Everything that the command line names, unread but for what the user wrote. */
static aa_exit read_files(request *r)
{
    aa_exit code = aa_slurp(r->arena, r->path, AA_DOCUMENT_BYTES, &r->json);
    if (code == AA_EXIT_OK && r->answers != NULL)
        code = aa_sheet_file_read(&r->sheet, r->answers);
    if (code == AA_EXIT_OK)
        code = aa_sources_read(&r->sources, r->arena, &r->origins);
    r->to_file = aa_outputs_options(r->console, r->verbose, true);
    r->to_stdout = aa_outputs_options(r->console, r->verbose, false);
    r->to_file.bilingual = r->bilingual;
    r->to_stdout.bilingual = r->bilingual;
    return code;
}

static aa_exit make_reports(request *r)
{
    aa_caged caged = {.subject = name_of(r),
                      .work = work,
                      .context = r,
                      .input_bytes = DOCUMENT_FACTOR * r->json.n,
                      .outputs = &r->outputs,
                      .require_sandbox = r->require_sandbox,
                      .broken = AA_EXIT_OUTPUT};
    const aa_rendering how = {.name = name_of(r), .verbose = r->verbose, .bilingual = r->bilingual};
    aa_exit code = aa_caged_run(&caged);
    aa_interrupt interrupt;
    aa_interrupt_start(&interrupt);
    code = aa_exit_worse(code, aa_received_write(&caged.received, &r->outputs, r->console, &interrupt, &how));
    aa_interrupt_stop(&interrupt);
    aa_received_done(&caged.received);
    return code;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    request r = {.console = console};
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_report, console, argv, take, &r, &code) != AA_PARSED_RUN)
        return code;
    if (r.path == NULL)
        return aa_usage_error("report", "name a result.json, or - for standard input");
    aa_outputs_complete(&r.outputs);
    if (!aa_outputs_are_possible(&r.outputs, &r.path, 1))
        return AA_EXIT_OUTPUT;
    r.arena = aa_arena_new();
    if (r.arena == NULL)
        return aa_console_out_of_memory();
    code = read_files(&r);
    if (code == AA_EXIT_OK)
        code = make_reports(&r);
    aa_sheet_file_done(&r.sheet);
    aa_arena_free(r.arena);
    return code;
}

/* The formats, for whoever asks this verb or "check" for one. */
static void put_names(aa_str *s, const aa_console *console)
{
    static const char *const label[AA_LANG_COUNT] = {"Formats", "報告格式"};
    const char *name = NULL;
    aa_str list;
    aa_str_init(&list, HELP_BYTES);
    for (size_t i = 0; (name = aa_report_format_name(i)) != NULL; i++)
        aa_str_printf(&list, "%s%s", i == 0 ? "" : ", ", name);
    aa_put_labelled(s, console->columns, 0, label[console->lang], LABEL_COLUMNS, list.ptr);
    aa_str_done(&list);
}

const aa_verb aa_verb_report = {
    .name = "report",
    .synopsis = "RESULT [OPTION]…",
    .summary = {"Makes reports of a result.json that check has written, without the app.",
                "以 check 所產生之 result.json 產生報告，無須應用程式。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .put_notes = put_names,
    .run = run,
};
