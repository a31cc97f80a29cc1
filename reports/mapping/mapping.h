/*
 * From what a shrinker made of an app back to the developer's sources: names and lines by the mapping file of
 * R8 or ProGuard, files by a search below a folder.
 */
#ifndef AA_REPORTS_MAPPING_MAPPING_H
#define AA_REPORTS_MAPPING_MAPPING_H

#include <appassay/error.h>

#include "base/arena.h"

typedef struct aa_mapping aa_mapping; /* lives in the arena and borrows the text it was read from */

/* Reads a mapping file. Errors: AA_E_FORMAT it names no class, AA_E_NOMEM. */
AA_NODISCARD aa_err aa_mapping_parse(aa_arena *arena, aa_bytes text, aa_mapping **out);

/* A place in code, before and after. */
typedef struct aa_code_name {
    const char *class_name; /* "com.example.Foo$Bar" */
    const char *method;     /* "seal([B)[B"; NULL: none */
    uint32_t line;          /* 0: unknown */
} aa_code_name;

/*
 * What |name| was in the sources. Where code of another method was inlined at the line, that is named. What
 * the mapping does not tell, or not for certain, stays as it is. False: memory is out.
 */
bool aa_mapping_restore(aa_arena *arena, const aa_mapping *mapping, const aa_code_name *name,
                        aa_code_name *out);

/* Source files below a folder. */
typedef struct aa_sources {
    const char **paths; /* relative to the folder, sorted by file name and then by path */
    size_t count;
} aa_sources;

#define AA_SOURCES_MAX 1000000 /* files and folders looked at: a large repository has some hundred thousand  \
                                */

/*
 * Finds .java and .kt files below |folder|, without links, hidden folders and "build" folders. Errors:
 * AA_E_IO (errno says why), AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_sources_find(aa_arena *arena, const char *folder, aa_sources *out);

/* The one file that class |class_name| can come from by name and package, or NULL. */
const char *aa_sources_of(aa_arena *arena, const aa_sources *sources, const char *class_name);

/*
 * The result |json| with places and traces restored; |mapping| or |sources| may be NULL. |*out| is malloc'd.
 * Errors: AA_E_FORMAT no result, AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_mapping_apply(const aa_mapping *mapping, const aa_sources *sources, aa_bytes json,
                                     char **out, size_t *out_len);

#endif
