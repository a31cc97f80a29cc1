/*
 * Property lists of the old style and strings files, as CFOldStylePList.c reads them: {a = b;}, (a, b), <0f>,
 * "text", and a dictionary without braces.
 */
#include "decode/plist_reader.h"

/* NeXTSTEP's characters above 127, which octal escapes name. Source: unicode.org NEXTSTEP.TXT. */
static const uint16_t nextstep[128] = {
    0x00a0, 0x00c0, 0x00c1, 0x00c2, 0x00c3, 0x00c4, 0x00c5, 0x00c7, 0x00c8, 0x00c9, 0x00ca, 0x00cb, 0x00cc,
    0x00cd, 0x00ce, 0x00cf, 0x00d0, 0x00d1, 0x00d2, 0x00d3, 0x00d4, 0x00d5, 0x00d6, 0x00d9, 0x00da, 0x00db,
    0x00dc, 0x00dd, 0x00de, 0x00b5, 0x00d7, 0x00f7, 0x00a9, 0x00a1, 0x00a2, 0x00a3, 0x2044, 0x00a5, 0x0192,
    0x00a7, 0x00a4, 0x2019, 0x201c, 0x00ab, 0x2039, 0x203a, 0xfb01, 0xfb02, 0x00ae, 0x2013, 0x2020, 0x2021,
    0x00b7, 0x00a6, 0x00b6, 0x2022, 0x201a, 0x201e, 0x201d, 0x00bb, 0x2026, 0x2030, 0x00ac, 0x00bf, 0x00b9,
    0x02cb, 0x00b4, 0x02c6, 0x02dc, 0x00af, 0x02d8, 0x02d9, 0x00a8, 0x00b2, 0x02da, 0x00b8, 0x00b3, 0x02dd,
    0x02db, 0x02c7, 0x2014, 0x00b1, 0x00bc, 0x00bd, 0x00be, 0x00e0, 0x00e1, 0x00e2, 0x00e3, 0x00e4, 0x00e5,
    0x00e7, 0x00e8, 0x00e9, 0x00ea, 0x00eb, 0x00ec, 0x00c6, 0x00ed, 0x00aa, 0x00ee, 0x00ef, 0x00f0, 0x00f1,
    0x0141, 0x00d8, 0x0152, 0x00ba, 0x00f2, 0x00f3, 0x00f4, 0x00f5, 0x00f6, 0x00e6, 0x00f9, 0x00fa, 0x00fb,
    0x0131, 0x00fc, 0x00fd, 0x0142, 0x00f8, 0x0153, 0x00df, 0x00fe, 0x00ff, 0xfffd, 0xfffd,
};

/* What is to be read next: a value behind '=', a key, an item of an array or its end, only its end. */
typedef enum want { WANT_VALUE, WANT_KEY, WANT_ITEM, WANT_END } want;

static bool at_end(const aa_plist_reader *r)
{
    return r->pos >= r->file.n;
}

static uint8_t here(const aa_plist_reader *r)
{
    return r->file.p[r->pos];
}

static bool pair_at(const aa_plist_reader *r, uint8_t a, uint8_t b)
{
    return r->file.n - r->pos >= 2 && here(r) == a && r->file.p[r->pos + 1] == b;
}

/* Bytes of U+2028 or U+2029 here, or 0. */
static size_t separator(const aa_plist_reader *r)
{
    bool found = pair_at(r, 0xE2, 0x80) && r->file.n - r->pos >= 3 && (r->file.p[r->pos + 2] & 0xFE) == 0xA8;
    return found ? 3 : 0;
}

static void skip_line(aa_plist_reader *r)
{
    while (!at_end(r) && here(r) != '\n' && here(r) != '\r' && separator(r) == 0)
        r->pos++;
}

static void skip_block(aa_plist_reader *r)
{
    r->pos += 2;
    while (!at_end(r) && !pair_at(r, '*', '/'))
        r->pos++;
    r->pos += at_end(r) ? 0 : 2;
}

/* Moves to the next byte that is neither space nor comment. False at the end. */
static bool advance(aa_plist_reader *r)
{
    while (!at_end(r)) {
        uint8_t c = here(r);
        if ((c >= 9 && c <= 0x0D) || c == ' ')
            r->pos++;
        else if (separator(r) > 0)
            r->pos += separator(r);
        else if (pair_at(r, '/', '/'))
            skip_line(r);
        else if (pair_at(r, '/', '*'))
            skip_block(r);
        else
            return true;
    }
    return false;
}

/* ---- texts ---- */

static bool is_bare(uint8_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || c == '/' || c == ':' || c == '.' || c == '-';
}

/* The UTF-16 unit of an octal or \U escape; |*pos| is behind the backslash. False: another escape. */
static bool numeric_escape(aa_bytes raw, size_t *pos, uint32_t *unit)
{
    uint32_t value = 0;
    if (raw.p[*pos] >= '0' && raw.p[*pos] <= '7') {
        for (int i = 0; i < 3 && *pos < raw.n && raw.p[*pos] >= '0' && raw.p[*pos] <= '7'; i++)
            value = value << 3 | (raw.p[(*pos)++] - (uint32_t)'0');
        value &= 0xFF;
        *unit = value < 0x80 ? value : nextstep[value - 0x80];
        return true;
    }
    if (raw.p[*pos] != 'U')
        return false;
    ++*pos;
    for (int i = 0; i < 4 && *pos < raw.n && aa_hex_digit(raw.p[*pos]) >= 0; i++)
        value = value << 4 | (uint32_t)aa_hex_digit(raw.p[(*pos)++]);
    *unit = value;
    return true;
}

static uint8_t named_escape(uint8_t c)
{
    static const char names[] = "abfnrtv";
    static const char values[] = "\a\b\f\n\r\t\v";
    const char *found = c == '\0' ? NULL : strchr(names, c);
    return found == NULL ? c : (uint8_t)values[found - names];
}

/* |raw|, between the quotes, with escapes resolved: never longer than |raw|. */
static bool unescape(aa_plist_reader *r, aa_bytes raw, aa_bytes *out)
{
    uint8_t *text = aa_arena_alloc(r->arena, raw.n);
    if (text == NULL)
        return aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    size_t n = 0;
    size_t lone = 0;   /* surrogates */
    uint32_t high = 0; /* a surrogate just written, as U+FFFD, that the next escape may complete */
    for (size_t pos = 0; pos < raw.n;) {
        uint32_t unit = 0;
        bool escaped = raw.p[pos] == '\\' && pos + 1 < raw.n;
        pos += escaped;
        if (!escaped || !numeric_escape(raw, &pos, &unit)) {
            text[n++] = escaped ? named_escape(raw.p[pos]) : raw.p[pos];
            pos++;
            high = 0;
            continue;
        }
        bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        if (low && high != 0) {
            n += aa_plist_put_utf8(text + n - 3, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)) - 3;
            high = 0;
            lone--;
            continue;
        }
        high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
        lone += low || high != 0;
        n += aa_plist_put_utf8(text + n, low || high != 0 ? 0xFFFD : unit);
    }
    if (lone > 0)
        aa_plist_note_odd(r, AA_PLIST_ODD_TEXT, (uint64_t)(raw.p - r->file.p));
    *out = (aa_bytes){text, n};
    return true;
}

/* Finds the end of a quoted text; reading is behind the quote. False, with reading there: no end. */
static bool find_quote(aa_plist_reader *r, uint8_t quote, aa_bytes *raw, bool *plain)
{
    size_t begin = r->pos;
    *plain = true;
    while (!at_end(r) && here(r) != quote) {
        bool escape = here(r) == '\\';
        *plain = *plain && !escape;
        r->pos += escape && r->file.n - r->pos >= 2 ? 2 : 1;
    }
    bool found = !at_end(r);
    *raw = (aa_bytes){r->file.p + begin, r->pos - begin};
    r->pos = found ? r->pos + 1 : begin;
    return found;
}

static uint32_t new_text(aa_plist_reader *r, aa_bytes raw, bool plain, size_t at)
{
    aa_bytes text = raw;
    if ((!plain && !unescape(r, raw, &text)) || !aa_plist_charge(r, text.n, at))
        return AA_PLIST_NONE;
    uint32_t node = aa_plist_new(r, AA_PLIST_STRING, at, aa_plist_line(r, at));
    if (node != AA_PLIST_NONE)
        aa_plist_node_at(r, node)->bytes = text;
    return node;
}

/*
 * The text here. AA_PLIST_NONE without an error when there is none; a quote without an end is none either
 * when |key|: CoreFoundation ends a dictionary there.
 */
static uint32_t read_text(aa_plist_reader *r, bool key)
{
    size_t at = r->pos;
    uint8_t c = here(r);
    aa_bytes raw = aa_bytes_none();
    bool plain = true;
    if (c == '"' || c == '\'') {
        r->pos++;
        if (!find_quote(r, c, &raw, &plain)) {
            if (!key)
                aa_plist_refuse(r, at, "quote without an end");
            return AA_PLIST_NONE;
        }
    } else {
        while (!at_end(r) && is_bare(here(r)))
            r->pos++;
        raw = (aa_bytes){r->file.p + at, r->pos - at};
        if (raw.n == 0)
            return AA_PLIST_NONE;
    }
    return new_text(r, raw, plain, at);
}

/* ---- data ---- */

static bool is_data_space(const aa_plist_reader *r)
{
    uint8_t c = here(r);
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Hexadecimal up to '>'; reading is behind '<'. */
static uint32_t read_data(aa_plist_reader *r, size_t at)
{
    uint32_t node = aa_plist_new(r, AA_PLIST_DATA, at, aa_plist_line(r, at));
    size_t begin = r->pos;
    size_t end = begin;
    while (end < r->file.n && r->file.p[end] != '>')
        end++;
    uint8_t *out = node == AA_PLIST_NONE ? NULL : aa_arena_alloc(r->arena, (end - begin) / 2);
    if (out == NULL) {
        aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
        return AA_PLIST_NONE;
    }
    size_t n = 0;
    while (r->pos < end) {
        size_t space = is_data_space(r) ? 1 : separator(r);
        if (space > 0) {
            r->pos += space;
            continue;
        }
        int high = aa_hex_digit(here(r));
        int low = end - r->pos < 2 ? -1 : aa_hex_digit(r->file.p[r->pos + 1]);
        if (high < 0 || low < 0) {
            aa_plist_refuse(r, r->pos, "data");
            return AA_PLIST_NONE;
        }
        out[n++] = (uint8_t)(high << 4 | low);
        r->pos += 2;
    }
    if (end == r->file.n || !aa_plist_charge(r, n, at)) {
        aa_plist_refuse(r, at, "data without an end");
        return AA_PLIST_NONE;
    }
    r->pos = end + 1;
    aa_plist_node_at(r, node)->bytes = (aa_bytes){out, n};
    return node;
}

/* ---- containers ---- */

/*
 * One value here, or the opening of a container: then |*node| is AA_PLIST_NONE. False with an error; false
 * without one when nothing here is a value.
 */
static bool read_value(aa_plist_reader *r, uint32_t *node)
{
    size_t at = r->pos;
    *node = AA_PLIST_NONE;
    switch (here(r)) {
    case '{':
        r->pos++;
        return aa_plist_open(r, AA_PLIST_DICT, false, at);
    case '(':
        r->pos++;
        return aa_plist_open(r, AA_PLIST_ARRAY, false, at);
    case '<':
        r->pos++;
        *node = read_data(r, at);
        break;
    default:
        *node = read_text(r, false);
    }
    return *node != AA_PLIST_NONE;
}

/* A key and what follows it; sets |*next|. False with |*ended|: there is no further key. */
static bool read_key(aa_plist_reader *r, want *next, bool *ended)
{
    uint32_t key = advance(r) ? read_text(r, true) : AA_PLIST_NONE;
    *ended = key == AA_PLIST_NONE && r->err == AA_OK;
    if (key == AA_PLIST_NONE || !aa_plist_add(r, key))
        return false;
    if (!advance(r))
        return aa_plist_refuse(r, r->pos, "key without a value");
    if (here(r) == ';') { /* the text stands for itself */
        r->pos++;
        *next = WANT_KEY;
        return aa_plist_add(r, key);
    }
    if (here(r) != '=')
        return aa_plist_refuse(r, r->pos, "no '=' behind a key");
    r->pos++;
    *next = WANT_VALUE;
    return true;
}

/* What must follow a value in what is open. */
static bool after_value(aa_plist_reader *r, want *next)
{
    bool dict = aa_plist_innermost(r)->kind == AA_PLIST_DICT;
    bool more = advance(r);
    if (dict && (!more || here(r) != ';'))
        return aa_plist_refuse(r, r->pos, "no ';' behind a value");
    if (!more)
        return aa_plist_refuse(r, r->pos, "array without an end");
    bool item = here(r) == ',';
    *next = dict ? WANT_KEY : item ? WANT_ITEM : WANT_END;
    r->pos += dict || item;
    return true;
}

/* Closes what is open: |bare| is the dictionary without braces. */
static bool close_open(aa_plist_reader *r, bool bare, uint32_t *node)
{
    bool dict = aa_plist_innermost(r)->kind == AA_PLIST_DICT;
    if (!bare) {
        if (!advance(r) || here(r) != (dict ? '}' : ')'))
            return aa_plist_refuse(r, r->pos, dict ? "dictionary without an end" : "array without an end");
        r->pos++;
    }
    return aa_plist_close(r, node);
}

/* |*node|: a value that is complete, or AA_PLIST_NONE when a container was opened. */
static bool next_value(aa_plist_reader *r, want *next, uint32_t *node)
{
    bool more = advance(r);
    if (*next == WANT_END || (*next == WANT_ITEM && (!more || here(r) == ')')))
        return close_open(r, false, node);
    if (!more || !read_value(r, node))
        return aa_plist_refuse(r, r->pos, "no value");
    if (*node == AA_PLIST_NONE)
        *next = aa_plist_innermost(r)->kind == AA_PLIST_DICT ? WANT_KEY : WANT_ITEM;
    return true;
}

/* Reads until the outermost container is closed. |bare|: it has no braces. */
static bool read_open(aa_plist_reader *r, bool bare, uint32_t *root)
{
    want next = aa_plist_innermost(r)->kind == AA_PLIST_DICT ? WANT_KEY : WANT_ITEM;
    for (;;) {
        uint32_t node = AA_PLIST_NONE;
        bool ended = false;
        bool outermost = r->open.count == 1;
        if (next != WANT_KEY) {
            if (!next_value(r, &next, &node))
                return false;
        } else if (!read_key(r, &next, &ended)) {
            if (!ended || !close_open(r, bare && outermost, &node))
                return false;
        }
        if (node == AA_PLIST_NONE)
            continue;
        if (r->open.count == 0) {
            *root = node;
            return true;
        }
        if (!aa_plist_add(r, node) || !after_value(r, &next))
            return false;
    }
}

static bool read_bare(aa_plist_reader *r, uint32_t *root)
{
    r->pos = 0;
    r->line_pos = 0;
    r->line = 1;
    r->nodes.count = 0; /* the text that is a key now */
    r->text = 0;
    if (!aa_plist_open(r, AA_PLIST_DICT, false, 0) || !read_open(r, true, root))
        return false;
    if (advance(r))
        aa_plist_note_odd(r, AA_PLIST_ODD_TRAILING, r->pos);
    return true;
}

bool aa_plist_read_strings(aa_plist_reader *r, uint32_t *root)
{
    if (!aa_plist_valid_utf8(r->file))
        return aa_plist_refuse(r, 0, "text is not UTF-8");
    if (!advance(r)) {
        *root = aa_plist_new(r, AA_PLIST_DICT, 0, 1);
        return *root != AA_PLIST_NONE;
    }
    if (!read_value(r, root))
        return aa_plist_refuse(r, r->pos, "no value");
    if (*root == AA_PLIST_NONE && !read_open(r, false, root))
        return false;
    if (!advance(r))
        return true;
    if (aa_plist_node_at(r, *root)->kind != AA_PLIST_STRING)
        return aa_plist_refuse(r, r->pos, "text behind the list");
    return read_bare(r, root);
}
