/*
 * Dispatch: which methods a call can run, who can run a method.
 */
#include "code/program_internal.h"

#include "base/bisect.h"

#define ACC_PRIVATE     0x0002U
#define ACC_STATIC      0x0008U
#define ACC_CONSTRUCTOR 0x10000U

bool aa_program_is_dispatched(const aa_program *p, aa_method_id id)
{
    const aa_method *m = &p->methods[id];
    return (m->flags & (ACC_PRIVATE | ACC_STATIC | ACC_CONSTRUCTOR)) == 0 &&
           !(m->name.n > 0 && m->name.p[0] == '<');
}

static bool dispatches(uint32_t kind)
{
    return kind == AA_CALL_VIRTUAL || kind == AA_CALL_INTERFACE;
}

size_t aa_program_overloads(const aa_program *p, uint64_t signature, const aa_method_id **out)
{
    *out = p->by_signature + p->signature_first[signature];
    return p->signature_first[signature + 1] - p->signature_first[signature];
}

/* What is lent for |signature| lies between the result and |*end|. */
static size_t lent_for(const aa_program *p, uint64_t signature, size_t *end)
{
    size_t low;
    AA_BISECT(low, p->lent_count, middle, p->lent[middle].signature < signature);
    for (*end = low; *end < p->lent_count && p->lent[*end].signature == signature;)
        ++*end;
    return low;
}

/* Some class at or below |type| inherits |method| for an interface. |*at|, in order of methods, moves on. */
static bool is_lent(const aa_program *p, aa_method_id method, aa_type_id type, size_t *at, size_t end)
{
    bool found = false;
    while (*at < end && p->lent[*at].method < method)
        ++*at;
    for (; *at < end && p->lent[*at].method == method; ++*at)
        found = found || aa_type_is_a(p, p->lent[*at].type, type);
    return found;
}

size_t aa_call_targets(const aa_program *p, const aa_call_ref *call, aa_type_id receiver, aa_method_id *out,
                       size_t max)
{
    size_t count = 0;
    if (call->to >= p->method_count)
        return 0;
    const aa_method *named = &p->methods[call->to];
    if (!dispatches(call->kind) || !aa_program_is_dispatched(p, call->to)) {
        if (named->code != 0 && max > 0)
            out[0] = call->to;
        return named->code != 0;
    }
    aa_type_id type =
        receiver != AA_NO_ID && aa_type_is_a(p, receiver, named->owner) ? receiver : named->owner;
    aa_method_id inherited = aa_type_method(p, type, named->signature);
    inherited = inherited == AA_NO_ID ? call->to : inherited;
    const aa_method_id *ids = NULL;
    size_t ids_count = aa_program_overloads(p, named->signature, &ids);
    size_t lent_end = 0;
    size_t lent = lent_for(p, named->signature, &lent_end);
    for (size_t i = 0; i < ids_count; i++) {
        const aa_method *m = &p->methods[ids[i]];
        bool borrowed = is_lent(p, ids[i], type, &lent, lent_end);
        if (m->code == 0 || !aa_program_is_dispatched(p, ids[i]) ||
            (ids[i] != inherited && !borrowed && !aa_type_is_a(p, m->owner, type)))
            continue;
        if (count < max)
            out[count] = ids[i];
        count++;
    }
    return count;
}

static aa_platform_class lent_outside(const aa_program *p, aa_method_id id)
{
    size_t low;
    AA_BISECT(low, p->lent_out_count, middle, p->lent_out[middle].method < id);
    return low < p->lent_out_count && p->lent_out[low].method == id ? p->lent_out[low].interface : AA_PLATFORM_NONE;
}

aa_platform_class aa_method_overrides_platform(const aa_program *p, aa_method_id id)
{
    if (id >= p->methods_defined || !aa_program_is_dispatched(p, id))
        return AA_PLATFORM_NONE;
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, p->methods[id].owner, &up);
    for (size_t i = 1; i < count; i++) {
        aa_platform_class platform = up[i] < p->types_defined ? AA_PLATFORM_NONE : p->types[up[i]].platform;
        aa_platform_class declarer = aa_platform_declarer(platform, p->methods[id].name);
        if (declarer != AA_PLATFORM_NONE)
            return declarer;
    }
    return lent_outside(p, id);
}

static size_t add_callers(const aa_program *p, aa_method_id to, bool dispatched, const aa_call_ref **out,
                          size_t max, size_t count)
{
    const aa_call_ref *const *sites = NULL;
    size_t n = aa_calls_to(p, to, &sites);
    for (size_t i = 0; i < n; i++) {
        if (dispatched && !dispatches(sites[i]->kind))
            continue;
        if (count < max)
            out[count] = sites[i];
        count++;
    }
    return count;
}

/* An object whose class has |id| can stand where a |type| is called. */
static bool stands_for(const aa_program *p, aa_method_id id, aa_type_id type, size_t lent, size_t lent_end)
{
    return aa_type_is_a(p, p->methods[id].owner, type) || is_lent(p, id, type, &lent, lent_end);
}

size_t aa_method_callers(const aa_program *p, aa_method_id id, const aa_call_ref **out, size_t max)
{
    size_t count = add_callers(p, id, false, out, max, 0);
    if (id >= p->methods_defined || !aa_program_is_dispatched(p, id))
        return count;
    const aa_method_id *ids = NULL;
    size_t ids_count = aa_program_overloads(p, p->methods[id].signature, &ids);
    size_t lent_end = 0;
    size_t lent = lent_for(p, p->methods[id].signature, &lent_end);
    for (size_t i = 0; i < ids_count; i++)
        if (ids[i] != id && aa_program_is_dispatched(p, ids[i]) &&
            stands_for(p, id, p->methods[ids[i]].owner, lent, lent_end))
            count = add_callers(p, ids[i], true, out, max, count);
    return count;
}
