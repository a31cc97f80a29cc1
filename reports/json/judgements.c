#include "reports/json/parts.h"

static void put_reason(aa_json *j, const aa_result *result, const aa_row *row, const aa_reason *reason)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "code", aa_reason_name(reason->code));
    aa_json_text(j, "verdict", aa_verdict_name(reason->verdict));
    if (reason->finding != AA_NO_INDEX)
        aa_json_text(j, "finding", result->findings[reason->finding].fingerprint);
    if (reason->control != AA_NO_INDEX) {
        const aa_required_control *control = &row->controls[reason->control];
        aa_json_list(j, "control", control->checks, control->check_count);
    }
    if (reason->slot != AA_NO_INDEX)
        aa_json_text(j, "slot", row->slots[reason->slot].id);
    if (reason->code == AA_REASON_AREA_GAP)
        aa_json_text(j, "area", aa_area_name(reason->area));
    aa_json_args(j, "args", reason->args);
    aa_json_close_object(j);
}

static void put_row(aa_json *j, const aa_result *result, const aa_row_result *row)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "id", row->row->id);
    aa_json_text(j, "verdict", aa_verdict_name(row->verdict));
    aa_json_bool(j, "reference", row->row->reference);
    aa_json_open_array(j, "reasons");
    for (size_t i = 0; i < row->reason_count; i++)
        put_reason(j, result, row->row, &row->reasons[i]);
    aa_json_close_array(j);
    aa_json_open_array(j, "evidence");
    for (size_t i = 0; i < row->evidence_count; i++)
        aa_json_text(j, NULL, result->findings[row->evidence[i]].fingerprint);
    aa_json_close_array(j);
    aa_json_close_object(j);
}

void aa_json_judgements(aa_json *j, const aa_result *result)
{
    aa_json_open_array(j, "judgements");
    for (size_t i = 0; i < result->judgement_count; i++) {
        const aa_judgement *judgement = &result->judgements[i];
        aa_json_open_object(j, NULL);
        aa_json_text(j, "standard", judgement->table->id);
        aa_json_text(j, "edition", judgement->table->edition);
        aa_json_text(j, "tier", judgement->tier);
        aa_json_text(j, "verdict", aa_verdict_name(judgement->verdict));
        aa_json_open_array(j, "rows");
        for (size_t k = 0; k < judgement->row_count; k++)
            put_row(j, result, &judgement->rows[k]);
        aa_json_close_array(j);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}
