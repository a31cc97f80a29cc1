/*
 * java.lang.String: what it is made of, and comparing.
 *
 * Source: Android reference, java.lang.String.
 */
#include "code/model_internal.h"

#include <ctype.h>
#include <stdlib.h>

#define STRING "Ljava/lang/String;"

/* ---- texts as UTF-16 ---------------------------------------------------------------------------------- */

static aa_value slice(const aa_model_call *c, const uint16_t *units, size_t count, int64_t from, int64_t to)
{
    if (from < 0 || to < from || (uint64_t)to > count)
        return aa_value_nothing(c->values); /* throws */
    return aa_model_from_utf16(c->values, units + from, (size_t)(to - from));
}

static aa_value substring(const aa_model_call *c)
{
    size_t count = 0;
    int64_t from = 0;
    int64_t to = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    bool known = units != NULL && aa_model_int(c, 1, &from) && (c->count < 3 || aa_model_int(c, 2, &to));
    aa_value v = !known ? AA_VALUE_UNKNOWN : slice(c, units, count, from, c->count < 3 ? (int64_t)count : to);
    free(units);
    return v;
}

static aa_value char_at(const aa_model_call *c)
{
    size_t count = 0;
    int64_t at = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    aa_value v = AA_VALUE_UNKNOWN;
    if (units != NULL && aa_model_int(c, 1, &at))
        v = at >= 0 && (uint64_t)at < count ? aa_value_int(c->values, units[at])
                                            : aa_value_nothing(c->values);
    free(units);
    return v;
}

static aa_value length(const aa_model_call *c)
{
    size_t count = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    aa_value v = units == NULL ? AA_VALUE_UNKNOWN : aa_value_int(c->values, (int64_t)count);
    free(units);
    return v;
}

static aa_value hash_code(const aa_model_call *c)
{
    size_t count = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    uint32_t h = 0;
    for (size_t i = 0; units != NULL && i < count; i++)
        h = 31 * h + units[i];
    aa_value v = units == NULL ? AA_VALUE_UNKNOWN : aa_value_int(c->values, (int32_t)h);
    free(units);
    return v;
}

static aa_value to_char_array(const aa_model_call *c)
{
    size_t count = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    aa_value v = units == NULL ? AA_VALUE_UNKNOWN : aa_model_make_numbers(c->values, units, count);
    free(units);
    return v;
}

static aa_value from_chars(const aa_model_call *c)
{
    size_t n = 0;
    int64_t from = 0;
    int64_t size = 0;
    uint16_t *units = aa_model_chars(c->values, c->args[0], &n);
    aa_value v = AA_VALUE_UNKNOWN;
    bool part = c->count == 3 && aa_model_int(c, 1, &from) && aa_model_int(c, 2, &size);
    bool sound = !part || (size >= 0 && size <= (int64_t)n && from <= (int64_t)n);
    if (units != NULL && !sound)
        v = aa_value_nothing(c->values);
    else if (units != NULL && (c->count == 1 || part))
        v = slice(c, units, n, from, part ? from + size : (int64_t)n);
    free(units);
    return v;
}

/* ---- comparing ---------------------------------------------------------------------------------------- */

static aa_value is_empty(const aa_model_call *c)
{
    aa_bytes text;
    return aa_model_text(c, 0, &text) ? aa_model_make_bool(c->values, text.n == 0) : AA_VALUE_UNKNOWN;
}

static aa_value is_null_or_empty(const aa_model_call *c)
{
    int64_t null = 1;
    if (aa_model_int(c, 0, &null) && null == 0)
        return aa_model_make_bool(c->values, true);
    return is_empty(c);
}

static aa_value is_blank(const aa_model_call *c)
{
    aa_bytes text;
    if (!aa_model_text(c, 0, &text) || !aa_model_is_ascii(text))
        return AA_VALUE_UNKNOWN;
    size_t i = 0;
    while (i < text.n && (text.p[i] == ' ' || (text.p[i] >= 0x09 && text.p[i] <= 0x0D) ||
                          (text.p[i] >= 0x1C && text.p[i] <= 0x1F)))
        i++;
    return aa_model_make_bool(c->values, i == text.n);
}

/* -1: letters beyond ASCII decide. */
static int equal_without_case(aa_bytes a, aa_bytes b)
{
    if (aa_bytes_equal(a, b))
        return 1;
    if (!aa_model_is_ascii(a) || !aa_model_is_ascii(b))
        return -1;
    bool same = a.n == b.n;
    for (size_t i = 0; same && i < a.n; i++)
        same = tolower(a.p[i]) == tolower(b.p[i]);
    return same;
}

static aa_value equals_ignore_case(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    int64_t null = 1;
    if (!aa_model_text(c, 0, &a))
        return AA_VALUE_UNKNOWN;
    if (aa_model_int(c, 1, &null) && null == 0)
        return aa_model_make_bool(c->values, false);
    int same = aa_model_text(c, 1, &b) ? equal_without_case(a, b) : -1;
    return same < 0 ? AA_VALUE_UNKNOWN : aa_model_make_bool(c->values, same == 1);
}

/* Either may be null for Objects.equals() and TextUtils.equals(). A number is an object of another class, or
 * null when it is 0. */
static aa_value equals(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    int64_t x = 0;
    int64_t y = 0;
    bool left = aa_model_text(c, 0, &a);
    bool right = aa_model_text(c, 1, &b);
    if (left && right)
        return aa_model_make_bool(c->values, aa_bytes_equal(a, b));
    if ((left && aa_model_int(c, 1, &y)) || (right && aa_model_int(c, 0, &x)))
        return aa_model_make_bool(c->values, false);
    return AA_VALUE_UNKNOWN;
}

static bool lies_at(aa_bytes in, aa_bytes what, size_t at)
{
    return at <= in.n && what.n <= in.n - at && memcmp(in.p + at, what.p, what.n) == 0;
}

static aa_value starts_with(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    int64_t from = 0;
    if (!aa_model_text(c, 0, &a) || !aa_model_text(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    if (c->count > 2 && (!aa_model_int(c, 2, &from) || !aa_model_is_ascii(a)))
        return AA_VALUE_UNKNOWN;
    return aa_model_make_bool(c->values, from >= 0 && lies_at(a, b, (size_t)from));
}

static aa_value ends_with(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    if (!aa_model_text(c, 0, &a) || !aa_model_text(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    return aa_model_make_bool(c->values, b.n <= a.n && lies_at(a, b, a.n - b.n));
}

static aa_value contains(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    if (!aa_model_text(c, 0, &a) || !aa_model_text(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    bool found = false;
    for (size_t i = 0; i <= a.n && !found; i++)
        found = lies_at(a, b, i);
    return aa_model_make_bool(c->values, found);
}

/* As bytes, which are UTF-16 units too when the text is ASCII. |b| becomes what is looked for. */
static bool sought(const aa_model_call *c, aa_bytes *a, aa_bytes *b, uint8_t one[1])
{
    int64_t ch = 0;
    if (!aa_model_text(c, 0, a) || !aa_model_is_ascii(*a))
        return false;
    if (aa_model_int(c, 1, &ch) && ch >= 0 && ch < 0x80) {
        one[0] = (uint8_t)ch;
        *b = aa_bytes_of(one, 1);
        return true;
    }
    return aa_model_text(c, 1, b);
}

static aa_value index_of(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    uint8_t one[1];
    int64_t from = 0;
    if (!sought(c, &a, &b, one) || (c->count > 2 && !aa_model_int(c, 2, &from)))
        return AA_VALUE_UNKNOWN;
    for (size_t i = from < 0 ? 0 : (uint64_t)from < a.n ? (size_t)from : a.n; i <= a.n; i++)
        if (lies_at(a, b, i))
            return aa_value_int(c->values, (int64_t)i);
    return aa_value_int(c->values, -1);
}

static aa_value last_index_of(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    uint8_t one[1];
    int64_t from = INT64_MAX;
    if (!sought(c, &a, &b, one) || (c->count > 2 && !aa_model_int(c, 2, &from)))
        return AA_VALUE_UNKNOWN;
    int64_t i = from < (int64_t)a.n ? from : (int64_t)a.n;
    while (i >= 0 && !lies_at(a, b, (size_t)i))
        i--;
    return aa_value_int(c->values, i < 0 ? -1 : i);
}

static aa_value compare_to(const aa_model_call *c)
{
    size_t m = 0;
    size_t n = 0;
    if (c->count != 2)
        return AA_VALUE_UNKNOWN;
    uint16_t *a = aa_model_utf16(c->values, c->args[0], &m);
    uint16_t *b = aa_model_utf16(c->values, c->args[1], &n);
    aa_value v = AA_VALUE_UNKNOWN;
    if (a != NULL && b != NULL) {
        size_t i = 0;
        while (i < m && i < n && a[i] == b[i])
            i++;
        v = aa_value_int(c->values, i < m && i < n ? a[i] - b[i] : (int64_t)m - (int64_t)n);
    }
    free(a);
    free(b);
    return v;
}

/* A text is its own text. */
static aa_value same_text(const aa_model_call *c)
{
    aa_bytes text;
    return aa_model_text(c, 0, &text) ? c->args[0] : AA_VALUE_UNKNOWN;
}

#define PURE(name, parameters, function) AA_PURE(STRING, name, parameters, function)
#define CHARS                            "Ljava/lang/CharSequence;"

const aa_model_row aa_model_strings[] = {
    PURE("substring", NULL, substring),
    PURE("subSequence", NULL, substring),
    PURE("charAt", NULL, char_at),
    PURE("length", NULL, length),
    PURE("isEmpty", NULL, is_empty),
    PURE("isBlank", NULL, is_blank),
    PURE("hashCode", NULL, hash_code),
    PURE("toCharArray", NULL, to_char_array),
    PURE("<init>", "c", from_chars),
    PURE("<init>", "cII", from_chars),
    PURE("valueOf", "c", from_chars),
    PURE("valueOf", "cII", from_chars),
    PURE("copyValueOf", NULL, from_chars),
    PURE("equals", NULL, equals),
    PURE("contentEquals", NULL, equals),
    PURE("equalsIgnoreCase", NULL, equals_ignore_case),
    PURE("compareTo", "L", compare_to),
    PURE("startsWith", NULL, starts_with),
    PURE("endsWith", NULL, ends_with),
    PURE("contains", NULL, contains),
    PURE("indexOf", NULL, index_of),
    PURE("lastIndexOf", NULL, last_index_of),
    PURE("<init>", "L", same_text),
    PURE("valueOf", "L", same_text),
    AA_SAME(STRING, "toString", ""),
    AA_SAME(STRING, "intern", ""),
    AA_PURE(CHARS, "toString", "", same_text),
    AA_PURE(CHARS, "length", "", length),
    AA_PURE(CHARS, "charAt", "I", char_at),
    AA_PURE(CHARS, "subSequence", "II", substring),
    AA_PURE("Ljava/lang/Object;", "toString", "", same_text),
    AA_PURE("Ljava/lang/Object;", "equals", "L", equals),
    AA_PURE("Ljava/util/Objects;", "equals", "LL", equals),
    AA_PURE("Ljava/util/Objects;", "toString", NULL, same_text),
    AA_SAME("Ljava/util/Objects;", "requireNonNull", NULL),
    AA_PURE("Landroid/text/TextUtils;", "isEmpty", "L", is_null_or_empty),
    AA_PURE("Landroid/text/TextUtils;", "equals", "LL", equals),
    AA_MODEL_END,
};
