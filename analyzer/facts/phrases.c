#include "facts/phrases.h"

#include <string.h>

#include "base/tsv.h"

/* Longer texts are documents: their beginning says what they are. */
enum { LOOKED_AT = 4096 };

typedef enum mode { WHOLE, PART, URL } mode;

typedef struct phrase {
    aa_bytes text;
    unsigned topic;
    mode mode;
    uint16_t next; /* the next with the same two bytes at its start, by number plus one; 0: none */
} phrase;

struct aa_phrase_book {
    const phrase *items;
    uint64_t starts[1U << 10]; /* a bit for each two bytes that some phrase starts with: stays in the cache */
    uint16_t first[1U << 16];  /* by the first two bytes: number plus one */
};

static const char *const topics[AA_PHRASE_TOPICS] = {
    [AA_PHRASE_CONTACT] = "contact",   [AA_PHRASE_PRIVACY_POLICY] = "privacy-policy",
    [AA_PHRASE_DELETION] = "deletion", [AA_PHRASE_ACCEPT] = "accept",
    [AA_PHRASE_REFUSE] = "refuse",     [AA_PHRASE_PASSWORD_RULE] = "password-rule",
    [AA_PHRASE_RECORD] = "record",     [AA_PHRASE_PROTECTION] = "protection",
    [AA_PHRASE_PAYMENT] = "payment",
};

static uint8_t lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + ('a' - 'A')) : c;
}

static bool is_word(uint8_t c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static size_t pair(const uint8_t *p)
{
    return (size_t)lower(p[0]) << 8 | lower(p[1]);
}

static bool read_line(const aa_bytes fields[3], phrase *out)
{
    *out = (phrase){.text = fields[2], .topic = AA_PHRASE_TOPICS};
    for (unsigned t = 0; t < AA_PHRASE_TOPICS; t++)
        if (aa_bytes_is(fields[0], topics[t]))
            out->topic = t;
    out->mode = aa_bytes_is(fields[1], "whole") ? WHOLE : aa_bytes_is(fields[1], "url") ? URL : PART;
    return out->topic < AA_PHRASE_TOPICS && out->text.n >= 2;
}

const aa_phrase_book *aa_phrase_book_new(aa_arena *arena)
{
    aa_phrase_book *book = aa_arena_alloc(arena, sizeof *book);
    aa_vec items = AA_VEC_INIT(phrase);
    aa_tsv table = aa_tsv_open("phrases.tsv");
    aa_bytes fields[3];
    phrase line;
    if (book == NULL)
        return NULL;
    while (aa_tsv_next(&table, fields, 3)) {
        if (!read_line(fields, &line))
            continue;
        phrase *p = items.count < UINT16_MAX ? aa_vec_push(arena, &items) : NULL;
        if (p == NULL)
            return NULL;
        line.next = book->first[pair(line.text.p)];
        *p = line;
        book->first[pair(line.text.p)] = (uint16_t)items.count;
        book->starts[pair(line.text.p) >> 6] |= UINT64_C(1) << (pair(line.text.p) & 63);
    }
    book->items = items.items;
    return book;
}

static bool stands_at(const phrase *p, aa_bytes text, size_t at)
{
    if (text.n - at < p->text.n)
        return false;
    for (size_t i = 0; i < p->text.n; i++)
        if (lower(text.p[at + i]) != p->text.p[i])
            return false;
    return true;
}

/* Blanks and ASCII marks, and the full-width ones of one script. */
static bool only_marks(aa_bytes text)
{
    for (size_t i = 0; i < text.n; i++)
        if (is_word(text.p[i]) || text.p[i] >= 0x80)
            return false;
    return true;
}

static bool is_url(aa_bytes text)
{
    static const char http[] = "http";
    return text.n > sizeof http - 1 && memcmp(text.p, http, sizeof http - 1) == 0;
}

static bool fits(const phrase *p, aa_bytes text, size_t at)
{
    size_t end = at + p->text.n;
    switch (p->mode) {
    case WHOLE:
        return only_marks(aa_bytes_of(text.p, at)) && only_marks(aa_bytes_from(text, end));
    case URL:
        return is_url(text) && memchr(text.p, ' ', text.n) == NULL;
    case PART:
        break;
    }
    bool glued_before = at > 0 && is_word(text.p[at]) && is_word(text.p[at - 1]);
    bool glued_after = end < text.n && is_word(text.p[end - 1]) && is_word(text.p[end]);
    return !glued_before && !glued_after;
}

static unsigned topics_at(const aa_phrase_book *book, size_t start, aa_bytes text, size_t at)
{
    unsigned found = 0;
    for (size_t k = book->first[start]; k != 0; k = book->items[k - 1].next) {
        const phrase *p = &book->items[k - 1];
        if (stands_at(p, text, at) && fits(p, text, at))
            found |= AA_PHRASE_BIT(p->topic);
    }
    return found;
}

unsigned aa_phrase_topics(const aa_phrase_book *book, aa_bytes text)
{
    unsigned found = 0;
    if (text.n > LOOKED_AT)
        text.n = LOOKED_AT;
    for (size_t at = 0; at + 1 < text.n; at++) {
        size_t start = pair(text.p + at);
        if ((book->starts[start >> 6] >> (start & 63) & 1) != 0)
            found |= topics_at(book, start, text, at);
    }
    return found;
}
