#include "decode/string_pool.h"

#include "base/utf8.h"

#define HEADER_BYTES 28
#define FLAG_UTF8    0x100
#define STEP_COST    32 /* of the budget, for a look at a far place */
#define BLOCK        64 /* entries made at once */

static void damaged(aa_string_pool *pool, const char *field, uint32_t value)
{
    aa_notes_add(pool->notes, AA_NOTE_GAP, pool->codes->pool, pool->base, "%s %u", field, (unsigned)value);
}

/* The part of |chunk| that strings may lie in: up to the styles, when there are any. */
static aa_bytes text_area(aa_string_pool *pool, aa_bytes chunk, uint32_t styles)
{
    uint32_t start = aa_le32(chunk.p + 20);
    uint32_t end = (uint32_t)chunk.n;
    if (start >= chunk.n - 2) {
        damaged(pool, "stringsStart", start);
        return aa_bytes_none();
    }
    if (styles != 0) {
        uint32_t styles_start = aa_le32(chunk.p + 24);
        if (styles_start >= chunk.n - 2 || styles_start <= start)
            damaged(pool, "stylesStart", styles_start);
        else
            end = styles_start;
    }
    size_t size = end - start;
    if (!pool->utf8)
        size -= size % 2;
    return (aa_bytes){chunk.p + start, size};
}

static bool is_terminated(const aa_string_pool *pool)
{
    const uint8_t *end = pool->text.p + pool->text.n;
    return pool->utf8 ? end[-1] == 0 : end[-1] == 0 && end[-2] == 0;
}

static void open_index(aa_string_pool *pool, aa_bytes chunk, uint32_t count, uint32_t styles)
{
    uint16_t header = aa_le16(chunk.p + 2);
    aa_bytes rest = aa_bytes_from(chunk, header);
    uint32_t strings_start = aa_le32(chunk.p + 20);
    if (count > rest.n / 4) {
        aa_notes_add(pool->notes, AA_NOTE_GAP, pool->codes->count, pool->base, "%u", (unsigned)count);
        count = (uint32_t)(rest.n / 4);
    } else if ((uint64_t)header + 4 * ((uint64_t)count + styles) > strings_start && count > 0) {
        aa_notes_add(pool->notes, AA_NOTE_ANOMALY, pool->codes->count, pool->base, "%u", (unsigned)count);
    }
    pool->index = (aa_bytes){rest.p, (size_t)count * 4};
}

bool aa_string_pool_open(aa_string_pool *pool, aa_arena *arena, aa_notes *notes,
                         const aa_string_pool_codes *codes, aa_bytes chunk, uint64_t base, uint64_t budget)
{
    *pool = (aa_string_pool){.arena = arena,
                             .notes = notes,
                             .codes = codes,
                             .base = base,
                             .budget = budget,
                             .index = aa_bytes_none(),
                             .text = aa_bytes_none()};
    if (chunk.n < HEADER_BYTES) {
        damaged(pool, "size", (uint32_t)chunk.n);
        return true;
    }
    uint32_t count = aa_le32(chunk.p + 8);
    uint32_t styles = aa_le32(chunk.p + 12);
    pool->utf8 = (aa_le32(chunk.p + 16) & FLAG_UTF8) != 0;
    if (count == 0)
        return true;
    open_index(pool, chunk, count, styles);
    pool->text = text_area(pool, chunk, styles);
    if (pool->text.n == 0) {
        pool->index = aa_bytes_none();
        return true;
    }
    if (!is_terminated(pool))
        damaged(pool, "unterminated", (uint32_t)pool->text.n);
    pool->blocks = aa_arena_array(arena, aa_string_pool_count(pool) / BLOCK + 1, sizeof(aa_pool_entry *));
    pool->failed = pool->blocks == NULL;
    return !pool->failed;
}

/* A length of one or two units; the high bit of the first says which. */
static uint32_t length8(aa_cursor *c)
{
    uint32_t length = aa_read_u8(c);
    if ((length & 0x80) != 0)
        length = (length & 0x7F) << 8 | aa_read_u8(c);
    return length;
}

static uint32_t length16(aa_cursor *c)
{
    uint32_t length = aa_read_u16le(c);
    if ((length & 0x8000) != 0)
        length = (length & 0x7FFF) << 16 | aa_read_u16le(c);
    return length;
}

/*
 * UTF-8 lengths hold 15 bits, and the compiler cuts longer ones off: stringDecodeAt() tries the length
 * with ever more of the lost bits until a NUL stands behind the text.
 */
static bool find_utf8(aa_string_pool *pool, uint32_t offset, aa_bytes *out)
{
    aa_cursor c = aa_cursor_at(pool->text, offset);
    length8(&c); /* in UTF-16 units: not needed */
    uint32_t length = length8(&c);
    aa_bytes rest = aa_bytes_from(pool->text, c.pos);
    if (c.bad)
        return false;
    for (size_t end = length; end < rest.n && pool->budget >= STEP_COST; end += 0x8000) {
        if (rest.p[end] == 0)
            return aa_bytes_sub(rest, 0, end, out);
        pool->budget -= STEP_COST;
    }
    return false;
}

static bool find_utf16(const aa_string_pool *pool, uint32_t offset, aa_bytes *out)
{
    aa_cursor c = aa_cursor_at(pool->text, offset & ~UINT32_C(1));
    uint32_t length = length16(&c);
    *out = aa_read_bytes(&c, (uint64_t)length * 2);
    return aa_read_u16le(&c) == 0 && !c.bad;
}

static bool find(aa_string_pool *pool, uint32_t index, aa_bytes *out)
{
    uint32_t offset = aa_le32(pool->index.p + (size_t)index * 4);
    bool found = pool->utf8 ? find_utf8(pool, offset, out) : find_utf16(pool, offset, out);
    if (!found && !pool->outside)
        aa_notes_add(pool->notes, AA_NOTE_ANOMALY, pool->codes->bounds, pool->base, "string %u",
                     (unsigned)index);
    pool->outside = pool->outside || !found;
    return found;
}

static bool is_plain(aa_bytes raw)
{
    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] == 0 || raw.p[i] >= 0x80)
            return false;
    return true;
}

static char *decode(aa_string_pool *pool, aa_bytes raw)
{
    if (!pool->utf8)
        return aa_utf16le_to_utf8(pool->arena, raw);
    if (is_plain(raw))
        return aa_arena_strndup(pool->arena, (const char *)raw.p, raw.n);
    return aa_arena_utf8(pool->arena, raw);
}

static bool spend(aa_string_pool *pool, uint32_t index, size_t bytes)
{
    if (bytes <= pool->budget) {
        pool->budget -= bytes;
        return true;
    }
    if (!pool->exhausted)
        aa_notes_add(pool->notes, AA_NOTE_GAP, pool->codes->limit, pool->base, "string %u", (unsigned)index);
    pool->exhausted = true;
    return false;
}

static void fill(aa_string_pool *pool, uint32_t index, aa_pool_entry *entry)
{
    aa_bytes raw = aa_bytes_none();
    entry->decoded = true;
    if (!find(pool, index, &raw) || !spend(pool, index, raw.n))
        return;
    entry->text = decode(pool, raw);
    if (entry->text == NULL)
        pool->failed = true;
    else
        entry->length = (uint32_t)strlen(entry->text);
}

static aa_pool_entry *new_block(aa_string_pool *pool, uint32_t index)
{
    if (!spend(pool, index, BLOCK * sizeof(aa_pool_entry)))
        return NULL;
    aa_pool_entry *block = aa_arena_array(pool->arena, BLOCK, sizeof(aa_pool_entry));
    pool->failed = pool->failed || block == NULL;
    return block;
}

aa_pool_entry *aa_string_pool_entry(aa_string_pool *pool, uint32_t index)
{
    if (index >= aa_string_pool_count(pool))
        return NULL;
    aa_pool_entry **block = &pool->blocks[index / BLOCK];
    if (*block == NULL)
        *block = new_block(pool, index);
    if (*block == NULL)
        return NULL;
    aa_pool_entry *entry = *block + index % BLOCK;
    if (!entry->decoded)
        fill(pool, index, entry);
    return entry;
}

const char *aa_string_pool_text(aa_string_pool *pool, uint32_t index)
{
    const aa_pool_entry *entry = aa_string_pool_entry(pool, index);
    return entry == NULL ? NULL : entry->text;
}
