#include "reports/json/parts.h"

static void put_trace(aa_json *j, const aa_finding *finding)
{
    if (finding->trace_count == 0)
        return;
    aa_json_open_array(j, "trace");
    for (size_t i = 0; i < finding->trace_count; i++) {
        const aa_trace_line *line = &finding->trace[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "kind", aa_trace_name(line->kind));
        aa_json_text(j, "class", line->class_name);
        aa_json_text(j, "method", line->method);
        if (line->line != 0)
            aa_json_uint(j, "line", line->line);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

static void put_code(aa_json *j, const aa_finding *finding)
{
    if (finding->code_count == 0)
        return;
    aa_json_open_array(j, "code");
    for (size_t i = 0; i < finding->code_count; i++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "text", finding->code[i].text);
        if (finding->code[i].here)
            aa_json_bool(j, "here", true);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}

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
    put_trace(j, finding);
    put_code(j, finding);
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
