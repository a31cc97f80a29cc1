/*
 * Space-separated lists in const data: "broker:4 mas:4.1.5.5.9".
 */
#ifndef AA_ENGINE_WORDS_H
#define AA_ENGINE_WORDS_H

#include "base/bytes.h"

/* The next word of |*text|, which moves behind it. False at the end. NULL is a list of none. */
static inline bool aa_word_next(const char **text, aa_bytes *word)
{
    if (*text == NULL)
        return false;
    const char *start = *text + strspn(*text, " ");
    size_t n = strcspn(start, " ");
    *text = start + n;
    *word = aa_bytes_of(start, n);
    return n > 0;
}

/* True when |list| has a word equal to |word|. */
static inline bool aa_words_have(const char *list, aa_bytes word)
{
    aa_bytes each = aa_bytes_none();
    while (aa_word_next(&list, &each)) {
        if (aa_bytes_equal(each, word))
            return true;
    }
    return false;
}

#endif
