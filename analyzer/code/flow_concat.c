/*
 * Texts put together of parts, some of which may not be constant.
 */
#include "code/flow_internal.h"

#include <inttypes.h>
#include <stdio.h>

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

aa_value aa_reader_concat(aa_reader *r, aa_value a, aa_value b)
{
    size_t m = aa_value_members(r->values, a);
    size_t n = aa_value_members(r->values, b);
    if (m * n == 1 || m * n > COMBINATIONS)
        return concat_one(r, a, b);
    aa_value all = r->nothing;
    for (size_t i = 0; i < m * n; i++)
        all = aa_value_join(
            r->values, all,
            concat_one(r, aa_value_member(r->values, a, i / n), aa_value_member(r->values, b, i % n)));
    return all;
}

/* ---- values as text ---------------------------------------------------------------------------------- */

static aa_value plain_text(aa_reader *r, const char *text)
{
    return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text, strlen(text)));
}

static size_t put_char(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    c = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
}

static aa_value number_text(aa_reader *r, int64_t number, char type)
{
    char text[32];
    if (type == 'Z')
        return plain_text(r, number != 0 ? "true" : "false");
    if (type == 'C')
        return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text, put_char((uint16_t)number, text)));
    snprintf(text, sizeof text, "%" PRId64, number);
    return plain_text(r, text);
}

/* A char[] of known content as text; the value itself when it is none. */
static aa_value chars_text(aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (n->kind != AA_V_ARRAY || n->number != n->part_count)
        return v;
    char *text = aa_reader_get_memory(r, (size_t)n->part_count, 3);
    size_t length = 0;
    for (size_t i = 0; text != NULL && i < n->part_count; i++) {
        int64_t c = 0;
        if (!aa_value_is_int(r->values, n->parts[i], &c))
            return v;
        length += put_char((uint16_t)c, text + length);
    }
    return text == NULL ? v : aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text, length));
}

static aa_value one_text(aa_reader *r, aa_value v, char type)
{
    int64_t number = 0;
    bool is_number = aa_value_is_int(r->values, v, &number);
    if (type == '[')
        return chars_text(r, v);
    if (!is_number)
        return v;
    if (type == 'L')
        return number == 0 ? plain_text(r, "null") : v;
    if (type == 'F' || type == 'D')
        return aa_value_leaf(r->values, AA_V_INT, type == 'F' ? 1 : 2, number);
    return number_text(r, number, type);
}

aa_value aa_reader_text_of(aa_reader *r, const aa_reader_call_site *c, uint32_t i)
{
    aa_value out = r->nothing;
    size_t count = aa_value_members(r->values, c->args[i]);
    for (size_t k = 0; k < count; k++)
        out = aa_value_join(r->values, out,
                            one_text(r, aa_value_member(r->values, c->args[i], k), c->types[i]));
    return out;
}

/* ---- invoke-custom ----------------------------------------------------------------------------------- */

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
        return number_text(r, v->number, 'I');
    case AA_DEX_VALUE_CHAR:
        return number_text(r, v->number, 'C');
    case AA_DEX_VALUE_BOOLEAN:
        return number_text(r, v->number, 'Z');
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
