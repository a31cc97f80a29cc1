/*
 * Ciphers made at home: the characters of a text, or the bytes of an array, combined by exclusive or with
 * those of a constant.
 */
#ifndef AA_CODE_USE_XOR_H
#define AA_CODE_USE_XOR_H

#include "code/code.h"

typedef struct aa_xor {
    aa_method_id in;
    uint32_t pc;          /* where the result is put into an array or a text */
    const aa_origin *key; /* the constant */
} aa_xor;

#define AA_XOR_METHODS 2000 /* read; a program that hides nothing has some tens */

/*
 * Those of the app, in order, without known libraries. What only ever takes constants apart is left out: so
 * do tools that hide texts of the program. One that gets its key from elsewhere is left out too. |*cut|: more
 * than AA_XOR_METHODS methods could have one, and the rest was not read.
 */
size_t aa_code_xors(aa_code *code, const aa_xor **out, bool *cut);

#endif
