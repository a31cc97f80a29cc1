/*
 * Reports on their way to files: whole or not at all. An existing report survives every failure.
 */
#ifndef AA_CLI_OUTPUT_H
#define AA_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/interrupt.h"

/*
 * True when |path| can be written as far as can be told before the work: it is no directory, its folder
 * exists, and it is none of the |inputs|. Otherwise a message has been written.
 */
bool aa_output_is_possible(const char *path, const char *const *inputs, size_t input_count);

/*
 * Writes |text| to a temporary file beside |path| (mode 0600), syncs it, and renames it. A
 * device or pipe is written directly. False: a message has been written and |path| is as it was.
 */
bool aa_output_write(aa_interrupt *interrupt, const char *path, const char *text, size_t len);

#endif
