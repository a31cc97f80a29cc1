/*
 * String.format() over constants.
 *
 * Source: Android reference, java.util.Formatter.
 */
#include "code/model_internal.h"

#include <ctype.h>

#include "base/str.h"

#define STRING      "Ljava/lang/String;"
#define MAX_FORMAT  4096U
#define MAX_COLUMNS 1000U

/* "%1$-05d" taken apart. */
typedef struct spec {
    size_t argument; /* 1 is the first; 0: the next one */
    bool left, zeros;
    size_t columns;
    char what;
} spec;

static size_t read_number(aa_bytes format, size_t *i)
{
    size_t n = 0;
    for (; *i < format.n && isdigit(format.p[*i]); (*i)++)
        n = n > MAX_COLUMNS ? n : n * 10 + (size_t)(format.p[*i] - '0');
    return n;
}

/* From behind the %; false for what is not understood: precision, grouping, dates. */
static bool read_spec(aa_bytes format, size_t *i, spec *out)
{
    *out = (spec){0};
    size_t before = *i;
    size_t number = read_number(format, i);
    if (number > 0 && *i < format.n && format.p[*i] == '$') {
        out->argument = number;
        (*i)++;
    } else {
        *i = before;
    }
    for (; *i < format.n && (format.p[*i] == '-' || format.p[*i] == '0'); (*i)++) {
        out->left = out->left || format.p[*i] == '-';
        out->zeros = out->zeros || format.p[*i] == '0';
    }
    out->columns = read_number(format, i);
    if (*i >= format.n || out->columns > MAX_COLUMNS)
        return false;
    out->what = (char)format.p[(*i)++];
    return true;
}

static bool put_padded(aa_str *out, const spec *s, aa_bytes text)
{
    if (s->columns > 0 && !aa_model_is_ascii(text))
        return false;
    size_t pad = s->columns > text.n ? s->columns - text.n : 0;
    if (s->zeros && text.n > 0 && text.p[0] == '-') { /* zeros stand behind the sign */
        aa_str_putc(out, '-');
        text = aa_bytes_of(text.p + 1, text.n - 1);
    }
    for (size_t i = 0; i < pad && !s->left; i++)
        aa_str_putc(out, s->zeros ? '0' : ' ');
    aa_str_putn(out, (const char *)text.p, text.n);
    for (size_t i = 0; i < pad && s->left; i++)
        aa_str_putc(out, ' ');
    return true;
}

static bool put_number(aa_str *out, const spec *s, int64_t number)
{
    char digits[AA_MODEL_DIGITS];
    if (s->what == 'd')
        return put_padded(out, s, aa_bytes_of(digits, aa_model_digits(number, 10, digits)));
    if (number < 0) /* of what width it is was lost when it was boxed */
        return false;
    unsigned radix = s->what == 'o' ? 8 : 16;
    size_t n = aa_model_unsigned_digits((uint64_t)number, radix, digits);
    for (size_t i = 0; s->what == 'X' && i < n; i++)
        digits[i] = (char)toupper((unsigned char)digits[i]);
    return put_padded(out, s, aa_bytes_of(digits, n));
}

/* A number as %s is its own text only when it is no char or boolean, which is not known. */
static bool put_argument(const aa_model_call *c, aa_str *out, const spec *s, aa_value v)
{
    int64_t number = 0;
    aa_bytes text;
    if (s->what == 's' && !s->zeros)
        return aa_value_is_string(c->values, v, &text) && put_padded(out, s, text);
    if (!aa_value_is_int(c->values, v, &number))
        return false;
    if (s->what == 'c') {
        uint8_t one = (uint8_t)number;
        return number > 0 && number < 0x80 && !s->zeros && put_padded(out, s, aa_bytes_of(&one, 1));
    }
    return strchr("doxX", s->what) != NULL && !(s->zeros && s->left) && put_number(out, s, number);
}

static bool expand(const aa_model_call *c, aa_bytes format, const aa_value_node *arguments, aa_str *out)
{
    size_t next = 0;
    for (size_t i = 0; i < format.n;) {
        spec s;
        if (format.p[i] != '%') {
            aa_str_putc(out, (char)format.p[i++]);
            continue;
        }
        i++;
        if (!read_spec(format, &i, &s))
            return false;
        if (s.what == '%' || s.what == 'n') {
            aa_str_putc(out, s.what == '%' ? '%' : '\n');
            if (s.columns > 0)
                return false;
            continue;
        }
        size_t which = s.argument > 0 ? s.argument - 1 : next++;
        if (which >= arguments->part_count || !put_argument(c, out, &s, arguments->parts[which]))
            return false;
    }
    aa_values_check(c->values, out);
    return aa_str_ok(out);
}

static aa_value format_with(const aa_model_call *c, size_t at)
{
    static const aa_value_node none = {.kind = AA_V_ARRAY};
    aa_bytes text;
    int64_t null = 1;
    if (c->count < at + 2 || !aa_model_text(c, at, &text) || text.n > MAX_FORMAT)
        return AA_VALUE_UNKNOWN;
    const aa_value_node *arguments = aa_value_at(c->values, c->args[at + 1]);
    if (aa_model_int(c, at + 1, &null) && null == 0)
        arguments = &none;
    if (arguments->kind != AA_V_ARRAY || arguments->number != arguments->part_count)
        return AA_VALUE_UNKNOWN;
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    aa_value v = AA_VALUE_UNKNOWN;
    if (expand(c, text, arguments, &out))
        v = aa_model_make_text(c->values, out.ptr, out.len);
    aa_str_done(&out);
    return v;
}

static aa_value format(const aa_model_call *c)
{
    return format_with(c, 0);
}

static aa_value format_in_locale(const aa_model_call *c)
{
    return format_with(c, 1);
}

const aa_model_row aa_model_formats[] = {
    AA_PURE(STRING, "format", "L[", format),
    AA_OPEN(STRING, "format", "LL[", 1, format_in_locale),
    AA_PURE(STRING, "formatted", "[", format),
    AA_MODEL_END,
};
