/*
 * A file of the user as bytes, for what is looked at without being an app.
 */
#ifndef AA_CLI_MAPPED_H
#define AA_CLI_MAPPED_H

#include <appassay/error.h>

#include "base/bytes.h"

/* Maps a regular file of at most |most| bytes. Errors: AA_E_IO, AA_E_LIMIT. Released with aa_unmap_file(). */
AA_NODISCARD aa_err aa_map_file(const char *path, uint64_t most, aa_bytes *out);
/* The same of an open one, which stays the caller's; -1 is one that could not be opened: AA_E_IO. */
AA_NODISCARD aa_err aa_map_open(int fd, uint64_t most, aa_bytes *out);
void aa_unmap_file(aa_bytes file);

#endif
