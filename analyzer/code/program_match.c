/*
 * Patterns to methods: by hash of the name, so that hundreds of patterns cost little.
 */
#include "code/program_internal.h"

typedef struct pattern {
    aa_bytes owner, name, proto; /* proto: from '(' on; empty: any */
    bool any_name;
} pattern;

static bool parse(const char *text, pattern *out)
{
    const char *arrow = strstr(text, ";->");
    if (text[0] != 'L' || arrow == NULL)
        return false;
    const char *name = arrow + 3;
    size_t n = strcspn(name, "(");
    *out = (pattern){.owner = aa_bytes_of(text, (size_t)(arrow + 1 - text)),
                     .name = aa_bytes_of(name, n),
                     .proto = aa_bytes_of(name + n, strlen(name + n))};
    out->any_name = aa_bytes_is(out->name, "*");
    return n > 0;
}

static bool proto_fits(const aa_program *p, aa_method_id id, aa_bytes proto)
{
    if (proto.n == 0)
        return true;
    size_t at = 1;
    size_t count = aa_method_parameter_count(p, id);
    for (size_t i = 0; i <= count; i++) {
        aa_bytes part = i < count ? aa_method_parameter(p, id, i) : aa_method_result(p, id);
        aa_bytes there;
        if (i == count && (at >= proto.n || proto.p[at++] != ')'))
            return false;
        if (!aa_bytes_sub(proto, at, part.n, &there) || !aa_bytes_equal(there, part))
            return false;
        at += part.n;
    }
    return at == proto.n;
}

/* What |pattern| names, looked up once. */
typedef struct wanted {
    pattern pattern;
    aa_type_id type;
    aa_platform_class platform;
} wanted;

static void look_up(const aa_program *p, wanted *w)
{
    w->type = aa_program_find_type(p, w->pattern.owner);
    w->platform = aa_platform_find(w->pattern.owner);
}

static bool owner_fits(const aa_program *p, aa_method_id id, const wanted *w)
{
    const aa_method *m = &p->methods[id];
    if (m->owner == w->type)
        return true;
    /* A constructor makes exactly its own class. */
    if (m->name.n == 0 || m->name.p[0] == '<')
        return false;
    /* What the app defines below the class is an override, not the method itself. What stands above the class
     * is the method when the class inherits it. */
    if (id < p->methods_defined)
        return w->type < p->types_defined && !w->pattern.any_name &&
               aa_type_method(p, w->type, m->signature) == id;
    return m->owner >= p->types_defined && w->platform != AA_PLATFORM_NONE &&
           aa_platform_is_subtype(p->types[m->owner].platform, w->platform);
}

size_t aa_methods_named(const aa_program *p, aa_bytes name, const aa_method_id **out)
{
    uint32_t id = aa_program_find_name(p, name);
    *out = NULL;
    if (id == AA_NO_ID)
        return 0;
    *out = p->by_name + p->name_first[id];
    return p->name_first[id + 1] - p->name_first[id];
}

/* |id| has the name. */
static bool fits(const aa_program *p, aa_method_id id, const wanted *w)
{
    return owner_fits(p, id, w) && proto_fits(p, id, w->pattern.proto);
}

bool aa_program_fits(const aa_program *p, aa_method_id id, const char *text)
{
    wanted w;
    if (id >= p->method_count || !parse(text, &w.pattern) ||
        (!w.pattern.any_name && !aa_bytes_equal(p->methods[id].name, w.pattern.name)))
        return false;
    look_up(p, &w);
    return fits(p, id, &w);
}

aa_err aa_program_match(const aa_program *p, aa_arena *arena, const char *text, const aa_method_id **out,
                        size_t *count_out)
{
    wanted w;
    *out = NULL;
    *count_out = 0;
    if (!parse(text, &w.pattern))
        return AA_E_FORMAT;
    look_up(p, &w);
    aa_vec found = AA_VEC_INIT(aa_method_id);
    const aa_method_id *named = NULL;
    size_t count = w.pattern.any_name ? p->method_count : aa_methods_named(p, w.pattern.name, &named);
    for (size_t i = 0; i < count; i++) {
        aa_method_id id = w.pattern.any_name ? (aa_method_id)i : named[i];
        if (!fits(p, id, &w))
            continue;
        aa_method_id *slot = aa_vec_push(arena, &found);
        if (slot == NULL)
            return AA_E_NOMEM;
        *slot = id;
    }
    *out = found.items;
    *count_out = found.count;
    return AA_OK;
}
