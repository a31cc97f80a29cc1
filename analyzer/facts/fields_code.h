/*
 * Text fields that code makes, which no layout has: by the hint that it gives them.
 */
#ifndef AA_FACTS_FIELDS_CODE_H
#define AA_FACTS_FIELDS_CODE_H

#include "code/code.h"
#include "facts/facts.h"

typedef struct aa_field_made {
    aa_site site;         /* where the hint is given */
    aa_input_field field; /* hint, input type and options as far as constants; no place, no id */
} aa_field_made;

/* In order of place, in the code's arena. */
size_t aa_fields_made(aa_code *code, const aa_field_made **out);

#endif
