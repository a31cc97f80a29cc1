/*
 * Lists by what is referred to, by counting: no sorting, no nodes. Each list is made by one thread.
 */
#include "code/program_internal.h"

#include "base/pool.h"

/* |first| has room for |targets| + 2. It counts each target two places on; summed up, each target's place is
 * one on and moves while the list is written; then it is where it belongs. */
static uint32_t *counters(aa_arena *arena, size_t targets)
{
    return aa_arena_array(arena, targets + 2, sizeof(uint32_t));
}

static void sum_up(uint32_t *first, size_t targets)
{
    for (size_t i = 2; i < targets + 2; i++)
        first[i] += first[i - 1];
}

static void index_calls(aa_program *p)
{
    uint32_t *first = p->calls_to_first;
    for (size_t i = 0; i < p->call_count; i++)
        if (p->calls[i].to != AA_NO_ID)
            first[p->calls[i].to + 2]++;
    sum_up(first, p->method_count);
    for (size_t i = 0; i < p->call_count; i++)
        if (p->calls[i].to != AA_NO_ID)
            p->calls_by_target[first[p->calls[i].to + 1]++] = &p->calls[i];
}

static void index_fields(aa_program *p)
{
    uint32_t *first = p->field_refs_first;
    for (size_t i = 0; i < p->field_ref_count; i++)
        first[p->field_refs[i].field + 2]++;
    sum_up(first, p->field_count);
    for (size_t i = 0; i < p->field_ref_count; i++)
        p->field_refs_by_target[first[p->field_refs[i].field + 1]++] = &p->field_refs[i];
}

static void index_types(aa_program *p)
{
    uint32_t *first = p->type_refs_first;
    for (size_t i = 0; i < p->type_ref_count; i++)
        first[p->type_refs[i].type + 2]++;
    sum_up(first, p->type_count);
    for (size_t i = 0; i < p->type_ref_count; i++)
        p->type_refs_by_target[first[p->type_refs[i].type + 1]++] = &p->type_refs[i];
}

/* By unit, then string: |bases| is where the strings of each unit begin among all. */
static void index_strings(aa_program *p, const size_t *bases, uint32_t *first, aa_string_ref *sorted)
{
    const aa_string_ref *refs = p->string_refs;
    for (size_t i = 0; i < p->string_ref_count; i++)
        first[bases[p->methods[refs[i].in].unit] + refs[i].string + 2]++;
    sum_up(first, bases[p->unit_count]);
    for (size_t i = 0; i < p->string_ref_count; i++)
        sorted[first[bases[p->methods[refs[i].in].unit] + refs[i].string + 1]++] = refs[i];
}

static void index_signatures(aa_program *p)
{
    uint32_t *first = p->signature_first;
    for (size_t i = 0; i < p->method_count; i++)
        first[p->methods[i].signature + 2]++;
    sum_up(first, p->signature_count);
    for (size_t i = 0; i < p->method_count; i++)
        p->by_signature[first[p->methods[i].signature + 1]++] = (aa_method_id)i;
}

static void index_names(aa_program *p)
{
    uint32_t *first = p->name_first;
    for (size_t i = 0; i < p->method_count; i++)
        first[p->signature_names[p->methods[i].signature] + 2]++;
    sum_up(first, p->by_text.count);
    for (size_t i = 0; i < p->method_count; i++)
        p->by_name[first[p->signature_names[p->methods[i].signature] + 1]++] = (aa_method_id)i;
}

/* ---- all --------------------------------------------------------------------------------------------- */

typedef struct job {
    aa_program *p;
    size_t *bases;
    uint32_t *string_first;
    aa_string_ref *strings;
} job;

enum { CALLS, STRINGS, FIELDS, TYPES, SIGNATURES, NAMES, LISTS }; /* the longest first */

static void index_one(void *context, size_t list)
{
    job *j = context;
    switch (list) {
    case CALLS:
        index_calls(j->p);
        break;
    case STRINGS:
        index_strings(j->p, j->bases, j->string_first, j->strings);
        break;
    case FIELDS:
        index_fields(j->p);
        break;
    case TYPES:
        index_types(j->p);
        break;
    case SIGNATURES:
        index_signatures(j->p);
        break;
    default:
        index_names(j->p);
        break;
    }
}

static bool make_lists(aa_program *p)
{
    aa_arena *a = p->arena;
    p->signature_count = p->by_pair.count;
    p->calls_to_first = counters(a, p->method_count);
    p->calls_by_target = aa_arena_array(a, p->call_count + 1, sizeof *p->calls_by_target);
    p->field_refs_first = counters(a, p->field_count);
    p->field_refs_by_target = aa_arena_array(a, p->field_ref_count + 1, sizeof *p->field_refs_by_target);
    p->type_refs_first = counters(a, p->type_count);
    p->type_refs_by_target = aa_arena_array(a, p->type_ref_count + 1, sizeof *p->type_refs_by_target);
    p->signature_first = counters(a, p->signature_count);
    p->by_signature = aa_arena_array(a, p->method_count + 1, sizeof *p->by_signature);
    p->name_first = counters(a, p->by_text.count);
    p->by_name = aa_arena_array(a, p->method_count + 1, sizeof *p->by_name);
    return p->calls_to_first != NULL && p->calls_by_target != NULL && p->field_refs_first != NULL &&
           p->field_refs_by_target != NULL && p->type_refs_first != NULL && p->type_refs_by_target != NULL &&
           p->signature_first != NULL && p->by_signature != NULL && p->name_first != NULL &&
           p->by_name != NULL;
}

bool aa_program_index(aa_program *p, unsigned threads)
{
    job j = {.p = p, .bases = aa_arena_array(p->scratch, p->unit_count + 1, sizeof *j.bases)};
    if (j.bases == NULL || !make_lists(p))
        return false;
    for (size_t u = 0; u < p->unit_count; u++)
        j.bases[u + 1] = j.bases[u] + AA_DEX_STRING_COUNT(&p->units[u].dex);
    j.string_first = counters(p->scratch, j.bases[p->unit_count]);
    j.strings = aa_arena_array(p->arena, p->string_ref_count + 1, sizeof *j.strings);
    if (j.string_first == NULL || j.strings == NULL)
        return false;
    aa_pool_for(threads, LISTS, index_one, &j);
    p->string_refs = j.strings;
    return aa_program_list_texts(p);
}

/* ---- questions --------------------------------------------------------------------------------------- */

size_t aa_calls_in(const aa_program *p, aa_method_id in, const aa_call_ref **out)
{
    *out = NULL;
    if (in >= p->methods_defined)
        return 0;
    *out = p->calls + p->call_first[in];
    return p->call_first[in + 1] - p->call_first[in];
}

size_t aa_calls_to(const aa_program *p, aa_method_id to, const aa_call_ref *const **out)
{
    *out = NULL;
    if (to >= p->method_count)
        return 0;
    *out = p->calls_by_target + p->calls_to_first[to];
    return p->calls_to_first[to + 1] - p->calls_to_first[to];
}

size_t aa_field_refs(const aa_program *p, aa_field_id field, const aa_field_ref *const **out)
{
    *out = NULL;
    if (field >= p->field_count)
        return 0;
    *out = p->field_refs_by_target + p->field_refs_first[field];
    return p->field_refs_first[field + 1] - p->field_refs_first[field];
}

size_t aa_type_refs(const aa_program *p, aa_type_id type, const aa_type_ref *const **out)
{
    *out = NULL;
    if (type >= p->type_count)
        return 0;
    *out = p->type_refs_by_target + p->type_refs_first[type];
    return p->type_refs_first[type + 1] - p->type_refs_first[type];
}

size_t aa_field_refs_in(const aa_program *p, aa_method_id in, const aa_field_ref **out)
{
    *out = NULL;
    if (in >= p->methods_defined)
        return 0;
    *out = p->field_refs + p->field_first[in];
    return p->field_first[in + 1] - p->field_first[in];
}

size_t aa_type_refs_in(const aa_program *p, aa_method_id in, const aa_type_ref **out)
{
    *out = NULL;
    if (in >= p->methods_defined)
        return 0;
    *out = p->type_refs + p->type_first[in];
    return p->type_first[in + 1] - p->type_first[in];
}
