/*
 * Traces of packers: programs that stand in front of the app's own code, which is encrypted and loaded at run
 * time. What a packed app does cannot be read, so each trace is a gap of the code.
 */
#ifndef AA_FACTS_PACKERS_H
#define AA_FACTS_PACKERS_H

#include "facts/facts.h"

typedef enum aa_packer_kind {
    AA_PACKER_CLASS,   /* the application class, or a class of the app */
    AA_PACKER_NATIVE,  /* a library below lib/ABI/ */
    AA_PACKER_ASSET,   /* another member */
    AA_PACKER_MISSING, /* a class that the platform makes when the app starts is in no DEX file */
} aa_packer_kind;

typedef struct aa_packer_trace {
    const char *packer; /* of checks/data/packers.tsv; NULL: none is known by name */
    aa_packer_kind kind;
    const char *value; /* class, or member */
    aa_place place;
} aa_packer_trace;

/* Of each packer the first trace of each kind, in the order of the table; then what is missing. */
typedef struct aa_packers {
    const aa_packer_trace *items;
    size_t count;
    size_t known; /* packers that are looked for */
} aa_packers;

/* "com.a.*" against "com.a.b.C": "*" stands for any characters, none too. */
bool aa_packer_fits(aa_bytes pattern, aa_bytes text);

#endif
