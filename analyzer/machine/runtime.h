/* What functions of the Objective-C and Swift runtimes do, as far as values are concerned. */
#ifndef AA_MACHINE_RUNTIME_H
#define AA_MACHINE_RUNTIME_H

#include "machine/flow.h"

typedef enum aa_runtime_effect {
    AA_RUNTIME_NONE,         /* nothing known: an ordinary call */
    AA_RUNTIME_KEEPS,        /* changes no register */
    AA_RUNTIME_SAME,         /* gives argument 0 */
    AA_RUNTIME_SECOND,       /* gives argument 1 */
    AA_RUNTIME_STORE_STRONG, /* memory at argument 0 = argument 1 */
    AA_RUNTIME_LOAD,         /* gives what memory holds at argument 0 */
    AA_RUNTIME_SET_PROPERTY, /* memory at argument 0 plus 3 = argument 2 */
    AA_RUNTIME_GET_PROPERTY, /* gives what memory holds at argument 0 plus 2 */
    AA_RUNTIME_PROJECT_BOX,  /* gives argument 0 plus 16 */
    AA_RUNTIME_SEND,         /* a message */
    AA_RUNTIME_SEND_SUPER,
} aa_runtime_effect;

aa_runtime_effect aa_runtime_effect_of(aa_bytes symbol);

/* What a call of an address leads to, and of an import what it does. */
typedef struct aa_mcallee {
    const aa_image *image;
    uint64_t address;
    aa_callee is;
    aa_runtime_effect effect;
} aa_mcallee;

/* Valid until the next question. */
const aa_mcallee *aa_mflows_callee(aa_mflows *flows, const aa_image *image, uint64_t address);

#endif
