#include "support/zip_builder.h"

#include <libdeflate.h>

#include "support/test.h"

/* A growing output in the arena. */
typedef struct output {
    aa_arena *arena;
    uint8_t *p;
    size_t n, capacity;
} output;

static void put(output *o, aa_bytes b)
{
    if (b.n == 0)
        return;
    if (b.n > o->capacity - o->n) {
        size_t capacity = 2 * (o->capacity + b.n);
        uint8_t *larger = aa_arena_alloc(o->arena, capacity);
        assert_non_null(larger);
        memcpy(larger, o->n > 0 ? o->p : (const uint8_t *)"", o->n);
        o->p = larger;
        o->capacity = capacity;
    }
    memcpy(o->p + o->n, b.p, b.n);
    o->n += b.n;
}

static void put_number(output *o, uint64_t value, unsigned bytes)
{
    uint8_t le[8];
    for (unsigned i = 0; i < 8; i++)
        le[i] = (uint8_t)(value >> 8 * i & 0xff);
    put(o, aa_bytes_of(le, bytes));
}

static void put_text(output *o, const char *text)
{
    put(o, zb_text(text));
}

static aa_bytes finish(const output *o)
{
    return aa_bytes_of(o->p, o->n);
}

aa_bytes zb_text(const char *text)
{
    return aa_bytes_of(text, strlen(text));
}

aa_bytes zb_noise(aa_arena *arena, size_t n, uint32_t seed)
{
    uint8_t *p = aa_arena_alloc(arena, n);
    assert_non_null(p);
    for (size_t i = 0; i < n; i++) {
        seed = seed * 1664525U + 1013904223U;
        p[i] = (uint8_t)(seed >> 24);
    }
    return aa_bytes_of(p, n);
}

aa_bytes zb_zeros(aa_arena *arena, size_t n)
{
    void *p = aa_arena_alloc(arena, n);
    assert_non_null(p);
    return aa_bytes_of(p, n);
}

static zb_entry make_entry(const char *name, aa_bytes data, uint16_t method, aa_bytes body)
{
    zb_header header = {
        .signature = 0x04034b50,
        .version = 20,
        .method = method,
        .crc32 = libdeflate_crc32(0, data.p, data.n),
        .compressed = (uint32_t)body.n,
        .uncompressed = (uint32_t)data.n,
        .name = zb_text(name),
        .extra = aa_bytes_none(),
        .name_size = (uint16_t)strlen(name),
    };
    zb_entry entry = {.local = header,
                      .central = header,
                      .body = body,
                      .descriptor = aa_bytes_none(),
                      .made_by = 20,
                      .comment = aa_bytes_none()};
    entry.central.signature = 0x02014b50;
    return entry;
}

zb_entry zb_stored(const char *name, aa_bytes data)
{
    return make_entry(name, data, 0, data);
}

zb_entry zb_deflated(aa_arena *arena, const char *name, aa_bytes data)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    assert_non_null(c);
    size_t room = libdeflate_deflate_compress_bound(c, data.n);
    void *body = aa_arena_alloc(arena, room);
    assert_non_null(body);
    size_t n = libdeflate_deflate_compress(c, data.p, data.n, body, room);
    libdeflate_free_compressor(c);
    assert_true(n > 0);
    return make_entry(name, data, 8, aa_bytes_of(body, n));
}

void zb_rename(zb_entry *entry, aa_bytes name)
{
    entry->local.name = entry->central.name = name;
    entry->local.name_size = entry->central.name_size = (uint16_t)name.n;
}

aa_bytes zb_extra(aa_arena *arena, unsigned tag, aa_bytes content)
{
    output o = {.arena = arena};
    put_number(&o, tag, 2);
    put_number(&o, content.n, 2);
    put(&o, content);
    return finish(&o);
}

aa_bytes zb_unicode_path(aa_arena *arena, const char *name, const char *other)
{
    output o = {.arena = arena};
    put_number(&o, 1, 1);
    put_number(&o, libdeflate_crc32(0, name, strlen(name)), 4);
    put_text(&o, other);
    return zb_extra(arena, 0x7075, finish(&o));
}

void zb_set_extra(zb_header *header, aa_bytes extra)
{
    header->extra = extra;
    header->extra_size = (uint16_t)extra.n;
}

void zb_use_descriptor(aa_arena *arena, zb_entry *entry)
{
    output o = {.arena = arena};
    put_text(&o, "PK\7\10");
    put_number(&o, entry->central.crc32, 4);
    put_number(&o, entry->central.compressed, 4);
    put_number(&o, entry->central.uncompressed, 4);
    entry->descriptor = finish(&o);
    entry->local.flags |= 8;
    entry->central.flags |= 8;
    entry->local.crc32 = entry->local.compressed = entry->local.uncompressed = 0;
}

aa_bytes zb_signing_block(aa_arena *arena, size_t size)
{
    output o = {.arena = arena};
    uint64_t pair = size + 4;
    put_number(&o, 8 + pair + 24, 8);
    put_number(&o, pair, 8);
    put_number(&o, 0x7109871a, 4);
    put(&o, zb_zeros(arena, size));
    put_number(&o, 8 + pair + 24, 8);
    put_text(&o, "APK Sig Block 42");
    return finish(&o);
}

static void put_common(output *o, const zb_header *h)
{
    const unsigned date = 0x21;
    put_number(o, h->version, 2);
    put_number(o, h->flags, 2);
    put_number(o, h->method, 2);
    put_number(o, 0, 2);
    put_number(o, date, 2);
    put_number(o, h->crc32, 4);
    put_number(o, h->compressed, 4);
    put_number(o, h->uncompressed, 4);
    put_number(o, h->name_size, 2);
    put_number(o, h->extra_size, 2);
}

static void put_local(output *o, const zb_entry *e)
{
    put_number(o, e->local.signature, 4);
    put_common(o, &e->local);
    put(o, e->local.name);
    put(o, e->local.extra);
    put(o, e->body);
    put(o, e->descriptor);
}

static void put_central(output *o, const zb_entry *e, uint64_t offset)
{
    put_number(o, e->central.signature, 4);
    put_number(o, e->made_by, 2);
    put_common(o, &e->central);
    put_number(o, e->comment.n, 2);
    put_number(o, e->disk, 2);
    put_number(o, 0, 2);
    put_number(o, e->external_attributes, 4);
    put_number(o, offset, 4);
    put(o, e->central.name);
    put(o, e->central.extra);
    put(o, e->comment);
}

static uint64_t pick(int64_t wanted, uint64_t right)
{
    return wanted < 0 ? right : (uint64_t)wanted;
}

/* |size| and |offset| of the directory, all as declared. */
static void put_end(output *o, const zb_file *f, uint64_t count, uint64_t size, uint64_t offset)
{
    if (f->zip64) {
        uint64_t at = o->n - f->prefix.n + f->shift;
        put_text(o, "PK\6\6");
        put_number(o, 44, 8);
        put_number(o, 0x2d002d, 4);
        put_number(o, 0, 8);
        put_number(o, pick(f->zip64_count, count), 8);
        put_number(o, pick(f->zip64_count, count), 8);
        put_number(o, size, 8);
        put_number(o, offset, 8);
        put_text(o, "PK\6\7");
        put_number(o, 0, 4);
        put_number(o, at, 8);
        put_number(o, 1, 4);
        count = UINT16_MAX;
        size = offset = UINT32_MAX;
    }
    put_text(o, "PK\5\6");
    put_number(o, f->disk, 2);
    put_number(o, f->disk, 2);
    put_number(o, count, 2);
    put_number(o, count, 2);
    put_number(o, size, 4);
    put_number(o, offset, 4);
    put_number(o, pick(f->comment_size, f->comment.n), 2);
    put(o, f->comment);
    put(o, f->trailing);
}

aa_bytes zb_build(aa_arena *arena, const zb_entry *entries, size_t count, const zb_file *file)
{
    zb_file right = ZB_FILE;
    const zb_file *f = file == NULL ? &right : file;
    output o = {.arena = arena};
    output central = {.arena = arena};
    put(&o, f->prefix);
    for (size_t i = 0; i < count; i++) {
        const zb_entry *e = &entries[i];
        put_central(&central, e, e->own_offset ? e->offset : o.n - f->prefix.n + f->shift);
        if (!e->no_local)
            put_local(&o, e);
    }
    put(&o, f->before_central);
    uint64_t offset = pick(f->central_offset, o.n - f->prefix.n + f->shift);
    put(&o, finish(&central));
    put(&o, f->after_central);
    put_end(&o, f, pick(f->count, count), pick(f->central_size, central.n), offset);
    return finish(&o);
}
