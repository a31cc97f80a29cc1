/*
 * What a method looks at before it accepts: the body of a trust manager, a hostname verifier or a handler of
 * certificate errors. A test counts only when its outcome decides: one whose two sides both accept is no
 * test, a check whose failure is caught and forgotten neither.
 */
#ifndef AA_CODE_USE_VERIFY_H
#define AA_CODE_USE_VERIFY_H

#include "code/code.h"

/* What a test looks at; bits. */
enum {
    AA_LOOK_DELEGATE = 1,  /* another trust manager, hostname verifier or path validator */
    AA_LOOK_CONTENT = 2,   /* bytes, key or digest of a certificate */
    AA_LOOK_SIGNATURE = 4, /* a signature verified with a key */
    AA_LOOK_NAMES = 8,     /* subject, issuer, alternative names, serial number */
    AA_LOOK_DATES = 16,    /* validity */
    AA_LOOK_HOST = 32,     /* the host or address that was asked for */
    AA_LOOK_FORM = 64,     /* length of the chain, name of the key exchange */
    AA_LOOK_SETTING = 128, /* a field or a stored setting: nothing of the connection */
    AA_LOOK_UNKNOWN = 256, /* code that is not in the app, or was not followed */
    AA_LOOK_CHAIN = 512,   /* the chain that was given; by itself no test of it */
    AA_LOOK_SELF = 1024,   /* a signature verified with a key of the same chain */
};

/* The least that every accepting path has been through; NONE: some path accepts without looking. */
typedef enum aa_strength {
    AA_STRENGTH_NONE,
    AA_STRENGTH_TRIVIAL,
    AA_STRENGTH_WEAK,
    AA_STRENGTH_STRONG,
    AA_STRENGTH_NEVER, /* no path accepts */
} aa_strength;

/* Which looks make which strength; what is in none of them is NONE. */
typedef struct aa_verify_rules {
    unsigned strong, weak, trivial;
    bool names;   /* a text among the parameters is the host, texts are names of the certificate */
    bool boolean; /* accepts by returning true; false: by returning at all */
} aa_verify_rules;

typedef struct aa_verify_result {
    aa_strength least; /* when settings are strict and what is not seen does its work */
    aa_strength floor; /* when neither can be relied on; never above |least| */
    unsigned looks;    /* of all tests of the method, deciding or not */
} aa_verify_result;

extern const aa_verify_rules aa_verify_chain; /* checkServerTrusted() and other void checks */
extern const aa_verify_rules aa_verify_name;  /* HostnameVerifier.verify() */
extern const aa_verify_rules aa_verify_pin;   /* the same as |chain|, but only content counts */

/*
 * Judges |method| of an object of class |self| (AA_NO_ID: the method's owner). A method without code or one
 * that could not be read: |least| STRONG and |floor| NONE.
 */
aa_verify_result aa_verify_method(aa_code *code, aa_method_id method, aa_type_id self,
                                  const aa_verify_rules *rules);

/* What the decisions look at that must be taken for the block of |pc| to be run in |method|. */
unsigned aa_verify_guards(aa_code *code, aa_method_id method, uint32_t pc);

#endif
