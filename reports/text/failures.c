/*
 * What fails, and how to fix it: each flaw once, with every place and the rows that fail by it.
 */
#include <inttypes.h>

#include "base/utf8.h"
#include "reports/text/sections.h"

#define INDENT     ((size_t)2)
#define PLACES_MAX 3 /* places of one check, unless verbose; a count says how many more there are */

static size_t label_columns(aa_page *page)
{
    static const char *const keys[] = {"label.rows", "label.found", "label.why", "label.fix"};
    size_t widest = 0;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        size_t columns = aa_utf8_columns(aa_page_word(page, keys[i]));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

/* One line of the way to the finding. */
static void put_step(aa_page *page, size_t indent, const aa_trace_line *line)
{
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    aa_str_put(&s, aa_page_family(page, "trace", aa_trace_name(line->kind)));
    aa_str_putc(&s, ' ');
    aa_code_put(&s, line->class_name, line->method);
    if (line->source != NULL) {
        aa_str_putc(&s, ' ');
        aa_excerpt_put(&s, line->source);
    }
    if (line->line > 0)
        aa_str_printf(&s, ":%" PRIu32, line->line);
    aa_page_text(page, indent, AA_STYLE_FAINT, aa_words_take(&page->words, &s));
}

static void put_finding(aa_page *page, size_t indent, const aa_finding *finding)
{
    aa_page_text(page, indent, AA_STYLE_PLAIN, aa_page_message(page, finding));
    const char *place = aa_page_place(page, &finding->place);
    aa_page_text(page, indent + 2, AA_STYLE_FAINT, place);
    if (finding->reach == AA_NOT_REACHED || finding->reach == AA_REACH_UNKNOWN)
        aa_page_text(page, indent + 2, AA_STYLE_FAINT,
                     aa_page_family(page, "reach", aa_reach_name(finding->reach)));
    for (size_t i = 0; page->verbose && i < finding->trace_count; i++)
        put_step(page, indent + 2, &finding->trace[i]);
}

void aa_text_findings(aa_page *page, size_t indent, const size_t *indices, size_t count)
{
    size_t shown = page->verbose || count <= PLACES_MAX + 1 ? count : PLACES_MAX; /* "1 more" saves no line */
    for (size_t i = 0; i < shown; i++)
        put_finding(page, indent, &page->result->findings[indices[i]]);
    if (shown < count) {
        const char *more = aa_words_number(&page->words, count - shown);
        aa_page_text(page, indent, AA_STYLE_PLAIN, aa_page_fill(page, "list.more", AA_ARGS(more)));
    }
}

static void put_label(aa_page *page, const char *key, size_t columns, const char *text)
{
    aa_page_labelled(page, INDENT, aa_page_word(page, key), columns, AA_STYLE_PLAIN, text);
}

static void put_defect(aa_page *page, const aa_cause *cause, size_t columns)
{
    const aa_check_text *text = &cause->check->check->text[page->words.lang];
    const char *severity = aa_page_family(page, "severity", aa_severity_name(cause->severity));
    aa_page_blank(page);
    aa_page_text(page, 0, AA_STYLE_BAD,
                 aa_page_fill(page, "failures.flaw", AA_ARGS(severity, text->title, cause->check->id)));
    put_label(page, "label.rows", columns, aa_page_rows(page, &cause->rows));
    put_label(page, "label.why", columns, text->why);
    put_label(page, "label.fix", columns, text->fix);
    aa_page_text(page, INDENT, AA_STYLE_FAINT, aa_page_word(page, "label.found"));
    aa_text_findings(page, INDENT + 2, cause->findings, cause->finding_count);
}

static void put_missing_control(aa_page *page, const aa_cause *cause, size_t columns)
{
    const char *title = cause->control->title[page->words.lang];
    aa_str s;
    aa_str_init(&s, AA_TEXT_MAX);
    for (size_t i = 0; i < cause->control->check_count; i++)
        aa_str_printf(&s, "%s%s", i == 0 ? "" : ", ", cause->control->checks[i]);
    aa_page_blank(page);
    aa_page_text(page, 0, AA_STYLE_BAD, aa_page_fill(page, "failures.missing", AA_ARGS(title)));
    put_label(page, "label.rows", columns, aa_page_rows(page, &cause->rows));
    put_label(page, "label.found", columns,
              aa_page_fill(page, "failures.looked_for", AA_ARGS(aa_words_take(&page->words, &s))));
}

void aa_text_failures(aa_page *page)
{
    size_t columns = label_columns(page);
    bool any = false;
    aa_page_heading(page, aa_page_word(page, "heading.failures"));
    for (int severity = AA_SEVERITY_CRITICAL; severity >= AA_SEVERITY_INFO; severity--) {
        for (size_t i = 0; i < page->causes.count; i++) {
            const aa_cause *cause = &page->causes.items[i];
            if (cause->code != AA_REASON_DEFECT || (int)cause->severity != severity)
                continue;
            put_defect(page, cause, columns);
            any = true;
        }
    }
    for (size_t i = 0; i < page->causes.count; i++) {
        const aa_cause *cause = &page->causes.items[i];
        if (cause->code != AA_REASON_CONTROL_MISSING || cause->control == NULL)
            continue;
        put_missing_control(page, cause, columns);
        any = true;
    }
    if (!any)
        aa_page_text(page, INDENT, AA_STYLE_PLAIN, aa_page_word(page, "failures.none"));
}
