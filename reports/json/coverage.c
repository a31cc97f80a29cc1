#include "reports/json/parts.h"

static void put_gap(aa_json *j, const aa_gap *gap)
{
    aa_json_open_object(j, NULL);
    aa_json_text(j, "cause", gap->cause == AA_GAP_INPUT ? "input" : "scope");
    aa_json_text(j, "code", gap->code);
    aa_json_text(j, "artifact", gap->artifact);
    aa_json_text(j, "member", gap->member);
    if (gap->offset != AA_NO_OFFSET)
        aa_json_uint(j, "offset", gap->offset);
    aa_json_text(j, "detail", gap->detail);
    aa_json_close_object(j);
}

void aa_json_coverage(aa_json *j, const aa_coverage *coverage)
{
    aa_json_open_array(j, "coverage");
    for (int area = 0; area < AA_AREA_COUNT; area++) {
        aa_json_open_object(j, NULL);
        aa_json_text(j, "area", aa_area_name((aa_area)area));
        aa_json_text(j, "state", aa_area_state_name(coverage->area[area]));
        aa_json_open_array(j, "gaps");
        for (size_t i = 0; i < coverage->gap_count; i++) {
            if (coverage->gaps[i].area == (aa_area)area)
                put_gap(j, &coverage->gaps[i]);
        }
        aa_json_close_array(j);
        aa_json_close_object(j);
    }
    aa_json_close_array(j);
}
