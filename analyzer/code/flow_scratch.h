/*
 * Memory for the reading of one method, used again for the next. Not cleared.
 */
#ifndef AA_CODE_FLOW_SCRATCH_H
#define AA_CODE_FLOW_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

typedef struct aa_scratch_chunk aa_scratch_chunk;

typedef struct aa_scratch {
    aa_scratch_chunk *first, *current;
    bool failed; /* memory ran out */
} aa_scratch;

/* |count| records of |size| bytes, aligned for any type, with whatever lay there; NULL: memory is out. */
void *aa_scratch_get(aa_scratch *scratch, size_t count, size_t size);
/* Takes everything back. Large pieces are given to the system. */
void aa_scratch_reset(aa_scratch *scratch);
void aa_scratch_free(aa_scratch *scratch);

#endif
