/* How third-party components are collected. Internal to the facts layer. */
#ifndef AA_FACTS_LIBRARIES_INTERNAL_H
#define AA_FACTS_LIBRARIES_INTERNAL_H

#include "facts/libraries.h"
#include "facts/source.h"

/* Kinds of rows in components.tsv, below the component that they show. */
typedef enum aa_trait_kind {
    AA_TRAIT_PACKAGE,      /* package: classes below it */
    AA_TRAIT_SHAPE,        /* shape: name of a form of code/shape.h */
    AA_TRAIT_LITERAL,      /* text of bytecode, as a pattern */
    AA_TRAIT_BESIDE,       /* text of a method that also has the version */
    AA_TRAIT_CONSTANT,     /* static field "com.a.B.FIELD" */
    AA_TRAIT_FILE,         /* member, "*" stands for anything */
    AA_TRAIT_INSIDE,       /* member and a pattern inside it */
    AA_TRAIT_PROPERTIES,   /* member and the key of the version */
    AA_TRAIT_CLIENT,       /* "client=" of a Google properties file */
    AA_TRAIT_NATIVE,       /* pattern inside machine code */
    AA_TRAIT_MARK,         /* a whole text of machine code */
    AA_TRAIT_BUNDLE,       /* identifier of a bundle, or folder name of a framework */
    AA_TRAIT_VERSION_FILE, /* META-INF/VALUE.version */
    AA_TRAIT_SCRIPT,       /* pattern inside JavaScript */
    AA_TRAIT_COUNT
} aa_trait_kind;

typedef struct aa_trait {
    aa_trait_kind kind;
    size_t component; /* index into aa_library_book.components */
    aa_bytes value;
    aa_bytes
        more; /* INSIDE: the pattern; PROPERTIES: the key; LITERAL: how the version may begin, or nothing */
} aa_trait;

typedef struct aa_component_row {
    aa_bytes purl, name, vendor, licence, collects, switches;
} aa_component_row;

typedef struct aa_library_book {
    aa_vec components;                /* of aa_component_row */
    aa_vec traits;                    /* of aa_trait, by kind, value and component */
    size_t first[AA_TRAIT_COUNT + 1]; /* of each kind in |traits| */
} aa_library_book;

/* Some traits in a row. */
typedef struct aa_traits {
    const aa_trait *items;
    size_t count;
} aa_traits;

/* One thing seen. */
typedef struct aa_sighting {
    const char *purl;
    size_t component; /* AA_NO_COMPONENT: the table does not have it */
    aa_library_evidence evidence;
} aa_sighting;

#define AA_NO_COMPONENT SIZE_MAX

typedef struct aa_library_search {
    aa_source *source;
    aa_facts *facts;
    aa_library_book book;
    aa_vec seen;        /* of aa_sighting */
    uint64_t left;      /* bytes that may still be read for this */
    bool limit_is_told; /* |left| was not enough, and a gap says so */
} aa_library_search;

/* What a member holds; false: nothing readable, which is a gap then. To be released. */
bool aa_library_read(aa_library_search *s, const char *artifact, const aa_zip *zip, const aa_zip_entry *entry,
                     aa_zip_content *out);

/* Remembers that |component| was seen; texts are copied, |version| and |detail| may have no bytes. */
void aa_library_see(aa_library_search *s, size_t component, aa_library_proof proof, aa_bytes version,
                    aa_bytes detail, const aa_place *place);
/* The same for a component that names itself; the table's, when it has that purl. */
void aa_library_see_purl(aa_library_search *s, const char *purl, aa_library_proof proof, aa_bytes version,
                         aa_bytes detail, const aa_place *place);

/* All traits of a kind, by value. */
aa_traits aa_library_traits(const aa_library_search *s, aa_trait_kind kind);
/* The trait of that kind with that value, of the first component that has it, or NULL. */
const aa_trait *aa_library_trait(const aa_library_search *s, aa_trait_kind kind, aa_bytes value);

/* Where components are looked for. Memory failure is remembered by the source. */
void aa_library_look_at_code(aa_library_search *s);    /* libraries_code.c */
void aa_library_look_at_files(aa_library_search *s);   /* libraries_files.c */
void aa_library_look_at_natives(aa_library_search *s); /* libraries_native.c */
void aa_library_look_at_bundles(aa_library_search *s); /* libraries_bundles.c */

/*
 * Finds patterns in large contents in one pass.
 */
typedef struct aa_library_scan aa_library_scan;

/* For traits of the kinds in |kinds| (bits of aa_trait_kind). NULL: memory is out. In scratch memory. */
aa_library_scan *aa_library_scan_new(aa_library_search *s, unsigned kinds);
/* Remembers each component found in |content|, each of its versions once. */
void aa_library_scan_run(aa_library_scan *scan, aa_bytes content, const aa_place *place);
/* The same for one INSIDE trait. */
void aa_library_scan_for(aa_library_search *s, const aa_trait *trait, aa_bytes content,
                         const aa_place *place);

#endif
