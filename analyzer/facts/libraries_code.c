/*
 * Components in bytecode: packages, version constants, texts with a version. Texts are left where a shrinker
 * renames everything.
 */
#include <stdlib.h>

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

/* "Lcom/a/b/C;" lies below "com.a.b". */
static bool lies_below(aa_bytes descriptor, aa_bytes package)
{
    if (descriptor.n < package.n + 3 || descriptor.p[package.n + 1] != '/')
        return false;
    for (size_t i = 0; i < package.n; i++)
        if (descriptor.p[i + 1] != (package.p[i] == '.' ? '/' : package.p[i]))
            return false;
    return true;
}

static void look_at_package(code_search *c, const aa_trait *trait)
{
    for (aa_type_id id = 0; id < c->defined; id++) {
        if (!lies_below(aa_program_type(c->p, id)->descriptor, trait->value))
            continue;
        aa_place place = place_of(c, id, AA_NO_ID);
        aa_library_see(c->s, trait->component, AA_PROOF_PACKAGE, aa_bytes_none(), trait->value, &place);
        return;
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

static void look_at_text(code_search *c, aa_bytes text, const aa_place *place)
{
    const aa_trait *traits = c->s->book.traits.items;
    for (size_t i = 0; i < c->s->book.traits.count; i++) {
        aa_bytes version;
        if (traits[i].kind == AA_TRAIT_LITERAL && aa_library_fits(traits[i].value, text, true, &version) &&
            (traits[i].more.n == 0 || memchr(traits[i].more.p, version.p[0], traits[i].more.n) != NULL))
            aa_library_see(c->s, traits[i].component, AA_PROOF_TEXT, version, text, place);
    }
}

/* Any pattern begins like |text|: cheaper than its place. */
static bool may_fit(const code_search *c, aa_bytes text)
{
    const aa_trait *traits = c->s->book.traits.items;
    aa_bytes version;
    for (size_t i = 0; i < c->s->book.traits.count; i++)
        if (traits[i].kind == AA_TRAIT_LITERAL && traits[i].value.p[0] == text.p[0] &&
            aa_library_fits(traits[i].value, text, true, &version))
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
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].in < in)
            low = middle + 1;
        else
            high = middle;
    }
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
    const aa_trait *traits = s->book.traits.items;
    for (size_t i = 0; i < s->book.traits.count && !s->source->failed; i++) {
        if (traits[i].kind == AA_TRAIT_PACKAGE)
            look_at_package(&c, &traits[i]);
        else if (traits[i].kind == AA_TRAIT_CONSTANT)
            look_at_constant(&c, &traits[i]);
    }
    const aa_text_use *uses = NULL;
    const aa_string_ref *refs = NULL;
    aa_string_refs(c.p, &refs);
    size_t count = aa_text_uses(c.p, &uses, NULL);
    look_at_literals(&c, uses, count, refs);
    look_at_field_texts(&c);
    look_beside(&c, uses, count, refs);
}
