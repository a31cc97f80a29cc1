/*
 * Records and their texts.
 */
#include "code/program_internal.h"

#define ACC_STATIC 0x0008U

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

/* By the table of types: to look for the end of a hostile text again and again would cost too much. */
static aa_bytes descriptor_of(const aa_program *p, uint32_t unit, uint32_t index)
{
    aa_type_id type = aa_program_type_of(p, unit, index);
    return type == AA_NO_ID ? aa_bytes_none() : p->types[type].descriptor;
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
    return descriptor_of(p, p->methods[id].unit, aa_dex_list_at(proto.parameters, i));
}

aa_bytes aa_method_result(const aa_program *p, aa_method_id id)
{
    aa_dex_proto proto;
    return proto_of(p, id, &proto) ? descriptor_of(p, p->methods[id].unit, proto.return_type)
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
