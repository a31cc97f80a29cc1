/*
 * Little-endian bytes put together for tests, and string pools as Android's formats have them.
 */
#ifndef AA_TEST_BYTE_BUILDER_H
#define AA_TEST_BYTE_BUILDER_H

#include <stdbool.h>

#include "base/bytes.h"

#define POOL_STRINGS 80 /* room in a test_pool */

typedef struct byte_builder {
    uint8_t *p; /* malloc'd; release with bytes_done() */
    size_t n;
    size_t capacity;
} byte_builder;

void put_u8(byte_builder *b, uint32_t value);
void put_u16(byte_builder *b, uint32_t value);
void put_u32(byte_builder *b, uint32_t value);
void put_bytes(byte_builder *b, const void *p, size_t n);
void put_zeros(byte_builder *b, size_t n);

/* Zeros up to a multiple of |unit|. */
void put_align(byte_builder *b, size_t unit);

/* Overwrites four bytes at |at|. */
void patch_u32(byte_builder *b, size_t at, uint32_t value);
void bytes_done(byte_builder *b);

/* A string pool to be: strings are given out indices in the order they are first named. */
typedef struct test_pool {
    const char *strings[POOL_STRINGS]; /* borrowed */
    size_t count;
    bool utf8;
    bool unterminated;      /* no NUL behind the strings, nor at the end */
    uint32_t count_written; /* instead of the true count; 0: the true one */
    int wild_length;        /* index + 1 of a string whose length is written as 0x7f7f; 0: none */
} test_pool;

uint32_t pool_index(test_pool *pool, const char *text);
void put_pool(byte_builder *b, const test_pool *pool);

#endif
