/*
 * The row tables: one line for each requirement, with the shortest true reason for its verdict.
 */
#include "base/utf8.h"
#include "reports/text/sections.h"

#define INDENT ((size_t)2)
#define GAP    ((size_t)2)
#define NARROW 72 /* columns below which a row's texts stand under each other */

/* What of the reasons of one code is worth a place in one line. */
typedef enum fragment_kind {
    FRAGMENT_PLAIN,
    FRAGMENT_TITLE, /* the first check or control, and how many others */
    FRAGMENT_AREAS,
    FRAGMENT_COUNT,      /* of reasons */
    FRAGMENT_COUNT_ARGS, /* of their arguments */
    FRAGMENT_ROWS,       /* their arguments */
} fragment_kind;

typedef struct fragment {
    aa_reason_code code;
    fragment_kind kind;
    const char *key;
} fragment;

static const fragment fragments[] = {
    {AA_REASON_DEFECT, FRAGMENT_TITLE, "short.defect"},
    {AA_REASON_CONTROL_MISSING, FRAGMENT_TITLE, "short.control_missing"},
    {AA_REASON_CHECK_UNDECIDED, FRAGMENT_TITLE, "short.check_undecided"},
    {AA_REASON_CONTROL_UNSURE, FRAGMENT_TITLE, "short.control_unsure"},
    {AA_REASON_AREA_GAP, FRAGMENT_AREAS, "short.area_gap"},
    {AA_REASON_CHECK_AWAITED, FRAGMENT_COUNT_ARGS, "short.check_awaited"},
    {AA_REASON_SLOT_OPEN, FRAGMENT_COUNT, "short.slot_open"},
    {AA_REASON_SLOT_ANSWERED, FRAGMENT_COUNT, "short.slot_answered"},
    {AA_REASON_OVERRIDDEN, FRAGMENT_PLAIN, "short.overridden"},
    {AA_REASON_ROLLUP, FRAGMENT_ROWS, "short.rollup"},
    {AA_REASON_ABSENT, FRAGMENT_PLAIN, "short.absent"},
    {AA_REASON_PLATFORM, FRAGMENT_PLAIN, "short.platform"},
    {AA_REASON_SKIPPED, FRAGMENT_PLAIN, "short.skipped"},
    {AA_REASON_CONTROL_PRESENT, FRAGMENT_TITLE, "short.control_present"},
    {AA_REASON_CLEAN, FRAGMENT_PLAIN, "short.clean"},
    {AA_REASON_MINOR_DEFECT, FRAGMENT_COUNT, "short.minor_defect"},
    {AA_REASON_CONTROL_ADVISED, FRAGMENT_TITLE, "short.control_advised"},
};

static const char *reason_title(const aa_page *page, const aa_row *row, const aa_reason *reason)
{
    if (reason->control != AA_NO_INDEX)
        return row->controls[reason->control].title[page->words.lang];
    if (reason->finding != AA_NO_INDEX)
        return page->result->findings[reason->finding].check->check->text[page->words.lang].title;
    return "";
}

static bool decides(const aa_row_result *row, size_t i, aa_reason_code code)
{
    return row->reasons[i].code == code && row->reasons[i].verdict == row->verdict;
}

static const char *number(aa_page *page, size_t value)
{
    return aa_words_number(&page->words, value);
}

static const char *title_fragment(aa_page *page, const aa_row_result *row, const fragment *f)
{
    const char *first = NULL;
    const char *last = NULL;
    size_t others = 0; /* reasons of one check follow each other, so comparing neighbours is enough */
    for (size_t i = 0; i < row->reason_count; i++) {
        if (!decides(row, i, f->code))
            continue;
        const char *title = reason_title(page, row->row, &row->reasons[i]);
        others += last != NULL && strcmp(last, title) != 0 ? 1 : 0;
        first = first == NULL ? title : first;
        last = title;
    }
    const char *text = aa_page_fill(page, f->key, AA_ARGS(first == NULL ? "" : first));
    return others == 0 ? text : aa_page_fill(page, "list.and_others", AA_ARGS(text, number(page, others)));
}

static const char *areas_fragment(aa_page *page, const aa_row_result *row, const fragment *f)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (unsigned area = 0; area < AA_AREA_COUNT; area++) {
        bool named = false;
        for (size_t i = 0; i < row->reason_count && !named; i++)
            named = decides(row, i, f->code) && (unsigned)row->reasons[i].area == area;
        if (!named)
            continue;
        if (s.len > 0)
            aa_str_put(&s, aa_page_word(page, "list.comma"));
        aa_str_put(&s, aa_page_family(page, "area", aa_area_name((aa_area)area)));
    }
    return aa_page_fill(page, f->key, AA_ARGS(aa_words_take(&page->words, &s)));
}

/* True when an earlier argument of the deciding reasons of |code| is the same as |arg|. */
static bool is_repeated(const aa_row_result *row, aa_reason_code code, const char *const *arg)
{
    for (size_t i = 0; i < row->reason_count; i++) {
        for (const char *const *a = row->reasons[i].args; decides(row, i, code) && *a != NULL; a++) {
            if (a == arg)
                return false;
            if (strcmp(*a, *arg) == 0)
                return true;
        }
    }
    return false;
}

static size_t count_args(const aa_row_result *row, aa_reason_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < row->reason_count; i++) {
        for (const char *const *arg = row->reasons[i].args; decides(row, i, code) && *arg != NULL; arg++)
            count += is_repeated(row, code, arg) ? 0 : 1;
    }
    return count;
}

static const char *count_args_fragment(aa_page *page, const aa_row_result *row, const fragment *f)
{
    size_t count = count_args(row, f->code);
    if (count == 0)
        return aa_page_word(page, "short.no_check");
    return aa_page_fill(page, f->key, AA_ARGS(number(page, count)));
}

static bool has_arg(const aa_row_result *row, aa_reason_code code, const char *text)
{
    for (size_t i = 0; i < row->reason_count; i++) {
        for (const char *const *arg = row->reasons[i].args; decides(row, i, code) && *arg != NULL; arg++) {
            if (strcmp(*arg, text) == 0)
                return true;
        }
    }
    return false;
}

/* The rows of the same table that the reasons name, in the table's order. */
static const char *rows_fragment(aa_page *page, const aa_judgement *judgement, const aa_row_result *row,
                                 const fragment *f)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (size_t r = 0; r < judgement->row_count; r++) {
        const char *id = judgement->rows[r].row->id;
        if (!has_arg(row, f->code, id))
            continue;
        aa_str_put(&s, s.len == 0 ? "" : aa_page_word(page, "list.comma"));
        aa_str_put(&s, id);
    }
    return aa_page_fill(page, f->key, AA_ARGS(aa_words_take(&page->words, &s)));
}

static const char *fragment_text(aa_page *page, const aa_judgement *judgement, const aa_row_result *row,
                                 const fragment *f, size_t count)
{
    switch (f->kind) {
    case FRAGMENT_TITLE:
        return title_fragment(page, row, f);
    case FRAGMENT_AREAS:
        return areas_fragment(page, row, f);
    case FRAGMENT_COUNT:
        return aa_page_fill(page, f->key, AA_ARGS(number(page, count)));
    case FRAGMENT_COUNT_ARGS:
        return count_args_fragment(page, row, f);
    case FRAGMENT_ROWS:
        return rows_fragment(page, judgement, row, f);
    case FRAGMENT_PLAIN:
        break;
    }
    return aa_page_word(page, f->key);
}

const char *aa_page_row_summary(aa_page *page, const aa_judgement *judgement, const aa_row_result *row)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (size_t i = 0; i < sizeof fragments / sizeof fragments[0]; i++) {
        size_t count = 0;
        for (size_t r = 0; r < row->reason_count; r++)
            count += decides(row, r, fragments[i].code) ? 1 : 0;
        if (count == 0)
            continue;
        if (s.len > 0)
            aa_str_put(&s, aa_page_word(page, "list.semicolon"));
        aa_str_put(&s, fragment_text(page, judgement, row, &fragments[i], count));
    }
    return aa_words_take(&page->words, &s);
}

const char *aa_page_row_title(aa_page *page, const aa_row *row)
{
    const char *title = row->title[page->words.lang];
    return row->reference ? aa_page_fill(page, "table.reference_row", AA_ARGS(title)) : title;
}

typedef struct table_columns {
    size_t id, title, verdict, why;
} table_columns;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static table_columns measure(aa_page *page, const aa_judgement *judgement)
{
    table_columns c = {.id = aa_utf8_columns(aa_page_word(page, "col.row")),
                       .title = aa_utf8_columns(aa_page_word(page, "col.requirement")),
                       .verdict = aa_utf8_columns(aa_page_word(page, "col.verdict"))};
    for (size_t r = 0; r < judgement->row_count; r++) {
        const aa_row_result *row = &judgement->rows[r];
        c.id = larger(c.id, aa_utf8_columns(row->row->id));
        c.title = larger(c.title, aa_utf8_columns(aa_page_row_title(page, row->row)));
        c.verdict = larger(c.verdict, aa_utf8_columns(aa_page_verdict(page, row->verdict)));
    }
    size_t fixed = INDENT + c.id + c.verdict + 3 * GAP;
    size_t flexible = page->columns > fixed ? page->columns - fixed : 0;
    if (c.title > flexible * 2 / 5)
        c.title = flexible * 2 / 5;
    c.why = flexible - c.title;
    return c;
}

static void put_row(aa_page *page, const table_columns *c, const aa_judgement *judgement,
                    const aa_row_result *row)
{
    aa_style style = aa_verdict_style(row->verdict);
    const char *verdict = aa_page_verdict(page, row->verdict);
    const char *title = aa_page_row_title(page, row->row);
    const char *why = aa_page_row_summary(page, judgement, row);
    if (page->columns < NARROW) {
        const aa_cell head[] = {{row->row->id, c->id, AA_STYLE_PLAIN}, {verdict, c->verdict, style}};
        aa_page_cells(page, INDENT, head, 2);
        aa_page_text(page, INDENT + c->id + GAP, AA_STYLE_PLAIN, title);
        aa_page_text(page, INDENT + c->id + GAP, AA_STYLE_FAINT, why);
        return;
    }
    const aa_cell cells[] = {{row->row->id, c->id, AA_STYLE_PLAIN},
                             {title, c->title, AA_STYLE_PLAIN},
                             {verdict, c->verdict, style},
                             {why, c->why, AA_STYLE_PLAIN}};
    aa_page_cells(page, INDENT, cells, 4);
}

/* "✗ fail. Of 19 rows: ✗ fail 6, ? undecided 9, ✓ pass 4": reference rows are counted apart. */
static const char *overall(aa_page *page, const aa_judgement *judgement)
{
    size_t counts[AA_FAIL + 1] = {0};
    size_t references = 0;
    for (size_t r = 0; r < judgement->row_count; r++) {
        if (judgement->rows[r].row->reference)
            references++;
        else
            counts[judgement->rows[r].verdict]++;
    }
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (int v = AA_FAIL; v >= 0; v--) {
        if (counts[v] == 0)
            continue;
        const char *verdict = aa_page_verdict(page, (aa_verdict)v);
        if (s.len > 0)
            aa_str_put(&s, aa_page_word(page, "list.comma"));
        aa_str_printf(&s, "%s %zu", verdict, counts[v]);
    }
    const char *list = aa_words_take(&page->words, &s);
    const char *verdict = aa_page_verdict(page, judgement->verdict);
    const char *rows = number(page, judgement->row_count - references);
    if (references == 0)
        return aa_page_fill(page, "table.overall", AA_ARGS(verdict, rows, list));
    return aa_page_fill(page, "table.overall_references",
                        AA_ARGS(verdict, rows, list, number(page, references)));
}

/* True when |id| is one of the tiers joined by "+" in |tiers|. */
static bool names_tier(const char *tiers, const char *id)
{
    while (*tiers != '\0') {
        size_t len = strcspn(tiers, "+");
        if (len == strlen(id) && strncmp(tiers, id, len) == 0)
            return true;
        tiers += len + (tiers[len] == '+' ? 1 : 0);
    }
    return false;
}

/* The titles of the tiers judged by, or their ids where the table says no more. */
static const char *tier_titles(aa_page *page, const aa_judgement *judgement)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (size_t i = 0; i < judgement->table->tier_count; i++) {
        const aa_tier *tier = &judgement->table->tiers[i];
        if (!names_tier(judgement->tier, tier->id))
            continue;
        if (s.len > 0)
            aa_str_put(&s, aa_page_word(page, "list.semicolon"));
        aa_str_put(&s, tier->title[page->words.lang]);
    }
    if (s.len == 0)
        aa_str_put(&s, judgement->tier);
    return aa_words_take(&page->words, &s);
}

static void put_judgement(aa_page *page, const aa_judgement *judgement)
{
    static const char *const labels[] = {"label.edition", "label.tier", "label.verdict"};
    const char *texts[] = {judgement->table->edition, tier_titles(page, judgement), overall(page, judgement)};
    size_t columns = 0;
    for (size_t i = 0; i < 3; i++)
        columns = larger(columns, aa_utf8_columns(aa_page_word(page, labels[i])));
    aa_page_heading(page, judgement->table->title[page->words.lang]);
    for (size_t i = 0; i < 3; i++) {
        aa_style style = i == 2 ? aa_verdict_style(judgement->verdict) : AA_STYLE_PLAIN;
        aa_page_labelled(page, INDENT, aa_page_word(page, labels[i]), columns, style, texts[i]);
    }
    aa_page_blank(page);

    table_columns c = measure(page, judgement);
    const aa_cell head[] = {{aa_page_word(page, "col.row"), c.id, AA_STYLE_FAINT},
                            {aa_page_word(page, "col.requirement"), c.title, AA_STYLE_FAINT},
                            {aa_page_word(page, "col.verdict"), c.verdict, AA_STYLE_FAINT},
                            {aa_page_word(page, "col.why"), c.why, AA_STYLE_FAINT}};
    if (page->columns >= NARROW)
        aa_page_cells(page, INDENT, head, 4);
    for (size_t r = 0; r < judgement->row_count; r++)
        put_row(page, &c, judgement, &judgement->rows[r]);
}

void aa_text_rows(aa_page *page)
{
    for (size_t j = 0; j < page->result->judgement_count; j++)
        put_judgement(page, &page->result->judgements[j]);
}
