/*
 * ELF as Android's linker reads it: program headers and the dynamic section decide; section headers only add
 * what the linker does not need (comments, symbol tables, debug data).
 *
 * Sources: System V ABI "gABI" chapters 4 and 5; AOSP bionic/linker/linker_phdr.cpp, linker.cpp
 * (prelink_image), bionic/libc/include/elf.h; "GNU .note.gnu.property" of the AArch64 ELF ABI.
 */
#ifndef AA_DECODE_ELF_H
#define AA_DECODE_ELF_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/notes.h"
#include "decode/elf_guards.h"

#define AA_ELF_EXEC 2 /* e_type */
#define AA_ELF_DYN  3

enum {
    AA_ELF_386 = 3,
    AA_ELF_MIPS = 8,
    AA_ELF_ARM = 40,
    AA_ELF_X86_64 = 62,
    AA_ELF_AARCH64 = 183,
    AA_ELF_RISCV = 243
};

/* Program header flags. */
enum { AA_ELF_X = 1, AA_ELF_W = 2, AA_ELF_R = 4 };

/* PT_LOAD. */
typedef struct aa_elf_load {
    uint64_t address, memory; /* bytes */
    uint64_t align;
    uint32_t flags;
    uint64_t offset; /* into the file */
    aa_bytes data;   /* what of it the file has */
} aa_elf_load;

typedef struct aa_elf_symbol {
    const char *name; /* valid UTF-8 */
    uint64_t value, size;
    bool imported; /* undefined here */
    bool function;
} aa_elf_symbol;

/* A slot that the linker fills with the address of an imported function. */
typedef struct aa_elf_slot {
    uint64_t address;
    uint32_t symbol; /* in |symbols| */
} aa_elf_slot;

typedef struct aa_elf {
    bool is64;
    uint16_t type, machine;
    const aa_elf_load *loads;
    size_t load_count;
    bool has_dynamic;
    aa_elf_guards guards;
    bool has_interpreter; /* a program */
    uint32_t dynamic_flags_1;
    const char *soname, *rpath, *runpath; /* NULL: none */
    const char *const *needed;
    size_t needed_count;
    const aa_elf_symbol *symbols; /* dynamic, in table order */
    size_t symbol_count;
    const aa_elf_slot *slots; /* sorted by address */
    size_t slot_count;
    const char *build_id; /* hexadecimal; NULL */
    uint32_t android_api; /* NT_ANDROID_TYPE_IDENT; 0: none */
    const char *ndk;      /* "r23b"; NULL */
    bool has_sections;    /* section headers that make sense */
    const char *comment;  /* .comment, its strings with "; " between; NULL */
    bool go, swift;       /* sections that only these make */
} aa_elf;

/* True when |bytes| begin as an ELF file does. */
bool aa_elf_looks(aa_bytes bytes);

/*
 * Reads |file|, from which the answer borrows. Damage is a gap note elf.*, and what could be read is kept;
 * what the linker ignores is an anomaly. Limits: aa_limits.elf_symbols, elf_entries. Errors, each with a gap:
 * AA_E_FORMAT, AA_E_UNSUPPORTED (big-endian, another machine); AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_elf_read(aa_arena *arena, aa_bytes file, const aa_limits *limits, aa_notes *notes,
                                aa_elf **out);

/* The bytes in memory from |address| to the end of what the file has of that segment; no bytes: none. */
aa_bytes aa_elf_at(const aa_elf *elf, uint64_t address);
/* True when a dynamic symbol |name| is there, imported or not as asked. */
bool aa_elf_has(const aa_elf *elf, const char *name, bool imported);

#endif
