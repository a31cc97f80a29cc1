/*
 * What stands above each type, listed once: superclasses from the nearest on, then interfaces, as methods are
 * looked up.
 */
#include "code/program_internal.h"

#define MOST 256 /* supertypes of one type, itself included */

typedef struct lister {
    aa_program *p;
    uint32_t *stamps; /* by type: the type + 1 in whose list it is */
    aa_vec list;      /* of aa_type_id */
    size_t first, room;
    bool full, failed;
} lister;

static void append(lister *l, aa_type_id of, aa_type_id up)
{
    if (up == AA_NO_ID || l->stamps[up] == of + 1)
        return;
    if (up != of && (l->list.count - l->first >= MOST || l->list.count >= l->room)) {
        l->full = true;
        return;
    }
    aa_type_id *slot = aa_vec_push(l->p->arena, &l->list);
    l->failed = l->failed || slot == NULL;
    if (slot == NULL)
        return;
    *slot = up;
    l->stamps[up] = of + 1;
}

static void list_one(lister *l, aa_type_id type)
{
    const aa_program *p = l->p;
    l->first = l->list.count;
    l->full = false;
    append(l, type, type);
    for (size_t at = l->first; at < l->list.count; at++) {
        aa_type_id up = ((const aa_type_id *)l->list.items)[at];
        if (up < p->types_defined)
            append(l, type, p->types[up].superclass);
    }
    for (size_t at = l->first; at < l->list.count; at++) {
        aa_type_id up = ((const aa_type_id *)l->list.items)[at];
        for (uint32_t i = 0; up < p->types_defined && i < p->types[up].interface_count; i++)
            append(l, type, p->interface_ids[p->types[up].interfaces + i]);
    }
}

bool aa_program_list_supertypes(aa_program *p, aa_notes *notes)
{
    lister l = {.p = p,
                .stamps = aa_arena_array(p->scratch, p->type_count + 1, sizeof *l.stamps),
                .list = AA_VEC_INIT(aa_type_id),
                .room = 64 * (p->type_count + 1024)};
    p->super_first = aa_arena_array(p->arena, p->type_count + 1, sizeof *p->super_first);
    if (l.stamps == NULL || p->super_first == NULL)
        return false;
    for (aa_type_id id = 0; id < p->type_count && !l.failed; id++) {
        p->super_first[id] = (uint32_t)l.list.count;
        list_one(&l, id);
        if (l.full && id < p->types_defined)
            aa_program_note(p, notes, p->types[id].unit, AA_NOTE_GAP, "limit.code_hierarchy",
                            p->types[id].descriptor);
    }
    p->super_first[p->type_count] = (uint32_t)l.list.count;
    p->supers = l.list.items;
    return !l.failed;
}

/* ---- questions --------------------------------------------------------------------------------------- */

size_t aa_program_supertypes(const aa_program *p, aa_type_id type, const aa_type_id **out)
{
    *out = NULL;
    if (type >= p->type_count)
        return 0;
    *out = p->supers + p->super_first[type];
    return p->super_first[type + 1] - p->super_first[type];
}

static bool is_below(const aa_program *p, aa_type_id type, aa_type_id of, aa_platform_class platform)
{
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, type, &up);
    for (size_t i = 0; i < count; i++)
        if (up[i] == of)
            return true;
    for (size_t i = 0; i < count && platform != AA_PLATFORM_NONE; i++)
        if (up[i] >= p->types_defined && aa_platform_is_subtype(p->types[up[i]].platform, platform))
            return true;
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
    const aa_type_id *up = NULL;
    size_t count = aa_program_supertypes(p, type, &up);
    for (size_t i = 0; i < count; i++) {
        if (up[i] >= p->types_defined)
            return p->types[up[i]].platform;
        if (i + 1 < count && p->types[up[i]].superclass != up[i + 1])
            break;
    }
    return AA_PLATFORM_NONE;
}
