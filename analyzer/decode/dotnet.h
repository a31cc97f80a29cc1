/*
 * .NET assemblies: a PE file with metadata. What is read: the name of the assembly, the user strings (the
 * constant texts of its code), the types and members that it refers to and defines.
 *
 * Nothing is allocated: streams stay where they lie, and the bytes must outlive the struct.
 * Source: ECMA-335, 6th edition, II.24 (streams), II.22 (tables), II.25 (PE).
 */
#ifndef AA_DECODE_DOTNET_H
#define AA_DECODE_DOTNET_H

#include <appassay/error.h>

#include "base/notes.h"

#define AA_DOTNET_TABLES 0x2DU

typedef struct aa_dotnet_table {
    uint32_t rows;
    uint32_t size; /* bytes of a row */
    aa_bytes bytes;
} aa_dotnet_table;

typedef struct aa_dotnet {
    aa_bytes runtime; /* "v4.0.30319" */
    aa_bytes name;    /* of the assembly; no bytes: a module without one */
    /* for the functions below */
    aa_bytes file, strings, user, blobs;
    aa_dotnet_table tables[AA_DOTNET_TABLES];
    bool wide_strings, wide_blobs, wide_guids;
} aa_dotnet;

/* A type or member that the code names; texts are UTF-8 from the file. Missing ones have no bytes. */
typedef struct aa_dotnet_name {
    aa_bytes space, type, member;
    uint64_t offset; /* of the row in the file */
} aa_dotnet_name;

/* "MZ". */
bool aa_dotnet_looks(aa_bytes file);

/*
 * Reads |file|. Notes (gaps): dotnet.pe (no PE file, or one without metadata), dotnet.metadata,
 * dotnet.tables. Errors: AA_E_FORMAT. Without its tables an assembly still has its user strings, with the gap
 * dotnet.tables.
 */
AA_NODISCARD aa_err aa_dotnet_read(aa_bytes file, aa_notes *notes, aa_dotnet *out);

/* The next user string as UTF-16LE, from |*pos| on, which begins at 0. False at the end. */
bool aa_dotnet_text(const aa_dotnet *assembly, size_t *pos, aa_bytes *utf16);

/* Types and members of other assemblies, and types defined here: counts, and row |index| below the count. */
uint32_t aa_dotnet_type_ref_count(const aa_dotnet *assembly);
uint32_t aa_dotnet_member_ref_count(const aa_dotnet *assembly);
uint32_t aa_dotnet_type_count(const aa_dotnet *assembly);
aa_dotnet_name aa_dotnet_type_ref(const aa_dotnet *assembly, uint32_t index);
aa_dotnet_name aa_dotnet_member_ref(const aa_dotnet *assembly, uint32_t index);
aa_dotnet_name aa_dotnet_type(const aa_dotnet *assembly, uint32_t index);

#endif
