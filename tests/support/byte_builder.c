#include "support/byte_builder.h"

#include <stdlib.h>

#include "support/test.h"

static uint8_t *room(byte_builder *b, size_t n)
{
    if (b->capacity - b->n < n) {
        b->capacity = (b->capacity + n) * 2;
        b->p = realloc(b->p, b->capacity);
        assert_non_null(b->p);
    }
    b->n += n;
    return b->p + b->n - n;
}

void put_bytes(byte_builder *b, const void *p, size_t n)
{
    if (n > 0)
        memcpy(room(b, n), p, n);
}

void put_u8(byte_builder *b, uint32_t value)
{
    *room(b, 1) = (uint8_t)value;
}

void put_u16(byte_builder *b, uint32_t value)
{
    put_u8(b, value & 0xFF);
    put_u8(b, value >> 8 & 0xFF);
}

void put_u32(byte_builder *b, uint32_t value)
{
    put_u16(b, value & 0xFFFF);
    put_u16(b, value >> 16);
}

void put_zeros(byte_builder *b, size_t n)
{
    if (n > 0)
        memset(room(b, n), 0, n);
}

void put_align(byte_builder *b, size_t unit)
{
    put_zeros(b, (unit - b->n % unit) % unit);
}

void patch_u32(byte_builder *b, size_t at, uint32_t value)
{
    assert_true(at + 4 <= b->n);
    for (size_t i = 0; i < 4; i++)
        b->p[at + i] = (uint8_t)(value >> (8 * i));
}

void bytes_done(byte_builder *b)
{
    free(b->p);
    *b = (byte_builder){NULL, 0, 0};
}

uint32_t pool_index(test_pool *pool, const char *text)
{
    for (size_t i = 0; i < pool->count; i++)
        if (pool->strings[i] == text || strcmp(pool->strings[i], text) == 0)
            return (uint32_t)i;
    assert_true(pool->count < POOL_STRINGS);
    pool->strings[pool->count] = text;
    return (uint32_t)pool->count++;
}

static void put_length8(byte_builder *b, size_t n)
{
    if (n >= 0x80)
        put_u8(b, (uint32_t)(0x80 | (n >> 8 & 0x7F)));
    put_u8(b, (uint32_t)(n & 0xFF));
}

static void put_string(byte_builder *b, const test_pool *pool, size_t i)
{
    size_t n = strlen(pool->strings[i]);
    bool wild = pool->wild_length == (int)i + 1;
    if (pool->utf8) {
        put_length8(b, wild ? 0x7F7F : n);
        put_length8(b, wild ? 0x7F7F : n);
        put_bytes(b, pool->strings[i], n);
        put_zeros(b, pool->unterminated ? 0 : 1);
        return;
    }
    put_u16(b, (uint32_t)(wild ? 0xFF7F : n));
    for (size_t k = 0; k < n; k++)
        put_u16(b, (uint8_t)pool->strings[i][k]); /* ASCII only */
    put_zeros(b, pool->unterminated ? 0 : 2);
}

void put_pool(byte_builder *b, const test_pool *pool)
{
    size_t at = b->n;
    put_u16(b, 0x0001);
    put_u16(b, 28);
    put_u32(b, 0);
    put_u32(b, pool->count_written != 0 ? pool->count_written : (uint32_t)pool->count);
    put_u32(b, 0);
    put_u32(b, pool->utf8 ? 0x100 : 0);
    put_u32(b, (uint32_t)(28 + 4 * pool->count));
    put_u32(b, 0);
    size_t index = b->n;
    put_zeros(b, 4 * pool->count);
    size_t text = b->n;
    for (size_t i = 0; i < pool->count; i++) {
        patch_u32(b, index + 4 * i, (uint32_t)(b->n - text));
        put_string(b, pool, i);
    }
    if (pool->unterminated)
        while (b->n % 4 != 0)
            put_u8(b, 'x');
    put_align(b, 4);
    patch_u32(b, at + 4, (uint32_t)(b->n - at));
}
