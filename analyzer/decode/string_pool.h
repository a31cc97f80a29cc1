/*
 * String pools of Android's chunk formats (binary XML, resource tables), decoded string by string on demand.
 *
 * Source: AOSP frameworks/base/libs/androidfw/ResourceTypes.cpp (ResStringPool::setTo, string8At, stringAt,
 * stringDecodeAt).
 */
#ifndef AA_DECODE_STRING_POOL_H
#define AA_DECODE_STRING_POOL_H

#include "base/notes.h"

#define AA_STRING_NONE UINT32_MAX /* the index that means "no string" */

/* The note codes of the format that owns the pool. */
typedef struct aa_string_pool_codes {
    const char *pool;   /* the pool's own fields break its format */
    const char *count;  /* more strings declared than the pool can hold */
    const char *bounds; /* a string that is not NUL-terminated within the pool: the platform reads none */
    const char *limit;  /* the budget of decoded text is used up */
} aa_string_pool_codes;

/* One string, decoded at its first use. */
typedef struct aa_pool_entry {
    const char *text; /* valid UTF-8; NULL: no string there */
    const void *name; /* the owner's own, NULL at first: the text made fit for another use */
    void *ns;         /* likewise */
    uint32_t length;  /* bytes of |text| */
    bool decoded;
} aa_pool_entry;

typedef struct aa_string_pool {
    aa_arena *arena;
    aa_notes *notes;
    const aa_string_pool_codes *codes;
    uint64_t base;   /* of the chunk, bytes into the file */
    aa_bytes index;  /* uint32 offsets; as many as there are */
    aa_bytes text;   /* what they point into */
    uint64_t budget; /* bytes that text and entries may still take */
    aa_pool_entry **blocks;
    bool utf8;
    bool outside;   /* noted: a string that does not lie in the pool */
    bool exhausted; /* noted: |budget| did not suffice */
    bool failed;    /* memory ran out */
} aa_string_pool;

/*
 * Opens the pool |chunk| (all of it, header first), which stands |base| bytes into the file. A damaged
 * pool opens with what can be read of it and a gap note. |budget|: most bytes to spend on decoded text and
 * entries, below 4 GiB; what does not fit reads as no string, with a gap note.
 * False: memory ran out. The bytes must outlive the pool.
 */
bool aa_string_pool_open(aa_string_pool *pool, aa_arena *arena, aa_notes *notes,
                         const aa_string_pool_codes *codes, aa_bytes chunk, uint64_t base, uint64_t budget);

/* Strings that have an index entry. */
static inline size_t aa_string_pool_count(const aa_string_pool *pool)
{
    return pool->index.n / 4;
}

/* The entry of |index|, decoded; NULL when there is none or memory ran out (then |failed| is set). */
aa_pool_entry *aa_string_pool_entry(aa_string_pool *pool, uint32_t index);

/* The text of |index|; NULL where the platform would read no string. */
const char *aa_string_pool_text(aa_string_pool *pool, uint32_t index);

#endif
