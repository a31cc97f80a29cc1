/*
 * Call sites of invoke-custom, and method handles.
 */
#include "code/program_internal.h"

#define FIRST_INVOKE 4   /* kinds of handles below it are fields */
#define MOST_VALUES  512 /* a call cannot give more than 255 arguments */

bool aa_program_list_sites(aa_program *p)
{
    for (uint32_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        map->site_count = AA_DEX_SITE_COUNT(&p->units[u].dex);
        map->site_count = map->site_count < AA_INDEX_16 ? map->site_count : AA_INDEX_16;
        map->sites = aa_arena_array(p->scratch, map->site_count + 1, sizeof *map->sites);
        if (map->sites == NULL)
            return false;
        aa_call_site site;
        for (uint32_t i = 0; i < map->site_count; i++)
            map->sites[i] = aa_program_call_site(p, u, i, &site) ? site.implementation : AA_NO_ID;
    }
    return true;
}

aa_method_id aa_program_handle(const aa_program *p, uint32_t unit, uint32_t handle)
{
    aa_dex_handle h;
    if (!aa_dex_handle_at(&p->units[unit].dex, handle, &h) || h.kind < FIRST_INVOKE)
        return AA_NO_ID;
    return aa_program_method_of(p, unit, h.index);
}

bool aa_program_call_site(const aa_program *p, uint32_t unit, uint32_t index, aa_call_site *out)
{
    *out = (aa_call_site){.bootstrap = AA_NO_ID, .implementation = AA_NO_ID, .name = aa_bytes_none()};
    if (unit >= p->unit_count)
        return false;
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_values values = aa_dex_call_site_at(dex, index);
    aa_dex_value value;
    size_t seen = 0;
    for (size_t i = 0; seen < MOST_VALUES && aa_dex_next_value(&values, &value); i += value.depth == 0) {
        seen++;
        bool handle = value.type == AA_DEX_VALUE_METHOD_HANDLE && value.depth == 0;
        if (i == 0 && handle)
            out->bootstrap = aa_program_handle(p, unit, value.index);
        else if (i == 1 && value.type == AA_DEX_VALUE_STRING)
            out->name = aa_dex_text(dex, value.index);
        else if (i == 2 && value.type == AA_DEX_VALUE_METHOD_TYPE)
            out->proto = value.index;
        else if (i > 2 && handle && out->implementation == AA_NO_ID)
            out->implementation = aa_program_handle(p, unit, value.index);
        else if (i > 2 && !handle && value.depth == 0 && out->argument_count < AA_CALL_SITE_ARGUMENTS)
            out->arguments[out->argument_count++] = value;
    }
    return out->bootstrap != AA_NO_ID && !values.lost && seen < MOST_VALUES;
}
