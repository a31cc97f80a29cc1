/*
 * How .NET for Android packs assemblies: alone, each compressed (XALZ, an LZ4 block), or many in one store
 * (XABA), which newer releases put into a library lib/ABI/libassemblies.ABI.blob.so, behind its ELF header.
 *
 * Sources: dotnet/android Documentation/project-docs/AssemblyStores.md, src/native/clr/include/xamarin-app.hh
 * and src/monodroid/jni/xamarin-app.hh (versions 1 to 3), the LZ4 block format.
 */
#ifndef AA_DECODE_ASSEMBLY_STORE_H
#define AA_DECODE_ASSEMBLY_STORE_H

#include <appassay/error.h>

#include "base/notes.h"

typedef struct aa_assembly_store {
    uint32_t version; /* 1 to 3 */
    uint32_t count;
    uint64_t offset; /* of the store in the file: not 0 in a library */
    /* for the functions below */
    aa_bytes store, descriptors, names;
    size_t descriptor_size;
} aa_assembly_store;

/* One assembly of a store, as it lies there: perhaps compressed. */
typedef struct aa_stored_assembly {
    aa_bytes name;   /* "App.dll"; version 1 keeps names elsewhere: no bytes */
    aa_bytes data;   /* no bytes: leads out of the store */
    uint64_t offset; /* of |data| in the file */
} aa_stored_assembly;

/* "XABA", or a library that may have one. */
bool aa_assembly_store_looks(aa_bytes file);

/* Notes (gaps): dotnet.store, limit.dotnet_assemblies; dotnet.store_version is an anomaly.
 * Errors: AA_E_FORMAT, AA_E_LIMIT, AA_E_UNSUPPORTED. */
AA_NODISCARD aa_err aa_assembly_store_read(aa_bytes file, aa_notes *notes, aa_assembly_store *out);

/* Assembly |*index|, which moves on, with |*names| beginning at 0. False behind the last. */
bool aa_assembly_store_next(const aa_assembly_store *store, uint32_t *index, size_t *names,
                            aa_stored_assembly *out);

bool aa_xalz_looks(aa_bytes data);

/*
 * What |data| was compressed from: malloc'd, at most |cap| bytes. Notes (gaps): dotnet.xalz,
 * limit.entry_bytes. Errors: AA_E_FORMAT, AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_xalz_expand(aa_bytes data, uint64_t cap, aa_notes *notes, aa_bytes *out);

#endif
