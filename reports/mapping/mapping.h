/*
 * From what a shrinker or a linker made of an app back to the developer's sources: names and lines by the
 * mapping file of R8 or ProGuard, lines and files of machine code by the dSYMs of the build, files by a
 * search below a folder.
 */
#ifndef AA_REPORTS_MAPPING_MAPPING_H
#define AA_REPORTS_MAPPING_MAPPING_H

#include <appassay/error.h>
#include <jansson.h>

#include "decode/macho.h"

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

#define AA_SOURCES_MAX                                                                                       \
    1000000 /* files and folders looked at: a large repository has some hundred thousand                     \
             */

/*
 * Finds source files of Java, Kotlin, Swift and the family of C below |folder|, without links, hidden folders
 * and "build" folders. Errors: AA_E_IO (errno says why), AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_sources_find(aa_arena *arena, const char *folder, aa_sources *out);

/* The one file that class |class_name| can come from by name and package, or NULL. */
const char *aa_sources_of(aa_arena *arena, const aa_sources *sources, const char *class_name);

/* The file whose path ends most like |path|, from its name on; NULL when there is none or several are. */
const char *aa_sources_like(const aa_sources *sources, const char *path);

/* Debug information of one build of one program: a slice of a file in a dSYM. */
typedef struct aa_debug_slice {
    const char *from; /* path of the dSYM */
    const char *uuid, *arch;
    aa_macho macho;
} aa_debug_slice;

/* All that is known of how the app was built; what is not is NULL or empty. */
typedef struct aa_origins {
    const aa_mapping *mapping;
    const aa_sources *sources;
    aa_vec debug; /* of aa_debug_slice */
} aa_origins;

/*
 * Adds the slices of |file|, a Mach-O file with line tables, which must outlive |origins|. Errors:
 * AA_E_FORMAT it is none, or has no UUID or line table; AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_debug_add(aa_arena *arena, aa_origins *origins, const char *from, aa_bytes file);

#define AA_MAPPING_WHY 512

/* What cannot be used. */
typedef struct aa_mapping_failure {
    const char *path; /* the dSYM's, as in aa_debug_slice.from */
    char why[AA_MAPPING_WHY];
} aa_mapping_failure;

/*
 * Sets line and source of the places and traces of |result| that lie in programs which the dSYMs are of.
 * AA_E_USAGE: a dSYM is of no program of the app, see |failure|. AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_debug_apply(const aa_origins *origins, aa_arena *arena, const json_t *result,
                                   aa_mapping_failure *failure);

/*
 * The result |json| with places and traces restored. |*out| is malloc'd. Errors: AA_E_FORMAT no result,
 * AA_E_USAGE a dSYM of another build, see |failure|; AA_E_LIMIT, AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_mapping_apply(const aa_origins *origins, aa_bytes json, aa_mapping_failure *failure,
                                     char **out, size_t *out_len);

#endif
