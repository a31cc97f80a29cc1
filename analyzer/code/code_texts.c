/*
 * Texts in code, and words in them.
 */
#include "code/code_internal.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const aa_literal *x = a;
    const aa_literal *y = b;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    return x->pc < y->pc ? -1 : x->pc > y->pc;
}

/* All places of a text. */
static void add_places(aa_code *code, const aa_text_use *use, aa_vec *found)
{
    const aa_string_ref *refs = NULL;
    aa_string_refs(code->base.program, &refs);
    for (uint32_t i = use->first; i < use->first + use->count; i++) {
        aa_literal *slot = aa_code_push(code, found);
        if (slot == NULL)
            return;
        *slot = (aa_literal){.text = use->text, .in = refs[i].in, .pc = refs[i].pc};
    }
}

static size_t in_order(aa_vec *found, const aa_literal **out)
{
    if (found->count > 1)
        qsort(found->items, found->count, sizeof(aa_literal), by_place);
    *out = found->items;
    return found->count;
}

size_t aa_code_literals(aa_code *code, aa_literal_test fits, void *context, const aa_literal **out)
{
    const aa_text_use *texts = NULL;
    size_t count = aa_text_uses(code->base.program, &texts, NULL);
    aa_vec found = AA_VEC_INIT(aa_literal);
    for (size_t i = 0; i < count; i++)
        if (fits(context, texts[i].text))
            add_places(code, &texts[i], &found);
    return in_order(&found, out);
}

size_t aa_code_literals_of(aa_code *code, const uint32_t *numbers, size_t count, const aa_literal **out)
{
    const aa_text_use *texts = NULL;
    size_t all = aa_text_uses(code->base.program, &texts, NULL);
    aa_vec found = AA_VEC_INIT(aa_literal);
    for (size_t i = 0; i < count; i++)
        if (numbers[i] < all)
            add_places(code, &texts[numbers[i]], &found);
    return in_order(&found, out);
}

/* ---- words --------------------------------------------------------------------------------------------- */

#define MAX_WORDS 64U /* of one list; those behind are looked at without a mark */

static bool contains(aa_bytes text, const char *part, size_t n)
{
    if (n == 0)
        return true;
    for (size_t at = 0; at < text.n && n <= text.n - at; at++) {
        const uint8_t *p = memchr(text.p + at, part[0], text.n - at - n + 1);
        if (p == NULL)
            return false;
        if (memcmp(p, part, n) == 0)
            return true;
        at = (size_t)(p - text.p);
    }
    return false;
}

static bool word_fits(const char *word, aa_bytes text)
{
    const char *part = word + 1;
    size_t n = strlen(part);
    if (text.n < n)
        return false;
    switch (word[0]) {
    case '=':
        return text.n == n && memcmp(text.p, part, n) == 0;
    case '$':
        return memcmp(text.p + text.n - n, part, n) == 0;
    case '^':
        return memcmp(text.p, part, n) == 0;
    default:
        return contains(text, part, n);
    }
}

bool aa_words_fit(const char *const *words, aa_bytes text)
{
    for (; *words != NULL; words++)
        if (word_fits(*words, text))
            return true;
    return false;
}

/* Marks of the first words. Returns how many there are. */
static size_t mark_words(const char *const *words, uint64_t marks[MAX_WORDS])
{
    size_t count = 0;
    for (; words[count] != NULL && count < MAX_WORDS; count++)
        marks[count] = aa_text_mark(aa_bytes_of(words[count] + 1, strlen(words[count] + 1)));
    return count;
}

/* The next text from |at| on that has one of |words|; AA_NO_ID: there is none. */
static size_t next_text(const aa_program *p, const char *const *words, const uint64_t *word_marks,
                        size_t marked, size_t at)
{
    const aa_text_use *texts = NULL;
    const uint64_t *marks = NULL;
    size_t count = aa_text_uses(p, &texts, &marks);
    for (; at < count; at++) {
        for (size_t k = 0; k < marked; k++)
            if ((word_marks[k] & ~marks[at]) == 0 && word_fits(words[k], texts[at].text))
                return at;
        if (words[marked] != NULL && aa_words_fit(words + marked, texts[at].text))
            return at;
    }
    return AA_NO_ID;
}

size_t aa_code_literals_with(aa_code *code, const char *const *words, const aa_literal **out)
{
    const aa_program *p = code->base.program;
    const aa_text_use *texts = NULL;
    uint64_t marks[MAX_WORDS];
    size_t marked = mark_words(words, marks);
    aa_text_uses(p, &texts, NULL);
    aa_vec found = AA_VEC_INIT(aa_literal);
    for (size_t at = next_text(p, words, marks, marked, 0); at != AA_NO_ID;
         at = next_text(p, words, marks, marked, at + 1))
        add_places(code, &texts[at], &found);
    return in_order(&found, out);
}

bool aa_code_has_literal(aa_code *code, const char *const *words)
{
    uint64_t marks[MAX_WORDS];
    size_t marked = mark_words(words, marks);
    return next_text(code->base.program, words, marks, marked, 0) != AA_NO_ID;
}
