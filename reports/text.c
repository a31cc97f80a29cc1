/*
 * The report for people at a terminal: verdicts first, then what to fix, then what could not be told.
 */
#include "engine/report.h"
#include "reports/text/sections.h"

static void put_sections(aa_page *page, bool brief)
{
    aa_text_header(page);
    aa_text_rows(page);
    if (!brief) {
        aa_text_failures(page);
        aa_text_undecided(page);
        aa_text_answers(page);
        aa_text_others(page);
        aa_text_passing(page);
        aa_text_coverage(page);
    }
    aa_text_footer(page);
}

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_page page;
    if (aa_page_open(&page, document, options, out))
        put_sections(&page, options->brief);
    aa_page_close(&page);
}

const aa_report_format aa_report_format_text = {
    .media_type = "text/plain; charset=utf-8",
    .render_document = render,
};
