/*
 * Types: what the units define first, then what they only name.
 */
#include "code/program_internal.h"

/* The id of that descriptor. AA_NO_ID: none, and |*walk| is where it belongs. */
static aa_type_id find_type(const aa_program *p, aa_bytes descriptor, aa_id_walk *walk, uint64_t *work)
{
    *walk = aa_id_walk_of(&p->by_descriptor, aa_hash_bytes(descriptor));
    aa_type_id id = aa_id_walk_next(&p->by_descriptor, walk);
    while (id != AA_NO_ID && !aa_bytes_equal(p->types[id].descriptor, descriptor)) {
        *work += descriptor.n;
        id = aa_id_walk_next(&p->by_descriptor, walk);
    }
    return id;
}

aa_type_id aa_program_find_type(const aa_program *p, aa_bytes descriptor)
{
    aa_id_walk walk;
    uint64_t work = 0;
    return find_type(p, descriptor, &walk, &work);
}

static aa_type_id add_type(aa_program *p, aa_bytes descriptor, const aa_id_walk *walk)
{
    aa_type_id id = aa_id_table_add(&p->by_descriptor, walk);
    if (id == AA_NO_ID)
        return id;
    p->type_count = p->by_descriptor.count;
    p->types[id] = (aa_type){
        .descriptor = descriptor,
        .platform = aa_platform_find(descriptor),
        .unit = AA_NO_ID,
        .def = AA_NO_ID,
        .superclass = AA_NO_ID,
    };
    return id;
}

/* Names type |index| of the unit; what has no name stays AA_NO_ID. |*added|: it was not there before. */
static aa_type_id name_type(aa_program *p, uint32_t unit, uint32_t index, bool *added)
{
    aa_unit_maps *map = &p->maps[unit];
    aa_bytes descriptor = aa_program_text(p, unit, aa_le32(p->units[unit].dex.types.p + (size_t)index * 4));
    aa_id_walk walk;
    uint64_t work = 0;
    *added = false;
    if (descriptor.n == 0)
        return AA_NO_ID;
    aa_type_id id = find_type(p, descriptor, &walk, &work);
    map->text_left -= work < map->text_left ? work : map->text_left;
    if (id == AA_NO_ID) {
        id = add_type(p, descriptor, &walk);
        *added = id != AA_NO_ID;
        map->names_lost = map->names_lost || !*added;
    }
    map->types[index] = id;
    return id;
}

static size_t at_most(size_t count, size_t most)
{
    return count < most ? count : most;
}

static bool make_room(aa_program *p)
{
    p->maps = aa_arena_array(p->arena, p->unit_count + 1, sizeof *p->maps);
    if (p->maps == NULL)
        return false;
    for (size_t u = 0; u < p->unit_count; u++) {
        const aa_dex *dex = &p->units[u].dex;
        aa_unit_maps *map = &p->maps[u];
        *map = (aa_unit_maps){.type_count = at_most(AA_DEX_TYPE_COUNT(dex), AA_INDEX_16),
                              .method_count = AA_DEX_METHOD_COUNT(dex),
                              .field_count = AA_DEX_FIELD_COUNT(dex),
                              .proto_count = at_most(AA_DEX_PROTO_COUNT(dex), AA_INDEX_16),
                              .text_left = p->limits->dex_work};
        map->types = aa_arena_array(p->arena, map->type_count + 1, sizeof *map->types);
        if (map->types == NULL)
            return false;
        memset(map->types, 0xFF, (map->type_count + 1) * sizeof *map->types);
        p->type_capacity += map->type_count;
    }
    p->types = aa_arena_array(p->arena, p->type_capacity + 1, sizeof *p->types);
    return p->types != NULL && aa_id_table_init(&p->by_descriptor, p->arena, p->type_capacity);
}

static void define_unit(aa_program *p, uint32_t u, aa_notes *notes)
{
    const aa_dex *dex = &p->units[u].dex;
    aa_dex_class class;
    for (uint32_t i = 0; aa_dex_class_at(dex, i, &class); i++) {
        bool added = false;
        aa_type_id id = AA_NO_ID;
        if (class.type < p->maps[u].type_count) {
            id = p->maps[u].types[class.type];
            id = id != AA_NO_ID ? id : name_type(p, u, class.type, &added);
        }
        if (id == AA_NO_ID) {
            aa_program_note(p, notes, u, AA_NOTE_GAP, "code.class_nameless", aa_bytes_none());
        } else if (!added) {
            aa_program_note(p, notes, u, AA_NOTE_ANOMALY, "code.class_twice", p->types[id].descriptor);
        } else {
            p->types[id].unit = u;
            p->types[id].def = i;
            p->types[id].flags = class.flags;
        }
    }
}

static void name_unit(aa_program *p, uint32_t u)
{
    bool added = false;
    for (uint32_t i = 0; i < p->maps[u].type_count; i++)
        if (p->maps[u].types[i] == AA_NO_ID)
            name_type(p, u, i, &added);
}

/* ---- who extends what -------------------------------------------------------------------------------- */

/* Hostile files can name one long list of interfaces from every class. */
static size_t most_interfaces(const aa_program *p)
{
    return 16 * (p->type_count + 64);
}

static bool connect(aa_program *p, aa_type *type, aa_vec *interfaces, aa_notes *notes)
{
    aa_dex_class class;
    aa_dex_class_at(&p->units[type->unit].dex, type->def, &class);
    type->superclass = aa_program_type_of(p, type->unit, class.superclass);
    type->interfaces = (uint32_t)interfaces->count;
    bool cut = class.interfaces_lost || (class.superclass != AA_DEX_NO_INDEX && type->superclass == AA_NO_ID);
    for (size_t i = 0; i < aa_dex_list_count(class.interfaces); i++) {
        aa_type_id id = aa_program_type_of(p, type->unit, aa_dex_list_at(class.interfaces, i));
        if (interfaces->count == most_interfaces(p)) {
            aa_program_note(p, notes, type->unit, AA_NOTE_GAP, "limit.code_hierarchy", type->descriptor);
            break;
        }
        cut = cut || id == AA_NO_ID;
        aa_type_id *slot = id == AA_NO_ID ? NULL : aa_vec_push(p->arena, interfaces);
        if (slot != NULL)
            *slot = id;
        else if (id != AA_NO_ID)
            return false;
    }
    type->interface_count = (uint32_t)interfaces->count - type->interfaces;
    if (cut)
        aa_program_note(p, notes, type->unit, AA_NOTE_GAP, "code.class_cut", type->descriptor);
    return true;
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
    for (uint32_t u = 0; u < p->unit_count; u++)
        define_unit(p, u, notes);
    p->types_defined = p->type_count;
    for (uint32_t u = 0; u < p->unit_count; u++)
        name_unit(p, u);
    aa_vec interfaces = AA_VEC_INIT(aa_type_id);
    for (size_t i = 0; i < p->types_defined; i++)
        if (!connect(p, &p->types[i], &interfaces, notes))
            return false;
    p->interface_ids = interfaces.items;
    p->interface_count = interfaces.count;
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
    if (type >= p->types_defined || p->types[type].interface_count == 0)
        return 0;
    *out = p->interface_ids + p->types[type].interfaces;
    return p->types[type].interface_count;
}
