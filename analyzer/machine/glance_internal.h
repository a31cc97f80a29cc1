/* What the two looks over a function share: see glance.c and glance_back.c. */
#ifndef AA_MACHINE_GLANCE_INTERNAL_H
#define AA_MACHINE_GLANCE_INTERNAL_H

#include "machine/machine_internal.h"

typedef enum aa_mthing_kind {
    AA_MTHING_UNKNOWN,
    AA_MTHING_NUMBER, /* |what| */
    AA_MTHING_IMPORT, /* |what|: its number; the symbol's address */
    AA_MTHING_OBJECT, /* of the class whose object is NUMBER |what| */
    AA_MTHING_OBJECT_OF_IMPORT,
    AA_MTHING_SELF, /* argument 0 */
} aa_mthing_kind;

/* What a register holds. */
typedef struct aa_mthing {
    uint64_t what;
    uint32_t at; /* of an object: where it was made */
    uint8_t kind, depth;
} aa_mthing;

/* What lies at a constant address, as far as nothing can write there. */
aa_mthing aa_mthing_at(const aa_image *image, uint64_t address);
/* An object that the call at |pc| makes of the class of |of|. */
aa_mthing aa_mthing_made_of(const aa_image *image, aa_mthing of, uint64_t pc);
/* The name of a class that |t| is, or is an object of; empty: it cannot be told. */
aa_bytes aa_mthing_class(const aa_image *image, const aa_image_function *f, const aa_mthing *t);

typedef enum aa_mguess {
    AA_MGUESS_NO, /* every message of that selector is for certain to another class */
    AA_MGUESS_YES,
    AA_MGUESS_UNSURE,
} aa_mguess;

/* glance_back.c: backwards from each message, as far as no way meets another. */
aa_mguess aa_mglance_back(aa_machine *machine, const aa_image *image, const aa_image_function *f,
                          const char *selector, const char *class_name);

#endif
