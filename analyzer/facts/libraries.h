/*
 * Third-party components of the app, with what shows that each is there and which version it is. A component
 * that is there need not be used; one that is renamed is seen by its texts, and some by the form of a class.
 *
 * What is looked for is the table checks/data/components.tsv; components that name themselves (AndroidX
 * version files, Maven and Google Play properties, CocoaPods identifiers) are listed whether or not the table
 * has them.
 */
#ifndef AA_FACTS_LIBRARIES_H
#define AA_FACTS_LIBRARIES_H

#include "facts/facts.h"

/* What shows it, the strongest last. */
typedef enum aa_library_proof {
    AA_PROOF_PACKAGE,     /* classes below its package; no version */
    AA_PROOF_SHAPE,       /* a class of its form, whatever it is called; no version */
    AA_PROOF_MARK,        /* a text of code, or a file name, that only it has; no version */
    AA_PROOF_TEXT,        /* its version inside a text that it writes: "okhttp/4.9.3" */
    AA_PROOF_NATIVE_TEXT, /* the same in machine code: "OpenSSL 1.1.1k  25 Mar 2021" */
    AA_PROOF_NEIGHBOUR,   /* its version beside its name in one method */
    AA_PROOF_CONSTANT,    /* its version as a constant of its class */
    AA_PROOF_BUNDLE,      /* Info.plist of its framework or resource bundle */
    AA_PROOF_METADATA,    /* a file that its build wrote: META-INF, properties */
} aa_library_proof;

typedef struct aa_library_evidence {
    aa_library_proof proof;
    const char *version; /* NULL: none by this */
    const char *detail;  /* what was seen: the text, the package */
    aa_place place;
} aa_library_evidence;

typedef struct aa_library {
    const char *purl; /* without version: "pkg:maven/com.squareup.okhttp3/okhttp" */
    const char *name; /* for people */
    const char *vendor, *licence;
    const char *collects; /* what it collects: "analytics", "advertising", …; NULL: not known to */
    const char
        *switches; /* declarations that keep it from collecting, "NAME=VALUE" with spaces between; NULL */
    const char *version; /* NULL: unknown */
    const aa_library_evidence *evidence;
    size_t evidence_count; /* kept, the strongest first */
    size_t seen_count;     /* all that was seen */
} aa_library;

/* In order of purl and version: two versions of one component are two. */
typedef struct aa_libraries {
    const aa_library *items;
    size_t count;
    size_t known; /* components that are looked for */
} aa_libraries;

/* "package", "native-text", … */
const char *aa_library_proof_name(aa_library_proof proof);

/* ---- how versions are found ---------------------------------------------------------------------------- */

/* True for what can be a version: begins with a digit, has a dot, nothing but letters, digits and ".+_-". */
bool aa_library_is_version(aa_bytes text);

/*
 * |text| begins with |pattern|, whose "*" stands for a version, "#" behind it for a digit, and whose "\0" are
 * a NUL byte; |whole|: nothing follows. |*version| is what the "*" stands for; no bytes when there is none.
 */
bool aa_library_fits(aa_bytes pattern, aa_bytes text, bool whole, aa_bytes *version);

#endif
