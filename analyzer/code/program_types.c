/*
 * Types: what the units define first, then what they only name.
 */
#include "code/program_internal.h"

static void note_class(aa_program *p, aa_notes *notes, const aa_unit *unit, aa_note_kind kind,
                       const char *code, aa_bytes name)
{
    (void)p;
    notes->artifact = unit->artifact;
    notes->member = unit->member;
    aa_notes_add(notes, kind, code, AA_NO_OFFSET, "%.*s", (int)(name.n < 200 ? name.n : 200),
                 (const char *)name.p);
}

/* Slot of the type of that descriptor, or the free one where it belongs. */
static size_t find_slot(const aa_program *p, aa_bytes descriptor, uint64_t key)
{
    size_t slot = aa_id_table_slot(&p->by_descriptor, key);
    while (p->by_descriptor.ids[slot] != AA_NO_ID &&
           !aa_bytes_equal(p->types[p->by_descriptor.ids[slot]].descriptor, descriptor))
        slot = aa_id_table_probe(&p->by_descriptor, key, slot + 1);
    return slot;
}

static aa_type_id add_type(aa_program *p, aa_bytes descriptor, size_t slot, uint64_t key)
{
    if (p->type_count >= p->type_capacity)
        return AA_NO_ID;
    aa_type_id id = (aa_type_id)p->type_count++;
    p->types[id] = (aa_type){
        .descriptor = descriptor,
        .platform = aa_platform_find(descriptor),
        .unit = AA_NO_ID,
        .def = AA_NO_ID,
        .superclass = AA_NO_ID,
    };
    aa_id_table_put(&p->by_descriptor, slot, key, id);
    return id;
}

aa_type_id aa_program_intern_type(aa_program *p, aa_bytes descriptor)
{
    uint64_t key = aa_hash_bytes(descriptor);
    size_t slot = find_slot(p, descriptor, key);
    aa_type_id id = p->by_descriptor.ids[slot];
    return id != AA_NO_ID ? id : add_type(p, descriptor, slot, key);
}

aa_type_id aa_program_find_type(const aa_program *p, aa_bytes descriptor)
{
    return p->by_descriptor.ids[find_slot(p, descriptor, aa_hash_bytes(descriptor))];
}

static bool make_room(aa_program *p)
{
    size_t types = 0;
    size_t interfaces = 0;
    p->maps = aa_arena_array(p->arena, p->unit_count, sizeof *p->maps);
    if (p->maps == NULL)
        return false;
    for (size_t u = 0; u < p->unit_count; u++) {
        const aa_dex *dex = &p->units[u].dex;
        aa_unit_maps *map = &p->maps[u];
        *map = (aa_unit_maps){.type_count = AA_DEX_TYPE_COUNT(dex),
                              .method_count = AA_DEX_METHOD_COUNT(dex),
                              .field_count = AA_DEX_FIELD_COUNT(dex),
                              .proto_count = AA_DEX_PROTO_COUNT(dex)};
        map->types = aa_arena_array(p->arena, map->type_count + 1, sizeof *map->types);
        if (map->types == NULL)
            return false;
        types += map->type_count;
        for (uint32_t i = 0; i < AA_DEX_CLASS_COUNT(dex); i++) {
            aa_dex_class class;
            if (aa_dex_class_at(dex, i, &class))
                interfaces += aa_dex_list_count(class.interfaces);
        }
    }
    /* Hostile files can name one list of interfaces from every class. */
    p->interface_count = 0;
    p->type_capacity = types;
    if (interfaces > 16 * (types + 64))
        interfaces = 16 * (types + 64);
    p->types = aa_arena_array(p->arena, types + 1, sizeof *p->types);
    p->interface_ids = aa_arena_array(p->arena, interfaces + 1, sizeof *p->interface_ids);
    p->field_capacity = interfaces; /* borrowed as the bound of interface_ids until fields are counted */
    return p->types != NULL && p->interface_ids != NULL &&
           aa_id_table_init(&p->by_descriptor, p->arena, types);
}

static bool define_unit(aa_program *p, uint32_t u, aa_notes *notes)
{
    const aa_dex *dex = &p->units[u].dex;
    for (uint32_t i = 0; i < AA_DEX_CLASS_COUNT(dex); i++) {
        aa_dex_class class;
        if (!aa_dex_class_at(dex, i, &class))
            continue;
        aa_bytes descriptor = aa_dex_descriptor(dex, class.type);
        uint64_t key = aa_hash_bytes(descriptor);
        size_t slot = find_slot(p, descriptor, key);
        if (descriptor.n == 0) {
            note_class(p, notes, &p->units[u], AA_NOTE_GAP, "code.class_nameless", descriptor);
            continue;
        }
        if (p->by_descriptor.ids[slot] != AA_NO_ID) {
            note_class(p, notes, &p->units[u], AA_NOTE_ANOMALY, "code.class_twice", descriptor);
            continue;
        }
        aa_type_id id = add_type(p, descriptor, slot, key);
        if (id == AA_NO_ID)
            continue; /* more classes than types: the record repeats a type that is there */
        p->types[id].unit = u;
        p->types[id].def = i;
        p->types[id].flags = class.flags;
    }
    return true;
}

static void name_unit(aa_program *p, uint32_t u)
{
    const aa_dex *dex = &p->units[u].dex;
    for (uint32_t i = 0; i < p->maps[u].type_count; i++)
        p->maps[u].types[i] = aa_program_intern_type(p, aa_dex_descriptor(dex, i));
}

static void connect(aa_program *p, aa_type *type, size_t room)
{
    aa_dex_class class;
    if (!aa_dex_class_at(&p->units[type->unit].dex, type->def, &class))
        return;
    type->superclass = aa_program_type_of(p, type->unit, class.superclass);
    type->interfaces = (uint32_t)p->interface_count;
    for (size_t i = 0; i < aa_dex_list_count(class.interfaces) && p->interface_count < room; i++) {
        aa_type_id id = aa_program_type_of(p, type->unit, aa_dex_list_at(class.interfaces, i));
        if (id != AA_NO_ID) {
            p->interface_ids[p->interface_count++] = id;
            type->interface_count++;
        }
    }
}

/* Who names whom as superclass or interface, by counting. */
static bool list_children(aa_program *p)
{
    p->child_first = aa_arena_array(p->arena, p->type_count + 2, sizeof *p->child_first);
    p->children = aa_arena_array(p->arena, p->types_defined + p->interface_count + 1, sizeof *p->children);
    if (p->child_first == NULL || p->children == NULL)
        return false;
    uint32_t *first = p->child_first;
    for (size_t pass = 0; pass < 2; pass++) {
        for (aa_type_id id = 0; id < p->types_defined; id++) {
            const aa_type *type = &p->types[id];
            for (uint32_t i = 0; i <= type->interface_count; i++) {
                aa_type_id up = i == 0 ? type->superclass : p->interface_ids[type->interfaces + i - 1];
                if (up == AA_NO_ID)
                    continue;
                if (pass == 0)
                    first[up + 2]++;
                else
                    p->children[first[up + 1]++] = id;
            }
        }
        for (size_t i = 2; pass == 0 && i < p->type_count + 2; i++)
            first[i] += first[i - 1];
    }
    return true;
}

bool aa_program_define_types(aa_program *p, aa_notes *notes)
{
    if (!make_room(p))
        return false;
    size_t room = p->field_capacity;
    p->field_capacity = 0;
    for (uint32_t u = 0; u < p->unit_count; u++)
        define_unit(p, u, notes);
    p->types_defined = p->type_count;
    for (uint32_t u = 0; u < p->unit_count; u++)
        name_unit(p, u);
    for (size_t i = 0; i < p->types_defined; i++)
        connect(p, &p->types[i], room);
    return list_children(p);
}

/* ---- questions --------------------------------------------------------------------------------------- */

aa_type_id aa_program_type_of(const aa_program *p, uint32_t unit, uint32_t type_index)
{
    return unit < p->unit_count && type_index < p->maps[unit].type_count ? p->maps[unit].types[type_index]
                                                                         : AA_NO_ID;
}

size_t aa_type_children(const aa_program *p, aa_type_id type, const aa_type_id **out)
{
    *out = NULL;
    if (type >= p->type_count)
        return 0;
    *out = p->children + p->child_first[type];
    return p->child_first[type + 1] - p->child_first[type];
}

size_t aa_type_interfaces(const aa_program *p, aa_type_id type, const aa_type_id **out)
{
    *out = NULL;
    if (type >= p->types_defined)
        return 0;
    *out = p->interface_ids + p->types[type].interfaces;
    return p->types[type].interface_count;
}

size_t aa_program_supertypes(const aa_program *p, aa_type_id type, aa_type_id out[AA_SUPERTYPES_MAX])
{
    size_t count = 0;
    if (type < p->type_count)
        out[count++] = type;
    for (size_t at = 0; at < count; at++) {
        if (out[at] >= p->types_defined)
            continue;
        const aa_type *t = &p->types[out[at]];
        for (uint32_t i = 0; i <= t->interface_count && count < AA_SUPERTYPES_MAX; i++) {
            aa_type_id up = i == 0 ? t->superclass : p->interface_ids[t->interfaces + i - 1];
            bool seen = up == AA_NO_ID;
            for (size_t k = 0; k < count && !seen; k++)
                seen = out[k] == up;
            if (!seen)
                out[count++] = up;
        }
    }
    return count;
}

static bool is_below(const aa_program *p, aa_type_id type, aa_type_id of, aa_platform_class platform)
{
    aa_type_id up[AA_SUPERTYPES_MAX];
    size_t count = aa_program_supertypes(p, type, up);
    for (size_t i = 0; i < count; i++) {
        if (up[i] == of)
            return true;
        aa_platform_class own = up[i] < p->types_defined ? AA_PLATFORM_NONE : p->types[up[i]].platform;
        if (platform != AA_PLATFORM_NONE && own != AA_PLATFORM_NONE && aa_platform_is_subtype(own, platform))
            return true;
    }
    return false;
}

bool aa_type_is_a(const aa_program *p, aa_type_id type, aa_type_id of)
{
    if (type == of)
        return true;
    if (type >= p->type_count || of >= p->type_count)
        return false;
    return is_below(p, type, of, of < p->types_defined ? AA_PLATFORM_NONE : p->types[of].platform);
}

bool aa_type_is_platform(const aa_program *p, aa_type_id type, const char *descriptor)
{
    aa_bytes name = aa_bytes_of(descriptor, strlen(descriptor));
    aa_platform_class platform = aa_platform_find(name);
    aa_type_id of = aa_program_find_type(p, name);
    return type < p->type_count && (platform != AA_PLATFORM_NONE || of != AA_NO_ID) &&
           is_below(p, type, of, platform);
}

aa_platform_class aa_type_platform_base(const aa_program *p, aa_type_id type)
{
    for (size_t steps = 0; type < p->types_defined && steps < AA_SUPERTYPES_MAX; steps++)
        type = p->types[type].superclass;
    return type < p->types_defined || type >= p->type_count ? AA_PLATFORM_NONE : p->types[type].platform;
}
