/*
 * Evaluating library calls on constants. Internal to model_*.c.
 */
#ifndef AA_CODE_MODEL_INTERNAL_H
#define AA_CODE_MODEL_INTERNAL_H

#include "code/model.h"

#define AA_MODEL_TEXT 65536U /* UTF-16 units or bytes of a text that is made */

typedef struct aa_model_call {
    aa_values *values;
    const aa_value *args; /* receiver first; of a constructor, what follows the receiver */
    size_t count;
    const char *name; /* of the method */
} aa_model_call;

typedef aa_value (*aa_model_function)(const aa_model_call *c);

struct aa_model {
    const char *owner, *name;
    const char *parameters; /* first characters, "[" for arrays; NULL: any */
    unsigned effects;
    uint8_t which; /* argument filled or returned */
    aa_model_function function;
};

/* The table of a family ends with an owner of NULL. */
extern const aa_model aa_model_strings[];
extern const aa_model aa_model_numbers[];
extern const aa_model aa_model_arrays[];

/* A text as UTF-16, to be freed; NULL: not a text, too long, or memory is out. */
uint16_t *aa_model_utf16(const aa_values *values, aa_value v, size_t *count);
aa_value aa_model_from_utf16(aa_values *values, const uint16_t *units, size_t count);
bool aa_model_int(const aa_model_call *c, size_t i, int64_t *out);
bool aa_model_text(const aa_model_call *c, size_t i, aa_bytes *out);
/* A byte array of known content: AA_V_BYTES, or AA_V_ARRAY of numbers. To be freed; NULL: it is none. */
uint8_t *aa_model_bytes(const aa_values *values, aa_value v, size_t *count);
/* A char array of known content, likewise. */
uint16_t *aa_model_chars(const aa_values *values, aa_value v, size_t *count);
aa_value aa_model_make_bytes(aa_values *values, const void *p, size_t n);
aa_value aa_model_make_text(aa_values *values, const void *p, size_t n);
aa_value aa_model_make_numbers(aa_values *values, const uint16_t *units, size_t count); /* a char[] */

#endif
