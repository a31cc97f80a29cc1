/*
 * How deep a JSON text nests, before a parser that recurses is let near it.
 */
#ifndef AA_BASE_JSON_DEPTH_H
#define AA_BASE_JSON_DEPTH_H

#include <stdint.h>

#include "base/bytes.h"

/* The most arrays and objects that are open at one place. Brackets inside strings do not count. */
uint64_t aa_json_depth_of(aa_bytes text);

#endif
