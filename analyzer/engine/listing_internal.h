/*
 * What the listings of bytecode and of machine code share.
 */
#ifndef AA_ENGINE_LISTING_INTERNAL_H
#define AA_ENGINE_LISTING_INTERNAL_H

#include "base/str.h"
#include "engine/listing.h"
#include "facts/machine.h"

#define AA_LISTING_BEFORE 3 /* instructions shown */
#define AA_LISTING_BEHIND 1
#define AA_LISTING_BYTES  4096 /* that are written to make one line */

typedef struct aa_listing {
    aa_arena *arena;
    aa_finding *finding;
    aa_listing_line lines[AA_LISTING_BEFORE + 1 + AA_LISTING_BEHIND];
    size_t count;
    bool failed; /* memory is out */
} aa_listing;

/* Adds a line, cut when it is long; there is room for those that are shown. */
void aa_listing_add(aa_listing *l, const char *text, size_t length, bool here);

/* |text| in quotes when |args| tell it or it is the platform's, else its beginning and length. It is
 * printable. */
void aa_listing_put_text(aa_str *s, const char *text, size_t length, const char *const *args);

/* The lines around the place of a finding in machine code. */
void aa_listing_arm64(aa_listing *l, const aa_machine_base *machine);

#endif
