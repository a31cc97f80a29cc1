/*
 * What the instructions of one method use, passed over fast: no operands but the index. Internal to
 * program_*.c.
 */
#ifndef AA_CODE_PROGRAM_USES_H
#define AA_CODE_PROGRAM_USES_H

#include "code/program.h"

typedef enum aa_use_kind {
    AA_USES_NOTHING,
    AA_USES_METHOD,
    AA_USES_SITE,   /* invoke-custom */
    AA_USES_HANDLE, /* const-method-handle */
    AA_USES_FIELD,
    AA_USES_TYPE,
    AA_USES_STRING,
} aa_use_kind;

#define AA_USE_KINDS 7

typedef struct aa_use {
    uint32_t pc, index;
    uint8_t kind; /* aa_use_kind */
    uint8_t how;  /* aa_call_kind, aa_type_use, or whether a field is written */
} aa_use;

/* What every instruction of an opcode has. */
typedef struct aa_use_row {
    uint8_t units, kind, how;
    uint8_t flags;
} aa_use_row;

typedef struct aa_use_table {
    aa_use_row rows[256];
} aa_use_table;

void aa_use_table_fill(aa_use_table *table);

typedef struct aa_use_reader {
    const aa_use_table *table;
    aa_bytes code;
    uint32_t pc;    /* code units; of the next instruction */
    uint64_t insns; /* passed over so far; payloads are none */
    bool cut; /* stopped where aa_dex_next_insn() would: no instruction, or one that runs over the end */
} aa_use_reader;

#define AA_USES 32

/* The next uses, in order. 0: there are no more. */
size_t aa_next_uses(aa_use_reader *reader, aa_use out[AA_USES]);

#endif
