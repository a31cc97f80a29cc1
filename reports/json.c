/*
 * result.json: the result as data. Every other rendering is a function of what is in it.
 */
#include <appassay/version.h>

#include "engine/report.h"
#include "reports/json/parts.h"

extern const aa_report_format aa_report_format_json;

static void put_tool(aa_json *j, const aa_result *result)
{
    aa_json_open_object(j, "tool");
    aa_json_text(j, "name", "appassay");
    aa_json_text(j, "version", aa_version());
    aa_json_text(j, "isolation", result->isolation);
    aa_json_close_object(j);
}

static void put_policy(aa_json *j, const aa_result *result)
{
    aa_json_open_object(j, "policy");
    aa_json_text(j, "date", aa_policy_date(result->policy));
    aa_json_text(j, "today", result->today);
    aa_json_close_object(j);
}

static void render(const aa_result *result, const aa_report_options *options, aa_str *out)
{
    (void)options; /* codes and values: the same in every language */
    aa_json j;
    aa_json_init(&j, out);
    aa_json_open_object(&j, NULL);
    aa_json_text(&j, "schema", "appassay.result/1");
    put_tool(&j, result);
    put_policy(&j, result);
    aa_json_text(&j, "state", aa_analysis_state_name(result->state));
    aa_json_target(&j, result->facts);
    aa_json_judgements(&j, result);
    aa_json_findings(&j, result);
    aa_json_coverage(&j, &result->facts->coverage);
    aa_json_inventory(&j, result->facts, aa_policy_today(result->policy));
    aa_json_close_object(&j);
}

const aa_report_format aa_report_format_json = {.media_type = "application/json", .render = render};
