/*
 * A program assembled from fixtures/code/<name>/, as tests of the code layer want it.
 */
#ifndef AA_TEST_PROGRAM_CASE_H
#define AA_TEST_PROGRAM_CASE_H

#include "code/program.h"

typedef struct program_case {
    uint8_t *bytes; /* without slack, so that a read past the end is seen */
    size_t n;
    aa_arena *arena;
    aa_limits limits;
    aa_notes notes;
    aa_unit unit;
    aa_program *program;
} program_case;

/* Reads the file, and builds the program, on one thread. Anything that does not work fails the test. */
void program_case_begin(program_case *t, const char *name);
void program_case_end(program_case *t);

/* The two halves of it, for tests that change |bytes| or |limits| in between. */
void program_case_read(program_case *t, const char *name);
aa_err program_case_build(program_case *t);

/* "Lapp/Main;", "Lapp/Main;->run" (the first of that name), "Lapp/Main;->key". What the app does not define
 * or name fails the test. */
aa_type_id program_case_type(const program_case *t, const char *descriptor);
aa_method_id program_case_method(const program_case *t, const char *name);
aa_field_id program_case_field(const program_case *t, const char *name);

#endif
