/*
 * Numbers for names, prototypes and signatures: equal numbers are equal texts, in whichever unit.
 */
#include "code/program_internal.h"

#define MAX_PARAMETERS 255 /* a call cannot give more */

aa_bytes aa_program_text(aa_program *p, uint32_t unit, uint32_t string)
{
    aa_unit_maps *map = &p->maps[unit];
    aa_bytes text = aa_bytes_none();
    if (map->text_left == 0) {
        map->names_lost = true;
        return text;
    }
    /* A text without an end costs as much as the longest one. */
    bool endless = aa_dex_string(&p->units[unit].dex, string, &text, NULL) == AA_DEX_TEXT_BOUNDS;
    uint64_t cost = endless ? p->limits->dex_string : text.n + 8;
    map->text_left -= cost < map->text_left ? cost : map->text_left;
    return text;
}

/* ---- prototypes -------------------------------------------------------------------------------------- */

static bool same_proto(const aa_program *p, aa_proto_place a, aa_proto_place b)
{
    aa_dex_proto x;
    aa_dex_proto y;
    if (a.unit == AA_NO_ID || b.unit == AA_NO_ID || !aa_dex_proto_at(&p->units[a.unit].dex, a.index, &x) ||
        !aa_dex_proto_at(&p->units[b.unit].dex, b.index, &y) || x.parameters.n != y.parameters.n ||
        aa_program_type_of(p, a.unit, x.return_type) != aa_program_type_of(p, b.unit, y.return_type))
        return false;
    for (size_t i = 0; i < aa_dex_list_count(x.parameters); i++)
        if (aa_program_type_of(p, a.unit, aa_dex_list_at(x.parameters, i)) !=
            aa_program_type_of(p, b.unit, aa_dex_list_at(y.parameters, i)))
            return false;
    return true;
}

/* False, with |*out| untouched: damaged, or with more parameters than a call can give. */
static bool hash_proto(const aa_program *p, aa_proto_place at, uint64_t *out)
{
    aa_dex_proto proto;
    if (!aa_dex_proto_at(&p->units[at.unit].dex, at.index, &proto) ||
        aa_dex_list_count(proto.parameters) > MAX_PARAMETERS)
        return false;
    aa_type_id type = aa_program_type_of(p, at.unit, proto.return_type);
    uint64_t h = aa_hash_mix(type, aa_dex_list_count(proto.parameters));
    bool sound = type != AA_NO_ID;
    for (size_t i = 0; i < aa_dex_list_count(proto.parameters); i++) {
        type = aa_program_type_of(p, at.unit, aa_dex_list_at(proto.parameters, i));
        h = aa_hash_mix(h, type);
        sound = sound && type != AA_NO_ID;
    }
    *out = sound ? h : *out;
    return sound;
}

static uint32_t number_proto(aa_program *p, uint32_t unit, uint32_t index)
{
    aa_proto_place place = {unit, index};
    uint64_t key = aa_hash_pair(~unit, index);
    bool sound = hash_proto(p, place, &key);
    aa_id_walk walk = aa_id_walk_of(&p->by_proto, key);
    for (uint32_t id = aa_id_walk_next(&p->by_proto, &walk); id != AA_NO_ID;
         id = aa_id_walk_next(&p->by_proto, &walk))
        if (sound && same_proto(p, p->protos[id], place))
            return id;
    uint32_t id = aa_id_table_add(&p->by_proto, &walk);
    if (id != AA_NO_ID)
        p->protos[id] = sound ? place : (aa_proto_place){AA_NO_ID, index};
    return id;
}

bool aa_program_number_protos(aa_program *p)
{
    size_t protos = 0;
    size_t members = 0;
    size_t methods = 0;
    for (size_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        protos += map->proto_count;
        methods += map->method_count;
        members += map->method_count + map->field_count;
        map->protos = aa_arena_array(p->scratch, map->proto_count + 1, sizeof *map->protos);
        map->names =
            aa_arena_array(p->scratch, (size_t)AA_DEX_STRING_COUNT(&p->units[u].dex) + 1, sizeof *map->names);
        if (map->protos == NULL || map->names == NULL)
            return false;
    }
    p->protos = aa_arena_array(p->scratch, protos + 1, sizeof *p->protos);
    p->names = aa_arena_array(p->arena, members + 1, sizeof *p->names);
    p->signature_names = aa_arena_array(p->arena, methods + 1, sizeof *p->signature_names);
    if (p->protos == NULL || p->names == NULL || p->signature_names == NULL ||
        !aa_id_table_init(&p->by_proto, p->scratch, protos) ||
        !aa_id_table_init(&p->by_text, p->arena, members) ||
        !aa_id_table_init(&p->by_pair, p->scratch, methods))
        return false;
    for (uint32_t u = 0; u < p->unit_count; u++)
        for (uint32_t i = 0; i < p->maps[u].proto_count; i++)
            p->maps[u].protos[i] = number_proto(p, u, i);
    return true;
}

/* ---- names and signatures ---------------------------------------------------------------------------- */

uint32_t aa_program_find_name(const aa_program *p, aa_bytes name)
{
    aa_id_walk walk = aa_id_walk_of(&p->by_text, aa_hash_bytes(name));
    uint32_t id = aa_id_walk_next(&p->by_text, &walk);
    while (id != AA_NO_ID && !aa_bytes_equal(p->names[id], name))
        id = aa_id_walk_next(&p->by_text, &walk);
    return id;
}

static uint32_t number_name(aa_program *p, uint32_t unit, uint32_t string)
{
    aa_unit_maps *map = &p->maps[unit];
    aa_bytes name = aa_program_text(p, unit, string);
    aa_id_walk walk = aa_id_walk_of(&p->by_text, aa_hash_bytes(name));
    for (uint32_t id = aa_id_walk_next(&p->by_text, &walk); id != AA_NO_ID;
         id = aa_id_walk_next(&p->by_text, &walk)) {
        map->text_left -= name.n < map->text_left ? name.n : map->text_left;
        if (aa_bytes_equal(p->names[id], name))
            return id;
    }
    uint32_t id = aa_id_table_add(&p->by_text, &walk);
    if (id != AA_NO_ID)
        p->names[id] = name;
    return id;
}

uint32_t aa_program_name(aa_program *p, uint32_t unit, uint32_t string)
{
    aa_unit_maps *map = &p->maps[unit];
    if (string >= AA_DEX_STRING_COUNT(&p->units[unit].dex))
        return AA_NO_ID;
    if (map->names[string] == 0) {
        uint32_t id = map->text_left == 0 ? AA_NO_ID : number_name(p, unit, string);
        map->names_lost = map->names_lost || id == AA_NO_ID;
        map->names[string] = id + 1; /* AA_NO_ID + 1 is 0 again */
        return id;
    }
    return map->names[string] - 1;
}

uint32_t aa_program_signature(aa_program *p, uint32_t unit, const aa_dex_ref *ref)
{
    aa_unit_maps *map = &p->maps[unit];
    uint32_t proto = ref->type < map->proto_count ? map->protos[ref->type] : AA_NO_ID;
    uint32_t name = aa_program_name(p, unit, ref->name);
    if (proto == AA_NO_ID || name == AA_NO_ID)
        return AA_NO_ID;
    aa_id_walk walk = aa_id_walk_of(&p->by_pair, aa_hash_pair(name, proto));
    uint32_t id = aa_id_walk_next(&p->by_pair, &walk);
    if (id != AA_NO_ID)
        return id;
    id = aa_id_table_add(&p->by_pair, &walk);
    map->names_lost = map->names_lost || id == AA_NO_ID;
    if (id != AA_NO_ID)
        p->signature_names[id] = name;
    return id;
}
