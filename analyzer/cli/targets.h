/*
 * The list of a batch: one app a line, as a path or as a JSON object.
 */
#ifndef AA_CLI_TARGETS_H
#define AA_CLI_TARGETS_H

#include "base/hash.h"
#include "base/vec.h"
#include "cli/exit.h"

typedef struct aa_target {
    size_t index; /* in the whole list, from 0, whatever part of it is done here */
    const char *path;
    const char *id;       /* the object's "id", else the path as it stands in the list */
    const char *expected; /* the object's "sha256"; NULL: any */
} aa_target;

typedef struct aa_shard {
    uint64_t index, count; /* count 0: everything is done here */
} aa_shard;

/*
 * Reads |path| ("-": standard input) into |targets| (of aa_target, in |arena|): lines, or with |null| what
 * NULs separate. Empty lines count as none. Only those of |shard| are kept: which part a target belongs to
 * depends on its id alone. Not AA_EXIT_OK: a message is written.
 */
aa_exit aa_targets_read(aa_arena *arena, const char *path, bool null, aa_shard shard, aa_vec *targets);

/* "3/8": the fourth of eight parts. False when it is none. */
bool aa_shard_parse(const char *text, aa_shard *out);

#endif
