/*
 * LEB128 numbers of 64 bits and texts that end with NUL, as Mach-O and DWARF have them. DEX has its own
 * (dex_leb.h), which end sooner.
 *
 * Source: DWARF Debugging Information Format, section 7.6 "Variable Length Data".
 */
#ifndef AA_DECODE_LEB_H
#define AA_DECODE_LEB_H

#include "base/bytes.h"

/* A number of more than 64 bits makes the cursor bad; a bad one gives 0. */
uint64_t aa_read_uleb(aa_cursor *c);
int64_t aa_read_sleb(aa_cursor *c);
/* Up to the next NUL, behind which the cursor is then; without one the cursor is bad. */
aa_bytes aa_read_cstring(aa_cursor *c);

#endif
