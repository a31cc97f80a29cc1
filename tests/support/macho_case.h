/*
 * A Mach-O file that tests/fixtures/macho builds, opened.
 */
#ifndef AA_TEST_MACHO_CASE_H
#define AA_TEST_MACHO_CASE_H

#include "decode/macho.h"

typedef struct macho_case {
    aa_arena *arena;
    aa_limits *limits; /* in the arena */
    aa_notes notes;
    aa_bytes file; /* malloc'd */
    const aa_macho_slice *slices;
    size_t slice_count;
    aa_macho macho; /* the first slice */
} macho_case;

/* Opens <build>/tests/macho/|name|. Skips the running test, and says why, when the fixtures could not be
 * built. */
macho_case macho_case_open(const char *name);
void macho_case_done(macho_case *c);

/* Index of the import of that name, or AA_MACHO_NO_IMPORT. */
uint32_t macho_import(const aa_macho *macho, const char *name);
/* Address of the symbol of that name in the symbol table, or 0. */
uint64_t macho_symbol(const aa_macho *macho, const char *name);

#endif
