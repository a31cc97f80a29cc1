/*
 * Whole files and standard input as bytes, for what is read once.
 */
#ifndef AA_CLI_SLURP_H
#define AA_CLI_SLURP_H

#include "base/arena.h"
#include "cli/exit.h"

/*
 * Reads |path| ("-": standard input) into |arena|. AA_EXIT_OK; AA_EXIT_NO_APP unreadable or larger than
 * |most|, AA_EXIT_TEMPORARY memory is out: a message has been written.
 */
aa_exit aa_slurp(aa_arena *arena, const char *path, size_t most, aa_bytes *out);

/* The same from |fd|, which stays the caller's; messages begin with |name|. */
aa_exit aa_slurp_fd(aa_arena *arena, int fd, const char *name, size_t most, aa_bytes *out);

#endif
