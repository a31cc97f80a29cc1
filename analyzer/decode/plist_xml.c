/*
 * XML property lists, as CFPropertyList.c reads them: not an XML parser. No entity but the five and numbers,
 * no attribute counts, a declaration ends at the first '>', and what follows the first element is not read.
 */
#include "base/utf8.h"
#include "decode/plist_reader.h"

typedef enum tag {
    TAG_ARRAY,
    TAG_DICT,
    TAG_PLIST,
    TAG_KEY,
    TAG_STRING,
    TAG_DATA,
    TAG_DATE,
    TAG_REAL,
    TAG_INTEGER,
    TAG_TRUE,
    TAG_FALSE,
    TAG_COUNT
} tag;

static const char *const tag_names[TAG_COUNT] = {
    [TAG_ARRAY] = "array",     [TAG_DICT] = "dict", [TAG_PLIST] = "plist", [TAG_KEY] = "key",
    [TAG_STRING] = "string",   [TAG_DATA] = "data", [TAG_DATE] = "date",   [TAG_REAL] = "real",
    [TAG_INTEGER] = "integer", [TAG_TRUE] = "true", [TAG_FALSE] = "false",
};

static bool is_space(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool at_end(const aa_plist_reader *r)
{
    return r->pos >= r->file.n;
}

static uint8_t here(const aa_plist_reader *r)
{
    return r->file.p[r->pos];
}

static void skip_space(aa_plist_reader *r)
{
    while (!at_end(r) && is_space(here(r)))
        r->pos++;
}

static bool looking_at(const aa_plist_reader *r, size_t pos, const char *text)
{
    size_t n = strlen(text);
    return pos <= r->file.n && r->file.n - pos >= n && memcmp(r->file.p + pos, text, n) == 0;
}

/* Moves behind the next |text|; false with an error when there is none. */
static bool skip_past(aa_plist_reader *r, const char *text, const char *why)
{
    size_t begin = r->pos;
    for (; r->pos < r->file.n; r->pos++) {
        if (here(r) == (uint8_t)text[0] && looking_at(r, r->pos, text)) {
            r->pos += strlen(text);
            return true;
        }
    }
    return aa_plist_refuse(r, begin, why);
}

/* ---- what is between elements ---- */

static bool skip_comment(aa_plist_reader *r)
{
    size_t begin = r->pos;
    if (!skip_past(r, "-->", "comment without an end"))
        return false;
    for (size_t i = begin; i + 4 < r->pos; i++) {
        if (looking_at(r, i, "--")) {
            aa_plist_note_odd(r, AA_PLIST_ODD_NOT_WELLFORMED, begin);
            break;
        }
    }
    return true;
}

static bool skip_instruction(aa_plist_reader *r)
{
    return skip_past(r, "?>", "processing instruction without an end");
}

/* A declaration of an inline DTD; reading is behind "<". */
static bool skip_declaration(aa_plist_reader *r)
{
    if (looking_at(r, r->pos, "?"))
        return skip_instruction(r);
    if (looking_at(r, r->pos, "!--")) {
        r->pos += 3;
        return skip_comment(r);
    }
    if (!looking_at(r, r->pos, "!"))
        return aa_plist_refuse(r, r->pos, "document type");
    return skip_past(r, ">", "declaration without an end");
}

/* Older systems skip what is in brackets, newer ones refuse the list. */
static bool skip_inline_dtd(aa_plist_reader *r)
{
    aa_plist_note_odd(r, AA_PLIST_ODD_INLINE_DTD, r->pos);
    r->pos++;
    for (;;) {
        skip_space(r);
        if (at_end(r))
            return aa_plist_refuse(r, r->pos, "document type without an end");
        uint8_t c = here(r);
        if (c != ']' && c != '%' && c != '<')
            return aa_plist_refuse(r, r->pos, "document type");
        r->pos++;
        if (c == ']')
            return true;
        if (!(c == '%' ? skip_past(r, ";", "document type") : skip_declaration(r)))
            return false;
    }
}

/* Reading is behind "<!". */
static bool skip_doctype(aa_plist_reader *r)
{
    if (!looking_at(r, r->pos, "DOCTYPE"))
        return aa_plist_refuse(r, r->pos, "document type");
    while (!at_end(r) && here(r) != '[' && here(r) != '>')
        r->pos++;
    if (!at_end(r) && here(r) == '[' && !skip_inline_dtd(r))
        return false;
    skip_space(r);
    if (at_end(r) || here(r) != '>')
        return aa_plist_refuse(r, r->pos, "document type");
    r->pos++;
    return true;
}

/* Moves to the '<' of the first element. */
static bool skip_prologue(aa_plist_reader *r)
{
    for (;;) {
        skip_space(r);
        if (r->file.n - r->pos < 2 || here(r) != '<')
            return aa_plist_refuse(r, r->pos, "no element");
        bool ok = true;
        if (looking_at(r, r->pos, "<!--")) {
            /* One character more than the dashes, as there: what is a comment depends on it. */
            r->pos = r->file.n - r->pos < 5 ? r->file.n : r->pos + 5;
            ok = skip_comment(r);
        } else if (looking_at(r, r->pos, "<!")) {
            r->pos += 2;
            ok = skip_doctype(r);
        } else if (looking_at(r, r->pos, "<?")) {
            r->pos += 2;
            ok = skip_instruction(r);
        } else {
            return true;
        }
        if (!ok)
            return false;
    }
}

/* Moves to the '<' of the next element or closing tag inside an element. */
static bool skip_content(aa_plist_reader *r)
{
    for (;;) {
        skip_space(r);
        if (r->file.n - r->pos < 2 || here(r) != '<')
            return aa_plist_refuse(r, r->pos, "text where an element belongs");
        bool ok = true;
        if (looking_at(r, r->pos, "<?")) {
            r->pos += 2;
            ok = skip_instruction(r);
        } else if (looking_at(r, r->pos, "<!--")) {
            r->pos += 4;
            ok = skip_comment(r);
        } else if (looking_at(r, r->pos, "<!")) {
            return aa_plist_refuse(r, r->pos, "declaration inside the list");
        } else {
            return true;
        }
        if (!ok)
            return false;
    }
}

/* ---- tags ---- */

/* Attributes are not read; what an XML parser would make of them is told. */
static void look_at_attributes(aa_plist_reader *r, size_t begin, size_t end)
{
    size_t quotes = 0;
    bool bare = false;
    for (size_t i = begin; i < end; i++) {
        uint8_t c = r->file.p[i];
        uint8_t next = i + 1 < end ? r->file.p[i + 1] : 0;
        quotes += c == '"';
        bare = bare || (quotes % 2 == 0 && c == '=' && next != '"' && next != '\'' && !is_space(next));
    }
    if (bare || quotes % 2 != 0)
        aa_plist_note_odd(r, AA_PLIST_ODD_NOT_WELLFORMED, begin);
}

/* Reads the opening tag at |r->pos|, a '<', to behind its '>'. */
static bool read_tag(aa_plist_reader *r, tag *out, bool *empty)
{
    size_t name = r->pos + 1;
    size_t name_end = 0;
    size_t end = name;
    for (; end < r->file.n && r->file.p[end] != '>'; end++)
        if (name_end == 0 && is_space(r->file.p[end]))
            name_end = end;
    if (end == r->file.n)
        return aa_plist_refuse(r, r->pos, "tag without an end");
    *empty = r->file.p[end - 1] == '/';
    if (name_end == 0)
        name_end = end - (*empty && end > name ? 1 : 0);
    look_at_attributes(r, name_end, end);
    aa_bytes text = {r->file.p + name, name_end - name};
    for (int i = 0; i < TAG_COUNT; i++) {
        if (aa_bytes_is(text, tag_names[i])) {
            *out = (tag)i;
            r->pos = end + 1;
            return true;
        }
    }
    return aa_plist_refuse(r, name, "unknown element");
}

static bool read_closing_tag(aa_plist_reader *r, tag which)
{
    const char *name = tag_names[which];
    if (!looking_at(r, r->pos, "</") || !looking_at(r, r->pos + 2, name))
        return aa_plist_refuse(r, r->pos, "closing tag");
    r->pos += 2 + strlen(name);
    skip_space(r);
    if (at_end(r) || here(r) != '>')
        return aa_plist_refuse(r, r->pos, "closing tag");
    r->pos++;
    return true;
}

/* ---- texts ---- */

static const struct {
    const char *name;
    char value;
} entities[] = {{"lt;", '<'}, {"gt;", '>'}, {"amp;", '&'}, {"apos;", '\''}, {"quot;", '"'}};

static int digit(uint8_t c, bool hex)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (hex && c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return hex && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number behind "&#" at |*pos|, which moves behind its ';'. */
static bool read_number(aa_plist_reader *r, aa_bytes text, size_t *pos, uint32_t *cp)
{
    bool hex = *pos < text.n && text.p[*pos] == 'x';
    size_t begin = *pos += hex;
    uint32_t value = 0;
    for (; *pos < text.n && *pos - begin <= 8; ++*pos) {
        if (text.p[*pos] == ';') {
            ++*pos;
            *cp = value;
            bool bad = value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF);
            return bad ? aa_plist_refuse(r, AA_NO_OFFSET, "character number") : true;
        }
        int d = digit(text.p[*pos], hex);
        if (d < 0 || *pos - begin == 8)
            break;
        value = value * (hex ? 16 : 10) + (uint32_t)d;
    }
    return aa_plist_refuse(r, AA_NO_OFFSET, "character number");
}

/* The character that the reference at |*pos|, an '&', stands for. */
static bool read_entity(aa_plist_reader *r, aa_bytes text, size_t *pos, uint32_t *cp)
{
    ++*pos;
    if (*pos < text.n && text.p[*pos] == '#') {
        ++*pos;
        return read_number(r, text, pos, cp);
    }
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        size_t n = strlen(entities[i].name);
        if (text.n - *pos >= n && memcmp(text.p + *pos, entities[i].name, n) == 0) {
            *pos += n;
            *cp = (uint8_t)entities[i].value;
            return true;
        }
    }
    return aa_plist_fail(r, AA_E_FORMAT, "plist.entity", (uint64_t)(text.p - r->file.p) + *pos - 1, "");
}

#define CDATA     "<![CDATA["
#define CDATA_LEN (sizeof CDATA - 1)

/* The text from |r->pos| to the next tag, as written; |*plain|: it stands for itself. */
static bool find_text(aa_plist_reader *r, aa_bytes *raw, bool *plain)
{
    size_t begin = r->pos;
    *plain = true;
    while (!at_end(r)) {
        if (here(r) != '<') {
            *plain = *plain && here(r) != '&';
            r->pos++;
            continue;
        }
        if (!looking_at(r, r->pos, "<!"))
            break;
        if (!looking_at(r, r->pos, CDATA))
            return aa_plist_refuse(r, r->pos, "CDATA");
        *plain = false;
        r->pos += CDATA_LEN;
        if (!skip_past(r, "]]>", "CDATA without an end"))
            return false;
    }
    *raw = (aa_bytes){r->file.p + begin, r->pos - begin};
    return true;
}

/* |raw| with references and CDATA resolved: never longer than |raw|. */
static bool resolve_text(aa_plist_reader *r, aa_bytes raw, aa_bytes *out)
{
    uint8_t *text = aa_arena_alloc(r->arena, raw.n);
    if (text == NULL)
        return aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    size_t n = 0;
    bool cdata = false;
    for (size_t pos = 0; pos < raw.n;) {
        aa_bytes rest = aa_bytes_from(raw, pos);
        uint32_t cp = 0;
        if (!cdata && raw.p[pos] == '<') {
            cdata = true;
            pos += CDATA_LEN;
        } else if (cdata && rest.n >= 3 && memcmp(rest.p, "]]>", 3) == 0) {
            cdata = false;
            pos += 3;
        } else if (!cdata && raw.p[pos] == '&') {
            if (!read_entity(r, raw, &pos, &cp))
                return false;
            n += aa_plist_put_utf8(text + n, cp);
        } else {
            text[n++] = raw.p[pos++];
        }
    }
    *out = (aa_bytes){text, n};
    return true;
}

static bool read_text(aa_plist_reader *r, aa_bytes *out)
{
    bool plain = true;
    size_t at = r->pos;
    if (!find_text(r, out, &plain) || (!plain && !resolve_text(r, *out, out)))
        return false;
    return aa_plist_valid_utf8(*out) ? true : aa_plist_refuse(r, at, "text is not UTF-8");
}

/* ---- elements ---- */

static uint32_t new_node(aa_plist_reader *r, aa_plist_kind kind, size_t at)
{
    return aa_plist_new(r, kind, at, aa_plist_line(r, at));
}

static aa_plist_kind kind_of(tag which)
{
    static const aa_plist_kind kinds[TAG_COUNT] = {
        [TAG_ARRAY] = AA_PLIST_ARRAY,   [TAG_DICT] = AA_PLIST_DICT,   [TAG_KEY] = AA_PLIST_STRING,
        [TAG_STRING] = AA_PLIST_STRING, [TAG_DATA] = AA_PLIST_DATA,   [TAG_DATE] = AA_PLIST_DATE,
        [TAG_REAL] = AA_PLIST_REAL,     [TAG_INTEGER] = AA_PLIST_INT, [TAG_TRUE] = AA_PLIST_BOOL,
        [TAG_FALSE] = AA_PLIST_BOOL,
    };
    return kinds[which];
}

/* The content of a leaf, up to its closing tag. */
static bool read_leaf(aa_plist_reader *r, tag which, aa_plist_node *node)
{
    aa_bytes text = aa_bytes_none();
    size_t begin = r->pos;
    switch (which) {
    case TAG_KEY:
    case TAG_STRING:
        return read_text(r, &node->bytes) && aa_plist_charge(r, node->bytes.n, begin);
    case TAG_REAL:
        return read_text(r, &text) && aa_plist_xml_real(r, text, node);
    case TAG_DATA:
    case TAG_DATE:
    case TAG_INTEGER:
        while (!at_end(r) && here(r) != '<')
            r->pos++;
        text = (aa_bytes){r->file.p + begin, r->pos - begin};
        if (which == TAG_DATA)
            return aa_plist_xml_data(r, text, node);
        return which == TAG_DATE ? aa_plist_xml_date(r, text, node) : aa_plist_xml_integer(r, text, node);
    case TAG_TRUE:
    case TAG_FALSE:
    case TAG_ARRAY:
    case TAG_DICT:
    case TAG_PLIST:
    case TAG_COUNT:
        break;
    }
    return true;
}

/* A value without children, whose opening tag was at |at|. */
static bool read_value(aa_plist_reader *r, tag which, bool empty, size_t at, uint32_t *node)
{
    bool may_be_empty = which == TAG_ARRAY || which == TAG_DICT || which == TAG_KEY || which == TAG_STRING ||
                        which == TAG_TRUE || which == TAG_FALSE;
    if (empty && !may_be_empty)
        return aa_plist_refuse(r, at, "empty element");
    *node = new_node(r, kind_of(which), at);
    if (*node == AA_PLIST_NONE)
        return false;
    aa_plist_node *made = aa_plist_node_at(r, *node);
    made->boolean = which == TAG_TRUE;
    return empty || (read_leaf(r, which, made) && read_closing_tag(r, which));
}

/* Hands |node| to what is open. */
static bool deliver(aa_plist_reader *r, uint32_t node, bool is_key, size_t at)
{
    const aa_plist_open_node *open = aa_plist_innermost(r);
    size_t seen = aa_plist_pending(r);
    if (open != NULL && open->node == AA_PLIST_NONE && seen > 0)
        return aa_plist_refuse(r, at, "second value in a list");
    if (open != NULL && open->kind == AA_PLIST_DICT && seen % 2 == 0 && !is_key)
        return aa_plist_refuse(r, at, "value without a key");
    return aa_plist_add(r, node);
}

/* A dictionary of one number under CF$UID is how archives are written as XML. */
static void make_uid(const aa_plist_reader *r, uint32_t node)
{
    aa_plist_node *dict = aa_plist_node_at(r, node);
    if (dict->kind != AA_PLIST_DICT || dict->count != 1)
        return;
    const uint32_t *refs = (const uint32_t *)r->refs.items + dict->first;
    const aa_plist_node *value = aa_plist_node_at(r, refs[1]);
    if (!aa_bytes_is(aa_plist_node_at(r, refs[0])->bytes, "CF$UID") ||
        (value->kind != AA_PLIST_INT && value->kind != AA_PLIST_REAL))
        return;
    bool small = value->kind == AA_PLIST_INT || (value->real >= 0 && value->real <= UINT32_MAX);
    dict->kind = AA_PLIST_UID;
    dict->integer = (uint32_t)(value->kind == AA_PLIST_INT ? value->integer
                               : small                     ? (int64_t)value->real
                                                           : 0);
    dict->count = 0;
}

/* The closing tag of what is open; |*node|: what was in it. */
static bool close_open(aa_plist_reader *r, uint32_t *node)
{
    const aa_plist_open_node *open = aa_plist_innermost(r);
    size_t seen = aa_plist_pending(r);
    bool bracket = open->node == AA_PLIST_NONE;
    if (bracket && seen == 0)
        return aa_plist_refuse(r, open->offset, "empty list");
    if (!bracket && open->kind == AA_PLIST_DICT && seen % 2 != 0)
        return aa_plist_refuse(r, r->pos, "key without a value");
    tag which = bracket ? TAG_PLIST : open->kind == AA_PLIST_DICT ? TAG_DICT : TAG_ARRAY;
    if (!read_closing_tag(r, which) || !aa_plist_close(r, node))
        return false;
    make_uid(r, *node);
    return true;
}

/* The element or closing tag at |r->pos|. */
static bool step(aa_plist_reader *r)
{
    size_t at = r->pos;
    uint32_t node = AA_PLIST_NONE;
    if (r->open.count > 0 && looking_at(r, at, "</"))
        return close_open(r, &node) && deliver(r, node, false, at);
    tag which = TAG_COUNT;
    bool empty = false;
    if (!read_tag(r, &which, &empty))
        return false;
    if (!empty && (which == TAG_ARRAY || which == TAG_DICT || which == TAG_PLIST))
        return aa_plist_open(r, which == TAG_PLIST ? AA_PLIST_NULL : kind_of(which), which == TAG_PLIST, at);
    return read_value(r, which, empty, at, &node) && deliver(r, node, which == TAG_KEY, at);
}

bool aa_plist_read_xml(aa_plist_reader *r, uint32_t *root)
{
    if (!skip_prologue(r) || !step(r))
        return false;
    while (r->open.count > 0)
        if (!skip_content(r) || !step(r))
            return false;
    *root = *(const uint32_t *)r->pending.items;
    skip_space(r);
    if (!at_end(r))
        aa_plist_note_odd(r, AA_PLIST_ODD_TRAILING, r->pos);
    return true;
}
