/*
 * "Did you mean": the nearest of some words to a mistyped one.
 */
#ifndef AA_CLI_SUGGEST_H
#define AA_CLI_SUGGEST_H

#include <stddef.h>

typedef struct aa_suggestion {
    const char *typed;
    const char *best; /* NULL: nothing is near */
    size_t distance;  /* of |best|, in edits */
} aa_suggestion;

/* Begin with {.typed = ...} and offer each word that would have been right. The first of equals wins. */
void aa_suggest_offer(aa_suggestion *s, const char *word);

/* Insertions, deletions, substitutions and swaps of neighbours between two words, at most 64 bytes each. */
size_t aa_edit_distance(const char *a, const char *b);

#endif
