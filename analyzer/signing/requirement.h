/*
 * Code requirements: an expression in prefix form that a platform asks of signed code, printed in the
 * language of Apple's csreq(1). Source: Security framework, libsecurity_codesigning (requirement.h,
 * reqdumper.cpp).
 */
#ifndef AA_SIGNING_REQUIREMENT_H
#define AA_SIGNING_REQUIREMENT_H

#include <appassay/error.h>

#include "base/arena.h"

/*
 * The designated requirement of the set |requirements| (a blob of magic 0xfade0c01) as text, in |arena|; a
 * part that is not understood ends it with "…". |*out| is NULL when there is none. Errors: AA_E_NOMEM,
 * AA_E_FORMAT (not a set, or an offset outside).
 */
AA_NODISCARD aa_err aa_requirement_designated(aa_arena *arena, aa_bytes requirements, const char **out);

#endif
