/*
 * Exit codes. One table: the program, its help and the tests read it.
 */
#ifndef AA_CLI_EXIT_H
#define AA_CLI_EXIT_H

#include <stdbool.h>
#include <stddef.h>

#include <appassay/error.h>
#include <appassay/result.h>

typedef enum aa_exit {
    AA_EXIT_OK = 0,
    AA_EXIT_FAILED = 1,
    AA_EXIT_USAGE = 2,
    AA_EXIT_UNDECIDED = 3,
    AA_EXIT_NO_APP = 4,
    AA_EXIT_INCOMPLETE = 5,
    AA_EXIT_INTERNAL = 70,
    AA_EXIT_OUTPUT = 74,
    AA_EXIT_TEMPORARY = 75,
} aa_exit;

typedef struct aa_exit_meaning {
    aa_exit code;
    const char *text[AA_LANG_COUNT];
} aa_exit_meaning;

/* What each code means, in order. False past the last. */
bool aa_exit_at(size_t index, aa_exit_meaning *out);

/* The code of two that apply at once: the larger, except that 1 beats 3. */
aa_exit aa_exit_worse(aa_exit a, aa_exit b);

/* The code for an error that ended an analysis. */
aa_exit aa_exit_of_error(aa_err err);

#endif
