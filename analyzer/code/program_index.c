/*
 * Lists by what is referred to, by counting: no sorting of records, no nodes.
 */
#include "code/program_internal.h"

#include <stdlib.h>

static uint64_t name_key(aa_bytes name)
{
    return aa_hash_bytes(name);
}

/* |first| gets targets + 2 counters, zeroed; see place(). */
static uint32_t *counters(aa_program *p, size_t targets)
{
    return aa_arena_array(p->arena, targets + 2, sizeof(uint32_t));
}

static void accumulate(uint32_t *first, size_t targets)
{
    for (size_t i = 2; i < targets + 2; i++)
        first[i] += first[i - 1];
}

/* From the number of records of method m at first[m + 1] to where the records of m begin, at first[m]. */
static void sum_up(uint32_t *first, size_t methods)
{
    for (size_t i = 1; i < methods + 2; i++)
        first[i] += first[i - 1];
}

static bool index_calls(aa_program *p)
{
    p->call_first = aa_arena_array(p->arena, p->methods_defined + 2, sizeof *p->call_first);
    p->calls_to_first = counters(p, p->method_count);
    p->calls_by_target = aa_arena_array(p->arena, p->call_count + 1, sizeof *p->calls_by_target);
    if (p->call_first == NULL || p->calls_to_first == NULL || p->calls_by_target == NULL)
        return false;
    for (size_t i = 0; i < p->call_count; i++) {
        p->call_first[p->calls[i].in + 1]++;
        if (p->calls[i].to != AA_NO_ID)
            p->calls_to_first[p->calls[i].to + 2]++;
    }
    sum_up(p->call_first, p->methods_defined);
    accumulate(p->calls_to_first, p->method_count);
    for (size_t i = 0; i < p->call_count; i++)
        if (p->calls[i].to != AA_NO_ID)
            p->calls_by_target[p->calls_to_first[p->calls[i].to + 1]++] = &p->calls[i];
    return true;
}

static bool index_fields(aa_program *p)
{
    p->field_refs_first = counters(p, p->field_count);
    p->field_first = counters(p, p->methods_defined);
    p->field_refs_by_target =
        aa_arena_array(p->arena, p->field_ref_count + 1, sizeof *p->field_refs_by_target);
    if (p->field_refs_first == NULL || p->field_refs_by_target == NULL || p->field_first == NULL)
        return false;
    for (size_t i = 0; i < p->field_ref_count; i++) {
        p->field_refs_first[p->field_refs[i].field + 2]++;
        p->field_first[p->field_refs[i].in + 1]++;
    }
    sum_up(p->field_first, p->methods_defined);
    accumulate(p->field_refs_first, p->field_count);
    for (size_t i = 0; i < p->field_ref_count; i++)
        p->field_refs_by_target[p->field_refs_first[p->field_refs[i].field + 1]++] = &p->field_refs[i];
    return true;
}

static bool index_types(aa_program *p)
{
    p->type_refs_first = counters(p, p->type_count);
    p->type_first = counters(p, p->methods_defined);
    p->type_refs_by_target = aa_arena_array(p->arena, p->type_ref_count + 1, sizeof *p->type_refs_by_target);
    if (p->type_refs_first == NULL || p->type_refs_by_target == NULL || p->type_first == NULL)
        return false;
    for (size_t i = 0; i < p->type_ref_count; i++) {
        p->type_refs_first[p->type_refs[i].type + 2]++;
        p->type_first[p->type_refs[i].in + 1]++;
    }
    sum_up(p->type_first, p->methods_defined);
    accumulate(p->type_refs_first, p->type_count);
    for (size_t i = 0; i < p->type_ref_count; i++)
        p->type_refs_by_target[p->type_refs_first[p->type_refs[i].type + 1]++] = &p->type_refs[i];
    return true;
}

/* By unit, then string: one counting pass, as methods of a unit need not lie together. */
static bool index_strings(aa_program *p)
{
    size_t strings = 0;
    uint32_t *base = aa_arena_array(p->arena, p->unit_count + 1, sizeof *base);
    if (base == NULL)
        return false;
    for (size_t u = 0; u < p->unit_count; u++) {
        base[u] = (uint32_t)strings;
        strings += AA_DEX_STRING_COUNT(&p->units[u].dex);
    }
    uint32_t *first = counters(p, strings);
    aa_string_ref *sorted = aa_arena_array(p->arena, p->string_ref_count + 1, sizeof *sorted);
    if (first == NULL || sorted == NULL)
        return false;
    for (size_t i = 0; i < p->string_ref_count; i++)
        first[base[p->methods[p->string_refs[i].in].unit] + p->string_refs[i].string + 2]++;
    accumulate(first, strings);
    for (size_t i = 0; i < p->string_ref_count; i++) {
        const aa_string_ref *ref = &p->string_refs[i];
        sorted[first[base[p->methods[ref->in].unit] + ref->string + 1]++] = *ref;
    }
    p->string_refs = sorted;
    return true;
}

/* ---- methods by signature and by name ---------------------------------------------------------------- */

typedef struct keyed {
    uint64_t key;
    aa_method_id id;
} keyed;

static int compare_keyed(const void *a, const void *b)
{
    const keyed *x = a;
    const keyed *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

static bool sort_methods(aa_program *p)
{
    p->by_signature = aa_arena_array(p->arena, p->method_count + 1, sizeof *p->by_signature);
    p->by_name = aa_arena_array(p->arena, p->method_count + 1, sizeof *p->by_name);
    p->name_hashes = aa_arena_array(p->arena, p->method_count + 1, sizeof *p->name_hashes);
    keyed *keys = malloc((p->method_count + 1) * sizeof *keys);
    bool ok = p->by_signature != NULL && p->by_name != NULL && p->name_hashes != NULL && keys != NULL;
    for (size_t pass = 0; ok && pass < 2; pass++) {
        for (aa_method_id id = 0; id < p->method_count; id++) {
            p->name_hashes[id] = pass == 0 ? name_key(p->methods[id].name) : p->name_hashes[id];
            keys[id] = (keyed){pass == 0 ? p->name_hashes[id] : p->methods[id].signature, id};
        }
        qsort(keys, p->method_count, sizeof *keys, compare_keyed);
        for (size_t i = 0; i < p->method_count; i++)
            (pass == 0 ? p->by_name : p->by_signature)[i] = keys[i].id;
    }
    free(keys);
    return ok;
}

bool aa_program_index(aa_program *p)
{
    return index_calls(p) && index_fields(p) && index_types(p) && index_strings(p) && sort_methods(p);
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

size_t aa_string_refs(const aa_program *p, const aa_string_ref **out)
{
    *out = p->string_refs;
    return p->string_ref_count;
}
