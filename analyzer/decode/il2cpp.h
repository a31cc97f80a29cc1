/*
 * global-metadata.dat: what Unity's IL2CPP keeps of a C# program beside its machine code. What is read: the
 * version and the constant texts; names are in the table of strings, which is given as one run.
 *
 * A version has offset and size of each table; from 38 on a count stands beside them. From 35 on a literal
 * has no length of its own: it ends where the next begins. Versions 32 to 34 were never released. Sources:
 * Unity's libil2cpp/vm/GlobalMetadataFileInternals.h as it ships with the editor; Perfare/Il2CppDumper pull
 * requests 903 and 925 on versions 35 to 39.
 */
#ifndef AA_DECODE_IL2CPP_H
#define AA_DECODE_IL2CPP_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"

typedef struct aa_il2cpp {
    uint32_t version;
    uint32_t literal_count;
    uint32_t bad_literals; /* lead out of the file */
    aa_bytes names;        /* NUL-terminated, one behind the other */
    /* for the functions below */
    aa_bytes file, literals, data;
    size_t literal_size; /* 8: length and index; 4: index alone */
} aa_il2cpp;

bool aa_il2cpp_looks(aa_bytes file);

/*
 * Reads |file|, which must outlive |out|. Notes: unity.magic, unity.truncated, unity.bounds, unity.literal_bounds and
 * limit.unity_literals (gaps), unity.version_unknown (anomaly). Errors: AA_E_FORMAT (tables do not lie in the
 * file, as in one that is encrypted), AA_E_LIMIT, AA_E_UNSUPPORTED (a version that is not known).
 */
AA_NODISCARD aa_err aa_il2cpp_read(aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_il2cpp *out);

/* Literal |index|, below literal_count, as UTF-8. False: it leads out of the file. */
bool aa_il2cpp_literal(const aa_il2cpp *metadata, uint32_t index, aa_bytes *out);

#endif
