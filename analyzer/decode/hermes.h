/*
 * Hermes bytecode: the compiled form of a React Native bundle. What is read: the header, functions with their
 * names, and the string table, in which every constant text and every name of the program lies.
 *
 * Hermes itself trusts such files and looks at no offset, so everything is checked here. Nothing is
 * allocated: tables stay where they lie, and the bytes must outlive the struct.
 *
 * Sources: facebook/hermes include/hermes/BCGen/HBC/BytecodeFileFormat.h, BytecodeVersion.h and StringKind.h
 * at their versions 51 to 99. Headers are of 128 bytes in all of them; up to 96 a function has 16 bytes, from
 * 97 on 12.
 */
#ifndef AA_DECODE_HERMES_H
#define AA_DECODE_HERMES_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"

#define AA_HERMES_OLDEST 51U /* of the first public release */
#define AA_HERMES_NEWEST 99U /* later versions are read when their tables fit together */
#define AA_HERMES_SHA1   20

typedef struct aa_hermes {
    uint32_t version;
    aa_bytes source_hash; /* SHA-1 of the source, 20 bytes */
    uint32_t function_count, string_count;
    uint32_t bad_functions, bad_strings; /* lead out of the file */
    bool intact;                         /* the SHA-1 at the end fits what is before it */
    /* the tables, for the functions below */
    aa_bytes file; /* without what follows the declared length */
    aa_bytes functions, kinds, hashes, entries, overflow, storage;
    size_t function_size;
} aa_hermes;

/* A text of the table. Its bytes are ASCII, or UTF-16LE. */
typedef struct aa_hermes_string {
    aa_bytes bytes;
    uint64_t offset; /* into the file */
    bool utf16;
    bool identifier; /* names something: a property, a variable */
    uint32_t hash;   /* of an identifier */
    bool bad;        /* leads out of the storage: no bytes */
} aa_hermes_string;

typedef struct aa_hermes_function {
    uint64_t offset; /* of its code */
    uint32_t size;   /* bytes of code */
    uint32_t name;   /* index of a string */
    bool bad;        /* code, name or the long header lie outside */
} aa_hermes_function;

/* Steps through the table: the kinds of strings are told in runs. */
typedef struct aa_hermes_walk {
    uint32_t next, identifiers;
    uint32_t run;      /* index of the run of kinds */
    uint32_t run_left; /* strings of that run that are still to come */
    bool is_identifier;
} aa_hermes_walk;

/* The magic number, of plain files and of those that are prepared for comparing. */
bool aa_hermes_looks(aa_bytes file);

/*
 * Reads |file|. What does not lie in it is a gap (hermes.truncated, hermes.bounds, hermes.function_bounds,
 * hermes.string_bounds, limit.hermes_*), what is unusual an anomaly (hermes.hash, hermes.kinds,
 * hermes.version_unknown, hermes.delta).
 * Errors: AA_E_FORMAT (not Hermes, or the tables do not lie in the file), AA_E_LIMIT, AA_E_UNSUPPORTED
 * (another version whose tables do not fit together, or prepared for comparing), AA_E_NOMEM (by OpenSSL).
 */
AA_NODISCARD aa_err aa_hermes_read(aa_bytes file, const aa_limits *limits, aa_notes *notes, aa_hermes *out);

/* The next string, beginning with a zeroed |walk|. False behind the last. */
bool aa_hermes_next(const aa_hermes *hermes, aa_hermes_walk *walk, aa_hermes_string *out);

/* String |index| alone, without its kind and hash; |index| below string_count. */
aa_hermes_string aa_hermes_string_at(const aa_hermes *hermes, uint32_t index);

/* Function |index|, below function_count. */
aa_hermes_function aa_hermes_function_at(const aa_hermes *hermes, uint32_t index);

#endif
