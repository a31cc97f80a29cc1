/*
 * Methods and fields that the units define: those of one class lie together.
 */
#include "code/program_internal.h"

static bool make_room(aa_program *p)
{
    for (size_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        map->methods = aa_arena_array(p->arena, map->method_count + 1, sizeof *map->methods);
        map->fields = aa_arena_array(p->arena, map->field_count + 1, sizeof *map->fields);
        if (map->methods == NULL || map->fields == NULL)
            return false;
        memset(map->methods, 0xFF, (map->method_count + 1) * sizeof *map->methods);
        memset(map->fields, 0xFF, (map->field_count + 1) * sizeof *map->fields);
        p->method_capacity += map->method_count;
        p->field_capacity += map->field_count;
    }
    p->methods = aa_arena_array(p->arena, p->method_capacity + 1, sizeof *p->methods);
    p->fields = aa_arena_array(p->arena, p->field_capacity + 1, sizeof *p->fields);
    p->field_names = aa_arena_array(p->arena, p->field_capacity + 1, sizeof *p->field_names);
    return p->methods != NULL && p->fields != NULL && p->field_names != NULL &&
           aa_id_table_init(&p->by_member, p->arena, p->method_capacity) &&
           aa_id_table_init(&p->by_field, p->arena, p->field_capacity);
}

/* ---- records ----------------------------------------------------------------------------------------- */

aa_method_id aa_program_find_method(const aa_program *p, aa_type_id owner, uint64_t signature)
{
    if (signature >= AA_NO_ID)
        return AA_NO_ID;
    aa_id_walk walk = aa_id_walk_of(&p->by_member, aa_hash_pair(owner, (uint32_t)signature));
    return aa_id_walk_next(&p->by_member, &walk);
}

aa_method_id aa_program_add_method(aa_program *p, aa_type_id owner, uint32_t signature)
{
    aa_id_walk walk = aa_id_walk_of(&p->by_member, aa_hash_pair(owner, signature));
    if (aa_id_walk_next(&p->by_member, &walk) != AA_NO_ID)
        return AA_NO_ID;
    aa_method_id id = aa_id_table_add(&p->by_member, &walk);
    p->method_count = p->by_member.count;
    return id;
}

static aa_field_id find_field(const aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name,
                              aa_id_walk *walk)
{
    *walk = aa_id_walk_of(&p->by_field, aa_hash_mix(aa_hash_pair(owner, type), name));
    aa_field_id id = aa_id_walk_next(&p->by_field, walk);
    while (id != AA_NO_ID &&
           (p->fields[id].owner != owner || p->fields[id].type != type || p->field_names[id] != name))
        id = aa_id_walk_next(&p->by_field, walk);
    return id;
}

aa_field_id aa_program_find_field(const aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name)
{
    aa_id_walk walk;
    return find_field(p, owner, type, name, &walk);
}

aa_field_id aa_program_add_field(aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name)
{
    aa_id_walk walk;
    if (find_field(p, owner, type, name, &walk) != AA_NO_ID)
        return AA_NO_ID;
    aa_field_id id = aa_id_table_add(&p->by_field, &walk);
    p->field_count = p->by_field.count;
    if (id != AA_NO_ID)
        p->field_names[id] = name;
    return id;
}

/* ---- what classes define ----------------------------------------------------------------------------- */

/* False: the class has no such member, or it was there before. */
static bool define_method(aa_program *p, aa_type_id owner, const aa_dex_member *member)
{
    uint32_t unit = p->types[owner].unit;
    aa_unit_maps *map = &p->maps[unit];
    aa_dex_ref ref;
    if (!aa_dex_method_at(&p->units[unit].dex, member->index, &ref) ||
        aa_program_type_of(p, unit, ref.owner) != owner || map->methods[member->index] != AA_NO_ID)
        return false;
    uint32_t signature = aa_program_signature(p, unit, &ref);
    aa_method_id id = signature == AA_NO_ID ? AA_NO_ID : aa_program_add_method(p, owner, signature);
    if (id == AA_NO_ID)
        return false;
    p->methods[id] = (aa_method){.owner = owner,
                                 .name = p->names[p->signature_names[signature]],
                                 .unit = unit,
                                 .proto = ref.type,
                                 .index = member->index,
                                 .flags = member->flags,
                                 .code = member->code_offset,
                                 .signature = signature};
    map->methods[member->index] = id;
    return true;
}

static void set_value(aa_field *field, const aa_dex_value *value)
{
    bool by_index = value->type >= AA_DEX_VALUE_METHOD_TYPE && value->type <= AA_DEX_VALUE_ENUM;
    bool by_bits = value->type == AA_DEX_VALUE_FLOAT || value->type == AA_DEX_VALUE_DOUBLE;
    field->has_value = true;
    field->value_type = (uint8_t)value->type;
    field->number = by_index ? (int64_t)value->index : by_bits ? (int64_t)value->bits : value->number;
}

static bool define_field(aa_program *p, aa_type_id owner, const aa_dex_member *member,
                         const aa_dex_value *value)
{
    uint32_t unit = p->types[owner].unit;
    aa_unit_maps *map = &p->maps[unit];
    aa_dex_ref ref;
    if (!aa_dex_field_at(&p->units[unit].dex, member->index, &ref) ||
        aa_program_type_of(p, unit, ref.owner) != owner || map->fields[member->index] != AA_NO_ID)
        return false;
    aa_type_id type = aa_program_type_of(p, unit, ref.type);
    uint32_t name = aa_program_name(p, unit, ref.name);
    aa_field_id id = name == AA_NO_ID ? AA_NO_ID : aa_program_add_field(p, owner, type, name);
    if (id == AA_NO_ID)
        return false;
    p->fields[id] = (aa_field){.owner = owner,
                               .type = type,
                               .name = p->names[name],
                               .unit = unit,
                               .index = member->index,
                               .flags = member->flags};
    if (value != NULL)
        set_value(&p->fields[id], value);
    map->fields[member->index] = id;
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
    if (!aa_program_number_protos(p) || !make_room(p))
        return false;
    uint64_t budget = p->limits->dex_work;
    for (aa_type_id id = 0; id < p->types_defined; id++) {
        uint32_t lost = define_class(p, id, &budget);
        if (lost > 0)
            aa_program_note(p, notes, p->types[id].unit, AA_NOTE_GAP, "code.members_lost",
                            p->types[id].descriptor);
    }
    p->methods_defined = p->method_count;
    p->fields_defined = p->field_count;
    return true;
}
