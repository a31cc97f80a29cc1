#include "reports/json/parts.h"

static void put_finding(aa_json *j, const aa_finding *finding)
{
    const aa_check *check = finding->check->check;
    aa_json_open_object(j, NULL);
    aa_json_text(j, "check", finding->check->id);
    aa_json_text(j, "kind", aa_check_kind_name(check->kind));
    aa_json_text(j, "record", aa_record_name(finding->record));
    aa_json_text(j, "severity", aa_severity_name(finding->severity));
    aa_json_text(j, "owner", aa_owner_name(finding->owner));
    aa_json_text(j, "reach", aa_reach_name(finding->reach));
    aa_json_text(j, "message", check->messages[finding->message].key);
    aa_json_args(j, "args", finding->args);
    aa_json_place(j, &finding->place);
    aa_json_text(j, "fingerprint", finding->fingerprint);
    aa_json_close_object(j);
}

void aa_json_findings(aa_json *j, const aa_result *result)
{
    aa_json_open_array(j, "findings");
    for (size_t i = 0; i < result->finding_count; i++)
        put_finding(j, &result->findings[i]);
    aa_json_close_array(j);
}
