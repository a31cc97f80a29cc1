/* How phrases are collected. Internal to the facts layer. */
#ifndef AA_FACTS_PHRASES_INTERNAL_H
#define AA_FACTS_PHRASES_INTERNAL_H

#include "facts/phrases.h"
#include "facts/source.h"

typedef struct aa_phrase_collector {
    aa_source *source;
    const aa_phrase_book *book;
    aa_vec items;    /* of aa_phrase */
    aa_vec literals; /* of aa_phrase_literal */
    bool more;
} aa_phrase_collector;

/* False: memory is out, and |source| failed. */
bool aa_phrase_collector_init(aa_phrase_collector *c, aa_source *source);
/* Keeps |text| when it says something and is not kept yet. |place| is copied, its path included. */
void aa_phrase_collect(aa_phrase_collector *c, aa_bytes text, const aa_place *place);
const aa_phrases *aa_phrase_collected(aa_phrase_collector *c);

#endif
