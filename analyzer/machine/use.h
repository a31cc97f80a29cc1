/*
 * Questions that several checks of machine code share.
 */
#ifndef AA_MACHINE_USE_H
#define AA_MACHINE_USE_H

#include "machine/machine.h"

/* |names| below: symbols ("_access") and selectors ("fileExistsAtPath:"), '*' at the end for any rest,
 * NULL-terminated. */

/* The first call of one of |names| in the function, or in what it calls up to |depth| calls away; NULL. */
const aa_mcall *aa_muse_call_in(aa_machine *machine, uint32_t image, uint32_t function,
                                const char *const *names, unsigned depth);
/* The same, also in the functions that call it, and in what those call. */
const aa_mcall *aa_muse_call_near(aa_machine *machine, uint32_t image, uint32_t function,
                                  const char *const *names);

/* The function is run while the app starts, as far as the way shows by which it is reached: main,
 * initializers, +load, and the first methods of the delegate and of the first screen. */
bool aa_muse_at_launch(aa_machine *machine, uint32_t image, uint32_t function);

/* A text of |words| (NULL-terminated) is, or begins, |text|. */
bool aa_muse_is_one_of(aa_bytes text, const char *const *words);
bool aa_muse_begins_with(aa_bytes text, const char *const *words);

#endif
