/*
 * Forms of credentials: literals and runs of a set of characters, compared forwards and backwards from one of
 * the literals. Internal to this layer.
 */
#ifndef AA_SECRETS_FORM_H
#define AA_SECRETS_FORM_H

#include "base/arena.h"

/* A set of bytes. */
typedef struct aa_form_set {
    uint64_t bits[4];
} aa_form_set;

static inline bool aa_form_has(const aa_form_set *set, uint8_t c)
{
    return (set->bits[c >> 6] >> (c & 63) & 1) != 0;
}

typedef struct aa_form_item {
    aa_bytes literal; /* none: a run */
    aa_form_set set;
    uint32_t min, max; /* characters of the run */
} aa_form_item;

typedef struct aa_form {
    const aa_form_item *items;
    size_t count;
    size_t
        anchor; /* the literal that is looked for: the longest, the first of equals; |count|: there is none */
} aa_form;

/*
 * Reads "<set:n-m>" notation (checks/data/secret-providers.tsv). False: it makes no sense, or a run of
 * variable length stands where it could take what follows (so that comparing would need a second try).
 * |*failed| becomes true when memory is out.
 */
bool aa_form_read(aa_arena *arena, aa_bytes text, aa_form *out, bool *failed);

/* The form with its anchor at |at| of |text|: false, or where it begins and ends. */
bool aa_form_around(const aa_form *form, aa_bytes text, size_t at, size_t *begin, size_t *end);
/* The form that begins at |at|. */
bool aa_form_at(const aa_form *form, aa_bytes text, size_t at, size_t *end);
/* Nothing before |begin| or behind |end| goes on with it. */
bool aa_form_stands_alone(const aa_form *form, aa_bytes text, size_t begin, size_t end);

#endif
