#include "facts/code.h"

#include <stdlib.h>

#include "base/stopwatch.h"
#include "facts/code_store.h"

const aa_code_base *aa_facts_code(const aa_facts *facts)
{
    return facts->code != NULL && facts->code->program != NULL ? &facts->code->base : NULL;
}

aa_code *aa_facts_take_read(const aa_facts *facts)
{
    aa_code *read = facts->code == NULL ? NULL : facts->code->read;
    if (read != NULL)
        facts->code->read = NULL;
    return read;
}

void aa_facts_give_read(const aa_facts *facts, aa_code *read)
{
    if (facts->code->read == NULL)
        facts->code->read = read;
    else
        aa_code_free(read);
}

aa_code_times aa_facts_code_times(const aa_facts *facts)
{
    return facts->code != NULL ? facts->code->times : (aa_code_times){.read = 0};
}

void aa_code_store_free(aa_code_store *store)
{
    if (store == NULL)
        return;
    aa_code_free(store->read);
    aa_shapes_free(store->shapes);
    aa_reach_free(store->reach);
    aa_program_free(store->program);
    for (size_t i = 0; i < store->contents.count; i++)
        aa_zip_content_done((aa_zip_content *)store->contents.items + i);
    aa_arena_free(store->arena);
    free(store);
}

/* ---- all -------------------------------------------------------------------------------------------------
 */

/* Time since |*begin|, which becomes now. */
static uint64_t lap(uint64_t *begin)
{
    uint64_t now = aa_process_time();
    uint64_t passed = now - *begin;
    *begin = now;
    return passed;
}

static aa_err build(aa_source *source, aa_code_store *store, const aa_facts *facts)
{
    aa_vec entries = AA_VEC_INIT(aa_entry);
    uint64_t begin = aa_process_time();
    (void)aa_watch_enter(source->notes->watch, "program", NULL, NULL);
    aa_err err = aa_program_build(store->units.items, store->units.count, &store->limits, source->threads,
                                  source->notes, &store->program);
    store->times.program = lap(&begin);
    if (err != AA_OK)
        return err;
    aa_collect_entries(source, facts, &entries);
    aa_collect_resource_entries(source, facts, &entries);
    if (source->failed)
        return AA_E_NOMEM;
    err = aa_reach_build(store->program, entries.items, entries.count, &store->reach);
    store->times.reach = lap(&begin);
    if (err == AA_OK && !aa_reach_complete(store->reach))
        aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, "limit.code_reach", NULL, NULL, "");
    if (err == AA_OK)
        err = aa_shapes_find(store->program, &store->shapes);
    if (err == AA_OK && !aa_shapes_complete(store->shapes))
        aa_source_gap(source, AA_AREA_CODE, AA_GAP_INPUT, "limit.code_shapes", NULL, NULL, "");
    store->times.shapes = lap(&begin);
    store->base = (aa_code_base){.program = store->program,
                                 .reach = store->reach,
                                 .shapes = store->shapes,
                                 .limits = &store->limits,
                                 .package = facts->manifest.package.value};
    return err;
}

aa_err aa_collect_code(aa_source *source, aa_facts *facts)
{
    aa_code_store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return AA_E_NOMEM;
    facts->code = store;
    *store = (aa_code_store){.arena = aa_arena_new(),
                             .contents = AA_VEC_INIT(aa_zip_content),
                             .units = AA_VEC_INIT(aa_unit),
                             .limits = *source->limits};
    if (store->arena == NULL)
        return AA_E_NOMEM;
    uint64_t begin = aa_process_time();
    aa_read_dex_files(source, store);
    store->times.read = lap(&begin);
    if (source->failed)
        return AA_E_NOMEM;
    return store->units.count == 0 ? AA_OK : build(source, store, facts);
}

void aa_complete_code(aa_facts *facts)
{
    if (facts->code != NULL)
        facts->code->base.complete = facts->coverage.area[AA_AREA_CODE] == AA_AREA_READ;
}
