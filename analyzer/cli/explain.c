/*
 * appassay explain: one check, offline and in either language.
 */
#include <stdio.h>
#include <string.h>

#include <appassay/check.h>

#include "base/utf8.h"
#include "cli/suggest.h"
#include "cli/verb.h"
#include "reports/common/wording.h"

#define EXPLAIN_BYTES ((size_t)1 << 20)

typedef struct explain_line {
    const char *label[AA_LANG_COUNT];
    const char *text;
} explain_line;

static aa_exit no_such_check(const char *id)
{
    aa_suggestion suggestion = {.typed = id};
    aa_check_info info;
    for (size_t i = 0; aa_check_get(i, AA_LANG_EN, &info); i++)
        aa_suggest_offer(&suggestion, info.id);
    if (suggestion.best != NULL)
        return aa_usage_error("explain", "there is no check \"%s\"; did you mean \"%s\"?", id,
                              suggestion.best);
    return aa_usage_error("explain", "there is no check \"%s\"; \"appassay explain --list\" names them all",
                          id);
}

static void put_lines(aa_str *s, const aa_console *console, const explain_line *lines, size_t count)
{
    size_t columns = 0;
    for (size_t i = 0; i < count; i++) {
        size_t width = aa_utf8_columns(lines[i].label[console->lang]);
        columns = width > columns ? width : columns;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = lines[i].text == NULL ? "" : lines[i].text;
        aa_put_labelled(s, console->columns, 0, lines[i].label[console->lang], columns, text);
    }
}

/* The word of |family| in headings.tsv, or |name| itself. */
static const char *word(aa_arena *arena, const aa_console *console, const char *family, const char *name)
{
    char key[64];
    aa_bytes text = aa_bytes_none();
    snprintf(key, sizeof key, "%s.%s", family, name);
    bool found = aa_words_find("headings.tsv", key, console->lang, &text);
    const char *copy = found ? aa_arena_strndup(arena, (const char *)text.p, text.n) : NULL;
    return copy == NULL ? name : copy;
}

static aa_exit explain(const aa_console *console, const char *id)
{
    aa_check_info info;
    if (!aa_check_get(aa_check_find(id), console->lang, &info))
        return no_such_check(id);
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return AA_EXIT_TEMPORARY;
    const char *severity = word(arena, console, "severity", aa_severity_name(info.severity));
    const explain_line lines[] = {
        {{"Kind", "種類"}, word(arena, console, "kind", aa_check_kind_name(info.kind))},
        {{"Severity", "嚴重程度"}, info.kind == AA_KIND_DEFECT ? severity : ""},
        {{"Rows", "項次"}, info.rows},
        {{"MASVS", "MASVS"}, info.masvs},
        {{"MASTG", "MASTG"}, info.mastg},
        {{"CWE", "CWE"}, info.cwe},
        {{"Why", "原因"}, info.why},
        {{"Fix", "改善建議"}, info.fix},
        {{"Limits", "限制"}, info.limits},
    };
    aa_str s;
    aa_str_init(&s, EXPLAIN_BYTES);
    aa_put_wrapped(&s, console->columns, 0, info.title);
    aa_str_printf(&s, "%s\n\n", info.id);
    put_lines(&s, console, lines, sizeof lines / sizeof lines[0]);
    aa_arena_free(arena);
    return aa_console_finish(&s);
}

static aa_exit list(const aa_console *console)
{
    aa_str s;
    aa_str_init(&s, EXPLAIN_BYTES);
    aa_check_info info;
    size_t columns = 0;
    for (size_t i = 0; aa_check_get(i, console->lang, &info); i++)
        columns = strlen(info.id) > columns ? strlen(info.id) : columns;
    for (size_t i = 0; aa_check_get(i, console->lang, &info); i++)
        aa_put_labelled(&s, console->columns, 0, info.id, columns, info.title);
    return aa_console_finish(&s);
}

enum { OPTION_LIST };

static const aa_option options[] = {
    {OPTION_LIST, 'l', "list", NULL, {"list the checks", "列出所有檢查"}},
};

typedef struct explain_request {
    const char *id;
    bool list;
} explain_request;

static bool take(void *context, const aa_option *option, const char *text)
{
    explain_request *request = context;
    if (option != NULL) {
        request->list = true;
        return true;
    }
    if (request->id != NULL) {
        aa_usage_error("explain", "one check at a time");
        return false;
    }
    request->id = text;
    return true;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    explain_request request = {NULL, false};
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_explain, console, argv, take, &request, &code) != AA_PARSED_RUN)
        return code;
    if (request.list)
        return list(console);
    if (request.id == NULL)
        return aa_usage_error("explain", "name a check; \"appassay explain --list\" names them all");
    return explain(console, request.id);
}

const aa_verb aa_verb_explain = {
    .name = "explain",
    .synopsis = "ID | --list",
    .summary = {"Explains a check: what it looks for, why, how to fix it, and what it cannot see.",
                "說明一項檢查：檢查內容、原因、改善建議與限制。"},
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .run = run,
};
