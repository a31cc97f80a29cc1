/*
 * Names of the Android framework's public attributes.
 */
#ifndef AA_DECODE_PLATFORM_ATTRS_H
#define AA_DECODE_PLATFORM_ATTRS_H

#include <stddef.h>

/* Room for all names; unused places are NULL. */
#define AA_PLATFORM_ATTRS 0x6ad

/* Writes every name into |names| (room for AA_PLATFORM_ATTRS) in strcmp() order, returns how many. */
size_t aa_platform_attrs_sorted(const char **names);

#endif
