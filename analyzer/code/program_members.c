/*
 * Methods and fields that the units define: those of one class lie together.
 */
#include "code/program_internal.h"

#include "decode/dex_value.h"

static uint64_t hash_proto(const aa_dex *dex, uint32_t index)
{
    aa_dex_proto proto;
    if (!aa_dex_proto_at(dex, index, &proto))
        return 0;
    uint64_t h = aa_hash_bytes(aa_dex_descriptor(dex, proto.return_type));
    for (size_t i = 0; i < aa_dex_list_count(proto.parameters); i++)
        h = aa_hash_mix(h, aa_hash_bytes(aa_dex_descriptor(dex, aa_dex_list_at(proto.parameters, i))));
    return h;
}

uint64_t aa_method_key(aa_type_id owner, uint64_t signature)
{
    return aa_hash_mix(signature, owner);
}

/* Prototypes with hostile lists: a list may be as long as the file, and shared. Their length is counted once
 * each. */
static bool hash_protos(aa_program *p)
{
    for (size_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        map->protos = aa_arena_array(p->arena, map->proto_count + 1, sizeof *map->protos);
        map->methods = aa_arena_array(p->arena, map->method_count + 1, sizeof *map->methods);
        map->fields = aa_arena_array(p->arena, map->field_count + 1, sizeof *map->fields);
        if (map->protos == NULL || map->methods == NULL || map->fields == NULL)
            return false;
        memset(map->methods, 0xFF, (map->method_count + 1) * sizeof *map->methods);
        memset(map->fields, 0xFF, (map->field_count + 1) * sizeof *map->fields);
        uint64_t budget = p->limits->dex_work;
        for (uint32_t i = 0; i < map->proto_count; i++) {
            aa_dex_proto proto;
            size_t cost =
                aa_dex_proto_at(&p->units[u].dex, i, &proto) ? aa_dex_list_count(proto.parameters) : 0;
            if (cost > 255) /* no method has more: such a prototype equals no other */
                map->protos[i] = aa_hash_mix(u, i);
            else
                map->protos[i] = budget > cost ? hash_proto(&p->units[u].dex, i) : aa_hash_mix(u, i);
            budget -= budget > cost ? cost + 1 : budget;
        }
    }
    return true;
}

/* Members that the class_data items declare, bounded: items may be shared and counts may lie. */
static bool count_members(aa_program *p)
{
    size_t methods = 0;
    size_t fields = 0;
    for (size_t u = 0; u < p->unit_count; u++) {
        methods += p->maps[u].method_count;
        fields += p->maps[u].field_count;
    }
    p->method_capacity = methods;
    p->field_capacity = fields;
    p->methods = aa_arena_array(p->arena, methods + 1, sizeof *p->methods);
    p->fields = aa_arena_array(p->arena, fields + 1, sizeof *p->fields);
    return p->methods != NULL && p->fields != NULL;
}

static uint64_t signature_of(const aa_program *p, uint32_t unit, const aa_dex_ref *ref, aa_bytes name)
{
    const aa_unit_maps *map = &p->maps[unit];
    uint64_t proto = ref->type < map->proto_count ? map->protos[ref->type] : 0;
    return aa_hash_mix(aa_hash_bytes(name), proto);
}

/* False: the class has no such member, or it was there before. */
static bool define_method(aa_program *p, aa_type_id owner, const aa_dex_member *member)
{
    uint32_t unit = p->types[owner].unit;
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_ref ref;
    if (!aa_dex_method_at(dex, member->index, &ref) || member->index >= p->maps[unit].method_count ||
        aa_program_type_of(p, unit, ref.owner) != owner || p->maps[unit].methods[member->index] != AA_NO_ID ||
        p->method_count >= p->method_capacity)
        return false;
    aa_bytes name = aa_dex_text(dex, ref.name);
    aa_method_id id = (aa_method_id)p->method_count++;
    p->methods[id] = (aa_method){.owner = owner,
                                 .name = name,
                                 .unit = unit,
                                 .proto = ref.type,
                                 .index = member->index,
                                 .flags = member->flags,
                                 .code = member->code_offset,
                                 .signature = signature_of(p, unit, &ref, name)};
    p->maps[unit].methods[member->index] = id;
    return true;
}

static bool define_field(aa_program *p, aa_type_id owner, const aa_dex_member *member,
                         const aa_dex_value *value)
{
    uint32_t unit = p->types[owner].unit;
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_ref ref;
    if (!aa_dex_field_at(dex, member->index, &ref) || member->index >= p->maps[unit].field_count ||
        aa_program_type_of(p, unit, ref.owner) != owner || p->maps[unit].fields[member->index] != AA_NO_ID ||
        p->field_count >= p->field_capacity)
        return false;
    aa_field_id id = (aa_field_id)p->field_count++;
    p->fields[id] = (aa_field){.owner = owner,
                               .type = aa_program_type_of(p, unit, ref.type),
                               .name = aa_dex_text(dex, ref.name),
                               .unit = unit,
                               .index = member->index,
                               .flags = member->flags};
    if (value != NULL) {
        bool by_index = value->type >= AA_DEX_VALUE_METHOD_TYPE && value->type <= AA_DEX_VALUE_ENUM;
        bool by_bits = value->type == AA_DEX_VALUE_FLOAT || value->type == AA_DEX_VALUE_DOUBLE;
        p->fields[id].has_value = true;
        p->fields[id].value_type = (uint8_t)value->type;
        p->fields[id].number = by_index  ? (int64_t)value->index
                               : by_bits ? (int64_t)value->bits
                                         : value->number;
    }
    p->maps[unit].fields[member->index] = id;
    return true;
}

/* Initial values come in the order of the static fields; the first array or annotation value ends what is
 * kept. */
static bool next_value(aa_dex_values *values, bool *more, aa_dex_value *out)
{
    *more = *more && aa_dex_next_value(values, out) && out->depth == 0;
    if (*more && (out->type == AA_DEX_VALUE_ARRAY || out->type == AA_DEX_VALUE_ANNOTATION))
        *more = false;
    return *more;
}

static uint32_t define_class(aa_program *p, aa_type_id id, uint64_t *budget)
{
    aa_type *type = &p->types[id];
    const aa_dex *dex = &p->units[type->unit].dex;
    aa_dex_class class;
    uint32_t lost = 0;
    type->first_method = (uint32_t)p->method_count;
    type->first_field = (uint32_t)p->field_count;
    if (!aa_dex_class_at(dex, type->def, &class))
        return 0;
    aa_dex_members members = aa_dex_members_of(dex, &class);
    bool more = class.values_offset != 0;
    aa_dex_values values = {0};
    if (more)
        values = aa_dex_array_at(dex, class.values_offset);
    aa_dex_member member;
    while (*budget > 0 && aa_dex_next_member(&members, &member)) {
        aa_dex_value value;
        (*budget)--;
        bool kept = true;
        if (member.kind == AA_DEX_STATIC_FIELD)
            kept = define_field(p, id, &member, next_value(&values, &more, &value) ? &value : NULL);
        else if (member.kind == AA_DEX_INSTANCE_FIELD)
            kept = define_field(p, id, &member, NULL);
        else
            kept = define_method(p, id, &member);
        lost += !kept;
    }
    type->method_count = (uint32_t)p->method_count - type->first_method;
    type->field_count = (uint32_t)p->field_count - type->first_field;
    return lost + members.lost + (*budget == 0);
}

bool aa_program_define_members(aa_program *p, aa_notes *notes)
{
    if (!hash_protos(p) || !count_members(p))
        return false;
    uint64_t budget = p->limits->dex_work;
    for (aa_type_id id = 0; id < p->types_defined; id++) {
        uint32_t lost = define_class(p, id, &budget);
        if (lost == 0)
            continue;
        const aa_unit *unit = &p->units[p->types[id].unit];
        aa_bytes name = p->types[id].descriptor;
        notes->artifact = unit->artifact;
        notes->member = unit->member;
        aa_notes_add(notes, AA_NOTE_GAP, "code.members_lost", AA_NO_OFFSET, "%.*s",
                     (int)(name.n < 200 ? name.n : 200), (const char *)name.p);
    }
    p->methods_defined = p->method_count;
    p->fields_defined = p->field_count;
    return true;
}
