#include "decode/chunks.h"

/* ResStringPool_header, ResourceTypes.h: lengths in one or two bytes. */
enum { POOL_TYPE = 0x0001, POOL_HEADER = 28, POOL_UTF8 = 0x100, LONGEST = 0x7FFF };

void aa_chunk_u8(aa_str *out, uint32_t value)
{
    aa_str_putc(out, (char)(uint8_t)value);
}

void aa_chunk_u16(aa_str *out, uint32_t value)
{
    aa_chunk_u8(out, value & 0xFF);
    aa_chunk_u8(out, value >> 8 & 0xFF);
}

void aa_chunk_u32(aa_str *out, uint32_t value)
{
    aa_chunk_u16(out, value & 0xFFFF);
    aa_chunk_u16(out, value >> 16);
}

void aa_chunk_align(aa_str *out, size_t unit)
{
    while (out->len % unit != 0 && aa_str_ok(out))
        aa_chunk_u8(out, 0);
}

void aa_chunk_patch(aa_str *out, size_t at, uint32_t value)
{
    for (size_t i = 0; aa_str_ok(out) && i < 4 && at + i < out->len; i++)
        out->ptr[at + i] = (char)(uint8_t)(value >> 8 * i);
}

/* ---- strings */

static uint32_t hash_of(aa_bytes text)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ text.p[i]) * 16777619U;
    return hash;
}

static bool grow(aa_chunk_pool *pool)
{
    size_t count = pool->slot_count == 0 ? 256 : pool->slot_count * 2;
    uint32_t *slots = aa_arena_array(pool->arena, count, sizeof *slots);
    const aa_bytes *items = pool->items.items;
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < pool->items.count; i++) {
        size_t at = hash_of(items[i]) & (count - 1);
        while (slots[at] != 0)
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    pool->slots = slots;
    pool->slot_count = count;
    return true;
}

/* Where |text| is, or could be. */
static uint32_t *slot_of(aa_chunk_pool *pool, aa_bytes text)
{
    const aa_bytes *items = pool->items.items;
    if (pool->items.count * 2 >= pool->slot_count && !grow(pool))
        return NULL;
    size_t at = hash_of(text) & (pool->slot_count - 1);
    while (pool->slots[at] != 0 && !aa_bytes_equal(items[pool->slots[at] - 1], text))
        at = (at + 1) & (pool->slot_count - 1);
    return &pool->slots[at];
}

static uint32_t add(aa_chunk_pool *pool, aa_bytes text)
{
    aa_bytes *item = pool->items.count < UINT32_MAX - 1 ? aa_vec_push(pool->arena, &pool->items) : NULL;
    if (item == NULL) {
        pool->failed = true;
        return 0;
    }
    *item = text;
    return (uint32_t)pool->items.count - 1;
}

uint32_t aa_chunk_string(aa_chunk_pool *pool, aa_bytes text)
{
    uint32_t *slot = pool->failed ? NULL : slot_of(pool, text);
    if (slot == NULL) {
        pool->failed = true;
        return 0;
    }
    if (*slot == 0)
        *slot = add(pool, text) + 1;
    return *slot - 1;
}

uint32_t aa_chunk_new_string(aa_chunk_pool *pool, aa_bytes text)
{
    uint32_t *slot = pool->failed ? NULL : slot_of(pool, text);
    uint32_t number = slot == NULL ? 0 : add(pool, text);
    if (slot != NULL && *slot == 0)
        *slot = number + 1;
    pool->failed = pool->failed || slot == NULL;
    return number;
}

static void put_length(aa_str *out, size_t n)
{
    if (n > 0x7F)
        aa_chunk_u8(out, (uint32_t)(n >> 8) | 0x80);
    aa_chunk_u8(out, (uint32_t)n & 0xFF);
}

/* UTF-16 units of well-formed UTF-8; of other bytes whatever comes out, which readers do not rely on. */
static size_t units_of(aa_bytes text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.n; i++)
        units += (text.p[i] & 0xC0) != 0x80 ? 1U + (text.p[i] >= 0xF0) : 0U;
    return units;
}

static void put_string(aa_str *out, aa_chunk_pool *pool, aa_bytes text)
{
    pool->cut = pool->cut || text.n > LONGEST;
    if (text.n > LONGEST)
        text.n = LONGEST;
    put_length(out, units_of(text));
    put_length(out, text.n);
    aa_str_putn(out, (const char *)text.p, text.n);
    aa_chunk_u8(out, 0);
}

void aa_chunk_put_pool(aa_str *out, aa_chunk_pool *pool)
{
    size_t start = out->len, count = pool->items.count;
    const aa_bytes *items = pool->items.items;
    aa_chunk_u16(out, POOL_TYPE);
    aa_chunk_u16(out, POOL_HEADER);
    aa_chunk_u32(out, 0); /* size, below */
    aa_chunk_u32(out, (uint32_t)count);
    aa_chunk_u32(out, 0);
    aa_chunk_u32(out, POOL_UTF8);
    aa_chunk_u32(out, (uint32_t)(POOL_HEADER + 4 * count));
    aa_chunk_u32(out, 0);
    size_t index = out->len;
    for (size_t i = 0; i < count && aa_str_ok(out); i++)
        aa_chunk_u32(out, 0);
    size_t text = out->len;
    for (size_t i = 0; i < count && aa_str_ok(out); i++) {
        aa_chunk_patch(out, index + 4 * i, (uint32_t)(out->len - text));
        put_string(out, pool, items[i]);
    }
    aa_chunk_align(out, 4);
    aa_chunk_patch(out, start + 4, (uint32_t)(out->len - start));
}
