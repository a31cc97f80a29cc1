/*
 * One decoded resource table and everything that belongs to it.
 */
#ifndef AA_TEST_ARSC_CASE_H
#define AA_TEST_ARSC_CASE_H

#include "decode/arsc.h"
#include "support/arsc_builder.h"
#include "support/test.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct arsc_case {
    aa_arena *arena;
    aa_notes *notes; /* in |arena|: the table goes on using it */
    aa_arsc *arsc;
    aa_err err;
    uint8_t *bytes;
} arsc_case;

arsc_case arsc_case_decode_with(aa_bytes data, const aa_limits *limits);

arsc_case arsc_case_decode(aa_bytes data);

void arsc_case_release(arsc_case *d);

arsc_case arsc_case_decode_built(arsc_builder *b);

bool arsc_case_has_gap(const arsc_case *d);

void assert_arsc_note(const arsc_case *d, const char *code, aa_note_kind kind);

/* The values of |id|, of which there must be |count|. */
const aa_arsc_value *arsc_case_values_of(const arsc_case *d, uint32_t id, size_t count);

/* Where the first type chunk begins; its entry count is at +12, the start of its entries at +16. */
size_t arsc_case_type_at(const arsc_builder *b);

#endif
