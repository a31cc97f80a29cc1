/*
 * What the parts of the Swift demangler share. Nobody else includes this.
 */
#ifndef AA_DECODE_SWIFT_DEMANGLE_H
#define AA_DECODE_SWIFT_DEMANGLE_H

#include "decode/objc.h"

enum {
    AA_SWIFT_NAME_MAX = 4096,  /* bytes of a mangled name */
    AA_SWIFT_TEXT_MAX = 2048,  /* bytes of what it stands for */
    AA_SWIFT_WORDS = 26,       /* as the mangling has it */
    AA_SWIFT_REPEAT_MAX = 2048 /* of one substitution, as in the runtime's demangler */
};

typedef enum aa_swift_kind {
    AA_SWIFT_NONE, /* an empty stack */
    AA_SWIFT_IDENTIFIER,
    AA_SWIFT_OPERATOR, /* a name made of signs */
    AA_SWIFT_PRIVATE,  /* a name of a file or of a function alone */
    AA_SWIFT_MODULE,
    AA_SWIFT_TYPE,     /* |text| names it when it is nominal, else "" */
    AA_SWIFT_PROTOCOL, /* a type too */
    AA_SWIFT_CONTEXT,  /* an extension: |text| is what it extends */
    AA_SWIFT_ENTITY,
    AA_SWIFT_CONFORMANCE, /* "Type: Protocol" */
    AA_SWIFT_EMPTY_LIST,
    AA_SWIFT_FIRST_MARK,
    AA_SWIFT_VARIADIC,
    AA_SWIFT_EFFECT, /* throws, async, isolated: says nothing of names */
    AA_SWIFT_REQUIREMENT,
    AA_SWIFT_GENERICS,
} aa_swift_kind;

typedef struct aa_swift_node {
    aa_swift_kind kind;
    const char *text;
    bool is_function;    /* a type */
    uint32_t parameters; /* of a function; of a tuple its elements; 1 for what is neither */
} aa_swift_node;

typedef struct aa_swift_names {
    aa_arena *arena;
    aa_bytes in;
    size_t pos;
    bool old_functions; /* "_T0": labels are part of the types */
    aa_vec stack;       /* of aa_swift_node */
    aa_vec known;       /* of aa_swift_node: what can be named again */
    aa_bytes words[AA_SWIFT_WORDS];
    size_t word_count;
} aa_swift_names;

/* ---- the text ---- */
int aa_swift_peek(const aa_swift_names *d);            /* the next character, 0 at the end */
bool aa_swift_next_is(aa_swift_names *d, char wanted); /* passes over it when it is |wanted| */
int aa_swift_next(aa_swift_names *d);
/* A number without leading sign; -1: none. */
int32_t aa_swift_natural(aa_swift_names *d);
/* "_" is 0, "N_" is N + 1; -1: none. */
int32_t aa_swift_index(aa_swift_names *d);
bool aa_swift_identifier(aa_swift_names *d);

/* ---- the stack ---- */
bool aa_swift_push(aa_swift_names *d, aa_swift_node node);
/* The top when it is of |kind|; else, with nothing popped, a node of AA_SWIFT_NONE. */
aa_swift_node aa_swift_pop(aa_swift_names *d, aa_swift_kind kind);
/* Type or protocol; a name of any kind; whatever can hold others. */
bool aa_swift_pop_type(aa_swift_names *d, aa_swift_node *out);
bool aa_swift_pop_name(aa_swift_names *d, aa_swift_node *out);
bool aa_swift_pop_context(aa_swift_names *d, aa_swift_node *out);
bool aa_swift_pop_protocol(aa_swift_names *d, aa_swift_node *out);
/* Something that can be named again. */
bool aa_swift_remember(aa_swift_names *d, aa_swift_node node);
bool aa_swift_push_type(aa_swift_names *d, const char *text, bool remember);
/* "a.b" in the arena; NULL when it is too long. */
const char *aa_swift_join(aa_swift_names *d, const char *a, const char *b);

/* ---- operators; each false for what is not understood ---- */
bool aa_swift_type_operator(aa_swift_names *d, int c, bool *known);
bool aa_swift_entity_operator(aa_swift_names *d, int c, bool *known);
bool aa_swift_generic_operator(aa_swift_names *d, int c, bool *known);
/* How many parameters a function has, popped: effects, then parameters, then result. */
bool aa_swift_pop_function(aa_swift_names *d, aa_swift_node *out);

#endif
