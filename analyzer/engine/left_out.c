#include "engine/left_out.h"

#include <string.h>

#include "engine/check.h"

static bool is_told(const aa_coverage *coverage, const aa_left_out *entry)
{
    for (size_t i = 0; i < coverage->gap_count; i++) {
        const aa_gap *gap = &coverage->gaps[i];
        if (strcmp(gap->code, entry->code) != 0)
            continue;
        if (entry->what.member == NULL || (gap->member != NULL && strcmp(gap->member, entry->what.member) == 0))
            return true;
    }
    return false;
}

/* The areas whose verdicts suffer; a check that looks at no area in particular may have used any. */
static unsigned areas_of(const aa_left_out *entry)
{
    const unsigned all = AA_AREA_BIT(AA_AREA_COUNT) - 1;
    if (strcmp(entry->what.stage, "check") != 0)
        return all;
    for (size_t i = 0; i < aa_check_registry_count; i++) {
        const aa_check_entry *check = &aa_check_registry[i];
        if (strcmp(check->id, entry->what.member) == 0 && check->check->areas != 0)
            return check->check->areas;
    }
    return all;
}

/* "check android-debuggable": no member of the archive, so the name goes beside the stage. */
static bool fill(aa_arena *arena, const aa_left_out *entry, aa_area area, aa_gap *out)
{
    bool is_check = strcmp(entry->what.stage, "check") == 0;
    *out = (aa_gap){.area = area,
                    .cause = AA_GAP_INPUT,
                    .code = entry->code,
                    .artifact = entry->what.artifact,
                    .member = is_check ? NULL : entry->what.member,
                    .detail = is_check ? aa_arena_printf(arena, "check %s", entry->what.member)
                                       : entry->what.stage,
                    .offset = AA_NO_OFFSET};
    return out->detail != NULL;
}

aa_err aa_ledger_left_out(aa_arena *arena, const aa_watch *watch, aa_coverage *coverage)
{
    size_t more = watch == NULL ? 0 : watch->left_out_count;
    if (more == 0)
        return AA_OK;
    aa_gap *gaps = aa_arena_array(arena, coverage->gap_count + more * AA_AREA_COUNT, sizeof *gaps);
    if (gaps == NULL)
        return AA_E_NOMEM;
    size_t count = coverage->gap_count;
    if (count > 0)
        memcpy(gaps, coverage->gaps, count * sizeof *gaps);
    for (size_t i = 0; i < more; i++) {
        const aa_left_out *entry = &watch->left_out[i];
        unsigned areas = is_told(coverage, entry) ? 0 : areas_of(entry);
        for (int area = 0; area < AA_AREA_COUNT; area++) {
            if ((areas & AA_AREA_BIT(area)) == 0)
                continue;
            if (!fill(arena, entry, (aa_area)area, &gaps[count++]))
                return AA_E_NOMEM;
            if (coverage->area[area] <= AA_AREA_PARTIAL)
                coverage->area[area] = AA_AREA_PARTIAL;
        }
    }
    coverage->gaps = gaps;
    coverage->gap_count = count;
    return AA_OK;
}
