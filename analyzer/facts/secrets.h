/*
 * Credentials in the app, wherever they stand: one record a value, with all its places.
 */
#ifndef AA_FACTS_SECRETS_H
#define AA_FACTS_SECRETS_H

#include "facts/facts.h"

#define AA_SECRET_DIGEST 17 /* characters, with the NUL */

/* What a value gives; as aa_secret_power of secrets/book.h. */
typedef enum aa_secret_grade {
    AA_SECRET_NAMED,   /* a name says that it is one, and it looks like chance: proves nothing */
    AA_SECRET_KNOWN,   /* an identifier that anyone may know */
    AA_SECRET_LIMITED, /* what every client may, or only for a while */
    AA_SECRET_MASTER,  /* acts as the owner of the account */
} aa_secret_grade;

/* A place of a value. */
typedef struct aa_secret_spot {
    aa_place place;
    aa_bytes
        literal;    /* the constant of the bytecode that holds it, as its DEX file has it; none: elsewhere */
    bool framework; /* in a file of a framework, or of a native library that others make */
} aa_secret_spot;

typedef struct aa_secret {
    const char *rule;            /* "stripe-secret" */
    const char *provider, *what; /* "Stripe", "secret key" */
    aa_secret_grade power;
    bool proved;                   /* a checksum holds, or it decodes */
    bool is_key;                   /* a private key */
    const char *begins;            /* its first characters */
    size_t length;                 /* bytes */
    char digest[AA_SECRET_DIGEST]; /* of the value and the app's name: compares reports of one app */
    const char *value;             /* the whole, valid UTF-8: no report may show it */
    const char *members;           /* the files that hold it, in words: "assets/a.json, classes.dex" */
    const aa_secret_spot *spots;   /* in order of files, then offsets */
    size_t spot_count;
} aa_secret;

typedef struct aa_key_store_fact {
    const char *kind;     /* "PKCS #12" */
    const char *password; /* a usual one that opens it; NULL: none does */
    size_t keys;          /* private and secret keys that it holds */
    bool counted;         /* |keys| is all of them */
    aa_place place;
} aa_key_store_fact;

/* What tells the sources that the app was made of. */
typedef enum aa_source_kind {
    AA_SOURCE_MAP,   /* a source map with names and lines */
    AA_SOURCE_TEXTS, /* a source map that holds the sources themselves */
    AA_SOURCE_FILE,  /* a source file of the app's languages */
    AA_SOURCE_DEBUG, /* debug symbols, or a mapping that undoes renaming */
} aa_source_kind;

typedef struct aa_source_fact {
    aa_source_kind kind;
    aa_place place;
} aa_source_fact;

typedef struct aa_secrets {
    const aa_secret *items; /* by rule, then digest */
    size_t count;
    const aa_key_store_fact *stores;
    size_t store_count;
    const aa_source_fact *sources;
    size_t source_count;
    size_t files, bytes, texts; /* looked at: members, their bytes, constants of bytecode */
    size_t forms;               /* that were looked for */
    size_t computed;            /* methods whose values were looked at */
    size_t left_out;            /* calls of the app's own decoders of texts past aa_limits.code_decodes */
    uint64_t took;              /* nanoseconds of processor time, for --stats alone */
    const void *found;          /* of the collectors: every value as it was found, until all are collected */
    const void *book;           /* likewise */
} aa_secrets;

#endif
