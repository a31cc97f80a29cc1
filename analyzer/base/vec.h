/*
 * A growing array of equal records in an arena. Declare with AA_VEC_INIT, push, then read items/count.
 */
#ifndef AA_BASE_VEC_H
#define AA_BASE_VEC_H

#include "base/arena.h"

typedef struct aa_vec {
    void *items; /* |count| records of |item_size| bytes, contiguous; NULL while empty */
    size_t count;
    size_t capacity;
    size_t item_size;
} aa_vec;

#define AA_VEC_INIT(type)                                                                                    \
    {                                                                                                        \
        .item_size = sizeof(type)                                                                            \
    }

/* A new zeroed record at the end, or NULL when memory is out. Earlier pointers may go stale. */
void *aa_vec_push(aa_arena *arena, aa_vec *vec);

#endif
