/*
 * Intents as code makes them: does one name the component it is for?
 */
#ifndef AA_CODE_USE_INTENT_H
#define AA_CODE_USE_INTENT_H

#include "code/code.h"

/* From harmless to harmful. */
typedef enum aa_intent_kind {
    AA_INTENT_EXPLICIT, /* names a component, or the platform made it so */
    AA_INTENT_PACKAGE,  /* names the app it is for */
    AA_INTENT_UNKNOWN,  /* cannot be followed */
    AA_INTENT_IMPLICIT, /* an action; whoever takes it gets it */
    AA_INTENT_EMPTY,    /* nothing at all: whoever fills it in chooses */
} aa_intent_kind;

/* The worst that argument |argument| of |site| can be, an Intent or an array of them. */
aa_intent_kind aa_intent_of(aa_code *code, const aa_site *site, size_t argument);

/*
 * The texts given to calls of |pattern| (argument 1) on the object that |made| made at its place, and to its
 * constructor: actions of an IntentFilter or an Intent. Returns how many there are, at most |max| written;
 * |*all_out| is false when one of them is no constant.
 */
size_t aa_object_texts(aa_code *code, const aa_origin *made, const char *pattern, aa_bytes *out, size_t max,
                       bool *all_out);

/* A call that puts something into an intent, and which argument that is. */
typedef struct aa_intent_put {
    aa_site site;
    size_t value;
} aa_intent_put;

/*
 * The calls that put an extra or an address into an implicit intent that argument |argument| of |site| can
 * be: those on the object where it is made. Returns how many there are, at most |max| written.
 */
size_t aa_implicit_puts(aa_code *code, const aa_site *site, size_t argument, aa_intent_put *out, size_t max);

/*
 * Where the app itself puts in what |read| takes out of the intent that started a component: putExtra() with
 * the same constant key, setData(), on an intent that names the component's class where it is made. Extras of
 * a Bundle count by the getter on their way. Returns how many there are, at most |max| written.
 */
size_t aa_intent_puts(aa_code *code, const aa_origin *read, aa_intent_put *out, size_t max);

#endif
