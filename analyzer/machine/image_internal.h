#ifndef AA_MACHINE_IMAGE_INTERNAL_H
#define AA_MACHINE_IMAGE_INTERNAL_H

#include "machine/image.h"

/* Fills calls, mentions and system calls; functions must be there. */
AA_NODISCARD aa_err aa_image_sweep(aa_arena *arena, aa_image *image);

/* |list|, sorted by |at|, as an index of its own. False: no memory. */
bool aa_image_index_make(aa_arena *arena, const aa_image_mention *list, size_t count, aa_image_index *out);

#endif
