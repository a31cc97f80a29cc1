/*
 * What the parts of the nib reader share.
 */
#ifndef AA_DECODE_NIB_READER_H
#define AA_DECODE_NIB_READER_H

#include "decode/nib.h"
#include "decode/plist.h"

typedef struct aa_nib_reader {
    aa_arena *arena;
    const aa_limits *limits;
    aa_notes *notes;
    uint64_t text; /* bytes of texts copied so far */
} aa_nib_reader;

/* Tells that something was not read. |code| is static. */
void aa_nib_gap(aa_nib_reader *r, const char *code, uint64_t offset);

/* Fill objects and values. Errors with a gap, AA_E_NOMEM without. */
AA_NODISCARD aa_err aa_nib_read_archive(aa_nib_reader *r, aa_bytes file, aa_nib *out);
AA_NODISCARD aa_err aa_nib_read_keyed(aa_nib_reader *r, aa_bytes file, aa_nib *out);

/* Fills the lists that objects and values lead to. */
AA_NODISCARD aa_err aa_nib_make_lists(aa_nib_reader *r, aa_nib *nib);

#endif
