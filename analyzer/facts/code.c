#include "facts/code.h"

#include <stdlib.h>

#include "base/stopwatch.h"
#include "decode/dex_survey.h"
#include "facts/code_store.h"
#include "facts/members.h"

const aa_code_base *aa_facts_code(const aa_facts *facts)
{
    return facts->code != NULL && facts->code->program != NULL ? &facts->code->base : NULL;
}

aa_code_times aa_facts_code_times(const aa_facts *facts)
{
    return facts->code != NULL ? facts->code->times : (aa_code_times){.read = 0};
}

void aa_code_store_free(aa_code_store *store)
{
    if (store == NULL)
        return;
    aa_shapes_free(store->shapes);
    aa_reach_free(store->reach);
    aa_program_free(store->program);
    for (size_t i = 0; i < store->contents.count; i++)
        aa_zip_content_done((aa_zip_content *)store->contents.items + i);
    aa_arena_free(store->arena);
    free(store);
}

/* ---- members ---------------------------------------------------------------------------------------------
 */

/* "classes.dex" is 1, "classes2.dex" 2. Numbers that no app has come last, in the order of the archive. */
static unsigned long number_of(const char *name)
{
    const char *digits = name + strlen("classes");
    return *digits == '.' ? 1 : strtoul(digits, NULL, 10);
}

typedef struct dex_entry {
    const aa_zip_entry *entry;
    size_t order;
} dex_entry;

static int by_number(const void *a, const void *b)
{
    const dex_entry *x = a;
    const dex_entry *y = b;
    unsigned long m = number_of(x->entry->name);
    unsigned long n = number_of(y->entry->name);
    if (m != n)
        return m < n ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* The content as ART reads it. What cannot be read is noted; a beginning is taken all the same. */
static bool read_member(aa_source *source, const aa_source_part *part, const aa_zip_entry *entry,
                        aa_zip_content *out)
{
    *out = (aa_zip_content){.bytes = aa_bytes_none()};
    source->notes->artifact = part->artifact;
    source->notes->member = aa_source_copy(source, entry->name);
    uint64_t cap = source->limits->entry_bytes;
    if (cap > source->package->budget_left)
        cap = source->package->budget_left;
    aa_err err = aa_zip_read(part->part->zip, entry, AA_ZIP_ART, cap, source->notes, out);
    source->package->budget_left -= out->bytes.n < cap ? out->bytes.n : cap;
    if (err == AA_E_NOMEM)
        source->failed = true;
    return out->bytes.n > 0 && (err == AA_OK || err == AA_E_FORMAT);
}

/* Every DEX file in |file|: one, or those of a container. */
static void add_units(aa_source *source, aa_code_store *store, aa_bytes file)
{
    uint64_t at = 0;
    for (uint32_t seen = 1; !source->failed; seen++) {
        aa_dex dex;
        if (aa_dex_open(file, at, &store->limits, source->notes, &dex) != AA_OK)
            return;
        aa_dex_look(&dex, source->notes);
        aa_unit *unit = aa_vec_push(store->arena, &store->units);
        if (unit == NULL) {
            source->failed = true;
            return;
        }
        *unit = (aa_unit){.dex = dex, .artifact = source->notes->artifact, .member = source->notes->member};
        at = aa_dex_next(&dex, file, seen, source->notes);
        if (at == 0)
            return;
    }
}

static void add_member(aa_source *source, aa_code_store *store, const aa_source_part *part,
                       const aa_zip_entry *entry)
{
    aa_zip_content content;
    bool readable = read_member(source, part, entry, &content);
    aa_zip_content *kept = readable ? aa_vec_push(store->arena, &store->contents) : NULL;
    if (kept == NULL) {
        source->failed = source->failed || readable;
        aa_zip_content_done(&content);
        return;
    }
    *kept = content;
    add_units(source, store, content.bytes);
}

/* What the platform does not see is looked at only for damage. */
static void probe_member(aa_source *source, const aa_source_part *part, const aa_zip_entry *entry)
{
    aa_zip_content content;
    read_member(source, part, entry, &content);
    aa_zip_content_done(&content);
}

static void add_part(aa_source *source, aa_code_store *store, const aa_source_part *part)
{
    const aa_zip *zip = part->part->zip;
    aa_vec entries = AA_VEC_INIT(dex_entry);
    for (size_t i = 0; zip != NULL && i < aa_zip_count(zip) && !source->failed; i++) {
        const aa_zip_entry *entry = aa_zip_at(zip, i);
        if (!aa_member_is_dex(entry->name))
            continue;
        aa_source_mark(source, AA_AREA_CODE, AA_AREA_READ);
        if (entry->hidden || aa_zip_find(zip, entry->name) != entry) {
            probe_member(source, part, entry);
            continue;
        }
        dex_entry *slot = aa_vec_push(source->scratch, &entries);
        if (slot == NULL)
            source->failed = true;
        else
            *slot = (dex_entry){.entry = entry, .order = i};
    }
    const dex_entry *items = entries.items;
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(dex_entry), by_number);
    for (size_t i = 0; i < entries.count && !source->failed; i++)
        add_member(source, store, part, items[i].entry);
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
    for (size_t i = 0; i < source->part_count; i++)
        add_part(source, store, &source->parts[i]);
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
