/*
 * SARIF for code scanning services: what asks for action, with a path and a line.
 */
#include "engine/report.h"
#include "reports/sarif/sarif.h"

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_sarif_write(document, options, AA_SARIF_GITHUB, out);
}

const aa_report_format aa_report_format_sarif_github = {
    .media_type = "application/sarif+json",
    .render_document = render,
};
