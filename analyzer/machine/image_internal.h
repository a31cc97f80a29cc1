#ifndef AA_MACHINE_IMAGE_INTERNAL_H
#define AA_MACHINE_IMAGE_INTERNAL_H

#include "machine/image.h"

/* Fills calls, mentions and system calls; functions must be there. */
AA_NODISCARD aa_err aa_image_sweep(aa_arena *arena, aa_image *image);

/* |vec|, of aa_image_mention and sorted by |at|, sorted by |to| and then |at|; its records stay. NULL: no
 * memory. */
const aa_image_mention *aa_image_sort_by_to(aa_arena *arena, const aa_vec *vec);

#endif
