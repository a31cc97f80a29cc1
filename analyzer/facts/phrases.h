/*
 * What screens say (checks/data/phrases.tsv): texts of resources that tell a person where to look.
 */
#ifndef AA_FACTS_PHRASES_H
#define AA_FACTS_PHRASES_H

#include "facts/facts.h"

typedef enum aa_phrase_topic {
    AA_PHRASE_CONTACT,
    AA_PHRASE_PRIVACY_POLICY,
    AA_PHRASE_DELETION,
    AA_PHRASE_ACCEPT,
    AA_PHRASE_REFUSE,
    AA_PHRASE_PASSWORD_RULE,
    AA_PHRASE_PROTECTION,
    AA_PHRASE_RECORD,
    AA_PHRASE_PAYMENT,
    AA_PHRASE_TOPICS,
} aa_phrase_topic;

#define AA_PHRASE_BIT(topic) (1U << (unsigned)(topic))

/* A text of the app's resources. */
typedef struct aa_phrase {
    unsigned topics; /* AA_PHRASE_BIT() of each */
    const char *text;
    aa_place place; /* path: "string/privacy" of a table, the key of a list of strings */
} aa_phrase;

/* A text in bytecode: its number among aa_text_uses(). */
typedef struct aa_phrase_literal {
    uint32_t text;
    unsigned topics; /* AA_PHRASE_BIT() of each */
} aa_phrase_literal;

typedef struct aa_phrases {
    const aa_phrase *items; /* each text once, in table order */
    size_t count;
    bool more;                         /* there are some beyond those */
    const aa_phrase_literal *literals; /* of bytecode, in order */
    size_t literal_count;
} aa_phrases;

typedef struct aa_phrase_book aa_phrase_book;

/* The phrases, ready for asking; NULL: memory is out. Lives in |arena|. */
const aa_phrase_book *aa_phrase_book_new(aa_arena *arena);
/* Topics of |text| (UTF-8 or MUTF-8), as bits. */
unsigned aa_phrase_topics(const aa_phrase_book *book, aa_bytes text);

#endif
