/*
 * What could not be told, and why: one entry for each cause, with the rows that wait for it.
 */
#include "base/utf8.h"
#include "reports/text/sections.h"

#define INDENT    ((size_t)2)
#define NAMES_MAX 3 /* members named for one gap, and records quoted for one question */

static void put_rows(aa_page *page, const aa_row_set *rows)
{
    aa_page_text(page, 2 * INDENT, AA_STYLE_FAINT,
                 aa_page_fill(page, "undecided.rows", AA_ARGS(aa_page_rows(page, rows))));
}

/* A subheading, before the first entry only. */
static void put_subheading(aa_page *page, bool *any, const char *key)
{
    if (*any)
        return;
    *any = true;
    aa_page_blank(page);
    aa_page_text(page, INDENT, AA_STYLE_STRONG, aa_page_word(page, key));
}

static bool same_gap(const aa_gap *a, const aa_gap *b)
{
    return a->area == b->area && a->cause == b->cause && strcmp(a->code, b->code) == 0;
}

static const char *gap_member(const aa_gap *gap)
{
    return gap->member != NULL ? gap->member : gap->artifact;
}

/* The members that gaps of the same kind as |index| are about: some by name, the others counted. */
static const char *gap_members(aa_page *page, size_t index)
{
    const aa_coverage *coverage = &page->result->facts->coverage;
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    size_t count = 0;
    for (size_t i = index; i < coverage->gap_count; i++) {
        const aa_gap *gap = &coverage->gaps[i];
        if (!same_gap(gap, &coverage->gaps[index]) || gap_member(gap) == NULL)
            continue;
        if (++count > NAMES_MAX && !page->verbose)
            continue;
        aa_str_put(&s, count > 1 ? ", " : "");
        aa_excerpt_put(&s, gap_member(gap));
        if (gap->detail != NULL && gap->detail[0] != '\0') {
            aa_str_put(&s, " (");
            aa_excerpt_put(&s, gap->detail);
            aa_str_putc(&s, ')');
        }
    }
    const char *list = aa_words_take(&page->words, &s);
    if (count <= NAMES_MAX || page->verbose)
        return list;
    const char *others = aa_words_number(&page->words, count - NAMES_MAX);
    return aa_page_fill(page, "list.and_others", AA_ARGS(list, others));
}

/* What this version does not read is one gap for all members: the first by name, and their number. */
static const char *scope_members(aa_page *page, const aa_gap *gap)
{
    const char *member = gap_member(gap);
    if (member == NULL || gap->detail == NULL || gap->detail[0] == '\0')
        return member == NULL ? "" : aa_words_excerpt(&page->words, member);
    return aa_page_fill(page, "gap.scope_members",
                        AA_ARGS(aa_words_excerpt(&page->words, member), gap->detail));
}

/* The first gap of each kind in |area|, as indices. */
static aa_vec gap_kinds(aa_page *page, aa_area area)
{
    const aa_coverage *coverage = &page->result->facts->coverage;
    aa_vec kinds = AA_VEC_INIT(size_t);
    for (size_t i = 0; i < coverage->gap_count; i++) {
        bool is_new = coverage->gaps[i].area == area;
        for (size_t k = 0; k < kinds.count && is_new; k++)
            is_new = !same_gap(&coverage->gaps[((size_t *)kinds.items)[k]], &coverage->gaps[i]);
        size_t *kind = is_new ? aa_vec_push(page->words.arena, &kinds) : NULL;
        if (kind != NULL)
            *kind = i;
        else if (is_new)
            page->words.failed = true;
    }
    return kinds;
}

static void put_gaps_of(aa_page *page, aa_area area)
{
    aa_vec kinds = gap_kinds(page, area);
    for (size_t i = 0; i < kinds.count; i++) {
        size_t first = ((size_t *)kinds.items)[i];
        const aa_gap *gap = &page->result->facts->coverage.gaps[first];
        bool scope = gap->cause == AA_GAP_SCOPE;
        const char *text = aa_words_get(&page->words, "notes.tsv", gap->code);
        aa_page_text(page, 2 * INDENT, AA_STYLE_PLAIN,
                     aa_page_fill(page, scope ? "gap.scope" : "gap.input", AA_ARGS(text, gap->code)));
        aa_page_text(page, 3 * INDENT, AA_STYLE_FAINT,
                     scope ? scope_members(page, gap) : gap_members(page, first));
    }
}

static void put_areas(aa_page *page)
{
    bool any = false;
    for (unsigned area = 0; area < AA_AREA_COUNT; area++) {
        for (size_t i = 0; i < page->causes.count; i++) {
            const aa_cause *cause = &page->causes.items[i];
            if (cause->code != AA_REASON_AREA_GAP || (unsigned)cause->area != area)
                continue;
            put_subheading(page, &any, "undecided.areas");
            aa_page_text(page, INDENT, AA_STYLE_OPEN,
                         aa_page_family(page, "area", aa_area_name((aa_area)area)));
            put_gaps_of(page, (aa_area)area);
            put_rows(page, &cause->rows);
        }
    }
}

static void put_unsure_checks(aa_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CHECK_UNDECIDED || cause->check == NULL)
            continue;
        if (cause->check->check->kind == AA_KIND_COVERAGE)
            continue; /* the areas above say the same, and why */
        put_subheading(page, &any, "undecided.checks");
        const char *title = cause->check->check->text[page->words.lang].title;
        aa_page_text(page, INDENT, AA_STYLE_OPEN,
                     aa_page_fill(page, "list.check", AA_ARGS(title, cause->check->id)));
        aa_text_findings(page, 2 * INDENT, cause->findings, cause->finding_count);
        put_rows(page, &cause->rows);
    }
}

static void put_unsure_controls(aa_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CONTROL_UNSURE || cause->control == NULL)
            continue;
        put_subheading(page, &any, "undecided.controls");
        aa_page_text(page, INDENT, AA_STYLE_OPEN, cause->control->title[page->words.lang]);
        if (cause->arg != NULL)
            aa_page_text(page, 2 * INDENT, AA_STYLE_PLAIN, aa_page_family(page, "unsure", cause->arg));
        put_rows(page, &cause->rows);
    }
}

/* Rows that nothing in this version looks at. */
static void put_unchecked_rows(aa_page *page, bool *any)
{
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CHECK_AWAITED || cause->arg != NULL)
            continue;
        put_subheading(page, any, "undecided.awaited");
        aa_page_text(page, INDENT, AA_STYLE_OPEN, aa_page_word(page, "undecided.no_check"));
        put_rows(page, &cause->rows);
    }
}

/* Checks to come are many and all say the same: they share one entry. */
static void put_awaited(aa_page *page)
{
    bool any = false;
    aa_row_set rows = {NULL, 0};
    size_t count = 0;
    aa_str ids;
    aa_str_init(&ids, AA_TEXT_MAX);
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CHECK_AWAITED || cause->arg == NULL)
            continue;
        aa_str_printf(&ids, "%s%s", count++ == 0 ? "" : ", ", cause->arg);
        if (!aa_page_merge_rows(page, &rows, &cause->rows))
            break;
    }
    const char *list = aa_words_take(&page->words, &ids);
    if (count > 0 && rows.in != NULL) {
        put_subheading(page, &any, "undecided.awaited");
        aa_page_text(
            page, INDENT, AA_STYLE_OPEN,
            aa_page_fill(page, "undecided.awaited_count", AA_ARGS(aa_words_number(&page->words, count))));
        if (page->verbose)
            aa_page_text(page, 2 * INDENT, AA_STYLE_PLAIN, list);
        put_rows(page, &rows);
    }
    put_unchecked_rows(page, &any);
}

/* Appends the records of check |id| that help to answer: the check with their number. */
static void put_seen_check(aa_page *page, aa_str *s, const char *id)
{
    const aa_check_entry *check = NULL;
    size_t count = 0;
    for (size_t i = 0; i < page->result->finding_count; i++) {
        const aa_finding *finding = &page->result->findings[i];
        if (strcmp(finding->check->id, id) != 0 || finding->record == AA_RECORD_ABSENT)
            continue;
        check = finding->check;
        count++;
    }
    if (check == NULL)
        return;
    const char *title = check->check->text[page->words.lang].title;
    const char *number = aa_words_number(&page->words, count);
    if (s->len > 0)
        aa_str_put(s, aa_page_word(page, "list.comma"));
    aa_str_put(s, aa_page_fill(page, "undecided.seen_check", AA_ARGS(title, number)));
}

/* What the app itself shows that helps a person to answer. The records are listed at the end, with -v. */
static void put_prefill(aa_page *page, const aa_slot *slot)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (size_t i = 0; i < slot->prefill_count; i++)
        put_seen_check(page, &s, slot->prefill[i]);
    const char *list = aa_words_take(&page->words, &s);
    if (list[0] != '\0')
        aa_page_text(page, 3 * INDENT, AA_STYLE_FAINT, aa_page_fill(page, "undecided.seen", AA_ARGS(list)));
}

static void put_questions(aa_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_SLOT_OPEN || cause->slot == NULL)
            continue;
        put_subheading(page, &any, "undecided.questions");
        const char *rows = aa_page_rows(page, &cause->rows);
        const char *question = cause->slot->question[page->words.lang];
        aa_page_text(page, INDENT, AA_STYLE_PLAIN,
                     aa_page_fill(page, "undecided.question", AA_ARGS(rows, question)));
        put_prefill(page, cause->slot);
    }
}

void aa_text_undecided(aa_page *page)
{
    aa_page_heading(page, aa_page_word(page, "heading.undecided"));
    size_t before = page->out->len;
    put_areas(page);
    put_unsure_checks(page);
    put_unsure_controls(page);
    put_awaited(page);
    put_questions(page);
    if (page->out->len == before)
        aa_page_text(page, INDENT, AA_STYLE_PLAIN, aa_page_word(page, "undecided.none"));
}
