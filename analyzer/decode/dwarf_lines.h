/*
 * DWARF line tables: which line of which source file an address was compiled from.
 *
 * Sources: DWARF Debugging Information Format, versions 2 to 5, section 6.2 "Line Number Information";
 * LLVM lib/DebugInfo/DWARF/DWARFDebugLine.cpp for what compilers write.
 */
#ifndef AA_DECODE_DWARF_LINES_H
#define AA_DECODE_DWARF_LINES_H

#include <appassay/error.h>

#include "base/vec.h"

/* Contents of the sections, little-endian; those that a file does not have are empty. */
typedef struct aa_dwarf_lines {
    aa_bytes line;              /* .debug_line */
    aa_bytes line_str, strings; /* .debug_line_str, .debug_str: texts of version 5 */
} aa_dwarf_lines;

/* An address that is asked for, and what the table says of it. Texts are views of the sections. */
typedef struct aa_dwarf_place {
    uint64_t address;
    uint32_t line;   /* from 1; 0: not told */
    aa_bytes file;   /* as the compiler was given it: relative or absolute */
    aa_bytes folder; /* that |file| is relative to; itself relative to |root|, or absolute; empty: |root| */
    aa_bytes root;   /* folder that the compiler ran in; empty: not told, as before version 5 */
} aa_dwarf_place;

#define AA_DWARF_NAMES 65536 /* files and folders of one unit; honest units have some thousand */

/*
 * Fills in |places|, sorted by address, each with its address once. An address that several units claim is
 * the first one's. |*unread|: units that are damaged, of an unknown version or with more than AA_DWARF_NAMES
 * names; what they say is left out. The time is linear in the sections, but for the logarithm of |count|.
 * Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_dwarf_find_lines(aa_arena *arena, const aa_dwarf_lines *sections,
                                        aa_dwarf_place *places, size_t count, size_t *unread);

#endif
