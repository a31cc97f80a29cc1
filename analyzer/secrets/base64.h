/*
 * Base 64, both alphabets. Source: RFC 4648, 4 and 5.
 */
#ifndef AA_SECRETS_BASE64_H
#define AA_SECRETS_BASE64_H

#include "base/arena.h"

/*
 * The bytes of |text|: white space, quotation marks and the escapes "\n" and "\r" are passed over, and it
 * ends at the first "=". No bytes: another sign is in it. |*failed| becomes true when memory is out.
 */
aa_bytes aa_base64_decode(aa_arena *arena, aa_bytes text, bool *failed);

/* The first bytes of |text|, as much as |text| has of 16 signs, are printable ASCII or white space. */
bool aa_base64_begins_text(aa_bytes text);

#endif
