/*
 * How an ELF file is hardened, as its headers say: apart from the file's parts, since facts keep it.
 */
#ifndef AA_DECODE_ELF_GUARDS_H
#define AA_DECODE_ELF_GUARDS_H

#include <stdbool.h>

/* What compilers and linkers do, or leave undone, so that a fault of the code is harder to use. */
typedef struct aa_elf_guards {
    bool stack_executable; /* PT_GNU_STACK with X; also none at all, where the kernel then allows it (not on
                              AArch64) */
    bool relro, bind_now, text_relocations;
    bool bti, pac;     /* GNU property of AArch64 */
    bool symbol_table; /* .symtab with names of functions */
    bool debug_data;   /* .debug_* or .zdebug_* */
} aa_elf_guards;

#endif
