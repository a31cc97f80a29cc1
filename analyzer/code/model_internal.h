/*
 * Evaluating library calls on constants. Internal to model_*.c.
 */
#ifndef AA_CODE_MODEL_INTERNAL_H
#define AA_CODE_MODEL_INTERNAL_H

#include "code/model.h"

#define AA_MODEL_TEXT     65536U /* UTF-16 units or bytes of a text that is made */
#define AA_MODEL_ELEMENTS 4096U  /* of an array other than byte[] */

typedef struct aa_model_call {
    aa_values *values;
    const aa_program *program;
    const aa_value *args; /* receiver first; of a constructor, what follows the receiver */
    size_t count;
    const char *name; /* of the method */
} aa_model_call;

typedef aa_value (*aa_model_function)(const aa_model_call *c);

/* A line of a table. Lines of one owner lie together. */
typedef struct aa_model_row {
    const char *owner, *name;
    /* First characters of the parameters, "b" for byte[], "c" for char[], "[" for other arrays, "*" for any;
     * NULL: any parameters. */
    const char *parameters;
    unsigned effects;
    uint8_t which; /* argument filled or returned */
    uint8_t open;  /* bit |i|: argument |i| of aa_model_call need not be constant */
    aa_model_function function;
} aa_model_row;

struct aa_model {
    const aa_model_row *row; /* NULL: not looked for yet */
    const aa_program *program;
    bool key_is_known, takes_key;
};

/* The first parameter of the instance method is a name to look or to keep something under. */
bool aa_model_finds_key(const aa_program *program, aa_method_id method);

/* The table of a family ends with an owner of NULL. */
extern const aa_model_row aa_model_strings[];
extern const aa_model_row aa_model_texts[];
extern const aa_model_row aa_model_formats[];
extern const aa_model_row aa_model_numbers[];
extern const aa_model_row aa_model_arrays[];
extern const aa_model_row aa_model_base64[];

#define AA_PURE(owner, name, parameters, function)                                                           \
    {                                                                                                        \
        owner, name, parameters, AA_EFFECT_PURE, 0, 0, function                                              \
    }
#define AA_SAME(owner, name, parameters)                                                                     \
    {                                                                                                        \
        owner, name, parameters, AA_EFFECT_IDENTITY, 0, 0, NULL                                              \
    }
#define AA_OPEN(owner, name, parameters, open, function)                                                     \
    {                                                                                                        \
        owner, name, parameters, AA_EFFECT_PURE, 0, open, function                                           \
    }
#define AA_MODEL_END                                                                                         \
    {                                                                                                        \
        NULL, NULL, NULL, 0, 0, 0, NULL                                                                      \
    }

/* ---- constants, in model_constant.c ------------------------------------------------------------------- */

/*
 * A text as UTF-16, to be freed; NULL: not a text, too long, memory is out, or it holds U+FFFD, which may
 * stand for a surrogate that was lost when it was read.
 */
uint16_t *aa_model_utf16(aa_values *values, aa_value v, size_t *count);
aa_value aa_model_from_utf16(aa_values *values, const uint16_t *units, size_t count);
bool aa_model_int(const aa_model_call *c, size_t i, int64_t *out);
bool aa_model_text(const aa_model_call *c, size_t i, aa_bytes *out);
bool aa_model_is_ascii(aa_bytes text);
/* A byte array of known content: AA_V_BYTES, or AA_V_ARRAY of numbers. To be freed; NULL: it is none. */
uint8_t *aa_model_bytes(aa_values *values, aa_value v, size_t *count);
/* A char array of known content, likewise. */
uint16_t *aa_model_chars(aa_values *values, aa_value v, size_t *count);
aa_value aa_model_make_bytes(aa_values *values, const void *p, size_t n);
aa_value aa_model_make_text(aa_values *values, const void *p, size_t n);
aa_value aa_model_make_numbers(aa_values *values, const uint16_t *units, size_t count); /* a char[] */
aa_value aa_model_make_bool(aa_values *values, bool yes);

/* Number in |radix|, as Integer.toString() has it, into AA_MODEL_DIGITS bytes: lower case, with a sign. Ends
 * with NUL; the length. */
#define AA_MODEL_DIGITS 72
size_t aa_model_digits(int64_t number, unsigned radix, char *out);
/* The same for the bits of it. */
size_t aa_model_unsigned_digits(uint64_t number, unsigned radix, char *out);

#endif
