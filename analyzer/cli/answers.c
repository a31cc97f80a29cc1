/*
 * appassay answers: the form for what a package alone cannot decide, and a look at one that was filled in.
 */
#include "cli/answers.h"

#include <string.h>

#include "cli/mapped.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "reports/answers/form.h"
#include "reports/document/document.h"

#define FORM_BYTES ((size_t)16 << 20)

enum { OPTION_OUTPUT };

static const aa_option options[] = {
    {OPTION_OUTPUT,
     'o',
     "output",
     "FILE",
     {"with init: write the form to FILE", "與 init 併用：將空白表寫入 FILE"}},
};

typedef struct request {
    const char *operands[3]; /* what to do, and its files */
    size_t count;
    const char *output; /* NULL: standard output */
} request;

static bool take(void *context, const aa_option *option, const char *text)
{
    request *r = context;
    if (option != NULL) {
        r->output = strcmp(text, "-") == 0 ? NULL : text;
        return true;
    }
    if (r->count == sizeof r->operands / sizeof r->operands[0]) {
        aa_usage_error("answers", "one file too many: \"%s\"", text);
        return false;
    }
    r->operands[r->count++] = text;
    return true;
}

/* The result at |path|; NULL when a message has been written. */
static aa_document *load_result(const char *path)
{
    char why[AA_DOCUMENT_WHY] = "cannot be read";
    aa_bytes content = aa_bytes_none();
    aa_document *document = NULL;
    aa_err err = aa_map_file(path, AA_DOCUMENT_BYTES, &content);
    if (err == AA_OK)
        err = aa_document_read((const char *)content.p, content.n, why, &document);
    aa_unmap_file(content);
    if (err == AA_OK)
        return document;
    aa_console_error(path, "%s", why);
    return NULL;
}

static aa_exit write_form(const request *r, aa_str *form)
{
    if (r->output == NULL)
        return aa_console_finish(form);
    aa_interrupt interrupt;
    aa_interrupt_start(&interrupt);
    bool ok = aa_output_write(&interrupt, r->output, form->ptr, form->len);
    aa_interrupt_stop(&interrupt);
    aa_str_done(form);
    return ok ? AA_EXIT_OK : AA_EXIT_OUTPUT;
}

static aa_exit init(const request *r)
{
    if (r->count != 2)
        return aa_usage_error("answers", "init takes one result.json");
    if (r->output != NULL && !aa_output_is_possible(r->output, &r->operands[1], 1))
        return AA_EXIT_OUTPUT;
    aa_document *result = load_result(r->operands[1]);
    if (result == NULL)
        return AA_EXIT_NO_APP;
    aa_arena *arena = aa_arena_new();
    aa_str form;
    aa_str_init(&form, FORM_BYTES);
    aa_err err = arena == NULL ? AA_E_NOMEM : aa_form_put(&form, aa_document_root(result), arena);
    aa_arena_free(arena);
    aa_document_free(result);
    if (err == AA_OK)
        return write_form(r, &form);
    aa_str_done(&form);
    return aa_console_out_of_memory();
}

/* Entries with a verdict, and all. */
static void count_entries(const aa_sheet *sheet, size_t *answered, size_t *all)
{
    const aa_yaml *node = NULL;
    json_t *entry = NULL;
    for (*all = 0; aa_sheet_entry(sheet, *all, &node, &entry); *all += 1)
        *answered += json_object_get(entry, "verdict") != NULL ? 1 : 0;
}

static aa_exit lint_file(const request *r, aa_sheet_file *file)
{
    if (r->count == 3) {
        json_t *merged = NULL;
        aa_document *result = load_result(r->operands[2]);
        if (result == NULL)
            return AA_EXIT_NO_APP;
        aa_exit code = aa_sheet_file_apply(file, aa_document_root(result), &merged);
        aa_document_free(result);
        json_decref(merged);
        if (code != AA_EXIT_OK)
            return code;
    }
    size_t answered = 0;
    size_t all = 0;
    count_entries(&file->sheet, &answered, &all);
    aa_str s;
    aa_str_init(&s, 4096);
    aa_str_printf(&s, "%zu of %zu answered; evidence files: %zu named, %zu found and unchanged\n", answered,
                  all, file->evidence_count, file->evidence_seen);
    return aa_console_finish(&s);
}

static aa_exit lint(const request *r)
{
    if (r->count < 2)
        return aa_usage_error("answers", "lint takes an answer sheet, and the result.json that it is about");
    aa_sheet_file file;
    aa_exit code = aa_sheet_file_read(&file, r->operands[1]);
    if (code == AA_EXIT_OK)
        code = lint_file(r, &file);
    aa_sheet_file_done(&file);
    return code;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    request r = {.count = 0};
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_answers, console, argv, take, &r, &code) != AA_PARSED_RUN)
        return code;
    const char *what = r.count == 0 ? "" : r.operands[0];
    if (strcmp(what, "init") == 0)
        return init(&r);
    if (strcmp(what, "lint") == 0)
        return lint(&r);
    return aa_usage_error("answers", "say init or lint, not \"%s\"", what);
}

const aa_verb aa_verb_answers = {
    .name = "answers",
    .synopsis = "init RESULT.json [-o FILE] | lint FILE [RESULT.json]",
    .summary = {"Writes the form for what a package alone cannot decide, or checks one that was filled in.",
                "產生人工佐證之空白表，或檢查已填寫之表。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
