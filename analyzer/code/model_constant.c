/*
 * Constants taken apart and made: texts as UTF-16, arrays, numbers as text.
 */
#include "code/model_internal.h"

#include <stdlib.h>

bool aa_model_int(const aa_model_call *c, size_t i, int64_t *out)
{
    return i < c->count && aa_value_is_int(c->values, c->args[i], out);
}

bool aa_model_text(const aa_model_call *c, size_t i, aa_bytes *out)
{
    return i < c->count && aa_value_is_string(c->values, c->args[i], out);
}

/* One code point of valid UTF-8. */
static uint32_t next_point(aa_bytes text, size_t *at)
{
    uint8_t first = text.p[(*at)++];
    unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    uint32_t point = more == 0 ? first : first & (0x3FU >> more);
    for (; more > 0 && *at < text.n; more--)
        point = point << 6 | (text.p[(*at)++] & 0x3FU);
    return point;
}

uint16_t *aa_model_utf16(aa_values *values, aa_value v, size_t *count)
{
    aa_bytes text;
    if (!aa_value_is_string(values, v, &text) || text.n > AA_MODEL_TEXT)
        return NULL;
    uint16_t *units = aa_values_memory(values, (text.n + 1) * 2 * sizeof *units);
    *count = 0;
    for (size_t i = 0; units != NULL && i < text.n;) {
        uint32_t point = next_point(text, &i);
        if (point == 0xFFFD) {
            free(units);
            return NULL;
        }
        if (point >= 0x10000) {
            units[(*count)++] = (uint16_t)(0xD7C0 + (point >> 10));
            units[(*count)++] = (uint16_t)(0xDC00 | (point & 0x3FF));
        } else {
            units[(*count)++] = (uint16_t)point;
        }
    }
    return units;
}

static size_t put_point(uint8_t *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (uint8_t)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (uint8_t)(0xC0 | point >> 6);
        out[1] = (uint8_t)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (uint8_t)(0xE0 | point >> 12);
        out[1] = (uint8_t)(0x80 | (point >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | point >> 18);
    out[1] = (uint8_t)(0x80 | (point >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (point >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (point & 0x3F));
    return 4;
}

aa_value aa_model_from_utf16(aa_values *values, const uint16_t *units, size_t count)
{
    if (count > AA_MODEL_TEXT)
        return AA_VALUE_UNKNOWN;
    uint8_t *text = aa_values_memory(values, count * 3 + 4);
    size_t n = 0;
    if (text == NULL)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        uint32_t point = units[i];
        bool high = point >= 0xD800 && point < 0xDC00;
        if (high && i + 1 < count && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000)
            point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00U);
        else if (point >= 0xD800 && point < 0xE000)
            point = 0xFFFD;
        n += put_point(text + n, point);
    }
    aa_value v = aa_value_text(values, AA_V_STRING, aa_bytes_of(text, n));
    free(text);
    return v;
}

uint8_t *aa_model_bytes(aa_values *values, aa_value v, size_t *count)
{
    const aa_value_node *n = aa_value_at(values, v);
    bool array = n->kind == AA_V_ARRAY && n->number >= 0 && (size_t)n->number == n->part_count;
    if (n->kind != AA_V_BYTES && !array)
        return NULL;
    *count = array ? n->part_count : n->text.n;
    uint8_t *out = aa_values_memory(values, *count + 1);
    if (out != NULL && !array && *count > 0)
        memcpy(out, n->text.p, *count);
    for (size_t i = 0; out != NULL && array && i < *count; i++) {
        int64_t number = 0;
        if (!aa_value_is_int(values, n->parts[i], &number)) {
            free(out);
            return NULL;
        }
        out[i] = (uint8_t)number;
    }
    return out;
}

uint16_t *aa_model_chars(aa_values *values, aa_value v, size_t *count)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind != AA_V_ARRAY || n->number < 0 || (size_t)n->number != n->part_count)
        return NULL;
    uint16_t *out = aa_values_memory(values, (n->part_count + 1U) * sizeof *out);
    *count = n->part_count;
    for (size_t i = 0; out != NULL && i < n->part_count; i++) {
        int64_t number = 0;
        if (!aa_value_is_int(values, n->parts[i], &number)) {
            free(out);
            return NULL;
        }
        out[i] = (uint16_t)number;
    }
    return out;
}

aa_value aa_model_make_bytes(aa_values *values, const void *p, size_t n)
{
    return n > AA_MODEL_TEXT ? AA_VALUE_UNKNOWN : aa_value_text(values, AA_V_BYTES, aa_bytes_of(p, n));
}

aa_value aa_model_make_text(aa_values *values, const void *p, size_t n)
{
    return n > AA_MODEL_TEXT ? AA_VALUE_UNKNOWN : aa_value_text(values, AA_V_STRING, aa_bytes_of(p, n));
}

aa_value aa_model_make_numbers(aa_values *values, const uint16_t *units, size_t count)
{
    if (count > AA_MODEL_ELEMENTS)
        return AA_VALUE_UNKNOWN;
    aa_value *parts = aa_values_memory(values, (count + 1) * sizeof *parts);
    if (parts == NULL)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++)
        parts[i] = aa_value_int(values, units[i]);
    aa_value v = aa_value_node_of(values, AA_V_ARRAY, UINT32_MAX, (int64_t)count, parts, count);
    free(parts);
    return v;
}

aa_value aa_model_make_bool(aa_values *values, bool yes)
{
    return aa_value_int(values, yes ? 1 : 0);
}

bool aa_model_is_ascii(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= 0x80)
            return false;
    return true;
}

/* ---- numbers as text ---------------------------------------------------------------------------------- */

size_t aa_model_unsigned_digits(uint64_t number, unsigned radix, char *out)
{
    char reversed[AA_MODEL_DIGITS];
    size_t n = 0;
    do {
        reversed[n++] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % radix];
        number /= radix;
    } while (number > 0);
    for (size_t i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    out[n] = '\0';
    return n;
}

size_t aa_model_digits(int64_t number, unsigned radix, char *out)
{
    if (number >= 0)
        return aa_model_unsigned_digits((uint64_t)number, radix, out);
    out[0] = '-';
    return 1 + aa_model_unsigned_digits(0 - (uint64_t)number, radix, out + 1);
}
