/*
 * What names the app's own classes and methods have: measured, to tell whether someone has renamed them.
 *
 * Left out are names that nobody can change: of classes that the manifest and layouts name, of what overrides
 * the platform, constructors, native methods and classes that have them, what the compiler makes, resource
 * and build constants.
 */
#ifndef AA_CODE_USE_NAMES_H
#define AA_CODE_USE_NAMES_H

#include "code/code.h"

/* A name is renamed when it has at most three letters that are no word people use (data/short-words.txt), or
 * nothing but letters that look alike or are none of ASCII. */
typedef struct aa_name_count {
    size_t all, renamed;
} aa_name_count;

/* A class or method whose name says that it protects something. */
typedef struct aa_telling_name {
    aa_method_id method; /* a method, or for a class its first; AA_NO_ID: a class without one */
    aa_type_id type;
    bool is_class;
} aa_telling_name;

typedef struct aa_names {
    aa_name_count classes, methods; /* of the app's own packages */
    aa_name_count moved;            /* classes of nobody's package, renamed with it: "La/b/c;" */
    size_t sources;                 /* own classes that name a source file */
    size_t metadata;                /* own classes that carry kotlin.Metadata */
    size_t texts;                   /* const-strings in own methods */
    size_t decoders;  /* calls in own methods of small functions that make a text of constants */
    unsigned entropy; /* of the letters of own names: tenths of a bit for each */
    const aa_telling_name *telling; /* in order of type and method */
    size_t telling_count;
} aa_names;

/* Texts live in the code's arena. */
aa_names aa_names_measure(aa_code *code);

#endif
