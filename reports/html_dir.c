/*
 * The report as a folder: the page without inline style and script, so that servers that forbid both show it.
 */
#include "engine/report.h"
#include "reports/html/page.h"

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_html_render(document, options->lang, true, out);
}

static const char *const files[] = {"report.css", "report.js", NULL};

const aa_report_format aa_report_format_html_dir = {
    .media_type = "text/html; charset=utf-8",
    .render_document = render,
    .main_file = "index.html",
    .files = files,
};
