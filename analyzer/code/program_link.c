/*
 * What each unit's references stand for, as the platform resolves them: through superclasses, then
 * interfaces, of the app; what is found nowhere belongs to the nearest class that the app does not define.
 */
#include "code/program_internal.h"

#define ACC_ABSTRACT 0x0400U

/* A method of an interface that is nearer to the class, or has code where the other has none, comes first. */
static aa_method_id better(const aa_program *p, aa_method_id a, aa_method_id b)
{
    if (a == AA_NO_ID || b == AA_NO_ID)
        return a == AA_NO_ID ? b : a;
    bool abstract = (p->methods[a].flags & ACC_ABSTRACT) != 0;
    if (aa_type_is_a(p, p->methods[b].owner, p->methods[a].owner))
        return b;
    return abstract && (p->methods[b].flags & ACC_ABSTRACT) == 0 ? b : a;
}

aa_method_id aa_type_own_method(const aa_program *p, aa_type_id type, uint64_t signature)
{
    return type < p->types_defined ? aa_program_find_method(p, type, signature) : AA_NO_ID;
}

aa_method_id aa_type_method(const aa_program *p, aa_type_id type, uint64_t signature)
{
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, type, &up);
    aa_method_id found = AA_NO_ID;
    bool chain = true; /* up[i] is the class itself or a superclass */
    for (size_t i = 0; i < count; i++) {
        aa_method_id id = aa_type_own_method(p, up[i], signature);
        if (id != AA_NO_ID && chain)
            return id;
        found = better(p, found, id);
        chain = chain && up[i] < p->types_defined && i + 1 < count && p->types[up[i]].superclass == up[i + 1];
    }
    return found;
}

static bool is_object(const aa_program *p, aa_type_id type)
{
    return aa_bytes_is(p->types[type].descriptor, "Ljava/lang/Object;");
}

/* The methods of Object that nothing can override, and that the platform's model therefore does not list. */
static bool is_final_of_object(aa_bytes name)
{
    return aa_bytes_is(name, "getClass") || aa_bytes_is(name, "wait") || aa_bytes_is(name, "notify") ||
           aa_bytes_is(name, "notifyAll");
}

/* What an interface has of Object is not the interface's. */
static bool declares(aa_platform_class platform, aa_bytes name)
{
    aa_platform_class declarer = aa_platform_declarer(platform, name);
    return declarer != AA_PLATFORM_NONE &&
           (!aa_platform_is_interface(platform) || aa_platform_is_interface(declarer));
}

/*
 * The type that a reference found in no class of the app belongs to: the first one not defined here that
 * declares the name as far as is known; else the first other than Object; else Object.
 */
static aa_type_id outside_owner(const aa_program *p, aa_type_id owner, aa_bytes name)
{
    if (owner >= p->types_defined)
        return owner;
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, owner, &up);
    aa_type_id first = AA_NO_ID;
    aa_type_id object = AA_NO_ID;
    for (size_t i = 0; i < count; i++) {
        if (up[i] < p->types_defined)
            continue;
        if (declares(p->types[up[i]].platform, name))
            return up[i];
        if (is_object(p, up[i]))
            object = up[i];
        else
            first = first == AA_NO_ID ? up[i] : first;
    }
    if (object != AA_NO_ID && (first == AA_NO_ID || is_final_of_object(name)))
        return object;
    return first == AA_NO_ID ? owner : first;
}

static aa_method_id resolve_method(aa_program *p, uint32_t unit, uint32_t index)
{
    aa_dex_ref ref;
    aa_dex_method_at(&p->units[unit].dex, index, &ref);
    aa_type_id owner = aa_program_type_of(p, unit, ref.owner);
    uint32_t signature = owner == AA_NO_ID ? AA_NO_ID : aa_program_signature(p, unit, &ref);
    if (signature == AA_NO_ID)
        return AA_NO_ID;
    aa_method_id found = aa_type_method(p, owner, signature);
    if (found != AA_NO_ID)
        return found;
    aa_bytes name = p->names[p->signature_names[signature]];
    owner = outside_owner(p, owner, name);
    found = aa_program_find_method(p, owner, signature);
    if (found != AA_NO_ID)
        return found;
    found = aa_program_add_method(p, owner, signature);
    if (found == AA_NO_ID)
        p->maps[unit].names_lost = true;
    else
        p->methods[found] = (aa_method){.owner = owner,
                                        .name = name,
                                        .unit = unit,
                                        .proto = ref.type,
                                        .index = index,
                                        .signature = signature};
    return found;
}

static aa_field_id find_inherited(const aa_program *p, aa_type_id owner, aa_type_id type, uint32_t name,
                                  aa_type_id *outside)
{
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, owner, &up);
    *outside = AA_NO_ID;
    for (size_t i = 0; i < count; i++) {
        aa_field_id id = up[i] < p->types_defined ? aa_program_find_field(p, up[i], type, name) : AA_NO_ID;
        if (id != AA_NO_ID)
            return id;
        if (up[i] >= p->types_defined && (*outside == AA_NO_ID || is_object(p, *outside)))
            *outside = up[i]; /* Object has no fields */
    }
    if (*outside == AA_NO_ID)
        *outside = owner;
    return aa_program_find_field(p, *outside, type, name);
}

static aa_field_id resolve_field(aa_program *p, uint32_t unit, uint32_t index)
{
    aa_dex_ref ref;
    aa_dex_field_at(&p->units[unit].dex, index, &ref);
    aa_type_id owner = aa_program_type_of(p, unit, ref.owner);
    aa_type_id type = aa_program_type_of(p, unit, ref.type);
    uint32_t name = owner == AA_NO_ID ? AA_NO_ID : aa_program_name(p, unit, ref.name);
    if (name == AA_NO_ID)
        return AA_NO_ID;
    aa_type_id outside = AA_NO_ID;
    aa_field_id found = find_inherited(p, owner, type, name, &outside);
    if (found != AA_NO_ID)
        return found;
    found = aa_program_add_field(p, outside, type, name);
    if (found == AA_NO_ID)
        p->maps[unit].names_lost = true;
    else
        p->fields[found] =
            (aa_field){.owner = outside, .type = type, .name = p->names[name], .unit = unit, .index = index};
    return found;
}

bool aa_program_link(aa_program *p, aa_notes *notes)
{
    for (uint32_t u = 0; u < p->unit_count; u++) {
        aa_unit_maps *map = &p->maps[u];
        for (uint32_t i = 0; i < map->method_count && i < AA_INDEX_16; i++)
            if (map->methods[i] == AA_NO_ID)
                map->methods[i] = resolve_method(p, u, i);
        for (uint32_t i = 0; i < map->field_count && i < AA_INDEX_16; i++)
            if (map->fields[i] == AA_NO_ID)
                map->fields[i] = resolve_field(p, u, i);
        if (map->names_lost)
            aa_program_note(p, notes, u, AA_NOTE_GAP, "limit.code_names", aa_bytes_none());
    }
    return aa_program_list_sites(p);
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

aa_method_id aa_type_callback_named(const aa_program *p, aa_type_id type, const char *name)
{
    aa_method_id id = aa_type_method_named(p, type, name, AA_NO_ID);
    while (id != AA_NO_ID && aa_method_overrides_platform(p, id) == AA_PLATFORM_NONE)
        id = aa_type_method_named(p, type, name, id);
    return id;
}
