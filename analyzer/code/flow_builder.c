/*
 * StringBuilder and StringBuffer made in the method: their text as it grows.
 */
#include "code/flow_internal.h"

static bool name_is(const aa_reader *r, const aa_reader_call_site *c, const char *name)
{
    return aa_bytes_is(aa_program_method(r->program, c->to)->name, name);
}

static aa_value empty_text(const aa_reader *r)
{
    return aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
}

/* A constant text in which every character is one byte, so that positions are what they seem. */
static bool is_plain(const aa_reader *r, aa_value v, aa_bytes *out)
{
    if (!aa_value_is_string(r->values, v, out))
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (out->p[i] >= 0x80)
            return false;
    return true;
}

/* Argument |i| as a position from 0 to |max|. */
static bool position(const aa_reader *r, const aa_reader_call_site *c, uint32_t i, size_t max, size_t *out)
{
    int64_t number = -1;
    if (i >= c->count || !aa_value_is_int(r->values, c->args[i], &number) || number < 0 ||
        (uint64_t)number > max)
        return false;
    *out = (size_t)number;
    return true;
}

/* |text| with the bytes from |from| to |to| replaced by |by|. */
static aa_value replaced(aa_reader *r, aa_bytes text, size_t from, size_t to, aa_value by)
{
    aa_value front = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text.p, from));
    aa_value back = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text.p + to, text.n - to));
    return aa_reader_concat(r, aa_reader_concat(r, front, by), back);
}

static aa_value reversed(aa_reader *r, aa_bytes text)
{
    uint8_t *out = aa_reader_get_memory(r, text.n, 1);
    if (out == NULL)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < text.n; i++)
        out[i] = text.p[text.n - 1 - i];
    return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(out, text.n));
}

/* What a call makes of a constant text; UNKNOWN: it is not told. */
static aa_value edited(aa_reader *r, const aa_reader_call_site *c, aa_bytes text)
{
    size_t from = 0;
    size_t to = 0;
    if (name_is(r, c, "reverse"))
        return reversed(r, text);
    if (name_is(r, c, "deleteCharAt") && text.n > 0 && position(r, c, 1, text.n - 1, &from))
        return replaced(r, text, from, from + 1, empty_text(r));
    if (name_is(r, c, "delete") && position(r, c, 1, text.n, &from) && position(r, c, 2, SIZE_MAX, &to) &&
        to >= from)
        return replaced(r, text, from, to < text.n ? to : text.n, empty_text(r));
    if (name_is(r, c, "replace") && c->count == 4 && position(r, c, 1, text.n, &from) &&
        position(r, c, 2, SIZE_MAX, &to) && to >= from)
        return replaced(r, text, from, to < text.n ? to : text.n, aa_reader_text_of(r, c, 3));
    if (name_is(r, c, "insert") && c->count == 3 && position(r, c, 1, text.n, &from))
        return replaced(r, text, from, from, aa_reader_text_of(r, c, 2));
    if (name_is(r, c, "setLength") && position(r, c, 1, text.n, &to))
        return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text.p, to));
    if (name_is(r, c, "setCharAt") && c->count == 3 && text.n > 0 && position(r, c, 1, text.n - 1, &from)) {
        aa_reader_call_site set = {.count = 1};
        set.args[0] = c->args[2];
        set.types[0] = 'C';
        return replaced(r, text, from, from + 1, aa_reader_text_of(r, &set, 0));
    }
    return AA_VALUE_UNKNOWN;
}

/* What a call that changes nothing gives; UNKNOWN: it is not told. */
static aa_value asked(aa_reader *r, const aa_reader_call_site *c, aa_bytes text)
{
    size_t from = 0;
    size_t to = text.n;
    if (name_is(r, c, "length"))
        return aa_value_int(r->values, (int64_t)text.n);
    if (name_is(r, c, "charAt") && text.n > 0 && position(r, c, 1, text.n - 1, &from))
        return aa_value_int(r->values, text.p[from]);
    if ((name_is(r, c, "substring") || name_is(r, c, "subSequence")) && position(r, c, 1, text.n, &from) &&
        (c->count == 2 || position(r, c, 2, text.n, &to)) && from <= to)
        return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text.p + from, to - from));
    return AA_VALUE_UNKNOWN;
}

static bool only_asks(const aa_reader *r, const aa_reader_call_site *c)
{
    static const char *const names[] = {"length",     "charAt",      "indexOf",  "lastIndexOf",
                                        "substring",  "subSequence", "isEmpty",  "capacity",
                                        "trimToSize", "codePointAt", "getChars", "ensureCapacity",
                                        "hashCode",   "equals",      "getClass"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (name_is(r, c, names[i]))
            return true;
    return false;
}

static void ask(aa_reader *r, const aa_reader_call_site *c, aa_value content)
{
    aa_bytes text;
    aa_value v = is_plain(r, content, &text) ? asked(r, c, text) : AA_VALUE_UNKNOWN;
    if (v == AA_VALUE_UNKNOWN && (name_is(r, c, "substring") || name_is(r, c, "subSequence")))
        v = aa_value_mix(r->values, &content, 1);
    if (v != AA_VALUE_UNKNOWN)
        r->now->result = v;
}

static void edit(aa_reader *r, const aa_reader_call_site *c, aa_flow_cell *cell)
{
    aa_bytes text;
    aa_value v = is_plain(r, cell->content, &text) ? edited(r, c, text) : AA_VALUE_UNKNOWN;
    if (v == AA_VALUE_UNKNOWN && name_is(r, c, "insert") && c->count == 3 && c->args[1] == r->zero)
        v = aa_reader_concat(r, aa_reader_text_of(r, c, 2), cell->content);
    if (v == AA_VALUE_UNKNOWN && name_is(r, c, "setLength") && c->count == 2 && c->args[1] == r->zero)
        v = empty_text(r);
    if (v == AA_VALUE_UNKNOWN) {
        aa_value parts[AA_FLOW_ARGUMENTS];
        parts[0] = cell->content;
        for (uint32_t i = 1; i < c->count; i++)
            parts[i] = c->args[i];
        v = aa_value_mix(r->values, parts, c->count);
    }
    cell->content = v;
    r->now->result = c->raw[0];
}

static void on_builder(aa_reader *r, aa_reader_call_site *c, aa_flow_cell *cell)
{
    if (name_is(r, c, "<init>")) {
        bool text = c->count == 2 && c->types[1] == 'L';
        cell->content = text ? aa_reader_text_of(r, c, 1) : empty_text(r);
    } else if (name_is(r, c, "append") && c->count == 2) {
        cell->content = aa_reader_concat(r, cell->content, aa_reader_text_of(r, c, 1));
        r->now->result = c->raw[0];
    } else if (name_is(r, c, "appendCodePoint") && c->count == 2) {
        c->types[1] = 'C';
        cell->content = aa_reader_concat(r, cell->content, aa_reader_text_of(r, c, 1));
        r->now->result = c->raw[0];
    } else if (name_is(r, c, "toString")) {
        r->now->result = cell->content;
    } else if (only_asks(r, c)) {
        ask(r, c, cell->content);
    } else {
        edit(r, c, cell);
    }
}

/* The call on each builder that the receiver can be. */
static bool on_builders(aa_reader *r, aa_reader_call_site *c)
{
    aa_value self = c->raw[0];
    aa_value unknown = r->now->result;
    aa_value out = r->nothing;
    bool choice = aa_reader_is_choice(r, self);
    bool any = false;
    size_t count = aa_value_members(r->values, self);
    for (size_t i = 0; i < count; i++) {
        c->raw[0] = aa_value_member(r->values, self, i);
        r->now->result = unknown;
        aa_flow_cell *cell = aa_reader_own_cell(r, c->raw[0]);
        if (cell != NULL && !cell->array) {
            aa_value before = cell->content;
            on_builder(r, c, cell);
            if (count > 1 && !choice) /* another one of them may be meant */
                cell->content = aa_value_join(r->values, before, cell->content);
            any = true;
        }
        out = aa_value_join(r->values, out, r->now->result);
    }
    c->raw[0] = self;
    r->now->result = any ? out : unknown;
    return any;
}

static bool has_builder(aa_reader *r, aa_value v)
{
    size_t count = aa_value_members(r->values, v);
    for (size_t i = 0; i < count && r->slots > 0; i++) {
        const aa_flow_cell *cell = aa_reader_cell(r, aa_value_member(r->values, v, i));
        if (cell != NULL && !cell->array)
            return true;
    }
    return false;
}

bool aa_reader_builder_call(aa_reader *r, aa_reader_call_site *c)
{
    aa_type_id owner = aa_program_method(r->program, c->to)->owner;
    if (c->count == 0 || c->kind == AA_CALL_STATIC)
        return false;
    bool builder = owner == r->flows->builder || owner == r->flows->buffer;
    bool other = !builder && (name_is(r, c, "append") || name_is(r, c, "toString"));
    if ((builder || other) && has_builder(r, c->raw[0]))
        return on_builders(r, c);
    if (!builder || (!name_is(r, c, "append") && !name_is(r, c, "insert")))
        return false;
    r->now->result = c->raw[0]; /* of another's builder at least this is known: it gives itself */
    return true;
}
