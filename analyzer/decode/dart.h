/*
 * Compiled Dart code as Flutter ships it (libapp.so, App.framework/App): a snapshot in an ELF or Mach-O file.
 * Its clusters change with every release of the engine, so no object is read: its header, and runs of
 * characters.
 *
 * Source: dart-lang/sdk runtime/vm/snapshot.h (Snapshot: magic 0xdcdcf5f5, length, kind) and
 * app_snapshot.cc (the hash of the version in 32 characters, then the features, a C string).
 */
#ifndef AA_DECODE_DART_H
#define AA_DECODE_DART_H

#include "base/bytes.h"

typedef struct aa_dart {
    bool found;
    uint64_t offset;   /* of the snapshot in the file */
    aa_bytes hash;     /* 32 hexadecimal digits: names the release of the engine */
    aa_bytes features; /* "product no-code_comments … arm64 android compressed-pointers" */
} aa_dart;

/* The first snapshot in |file| that has a header. */
aa_dart aa_dart_read(aa_bytes file);

/*
 * The next run of |least| or more printable ASCII characters, from |*pos| on, which begins at 0. Texts of a
 * snapshot have no mark at their ends. False at the end.
 */
bool aa_dart_next(aa_bytes file, size_t *pos, size_t least, aa_bytes *out);

/* "3.4.3 (stable)" of the engine's library; no bytes when it is not found. */
aa_bytes aa_dart_engine_version(aa_bytes library);

#endif
