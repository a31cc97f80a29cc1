/*
 * Texts put together of parts, some of which may not be constant.
 */
#include "code/flow_internal.h"

#include "decode/dex_value.h"

#define COMBINATIONS    16U
#define MAX_TEXT        65536U /* bytes */
#define MAX_PARTS       32U
#define RECIPE_ARGUMENT 0x01
#define RECIPE_CONSTANT 0x02

static bool append_text(aa_reader *r, aa_bytes x, aa_bytes y, aa_value *out)
{
    if (x.n + y.n > MAX_TEXT || !aa_reader_count(r, (x.n + y.n) / 8))
        return false;
    uint8_t *text = aa_reader_get_memory(r, x.n + y.n, 1);
    if (text == NULL)
        return false;
    memcpy(text, x.p, x.n);
    memcpy(text + x.n, y.p, y.n);
    *out = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text, x.n + y.n));
    return true;
}

/* Adds |v| to the parts, constants joined; false: there are too many. */
static bool add_part(aa_reader *r, aa_value *parts, size_t *count, aa_value v)
{
    aa_bytes x;
    aa_bytes y;
    if (!aa_value_is_string(r->values, v, &y)) {
        if (*count == MAX_PARTS)
            return false;
        parts[(*count)++] = v;
        return true;
    }
    if (y.n == 0)
        return true;
    if (*count > 0 && aa_value_is_string(r->values, parts[*count - 1], &x))
        return append_text(r, x, y, &parts[*count - 1]);
    if (*count == MAX_PARTS)
        return false;
    parts[(*count)++] = v;
    return true;
}

static bool add_parts(aa_reader *r, aa_value *parts, size_t *count, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (n->kind != AA_V_CONCAT)
        return add_part(r, parts, count, v);
    for (size_t i = 0; i < n->part_count; i++)
        if (!add_part(r, parts, count, n->parts[i]))
            return false;
    return true;
}

static aa_value concat_one(aa_reader *r, aa_value a, aa_value b)
{
    aa_value parts[MAX_PARTS];
    size_t count = 0;
    if (!add_parts(r, parts, &count, a) || !add_parts(r, parts, &count, b))
        return aa_value_mix(r->values, (const aa_value[]){a, b}, 2);
    if (count == 0)
        return aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    return count == 1 ? parts[0] : aa_value_node_of(r->values, AA_V_CONCAT, 0, 0, parts, count);
}

static bool all_texts(const aa_reader *r, aa_value v)
{
    aa_bytes text;
    size_t count = aa_value_members(r->values, v);
    for (size_t i = 0; i < count; i++)
        if (!aa_value_is_string(r->values, aa_value_member(r->values, v, i), &text))
            return false;
    return true;
}

aa_value aa_reader_concat(aa_reader *r, aa_value a, aa_value b)
{
    size_t m = aa_value_members(r->values, a);
    size_t n = aa_value_members(r->values, b);
    if (m * n == 1 || m * n > COMBINATIONS || !all_texts(r, a) || !all_texts(r, b))
        return concat_one(r, a, b);
    aa_value all = r->nothing;
    for (size_t i = 0; i < m * n; i++)
        all = aa_value_join(
            r->values, all,
            concat_one(r, aa_value_member(r->values, a, i / n), aa_value_member(r->values, b, i % n)));
    return all;
}

/* ---- two texts at one place --------------------------------------------------------------------------- */

/* A text as a run of parts. */
typedef struct text_parts {
    aa_value parts[MAX_PARTS];
    size_t count;
} text_parts;

static bool take_parts(aa_reader *r, aa_value v, text_parts *out)
{
    out->count = 0;
    return add_parts(r, out->parts, &out->count, v);
}

/* Makes part |at| of both equal when one constant begins with the other: the longer one is parted. */
static bool part_at(aa_reader *r, text_parts *longer, const text_parts *shorter, size_t at)
{
    aa_bytes x;
    aa_bytes y;
    if (longer->count == MAX_PARTS || !aa_value_is_string(r->values, longer->parts[at], &x) ||
        !aa_value_is_string(r->values, shorter->parts[at], &y) || y.n >= x.n || memcmp(x.p, y.p, y.n) != 0)
        return false;
    memmove(longer->parts + at + 1, longer->parts + at, (longer->count - at) * sizeof *longer->parts);
    longer->count++;
    longer->parts[at] = shorter->parts[at];
    longer->parts[at + 1] = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(x.p + y.n, x.n - y.n));
    return true;
}

static aa_value rest_of(aa_reader *r, const text_parts *t, size_t from)
{
    aa_value out = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    for (size_t i = from; i < t->count; i++)
        out = aa_reader_concat(r, out, t->parts[i]);
    return out;
}

aa_value aa_reader_join_texts(aa_reader *r, aa_value a, aa_value b)
{
    aa_value joined = aa_value_join(r->values, a, b);
    text_parts x;
    text_parts y;
    if (a == b || a == r->nothing || b == r->nothing || all_texts(r, joined) || !take_parts(r, a, &x) ||
        !take_parts(r, b, &y))
        return joined;
    size_t same = 0;
    while (same < x.count && same < y.count &&
           (x.parts[same] == y.parts[same] || part_at(r, &x, &y, same) || part_at(r, &y, &x, same)))
        same++;
    if (same == 0)
        return joined;
    aa_value rest = aa_value_join(r->values, rest_of(r, &x, same), rest_of(r, &y, same));
    x.count = same;
    return aa_reader_concat(r, rest_of(r, &x, 0), rest);
}

/* ---- values as text ---------------------------------------------------------------------------------- */

/* A char[] of known content as text; the value itself when it is none. */
static aa_value chars_text(aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (n->kind != AA_V_ARRAY || n->number != n->part_count)
        return v;
    aa_value out = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    for (size_t i = 0; i < n->part_count; i++)
        out = aa_reader_concat(r, out, aa_value_as_text(r->values, n->parts[i], 'C'));
    return out;
}

aa_value aa_reader_text_of(aa_reader *r, const aa_reader_call_site *c, uint32_t i)
{
    aa_value v = c->types[i] == '[' ? chars_text(r, c->args[i]) : c->args[i];
    return aa_value_as_text(r->values, v, c->types[i]);
}

/* ---- invoke-custom ----------------------------------------------------------------------------------- */

static aa_value constant_text(aa_reader *r, int64_t number, char type)
{
    return aa_value_as_text(r->values, aa_value_int(r->values, number), type);
}

/* A constant of the call site, as text. */
static aa_value site_constant(aa_reader *r, const aa_call_site *site, uint32_t i)
{
    if (i >= site->argument_count)
        return AA_VALUE_UNKNOWN;
    const aa_dex_value *v = &site->arguments[i];
    switch ((unsigned)v->type) {
    case AA_DEX_VALUE_STRING:
        return aa_flow_string(r->flows, r->record->unit, v->index);
    case AA_DEX_VALUE_BYTE:
    case AA_DEX_VALUE_SHORT:
    case AA_DEX_VALUE_INT:
    case AA_DEX_VALUE_LONG:
        return constant_text(r, v->number, 'I');
    case AA_DEX_VALUE_CHAR:
        return constant_text(r, v->number, 'C');
    case AA_DEX_VALUE_BOOLEAN:
        return constant_text(r, v->number, 'Z');
    default:
        return AA_VALUE_UNKNOWN;
    }
}

/* The recipe holds 1 for the next argument, 2 for the next constant, and text. */
static aa_value by_recipe(aa_reader *r, const aa_reader_call_site *c, const aa_call_site *site)
{
    aa_bytes recipe;
    if (!aa_value_is_string(r->values, site_constant(r, site, 0), &recipe))
        return AA_VALUE_UNKNOWN;
    aa_value out = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    uint32_t argument = 0;
    uint32_t constant = 1;
    for (size_t i = 0; i < recipe.n && aa_reader_count(r, 1);) {
        size_t end = i;
        while (end < recipe.n && recipe.p[end] != RECIPE_ARGUMENT && recipe.p[end] != RECIPE_CONSTANT)
            end++;
        aa_value part = AA_VALUE_UNKNOWN;
        if (end > i)
            part = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(recipe.p + i, end - i));
        else if (recipe.p[i] == RECIPE_CONSTANT)
            part = site_constant(r, site, constant++);
        else if (argument < c->count)
            part = aa_reader_text_of(r, c, argument++);
        out = aa_reader_concat(r, out, part);
        i = end > i ? end : i + 1;
    }
    return out;
}

bool aa_reader_concat_site(aa_reader *r, const aa_reader_call_site *c)
{
    aa_call_site site;
    if (!aa_program_call_site(r->program, r->record->unit, c->at->index, &site))
        return false;
    const aa_method *bootstrap = aa_program_method(r->program, site.bootstrap);
    const aa_type *owner = bootstrap == NULL ? NULL : aa_program_type(r->program, bootstrap->owner);
    if (owner == NULL || !aa_bytes_is(owner->descriptor, "Ljava/lang/invoke/StringConcatFactory;"))
        return false;
    if (aa_bytes_is(bootstrap->name, "makeConcatWithConstants")) {
        r->now->result = by_recipe(r, c, &site);
        return true;
    }
    aa_value out = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    for (uint32_t i = 0; i < c->count; i++)
        out = aa_reader_concat(r, out, aa_reader_text_of(r, c, i));
    r->now->result = out;
    return true;
}
