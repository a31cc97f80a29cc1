/*
 * Searching what is sorted.
 */
#ifndef AA_BASE_BISECT_H
#define AA_BASE_BISECT_H

#include <stddef.h>

/*
 * Sets |at| to the first index from |low| on for which |before| does not hold, or to |high| when it holds for
 * all before that. |before| is an expression over the index |i|, which the macro declares; it holds for no
 * index behind one for which it does not. An expression and no function, so that the compiler sees through
 * it.
 */
#define AA_BISECT_FROM(at, low, high, i, before)                                                             \
    do {                                                                                                     \
        size_t aa_low = (low), aa_high = (high);                                                             \
        while (aa_low < aa_high) {                                                                           \
            size_t i = aa_low + (aa_high - aa_low) / 2;                                                      \
            if (before)                                                                                      \
                aa_low = i + 1;                                                                              \
            else                                                                                             \
                aa_high = i;                                                                                 \
        }                                                                                                    \
        (at) = aa_low;                                                                                       \
    } while (0)

/* The same over all indices below |count|. */
#define AA_BISECT(at, count, i, before) AA_BISECT_FROM(at, 0, count, i, before)

#endif
