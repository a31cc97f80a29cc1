/*
 * Tags and attributes of HTML and of plain XML, as far as a list of them needs: no tree, no entities, no
 * correction of what is not closed. Comments and CDATA are stepped over; the body of a script is given.
 */
#ifndef AA_DECODE_MARKUP_H
#define AA_DECODE_MARKUP_H

#include "base/bytes.h"

typedef struct aa_markup {
    aa_bytes source;
    size_t pos;
    aa_bytes name;       /* of the tag last found; "/p" closes one */
    aa_bytes attributes; /* what stands between the name and ">" */
    aa_bytes script;     /* behind a <script>, up to its end; else no bytes */
} aa_markup;

typedef struct aa_markup_attr {
    aa_bytes name, value; /* the value as it is written, without quotes */
} aa_markup_attr;

/* The next tag. False at the end. */
bool aa_markup_next(aa_markup *markup);

/* The next attribute of |attributes|, from |*pos| on, which begins at 0. False at the end. */
bool aa_markup_attribute(aa_bytes attributes, size_t *pos, aa_markup_attr *out);

/* The value of an attribute of the tag, its name in any case. False: it has none. */
bool aa_markup_get(const aa_markup *markup, const char *name, aa_bytes *value);

/* True when |text| is |word|, in any case of ASCII letters. */
bool aa_markup_is(aa_bytes text, const char *word);

/* Offset of |part|, which lies in the source. */
static inline uint64_t aa_markup_offset(const aa_markup *markup, aa_bytes part)
{
    return (uint64_t)(part.p - markup->source.p);
}

#endif
