/*
 * What a book is made of. Internal to this layer.
 */
#ifndef AA_SECRETS_BOOK_INTERNAL_H
#define AA_SECRETS_BOOK_INTERNAL_H

#include "secrets/book.h"
#include "secrets/form.h"

/* How many bits a hash of four bytes has in the filter (16 KiB, so that it stays in the first cache), and in
 * the table behind it. */
#define FILTER_BITS 17
#define TABLE_BITS  10

/* A match while it is judged: what is proved may reach further than the form. */
typedef struct secret_case {
    const aa_secret_book *book;
    aa_arena *arena;
    aa_bytes text;
    aa_secret_match *match;
    bool failed; /* memory is out */
} secret_case;

/* False: no credential at all. */
typedef bool (*secret_judge)(secret_case *c);

typedef struct secret_line {
    aa_secret_rule rule;
    aa_form form;
    aa_bytes word; /* that the name of the value holds, in small letters; none: the form stands by itself */
    secret_judge judge;
} secret_line;

/* A window of four bytes that shows a literal. */
typedef struct secret_window {
    uint32_t folded; /* as fold() makes it */
    uint16_t line;
    uint8_t before; /* bytes of the literal before the window */
    uint16_t next;  /* in the table's chain; 0: the end */
} secret_window;

struct aa_secret_book {
    secret_line *lines;
    size_t count;
    secret_window *windows; /* from 1 on */
    uint16_t heads[1U << TABLE_BITS];
    uint8_t filter[(1U << FILTER_BITS) / 8];
    bool plain; /* no window has a byte of 0x80 and above */
    uint8_t (*samples)[16]; /* sorted: beginnings of the SHA-256 of values that are printed in manuals */
    size_t sample_count;
};

/* Capitals as small letters; other characters may fall together too, which the comparison then tells. */
static inline uint32_t fold(uint32_t word)
{
    return word | 0x20202020U;
}

static inline uint32_t secret_hash(uint32_t folded)
{
    return folded * 0x9E3779B1U;
}

/* NULL: no such proof. */
secret_judge secret_judge_named(aa_bytes name);

/* The value of a name that holds the word at |at|: false, or where it begins. */
bool secret_value_of(aa_bytes text, size_t at, size_t length, aa_secret_power power, size_t *value);

/* Letters that repeat, run on or spell what is written in place of a secret. */
bool secret_is_made_up(aa_bytes value);
/* As chance distributes |value| over an alphabet; |both|: with digits and letters. */
bool secret_is_random(aa_bytes value, bool both);
/* |needle| in |text|, in any case of letters; SIZE_MAX: not there. */
size_t secret_search(aa_bytes text, const char *needle);

bool secret_judge_pem(secret_case *c);
bool secret_judge_pgp(secret_case *c);
bool secret_judge_putty(secret_case *c);
bool secret_judge_account(secret_case *c);

#endif
