#include "cli/suggest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define WORD_MAX 64 /* bytes; longer words are never near anything */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: three rows of the usual table, since a swap looks back by two. */
size_t aa_edit_distance(const char *a, const char *b)
{
    size_t na = strlen(a);
    size_t nb = strlen(b);
    if (na > WORD_MAX || nb > WORD_MAX)
        return SIZE_MAX;
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= nb; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t substituted = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = least(substituted, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
    return rows[na % 3][nb];
}

void aa_suggest_offer(aa_suggestion *s, const char *word)
{
    size_t distance = aa_edit_distance(s->typed, word);
    size_t typed = strlen(s->typed);
    bool completes = typed >= 3 && strncmp(s->typed, word, typed) == 0;
    if (completes)
        distance = 1;
    if (distance > 1 + typed / 4 || distance >= typed)
        return; /* that many edits make another word */
    if (s->best == NULL || distance < s->distance) {
        s->best = word;
        s->distance = distance;
    }
}
