/*
 * Patterns to methods: by hash of the name, so that hundreds of patterns cost little.
 */
#include "code/program_internal.h"

#include <stdlib.h>

typedef struct pattern {
    aa_bytes owner, name, proto; /* proto: from '(' on; empty: any */
    bool any_name;
} pattern;

static bool parse(const char *text, pattern *out)
{
    const char *arrow = strstr(text, ";->");
    if (text[0] != 'L' || arrow == NULL)
        return false;
    const char *name = arrow + 3;
    size_t n = strcspn(name, "(");
    *out = (pattern){.owner = aa_bytes_of(text, (size_t)(arrow + 1 - text)),
                     .name = aa_bytes_of(name, n),
                     .proto = aa_bytes_of(name + n, strlen(name + n))};
    out->any_name = aa_bytes_is(out->name, "*");
    return n > 0;
}

static bool proto_fits(const aa_program *p, aa_method_id id, aa_bytes proto)
{
    if (proto.n == 0)
        return true;
    size_t at = 1;
    size_t count = aa_method_parameter_count(p, id);
    for (size_t i = 0; i <= count; i++) {
        aa_bytes part = i < count ? aa_method_parameter(p, id, i) : aa_method_result(p, id);
        aa_bytes there;
        if (i == count && (at >= proto.n || proto.p[at++] != ')'))
            return false;
        if (!aa_bytes_sub(proto, at, part.n, &there) || !aa_bytes_equal(there, part))
            return false;
        at += part.n;
    }
    return at == proto.n;
}

static bool owner_fits(const aa_program *p, aa_method_id id, const pattern *want, aa_type_id type,
                       aa_platform_class platform)
{
    aa_type_id owner = p->methods[id].owner;
    if (owner == type)
        return true;
    /* A constructor makes exactly its own class; what the app defines is an override, not the method itself.
     */
    if (id < p->methods_defined || p->methods[id].name.p[0] == '<')
        return false;
    aa_platform_class own = owner < p->types_defined ? AA_PLATFORM_NONE : p->types[owner].platform;
    (void)want;
    return platform != AA_PLATFORM_NONE && own != AA_PLATFORM_NONE && aa_platform_is_subtype(own, platform);
}

static size_t first_named(const aa_program *p, uint64_t key)
{
    size_t low = 0;
    size_t high = p->method_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->name_hashes[p->by_name[middle]] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Two names with one hash would come mixed; the first of them then ends the list. */
size_t aa_methods_named(const aa_program *p, aa_bytes name, const aa_method_id **out)
{
    size_t first = first_named(p, aa_hash_bytes(name));
    size_t count = 0;
    while (first + count < p->method_count &&
           aa_bytes_equal(p->methods[p->by_name[first + count]].name, name))
        count++;
    *out = p->by_name + first;
    return count;
}

static bool fits(const aa_program *p, aa_method_id id, const pattern *want, aa_type_id type,
                 aa_platform_class platform)
{
    const aa_method *m = &p->methods[id];
    return m->name.n > 0 && (want->any_name || aa_bytes_equal(m->name, want->name)) &&
           owner_fits(p, id, want, type, platform) && proto_fits(p, id, want->proto);
}

static int compare_ids(const void *a, const void *b)
{
    aa_method_id x = *(const aa_method_id *)a;
    aa_method_id y = *(const aa_method_id *)b;
    return x < y ? -1 : x > y;
}

bool aa_program_fits(const aa_program *p, aa_method_id id, const char *text)
{
    pattern want;
    if (id >= p->method_count || !parse(text, &want))
        return false;
    return fits(p, id, &want, aa_program_find_type(p, want.owner), aa_platform_find(want.owner));
}

aa_err aa_program_match(const aa_program *p, aa_arena *arena, const char *text, const aa_method_id **out,
                        size_t *count_out)
{
    pattern want;
    *out = NULL;
    *count_out = 0;
    if (!parse(text, &want))
        return AA_E_FORMAT;
    aa_vec found = AA_VEC_INIT(aa_method_id);
    aa_type_id type = aa_program_find_type(p, want.owner);
    aa_platform_class platform = aa_platform_find(want.owner);
    uint64_t key = aa_hash_bytes(want.name);
    for (size_t i = want.any_name ? 0 : first_named(p, key); i < p->method_count; i++) {
        aa_method_id id = p->by_name[i];
        if (!want.any_name && p->name_hashes[id] != key)
            break;
        if (!fits(p, id, &want, type, platform))
            continue;
        aa_method_id *slot = aa_vec_push(arena, &found);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = id;
    }
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(aa_method_id), compare_ids);
    *out = found.items;
    *count_out = found.count;
    return AA_OK;
}
