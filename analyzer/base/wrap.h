/*
 * Breaking text into lines of a terminal, by columns, for Latin and Chinese script.
 *
 * Source: Unicode Standard Annex #14 (classes OP, CL, NS, EX, IS, ID, SP) as far as this project needs it.
 */
#ifndef AA_BASE_WRAP_H
#define AA_BASE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* A borrowed run of the text that was wrapped; not NUL-terminated. */
typedef struct aa_line {
    const char *ptr;
    size_t len;     /* bytes */
    size_t columns; /* at most those asked for, except when one character is wider than that */
} aa_line;

/*
 * Takes the next line of at most |columns| columns from |*text|, which moves to the rest. Lines break at
 * spaces, between Chinese characters (never before closing or after opening punctuation), else after
 * one of "/.-_,;=&$" inside a word, else anywhere. A word shorter than a line is not broken. False, with
 * |*line| untouched, when only spaces are left.
 */
bool aa_wrap_next(const char **text, size_t columns, aa_line *line);

/* Columns of the widest piece of |text| that aa_wrap_next() keeps together. */
size_t aa_wrap_widest_word(const char *text);

#endif
