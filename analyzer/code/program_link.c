/*
 * What each unit's references stand for, as the platform resolves them: through superclasses and interfaces
 * of the app; what is found nowhere belongs to the nearest class that the app does not define.
 */
#include "code/program_internal.h"

static aa_method_id find_method(const aa_program *p, aa_type_id owner, uint64_t signature)
{
    uint64_t key = aa_method_key(owner, signature);
    size_t slot = aa_id_table_slot(&p->by_member, key);
    for (;;) {
        aa_method_id id = p->by_member.ids[slot];
        if (id == AA_NO_ID || (p->methods[id].owner == owner && p->methods[id].signature == signature))
            return id;
        slot = aa_id_table_probe(&p->by_member, key, slot + 1);
    }
}

static void put_method(aa_program *p, aa_method_id id)
{
    uint64_t key = aa_method_key(p->methods[id].owner, p->methods[id].signature);
    size_t slot = aa_id_table_slot(&p->by_member, key);
    while (p->by_member.ids[slot] != AA_NO_ID)
        slot = aa_id_table_probe(&p->by_member, key, slot + 1);
    aa_id_table_put(&p->by_member, slot, key, id);
}

static uint64_t field_key(const aa_program *p, aa_type_id owner, const aa_field *field)
{
    (void)p;
    return aa_hash_mix(aa_hash_mix(aa_hash_bytes(field->name), field->type), owner);
}

static aa_field_id find_field(const aa_program *p, aa_type_id owner, const aa_field *like)
{
    uint64_t key = field_key(p, owner, like);
    size_t slot = aa_id_table_slot(&p->by_field, key);
    for (;;) {
        aa_field_id id = p->by_field.ids[slot];
        if (id == AA_NO_ID || (p->fields[id].owner == owner && p->fields[id].type == like->type &&
                               aa_bytes_equal(p->fields[id].name, like->name)))
            return id;
        slot = aa_id_table_probe(&p->by_field, key, slot + 1);
    }
}

static void put_field(aa_program *p, aa_field_id id)
{
    uint64_t key = field_key(p, p->fields[id].owner, &p->fields[id]);
    size_t slot = aa_id_table_slot(&p->by_field, key);
    while (p->by_field.ids[slot] != AA_NO_ID)
        slot = aa_id_table_probe(&p->by_field, key, slot + 1);
    aa_id_table_put(&p->by_field, slot, key, id);
}

/*
 * The type that a reference found in no class of the app belongs to: the first one not defined here among the
 * supertypes that declares the name, else the first class not defined here, else |owner| itself.
 */
static aa_type_id outside_owner(const aa_program *p, aa_type_id owner, aa_bytes name)
{
    if (owner >= p->types_defined)
        return owner;
    aa_type_id up[AA_SUPERTYPES_MAX];
    size_t count = aa_program_supertypes(p, owner, up);
    aa_type_id first = AA_NO_ID;
    for (size_t i = 0; i < count; i++) {
        if (up[i] < p->types_defined)
            continue;
        first = first == AA_NO_ID ? up[i] : first;
        aa_platform_class platform = p->types[up[i]].platform;
        if (platform != AA_PLATFORM_NONE && aa_platform_declarer(platform, name) != AA_PLATFORM_NONE)
            return up[i];
    }
    return first == AA_NO_ID ? owner : first;
}

aa_method_id aa_type_own_method(const aa_program *p, aa_type_id type, uint64_t signature)
{
    return type < p->types_defined ? find_method(p, type, signature) : AA_NO_ID;
}

aa_method_id aa_type_method(const aa_program *p, aa_type_id type, uint64_t signature)
{
    if (type >= p->types_defined)
        return AA_NO_ID;
    aa_type_id up[AA_SUPERTYPES_MAX];
    size_t count = aa_program_supertypes(p, type, up);
    for (size_t i = 0; i < count; i++) {
        aa_method_id id = up[i] < p->types_defined ? find_method(p, up[i], signature) : AA_NO_ID;
        if (id != AA_NO_ID)
            return id;
    }
    return AA_NO_ID;
}

static aa_method_id resolve_method(aa_program *p, uint32_t unit, uint32_t index)
{
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_ref ref;
    if (!aa_dex_method_at(dex, index, &ref))
        return AA_NO_ID;
    aa_type_id owner = aa_program_type_of(p, unit, ref.owner);
    if (owner == AA_NO_ID)
        return AA_NO_ID;
    aa_bytes name = aa_dex_text(dex, ref.name);
    uint64_t proto = ref.type < p->maps[unit].proto_count ? p->maps[unit].protos[ref.type] : 0;
    uint64_t signature = aa_hash_mix(aa_hash_bytes(name), proto);
    aa_method_id found = find_method(p, owner, signature);
    if (found == AA_NO_ID)
        found = aa_type_method(p, owner, signature);
    if (found != AA_NO_ID)
        return found;
    owner = outside_owner(p, owner, name);
    found = find_method(p, owner, signature);
    if (found != AA_NO_ID || p->method_count >= p->method_capacity)
        return found;
    found = (aa_method_id)p->method_count++;
    p->methods[found] = (aa_method){.owner = owner,
                                    .name = name,
                                    .unit = unit,
                                    .proto = ref.type,
                                    .index = index,
                                    .signature = signature};
    put_method(p, found);
    return found;
}

static aa_field_id resolve_field(aa_program *p, uint32_t unit, uint32_t index)
{
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_ref ref;
    if (!aa_dex_field_at(dex, index, &ref))
        return AA_NO_ID;
    aa_type_id owner = aa_program_type_of(p, unit, ref.owner);
    if (owner == AA_NO_ID)
        return AA_NO_ID;
    aa_field like = {.owner = owner,
                     .type = aa_program_type_of(p, unit, ref.type),
                     .name = aa_dex_text(dex, ref.name),
                     .unit = unit,
                     .index = index};
    aa_type_id up[AA_SUPERTYPES_MAX];
    size_t count = aa_program_supertypes(p, owner, up);
    for (size_t i = 0; i < count; i++) {
        aa_field_id id = find_field(p, up[i], &like);
        if (id != AA_NO_ID)
            return id;
    }
    for (size_t i = 0; i < count && like.owner < p->types_defined; i++)
        like.owner = up[i] >= p->types_defined ? up[i] : like.owner;
    aa_field_id found = find_field(p, like.owner, &like);
    if (found != AA_NO_ID || p->field_count >= p->field_capacity)
        return found;
    found = (aa_field_id)p->field_count++;
    p->fields[found] = like;
    put_field(p, found);
    return found;
}

bool aa_program_link(aa_program *p, aa_notes *notes)
{
    (void)notes;
    if (!aa_id_table_init(&p->by_member, p->arena, p->method_capacity) ||
        !aa_id_table_init(&p->by_field, p->arena, p->field_capacity))
        return false;
    for (aa_method_id id = 0; id < p->methods_defined; id++)
        put_method(p, id);
    for (aa_field_id id = 0; id < p->fields_defined; id++)
        put_field(p, id);
    for (uint32_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        for (uint32_t i = 0; i < map->method_count; i++)
            if (map->methods[i] == AA_NO_ID)
                map->methods[i] = resolve_method(p, u, i);
        for (uint32_t i = 0; i < map->field_count; i++)
            if (map->fields[i] == AA_NO_ID)
                map->fields[i] = resolve_field(p, u, i);
    }
    return true;
}

/* ---- questions --------------------------------------------------------------------------------------- */

aa_method_id aa_program_method_of(const aa_program *p, uint32_t unit, uint32_t method_index)
{
    return unit < p->unit_count && method_index < p->maps[unit].method_count
               ? p->maps[unit].methods[method_index]
               : AA_NO_ID;
}

aa_field_id aa_program_field_of(const aa_program *p, uint32_t unit, uint32_t field_index)
{
    return unit < p->unit_count && field_index < p->maps[unit].field_count ? p->maps[unit].fields[field_index]
                                                                           : AA_NO_ID;
}

aa_method_id aa_type_method_named(const aa_program *p, aa_type_id type, const char *name, aa_method_id from)
{
    if (type >= p->types_defined)
        return AA_NO_ID;
    const aa_type *t = &p->types[type];
    aa_method_id end = t->first_method + t->method_count;
    for (aa_method_id id = from == AA_NO_ID ? t->first_method : from + 1; id < end; id++)
        if (aa_bytes_is(p->methods[id].name, name))
            return id;
    return AA_NO_ID;
}
