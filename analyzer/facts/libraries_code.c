/*
 * Components in bytecode: packages, version constants, texts with a version. Texts are left where a shrinker
 * renames everything.
 */
#include <stdlib.h>

#include "base/bisect.h"
#include "facts/code_store.h"
#include "facts/libraries_internal.h"

typedef struct code_search {
    aa_library_search *s;
    const aa_program *p;
    size_t defined; /* types */
} code_search;

/* The class and, unless AA_NO_ID, the method. */
static aa_place place_of(code_search *c, aa_type_id owner, aa_method_id method)
{
    const aa_type *type = aa_program_type(c->p, owner);
    const aa_unit *unit = type->unit == AA_NO_ID ? NULL : aa_program_unit(c->p, type->unit);
    aa_arena *arena = c->s->source->arena;
    aa_place place = {.offset = AA_NO_OFFSET};
    if (unit == NULL || type->descriptor.n < 3)
        return place;
    char *name = aa_arena_utf8(arena, aa_bytes_of(type->descriptor.p + 1, type->descriptor.n - 2));
    for (char *at = name; at != NULL && *at != '\0'; at++)
        *at = *at == '/' ? '.' : *at;
    place.artifact = unit->artifact;
    place.member = unit->member;
    place.class_name = name;
    if (method != AA_NO_ID)
        place.method = aa_arena_utf8(arena, aa_program_method(c->p, method)->name);
    c->s->source->failed =
        c->s->source->failed || name == NULL || (method != AA_NO_ID && place.method == NULL);
    return place;
}

/* ---- packages --------------------------------------------------------------------------------------------
 */

/* "com.a.b" of "Lcom/a/b/C;", cut to |room|; its length. */
static size_t package_of(aa_bytes descriptor, char *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 1; i < descriptor.n && i - 1 < room; i++) {
        out[i - 1] = descriptor.p[i] == '/' ? '.' : (char)descriptor.p[i];
        n = descriptor.p[i] == '/' ? i - 1 : n;
    }
    return n;
}

/* A package with what traits it has; each is seen once, at the first class below it. */
static void look_at_package(code_search *c, aa_type_id id, aa_bytes package, bool *seen)
{
    aa_traits of = aa_library_traits(c->s, AA_TRAIT_PACKAGE);
    const aa_trait *trait = aa_library_trait(c->s, AA_TRAIT_PACKAGE, package);
    size_t at = trait == NULL ? of.count : (size_t)(trait - of.items);
    for (; at < of.count && !seen[at] && aa_bytes_equal(of.items[at].value, package); at++) {
        aa_place place = place_of(c, id, AA_NO_ID);
        aa_library_see(c->s, of.items[at].component, AA_PROOF_PACKAGE, aa_bytes_none(), package, &place);
        seen[at] = true;
    }
}

static void look_at_packages(code_search *c)
{
    char package[256], before[256];
    size_t n_before = 0;
    bool *seen =
        aa_arena_array(c->s->source->scratch, aa_library_traits(c->s, AA_TRAIT_PACKAGE).count, sizeof *seen);
    c->s->source->failed = c->s->source->failed || seen == NULL;
    for (aa_type_id id = 0; id < c->defined && !c->s->source->failed; id++) {
        size_t n = package_of(aa_program_type(c->p, id)->descriptor, package, sizeof package);
        if (n == n_before && memcmp(package, before, n) == 0)
            continue; /* classes of a package mostly follow each other */
        for (size_t end = n; end > 0; end--)
            if (end == n || package[end] == '.')
                look_at_package(c, id, aa_bytes_of(package, end), seen);
        memcpy(before, package, n);
        n_before = n;
    }
}

/* ---- forms -----------------------------------------------------------------------------------------------
 */

/* The first class of that form for certain, or NULL. */
static const aa_shape *shape_called(const aa_shapes *shapes, aa_bytes name)
{
    for (unsigned kind = 0; kind < AA_SHAPE_COUNT; kind++) {
        const aa_shape *items = NULL;
        size_t count = aa_bytes_is(name, aa_shape_name((aa_shape_kind)kind))
                           ? aa_shapes_of(shapes, (aa_shape_kind)kind, &items)
                           : 0;
        for (size_t i = 0; i < count; i++)
            if (items[i].sure && items[i].part != AA_PART_LITERAL)
                return &items[i];
    }
    return NULL;
}

static void look_at_shapes(code_search *c, const aa_shapes *shapes)
{
    aa_traits of = aa_library_traits(c->s, AA_TRAIT_SHAPE);
    for (size_t i = 0; i < of.count && !c->s->source->failed; i++) {
        const aa_shape *shape = shape_called(shapes, of.items[i].value);
        if (shape == NULL)
            continue;
        aa_place place = place_of(c, shape->type, AA_NO_ID);
        aa_library_see(c->s, of.items[i].component, AA_PROOF_SHAPE, aa_bytes_none(), of.items[i].value,
                       &place);
    }
}

/* ---- constants -------------------------------------------------------------------------------------------
 */

static bool field_text(const code_search *c, const aa_field *field, aa_bytes *out)
{
    if (!field->has_value || field->value_type != AA_DEX_VALUE_STRING || field->number < 0 ||
        field->number > UINT32_MAX)
        return false;
    *out = aa_dex_text(&aa_program_unit(c->p, field->unit)->dex, (uint32_t)field->number);
    return true;
}

static void look_at_constant(code_search *c, const aa_trait *trait)
{
    char descriptor[200];
    size_t dot = trait->value.n;
    while (dot > 0 && trait->value.p[dot - 1] != '.')
        dot--;
    if (dot < 2 || dot + 2 > sizeof descriptor)
        return;
    descriptor[0] = 'L';
    for (size_t i = 0; i + 1 < dot; i++)
        descriptor[i + 1] = trait->value.p[i] == '.' ? '/' : (char)trait->value.p[i];
    descriptor[dot] = ';';
    aa_type_id id = aa_program_find_type(c->p, aa_bytes_of(descriptor, dot + 1));
    const aa_type *type = id < c->defined ? aa_program_type(c->p, id) : NULL;
    for (uint32_t i = 0; type != NULL && i < type->field_count; i++) {
        const aa_field *field = aa_program_field(c->p, type->first_field + i);
        aa_bytes text;
        if (!aa_bytes_equal(field->name, aa_bytes_from(trait->value, dot)) || !field_text(c, field, &text))
            continue;
        aa_bytes version = text.n > 1 && text.p[0] == 'v' ? aa_bytes_from(text, 1) : text;
        aa_place place = place_of(c, id, AA_NO_ID);
        if (aa_library_is_version(version))
            aa_library_see(c->s, trait->component, AA_PROOF_CONSTANT, version, trait->value, &place);
    }
}

/* ---- texts -----------------------------------------------------------------------------------------------
 */

/* Patterns that begin like |text|; none begins with a "#" or "*". */
static aa_traits literals_like(const code_search *c, aa_bytes text)
{
    aa_traits of = aa_library_traits(c->s, AA_TRAIT_LITERAL);
    while (of.count > 0 && of.items->value.p[0] < text.p[0]) {
        of.items++;
        of.count--;
    }
    size_t n = 0;
    while (n < of.count && of.items[n].value.p[0] == text.p[0])
        n++;
    return (aa_traits){of.items, n};
}

static void look_at_text(code_search *c, aa_bytes text, const aa_place *place)
{
    aa_traits of = literals_like(c, text);
    for (size_t i = 0; i < of.count; i++) {
        const aa_trait *trait = &of.items[i];
        aa_bytes version;
        if (aa_library_fits(trait->value, text, true, &version) &&
            (trait->more.n == 0 || memchr(trait->more.p, version.p[0], trait->more.n) != NULL))
            aa_library_see(c->s, trait->component, version.n > 0 ? AA_PROOF_TEXT : AA_PROOF_MARK, version,
                           text, place);
    }
}

/* Any pattern fits |text|: cheaper than its place. */
static bool may_fit(const code_search *c, aa_bytes text)
{
    aa_traits of = literals_like(c, text);
    aa_bytes version;
    for (size_t i = 0; i < of.count; i++)
        if (aa_library_fits(of.items[i].value, text, true, &version))
            return true;
    return false;
}

static void look_at_literals(code_search *c, const aa_text_use *uses, size_t count, const aa_string_ref *refs)
{
    for (size_t i = 0; i < count; i++) {
        if (uses[i].count == 0 || uses[i].text.n == 0 || !may_fit(c, uses[i].text))
            continue;
        aa_method_id in = refs[uses[i].first].in;
        aa_place place = place_of(c, aa_program_method(c->p, in)->owner, in);
        look_at_text(c, uses[i].text, &place);
    }
}

static void look_at_field_texts(code_search *c)
{
    size_t fields = 0;
    aa_program_field_count(c->p, &fields);
    for (aa_field_id id = 0; id < fields; id++) {
        const aa_field *field = aa_program_field(c->p, id);
        aa_bytes text;
        if (!field_text(c, field, &text) || text.n == 0 || !may_fit(c, text))
            continue;
        aa_place place = place_of(c, field->owner, AA_NO_ID);
        look_at_text(c, text, &place);
    }
}

/* ---- a name and a version in one method -------------------------------------------------------------------
 */

/* A method that has the text of a trait, and what it has beside. */
typedef struct neighbour {
    aa_method_id in;
    const aa_trait *trait;
    aa_bytes version;
    bool several;
} neighbour;

static int by_method(const void *a, const void *b)
{
    const neighbour *x = a;
    const neighbour *y = b;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    return x->trait < y->trait ? -1 : x->trait > y->trait;
}

static void gather_names(code_search *c, const aa_text_use *uses, size_t count, const aa_string_ref *refs,
                         aa_vec *out)
{
    for (size_t i = 0; i < count; i++) {
        const aa_trait *trait = aa_library_trait(c->s, AA_TRAIT_BESIDE, uses[i].text);
        for (uint32_t k = 0; trait != NULL && k < uses[i].count; k++) {
            neighbour *n = aa_vec_push(c->s->source->scratch, out);
            c->s->source->failed = c->s->source->failed || n == NULL;
            if (n != NULL)
                *n =
                    (neighbour){.in = refs[uses[i].first + k].in, .trait = trait, .version = aa_bytes_none()};
        }
    }
}

static void meet(neighbour *items, size_t count, aa_method_id in, aa_bytes version)
{
    size_t low;
    AA_BISECT(low, count, middle, items[middle].in < in);
    for (; low < count && items[low].in == in; low++) {
        items[low].several =
            items[low].several || (items[low].version.n > 0 && !aa_bytes_equal(items[low].version, version));
        items[low].version = version;
    }
}

static void look_beside(code_search *c, const aa_text_use *uses, size_t count, const aa_string_ref *refs)
{
    aa_vec found = AA_VEC_INIT(neighbour);
    gather_names(c, uses, count, refs, &found);
    neighbour *items = found.items;
    if (found.count > 1)
        qsort(items, found.count, sizeof *items, by_method);
    for (size_t i = 0; i < count && found.count > 0; i++)
        for (uint32_t k = 0; k < uses[i].count && aa_library_is_version(uses[i].text); k++)
            meet(items, found.count, refs[uses[i].first + k].in, uses[i].text);
    for (size_t i = 0; i < found.count && !c->s->source->failed; i++) {
        if (items[i].version.n == 0 || items[i].several)
            continue;
        aa_place place = place_of(c, aa_program_method(c->p, items[i].in)->owner, items[i].in);
        aa_library_see(c->s, items[i].trait->component, AA_PROOF_NEIGHBOUR, items[i].version,
                       items[i].trait->value, &place);
    }
}

/* ---- all -------------------------------------------------------------------------------------------------
 */

void aa_library_look_at_code(aa_library_search *s)
{
    const aa_code_base *base = aa_facts_code(s->facts);
    if (base == NULL)
        return;
    code_search c = {.s = s, .p = base->program};
    aa_program_type_count(c.p, &c.defined);
    look_at_packages(&c);
    if (base->shapes != NULL)
        look_at_shapes(&c, base->shapes);
    aa_traits constants = aa_library_traits(s, AA_TRAIT_CONSTANT);
    for (size_t i = 0; i < constants.count && !s->source->failed; i++)
        look_at_constant(&c, &constants.items[i]);
    const aa_text_use *uses = NULL;
    const aa_string_ref *refs = NULL;
    aa_string_refs(c.p, &refs);
    size_t count = aa_text_uses(c.p, &uses, NULL);
    look_at_literals(&c, uses, count, refs);
    look_at_field_texts(&c);
    look_beside(&c, uses, count, refs);
}
