/*
 * Found, but decides nothing: flaws below the failing severity or not reached, flaws that no chosen row asks
 * about, hints, and advised protections that were not seen. With -v also what speaks for the app.
 */
#include "reports/text/sections.h"

#define INDENT ((size_t)2)

/* Findings |first| to |first|+|count| are those of one check. */
typedef struct group {
    size_t first, count;
} group;

static group group_at(const aa_result *result, size_t first)
{
    group g = {first, 0};
    while (first + g.count < result->finding_count &&
           result->findings[first + g.count].check == result->findings[first].check)
        g.count++;
    return g;
}

/* Marks the findings that make a row fail; they have been told already. NULL: memory is out. */
static bool *mark_told(aa_page *page)
{
    bool *told = aa_arena_array(page->words.arena, page->result->finding_count, sizeof *told);
    for (size_t i = 0; told != NULL && i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        for (size_t f = 0; cause->code == AA_REASON_DEFECT && f < cause->finding_count; f++)
            told[cause->findings[f]] = true;
    }
    page->words.failed = page->words.failed || told == NULL;
    return told;
}

static bool is_other(const aa_finding *finding)
{
    aa_check_kind kind = finding->check->check->kind;
    return finding->record == AA_RECORD_HIT && (kind == AA_KIND_DEFECT || kind == AA_KIND_HINT);
}

static bool is_passing(const aa_finding *finding)
{
    aa_check_kind kind = finding->check->check->kind;
    if (finding->record == AA_RECORD_CLEAR || finding->record == AA_RECORD_ABSENT)
        return true;
    return finding->record == AA_RECORD_HIT &&
           (kind == AA_KIND_CONTROL || kind == AA_KIND_INVENTORY || kind == AA_KIND_MANUAL);
}

/* The findings of |g| that |wanted| picks and that |told|, when not NULL, does not hold. */
static size_t *pick(aa_page *page, group g, bool (*wanted)(const aa_finding *), const bool *told,
                    size_t *count_out)
{
    size_t *picked = aa_arena_array(page->words.arena, g.count, sizeof *picked);
    *count_out = 0;
    for (size_t i = g.first; picked != NULL && i < g.first + g.count; i++) {
        if (wanted(&page->result->findings[i]) && (told == NULL || !told[i]))
            picked[(*count_out)++] = i;
    }
    page->words.failed = page->words.failed || picked == NULL;
    return picked;
}

static aa_severity worst(const aa_result *result, const size_t *indices, size_t count)
{
    aa_severity severity = AA_SEVERITY_INFO;
    for (size_t i = 0; i < count; i++) {
        if (result->findings[indices[i]].severity > severity)
            severity = result->findings[indices[i]].severity;
    }
    return severity;
}

static void put_others_of(aa_page *page, const size_t *indices, size_t count)
{
    const aa_check_entry *entry = page->result->findings[indices[0]].check;
    aa_severity severity = worst(page->result, indices, count);
    const char *title = entry->check->text[page->words.lang].title;
    const char *word = aa_page_family(page, "severity", aa_severity_name(severity));
    aa_page_text(page, INDENT, AA_STYLE_PLAIN,
                 aa_page_fill(page, "failures.flaw", AA_ARGS(word, title, entry->id)));
    aa_text_findings(page, 2 * INDENT, indices, count);
}

/* The section's heading, before its first entry only. */
static void begin_entry(aa_page *page, bool *any)
{
    if (!*any)
        aa_page_heading(page, aa_page_word(page, "heading.others"));
    *any = true;
}

static void put_advised(aa_page *page, bool *any)
{
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CONTROL_ADVISED || cause->control == NULL)
            continue;
        const char *title = cause->control->title[page->words.lang];
        const char *rows = aa_page_rows(page, &cause->rows);
        const char *seen = aa_page_family(page, "advised", cause->arg == NULL ? "read" : cause->arg);
        begin_entry(page, any);
        aa_page_text(page, INDENT, AA_STYLE_PLAIN,
                     aa_page_fill(page, "others.advised", AA_ARGS(title, seen, rows)));
    }
}

void aa_text_others(aa_page *page)
{
    const bool *told = mark_told(page);
    bool any = false;
    put_advised(page, &any);
    for (int severity = AA_SEVERITY_CRITICAL; told != NULL && severity >= AA_SEVERITY_INFO; severity--) {
        for (size_t i = 0; i < page->result->finding_count;) {
            group g = group_at(page->result, i);
            size_t count = 0;
            size_t *picked = pick(page, g, is_other, told, &count);
            if (picked != NULL && count > 0 && (int)worst(page->result, picked, count) == severity) {
                begin_entry(page, &any);
                put_others_of(page, picked, count);
            }
            i += g.count;
        }
    }
}

void aa_text_passing(aa_page *page)
{
    if (!page->verbose)
        return;
    aa_page_heading(page, aa_page_word(page, "heading.passing"));
    for (size_t i = 0; i < page->result->finding_count;) {
        group g = group_at(page->result, i);
        size_t count = 0;
        size_t *picked = pick(page, g, is_passing, NULL, &count);
        if (picked != NULL && count > 0) {
            const aa_check_entry *entry = page->result->findings[i].check;
            const char *title = entry->check->text[page->words.lang].title;
            aa_page_text(page, INDENT, AA_STYLE_PLAIN,
                         aa_page_fill(page, "list.check", AA_ARGS(title, entry->id)));
            aa_text_findings(page, 2 * INDENT, picked, count);
        }
        i += g.count;
    }
}
