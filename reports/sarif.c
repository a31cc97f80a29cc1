/*
 * SARIF for archives and tools: every finding and every row, passing or not, as the standard has it.
 */
#include "reports/sarif/sarif.h"
#include "engine/report.h"

static void render(const aa_document *document, const aa_report_options *options, aa_str *out)
{
    aa_sarif_write(document, options, AA_SARIF_ARCHIVE, out);
}

const aa_report_format aa_report_format_sarif = {
    .media_type = "application/sarif+json",
    .render_document = render,
};
