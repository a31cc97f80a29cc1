#ifndef AA_BASE_UTF8_WIDTH_H
#define AA_BASE_UTF8_WIDTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Columns of one code point on a terminal: 0, 1 or 2. */
unsigned aa_code_point_columns(uint32_t cp);

#endif
