/*
 * JAR manifests and signature files: sections of "Name: value" lines, with the byte range of each section.
 * Source: JAR File Specification, "Notes on Manifest and Signature Files"; AOSP StrictJarManifestReader.java.
 */
#ifndef AA_SIGNING_JAR_MANIFEST_H
#define AA_SIGNING_JAR_MANIFEST_H

#include <appassay/error.h>

#include "base/vec.h"

typedef struct aa_jar_attribute {
    const char *name;
    const char *value; /* continuation lines joined */
} aa_jar_attribute;

typedef struct aa_jar_section {
    const char *name;    /* value of the first attribute when that is "Name"; NULL */
    size_t start, size;  /* bytes in the file, up to and with the empty line */
    size_t first, count; /* attributes */
} aa_jar_section;

typedef struct aa_jar_manifest {
    aa_bytes bytes;
    const aa_jar_section *sections; /* [0] is the main section */
    size_t section_count;
    const aa_jar_attribute *attributes;
    const aa_jar_section **by_name; /* named sections in name order, for aa_jar_section_find() */
    size_t named_count;
    const char *duplicate; /* a name that two sections have; NULL */
    size_t unnamed;        /* sections past the first that have no name */
} aa_jar_manifest;

/* Parses |bytes|, which must outlive the manifest. Errors: AA_E_NOMEM, AA_E_LIMIT (1,000,000 lines). */
AA_NODISCARD aa_err aa_jar_manifest_parse(aa_arena *arena, aa_bytes bytes, aa_jar_manifest *out);

/* The section of |name|, or NULL. */
const aa_jar_section *aa_jar_section_find(const aa_jar_manifest *manifest, const char *name);

/* The value of attribute |name| (case does not matter), or NULL. */
const char *aa_jar_value(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *name);

#endif
