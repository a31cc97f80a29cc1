/*
 * Dispatch: which methods a call can run, who can run a method.
 */
#include "code/program_internal.h"

#define ACC_PRIVATE     0x0002U
#define ACC_STATIC      0x0008U
#define ACC_CONSTRUCTOR 0x10000U

static bool is_dispatched(const aa_program *p, aa_method_id id)
{
    const aa_method *m = &p->methods[id];
    return (m->flags & (ACC_PRIVATE | ACC_STATIC | ACC_CONSTRUCTOR)) == 0 &&
           !(m->name.n > 0 && m->name.p[0] == '<');
}

/* First position in by_signature of |signature|. */
static size_t first_of(const aa_program *p, uint64_t signature)
{
    size_t low = 0;
    size_t high = p->method_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->methods[p->by_signature[middle]].signature < signature)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool dispatches(aa_call_kind kind)
{
    return kind == AA_CALL_VIRTUAL || kind == AA_CALL_INTERFACE;
}

size_t aa_call_targets(const aa_program *p, const aa_call_ref *call, aa_type_id receiver, aa_method_id *out,
                       size_t max)
{
    size_t count = 0;
    if (call->to >= p->method_count)
        return 0;
    const aa_method *named = &p->methods[call->to];
    if (!dispatches((aa_call_kind)call->kind) ||
        (call->to < p->methods_defined && !is_dispatched(p, call->to))) {
        if (named->code != 0 && max > 0)
            out[0] = call->to;
        return named->code != 0;
    }
    aa_type_id type =
        receiver != AA_NO_ID && aa_type_is_a(p, receiver, named->owner) ? receiver : named->owner;
    aa_method_id inherited = aa_type_method(p, type, named->signature);
    inherited = inherited == AA_NO_ID ? call->to : inherited;
    for (size_t i = first_of(p, named->signature);
         i < p->method_count && p->methods[p->by_signature[i]].signature == named->signature; i++) {
        aa_method_id id = p->by_signature[i];
        const aa_method *m = &p->methods[id];
        if (m->code == 0 || !is_dispatched(p, id) || (id != inherited && !aa_type_is_a(p, m->owner, type)))
            continue;
        if (count < max)
            out[count] = id;
        count++;
    }
    return count;
}

aa_platform_class aa_method_overrides_platform(const aa_program *p, aa_method_id id)
{
    if (id >= p->methods_defined || !is_dispatched(p, id))
        return AA_PLATFORM_NONE;
    aa_type_id up[AA_SUPERTYPES_MAX];
    size_t count = aa_program_supertypes(p, p->methods[id].owner, up);
    for (size_t i = 1; i < count; i++) {
        if (up[i] < p->types_defined || p->types[up[i]].platform == AA_PLATFORM_NONE)
            continue;
        aa_platform_class declarer = aa_platform_declarer(p->types[up[i]].platform, p->methods[id].name);
        if (declarer != AA_PLATFORM_NONE)
            return declarer;
    }
    return AA_PLATFORM_NONE;
}

static size_t add_callers(const aa_program *p, aa_method_id to, bool dispatched, const aa_call_ref **out,
                          size_t max, size_t count)
{
    const aa_call_ref *const *sites = NULL;
    size_t n = aa_calls_to(p, to, &sites);
    for (size_t i = 0; i < n; i++) {
        if (dispatched && !dispatches((aa_call_kind)sites[i]->kind))
            continue;
        if (count < max)
            out[count] = sites[i];
        count++;
    }
    return count;
}

size_t aa_method_callers(const aa_program *p, aa_method_id id, const aa_call_ref **out, size_t max)
{
    size_t count = add_callers(p, id, false, out, max, 0);
    if (id >= p->methods_defined || !is_dispatched(p, id))
        return count;
    uint64_t signature = p->methods[id].signature;
    aa_type_id owner = p->methods[id].owner;
    for (size_t i = first_of(p, signature);
         i < p->method_count && p->methods[p->by_signature[i]].signature == signature; i++) {
        aa_method_id other = p->by_signature[i];
        if (other != id && (other >= p->methods_defined || is_dispatched(p, other)) &&
            aa_type_is_a(p, owner, p->methods[other].owner))
            count = add_callers(p, other, true, out, max, count);
    }
    return count;
}

/* ---- records and texts -------------------------------------------------------------------------------- */

const aa_unit *aa_program_unit(const aa_program *p, uint32_t unit)
{
    return unit < p->unit_count ? &p->units[unit] : NULL;
}

size_t aa_program_unit_count(const aa_program *p)
{
    return p->unit_count;
}

static size_t counted(size_t all, size_t defined, size_t *defined_out)
{
    if (defined_out != NULL)
        *defined_out = defined;
    return all;
}

size_t aa_program_type_count(const aa_program *p, size_t *defined_out)
{
    return counted(p->type_count, p->types_defined, defined_out);
}

size_t aa_program_method_count(const aa_program *p, size_t *defined_out)
{
    return counted(p->method_count, p->methods_defined, defined_out);
}

size_t aa_program_field_count(const aa_program *p, size_t *defined_out)
{
    return counted(p->field_count, p->fields_defined, defined_out);
}

const aa_type *aa_program_type(const aa_program *p, aa_type_id id)
{
    return id < p->type_count ? &p->types[id] : NULL;
}

const aa_method *aa_program_method(const aa_program *p, aa_method_id id)
{
    return id < p->method_count ? &p->methods[id] : NULL;
}

const aa_field *aa_program_field(const aa_program *p, aa_field_id id)
{
    return id < p->field_count ? &p->fields[id] : NULL;
}

bool aa_method_is_defined(const aa_program *p, aa_method_id id)
{
    return id < p->methods_defined;
}

bool aa_method_is_static(const aa_program *p, aa_method_id id)
{
    return id < p->methods_defined && (p->methods[id].flags & ACC_STATIC) != 0;
}

static bool proto_of(const aa_program *p, aa_method_id id, aa_dex_proto *out)
{
    return id < p->method_count &&
           aa_dex_proto_at(&p->units[p->methods[id].unit].dex, p->methods[id].proto, out);
}

size_t aa_method_parameter_count(const aa_program *p, aa_method_id id)
{
    aa_dex_proto proto;
    return proto_of(p, id, &proto) ? aa_dex_list_count(proto.parameters) : 0;
}

aa_bytes aa_method_parameter(const aa_program *p, aa_method_id id, size_t i)
{
    aa_dex_proto proto;
    if (!proto_of(p, id, &proto) || i >= aa_dex_list_count(proto.parameters))
        return aa_bytes_none();
    return aa_dex_descriptor(&p->units[p->methods[id].unit].dex, aa_dex_list_at(proto.parameters, i));
}

aa_bytes aa_method_result(const aa_program *p, aa_method_id id)
{
    aa_dex_proto proto;
    return proto_of(p, id, &proto) ? aa_dex_descriptor(&p->units[p->methods[id].unit].dex, proto.return_type)
                                   : aa_bytes_none();
}

void aa_method_put(const aa_program *p, aa_method_id id, aa_str *s)
{
    if (id >= p->method_count) {
        aa_str_put(s, "?");
        return;
    }
    aa_mutf8_put(s, p->types[p->methods[id].owner].descriptor);
    aa_str_put(s, "->");
    aa_mutf8_put(s, p->methods[id].name);
    aa_str_putc(s, '(');
    size_t count = aa_method_parameter_count(p, id);
    for (size_t i = 0; i < count && i < 255; i++)
        aa_mutf8_put(s, aa_method_parameter(p, id, i));
    aa_str_putc(s, ')');
    aa_mutf8_put(s, aa_method_result(p, id));
}

aa_program_size aa_program_measure(const aa_program *p)
{
    aa_program_size size = {.types = p->types_defined,
                            .methods = p->methods_defined,
                            .fields = p->fields_defined,
                            .calls = p->call_count,
                            .strings = p->string_ref_count,
                            .insns = p->insns};
    for (size_t u = 0; u < p->unit_count; u++)
        size.bytes += p->units[u].dex.size;
    return size;
}
