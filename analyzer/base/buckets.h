/*
 * Where to look in a sorted table: equal steps of its keys, each with the first record that lies there. Makes
 * a search in a million records one of a few.
 */
#ifndef AA_BASE_BUCKETS_H
#define AA_BASE_BUCKETS_H

#include "base/arena.h"

typedef struct aa_buckets {
    uint64_t from; /* the least key */
    unsigned shift;
    const uint32_t *first; /* by step, one more at the end */
    size_t count;          /* 0: the table is too small for it, or too large */
} aa_buckets;

/*
 * Of |n| records of |size| bytes that begin with a uint64_t, by which they are sorted. They must not move or
 * change. False: memory is out.
 */
static inline bool aa_buckets_make(aa_arena *arena, const void *records, size_t n, size_t size,
                                   aa_buckets *out)
{
    const char *p = records;
    uint64_t last, key;
    *out = (aa_buckets){0};
    if (n < 64 || n >= UINT32_MAX)
        return true;
    memcpy(&out->from, p, sizeof out->from);
    memcpy(&last, p + (n - 1) * size, sizeof last);
    while ((last - out->from) >> out->shift >= n / 2)
        out->shift++;
    size_t count = (size_t)((last - out->from) >> out->shift) + 1;
    uint32_t *first = aa_arena_array(arena, count + 1, sizeof *first);
    if (first == NULL)
        return false;
    size_t step = 0;
    for (size_t i = 0; i < n; i++) {
        memcpy(&key, p + i * size, sizeof key);
        while (step <= (size_t)((key - out->from) >> out->shift))
            first[step++] = (uint32_t)i;
    }
    first[count] = (uint32_t)n;
    out->first = first;
    out->count = count;
    return true;
}

/* Records before |*low| have lesser keys than |key|, those from |*high| on greater ones. */
static inline void aa_buckets_find(const aa_buckets *b, size_t n, uint64_t key, size_t *low, size_t *high)
{
    *low = 0;
    *high = n;
    if (b->count == 0)
        return;
    uint64_t step = key < b->from ? 0 : (key - b->from) >> b->shift;
    if (key < b->from) {
        *high = 0;
    } else if (step >= b->count) {
        *low = n;
    } else {
        *low = b->first[step];
        *high = b->first[step + 1];
    }
}

#endif
