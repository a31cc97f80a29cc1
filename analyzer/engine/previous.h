/*
 * The release before, whichever way it is given.
 */
#ifndef AA_ENGINE_PREVIOUS_H
#define AA_ENGINE_PREVIOUS_H

#include <appassay/analysis.h>

#include "facts/previous.h"

/*
 * Reads |input|, a package or a result.json, into |arena|; |scratch| is for the work. Errors: those of
 * aa_package_open() and aa_previous_parse() with |*detail_out| saying why.
 */
AA_NODISCARD aa_err aa_previous_read(aa_arena *arena, aa_arena *scratch, const aa_input *input,
                                     const aa_limits *limits, unsigned threads, const char **detail_out,
                                     const aa_previous **out);

#endif
