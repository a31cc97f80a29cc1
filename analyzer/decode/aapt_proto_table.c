#include <stdlib.h>

#include "decode/aapt_proto_config.h"
#include "decode/aapt_proto_item.h"

/* Fields of Resources.proto. */
enum { TABLE_PACKAGE = 2, PACKAGE_ID = 1, PACKAGE_NAME = 2, PACKAGE_TYPE = 3 };

enum { TYPE_ID = 1, TYPE_NAME = 2, TYPE_ENTRY = 3, ENTRY_ID = 1, ENTRY_NAME = 2, ENTRY_VALUE = 6 };

enum { VALUE_CONFIG = 1, VALUE_VALUE = 2, VALUE_ITEM = 4, VALUE_COMPOUND = 5 };

enum { COMPOUND_ATTR = 1, COMPOUND_STYLE = 2, COMPOUND_ARRAY = 4, COMPOUND_PLURAL = 5 };

/* Chunks and sizes of ResourceTypes.h. */
enum { CHUNK_TABLE = 0x0002, CHUNK_PACKAGE = 0x0200, CHUNK_TYPE = 0x0201, CHUNK_SPEC = 0x0202 };

enum { PACKAGE_HEADER = 288, PACKAGE_NAME_UNITS = 128, TYPE_HEADER = 84, MOST_TYPES = 255 };

/* Keys of bags: ResTable_map. */
enum { ATTR_TYPE = 0x01000000, ATTR_OTHER = 0x01000004, ATTR_ARRAY = 0x02000000 };

/* Offsets of a sparse type count fours of bytes in sixteen bits. */
enum { SPARSE_BYTES = 1 << 18, GROWTH = 64 };

/* One value of one entry. */
typedef struct value {
    uint8_t config[AA_PROTO_CONFIG_BYTES];
    uint32_t entry, key, order;
    aa_bytes message; /* Value */
} value;

typedef struct writer {
    aa_arena *arena;
    const aa_limits *limits;
    aa_notes *notes;
    aa_chunk_pool strings, types, keys;
    aa_str body;     /* of the table */
    aa_str children; /* of the package */
    aa_str entries;  /* of the type */
    uint32_t packages;
    uint64_t values;
    bool damaged, many;
} writer;

static bool goes_on(const writer *w)
{
    return !w->strings.failed && !w->types.failed && !w->keys.failed && !w->many && aa_str_ok(&w->body) &&
           aa_str_ok(&w->children) && aa_str_ok(&w->entries);
}

static uint32_t id_of(aa_bytes message, uint32_t number)
{
    return (uint32_t)aa_proto_value(aa_proto_bytes(message, number), 1);
}

/* ---- values */

/* Elements of |message| under |number| as pairs of key and value; |key_of| may be NULL for an array. */
static uint32_t put_elements(writer *w, aa_bytes message, uint32_t number, uint32_t item,
                             uint32_t (*key_of)(aa_bytes element))
{
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    uint32_t count = 0;
    while (aa_proto_next(&p, &f) && goes_on(w)) {
        if (f.number != number)
            continue;
        aa_chunk_u32(&w->entries, key_of != NULL ? key_of(f.bytes) : ATTR_ARRAY | (count & 0xFFFF));
        aa_proto_put_item(&w->entries, &w->strings, aa_proto_item_of(aa_proto_bytes(f.bytes, item)));
        count++;
    }
    return count;
}

static uint32_t style_key(aa_bytes element)
{
    return aa_proto_reference(aa_proto_bytes(element, 3));
}

/* Arity: zero, one, two, few, many, other; ResTable_map has other first. */
static uint32_t plural_key(aa_bytes element)
{
    uint64_t arity = aa_proto_value(element, 3);
    return arity < 5 ? ATTR_OTHER + 1 + (uint32_t)arity : ATTR_OTHER;
}

static uint32_t put_attribute(writer *w, aa_bytes message)
{
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    uint32_t count = 1;
    aa_chunk_u32(&w->entries, ATTR_TYPE);
    aa_proto_put_item(&w->entries, &w->strings,
                      (aa_proto_item){AA_RES_INT_DEC, (uint32_t)aa_proto_value(message, 1), aa_bytes_none()});
    while (aa_proto_next(&p, &f) && goes_on(w)) {
        if (f.number != 4) /* Symbol */
            continue;
        aa_chunk_u32(&w->entries, aa_proto_reference(aa_proto_bytes(f.bytes, 3)));
        aa_proto_put_item(
            &w->entries, &w->strings,
            (aa_proto_item){AA_RES_INT_DEC, (uint32_t)aa_proto_value(f.bytes, 4), aa_bytes_none()});
        count++;
    }
    return count;
}

static void put_bag(writer *w, uint32_t key, aa_bytes compound)
{
    aa_bytes style = aa_proto_bytes(compound, COMPOUND_STYLE);
    aa_chunk_u16(&w->entries, 16);
    aa_chunk_u16(&w->entries, 1); /* FLAG_COMPLEX */
    aa_chunk_u32(&w->entries, key);
    aa_chunk_u32(&w->entries, aa_proto_reference(aa_proto_bytes(style, 1)));
    size_t at = w->entries.len;
    aa_chunk_u32(&w->entries, 0);
    uint32_t count = put_elements(w, style, 3, 4, style_key);
    count += put_elements(w, aa_proto_bytes(compound, COMPOUND_ARRAY), 1, 3, NULL);
    count += put_elements(w, aa_proto_bytes(compound, COMPOUND_PLURAL), 1, 4, plural_key);
    if (aa_proto_has(compound, COMPOUND_ATTR))
        count += put_attribute(w, aa_proto_bytes(compound, COMPOUND_ATTR));
    aa_chunk_patch(&w->entries, at, count);
}

static void put_value(writer *w, const value *v)
{
    if (aa_proto_has(v->message, VALUE_COMPOUND)) {
        put_bag(w, v->key, aa_proto_bytes(v->message, VALUE_COMPOUND));
        return;
    }
    aa_chunk_u16(&w->entries, 8);
    aa_chunk_u16(&w->entries, 0);
    aa_chunk_u32(&w->entries, v->key);
    aa_proto_put_item(&w->entries, &w->strings, aa_proto_item_of(aa_proto_bytes(v->message, VALUE_ITEM)));
}

/* ---- types */

static int by_config(const void *a, const void *b)
{
    const value *x = a, *y = b;
    int order = memcmp(x->config, y->config, sizeof x->config);
    if (order != 0)
        return order;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool push_value(writer *w, aa_vec *values, uint32_t entry, uint32_t key, aa_bytes config_value)
{
    if (++w->values > w->limits->arsc_entries) {
        w->many = true;
        return false;
    }
    value *v = aa_vec_push(w->arena, values);
    if (v == NULL) {
        w->keys.failed = true;
        return false;
    }
    *v = (value){.entry = entry,
                 .key = key,
                 .order = (uint32_t)values->count,
                 .message = aa_proto_bytes(config_value, VALUE_VALUE)};
    aa_proto_config(aa_proto_bytes(config_value, VALUE_CONFIG), v->config);
    return true;
}

static void collect_entry(writer *w, aa_bytes message, aa_vec *values, uint32_t *entries)
{
    uint32_t id = id_of(message, ENTRY_ID) & 0xFFFF;
    uint32_t key = aa_chunk_string(&w->keys, aa_proto_bytes(message, ENTRY_NAME));
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    if (id >= *entries)
        *entries = id + 1;
    while (aa_proto_next(&p, &f))
        if (f.number == ENTRY_VALUE && !push_value(w, values, id, key, f.bytes))
            return;
    w->damaged = w->damaged || p.at.bad;
}

/* Values |from| to |to|, all of one configuration. */
static void put_type(writer *w, uint32_t type, uint32_t entries, const value *values, size_t from, size_t to)
{
    aa_str_clear(&w->entries);
    uint32_t *offsets = aa_arena_array(w->arena, to - from + 1, sizeof *offsets);
    if (offsets == NULL) {
        w->keys.failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (i > from && values[i].entry == values[i - 1].entry) /* products: the first counts */
            continue;
        offsets[i - from] = (uint32_t)w->entries.len;
        put_value(w, &values[i]);
        count++;
    }
    bool sparse = w->entries.len < SPARSE_BYTES && count * 2 < entries;
    size_t index = sparse ? count : entries;
    aa_chunk_u16(&w->children, CHUNK_TYPE);
    aa_chunk_u16(&w->children, TYPE_HEADER);
    aa_chunk_u32(&w->children, (uint32_t)(TYPE_HEADER + 4 * index + w->entries.len));
    aa_chunk_u8(&w->children, type);
    aa_chunk_u8(&w->children, sparse);
    aa_chunk_u16(&w->children, 0);
    aa_chunk_u32(&w->children, (uint32_t)index);
    aa_chunk_u32(&w->children, (uint32_t)(TYPE_HEADER + 4 * index));
    aa_str_putn(&w->children, (const char *)values[from].config, AA_PROTO_CONFIG_BYTES);
    uint32_t next = 0;
    for (size_t i = from; i < to && goes_on(w); i++) {
        if (i > from && values[i].entry == values[i - 1].entry)
            continue;
        for (; !sparse && next < values[i].entry; next++)
            aa_chunk_u32(&w->children, UINT32_MAX);
        if (sparse)
            aa_chunk_u16(&w->children, values[i].entry);
        if (sparse)
            aa_chunk_u16(&w->children, offsets[i - from] / 4);
        else
            aa_chunk_u32(&w->children, offsets[i - from]);
        next = values[i].entry + 1;
    }
    for (; !sparse && next < entries && goes_on(w); next++)
        aa_chunk_u32(&w->children, UINT32_MAX);
    aa_str_putn(&w->children, w->entries.ptr, w->entries.len);
}

static void put_spec(writer *w, uint32_t type, uint32_t entries)
{
    aa_chunk_u16(&w->children, CHUNK_SPEC);
    aa_chunk_u16(&w->children, 16);
    aa_chunk_u32(&w->children, 16 + 4 * entries);
    aa_chunk_u32(&w->children, type);
    aa_chunk_u32(&w->children, entries);
    for (uint32_t i = 0; i < entries && goes_on(w); i++)
        aa_chunk_u32(&w->children, 0);
}

static void put_types(writer *w, aa_bytes message)
{
    uint32_t id = id_of(message, TYPE_ID), entries = 0;
    aa_vec values = AA_VEC_INIT(value);
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    if (id == 0 || id > MOST_TYPES) {
        w->damaged = true;
        return;
    }
    while (aa_proto_next(&p, &f) && goes_on(w))
        if (f.number == TYPE_ENTRY)
            collect_entry(w, f.bytes, &values, &entries);
    w->damaged = w->damaged || p.at.bad;
    put_spec(w, id, entries);
    value *items = values.items;
    if (values.count > 1)
        qsort(items, values.count, sizeof *items, by_config);
    for (size_t from = 0, to; from < values.count && goes_on(w); from = to) {
        for (to = from + 1;
             to < values.count && memcmp(items[to].config, items[from].config, sizeof items->config) == 0;)
            to++;
        put_type(w, id, entries, items, from, to);
    }
}

/* ---- packages */

/* Names of types stand in the pool by their numbers. */
static void name_types(writer *w, aa_bytes message)
{
    aa_bytes names[MOST_TYPES + 1];
    uint32_t highest = 0;
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    for (size_t i = 0; i <= MOST_TYPES; i++)
        names[i] = aa_bytes_none();
    while (aa_proto_next(&p, &f)) {
        uint32_t id = f.number == PACKAGE_TYPE ? id_of(f.bytes, TYPE_ID) : 0;
        if (id == 0 || id > MOST_TYPES)
            continue;
        names[id] = aa_proto_bytes(f.bytes, TYPE_NAME);
        highest = id > highest ? id : highest;
    }
    for (uint32_t i = 1; i <= highest; i++)
        aa_chunk_new_string(&w->types, names[i]);
}

static void put_package_header(writer *w, aa_bytes message)
{
    aa_bytes name = aa_proto_bytes(message, PACKAGE_NAME);
    aa_chunk_u16(&w->body, CHUNK_PACKAGE);
    aa_chunk_u16(&w->body, PACKAGE_HEADER);
    aa_chunk_u32(&w->body, 0); /* size, below */
    aa_chunk_u32(&w->body, id_of(message, PACKAGE_ID));
    for (size_t i = 0; i < PACKAGE_NAME_UNITS; i++) /* package names are ASCII */
        aa_chunk_u16(&w->body, i + 1 < PACKAGE_NAME_UNITS && i < name.n ? name.p[i] : 0);
    for (size_t i = 0; i < 5; i++) /* pools, their public ends, offset of type ids */
        aa_chunk_u32(&w->body, i == 0 ? PACKAGE_HEADER : 0);
}

static void put_package(writer *w, aa_bytes message)
{
    if (id_of(message, PACKAGE_ID) > UINT8_MAX) {
        w->damaged = true;
        return;
    }
    w->types = (aa_chunk_pool){.arena = w->arena, .items = AA_VEC_INIT(aa_bytes)};
    w->keys = w->types;
    aa_str_clear(&w->children);
    name_types(w, message);
    aa_proto p = aa_proto_of(message);
    aa_proto_field f;
    while (aa_proto_next(&p, &f) && goes_on(w))
        if (f.number == PACKAGE_TYPE)
            put_types(w, f.bytes);
    w->damaged = w->damaged || p.at.bad;
    size_t start = w->body.len;
    put_package_header(w, message);
    aa_chunk_put_pool(&w->body, &w->types);
    aa_chunk_patch(&w->body, start + 276, (uint32_t)(w->body.len - start));
    aa_chunk_put_pool(&w->body, &w->keys);
    aa_str_putn(&w->body, w->children.ptr, w->children.len);
    aa_chunk_patch(&w->body, start + 4, (uint32_t)(w->body.len - start));
    w->packages++;
}

/* ---- all */

static bool out_of_memory(const writer *w, const aa_str *whole)
{
    const aa_str *const texts[] = {&w->body, &w->children, &w->entries, whole};
    bool out = w->strings.failed || w->types.failed || w->keys.failed;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        out = out || (texts[i]->failed && !texts[i]->too_long);
    return out;
}

static bool too_large(const writer *w, const aa_str *whole)
{
    return w->many || w->body.too_long || w->children.too_long || w->entries.too_long || whole->too_long;
}

static void put_table(writer *w, aa_str *out)
{
    aa_chunk_u16(out, CHUNK_TABLE);
    aa_chunk_u16(out, 12);
    aa_chunk_u32(out, 0);
    aa_chunk_u32(out, w->packages);
    aa_chunk_put_pool(out, &w->strings);
    aa_str_putn(out, w->body.ptr, w->body.len);
    aa_chunk_patch(out, 4, (uint32_t)out->len);
}

static void tell(const writer *w, aa_err e)
{
    if (w->damaged || e == AA_E_FORMAT)
        aa_notes_add(w->notes, AA_NOTE_GAP, "proto.damaged", AA_NO_OFFSET, "%s", "ResourceTable");
    if (w->strings.cut || w->keys.cut)
        aa_notes_add(w->notes, AA_NOTE_GAP, "proto.long_string", AA_NO_OFFSET, "%s", "");
    if (e == AA_E_LIMIT)
        aa_notes_add(w->notes, AA_NOTE_GAP, w->many ? "limit.arsc_entries" : "limit.arsc_bytes", AA_NO_OFFSET,
                     "%llu",
                     w->many ? (unsigned long long)w->limits->arsc_entries
                             : (unsigned long long)w->limits->arsc_bytes);
}

static aa_err finish(writer *w, aa_bytes *out)
{
    aa_str whole;
    aa_str_init(&whole, (size_t)w->limits->arsc_bytes);
    if (goes_on(w))
        put_table(w, &whole);
    aa_err e = out_of_memory(w, &whole) ? AA_E_NOMEM
               : too_large(w, &whole)   ? AA_E_LIMIT
               : w->packages == 0       ? AA_E_FORMAT
                                        : AA_OK;
    if (e == AA_OK && !aa_arena_bytes(w->arena, aa_bytes_of(whole.ptr, whole.len), out))
        e = AA_E_NOMEM;
    tell(w, e);
    aa_str_done(&whole);
    return e;
}

aa_err aa_proto_table(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_bytes *out)
{
    writer w = {.arena = arena,
                .limits = limits,
                .notes = notes,
                .strings = {.arena = arena, .items = AA_VEC_INIT(aa_bytes)}};
    uint64_t room = (uint64_t)data.n * GROWTH + (1U << 20),
             most = limits->arsc_bytes < room ? limits->arsc_bytes : room;
    aa_proto p = aa_proto_of(data);
    aa_proto_field f;
    *out = aa_bytes_none();
    aa_str_init(&w.body, (size_t)most);
    aa_str_init(&w.children, (size_t)most);
    aa_str_init(&w.entries, (size_t)most);
    while (aa_proto_next(&p, &f) && goes_on(&w))
        if (f.number == TABLE_PACKAGE && f.has_bytes)
            put_package(&w, f.bytes);
    w.damaged = w.damaged || p.at.bad;
    aa_err e = finish(&w, out);
    aa_str_done(&w.body);
    aa_str_done(&w.children);
    aa_str_done(&w.entries);
    return e;
}
