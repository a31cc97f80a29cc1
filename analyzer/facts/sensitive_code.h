/*
 * What a value in code is: by where it comes from (a password field of a layout, a device identifier, an
 * extra with a telling name), and whether anything protected it on its way.
 *
 * Names of the app's classes, methods and fields are never asked: a shrinker changes them.
 */
#ifndef AA_FACTS_SENSITIVE_CODE_H
#define AA_FACTS_SENSITIVE_CODE_H

#include "code/code.h"
#include "facts/sensitive.h"

typedef struct aa_data {
    aa_sensitive kind;       /* by its source; NONE: nothing sensitive was seen */
    const aa_origin *origin; /* that decided; else of what came from outside; NULL */
    const char *label;       /* what said so: "password" of a field, "getDeviceId"; never NULL */
    aa_sensitive hidden;     /* the same for what was encrypted, hashed or only measured on its way */
    const aa_origin *opened; /* what came from outside and was decrypted, whatever it is; NULL */
    bool outside;            /* some part was typed, received or read */
    bool constant;           /* nothing but constants */
    bool unknown;            /* some part could not be followed */
} aa_data;

/* |origins| as of aa_code_whence(). Texts live in the code's arena. */
aa_data aa_data_of(aa_code *code, const aa_facts *facts, const aa_origins *origins);

/* What a text of the code calls a value: MUTF-8, as aa_sensitive_text(). */
aa_sensitive aa_data_named(aa_code *code, aa_bytes name);

/* The strongest that exact texts among |origins| name, with the origin; |fits| (may be NULL) leaves out. */
aa_sensitive aa_data_name_of(aa_code *code, const aa_origins *origins, const aa_origin **which);

/* Those of |origins| that can be there together with |with| (NULL: all): two that came in by different calls
 * of the method cannot. |origins| as of aa_code_whence_apart(). */
aa_origins aa_data_beside(aa_code *code, const aa_site *site, const aa_origins *origins,
                          const aa_origin *with);

/* Proves who one is, or names money or a person: more than a name or an address. */
bool aa_data_is_secret(aa_sensitive kind);

/* The input field of that id, the most telling where several have it; NULL. */
const aa_input_field *aa_data_field(const aa_facts *facts, int64_t id, aa_sensitive *kind,
                                    const char **label);

/* aa_sensitive_field(), and that a field which masks its input takes a password. */
aa_sensitive aa_data_field_kind(const aa_input_field *field, const char **label);

/* A copy of |field| with the input type and the masking that code sets on the view of its id, where the
 * layout declares none. */
aa_input_field aa_data_field_in_code(aa_code *code, const aa_input_field *field);

/* The first of |origins| that is what the user types: the text of an EditText, or of any view that the
 * layouts say is an input field; NULL: none. */
const aa_origin *aa_data_typed(aa_code *code, const aa_facts *facts, const aa_origins *origins);

typedef enum aa_store {
    AA_STORE_NOTHING,
    AA_STORE_PLAIN,
    AA_STORE_UNKNOWN,  /* a class of the app that implements the interface: what it does is not followed */
    AA_STORE_ENCRYPTS, /* made by a library that encrypts, or opened with a key */
} aa_store;

/* The best that the receiver or argument can be; never NOTHING. */
aa_store aa_data_store_of(aa_code *code, const aa_origins *origins);

#endif
