/*
 * The ways back to the developer's sources that are given on the command line: --mapping and --source-root.
 */
#ifndef AA_CLI_SOURCES_H
#define AA_CLI_SOURCES_H

#include "cli/exit.h"
#include "reports/mapping/mapping.h"

#define AA_MAPPINGS_MAX 256 /* a dSYM for the app and one for each framework */

typedef struct aa_source_options {
    const char *mappings[AA_MAPPINGS_MAX]; /* mapping.txt, a dSYM, or a file of one */
    size_t mapping_count;
    const char *root; /* NULL: not asked for */
} aa_source_options;

/* Reads what the options name into |origins|, in |arena|. AA_EXIT_OK, or messages have been written. */
aa_exit aa_sources_read(const aa_source_options *options, aa_arena *arena, aa_origins *origins);

/*
 * Places in |*json|, a result.json known to be sound, become places in the sources, as far as |origins| tell,
 * in |arena|. AA_EXIT_OK, or messages have been written.
 */
aa_exit aa_sources_put(const aa_origins *origins, aa_arena *arena, aa_bytes *json);

#endif
