#include "reports/text/page.h"

#include <stdio.h>

#include "base/utf8.h"
#include "base/wrap.h"

#define HEADINGS        "headings.tsv"
#define GAP             ((size_t)2) /* columns between cells */
#define COLUMNS_DEFAULT 100
#define COLUMNS_LEAST   40 /* narrower terminals get lines of this width */
#define ARGS_MAX        10 /* placeholders of a message: "{0}" to "{9}" */

static size_t count_apks(const aa_facts *facts)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->artifact_count; i++)
        count += facts->artifacts[i].split != NULL ? 1 : 0;
    return count;
}

bool aa_page_open(aa_page *page, const aa_document *document, const aa_report_options *options, aa_str *out)
{
    unsigned columns = options->columns == 0 ? COLUMNS_DEFAULT : options->columns;
    *page = (aa_page){
        .out = out,
        .words = {.arena = aa_arena_new(), .lang = options->lang},
        .columns = columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns,
        .color = options->color,
        .verbose = options->verbose,
    };
    page->words.failed = true;
    page->from = page->words.arena == NULL ? NULL : aa_arena_alloc(page->words.arena, sizeof *page->from);
    if (page->from == NULL || !aa_document_restore(document, page->words.arena, page->from))
        return false;
    page->result = &page->from->result;
    page->root = aa_document_root(document);
    page->apk_count = count_apks(page->result->facts);
    page->words.failed = !aa_causes_gather(page->words.arena, page->result, &page->causes);
    return !page->words.failed;
}

void aa_page_close(aa_page *page)
{
    if (page->words.failed)
        page->out->failed = true;
    aa_arena_free(page->words.arena);
}

const char *aa_page_word(aa_page *page, const char *key)
{
    return aa_words_get(&page->words, HEADINGS, key);
}

const char *aa_page_fill(aa_page *page, const char *key, const char *const *args)
{
    return aa_words_fill(&page->words, aa_page_word(page, key), args);
}

const char *aa_page_family(aa_page *page, const char *family, const char *key)
{
    const char *full = aa_arena_printf(page->words.arena, "%s.%s", family, key);
    if (full == NULL) {
        page->words.failed = true;
        return "";
    }
    return aa_page_word(page, full); /* the key itself when there is no such word */
}

static void put_style(aa_page *page, aa_style style)
{
    static const char *const codes[] = {
        [AA_STYLE_PLAIN] = "",        [AA_STYLE_STRONG] = "\033[1m", [AA_STYLE_FAINT] = "\033[2m",
        [AA_STYLE_GOOD] = "\033[32m", [AA_STYLE_BAD] = "\033[1;31m", [AA_STYLE_OPEN] = "\033[33m"};
    if (page->color)
        aa_str_put(page->out, codes[style]);
}

static void end_style(aa_page *page, aa_style style)
{
    if (page->color && style != AA_STYLE_PLAIN)
        aa_str_put(page->out, "\033[0m");
}

static void put_spaces(aa_page *page, size_t count)
{
    for (size_t i = 0; i < count; i++)
        aa_str_putc(page->out, ' ');
}

static void put_styled(aa_page *page, aa_style style, const char *text, size_t len)
{
    put_style(page, style);
    aa_str_putn(page->out, text, len);
    end_style(page, style);
}

/* Columns left beside |used|; a few even when there is no room, so that words stay readable. */
static size_t columns_left(const aa_page *page, size_t used)
{
    size_t least = 12;
    return page->columns > used + least ? page->columns - used : least;
}

void aa_page_blank(aa_page *page)
{
    aa_str_putc(page->out, '\n');
}

void aa_page_heading(aa_page *page, const char *text)
{
    aa_page_blank(page);
    aa_page_text(page, 0, AA_STYLE_STRONG, text);
}

void aa_page_text(aa_page *page, size_t indent, aa_style style, const char *text)
{
    aa_line line = {"", 0, 0};
    while (aa_wrap_next(&text, columns_left(page, indent), &line)) {
        put_spaces(page, indent);
        put_styled(page, style, line.ptr, line.len);
        aa_page_blank(page);
    }
}

void aa_page_labelled(aa_page *page, size_t indent, const char *label, size_t label_columns, aa_style style,
                      const char *text)
{
    aa_cell cells[] = {
        {label, label_columns, AA_STYLE_FAINT},
        {text, columns_left(page, indent + label_columns + GAP), style},
    };
    aa_page_cells(page, indent, cells, 2);
}

void aa_page_cells(aa_page *page, size_t indent, const aa_cell *cells, size_t count)
{
    const char *rest[AA_CELLS_MAX] = {NULL};
    for (size_t i = 0; i < count; i++)
        rest[i] = cells[i].columns == 0 ? "" : cells[i].text;
    for (bool more = true; more;) {
        size_t owed = indent; /* spaces before the next piece of text; none are left at a line's end */
        bool any = false;
        for (size_t i = 0; i < count; i++) {
            aa_line line = {"", 0, 0};
            if (aa_wrap_next(&rest[i], cells[i].columns, &line)) {
                put_spaces(page, owed);
                put_styled(page, cells[i].style, line.ptr, line.len);
                owed = 0;
                any = true;
            }
            size_t taken = line.columns < cells[i].columns ? line.columns : cells[i].columns;
            owed += cells[i].columns - taken + (cells[i].columns == 0 ? 0 : GAP);
        }
        if (any)
            aa_page_blank(page);
        more = any;
    }
}

/* Appends the rows of judgement |j| that are in |rows|, whose bits begin at |first|. */
static void put_rows_of(aa_page *page, aa_str *s, const aa_row_set *rows, size_t j, size_t first)
{
    const aa_judgement *judgement = &page->result->judgements[j];
    size_t in = 0;
    for (size_t r = 0; r < judgement->row_count; r++)
        in += rows->in[first + r] ? 1 : 0;
    if (in == 0)
        return;
    if (s->len > 0)
        aa_str_put(s, aa_page_word(page, "list.semicolon"));
    if (page->result->judgement_count > 1)
        aa_str_printf(s, "%s ", judgement->table->id);
    if (in == judgement->row_count && in > 1) {
        const char *count = aa_words_number(&page->words, in);
        aa_str_put(s, aa_page_fill(page, "list.all_rows", AA_ARGS(count)));
        return;
    }
    const char *comma = aa_page_word(page, "list.comma");
    const char *separator = "";
    for (size_t r = 0; r < judgement->row_count; r++) {
        if (!rows->in[first + r])
            continue;
        aa_str_printf(s, "%s%s", separator, judgement->rows[r].row->id);
        separator = comma;
    }
}

const char *aa_page_rows(aa_page *page, const aa_row_set *rows)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    size_t first = 0;
    for (size_t j = 0; j < page->result->judgement_count; j++) {
        put_rows_of(page, &s, rows, j, first);
        first += page->result->judgements[j].row_count;
    }
    return aa_words_take(&page->words, &s);
}

bool aa_page_merge_rows(aa_page *page, aa_row_set *rows, const aa_row_set *more)
{
    size_t total = 0;
    for (size_t j = 0; j < page->result->judgement_count; j++)
        total += page->result->judgements[j].row_count;
    if (rows->in == NULL)
        rows->in = aa_arena_array(page->words.arena, total, sizeof *rows->in);
    if (rows->in == NULL) {
        page->words.failed = true;
        return false;
    }
    for (size_t i = 0; i < total; i++) {
        rows->count += more->in[i] && !rows->in[i] ? 1 : 0;
        rows->in[i] = rows->in[i] || more->in[i];
    }
    return true;
}

const char *aa_page_message(aa_page *page, const aa_finding *finding)
{
    const aa_check *check = finding->check->check;
    if (finding->message >= check->message_count)
        return "";
    const char *shown[ARGS_MAX + 1] = {NULL};
    for (size_t i = 0; i < ARGS_MAX && finding->args[i] != NULL; i++)
        shown[i] = aa_words_excerpt(&page->words, finding->args[i]);
    return aa_words_fill(&page->words, check->messages[finding->message].text[page->words.lang], shown);
}

const char *aa_page_place(aa_page *page, const aa_place *place)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    if (page->apk_count > 1 || place->member != NULL) /* the app's only file goes without saying */
        aa_place_put(&s, place, page->apk_count > 1);
    return aa_words_take(&page->words, &s);
}

const char *aa_page_verdict(aa_page *page, aa_verdict verdict)
{
    static const char *const signs[] = {[AA_NOT_APPLICABLE] = "-", [AA_PASS] = "✓",  [AA_NOT_TESTED] = "~",
                                        [AA_UNDECIDED] = "?",      [AA_ERROR] = "!", [AA_FAIL] = "✗"};
    const char *word = aa_page_family(page, "verdict", aa_verdict_name(verdict));
    return aa_words_fill(&page->words, "{0} {1}", AA_ARGS(signs[verdict], word));
}

aa_style aa_verdict_style(aa_verdict verdict)
{
    static const aa_style styles[] = {
        [AA_NOT_APPLICABLE] = AA_STYLE_FAINT, [AA_PASS] = AA_STYLE_GOOD, [AA_NOT_TESTED] = AA_STYLE_OPEN,
        [AA_UNDECIDED] = AA_STYLE_OPEN,       [AA_ERROR] = AA_STYLE_BAD, [AA_FAIL] = AA_STYLE_BAD};
    return styles[verdict];
}
