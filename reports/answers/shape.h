/*
 * What a map in a YAML file may hold, as a table; checked and turned into JSON at once.
 */
#ifndef AA_REPORTS_ANSWERS_SHAPE_H
#define AA_REPORTS_ANSWERS_SHAPE_H

#include <jansson.h>

#include "reports/answers/yaml.h"

typedef enum aa_shape_kind {
    AA_SHAPE_TEXT,   /* any text; white space at its ends is dropped */
    AA_SHAPE_DATE,   /* YYYY-MM-DD */
    AA_SHAPE_SHA256, /* 64 hex digits; becomes lower case */
    AA_SHAPE_FILE,   /* a relative path without ".." */
    AA_SHAPE_WORD,   /* one of |words|; becomes its stable form */
    AA_SHAPE_TEXTS,  /* a list of texts */
    AA_SHAPE_HASHES, /* one SHA-256 or a list of them; becomes a list */
    AA_SHAPE_MAP,    /* |fields| */
    AA_SHAPE_MAPS,   /* a list of such maps */
} aa_shape_kind;

/* "pass 符合 符合要求": the stable word, then what stands for it. */
typedef const char *const *aa_shape_words;

/* One key. An empty value counts as absent: a form may be left blank. */
typedef struct aa_shape {
    const char *key; /* NULL ends a table */
    aa_shape_kind kind;
    bool required;
    const struct aa_shape *fields;
    aa_shape_words words; /* NULL-terminated */
} aa_shape;

/*
 * |node| as an object by the table |fields|. What does not fit is told in |faults| and left out. A new
 * reference; NULL when memory is out.
 */
json_t *aa_shape_read(const aa_yaml *node, const aa_shape *fields, aa_faults *faults);

#endif
