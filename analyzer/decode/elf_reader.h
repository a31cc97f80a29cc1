/* One ELF file while it is read. Internal to elf*.c. */
#ifndef AA_DECODE_ELF_READER_H
#define AA_DECODE_ELF_READER_H

#include "decode/elf.h"

typedef struct elf_reader {
    aa_arena *arena;
    aa_bytes file;
    const aa_limits *limits;
    aa_notes *notes;
    aa_elf *elf;
    aa_bytes dynamic;
    aa_bytes strings;       /* of the dynamic symbols */
    uint64_t section_count; /* of .dynsym, by its section header; 0: unknown */
    bool has_stack;
    bool failed;
} elf_reader;

void elf_gap(elf_reader *r, const char *code, uint64_t offset, uint64_t value);
/* A field that is as wide as an address; 0 when it is not there. */
uint64_t elf_word(const elf_reader *r, aa_bytes b, size_t at32, size_t at64);
uint32_t elf_u32(aa_bytes b, size_t at);
uint32_t elf_u16(aa_bytes b, size_t at);
/* The text at |offset| of a table, in the arena; NULL: outside, or not ended. */
const char *elf_text(elf_reader *r, aa_bytes table, uint64_t offset);

void elf_read_notes(elf_reader *r, aa_bytes notes); /* elf_notes.c */
void elf_read_sections(elf_reader *r);              /* elf_notes.c */
void elf_read_dynamic(elf_reader *r);               /* elf_dynamic.c */

#endif
