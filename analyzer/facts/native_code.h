/* AArch64 code of a library, one straight pass. Internal to the facts layer. */
#ifndef AA_FACTS_NATIVE_CODE_H
#define AA_FACTS_NATIVE_CODE_H

#include "decode/elf.h"
#include "facts/native.h"

typedef struct aa_native_sweep {
    aa_vec calls;       /* of aa_native_call */
    const char *filler; /* see aa_native; static storage */
    bool syscalls;
    bool failed;
} aa_native_sweep;

/* Names of the functions whose calls are kept end with NULL. */
extern const char *const aa_native_asked[];

/* Looks at the code of |elf|; what it keeps lives in |arena|. */
void aa_native_sweep_code(aa_arena *arena, const aa_elf *elf, aa_native_sweep *out);

#endif
