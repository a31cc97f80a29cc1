/*
 * Binary property lists, as CFBinaryPList.c reads them. Objects are told apart by their offset, not by their
 * number, and only those that the top object leads to are looked at.
 */
#include <stdlib.h>

#include "decode/plist_reader.h"

#define HEADER  8
#define TRAILER 32

typedef struct slot {
    uint64_t offset;
    uint32_t object; /* its number, until the slots are by number */
} slot;

typedef struct object {
    uint64_t offset;
    uint32_t same; /* the first object at this offset */
    uint32_t node; /* of |same|: AA_PLIST_NONE until read */
    bool open;     /* of |same|: its children are being read */
} object;

/* A container whose children are being read. */
typedef struct frame {
    uint32_t object;
    uint32_t node;
    uint64_t refs;  /* where its references are in the file */
    uint32_t count; /* of references */
    uint32_t next;
} frame;

typedef struct binary {
    aa_plist_reader *r;
    aa_bytes body;   /* what objects may occupy: the file up to the offset table */
    unsigned width;  /* bytes of a reference */
    object *objects; /* by number */
    uint32_t count;
    aa_vec frames;
} binary;

static uint64_t big_endian(const uint8_t *p, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value << 8 | p[i];
    return value;
}

/* ---- header, trailer, offset table ---- */

static int by_offset(const void *a, const void *b)
{
    const slot *x = a;
    const slot *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->object < y->object ? -1 : x->object > y->object;
}

/* Fills objects[].same. */
static bool join_offsets(binary *b)
{
    slot *slots = aa_arena_array(b->r->arena, b->count, sizeof *slots);
    if (slots == NULL)
        return aa_plist_fail(b->r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    for (uint32_t i = 0; i < b->count; i++)
        slots[i] = (slot){b->objects[i].offset, i};
    qsort(slots, b->count, sizeof *slots, by_offset);
    for (uint32_t i = 0; i < b->count; i++) {
        bool first = i == 0 || slots[i].offset != slots[i - 1].offset;
        b->objects[slots[i].object].same = first ? slots[i].object : b->objects[slots[i - 1].object].same;
    }
    return true;
}

static bool read_offsets(binary *b, aa_bytes table, unsigned width)
{
    b->objects = aa_arena_array(b->r->arena, b->count, sizeof *b->objects);
    if (b->objects == NULL)
        return aa_plist_fail(b->r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    for (uint32_t i = 0; i < b->count; i++) {
        uint64_t offset = big_endian(table.p + (size_t)i * width, width);
        if (offset >= b->body.n)
            return aa_plist_refuse(b->r, b->body.n + (uint64_t)i * width, "object outside");
        b->objects[i] = (object){.offset = offset, .node = AA_PLIST_NONE};
    }
    return join_offsets(b);
}

static bool reaches(unsigned width, uint64_t value)
{
    return width >= 8 || (UINT64_C(1) << (8 * width)) > value;
}

static bool read_trailer(binary *b, uint64_t *top)
{
    aa_bytes file = b->r->file;
    if (file.n < HEADER + TRAILER + 1)
        return aa_plist_refuse(b->r, 0, "too short");
    const uint8_t *t = file.p + file.n - TRAILER;
    unsigned offset_width = t[6];
    b->width = t[7];
    uint64_t count = big_endian(t + 8, 8);
    *top = big_endian(t + 16, 8);
    uint64_t table_at = big_endian(t + 24, 8);
    uint64_t at = file.n - TRAILER;
    if (count < 1 || *top >= count || offset_width < 1 || b->width < 1)
        return aa_plist_refuse(b->r, at, "trailer");
    aa_bytes table;
    if (table_at < HEADER + 1 || table_at >= at ||
        !aa_bytes_table(file, table_at, count, offset_width, &table) || table_at + table.n != at)
        return aa_plist_refuse(b->r, at, "offset table");
    if (!reaches(b->width, count) || !reaches(offset_width, table_at))
        return aa_plist_refuse(b->r, at, "width of references");
    if (count > b->r->limits->plist_nodes)
        return aa_plist_fail(b->r, AA_E_LIMIT, "limit.plist_nodes", at, "");
    b->count = (uint32_t)count;
    b->body = (aa_bytes){file.p, (size_t)table_at};
    return read_offsets(b, table, offset_width);
}

/* ---- one object ---- */

static aa_bytes take(binary *b, aa_cursor *c, uint64_t n)
{
    aa_bytes bytes = aa_read_bytes(c, n);
    if (c->bad)
        aa_plist_refuse(b->r, c->pos, "object cut off");
    return bytes;
}

/* The count in the marker, or in the integer behind it. */
static bool read_count(binary *b, aa_cursor *c, unsigned low, uint64_t *count)
{
    *count = low;
    if (low != 0xF)
        return true;
    size_t at = c->pos;
    uint8_t marker = aa_read_u8(c);
    if (c->bad || (marker & 0xF0) != 0x10)
        return aa_plist_refuse(b->r, at, "count");
    aa_bytes bytes = take(b, c, UINT64_C(1) << (marker & 0xF));
    *count = big_endian(bytes.p, bytes.n); /* the last 64 bits count */
    if (!c->bad && *count > INT64_MAX)
        return aa_plist_refuse(b->r, at, "count");
    return !c->bad;
}

static bool read_integer(binary *b, aa_cursor *c, unsigned low, aa_plist_node *node)
{
    aa_bytes bytes = take(b, c, low > 4 ? UINT64_MAX : UINT64_C(1) << low);
    uint64_t value = big_endian(bytes.p, bytes.n);
    node->integer = (int64_t)value;
    node->wide = bytes.n == 16 && value > INT64_MAX;
    return !c->bad;
}

static bool read_real(binary *b, aa_cursor *c, unsigned low, aa_plist_node *node)
{
    if (low != 2 && low != 3)
        return aa_plist_refuse(b->r, node->offset, "width of a number");
    aa_bytes bytes = take(b, c, low == 2 ? 4 : 8);
    uint64_t bits = big_endian(bytes.p, bytes.n);
    uint32_t narrow_bits = (uint32_t)bits;
    float narrow = 0;
    if (low == 2) {
        memcpy(&narrow, &narrow_bits, sizeof narrow);
        node->real = (double)narrow;
    } else {
        memcpy(&node->real, &bits, sizeof node->real);
    }
    return !c->bad;
}

static bool read_uid(binary *b, aa_cursor *c, unsigned low, aa_plist_node *node)
{
    aa_bytes bytes = take(b, c, low + 1);
    uint64_t value = big_endian(bytes.p, bytes.n);
    if (!c->bad && value > UINT32_MAX)
        return aa_plist_refuse(b->r, node->offset, "UID");
    node->integer = (int64_t)value;
    return !c->bad;
}

static bool is_ascii(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] >= 0x80)
            return false;
    return true;
}

/* |width|: bytes of a character. CoreFoundation takes "ASCII" with high bits as Latin-1. */
static bool read_text(binary *b, aa_cursor *c, unsigned low, unsigned width, aa_plist_node *node)
{
    uint64_t count = 0;
    if (!read_count(b, c, low, &count))
        return false;
    aa_bytes raw = take(b, c, count > UINT64_MAX / width ? UINT64_MAX : count * width);
    if (c->bad || !aa_plist_charge(b->r, raw.n, node->offset))
        return false;
    node->bytes = raw;
    if (width == 1 && is_ascii(raw))
        return true;
    bool lossy = false;
    if (!aa_plist_to_utf8(b->r->arena, raw, width, true, &node->bytes, &lossy))
        return aa_plist_fail(b->r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    if (lossy || width == 1)
        aa_plist_note_odd(b->r, AA_PLIST_ODD_TEXT, node->offset);
    return true;
}

static bool read_data(binary *b, aa_cursor *c, unsigned low, aa_plist_node *node)
{
    uint64_t count = 0;
    if (!read_count(b, c, low, &count))
        return false;
    node->bytes = take(b, c, count);
    return !c->bad && aa_plist_charge(b->r, node->bytes.n, node->offset);
}

static bool kind_of(uint8_t marker, aa_plist_kind *kind)
{
    static const aa_plist_kind kinds[16] = {
        [0x1] = AA_PLIST_INT,    [0x2] = AA_PLIST_REAL,   [0x3] = AA_PLIST_DATE, [0x4] = AA_PLIST_DATA,
        [0x5] = AA_PLIST_STRING, [0x6] = AA_PLIST_STRING, [0x8] = AA_PLIST_UID,  [0xA] = AA_PLIST_ARRAY,
        [0xC] = AA_PLIST_SET,    [0xD] = AA_PLIST_DICT,
    };
    if (marker >> 4 == 0) {
        *kind = marker == 0 ? AA_PLIST_NULL : AA_PLIST_BOOL;
        return marker == 0 || marker == 0x08 || marker == 0x09;
    }
    *kind = kinds[marker >> 4];
    return *kind != AA_PLIST_NULL;
}

static bool read_value(binary *b, aa_cursor *c, uint8_t marker, aa_plist_node *node)
{
    unsigned low = marker & 0xF;
    switch (node->kind) {
    case AA_PLIST_BOOL:
        node->boolean = marker == 0x09;
        return true;
    case AA_PLIST_INT:
        return read_integer(b, c, low, node);
    case AA_PLIST_DATE:
        if (low != 3)
            return aa_plist_refuse(b->r, node->offset, "date");
        return read_real(b, c, low, node);
    case AA_PLIST_REAL:
        return read_real(b, c, low, node);
    case AA_PLIST_DATA:
        return read_data(b, c, low, node);
    case AA_PLIST_STRING:
        return read_text(b, c, low, marker >> 4 == 0x6 ? 2 : 1, node);
    case AA_PLIST_UID:
        return read_uid(b, c, low, node);
    case AA_PLIST_NULL:
    case AA_PLIST_ARRAY:
    case AA_PLIST_SET:
    case AA_PLIST_DICT:
        break;
    }
    return true;
}

/* Reserves the references of the container |node| and opens it. */
static bool open_container(binary *b, aa_cursor *c, uint32_t object_number, uint32_t node, unsigned low)
{
    aa_plist_node *made = aa_plist_node_at(b->r, node);
    uint64_t count = 0;
    if (!read_count(b, c, low, &count))
        return false;
    uint64_t refs = made->kind == AA_PLIST_DICT ? count * 2 : count; /* at most INT64_MAX: no wrap */
    aa_bytes table;
    if (!aa_bytes_table(b->body, c->pos, refs, b->width, &table))
        return aa_plist_refuse(b->r, made->offset, "object cut off");
    if (!aa_plist_reserve(b->r, refs, &made->first))
        return false;
    made->count = (uint32_t)count;
    frame *f = aa_vec_push(b->r->arena, &b->frames);
    if (f == NULL)
        return aa_plist_fail(b->r, AA_E_NOMEM, NULL, AA_NO_OFFSET, "");
    *f = (frame){object_number, node, c->pos, (uint32_t)refs, 0};
    b->objects[object_number].open = true;
    return true;
}

/* Reads object |number|, or finds it read. A container is opened, its children are read later. */
static bool read_object(binary *b, uint64_t number, uint32_t *node)
{
    if (number >= b->count)
        return aa_plist_refuse(b->r, AA_NO_OFFSET, "reference outside");
    uint32_t same = b->objects[number].same;
    object *o = &b->objects[same];
    if (b->frames.count > b->r->limits->plist_depth)
        return aa_plist_fail(b->r, AA_E_LIMIT, "limit.plist_depth", o->offset, "");
    if (o->open)
        return aa_plist_refuse(b->r, o->offset, "container inside itself");
    *node = o->node;
    if (o->node != AA_PLIST_NONE)
        return true;
    aa_plist_kind kind = AA_PLIST_NULL;
    if (o->offset < HEADER || !kind_of(b->body.p[o->offset], &kind))
        return aa_plist_refuse(b->r, o->offset, "kind of object");
    o->node = aa_plist_new(b->r, kind, o->offset, 0);
    if (o->node == AA_PLIST_NONE)
        return false;
    *node = o->node;
    aa_cursor c = aa_cursor_at(b->body, o->offset);
    uint8_t marker = aa_read_u8(&c);
    if (kind == AA_PLIST_ARRAY || kind == AA_PLIST_SET || kind == AA_PLIST_DICT)
        return open_container(b, &c, same, o->node, marker & 0xF);
    return read_value(b, &c, marker, aa_plist_node_at(b->r, o->node));
}

/* A key must not be a container. */
static bool check_key(binary *b, uint32_t node)
{
    const aa_plist_node *key = aa_plist_node_at(b->r, node);
    if (key->kind >= AA_PLIST_ARRAY)
        return aa_plist_refuse(b->r, key->offset, "container as a key");
    if (key->kind != AA_PLIST_STRING)
        aa_plist_note_odd(b->r, AA_PLIST_ODD_KEY_TYPE, key->offset);
    return true;
}

/* The next child of the innermost container; keys come before values in the file. */
static bool read_child(binary *b)
{
    size_t depth = b->frames.count - 1;
    frame *f = (frame *)b->frames.items + depth;
    uint32_t i = f->next++;
    const aa_plist_node *parent = aa_plist_node_at(b->r, f->node);
    bool dict = parent->kind == AA_PLIST_DICT;
    bool key = dict && i < parent->count;
    uint32_t place = i;
    if (dict)
        place = key ? 2 * i : 2 * (i - parent->count) + 1;
    place += parent->first;
    uint64_t number = big_endian(b->body.p + f->refs + (uint64_t)i * b->width, b->width);
    uint32_t node = AA_PLIST_NONE;
    if (!read_object(b, number, &node)) /* |f| and |parent| may be stale from here */
        return false;
    ((uint32_t *)b->r->refs.items)[place] = node;
    return !key || check_key(b, node);
}

bool aa_plist_read_binary(aa_plist_reader *r, uint32_t *root)
{
    binary b = {.r = r, .frames = AA_VEC_INIT(frame)};
    uint64_t top = 0;
    if (!read_trailer(&b, &top) || !read_object(&b, top, root))
        return false;
    while (b.frames.count > 0) {
        const frame *f = (const frame *)b.frames.items + b.frames.count - 1;
        if (f->next == f->count) {
            b.objects[f->object].open = false;
            b.frames.count--;
        } else if (!read_child(&b)) {
            return false;
        }
    }
    return true;
}
