#include <stdlib.h>

#include "decode/aapt_proto_item.h"

/* Fields of Resources.proto. */
enum { NODE_ELEMENT = 1, NODE_TEXT = 2, NODE_SOURCE = 3 };

enum { ELEMENT_NAMESPACE = 1, ELEMENT_URI = 2, ELEMENT_NAME = 3, ELEMENT_ATTRIBUTE = 4, ELEMENT_CHILD = 5 };

enum { ATTR_URI = 1, ATTR_NAME = 2, ATTR_TEXT = 3, ATTR_ID = 5, ATTR_ITEM = 6 };

/* Chunks of ResourceTypes.h. */
enum {
    XML = 0x0003,
    START_NAMESPACE = 0x0100,
    END_NAMESPACE = 0x0101,
    START_ELEMENT = 0x0102,
    END_ELEMENT = 0x0103,
    CDATA = 0x0104,
    RESOURCE_MAP = 0x0180
};

#define NO_STRING UINT32_MAX

/* Most a text may grow: every attribute of a few bytes becomes one of 20. */
enum { GROWTH = 32 };

typedef struct frame {
    aa_proto children; /* fields of the element that are still to come */
    aa_bytes element;
    uint32_t line;
} frame;

typedef struct writer {
    aa_arena *arena;
    const aa_limits *limits;
    aa_notes *notes;
    aa_chunk_pool pool;
    aa_vec named; /* the first strings of the pool */
    aa_vec stack; /* of frame */
    aa_str body;
    bool naming; /* the first round, which only collects names with ids */
    bool deep, damaged, any;
} writer;

static uint32_t text_or_none(writer *w, aa_bytes text)
{
    return text.n == 0 ? NO_STRING : aa_chunk_string(&w->pool, text);
}

/* ---- names with ids: they stand first in the pool, and the map says which id each has */

typedef struct named {
    uint32_t id;
    aa_bytes name;
} named;

static int by_id(const void *a, const void *b)
{
    const named *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return aa_bytes_compare(x->name, y->name);
}

static void collect_name(writer *w, aa_bytes attribute)
{
    uint32_t id = (uint32_t)aa_proto_value(attribute, ATTR_ID);
    named *n = id == 0 ? NULL : aa_vec_push(w->arena, &w->named);
    if (n != NULL)
        *n = (named){id, aa_proto_bytes(attribute, ATTR_NAME)};
    w->pool.failed = w->pool.failed || (id != 0 && n == NULL);
}

/* Each once, the first strings of the pool. */
static void settle_names(writer *w)
{
    named *items = w->named.items;
    size_t kept = 0;
    if (w->named.count > 1)
        qsort(items, w->named.count, sizeof *items, by_id);
    for (size_t i = 0; i < w->named.count; i++) {
        if (i > 0 && by_id(&items[i], &items[kept - 1]) == 0)
            continue;
        items[kept++] = items[i];
        aa_chunk_new_string(&w->pool, items[kept - 1].name);
    }
    w->named.count = kept;
    w->naming = false;
}

/* The string of an attribute's name. */
static uint32_t name_of(writer *w, aa_bytes attribute)
{
    const named key = {(uint32_t)aa_proto_value(attribute, ATTR_ID), aa_proto_bytes(attribute, ATTR_NAME)};
    const named *items = w->named.items;
    const named *found =
        key.id == 0 || w->named.count == 0 ? NULL : bsearch(&key, items, w->named.count, sizeof key, by_id);
    return found != NULL ? (uint32_t)(found - items) : aa_chunk_string(&w->pool, key.name);
}

/* ---- chunks */

static size_t begin(writer *w, uint32_t type, uint32_t line)
{
    size_t start = w->body.len;
    aa_chunk_u16(&w->body, type);
    aa_chunk_u16(&w->body, 16);
    aa_chunk_u32(&w->body, 0);
    aa_chunk_u32(&w->body, line);
    aa_chunk_u32(&w->body, NO_STRING); /* comment */
    return start;
}

static void end(writer *w, size_t start)
{
    aa_chunk_patch(&w->body, start + 4, (uint32_t)(w->body.len - start));
}

static void put_namespaces(writer *w, const frame *f, uint32_t type)
{
    aa_proto p = aa_proto_of(f->element);
    aa_proto_field field;
    while (aa_proto_next(&p, &field)) {
        if (field.number != ELEMENT_NAMESPACE)
            continue;
        size_t start = begin(w, type, f->line);
        aa_chunk_u32(&w->body, text_or_none(w, aa_proto_bytes(field.bytes, 1)));
        aa_chunk_u32(&w->body, text_or_none(w, aa_proto_bytes(field.bytes, 2)));
        end(w, start);
    }
}

static void put_attribute(writer *w, aa_bytes attribute)
{
    aa_bytes text = aa_proto_bytes(attribute, ATTR_TEXT);
    bool typed = aa_proto_has(attribute, ATTR_ITEM);
    aa_proto_item item = typed ? aa_proto_item_of(aa_proto_bytes(attribute, ATTR_ITEM))
                               : (aa_proto_item){AA_RES_STRING, 0, text};
    aa_chunk_u32(&w->body, text_or_none(w, aa_proto_bytes(attribute, ATTR_URI)));
    aa_chunk_u32(&w->body, name_of(w, attribute));
    aa_chunk_u32(&w->body, text.n > 0 || !typed ? aa_chunk_string(&w->pool, text) : NO_STRING);
    aa_proto_put_item(&w->body, &w->pool, item);
}

static uint32_t count_attributes(aa_bytes element)
{
    aa_proto p = aa_proto_of(element);
    aa_proto_field f;
    uint32_t count = 0;
    while (aa_proto_next(&p, &f))
        count += f.number == ELEMENT_ATTRIBUTE;
    return count;
}

static void put_start(writer *w, const frame *f)
{
    uint32_t count = count_attributes(f->element);
    put_namespaces(w, f, START_NAMESPACE);
    size_t start = begin(w, START_ELEMENT, f->line);
    aa_chunk_u32(&w->body, text_or_none(w, aa_proto_bytes(f->element, ELEMENT_URI)));
    aa_chunk_u32(&w->body, aa_chunk_string(&w->pool, aa_proto_bytes(f->element, ELEMENT_NAME)));
    aa_chunk_u16(&w->body, 20); /* where attributes start, and their size */
    aa_chunk_u16(&w->body, 20);
    aa_chunk_u16(&w->body, count < UINT16_MAX ? count : UINT16_MAX);
    for (int i = 0; i < 3; i++) /* id, class and style: hints that nobody needs */
        aa_chunk_u16(&w->body, 0);
    aa_proto p = aa_proto_of(f->element);
    aa_proto_field field;
    for (uint32_t left = UINT16_MAX; left > 0 && aa_proto_next(&p, &field);)
        if (field.number == ELEMENT_ATTRIBUTE) {
            put_attribute(w, field.bytes);
            left--;
        }
    end(w, start);
}

static void put_end(writer *w, const frame *f)
{
    size_t start = begin(w, END_ELEMENT, f->line);
    aa_chunk_u32(&w->body, text_or_none(w, aa_proto_bytes(f->element, ELEMENT_URI)));
    aa_chunk_u32(&w->body, aa_chunk_string(&w->pool, aa_proto_bytes(f->element, ELEMENT_NAME)));
    end(w, start);
    put_namespaces(w, f, END_NAMESPACE);
}

static void put_text(writer *w, aa_bytes text)
{
    size_t start = begin(w, CDATA, 0);
    aa_chunk_u32(&w->body, aa_chunk_string(&w->pool, text));
    aa_proto_put_item(&w->body, &w->pool, (aa_proto_item){AA_RES_STRING, 0, text});
    end(w, start);
}

/* ---- the tree */

static void open_element(writer *w, aa_bytes node)
{
    aa_bytes element = aa_proto_bytes(node, NODE_ELEMENT);
    if (w->stack.count >= w->limits->axml_depth) {
        w->deep = true;
        return;
    }
    frame *f = aa_vec_push(w->arena, &w->stack);
    if (f == NULL) {
        w->pool.failed = true;
        return;
    }
    *f = (frame){aa_proto_of(element), element,
                 (uint32_t)aa_proto_value(aa_proto_bytes(node, NODE_SOURCE), 1)};
    w->any = true;
    if (!w->naming)
        put_start(w, f);
}

static void close_element(writer *w)
{
    const frame *f = (const frame *)w->stack.items + w->stack.count - 1;
    w->damaged = w->damaged || f->children.at.bad;
    if (!w->naming)
        put_end(w, f);
    w->stack.count--;
}

static void open_node(writer *w, aa_bytes node)
{
    if (aa_proto_has(node, NODE_ELEMENT))
        open_element(w, node);
    else if (!w->naming && aa_proto_bytes(node, NODE_TEXT).n > 0 && w->stack.count > 0)
        put_text(w, aa_proto_bytes(node, NODE_TEXT));
}

static bool goes_on(const writer *w)
{
    return !w->pool.failed && aa_str_ok(&w->body);
}

static void walk(writer *w, aa_bytes data)
{
    open_node(w, data);
    while (w->stack.count > 0 && goes_on(w)) {
        frame *f = (frame *)w->stack.items + w->stack.count - 1;
        aa_proto_field field;
        if (!aa_proto_next(&f->children, &field))
            close_element(w);
        else if (field.number == ELEMENT_CHILD)
            open_node(w, field.bytes);
        else if (field.number == ELEMENT_ATTRIBUTE && w->naming)
            collect_name(w, field.bytes);
    }
    w->stack.count = 0;
}

static void put_document(writer *w, aa_str *out)
{
    aa_chunk_u16(out, XML);
    aa_chunk_u16(out, 8);
    aa_chunk_u32(out, 0);
    aa_chunk_put_pool(out, &w->pool);
    aa_chunk_u16(out, RESOURCE_MAP);
    aa_chunk_u16(out, 8);
    aa_chunk_u32(out, (uint32_t)(8 + 4 * w->named.count));
    for (size_t i = 0; i < w->named.count; i++)
        aa_chunk_u32(out, ((const named *)w->named.items)[i].id);
    aa_str_putn(out, w->body.ptr, w->body.len);
    aa_chunk_patch(out, 4, (uint32_t)out->len);
}

static aa_err status(const writer *w, const aa_str *s)
{
    if (w->pool.failed || (s->failed && !s->too_long))
        return AA_E_NOMEM;
    if (s->too_long)
        return AA_E_LIMIT;
    return w->any ? AA_OK : AA_E_FORMAT;
}

static void tell(writer *w, aa_err e)
{
    if (w->damaged || e == AA_E_FORMAT)
        aa_notes_add(w->notes, AA_NOTE_GAP, "proto.damaged", AA_NO_OFFSET, "%s", "XmlNode");
    if (w->deep)
        aa_notes_add(w->notes, AA_NOTE_GAP, "limit.depth", AA_NO_OFFSET, "%u", w->limits->axml_depth);
    if (w->pool.cut)
        aa_notes_add(w->notes, AA_NOTE_GAP, "proto.long_string", AA_NO_OFFSET, "%s", "");
    if (e == AA_E_LIMIT)
        aa_notes_add(w->notes, AA_NOTE_GAP, "limit.axml_bytes", AA_NO_OFFSET, "%llu",
                     (unsigned long long)w->limits->axml_bytes);
}

static aa_err finish(writer *w, aa_bytes *out)
{
    aa_str whole;
    aa_str_init(&whole, (size_t)w->limits->axml_bytes);
    aa_err e = status(w, &w->body);
    if (e == AA_OK) {
        put_document(w, &whole);
        e = status(w, &whole);
    }
    if (e == AA_OK && !aa_arena_bytes(w->arena, aa_bytes_of(whole.ptr, whole.len), out))
        e = AA_E_NOMEM;
    tell(w, e);
    aa_str_done(&whole);
    return e;
}

aa_err aa_proto_xml(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_bytes *out)
{
    writer w = {.arena = arena,
                .limits = limits,
                .notes = notes,
                .pool = {.arena = arena, .items = AA_VEC_INIT(aa_bytes)},
                .named = AA_VEC_INIT(named),
                .stack = AA_VEC_INIT(frame),
                .naming = true};
    uint64_t room = (uint64_t)data.n * GROWTH + 4096,
             most = limits->axml_bytes < room ? limits->axml_bytes : room;
    *out = aa_bytes_none();
    aa_str_init(&w.body, (size_t)most);
    walk(&w, data);
    settle_names(&w);
    walk(&w, data);
    aa_err e = finish(&w, out);
    aa_str_done(&w.body);
    return e;
}
