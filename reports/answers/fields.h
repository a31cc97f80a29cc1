/*
 * What a map in a YAML file may hold, as a table; checked and turned into JSON at once.
 */
#ifndef AA_REPORTS_ANSWERS_FIELDS_H
#define AA_REPORTS_ANSWERS_FIELDS_H

#include <jansson.h>

#include "reports/answers/yaml.h"

typedef enum aa_field_kind {
    AA_FIELD_TEXT,   /* any text; white space at its ends is dropped */
    AA_FIELD_DATE,   /* YYYY-MM-DD */
    AA_FIELD_SHA256, /* 64 hex digits; becomes lower case */
    AA_FIELD_FILE,   /* a relative path without ".." */
    AA_FIELD_WORD,   /* one of |words|; becomes its stable form */
    AA_FIELD_TEXTS,  /* a list of texts */
    AA_FIELD_HASHES, /* one SHA-256 or a list of them; becomes a list */
    AA_FIELD_MAP,    /* |fields| */
    AA_FIELD_MAPS,   /* a list of such maps */
} aa_field_kind;

/* "pass 符合 符合要求": the stable word, then what stands for it. */
typedef const char *const *aa_field_words;

/* One key. An empty value counts as absent: a form may be left blank. */
typedef struct aa_field {
    const char *key; /* NULL ends a table */
    aa_field_kind kind;
    bool required;
    const struct aa_field *fields;
    aa_field_words words; /* NULL-terminated */
} aa_field;

/*
 * |node| as an object by the table |fields|. What does not fit is told in |faults| and left out. A new
 * reference; NULL when memory is out.
 */
json_t *aa_fields_read(const aa_yaml *node, const aa_field *fields, aa_faults *faults);

#endif
