/*
 * Markdown (GitHub flavoured) for job summaries and merge requests: the verdicts, the row table, what fails
 * with its fix, and what was not read.
 */
#include "base/utf8.h"
#include "engine/report.h"
#include "reports/machine/machine.h"

#define PLACES_MAX 5 /* of one flaw; a count says how many more there are */

/* Text as it is: every mark of the notation escaped, no tags, one line. */
static void put_plain(aa_machine *m, aa_str *out, const char *text)
{
    aa_str safe;
    aa_str_init(&safe, AA_TEXT_MAX);
    aa_utf8_put_safe(&safe, aa_machine_one_line(m, text));
    for (const char *c = safe.ptr; *c != '\0'; c++) {
        if (*c == '<')
            aa_str_put(out, "&lt;");
        else if (*c == '&')
            aa_str_put(out, "&amp;");
        else if (strchr("\\`*_{}[]#|~>@$", *c) != NULL)
            aa_str_printf(out, "\\%c", *c);
        else
            aa_str_putc(out, *c);
        if (*c == ':' && c[1] == '/') /* no address becomes a link */
            aa_str_put(out, "&#8203;");
    }
    if (!aa_str_ok(&safe))
        out->failed = true;
    aa_str_done(&safe);
}

static void put_cell(aa_machine *m, aa_str *out, const char *text)
{
    aa_str_put(out, "| ");
    put_plain(m, out, text);
    aa_str_putc(out, ' ');
}

static void put_table(aa_machine *m, aa_str *out, const aa_judgement *judgement)
{
    static const char *const heads[] = {"col.row", "col.requirement", "col.verdict", "col.why"};
    const char *overall = aa_page_verdict(&m->page, judgement->verdict);
    aa_str_put(out, "\n## ");
    put_plain(m, out, judgement->table->title[m->words->lang]);
    aa_str_put(out, "\n\n");
    put_plain(m, out,
              aa_words_fill(m->words, "{0}: {1}; {2}: {3}; {4}: ",
                            AA_ARGS(aa_page_word(&m->page, "label.edition"), judgement->table->edition,
                                    aa_page_word(&m->page, "label.tier"), judgement->tier,
                                    aa_page_word(&m->page, "label.verdict"))));
    aa_str_put(out, " **");
    put_plain(m, out, overall);
    aa_str_put(out, "**\n\n");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        put_cell(m, out, aa_page_word(&m->page, heads[i]));
    aa_str_put(out, "|\n|---|---|---|---|\n");
    for (size_t r = 0; r < judgement->row_count; r++) {
        const aa_row_result *row = &judgement->rows[r];
        put_cell(m, out, row->row->id);
        put_cell(m, out, aa_page_row_title(&m->page, row->row));
        put_cell(m, out, aa_page_verdict(&m->page, row->verdict));
        put_cell(m, out, aa_page_row_summary(&m->page, judgement, row));
        aa_str_put(out, "|\n");
    }
}

static void put_labelled(aa_machine *m, aa_str *out, const char *key, const char *text)
{
    aa_str_put(out, "- ");
    put_plain(m, out, aa_page_word(&m->page, key));
    aa_str_put(out, text[0] == '\0' ? ":" : ": ");
    put_plain(m, out, text);
    aa_str_putc(out, '\n');
}

static void put_places(aa_machine *m, aa_str *out, const aa_cause *cause)
{
    for (size_t i = 0; i < cause->finding_count && (i < PLACES_MAX || m->page.verbose); i++) {
        const aa_finding *f = &m->result->findings[cause->findings[i]];
        const char *place = aa_page_place(&m->page, &f->place);
        aa_str_put(out, "  - ");
        put_plain(m, out, aa_page_message(&m->page, f));
        if (place[0] != '\0') {
            aa_str_put(out, " — ");
            put_plain(m, out, place);
        }
        aa_str_putc(out, '\n');
    }
    if (cause->finding_count > PLACES_MAX && !m->page.verbose) {
        const char *more = aa_words_number(m->words, cause->finding_count - PLACES_MAX);
        aa_str_put(out, "  - ");
        put_plain(m, out, aa_page_fill(&m->page, "list.more", AA_ARGS(more)));
        aa_str_putc(out, '\n');
    }
}

static void put_flaw(aa_machine *m, aa_str *out, const aa_cause *cause)
{
    const aa_check_text *text = &cause->check->check->text[m->words->lang];
    const char *severity = aa_page_family(&m->page, "severity", aa_severity_name(cause->severity));
    aa_str_put(out, "\n### ");
    put_plain(m, out,
              aa_page_fill(&m->page, "failures.flaw", AA_ARGS(severity, text->title, cause->check->id)));
    aa_str_put(out, "\n\n");
    put_labelled(m, out, "label.rows", aa_page_rows(&m->page, &cause->rows));
    put_labelled(m, out, "label.why", text->why);
    put_labelled(m, out, "label.fix", text->fix);
    put_labelled(m, out, "label.found", "");
    put_places(m, out, cause);
}

static void put_failures(aa_machine *m, aa_str *out)
{
    bool any = false;
    for (int severity = AA_SEVERITY_CRITICAL; severity >= AA_SEVERITY_INFO; severity--) {
        for (size_t i = 0; i < m->page.causes.count; i++) {
            const aa_cause *cause = &m->page.causes.items[i];
            if (cause->code != AA_REASON_DEFECT || cause->check == NULL || (int)cause->severity != severity)
                continue;
            if (!any) {
                aa_str_put(out, "\n## ");
                put_plain(m, out, aa_page_word(&m->page, "heading.failures"));
                aa_str_putc(out, '\n');
            }
            any = true;
            put_flaw(m, out, cause);
        }
    }
}

static void put_head(aa_machine *m, aa_str *out)
{
    const aa_facts *facts = m->result->facts;
    const char *label = facts->manifest.label;
    const char *package = facts->manifest.package.value;
    aa_str_put(out, "# ");
    put_plain(m, out, aa_words_excerpt(m->words, label == NULL ? m->app : label));
    aa_str_put(out, "\n\n");
    if (package != NULL)
        put_labelled(m, out, "label.package", aa_words_excerpt(m->words, package));
    for (size_t i = 0; i < facts->artifact_count; i++)
        put_labelled(m, out, "label.file",
                     aa_words_fill(m->words, "{0}, SHA-256 {1}",
                                   AA_ARGS(aa_words_excerpt(m->words, facts->artifacts[i].name),
                                           facts->artifacts[i].sha256)));
    put_labelled(m, out, "label.state",
                 aa_page_family(&m->page, "state", aa_analysis_state_name(m->result->state)));
}

static void put_coverage(aa_machine *m, aa_str *out)
{
    const aa_coverage *coverage = &m->result->facts->coverage;
    bool any = false;
    for (unsigned area = 0; area < AA_AREA_COUNT; area++) {
        aa_area_state state = coverage->area[area];
        if (state == AA_AREA_READ || state == AA_AREA_ABSENT)
            continue;
        if (!any) {
            aa_str_put(out, "\n## ");
            put_plain(m, out, aa_page_word(&m->page, "heading.coverage"));
            aa_str_put(out, "\n\n");
        }
        any = true;
        put_labelled(m, out,
                     state == AA_AREA_PARTIAL  ? "coverage.partial"
                     : state == AA_AREA_UNREAD ? "coverage.unread"
                                               : "coverage.failed",
                     aa_page_family(&m->page, "area", aa_area_name((aa_area)area)));
    }
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_machine m;
    if (aa_machine_open(&m, document, options, out)) {
        put_head(&m, out);
        for (size_t i = 0; i < m.result->judgement_count; i++)
            put_table(&m, out, &m.result->judgements[i]);
        put_failures(&m, out);
        put_coverage(&m, out);
        aa_str_put(out, "\n---\n");
        put_plain(&m, out, aa_page_word(&m.page, "foot.note"));
        aa_str_putc(out, '\n');
    }
    aa_machine_close(&m);
}

const aa_report_format aa_report_format_markdown = {
    .media_type = "text/markdown; charset=utf-8; variant=GFM",
    .render_document = render,
};
