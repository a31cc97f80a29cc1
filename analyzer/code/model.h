/*
 * Library calls whose result follows from constant arguments: String, StringBuilder, Integer, Base64, Arrays
 * … evaluated on aa_value constants, with the platform's rules (UTF-16 indices, two's complement). Used while
 * a method is read, and by the evaluator.
 *
 * Sources: Android reference of the classes named in model.c.
 */
#ifndef AA_CODE_MODEL_H
#define AA_CODE_MODEL_H

#include "code/program.h"
#include "code/value.h"

/* What is known of a library method without looking into it. */
typedef struct aa_model aa_model;

/* The model of |method|, which the app does not define; NULL: none. O(1) after the first question about it.
 */
typedef struct aa_models aa_models;
aa_models *aa_models_new(const aa_program *program); /* NULL: memory is out */
void aa_models_free(aa_models *models);
const aa_model *aa_model_of(aa_models *models, aa_method_id method);

/* The argument behind the receiver is a name under which to look or to keep something (Map.get, putExtra):
 * what comes out has nothing of it. Of methods that the app does not define. */
bool aa_model_takes_key(aa_models *models, aa_method_id method);

typedef enum aa_model_effect {
    AA_EFFECT_PURE = 1,     /* the result depends on the arguments alone, nothing is changed */
    AA_EFFECT_BUILDS = 2,   /* a builder: appends to its receiver and returns it */
    AA_EFFECT_FILLS = 4,    /* writes into the array argument aa_model_filled() */
    AA_EFFECT_IDENTITY = 8, /* returns argument aa_model_same() unchanged (String.valueOf of a String,
                               Objects.requireNonNull, checkcast helpers) */
    AA_EFFECT_COPIES = 16,  /* PURE, and the result is a new object with the content of argument
                               aa_model_same(): clone() of an array */
} aa_model_effect;

unsigned
aa_model_effects(const aa_model *model);       /* 0: nothing is known: may read and change what it is given */
size_t aa_model_filled(const aa_model *model); /* argument index */
size_t aa_model_same(const aa_model *model);

/*
 * False for an argument that has to be no constant for aa_model_apply(), as it says only how: a character
 * set, a locale, the decoder itself. Counted as the arguments of aa_model_apply().
 */
bool aa_model_needs(const aa_model *model, size_t argument);

/*
 * The result for |arguments| (receiver first; of a constructor, what follows it), each a single constant if
 * aa_model_needs() it; AA_VALUE_UNKNOWN when they do not determine it, AA_V_NOTHING when it throws for them.
 * Bounded: texts above 64 KiB are not made.
 */
aa_value aa_model_apply(const aa_model *model, aa_values *values, const aa_value *arguments, size_t count);

#endif
