/*
 * Texts made from texts, and texts from and to bytes.
 *
 * Source: Android reference, java.lang.String, android.text.TextUtils.
 */
#include "code/model_internal.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/str.h"

#define STRING "Ljava/lang/String;"
#define UTILS  "Landroid/text/TextUtils;"
#define PARTS  256U /* of a text that is split */

/* What was appended, and an end of |out|. */
static aa_value made(const aa_model_call *c, aa_str *out)
{
    aa_values_check(c->values, out);
    aa_value v = aa_str_ok(out) ? aa_model_make_text(c->values, out->ptr, out->len) : AA_VALUE_UNKNOWN;
    aa_str_done(out);
    return v;
}

static void put(aa_str *out, aa_bytes text)
{
    aa_str_putn(out, (const char *)text.p, text.n);
}

/* ---- whole texts -------------------------------------------------------------------------------------- */

static aa_value concat(const aa_model_call *c)
{
    aa_bytes a;
    aa_bytes b;
    if (!aa_model_text(c, 0, &a) || !aa_model_text(c, 1, &b))
        return AA_VALUE_UNKNOWN;
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    put(&out, a);
    put(&out, b);
    return made(c, &out);
}

static aa_value repeat(const aa_model_call *c)
{
    aa_bytes text;
    int64_t times = 0;
    if (!aa_model_text(c, 0, &text) || !aa_model_int(c, 1, &times))
        return AA_VALUE_UNKNOWN;
    if (times < 0)
        return aa_value_nothing(c->values);
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    for (int64_t i = 0; i < times && text.n > 0 && aa_str_ok(&out); i++)
        put(&out, text);
    return made(c, &out);
}

/* Texts of the array that is argument |i|, with |between| between them. */
static aa_value join_array(const aa_model_call *c, size_t i, aa_bytes between)
{
    const aa_value_node *n = i < c->count ? aa_value_at(c->values, c->args[i]) : NULL;
    if (n == NULL || n->kind != AA_V_ARRAY || n->number < 0 || (uint64_t)n->number != n->part_count)
        return AA_VALUE_UNKNOWN;
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    for (size_t k = 0; k < n->part_count; k++) {
        aa_bytes part;
        if (!aa_value_is_string(c->values, n->parts[k], &part)) {
            aa_str_done(&out);
            return AA_VALUE_UNKNOWN;
        }
        if (k > 0)
            put(&out, between);
        put(&out, part);
    }
    return made(c, &out);
}

static aa_value join(const aa_model_call *c)
{
    aa_bytes between;
    return aa_model_text(c, 0, &between) ? join_array(c, 1, between) : AA_VALUE_UNKNOWN;
}

static aa_value concat_array(const aa_model_call *c)
{
    return join_array(c, 0, aa_bytes_none());
}

/* Only for ASCII, and as every locale but the Turkish ones has it. */
static aa_value change_case(const aa_model_call *c)
{
    aa_bytes a;
    bool upper = strcmp(c->name, "toUpperCase") == 0;
    if (!aa_model_text(c, 0, &a) || !aa_model_is_ascii(a))
        return AA_VALUE_UNKNOWN;
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    for (size_t i = 0; i < a.n; i++)
        aa_str_putc(&out, (char)(upper ? toupper(a.p[i]) : tolower(a.p[i])));
    return made(c, &out);
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

static bool is_white(uint8_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
}

/* White space beyond ASCII is not told apart. */
static aa_value strip(const aa_model_call *c)
{
    aa_bytes a;
    bool begin = strcmp(c->name, "stripTrailing") != 0;
    bool end = strcmp(c->name, "stripLeading") != 0;
    if (!aa_model_text(c, 0, &a) || !aa_model_is_ascii(a))
        return AA_VALUE_UNKNOWN;
    while (begin && a.n > 0 && is_white(a.p[0]))
        a = aa_bytes_of(a.p + 1, a.n - 1);
    while (end && a.n > 0 && is_white(a.p[a.n - 1]))
        a.n--;
    return aa_model_make_text(c->values, a.p, a.n);
}

/* ---- replacing and splitting -------------------------------------------------------------------------- */

static bool char_text(int64_t ch, uint8_t out[1], aa_bytes *text)
{
    out[0] = (uint8_t)ch;
    *text = aa_bytes_of(out, 1);
    return ch >= 0 && ch < 0x80;
}

static bool is_pattern(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr("\\.[]{}()*+-?^$|", text.p[i]) != NULL)
            return true;
    return false;
}

/* "\\." and "[.]" stand for one character that is no letter or digit. */
static bool literal_pattern(aa_bytes *text)
{
    bool escaped = text->n == 2 && text->p[0] == '\\' && text->p[1] < 0x80 && !isalnum(text->p[1]);
    bool listed = text->n == 3 && text->p[0] == '[' && text->p[2] == ']' && text->p[1] != '^' &&
                  text->p[1] != '\\' && text->p[1] < 0x80;
    if (escaped || listed)
        *text = aa_bytes_of(text->p + 1, 1);
    return text->n > 0 && (escaped || listed || !is_pattern(*text));
}

static aa_value replace_text(const aa_model_call *c, aa_bytes in, aa_bytes what, aa_bytes with, bool first)
{
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    bool done = false;
    for (size_t i = 0; i < in.n && aa_str_ok(&out);) {
        if (!done && what.n <= in.n - i && memcmp(in.p + i, what.p, what.n) == 0) {
            put(&out, with);
            i += what.n;
            done = first;
        } else {
            aa_str_putn(&out, (const char *)in.p + i++, 1);
        }
    }
    return made(c, &out);
}

static aa_value replace(const aa_model_call *c)
{
    aa_bytes in;
    aa_bytes what = aa_bytes_none();
    aa_bytes with = aa_bytes_none();
    int64_t x = 0;
    int64_t y = 0;
    uint8_t one[2];
    if (c->count != 3 || !aa_model_text(c, 0, &in))
        return AA_VALUE_UNKNOWN;
    bool chars = aa_model_int(c, 1, &x) && aa_model_int(c, 2, &y) && char_text(x, one, &what) &&
                 char_text(y, one + 1, &with);
    bool texts = !chars && aa_model_text(c, 1, &what) && aa_model_text(c, 2, &with) && what.n > 0;
    return chars || texts ? replace_text(c, in, what, with, false) : AA_VALUE_UNKNOWN;
}

/* Of a pattern that stands for one text. In what is put in its place $ and \ mean something else. */
static aa_value replace_pattern(const aa_model_call *c)
{
    aa_bytes in;
    aa_bytes what;
    aa_bytes with;
    if (!aa_model_text(c, 0, &in) || !aa_model_text(c, 1, &what) || !aa_model_text(c, 2, &with) ||
        !literal_pattern(&what))
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < with.n; i++)
        if (with.p[i] == '$' || with.p[i] == '\\')
            return AA_VALUE_UNKNOWN;
    return replace_text(c, in, what, with, strcmp(c->name, "replaceFirst") == 0);
}

/* Trailing empty parts are left out. */
static aa_value split(const aa_model_call *c)
{
    aa_bytes in;
    aa_bytes at;
    aa_value parts[PARTS];
    size_t count = 0;
    size_t kept = 0;
    if (!aa_model_text(c, 0, &in) || !aa_model_text(c, 1, &at) || !literal_pattern(&at))
        return AA_VALUE_UNKNOWN;
    size_t begin = 0;
    for (size_t i = 0; i <= in.n; i++) {
        bool hit = at.n <= in.n - i && memcmp(in.p + i, at.p, at.n) == 0;
        if (!hit && i < in.n)
            continue;
        if (count == PARTS)
            return AA_VALUE_UNKNOWN;
        parts[count++] = aa_model_make_text(c->values, in.p + begin, i - begin);
        kept = i > begin ? count : kept;
        begin = i + at.n;
        i += hit ? at.n - 1 : 0;
    }
    if (kept == 0 && in.n == 0) /* what holds no separator is given back, empty or not */
        kept = 1;
    return aa_value_node_of(c->values, AA_V_ARRAY, UINT32_MAX, (int64_t)kept, parts, kept);
}

/* ---- bytes -------------------------------------------------------------------------------------------- */

typedef enum charset { CHARSET_UTF8, CHARSET_LATIN1, CHARSET_ASCII, CHARSET_OTHER, CHARSET_WIDE } charset;

static bool begins(aa_bytes name, const char *with)
{
    size_t n = strlen(with);
    for (size_t i = 0; i < n; i++)
        if (i >= name.n || toupper(name.p[i]) != with[i])
            return false;
    return true;
}

/* "UTF-8", "utf8", "UTF_8": the name of a character set, or of the field that holds it. */
static charset by_name(aa_bytes name)
{
    if (begins(name, "UTF-8") || begins(name, "UTF8") || begins(name, "UTF_8"))
        return CHARSET_UTF8;
    if (begins(name, "UTF") || begins(name, "UCS") || begins(name, "UNICODE"))
        return CHARSET_WIDE;
    if (begins(name, "ISO-8859-1") || begins(name, "ISO_8859_1") || begins(name, "ISO8859_1") ||
        begins(name, "LATIN1"))
        return name.n > 10 ? CHARSET_OTHER : CHARSET_LATIN1;
    return begins(name, "US-ASCII") || begins(name, "US_ASCII") || begins(name, "ASCII") ? CHARSET_ASCII
                                                                                         : CHARSET_OTHER;
}

/* Argument |i|; the platform's own, UTF-8, when there is none. */
static charset charset_of(const aa_model_call *c, size_t i)
{
    aa_bytes name;
    if (i >= c->count)
        return CHARSET_UTF8;
    if (aa_model_text(c, i, &name))
        return by_name(name);
    const aa_value_node *n = aa_value_at(c->values, c->args[i]);
    const aa_field *f = n->kind == AA_V_FIELD ? aa_program_field(c->program, n->at) : NULL;
    return f == NULL ? CHARSET_OTHER : by_name(f->name);
}

/* ASCII is the same in every character set that Android has but the wide ones, which are told by their name.
 */
static aa_value get_bytes(const aa_model_call *c)
{
    aa_bytes text;
    charset set = charset_of(c, 1);
    if (!aa_model_text(c, 0, &text) || set == CHARSET_WIDE || text.n > AA_MODEL_TEXT)
        return AA_VALUE_UNKNOWN;
    if (set == CHARSET_UTF8 || aa_model_is_ascii(text))
        return aa_model_make_bytes(c->values, text.p, text.n);
    size_t n = 0;
    uint16_t *units = set == CHARSET_OTHER ? NULL : aa_model_utf16(c->values, c->args[0], &n);
    uint8_t *bytes = units == NULL ? NULL : aa_values_memory(c->values, n + 1);
    size_t out = 0;
    for (size_t i = 0; bytes != NULL && i < n; i++) {
        bool low_half = units[i] >= 0xDC00 && units[i] < 0xE000;
        if (!low_half) /* a pair is one '?' */
            bytes[out++] = (uint8_t)(units[i] < (set == CHARSET_ASCII ? 0x80 : 0x100) ? units[i] : '?');
    }
    aa_value v = bytes == NULL ? AA_VALUE_UNKNOWN : aa_model_make_bytes(c->values, bytes, out);
    free(bytes);
    free(units);
    return v;
}

static bool is_utf8(aa_bytes b)
{
    for (size_t i = 0; i < b.n;) {
        uint8_t first = b.p[i++];
        unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
        if ((first >= 0x80 && first < 0xC2) || first >= 0xF5)
            return false;
        for (unsigned k = 0; k < more; k++, i++) {
            uint8_t next = i < b.n ? b.p[i] : 0;
            bool strange = k == 0 && ((first == 0xE0 && next < 0xA0) || (first == 0xED && next > 0x9F) ||
                                      (first == 0xF0 && next < 0x90) || (first == 0xF4 && next > 0x8F));
            if ((next & 0xC0) != 0x80 || strange)
                return false;
        }
    }
    return true;
}

static aa_value from_latin1(const aa_model_call *c, aa_bytes bytes)
{
    aa_str out;
    aa_str_init(&out, AA_MODEL_TEXT);
    for (size_t i = 0; i < bytes.n; i++) {
        if (bytes.p[i] >= 0x80)
            aa_str_putc(&out, (char)(0xC0 | bytes.p[i] >> 6));
        aa_str_putc(&out, (char)(bytes.p[i] < 0x80 ? bytes.p[i] : 0x80 | (bytes.p[i] & 0x3F)));
    }
    return made(c, &out);
}

static aa_value decode_bytes(const aa_model_call *c, aa_bytes bytes, charset set)
{
    if (aa_model_is_ascii(bytes) && set != CHARSET_WIDE)
        return aa_model_make_text(c->values, bytes.p, bytes.n);
    if (set == CHARSET_LATIN1)
        return from_latin1(c, bytes);
    return set == CHARSET_UTF8 && is_utf8(bytes) ? aa_model_make_text(c->values, bytes.p, bytes.n)
                                                 : AA_VALUE_UNKNOWN;
}

/* ([B), ([BL), ([BII), ([BIIL) */
static aa_value from_bytes(const aa_model_call *c)
{
    size_t n = 0;
    int64_t from = 0;
    int64_t size = 0;
    bool part = c->count >= 3;
    if (part && (!aa_model_int(c, 1, &from) || !aa_model_int(c, 2, &size)))
        return AA_VALUE_UNKNOWN;
    uint8_t *bytes = aa_model_bytes(c->values, c->args[0], &n);
    if (bytes == NULL)
        return AA_VALUE_UNKNOWN;
    size = part ? size : (int64_t)n;
    bool inside = from >= 0 && size >= 0 && (uint64_t)from <= n && (uint64_t)size <= n - (uint64_t)from;
    aa_value v = inside
                     ? decode_bytes(c, aa_bytes_of(bytes + from, (size_t)size), charset_of(c, part ? 3 : 1))
                     : aa_value_nothing(c->values);
    free(bytes);
    return v;
}

static aa_value empty(const aa_model_call *c)
{
    return aa_model_make_text(c->values, "", 0);
}

#define PURE(name, parameters, function) AA_PURE(STRING, name, parameters, function)

const aa_model_row aa_model_texts[] = {
    PURE("concat", NULL, concat),
    PURE("repeat", "I", repeat),
    PURE("join", "L[", join),
    PURE("toLowerCase", "", change_case),
    PURE("toUpperCase", "", change_case),
    AA_OPEN(STRING, "toLowerCase", "L", 2, change_case),
    AA_OPEN(STRING, "toUpperCase", "L", 2, change_case),
    PURE("trim", NULL, trim),
    PURE("strip", NULL, strip),
    PURE("stripLeading", NULL, strip),
    PURE("stripTrailing", NULL, strip),
    PURE("replace", NULL, replace),
    PURE("replaceAll", NULL, replace_pattern),
    PURE("replaceFirst", NULL, replace_pattern),
    PURE("split", "L", split),
    PURE("getBytes", "", get_bytes),
    AA_OPEN(STRING, "getBytes", "L", 2, get_bytes),
    PURE("<init>", "", empty),
    PURE("<init>", "b", from_bytes),
    AA_OPEN(STRING, "<init>", "bL", 2, from_bytes),
    PURE("<init>", "bII", from_bytes),
    AA_OPEN(STRING, "<init>", "bIIL", 8, from_bytes),
    AA_PURE(UTILS, "concat", "[", concat_array),
    AA_PURE(UTILS, "join", "L[", join),
    AA_SAME("Ljava/nio/charset/Charset;", "forName", NULL),
    AA_SAME("Ljava/nio/charset/Charset;", "name", ""),
    AA_SAME("Ljava/nio/charset/Charset;", "toString", ""),
    AA_MODEL_END,
};
