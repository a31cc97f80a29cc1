/* AArch64 code of a library, one straight pass. Internal to the facts layer. */
#ifndef AA_FACTS_NATIVE_CODE_H
#define AA_FACTS_NATIVE_CODE_H

#include "decode/elf.h"
#include "facts/native.h"

/* A value in constant data whose use in code is asked for. */
typedef struct aa_native_wanted {
    uint64_t begins; /* address of the text that holds it */
    uint64_t value;  /* its own address, not below |begins| */
    uint64_t
        made; /* out: the address nearest below the value, or its own, that an instruction makes or reads */
    uint64_t at; /* out: that instruction, the first of them; 0: none */
} aa_native_wanted;

typedef struct aa_native_sweep {
    aa_native_wanted *wanted; /* in order of |value|; texts do not overlap. NULL: nothing */
    size_t wanted_count;
    aa_vec calls;       /* of aa_native_call */
    const char *filler; /* see aa_native; static storage */
    bool syscalls;
    bool failed;
} aa_native_sweep;

/* Names of the functions whose calls are kept end with NULL. */
extern const char *const aa_native_asked[];

/* Looks at the code of |elf|; what it keeps lives in |arena|. |out| comes with what is wanted, or zeroed. */
void aa_native_sweep_code(aa_arena *arena, const aa_elf *elf, aa_native_sweep *out);

#endif
