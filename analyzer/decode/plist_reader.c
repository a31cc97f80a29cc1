#include "decode/plist_reader.h"

#include "base/utf8.h"

/* ---- errors and oddities ---- */

bool aa_plist_fail(aa_plist_reader *r, aa_err err, const char *code, uint64_t offset, const char *why)
{
    if (r->err != AA_OK)
        return false;
    r->err = err;
    r->code = code;
    r->err_offset = offset;
    r->why = why;
    return false;
}

bool aa_plist_refuse(aa_plist_reader *r, uint64_t offset, const char *why)
{
    return aa_plist_fail(r, AA_E_FORMAT, "plist.format", offset, why);
}

static bool no_memory(aa_plist_reader *r)
{
    return aa_plist_fail(r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
}

void aa_plist_note_odd(aa_plist_reader *r, aa_plist_odd odd, uint64_t offset)
{
    if (r->odd[odd]++ == 0)
        r->odd_offset[odd] = offset;
}

/* ---- the table ---- */

uint32_t aa_plist_new(aa_plist_reader *r, aa_plist_kind kind, uint64_t offset, uint32_t line)
{
    if (r->nodes.count >= r->limits->plist_nodes) {
        aa_plist_fail(r, AA_E_LIMIT, "limit.plist_nodes", offset, "");
        return AA_PLIST_NONE;
    }
    aa_plist_node *node = aa_vec_push(r->arena, &r->nodes);
    if (node == NULL) {
        no_memory(r);
        return AA_PLIST_NONE;
    }
    *node = (aa_plist_node){.kind = kind, .offset = offset, .line = line, .bytes = aa_bytes_none()};
    return (uint32_t)(r->nodes.count - 1);
}

aa_plist_node *aa_plist_node_at(const aa_plist_reader *r, uint32_t node)
{
    return (aa_plist_node *)r->nodes.items + node;
}

bool aa_plist_reserve(aa_plist_reader *r, uint64_t count, uint32_t *first)
{
    if (count > r->limits->plist_refs - r->refs.count)
        return aa_plist_fail(r, AA_E_LIMIT, "limit.plist_refs", AA_NO_OFFSET, "");
    *first = (uint32_t)r->refs.count;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t *ref = aa_vec_push(r->arena, &r->refs);
        if (ref == NULL)
            return no_memory(r);
        *ref = AA_PLIST_NONE;
    }
    return true;
}

bool aa_plist_charge(aa_plist_reader *r, uint64_t n, uint64_t offset)
{
    if (n > r->limits->plist_text - r->text)
        return aa_plist_fail(r, AA_E_LIMIT, "limit.plist_text", offset, "");
    r->text += n;
    return true;
}

/* ---- text forms ---- */

uint32_t aa_plist_line(aa_plist_reader *r, size_t offset)
{
    const uint8_t *p = r->file.p;
    for (; r->line_pos < offset && r->line_pos < r->file.n; r->line_pos++) {
        bool pair = p[r->line_pos] == '\n' && r->line_pos > 0 && p[r->line_pos - 1] == '\r';
        if ((p[r->line_pos] == '\n' && !pair) || p[r->line_pos] == '\r')
            r->line++;
    }
    return r->line;
}

aa_plist_open_node *aa_plist_innermost(const aa_plist_reader *r)
{
    return r->open.count == 0 ? NULL : (aa_plist_open_node *)r->open.items + r->open.count - 1;
}

bool aa_plist_open(aa_plist_reader *r, aa_plist_kind kind, bool bracket, size_t offset)
{
    /* A <plist> inside a <plist> is no deeper in CoreFoundation, and so without a limit there. */
    if (r->open.count > r->limits->plist_depth)
        return aa_plist_fail(r, AA_E_LIMIT, "limit.plist_depth", offset, "");
    uint32_t line = aa_plist_line(r, offset);
    uint32_t node = bracket ? AA_PLIST_NONE : aa_plist_new(r, kind, offset, line);
    if (!bracket && node == AA_PLIST_NONE)
        return false;
    aa_plist_open_node *open = aa_vec_push(r->arena, &r->open);
    if (open == NULL)
        return no_memory(r);
    *open = (aa_plist_open_node){node, r->pending.count, offset, line, kind};
    return true;
}

bool aa_plist_add(aa_plist_reader *r, uint32_t node)
{
    uint32_t *slot = aa_vec_push(r->arena, &r->pending);
    if (slot == NULL)
        return no_memory(r);
    *slot = node;
    return true;
}

size_t aa_plist_pending(const aa_plist_reader *r)
{
    const aa_plist_open_node *open = aa_plist_innermost(r);
    return open == NULL ? r->pending.count : r->pending.count - open->pending;
}

bool aa_plist_close(aa_plist_reader *r, uint32_t *node)
{
    aa_plist_open_node open = *aa_plist_innermost(r);
    size_t count = r->pending.count - open.pending;
    const uint32_t *children = count == 0 ? NULL : (const uint32_t *)r->pending.items + open.pending;
    r->open.count--;
    r->pending.count = open.pending;
    if (open.node == AA_PLIST_NONE) {
        *node = children[0];
        return true;
    }
    uint32_t first = 0;
    if (!aa_plist_reserve(r, count, &first))
        return false;
    if (count > 0)
        memcpy((uint32_t *)r->refs.items + first, children, count * sizeof *children);
    aa_plist_node *made = aa_plist_node_at(r, open.node);
    made->first = first;
    made->count = (uint32_t)(open.kind == AA_PLIST_DICT ? count / 2 : count);
    *node = open.node;
    return true;
}

/* ---- encodings ---- */

bool aa_plist_valid_utf8(aa_bytes text)
{
    for (size_t pos = 0; pos < text.n;) {
        size_t at = pos;
        if (aa_utf8_next(text, &pos) == 0xFFFD && pos - at == 1)
            return false;
    }
    return true;
}

size_t aa_plist_put_utf8(uint8_t *p, uint32_t cp)
{
    if (cp < 0x80) {
        p[0] = (uint8_t)cp;
        return 1;
    }
    if (cp < 0x800) {
        p[0] = (uint8_t)(0xC0 | cp >> 6);
        p[1] = (uint8_t)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        p[0] = (uint8_t)(0xE0 | cp >> 12);
        p[1] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
        p[2] = (uint8_t)(0x80 | (cp & 0x3F));
        return 3;
    }
    p[0] = (uint8_t)(0xF0 | cp >> 18);
    p[1] = (uint8_t)(0x80 | (cp >> 12 & 0x3F));
    p[2] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
    p[3] = (uint8_t)(0x80 | (cp & 0x3F));
    return 4;
}

static uint32_t unit_at(const uint8_t *p, unsigned width, bool big)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < width; i++)
        value = value << 8 | p[big ? i : width - 1 - i];
    return value;
}

/* The code point at |*pos|; U+FFFD with |*lossy| for what is none. */
static uint32_t next_wide(aa_bytes units, size_t *pos, unsigned width, bool big, bool *lossy)
{
    uint32_t cp = unit_at(units.p + *pos, width, big);
    *pos += width;
    if (width == 2 && cp >= 0xD800 && cp <= 0xDBFF && units.n - *pos >= 2) {
        uint32_t low = unit_at(units.p + *pos, 2, big);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *pos += 2;
            return 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    if ((cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF) {
        *lossy = true;
        return 0xFFFD;
    }
    return cp;
}

bool aa_plist_to_utf8(aa_arena *arena, aa_bytes units, unsigned width, bool big, aa_bytes *out, bool *lossy)
{
    size_t count = units.n / width;
    uint8_t *text = aa_arena_array(arena, count, width == 4 ? 4 : width + 1);
    *lossy = units.n % width != 0;
    if (text == NULL)
        return false;
    units.n = count * width;
    size_t n = 0;
    for (size_t pos = 0; pos < units.n;)
        n += aa_plist_put_utf8(text + n, next_wide(units, &pos, width, big, lossy));
    *out = (aa_bytes){text, n};
    return true;
}
