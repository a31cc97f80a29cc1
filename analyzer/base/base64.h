/*
 * Base 64, both alphabets. Source: RFC 4648, 4 and 5.
 */
#ifndef AA_BASE_BASE64_H
#define AA_BASE_BASE64_H

#include "base/arena.h"

/* What may stand between the digits: readers differ. */
typedef enum aa_base64_between {
    AA_BASE64_NOTHING,
    AA_BASE64_LINES,    /* ends of lines */
    AA_BASE64_QUOTED,   /* white space, quotation marks, and the escapes "\n" and "\r": texts in sources */
    AA_BASE64_ANYTHING, /* what is no digit is passed over, as android.util.Base64 does */
} aa_base64_between;

/* The value of a digit of either alphabet, 0 to 63; -1: none. */
int aa_base64_digit(uint8_t c);

/* All of |text| are digits of the standard alphabet: no padding, nothing between. */
bool aa_base64_is_standard(aa_bytes text);

/*
 * Decodes |text| up to its end or the first "=" into |out|, |*n| bytes. False: another sign than a digit or
 * what may stand |between|, or more than |room| bytes.
 */
bool aa_base64_read(aa_bytes text, aa_base64_between between, uint8_t *out, size_t room, size_t *n);

/*
 * The bytes of |text|, as a text in a source (AA_BASE64_QUOTED). No bytes: another sign is in it. |*failed|
 * becomes true when memory is out.
 */
aa_bytes aa_base64_decode(aa_arena *arena, aa_bytes text, bool *failed);

/* The first bytes of |text|, as much as |text| has of 16 signs, are printable ASCII or white space. */
bool aa_base64_begins_text(aa_bytes text);

#endif
