/*
 * Writing Android's chunk formats (binary XML, resource tables): bytes, and a pool of strings.
 *
 * Source: AOSP frameworks/base/libs/androidfw/include/androidfw/ResourceTypes.h.
 */
#ifndef AA_DECODE_CHUNKS_H
#define AA_DECODE_CHUNKS_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

void aa_chunk_u8(aa_str *out, uint32_t value);
void aa_chunk_u16(aa_str *out, uint32_t value);
void aa_chunk_u32(aa_str *out, uint32_t value);
void aa_chunk_align(aa_str *out, size_t unit); /* with zeros */
/* Writes |value| over the four bytes at |at|. */
void aa_chunk_patch(aa_str *out, size_t at, uint32_t value);

/* Strings, each once. */
typedef struct aa_chunk_pool {
    aa_arena *arena;
    aa_vec items;    /* of aa_bytes */
    uint32_t *slots; /* by hash: number plus one */
    size_t slot_count;
    bool cut; /* a string was longer than a pool can hold */
    bool failed;
} aa_chunk_pool;

/* The number of |text|, which must outlive the pool. */
uint32_t aa_chunk_string(aa_chunk_pool *pool, aa_bytes text);
/* The same, but always a new one: positions count in the pool of binary XML. */
uint32_t aa_chunk_new_string(aa_chunk_pool *pool, aa_bytes text);
/* The pool as a chunk, in UTF-8. */
void aa_chunk_put_pool(aa_str *out, aa_chunk_pool *pool);

#endif
