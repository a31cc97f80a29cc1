/*
 * appassay rules: the requirement tables, one table, or one row with all that its verdict depends on.
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/suggest.h"
#include "cli/tables.h"
#include "cli/verb.h"
#include "engine/check.h"

#define RULES_BYTES ((size_t)4 << 20)
#define INDENT      ((size_t)2)

typedef struct label {
    const char *text[AA_LANG_COUNT];
} label;

static const label label_edition = {{"Edition", "版次"}};
static const label label_source = {{"Source", "來源"}};
static const label label_tier = {{"Tiers", "分類"}};
static const label label_default = {{"Default", "預設分類"}};
static const label label_criterion = {{"Criterion", "判定說明"}};
static const label label_control = {{"Requires", "應具備"}};
static const label label_advised = {{"Advises", "建議具備"}};
static const label label_question = {{"A person answers", "人工佐證"}};
static const label label_checks = {{"Checks", "檢查"}};
static const label label_awaited = {{"Checks to come", "待建置檢查"}};
static const label label_mas = {{"MAS", "MAS 基準"}};
static const label label_masvs = {{"MASVS", "MASVS"}};
static const label label_top10 = {{"Mobile Top 10", "Mobile Top 10"}};
static const label label_cwe = {{"CWE", "CWE"}};

static const label *const labels[] = {&label_edition,   &label_source,  &label_tier,    &label_default,
                                      &label_criterion, &label_control, &label_advised, &label_question,
                                      &label_checks,    &label_awaited, &label_mas,     &label_masvs,
                                      &label_top10,     &label_cwe};

static size_t label_columns(const aa_console *console)
{
    size_t widest = 0;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        size_t columns = aa_utf8_columns(labels[i]->text[console->lang]);
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

static void put(aa_str *s, const aa_console *console, const label *what, const char *text)
{
    if (text != NULL)
        aa_put_labelled(s, console->columns, INDENT, what->text[console->lang], label_columns(console), text);
}

/* The words of |list|, NULL-ended at |count|, joined by commas, as a labelled line. */
static void put_list(aa_str *s, const aa_console *console, const label *what, const char *const *list,
                     size_t count)
{
    aa_str joined;
    aa_str_init(&joined, RULES_BYTES);
    for (size_t i = 0; i < count; i++)
        aa_str_printf(&joined, "%s%s", i == 0 ? "" : ", ", list[i]);
    put(s, console, what, joined.ptr);
    aa_str_done(&joined);
}

static void put_table_head(aa_str *s, const aa_console *console, const aa_table *table)
{
    aa_str_printf(s, "%s: %s\n", table->id, table->title[console->lang]);
    put(s, console, &label_edition, table->edition);
    put(s, console, &label_source, table->source[console->lang]);
    for (size_t i = 0; i < table->tier_count; i++) {
        const aa_tier *tier = &table->tiers[i];
        aa_str line;
        aa_str_init(&line, RULES_BYTES);
        aa_str_printf(&line, "%s (%s): %s", tier->id, tier->aliases, tier->title[console->lang]);
        put(s, console, &label_tier, line.ptr);
        aa_str_done(&line);
    }
    put(s, console, &label_default, table->default_tier);
}

static aa_exit list_tables(const aa_console *console, const aa_tables *tables)
{
    aa_str s;
    aa_str_init(&s, RULES_BYTES);
    for (size_t i = 0; i < tables->count; i++) {
        if (i > 0)
            aa_str_putc(&s, '\n');
        put_table_head(&s, console, tables->items[i]);
    }
    return aa_console_finish(&s);
}

/* "一 二 三", or a word for a row that binds no tier. */
static void put_row_tiers(aa_str *s, const aa_console *console, const aa_row *row)
{
    static const char *const reference[AA_LANG_COUNT] = {"reference", "參考"};
    for (size_t i = 0; i < row->tier_count; i++)
        aa_str_printf(s, "%s%s", i == 0 ? "" : " ", row->tiers[i]);
    if (row->reference)
        aa_str_put(s, reference[console->lang]);
}

static aa_exit show_table(const aa_console *console, const aa_table *table)
{
    aa_str s;
    aa_str_init(&s, RULES_BYTES);
    put_table_head(&s, console, table);
    aa_str_putc(&s, '\n');
    size_t columns = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        size_t width = aa_utf8_columns(table->rows[i].id);
        columns = width > columns ? width : columns;
    }
    for (size_t i = 0; i < table->row_count; i++) {
        aa_str line;
        aa_str_init(&line, RULES_BYTES);
        aa_str_printf(&line, "%s [", table->rows[i].title[console->lang]);
        put_row_tiers(&line, console, &table->rows[i]);
        aa_str_putc(&line, ']');
        aa_put_labelled(&s, console->columns, INDENT, table->rows[i].id, columns, line.ptr);
        aa_str_done(&line);
    }
    return aa_console_finish(&s);
}

/* True when |code| ("broker:8") is one of the space-separated |codes|. */
static bool has_code(const char *codes, const char *code)
{
    size_t len = strlen(code);
    for (const char *p = codes; (p = strstr(p, code)) != NULL; p += len) {
        bool starts = p == codes || p[-1] == ' ';
        if (starts && (p[len] == ' ' || p[len] == '\0'))
            return true;
    }
    return false;
}

static void put_checks(aa_str *s, const aa_console *console, const aa_table *table, const aa_row *row)
{
    aa_str code;
    aa_str list;
    aa_str_init(&code, RULES_BYTES);
    aa_str_init(&list, RULES_BYTES);
    aa_str_printf(&code, "%s:%s", table->id, row->id);
    for (size_t i = 0; i < aa_check_registry_count; i++) {
        if (has_code(aa_check_registry[i].check->rows, code.ptr))
            aa_str_printf(&list, "%s%s", list.len == 0 ? "" : ", ", aa_check_registry[i].id);
    }
    put(s, console, &label_checks, list.ptr);
    aa_str_done(&list);
    aa_str_done(&code);
}

static aa_exit show_row(const aa_console *console, const aa_table *table, const aa_row *row)
{
    aa_str s;
    aa_str tiers;
    aa_str_init(&s, RULES_BYTES);
    aa_str_init(&tiers, RULES_BYTES);
    put_row_tiers(&tiers, console, row);
    aa_str_printf(&s, "%s %s: %s\n", table->id, row->id, row->title[console->lang]);
    put(&s, console, &label_tier, tiers.ptr);
    put(&s, console, &label_criterion, row->criterion[console->lang]);
    for (size_t i = 0; i < row->control_count; i++) {
        const aa_required_control *control = &row->controls[i];
        put(&s, console, control->advisory ? &label_advised : &label_control, control->title[console->lang]);
    }
    for (size_t i = 0; i < row->slot_count; i++)
        put(&s, console, &label_question, row->slots[i].question[console->lang]);
    put_checks(&s, console, table, row);
    put_list(&s, console, &label_awaited, row->awaits, row->await_count);
    put(&s, console, &label_mas, row->mas);
    put(&s, console, &label_masvs, row->masvs);
    put(&s, console, &label_top10, row->top10);
    put(&s, console, &label_cwe, row->cwe);
    aa_str_done(&tiers);
    return aa_console_finish(&s);
}

static aa_exit no_such_row(const aa_table *table, const char *id)
{
    aa_suggestion suggestion = {.typed = id};
    for (size_t i = 0; i < table->row_count; i++)
        aa_suggest_offer(&suggestion, table->rows[i].id);
    if (suggestion.best != NULL)
        return aa_usage_error("rules", "%s has no row \"%s\"; did you mean \"%s\"?", table->id, id,
                              suggestion.best);
    return aa_usage_error("rules", "%s has no row \"%s\"", table->id, id);
}

typedef struct rules_request {
    const char *operands[3]; /* list; show TABLE [ROW] */
    size_t count;
} rules_request;

static aa_exit answer(const aa_console *console, const aa_tables *tables, const rules_request *request)
{
    if (request->count == 0 || strcmp(request->operands[0], "list") == 0)
        return request->count > 1 ? aa_usage_error("rules", "list takes no operand")
                                  : list_tables(console, tables);
    if (strcmp(request->operands[0], "show") != 0)
        return aa_usage_error("rules", "list or show, not \"%s\"", request->operands[0]);
    if (request->count < 2)
        return aa_usage_error("rules", "show needs a table; \"appassay rules list\" names them");
    const aa_table *table = aa_tables_find(tables, "rules", request->operands[1]);
    if (table == NULL)
        return AA_EXIT_USAGE;
    if (request->count == 2)
        return show_table(console, table);
    const char *id = request->operands[2];
    const aa_row *row = aa_table_row(table, aa_bytes_of(id, strlen(id)));
    return row == NULL ? no_such_row(table, id) : show_row(console, table, row);
}

static bool take(void *context, const aa_option *option, const char *text)
{
    (void)option;
    rules_request *request = context;
    if (request->count == sizeof request->operands / sizeof request->operands[0]) {
        aa_usage_error("rules", "what is \"%s\" for? One table and one row at a time", text);
        return false;
    }
    request->operands[request->count++] = text;
    return true;
}

static aa_exit run(aa_console *console, char *const *argv)
{
    rules_request request = {.count = 0};
    aa_exit code = AA_EXIT_OK;
    if (aa_verb_parse(&aa_verb_rules, console, argv, take, &request, &code) != AA_PARSED_RUN)
        return code;
    aa_tables tables;
    code = aa_tables_load(&tables);
    if (code == AA_EXIT_OK)
        code = answer(console, &tables, &request);
    aa_tables_done(&tables);
    return code;
}

const aa_verb aa_verb_rules = {
    .name = "rules",
    .synopsis = "[list | show TABLE [ROW]]",
    .summary = {"Lists the requirement tables, or shows one table or one of its rows.",
                "列出要求事項表，或顯示其中一表或一項。"},
    .run = run,
};
