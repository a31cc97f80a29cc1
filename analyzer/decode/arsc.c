/*
 * Reading a resource table's chunks.
 *
 * Source: AOSP frameworks/base/libs/androidfw/LoadedArsc.cpp (Load, LoadTable, LoadedPackage::Load, LoadType,
 * VerifyResTableType), ChunkIterator.cpp, include/androidfw/ResourceTypes.h.
 */
#include "decode/arsc.h"

#include <stdlib.h>

#include "decode/arsc_table.h"

#define CHUNK_HEADER   8
#define TABLE_HEADER   12
#define PACKAGE_HEADER 284 /* without typeIdOffset, which older compilers do not write */
#define TYPE_HEADER    24  /* with the size of the configuration */
#define SPEC_HEADER    16
#define LIST_HEADER    12
#define LIB_ENTRY      260
#define ALIAS_ENTRY    8
#define MAX_ENTRIES    0xFFFF
#define FRAMEWORK      0x01

enum {
    STRING_POOL = 0x0001,
    TABLE = 0x0002,
    PACKAGE = 0x0200,
    TYPE = 0x0201,
    TYPE_SPEC = 0x0202,
    LIBRARY = 0x0203,
    OVERLAYABLE = 0x0204,
    STAGED_ALIAS = 0x0206,
    FLAGGED = 0x0207,
    FLAG_LIST = 0x0208,
};

enum {
    TYPE_OFFSET16 = 0x02,
};

static const aa_string_pool_codes pool_codes = {
    .pool = "arsc.string_pool",
    .count = "arsc.string_count",
    .bounds = "arsc.string_bounds",
    .limit = "limit.arsc_text",
};

typedef struct chunk {
    uint64_t offset; /* bytes into the table */
    uint16_t type;
    uint16_t header;
    aa_bytes whole;
} chunk;

typedef struct chunks {
    aa_arsc_state *state;
    aa_bytes bytes;
    uint64_t offset;
    size_t pos;
} chunks;

/* What is known while one package is read. */
typedef struct package_reader {
    aa_arsc_state *state;
    aa_arsc_package *package;
    const chunk *chunk;
    bool specified[256]; /* type ids that had a TYPE_SPEC */
    bool unknown;        /* noted */
} package_reader;

static void note(aa_arsc_state *s, aa_note_kind kind, const char *code, uint64_t offset, uint64_t value)
{
    aa_notes_add(s->notes, kind, code, offset, "%llu", (unsigned long long)value);
}

static aa_bytes body_of(const chunk *c)
{
    return aa_bytes_from(c->whole, c->header);
}

static chunks chunks_in(aa_arsc_state *s, const chunk *c)
{
    return (chunks){s, body_of(c), c->offset + c->header, 0};
}

/* ChunkIterator: the first child must be sound, a damaged later one ends the list and the rest is not missed.
 */
static bool next_chunk(chunks *in, chunk *out)
{
    aa_bytes left = aa_bytes_from(in->bytes, in->pos);
    if (left.n == 0)
        return false;
    uint64_t offset = in->offset + in->pos;
    uint32_t size = left.n < CHUNK_HEADER ? CHUNK_HEADER : aa_le32(left.p + 4);
    if (size > left.n) {
        note(in->state, in->pos == 0 ? AA_NOTE_GAP : AA_NOTE_ANOMALY, "arsc.truncated", offset, size);
        return false;
    }
    uint16_t header = aa_le16(left.p + 2);
    if (header < CHUNK_HEADER || header > size || ((header | size) & 3) != 0) {
        note(in->state, AA_NOTE_GAP, "arsc.chunk_size", offset, size);
        return false;
    }
    *out = (chunk){offset, aa_le16(left.p), header, {left.p, size}};
    in->pos += size;
    return true;
}

static bool has_header(aa_arsc_state *s, const chunk *c, size_t least)
{
    if (c->header >= least)
        return true;
    note(s, AA_NOTE_GAP, "arsc.header_size", c->offset, c->header);
    return false;
}

static void open_pool(aa_arsc_state *s, aa_string_pool *pool, const chunk *c)
{
    if (!aa_string_pool_open(pool, s->arena, s->notes, &pool_codes, c->whole, c->offset,
                             s->limits->arsc_bytes))
        s->failed = true;
}

static void take_pool(package_reader *r, const chunk *c)
{
    const uint8_t *head = r->chunk->whole.p;
    uint64_t at = c->offset - r->chunk->offset;
    if (at == aa_le32(head + 268))
        open_pool(r->state, &r->package->types, c);
    else if (at == aa_le32(head + 276))
        open_pool(r->state, &r->package->keys, c);
    else
        note(r->state, AA_NOTE_ANOMALY, "arsc.two_pools", c->offset, c->whole.n);
}

static void take_spec(package_reader *r, const chunk *c)
{
    if (!has_header(r->state, c, SPEC_HEADER))
        return;
    uint8_t id = c->whole.p[8];
    uint32_t count = aa_le32(c->whole.p + 12);
    if (id == 0 || r->package->type_offset + id > 255)
        note(r->state, AA_NOTE_GAP, "arsc.type_id", c->offset, id);
    else if (count > MAX_ENTRIES || count > body_of(c).n / 4)
        note(r->state, AA_NOTE_GAP, "arsc.bounds", c->offset, count);
    else
        r->specified[id] = true;
}

/* VerifyResTableType() */
static bool layout_is_sound(const chunk *c)
{
    uint32_t count = aa_le32(c->whole.p + 12);
    uint32_t start = aa_le32(c->whole.p + 16);
    uint32_t width = (c->whole.p[9] & TYPE_OFFSET16) != 0 ? 2 : 4;
    return count <= MAX_ENTRIES && start >= c->header && start - c->header >= count * width &&
           start <= c->whole.n && start % 4 == 0;
}

/* The type of |id| (0xPPTT0000), new where it is the first time. */
static aa_arsc_type *type_of(aa_arsc_state *s, uint32_t id)
{
    aa_arsc_type ***row = &s->types[id >> 24];
    if (*row == NULL)
        *row = aa_arena_array(s->arena, 256, sizeof(aa_arsc_type *));
    aa_arsc_type **slot = *row == NULL ? NULL : &(*row)[id >> 16 & 0xFF];
    if (slot != NULL && *slot == NULL) {
        *slot = aa_arena_alloc(s->arena, sizeof **slot);
        if (*slot != NULL)
            **slot = (aa_arsc_type){.id = id, .chunks = AA_VEC_INIT(aa_arsc_chunk)};
    }
    s->failed = s->failed || slot == NULL || *slot == NULL;
    return s->failed ? NULL : *slot;
}

static void add_type(package_reader *r, const chunk *c, uint8_t id)
{
    aa_arsc_state *s = r->state;
    aa_arsc_type *type = type_of(s, r->package->id << 24 | (r->package->type_offset + id) << 16);
    aa_arsc_chunk *in = type == NULL ? NULL : aa_vec_push(s->arena, &type->chunks);
    if (in == NULL) {
        s->failed = true;
        return;
    }
    aa_bytes config = {c->whole.p + AA_ARSC_CONFIG, c->header - AA_ARSC_CONFIG};
    *in = (aa_arsc_chunk){.package = r->package,
                          .bytes = c->whole,
                          .offset = c->offset,
                          .entry_count = aa_le32(c->whole.p + 12),
                          .entries_start = aa_le32(c->whole.p + 16),
                          .index_start = c->header,
                          .raw_id = id,
                          .flags = c->whole.p[9],
                          .is_default = aa_arsc_is_default(config),
                          .config = aa_arsc_read_config(config)};
}

static void take_type(package_reader *r, const chunk *c)
{
    aa_arsc_state *s = r->state;
    if (!has_header(s, c, TYPE_HEADER))
        return;
    uint8_t id = c->whole.p[8];
    uint32_t count = aa_le32(c->whole.p + 12);
    if (id == 0 || r->package->type_offset + id > 255) {
        note(s, AA_NOTE_GAP, "arsc.type_id", c->offset, id);
        return;
    }
    if (!layout_is_sound(c)) {
        aa_notes_add(s->notes, AA_NOTE_GAP, "arsc.bounds", c->offset, "%u entries at %u", (unsigned)count,
                     (unsigned)aa_le32(c->whole.p + 16));
        return;
    }
    if (!r->specified[id]) {
        note(s, AA_NOTE_ANOMALY, "arsc.no_spec", c->offset, id);
        r->specified[id] = true; /* once is enough */
    }
    if (count > s->limits->arsc_entries - s->entries) {
        note(s, AA_NOTE_GAP, "limit.arsc_entries", c->offset, s->limits->arsc_entries);
        return;
    }
    s->entries += count;
    add_type(r, c, id);
}

/* Ids of other packages by name. Needed at run time only; looked at because Android refuses a bad one. */
static void take_library(package_reader *r, const chunk *c)
{
    if (!has_header(r->state, c, LIST_HEADER))
        return;
    uint32_t count = aa_le32(c->whole.p + 8);
    aa_bytes list = aa_bytes_none();
    if (!aa_bytes_table(body_of(c), 0, count, LIB_ENTRY, &list)) {
        note(r->state, AA_NOTE_GAP, "arsc.bounds", c->offset, count);
        return;
    }
    for (size_t i = 0; i < list.n; i += LIB_ENTRY) {
        uint32_t id = aa_le32(list.p + i);
        if (id >= 255) {
            note(r->state, AA_NOTE_GAP, "arsc.library_id", c->offset, id);
            return;
        }
    }
}

/* Ids that the framework had while it was not final. LoadedPackage::Load() takes them from no other package.
 */
static void take_aliases(package_reader *r, const chunk *c)
{
    aa_arsc_state *s = r->state;
    if (r->package->id != FRAMEWORK || !has_header(s, c, LIST_HEADER))
        return;
    uint32_t count = aa_le32(c->whole.p + 8);
    aa_bytes list = aa_bytes_none();
    if (!aa_bytes_table(body_of(c), 0, count, ALIAS_ENTRY, &list)) {
        note(s, AA_NOTE_GAP, "arsc.bounds", c->offset, count);
        return;
    }
    for (size_t i = 0; i < list.n; i += ALIAS_ENTRY) {
        aa_arsc_alias *alias = aa_vec_push(s->arena, &s->aliases);
        if (alias == NULL) {
            s->failed = true;
            return;
        }
        *alias = (aa_arsc_alias){aa_le32(list.p + i), aa_le32(list.p + i + 4)};
    }
}

/* Types that count only while a feature flag is on (or off): which it is, no table tells. */
static void take_flagged(package_reader *r, const chunk *c)
{
    chunks in = chunks_in(r->state, c);
    chunk child;
    while (next_chunk(&in, &child))
        if (child.type == TYPE)
            take_type(r, &child);
}

static void take_child(package_reader *r, const chunk *c)
{
    switch (c->type) {
    case STRING_POOL:
        take_pool(r, c);
        break;
    case TYPE_SPEC:
        take_spec(r, c);
        break;
    case TYPE:
        take_type(r, c);
        break;
    case LIBRARY:
        take_library(r, c);
        break;
    case STAGED_ALIAS:
        take_aliases(r, c);
        break;
    case FLAGGED:
        take_flagged(r, c);
        break;
    case OVERLAYABLE: /* who may overlay what at run time: changes no value */
        break;
    default:
        if (!r->unknown)
            note(r->state, AA_NOTE_ANOMALY, "arsc.unknown_chunk", c->offset, c->type);
        r->unknown = true;
    }
}

static void read_package(aa_arsc_state *s, const chunk *c)
{
    if (!has_header(s, c, PACKAGE_HEADER))
        return;
    uint32_t id = aa_le32(c->whole.p + 8);
    uint32_t type_offset = c->header >= PACKAGE_HEADER + 4 ? aa_le32(c->whole.p + PACKAGE_HEADER) : 0;
    if (id > 255) {
        note(s, AA_NOTE_GAP, "arsc.package_id", c->offset, id);
        return;
    }
    if (type_offset > 255) {
        note(s, AA_NOTE_GAP, "arsc.type_offset", c->offset, type_offset);
        type_offset = 0;
    }
    aa_arsc_package *package = aa_arena_alloc(s->arena, sizeof *package);
    if (package == NULL) {
        s->failed = true;
        return;
    }
    *package = (aa_arsc_package){.id = id,
                                 .type_offset = type_offset,
                                 .types = {.index = aa_bytes_none()},
                                 .keys = {.index = aa_bytes_none()}};
    if (s->packages++ == 0)
        s->own_package = id;
    package_reader reader = {.state = s, .package = package, .chunk = c};
    chunks in = chunks_in(s, c);
    chunk child;
    while (!s->failed && next_chunk(&in, &child))
        take_child(&reader, &child);
}

static void read_table(aa_arsc_state *s, const chunk *c)
{
    if (!has_header(s, c, TABLE_HEADER))
        return;
    uint32_t declared = aa_le32(c->whole.p + 8);
    size_t before = s->packages;
    bool unknown = false;
    chunks in = chunks_in(s, c);
    chunk child;
    while (!s->failed && next_chunk(&in, &child)) {
        if (child.type == PACKAGE) {
            read_package(s, &child);
        } else if (child.type == STRING_POOL) {
            if (s->has_pool) /* of several the first holds */
                note(s, AA_NOTE_ANOMALY, "arsc.two_pools", child.offset, child.whole.n);
            else
                open_pool(s, &s->pool, &child);
            s->has_pool = true;
        } else if (child.type != FLAG_LIST && !unknown) {
            note(s, AA_NOTE_ANOMALY, "arsc.unknown_chunk", child.offset, child.type);
            unknown = true;
        }
    }
    if (declared == 0 && s->packages == 0 && in.pos == in.bytes.n)
        s->resourceless = true;
    if (s->packages - before > declared)
        note(s, AA_NOTE_ANOMALY, "arsc.package_count", c->offset, declared);
}

/* A table that ends before its declared end is read as far as it goes. */
static bool is_cut(const aa_arsc_state *s)
{
    return s->data.n >= TABLE_HEADER && aa_le16(s->data.p) == TABLE && aa_le32(s->data.p + 4) > s->data.n;
}

static void read_file(aa_arsc_state *s)
{
    if (is_cut(s)) {
        note(s, AA_NOTE_GAP, "arsc.truncated", 0, aa_le32(s->data.p + 4));
        chunk whole = {0, TABLE, aa_le16(s->data.p + 2), s->data};
        read_table(s, &whole);
        return;
    }
    chunks in = {s, s->data, 0, 0};
    chunk c;
    while (!s->failed && next_chunk(&in, &c)) {
        if (c.type == TABLE)
            read_table(s, &c);
        else
            note(s, AA_NOTE_ANOMALY, "arsc.unknown_chunk", c.offset, c.type);
    }
}

static int by_staged(const void *a, const void *b)
{
    uint32_t x = ((const aa_arsc_alias *)a)->staged;
    uint32_t y = ((const aa_arsc_alias *)b)->staged;
    return x < y ? -1 : x > y;
}

static void index_types(aa_arsc_state *s)
{
    for (size_t p = 0; p < 256; p++)
        for (size_t t = 0; s->types[p] != NULL && t < 256; t++)
            if (s->types[p][t] != NULL && !s->failed)
                aa_arsc_index_type(s, s->types[p][t]);
}

aa_err aa_arsc_parse(aa_arena *arena, aa_bytes data, const aa_limits *limits, aa_notes *notes, aa_arsc **out)
{
    *out = NULL;
    if (data.n > limits->arsc_bytes || data.n == 0) {
        aa_notes_add(notes, AA_NOTE_GAP, data.n == 0 ? "arsc.empty" : "limit.arsc_bytes", 0, "%zu", data.n);
        return data.n == 0 ? AA_E_FORMAT : AA_E_LIMIT;
    }
    aa_arsc *arsc = aa_arena_alloc(arena, sizeof *arsc);
    aa_arsc_state *s = aa_arena_alloc(arena, sizeof *s);
    if (arsc == NULL || s == NULL)
        return AA_E_NOMEM;
    *s = (aa_arsc_state){.arena = arena,
                         .notes = notes,
                         .artifact = notes->artifact,
                         .member = notes->member,
                         .limits = limits,
                         .reference_steps = limits->reference_steps,
                         .data = data,
                         .pool = {.index = aa_bytes_none()},
                         .aliases = AA_VEC_INIT(aa_arsc_alias),
                         .values = AA_VEC_INIT(aa_arsc_value),
                         .items = AA_VEC_INIT(aa_arsc_bag_item)};
    arsc->state = s;
    read_file(s);
    index_types(s);
    if (s->aliases.count > 0)
        qsort(s->aliases.items, s->aliases.count, sizeof(aa_arsc_alias), by_staged);
    if (s->packages == 0 && !s->resourceless && !s->failed)
        note(s, AA_NOTE_GAP, "arsc.no_package", 0, data.n);
    if (s->failed || notes->failed)
        return AA_E_NOMEM;
    if (s->packages == 0 && !s->resourceless)
        return AA_E_FORMAT;
    *out = arsc;
    return AA_OK;
}
