/*
 * The report as one self-contained HTML file.
 */
#include "engine/report.h"
#include "reports/html/page.h"

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_html_render(document, options->lang, false, out);
}

const aa_report_format aa_report_format_html = {
    .media_type = "text/html; charset=utf-8",
    .render_document = render,
};
