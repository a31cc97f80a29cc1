#ifndef AA_MACHINE_IMAGE_INTERNAL_H
#define AA_MACHINE_IMAGE_INTERNAL_H

#include "machine/image.h"

/* Fills calls, mentions and system calls; functions must be there. */
AA_NODISCARD aa_err aa_image_sweep(aa_arena *arena, aa_image *image);

#endif
