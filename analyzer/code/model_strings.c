/*
 * java.lang.String and what makes texts.
 *
 * Source: Android reference, java.lang.String.
 */
#include "code/model_internal.h"

#include <ctype.h>
#include <stdio.h>
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

static aa_value is_empty(const aa_model_call *c)
{
    aa_bytes text;
    return aa_model_text(c, 0, &text) ? aa_value_int(c->values, text.n == 0) : AA_VALUE_UNKNOWN;
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

static aa_value reverse_units(aa_values *values, uint16_t *units, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        uint16_t swap = units[i];
        units[i] = units[count - 1 - i];
        units[count - 1 - i] = swap;
    }
    return aa_model_from_utf16(values, units, count);
}

static aa_value reverse(const aa_model_call *c)
{
    size_t count = 0;
    uint16_t *units = aa_model_utf16(c->values, c->args[0], &count);
    aa_value v = units == NULL ? AA_VALUE_UNKNOWN : reverse_units(c->values, units, count);
    free(units);
    return v;
}

/* ---- comparing ---------------------------------------------------------------------------------------- */

static bool ascii_fold_equal(aa_bytes a, aa_bytes b)
{
    for (size_t i = 0; a.n == b.n && i < a.n; i++)
        if (tolower(a.p[i]) != tolower(b.p[i]) || a.p[i] >= 0x80)
            return aa_bytes_equal(a, b);
    return a.n == b.n;
}

static const uint8_t *find(aa_bytes in, aa_bytes what)
{
    for (size_t i = 0; i + what.n <= in.n; i++)
        if (memcmp(in.p + i, what.p, what.n) == 0)
            return in.p + i;
    return NULL;
}

static aa_value compare(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    int64_t null = 0;
    if (!aa_model_text(c, 0, &a))
        return AA_VALUE_UNKNOWN;
    if (!aa_model_text(c, 1, &b))
        return aa_model_int(c, 1, &null) && strncmp(c->name, "equals", 6) == 0 ? aa_value_int(c->values, 0)
                                                                               : AA_VALUE_UNKNOWN;
    bool yes = false;
    if (strcmp(c->name, "equals") == 0 || strcmp(c->name, "contentEquals") == 0)
        yes = aa_bytes_equal(a, b);
    else if (strcmp(c->name, "equalsIgnoreCase") == 0)
        yes = ascii_fold_equal(a, b);
    else if (strcmp(c->name, "startsWith") == 0)
        yes = a.n >= b.n && memcmp(a.p, b.p, b.n) == 0;
    else if (strcmp(c->name, "endsWith") == 0)
        yes = a.n >= b.n && memcmp(a.p + a.n - b.n, b.p, b.n) == 0;
    else
        yes = find(a, b) != NULL;
    return aa_value_int(c->values, yes);
}

static aa_value index_of(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    int64_t ch = 0;
    uint8_t one = 0;
    if (!aa_model_text(c, 0, &a) || c->count != 2)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] >= 0x80)
            return AA_VALUE_UNKNOWN;
    if (aa_model_int(c, 1, &ch) && ch >= 0 && ch < 0x80) {
        one = (uint8_t)ch;
        b = aa_bytes_of(&one, 1);
    } else if (!aa_model_text(c, 1, &b)) {
        return AA_VALUE_UNKNOWN;
    }
    int64_t found = -1;
    bool last = strcmp(c->name, "lastIndexOf") == 0;
    for (size_t i = 0; i + b.n <= a.n && (last || found < 0); i++)
        if (memcmp(a.p + i, b.p, b.n) == 0)
            found = (int64_t)i;
    return aa_value_int(c->values, found);
}

/* ---- making ------------------------------------------------------------------------------------------- */

static aa_value concat(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    if (!aa_model_text(c, 0, &a) || !aa_model_text(c, 1, &b) || a.n + b.n > AA_MODEL_TEXT)
        return AA_VALUE_UNKNOWN;
    uint8_t *text = malloc(a.n + b.n + 1);
    if (text == NULL)
        return AA_VALUE_UNKNOWN;
    memcpy(text, a.p, a.n);
    memcpy(text + a.n, b.p, b.n);
    aa_value v = aa_model_make_text(c->values, text, a.n + b.n);
    free(text);
    return v;
}

/* Only for ASCII: the rest depends on the locale. */
static aa_value change_case(const aa_model_call *c)
{
    aa_bytes a;
    if (!aa_model_text(c, 0, &a) || a.n > AA_MODEL_TEXT)
        return AA_VALUE_UNKNOWN;
    char *text = malloc(a.n + 1);
    bool upper = strcmp(c->name, "toUpperCase") == 0;
    bool ascii = text != NULL;
    for (size_t i = 0; ascii && i < a.n; i++) {
        text[i] = (char)(upper ? toupper(a.p[i]) : tolower(a.p[i]));
        ascii = a.p[i] < 0x80;
    }
    aa_value v = ascii ? aa_model_make_text(c->values, text, a.n) : AA_VALUE_UNKNOWN;
    free(text);
    return v;
}

static aa_value trim(const aa_model_call *c)
{
    aa_bytes a;
    if (!aa_model_text(c, 0, &a))
        return AA_VALUE_UNKNOWN;
    while (a.n > 0 && a.p[0] <= ' ')
        a = aa_bytes_of(a.p + 1, a.n - 1);
    while (a.n > 0 && a.p[a.n - 1] <= ' ')
        a.n--;
    return aa_model_make_text(c->values, a.p, a.n);
}

static bool char_text(int64_t ch, uint8_t out[1], aa_bytes *text)
{
    out[0] = (uint8_t)ch;
    *text = aa_bytes_of(out, 1);
    return ch >= 0 && ch < 0x80;
}

static bool has_pattern(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\.[]{}()*+-?^$|", text.p[i]) != NULL)
            return true;
    return false;
}

/* replace(char, char), replace(text, text), replaceAll() and replaceFirst() of texts that are no patterns. */
static aa_value replace(const aa_model_call *c)
{
    aa_bytes in;
    aa_bytes what;
    aa_bytes with;
    int64_t x = 0;
    int64_t y = 0;
    uint8_t one[2];
    if (!aa_model_text(c, 0, &in) || c->count != 3)
        return AA_VALUE_UNKNOWN;
    if (aa_model_int(c, 1, &x) && aa_model_int(c, 2, &y)) {
        if (!char_text(x, one, &what) || !char_text(y, one + 1, &with))
            return AA_VALUE_UNKNOWN;
    } else if (!aa_model_text(c, 1, &what) || !aa_model_text(c, 2, &with) || what.n == 0) {
        return AA_VALUE_UNKNOWN;
    }
    bool pattern = strcmp(c->name, "replace") != 0;
    bool first = strcmp(c->name, "replaceFirst") == 0;
    if (pattern && (has_pattern(what) || has_pattern(with)))
        return AA_VALUE_UNKNOWN;
    if (in.n > AA_MODEL_TEXT || with.n > 256)
        return AA_VALUE_UNKNOWN;
    uint8_t *text = malloc(in.n * (with.n + 1) + 1);
    size_t n = 0;
    bool done = false;
    for (size_t i = 0; text != NULL && i < in.n;) {
        if (!done && i + what.n <= in.n && memcmp(in.p + i, what.p, what.n) == 0) {
            memcpy(text + n, with.p, with.n);
            n += with.n;
            i += what.n;
            done = first;
        } else {
            text[n++] = in.p[i++];
        }
    }
    aa_value v = text == NULL ? AA_VALUE_UNKNOWN : aa_model_make_text(c->values, text, n);
    free(text);
    return v;
}

/* split() at a text that is no pattern. Trailing empty parts are left out. */
static aa_value split(const aa_model_call *c)
{
    aa_bytes in;
    aa_bytes at;
    if (c->count != 2 || !aa_model_text(c, 0, &in) || !aa_model_text(c, 1, &at))
        return AA_VALUE_UNKNOWN;
    if (at.n == 2 && at.p[0] == '\\' && !isalnum(at.p[1]))
        at = aa_bytes_of(at.p + 1, 1);
    else if (at.n == 0 || has_pattern(at))
        return AA_VALUE_UNKNOWN;
    aa_value parts[64];
    size_t count = 0;
    size_t kept = 0;
    size_t begin = 0;
    for (size_t i = 0; i <= in.n; i++) {
        bool hit = i + at.n <= in.n && memcmp(in.p + i, at.p, at.n) == 0;
        if (!hit && i < in.n)
            continue;
        if (count == 64)
            return AA_VALUE_UNKNOWN;
        parts[count++] = aa_model_make_text(c->values, in.p + begin, i - begin);
        kept = i > begin ? count : kept;
        begin = i + at.n;
        i += hit ? at.n - 1 : 0;
    }
    return aa_value_node_of(c->values, AA_V_ARRAY, UINT32_MAX, (int64_t)kept, parts, kept);
}

/* ---- bytes -------------------------------------------------------------------------------------------- */

/* ASCII is the same in every character set that Android has but UTF-16; that one is not told apart for texts
 * beyond it. */
static bool is_ascii(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= 0x80)
            return false;
    return true;
}

static bool names_utf8(const aa_model_call *c, size_t i)
{
    aa_bytes name;
    return i >= c->count || (aa_model_text(c, i, &name) && ascii_fold_equal(name, aa_bytes_of("utf-8", 5)));
}

static bool names_utf16(const aa_model_call *c, size_t i)
{
    aa_bytes name;
    return aa_model_text(c, i, &name) && name.n >= 6 && tolower(name.p[0]) == 'u' &&
           name.p[name.n - 1] != '8';
}

static aa_value get_bytes(const aa_model_call *c)
{
    aa_bytes text;
    if (!aa_model_text(c, 0, &text) || names_utf16(c, 1) || (!is_ascii(text) && !names_utf8(c, 1)))
        return AA_VALUE_UNKNOWN;
    return aa_model_make_bytes(c->values, text.p, text.n);
}

static bool is_utf8(aa_bytes b)
{
    for (size_t i = 0; i < b.n;) {
        uint8_t first = b.p[i++];
        unsigned more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        if ((first >= 0x80 && first < 0xC2) || first >= 0xF5)
            return false;
        for (; more > 0; more--, i++)
            if (i >= b.n || (b.p[i] & 0xC0) != 0x80)
                return false;
    }
    return true;
}

static aa_value init_bytes(const aa_model_call *c)
{
    size_t n = 0;
    int64_t from = 0;
    int64_t size = 0;
    uint8_t *bytes = aa_model_bytes(c->values, c->args[0], &n);
    aa_value v = AA_VALUE_UNKNOWN;
    bool part = c->count >= 3 && aa_model_int(c, 1, &from) && aa_model_int(c, 2, &size);
    if (bytes != NULL && (c->count < 3 || part)) {
        size = part ? size : (int64_t)n;
        bool inside = from >= 0 && size >= 0 && (uint64_t)from <= n && (uint64_t)size <= n - (uint64_t)from;
        aa_bytes text = inside ? aa_bytes_of(bytes + from, (size_t)size) : aa_bytes_none();
        if (!inside)
            v = aa_value_nothing(c->values);
        else if (is_utf8(text) && !names_utf16(c, c->count - 1))
            v = aa_model_make_text(c->values, text.p, text.n);
    }
    free(bytes);
    return v;
}

static aa_value init_chars(const aa_model_call *c)
{
    size_t n = 0;
    int64_t from = 0;
    int64_t size = 0;
    uint16_t *units = aa_model_chars(c->values, c->args[0], &n);
    aa_value v = AA_VALUE_UNKNOWN;
    bool part = c->count == 3 && aa_model_int(c, 1, &from) && aa_model_int(c, 2, &size);
    if (units != NULL && (c->count == 1 || part))
        v = slice(c, units, n, from, part ? from + size : (int64_t)n);
    free(units);
    return v;
}

static aa_value init_text(const aa_model_call *c)
{
    aa_bytes text;
    return aa_model_text(c, 0, &text) ? c->args[0] : AA_VALUE_UNKNOWN;
}

static aa_value init_empty(const aa_model_call *c)
{
    return aa_model_make_text(c->values, "", 0);
}

/* ---- String.format ------------------------------------------------------------------------------------ */

/* "%5d", "%-8s", "%02x": how a text is brought to a width. */
typedef struct width {
    bool left, zeros;
    size_t columns;
} width;

static bool read_width(const char *flags, width *out)
{
    *out = (width){0};
    for (; *flags == '-' || *flags == '0'; flags++) {
        out->left = out->left || *flags == '-';
        out->zeros = out->zeros || *flags == '0';
    }
    for (; *flags >= '0' && *flags <= '9'; flags++)
        out->columns = out->columns * 10 + (size_t)(*flags - '0');
    return *flags == '\0' && out->columns < 1000;
}

static void put_padded(aa_str *out, aa_bytes text, width w)
{
    size_t pad = w.columns > text.n ? w.columns - text.n : 0;
    if (w.left)
        aa_str_putn(out, (const char *)text.p, text.n);
    for (size_t i = 0; i < pad; i++)
        aa_str_putc(out, w.zeros && !w.left ? '0' : ' ');
    if (!w.left)
        aa_str_putn(out, (const char *)text.p, text.n);
}

static bool put_argument(const aa_values *values, aa_str *out, const char *flags, char what, aa_value v)
{
    int64_t number = 0;
    aa_bytes text;
    width w;
    if (!read_width(flags, &w))
        return false;
    if (what == 's' && aa_value_is_string(values, v, &text)) {
        put_padded(out, text, w);
        return true;
    }
    /* A byte or int below zero has its own width in Java; which it is is not known here. */
    if (!aa_value_is_int(values, v, &number) || number < 0 || strchr("dsxX", what) == NULL)
        return false;
    char digits[32];
    int n = what == 'x'   ? snprintf(digits, sizeof digits, "%llx", (unsigned long long)number)
            : what == 'X' ? snprintf(digits, sizeof digits, "%llX", (unsigned long long)number)
                          : snprintf(digits, sizeof digits, "%lld", (long long)number);
    put_padded(out, aa_bytes_of(digits, (size_t)n), w);
    return true;
}

static bool expand(const aa_model_call *c, aa_bytes format, const aa_value_node *arguments, aa_str *out)
{
    size_t next = 0;
    for (size_t i = 0; i < format.n; i++) {
        if (format.p[i] != '%') {
            aa_str_putn(out, (const char *)format.p + i, 1);
            continue;
        }
        char flags[8] = "";
        size_t n = 0;
        for (i++; i < format.n && strchr("0123456789-, ", format.p[i]) != NULL && n < 4; i++)
            flags[n++] = (char)format.p[i];
        if (i >= format.n)
            return false;
        if (format.p[i] == '%' || format.p[i] == 'n')
            aa_str_putc(out, format.p[i] == '%' ? '%' : '\n');
        else if (next >= arguments->part_count ||
                 !put_argument(c->values, out, flags, (char)format.p[i], arguments->parts[next++]))
            return false;
    }
    return aa_str_ok(out);
}

static aa_value format(const aa_model_call *c)
{
    aa_bytes text;
    size_t at = aa_model_text(c, 0, &text) ? 0 : 1;
    if (c->count < at + 2 || !aa_model_text(c, at, &text) || text.n > 4096)
        return AA_VALUE_UNKNOWN;
    const aa_value_node *arguments = aa_value_at(c->values, c->args[at + 1]);
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    aa_value v = AA_VALUE_UNKNOWN;
    if (arguments->kind == AA_V_ARRAY && arguments->number >= 0 && expand(c, text, arguments, &out))
        v = aa_model_make_text(c->values, out.ptr, out.len);
    aa_str_done(&out);
    return v;
}

static aa_value value_of_text(const aa_model_call *c)
{
    aa_bytes text;
    return aa_model_text(c, 0, &text) ? c->args[0] : AA_VALUE_UNKNOWN;
}

static aa_value value_of_number(const aa_model_call *c)
{
    int64_t number = 0;
    char text[32];
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    int n = snprintf(text, sizeof text, "%lld", (long long)number);
    return aa_model_make_text(c->values, text, (size_t)n);
}

static aa_value value_of_boolean(const aa_model_call *c)
{
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number))
        return AA_VALUE_UNKNOWN;
    return number != 0 ? aa_model_make_text(c->values, "true", 4) : aa_model_make_text(c->values, "false", 5);
}

static aa_value value_of_char(const aa_model_call *c)
{
    int64_t number = 0;
    if (!aa_model_int(c, 0, &number) || number < 0 || number > UINT16_MAX)
        return AA_VALUE_UNKNOWN;
    uint16_t unit = (uint16_t)number;
    return aa_model_from_utf16(c->values, &unit, 1);
}

#define PURE(name, parameters, function)                                                                     \
    {                                                                                                        \
        STRING, name, parameters, AA_EFFECT_PURE, 0, function                                                \
    }

const aa_model aa_model_strings[] = {
    PURE("substring", NULL, substring),
    PURE("subSequence", NULL, substring),
    PURE("charAt", NULL, char_at),
    PURE("length", NULL, length),
    PURE("isEmpty", NULL, is_empty),
    PURE("hashCode", NULL, hash_code),
    PURE("toCharArray", NULL, to_char_array),
    PURE("equals", NULL, compare),
    PURE("equalsIgnoreCase", NULL, compare),
    PURE("contentEquals", NULL, compare),
    PURE("startsWith", "L", compare),
    PURE("endsWith", NULL, compare),
    PURE("contains", NULL, compare),
    PURE("indexOf", NULL, index_of),
    PURE("lastIndexOf", NULL, index_of),
    PURE("concat", NULL, concat),
    PURE("toLowerCase", NULL, change_case),
    PURE("toUpperCase", NULL, change_case),
    PURE("trim", NULL, trim),
    PURE("strip", NULL, trim),
    PURE("replace", NULL, replace),
    PURE("replaceAll", NULL, replace),
    PURE("replaceFirst", NULL, replace),
    PURE("split", "L", split),
    PURE("getBytes", "", get_bytes),
    PURE("getBytes", "L", get_bytes),
    PURE("<init>", "", init_empty),
    PURE("<init>", "b", init_bytes),
    PURE("<init>", "bL", init_bytes),
    PURE("<init>", "bII", init_bytes),
    PURE("<init>", "bIIL", init_bytes),
    PURE("<init>", "c", init_chars),
    PURE("<init>", "cII", init_chars),
    PURE("<init>", "L", init_text),
    PURE("format", NULL, format),
    PURE("formatted", NULL, format),
    PURE("valueOf", "I", value_of_number),
    PURE("valueOf", "J", value_of_number),
    PURE("valueOf", "Z", value_of_boolean),
    PURE("valueOf", "C", value_of_char),
    PURE("valueOf", "c", init_chars),
    PURE("valueOf", "L", value_of_text),
    PURE("copyValueOf", "c", init_chars),
    {STRING, "toString", "", AA_EFFECT_IDENTITY, 0, NULL},
    {STRING, "intern", "", AA_EFFECT_IDENTITY, 0, NULL},
    {"Ljava/lang/CharSequence;", "toString", "", AA_EFFECT_PURE, 0, value_of_text},
    {"Ljava/lang/CharSequence;", "length", "", AA_EFFECT_PURE, 0, length},
    {"Ljava/lang/CharSequence;", "charAt", "I", AA_EFFECT_PURE, 0, char_at},
    {"Ljava/lang/Object;", "toString", "", AA_EFFECT_PURE, 0, value_of_text},
    {"Ljava/lang/Object;", "equals", "L", AA_EFFECT_PURE, 0, compare},
    {"Landroid/text/TextUtils;", "isEmpty", "L", AA_EFFECT_PURE, 0, is_empty},
    {"Landroid/text/TextUtils;", "equals", "LL", AA_EFFECT_PURE, 0, compare},
    {"Ljava/lang/StringBuilder;", "reverse", "", AA_EFFECT_BUILDS, 0, reverse},
    {NULL, NULL, NULL, 0, 0, NULL},
};
