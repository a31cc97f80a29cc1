/*
 * One pass over bytes: four of them at a time are looked up in a filter; where it says perhaps, literals and
 * forms are compared.
 */
#include <stdlib.h>

#include "base/hash.h"
#include "secrets/book_internal.h"

typedef struct search {
    const aa_secret_book *book;
    aa_arena *arena;
    aa_bytes text;
    aa_vec *matches;
    size_t first; /* match of this text */
    bool cut, failed;
    bool count_only;
    size_t literals;
} search;

/* ---- comparing ----------------------------------------------------------------------------------------- */

static bool is_word_at(aa_bytes text, size_t at, aa_bytes word)
{
    if (at > text.n || word.n > text.n - at)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        uint8_t c = text.p[at + i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word.p[i])
            return false;
    }
    return true;
}

static bool literal_at(const search *s, const secret_line *line, size_t at)
{
    if (line->word.n > 0)
        return is_word_at(s->text, at, line->word);
    aa_bytes literal = line->form.items[line->form.anchor].literal;
    return literal.n <= s->text.n - at && memcmp(s->text.p + at, literal.p, literal.n) == 0;
}

static bool form_near(const search *s, const secret_line *line, size_t at, size_t *begin, size_t *end)
{
    if (line->word.n == 0)
        return aa_form_around(&line->form, s->text, at, begin, end) &&
               aa_form_stands_alone(&line->form, s->text, *begin, *end);
    return secret_value_of(s->text, at, line->word.n, line->rule.power, begin) &&
           aa_form_at(&line->form, s->text, *begin, end) &&
           aa_form_stands_alone(&line->form, s->text, *begin, *end);
}

static bool is_sample(search *s, aa_bytes value)
{
    uint8_t digest[32];
    if (aa_sha256(value, digest) != AA_OK) {
        s->failed = true;
        return false;
    }
    size_t low = 0;
    size_t high = s->book->sample_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(s->book->samples[middle], digest, 16);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static void try_line(search *s, uint16_t number, size_t at)
{
    const secret_line *line = &s->book->lines[number];
    size_t begin = 0;
    size_t end = 0;
    if (!literal_at(s, line, at))
        return;
    s->literals++;
    if (s->count_only || !form_near(s, line, at, &begin, &end))
        return;
    aa_secret_match match = {.rule = number,
                             .proof = AA_SECRET_FORM,
                             .power = line->rule.power,
                             .offset = begin,
                             .length = end - begin};
    secret_case c = {.book = s->book, .arena = s->arena, .text = s->text, .match = &match};
    bool is_one = line->judge(&c);
    s->failed = s->failed || c.failed;
    if (!is_one || is_sample(s, aa_bytes_of(s->text.p + match.offset, match.length)))
        return;
    s->cut = s->cut || s->matches->count - s->first >= AA_SECRET_MATCHES;
    aa_secret_match *slot = s->cut ? NULL : aa_vec_push(s->arena, s->matches);
    if (slot != NULL)
        *slot = match;
    s->failed = s->failed || (slot == NULL && !s->cut);
}

static void look_closer(search *s, size_t at)
{
    uint32_t folded = fold(aa_le32(s->text.p + at));
    uint16_t number = s->book->heads[secret_hash(folded) >> (32 - TABLE_BITS)];
    for (; number != 0; number = s->book->windows[number].next) {
        const secret_window *w = &s->book->windows[number];
        if (w->folded == folded && w->before <= at)
            try_line(s, w->line, at - w->before);
    }
}

/* ---- the pass ------------------------------------------------------------------------------------------ */

static inline unsigned may_begin(const uint8_t *filter, uint32_t word)
{
    uint32_t bit = secret_hash(word) >> (32 - FILTER_BITS);
    return (unsigned)filter[bit >> 3] >> (bit & 7) & 1U;
}

static void pass(search *s)
{
    const uint8_t *filter = s->book->filter;
    const uint8_t *p = s->text.p;
    const uint64_t fourth = s->book->plain ? UINT64_C(0x8000000080000000) : 0;
    size_t i = 0;
    /* Eight places at a time: their answers are gathered before anything is decided. */
    for (; s->text.n >= 11 && i <= s->text.n - 11; i += 8) {
        uint64_t low = aa_le64(p + i) | UINT64_C(0x2020202020202020);
        if (fourth != 0 && (low & fourth) == fourth)
            continue; /* all eight have one of two bytes that no text has: instructions of ARM64 mostly do */
        uint64_t high = (uint64_t)fold(aa_le32(p + i + 7)) << 24 | low >> 32;
        unsigned some =
            may_begin(filter, (uint32_t)low) | may_begin(filter, (uint32_t)(low >> 8)) << 1 |
            may_begin(filter, (uint32_t)(low >> 16)) << 2 | may_begin(filter, (uint32_t)(low >> 24)) << 3 |
            may_begin(filter, (uint32_t)high) << 4 | may_begin(filter, (uint32_t)(high >> 8)) << 5 |
            may_begin(filter, (uint32_t)(high >> 16)) << 6 | may_begin(filter, (uint32_t)(high >> 24)) << 7;
        for (size_t k = 0; some != 0; some >>= 1, k++)
            if ((some & 1) != 0)
                look_closer(s, i + k);
    }
    for (; s->text.n >= 4 && i <= s->text.n - 4; i++)
        if (may_begin(filter, fold(aa_le32(p + i))) != 0)
            look_closer(s, i);
}

/* ---- what overlaps ------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const aa_secret_match *x = a;
    const aa_secret_match *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* What was never issued does not stand in the way of what may have been. */
static bool goes_before(const aa_secret_match *a, const aa_secret_match *b)
{
    bool x = a->proof == AA_SECRET_REFUTED;
    bool y = b->proof == AA_SECRET_REFUTED;
    return x != y ? y : a->rule < b->rule;
}

static void settle(search *s)
{
    aa_secret_match *m = (aa_secret_match *)s->matches->items + s->first;
    size_t count = s->matches->count - s->first;
    size_t kept = 0;
    if (count > 1)
        qsort(m, count, sizeof *m, by_place);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || m[i].offset >= m[kept - 1].offset + m[kept - 1].length)
            m[kept++] = m[i];
        else if (goes_before(&m[i], &m[kept - 1]))
            m[kept - 1] = m[i];
    }
    s->matches->count = s->first + kept;
}

aa_err aa_secret_find(const aa_secret_book *book, aa_arena *arena, aa_bytes text, aa_vec *matches, bool *cut)
{
    search s = {.book = book, .arena = arena, .text = text, .matches = matches, .first = matches->count};
    pass(&s);
    if (matches->count > s.first)
        settle(&s);
    if (cut != NULL)
        *cut = *cut || s.cut;
    return s.failed ? AA_E_NOMEM : AA_OK;
}

size_t aa_secret_literals_in(const aa_secret_book *book, aa_bytes text)
{
    search s = {.book = book, .text = text, .count_only = true};
    pass(&s);
    return s.literals;
}
