#include "decode/js_text.h"

static bool is_word(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c >= 0x80;
}

static bool is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static uint8_t at(const aa_js_walk *w, size_t ahead)
{
    return w->pos + ahead < w->source.n ? w->source.p[w->pos + ahead] : 0;
}

/* Words after which an expression begins, so that "/" opens a regular expression. */
static bool wants_expression(const aa_js_walk *w)
{
    static const char *const words[] = {"return", "typeof", "case", "in",   "of",    "delete", "void",
                                        "throw",  "new",    "do",   "else", "await", "yield",  "instanceof"};
    aa_bytes word = aa_bytes_of(w->source.p + w->word, w->word_end - w->word);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (aa_bytes_is(word, words[i]))
            return true;
    return false;
}

static bool opens_regexp(const aa_js_walk *w)
{
    if (w->before == 0)
        return true;
    if (is_word(w->before))
        return wants_expression(w);
    return w->before != ')' && w->before != ']' && w->before != '}' && w->before != '"' &&
           w->before != '\'' && w->before != '`';
}

static void skip_line(aa_js_walk *w)
{
    while (w->pos < w->source.n && w->source.p[w->pos] != '\n')
        w->pos++;
}

static void skip_comment(aa_js_walk *w)
{
    w->pos += 2;
    while (w->pos < w->source.n && !(at(w, 0) == '*' && at(w, 1) == '/'))
        w->pos++;
    w->pos += w->pos < w->source.n ? 2 : 0;
}

static void skip_regexp(aa_js_walk *w)
{
    bool in_class = false;
    for (w->pos++; w->pos < w->source.n; w->pos++) {
        uint8_t c = w->source.p[w->pos];
        if (c == '\n')
            break;
        if (c == '\\')
            w->pos++;
        else if (c == '[' || c == ']')
            in_class = c == '[';
        else if (c == '/' && !in_class)
            break;
    }
    w->pos += w->pos < w->source.n ? 1 : 0;
    if (w->pos > w->source.n)
        w->pos = w->source.n;
    w->before = '"'; /* a value, as a text is */
}

/* A line ends a literal that nothing closes; a template goes on, but for "${". */
static bool ends(const aa_js_walk *w, uint8_t quote)
{
    uint8_t c = w->source.p[w->pos];
    return c == quote || (c == '\n' && quote != '`') || (quote == '`' && c == '$' && at(w, 1) == '{');
}

/* From behind the quote, or behind the expression in a template. */
static aa_js_literal take(aa_js_walk *w, uint8_t quote)
{
    size_t begin = ++w->pos;
    aa_js_literal l = {.offset = begin};
    while (w->pos < w->source.n && !ends(w, quote)) {
        bool escape = w->source.p[w->pos] == '\\';
        l.escaped = l.escaped || escape;
        w->pos += escape && w->pos + 1 < w->source.n ? 2 : 1;
    }
    l.raw = aa_bytes_of(w->source.p + begin, w->pos - begin);
    bool expression = quote == '`' && at(w, 0) == '$';
    if (expression && w->depth < AA_JS_TEMPLATES)
        w->braces[w->depth++] = 0;
    w->pos += w->pos < w->source.n ? (expression ? 2 : 1) : 0;
    w->before = expression ? '{' : '"';
    return l;
}

/* True for the brace that ends the expression in a template. */
static bool closes_expression(aa_js_walk *w, uint8_t c)
{
    if (w->depth == 0 || (c != '{' && c != '}'))
        return false;
    uint32_t *open = &w->braces[w->depth - 1];
    if (c == '}' && *open == 0) {
        w->depth--;
        return true;
    }
    *open += c == '{' ? 1 : UINT32_MAX; /* one less */
    return false;
}

static void step(aa_js_walk *w)
{
    uint8_t c = w->source.p[w->pos];
    if (is_word(c)) {
        w->word = w->pos;
        while (w->pos < w->source.n && is_word(w->source.p[w->pos]))
            w->pos++;
        w->word_end = w->pos;
        w->before = 'a';
        return;
    }
    if (!is_space(c))
        w->before = c;
    w->pos++;
}

bool aa_js_next(aa_js_walk *w, aa_js_literal *out)
{
    while (w->pos < w->source.n) {
        uint8_t c = w->source.p[w->pos];
        if (c == '/' && at(w, 1) == '/') {
            skip_line(w);
        } else if (c == '/' && at(w, 1) == '*') {
            skip_comment(w);
        } else if (c == '/' && opens_regexp(w)) {
            skip_regexp(w);
        } else if (c == '"' || c == '\'' || c == '`' || closes_expression(w, c)) {
            *out = take(w, c == '}' ? '`' : c);
            if (out->raw.n >= 2)
                return true;
        } else {
            step(w);
        }
    }
    return false;
}

/* ---- escapes ---------------------------------------------------------------------------------------- */

static uint32_t hex(aa_bytes raw, size_t from, size_t digits, bool *ok)
{
    uint32_t value = 0;
    *ok = from + digits <= raw.n;
    for (size_t i = 0; i < digits && *ok; i++) {
        uint8_t c = raw.p[from + i];
        uint8_t low = c | 0x20;
        *ok = (c >= '0' && c <= '9') || (low >= 'a' && low <= 'f');
        value = value * 16 + (uint32_t)(c <= '9' ? c - '0' : low - 'a' + 10);
    }
    return *ok ? value : 0xFFFD;
}

/* A code point of up to 16 bits, or above when a pair of surrogates was put together. */
static size_t put(uint8_t *to, uint32_t cp)
{
    if (cp >= 0xD800 && cp < 0xE000)
        cp = 0xFFFD;
    if (cp < 0x80) {
        to[0] = (uint8_t)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (uint8_t)(0xC0 | cp >> 6);
        to[1] = (uint8_t)(0x80 | (cp & 63));
        return 2;
    }
    size_t n = cp < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; cp >>= 6)
        to[i] = (uint8_t)(0x80 | (cp & 63));
    to[0] = (uint8_t)((n == 3 ? 0xE0 : 0xF0) | cp);
    return n;
}

/* "\uD83D\uDE00" at |*i|, which is the "u"; moved onto the last digit. */
static uint32_t unicode(aa_bytes raw, size_t *i)
{
    bool ok = false;
    uint32_t high = hex(raw, *i + 1, 4, &ok);
    if (!ok)
        return 'u';
    *i += 4;
    if (high < 0xD800 || high >= 0xDC00 || *i + 2 >= raw.n || raw.p[*i + 1] != '\\' || raw.p[*i + 2] != 'u')
        return high;
    uint32_t low = hex(raw, *i + 3, 4, &ok);
    if (!ok || low < 0xDC00 || low >= 0xE000)
        return high;
    *i += 6;
    return 0x10000 + ((high & 0x3FF) << 10 | (low & 0x3FF));
}

static uint32_t escape(aa_bytes raw, size_t *i)
{
    bool ok = false;
    uint8_t c = raw.p[*i];
    if (c == 'u')
        return unicode(raw, i);
    if (c == 'x') {
        uint32_t value = hex(raw, *i + 1, 2, &ok);
        *i += ok ? 2 : 0;
        return ok ? value : 'x';
    }
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? 0xFFFD : c;
}

aa_bytes aa_js_plain(aa_arena *arena, const aa_js_literal *literal)
{
    aa_bytes raw = literal->raw;
    /* an escape is at least two characters, "\0" gives three bytes */
    uint8_t *text = aa_arena_alloc(arena, raw.n + raw.n / 2 + 4);
    size_t n = 0;
    for (size_t i = 0; text != NULL && i < raw.n; i++) {
        if (raw.p[i] != '\\' || i + 1 >= raw.n) {
            text[n++] = raw.p[i];
            continue;
        }
        i++;
        if (raw.p[i] >= 0x80)
            text[n++] = raw.p[i];
        else
            n += put(text + n, escape(raw, &i));
    }
    return aa_bytes_of(text, text == NULL ? 0 : n);
}
