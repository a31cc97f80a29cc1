/*
 * fixtures/dex/sample.dex as a test wants it: whole, or with some bytes changed.
 */
#ifndef AA_TEST_DEX_CASE_H
#define AA_TEST_DEX_CASE_H

#include "decode/dex_code.h"

/* One file, perhaps damaged, and what was read of it. */
typedef struct dex_case {
    uint8_t *bytes; /* without slack, so that a read past the end is seen */
    size_t n;
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_dex dex;
} dex_case;

/* Reads the file, and releases it. */
void dex_case_begin(dex_case *t);
void dex_case_end(dex_case *t);

/* Overwrites four bytes at |at|; then makes the checksum right again. */
void dex_case_put(dex_case *t, size_t at, uint32_t value);
void dex_case_sum(dex_case *t);

aa_err dex_case_open(dex_case *t);

/* A class, and the first member of Lapp/Sample; of that name. A class or code that is not there fails the
 * test. */
aa_dex_class dex_case_class(const aa_dex *dex, const char *descriptor);
bool dex_case_member(const aa_dex *dex, const char *name, aa_dex_member *out);
aa_dex_code dex_case_code(const aa_dex *dex, const char *method);

#endif
