/*
 * Credentials in bytes: what providers issue, by its form, and what proves that it was issued.
 *
 * The book is checks/data/secret-providers.tsv, ready to be looked for: every form holds a literal, all
 * literals are looked for in one pass, and only where one stands the form around it is compared. Forms have
 * no choices to take back, so a comparison costs what the form is long.
 */
#ifndef AA_SECRETS_BOOK_H
#define AA_SECRETS_BOOK_H

#include <appassay/error.h>

#include "base/vec.h"

/* Whoever has it … */
typedef enum aa_secret_power {
    AA_SECRET_HINT,   /* may know something: a name says so, and the value looks like chance */
    AA_SECRET_PUBLIC, /* knows what is known anyway: an identifier */
    AA_SECRET_CLIENT, /* may do what every client may, or only for a while */
    AA_SECRET_SERVER, /* acts as the owner of the account */
} aa_secret_power;

const char *aa_secret_power_name(aa_secret_power power); /* "server" */

/* One line of the book. */
typedef struct aa_secret_rule {
    const char *id;       /* "stripe-secret" */
    const char *provider; /* "Stripe" */
    const char *what;     /* "secret key" */
    aa_secret_power power;
    bool is_key; /* a private key of any owner, not of a provider */
} aa_secret_rule;

typedef struct aa_secret_book aa_secret_book;

/* Reads the book that is compiled in. It lives in |arena|. Errors: AA_E_NOMEM, AA_E_FORMAT (a wrong line). */
AA_NODISCARD aa_err aa_secret_book_new(aa_arena *arena, const aa_secret_book **out);

/* The same from a table of that form. */
AA_NODISCARD aa_err aa_secret_book_read(aa_arena *arena, aa_bytes table, const aa_secret_book **out);

size_t aa_secret_rule_count(const aa_secret_book *book);
const aa_secret_rule *aa_secret_rule_at(const aa_secret_book *book, size_t index);

/* ---- looking ----------------------------------------------------------------------------------------- */

typedef enum aa_secret_proof {
    AA_SECRET_FORM,    /* has the form, and is not made up as far as can be seen */
    AA_SECRET_PROVED,  /* a checksum holds, or it decodes to what it should be */
    AA_SECRET_REFUTED, /* the checksum does not hold: was never issued */
} aa_secret_proof;

typedef struct aa_secret_match {
    uint32_t rule; /* index into the book */
    aa_secret_proof proof;
    aa_secret_power power; /* of the rule, or what the text itself tells */
    size_t offset, length; /* of the value, bytes into the text */
} aa_secret_match;

#define AA_SECRET_MATCHES 4096 /* of one text; more are no app's, and not kept */

/*
 * Adds what stands in |text| to |matches| (of aa_secret_match, in |arena|), in order of place; where forms
 * fit overlapping bytes, the first in the book counts. |*cut| (may be NULL) becomes true when there were more
 * than are kept. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_secret_find(const aa_secret_book *book, aa_arena *arena, aa_bytes text,
                                   aa_vec *matches, bool *cut);

/* Passes over |text| and counts the places of literals: what looking costs without any comparison. */
size_t aa_secret_literals_in(const aa_secret_book *book, aa_bytes text);

#endif
