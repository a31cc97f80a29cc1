/*
 * How credentials are collected. Internal to the facts layer.
 */
#ifndef AA_FACTS_SECRETS_INTERNAL_H
#define AA_FACTS_SECRETS_INTERNAL_H

#include "facts/secrets.h"
#include "facts/source.h"
#include "secrets/book.h"

/* A value as it was found, before values are brought together. */
typedef struct aa_secret_hit {
    aa_secret_match match;
    aa_bytes value;
    aa_secret_spot spot;
} aa_secret_hit;

/* Looks into one thing. What it returns lives in |arena|. */
typedef struct aa_secret_finder {
    const aa_secret_book *book;
    const aa_limits *limits;
    aa_arena *arena;
    aa_notes *notes;
    aa_secret_spot where; /* of what is looked into now; places without an offset */
    aa_vec hits;          /* of aa_secret_hit */
    aa_vec stores;        /* of aa_key_store_fact */
    aa_vec sources;       /* of aa_source_fact */
    aa_vec matches;       /* scratch */
    size_t bytes;
    bool failed;
} aa_secret_finder;

void aa_secret_finder_init(aa_secret_finder *f, const aa_secret_book *book, const aa_limits *limits,
                           aa_arena *arena, aa_notes *notes);

/* Looks at |text|. |base|: its offset in the member; AA_NO_OFFSET: none. Base 64 is looked into too. */
void aa_secret_look(aa_secret_finder *f, aa_bytes text, uint64_t base);
/* The same of a value with a name, as `name="value"`. */
void aa_secret_look_named(aa_secret_finder *f, const char *name, aa_bytes value, uint64_t base);

/* A file of the app with all that is in it: documents, key stores, archives inside archives. */
void aa_secret_look_file(aa_secret_finder *f, const char *member, aa_zip_content *content);

/* Says of the values that |f| found from |from| on in |file|, a native library, which code uses them. */
void aa_secret_find_uses(aa_secret_finder *f, aa_bytes file, size_t from);

/* What brings values together. |out| gets items and count. */
typedef struct aa_secret_merge {
    aa_source *source;
    const aa_facts *facts;
    const aa_secret_book *book;
    const aa_vec *hits; /* of aa_secret_hit, in the order of files, then as they were found */
    aa_secrets *out;
} aa_secret_merge;

void aa_secrets_merge(aa_secret_merge *merge);

/* Copies what |f| found into the arena of |source|, behind |hits|; places likewise. */
void aa_secrets_keep(aa_source *source, const aa_secret_finder *f, aa_vec *hits);
aa_place aa_secret_keep_place(aa_source *source, aa_place place);

#endif
