/*
 * A64 instructions, as far as following values needs them: what is written, from what, and where control
 * goes. What is not known in detail still names the registers it writes, so that nothing stale survives.
 *
 * Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C4.1 "A64 instruction set encoding".
 */
#ifndef AA_MACHINE_ARM64_H
#define AA_MACHINE_ARM64_H

#include <stdbool.h>
#include <stdint.h>

#define AA_A64_SP   31 /* register 31 where it means the stack pointer */
#define AA_A64_ZR   32 /* register 31 where it means zero */
#define AA_A64_NONE 33

typedef enum aa_a64_op {
    AA_A64_OTHER, /* writes rd, or when |vector| vector rd and |size| - 1 behind it; rn too when indexed */
    AA_A64_MOVI,  /* rd = imm */
    AA_A64_MOVK,  /* 16 bits of rd at |shift| = imm */
    AA_A64_MOV,   /* rd = rn; |vector|: both vectors */
    AA_A64_ADD,   /* rd = rn + operand */
    AA_A64_SUB,   /* rd = rn - operand; rd is ZR for a comparison */
    AA_A64_AND,   /* likewise */
    AA_A64_ORR,
    AA_A64_EOR,
    AA_A64_LSL, /* rd = rn << operand */
    AA_A64_LSR,
    AA_A64_ASR,
    AA_A64_BITS,    /* rd = |size| bits of rn from bit |shift|; |sign_extend| */
    AA_A64_BITS_IN, /* |size| low bits of rn put at bit |shift| of zero (ubfiz, sbfiz) */
    AA_A64_MUL,     /* rd = rn * rm (+ ra when that is not ZR) */
    AA_A64_SELECT,  /* rd = condition ? rn : rm; |invert| and |increment| change rm first */
    AA_A64_ADR,     /* rd = imm, an address; |page| for adrp */
    AA_A64_LOAD,    /* rd (and rd2) from memory */
    AA_A64_STORE,   /* rd (and rd2) to memory */
    AA_A64_LITERAL, /* rd from memory at imm */
    AA_A64_B,       /* to imm */
    AA_A64_BL,
    AA_A64_B_COND,
    AA_A64_CBZ, /* to imm when rd is zero; |invert|: is not */
    AA_A64_TBZ, /* to imm when bit |shift| of rd is zero; |invert|: is not */
    AA_A64_BR,  /* to rn */
    AA_A64_BLR,
    AA_A64_RET,
    AA_A64_SVC,         /* imm */
    AA_A64_TRAP,        /* brk, udf, hlt: nothing runs behind it */
    AA_A64_TO_VECTOR,   /* low part of vector rd = rn */
    AA_A64_FROM_VECTOR, /* rd = part |shift| (0 low, 1 high) of vector rn */
    AA_A64_SPLAT,       /* both parts of vector rd = rn */
    AA_A64_VECTOR_ZERO, /* vector rd = 0 */
} aa_a64_op;

typedef enum aa_a64_mode {
    AA_A64_AT_OFFSET,
    AA_A64_PRE_INDEX,
    AA_A64_POST_INDEX,
    AA_A64_BY_REGISTER
} aa_a64_mode;

typedef struct aa_a64 {
    uint8_t op; /* aa_a64_op */
    uint8_t rd, rd2, rn, rm, ra;
    uint8_t mode;      /* aa_a64_mode, of loads and stores */
    uint8_t size;      /* bytes of one loaded or stored register */
    uint8_t shift;     /* of rm, in bits; see above */
    uint8_t condition; /* 0 to 15 */
    bool has_imm;      /* the operand is imm, else rm << shift */
    bool is64;         /* 64 bits wide; else the upper half of rd becomes zero */
    bool vector;       /* rd (and rd2) are vector registers */
    bool sign_extend;
    bool invert, increment;
    bool sets_flags;
    bool page;
    bool negate_rm; /* rm is inverted first: bic, orn, eon */
    bool odd_shift; /* rm is shifted otherwise than left, or extended: not a plain value */
    int64_t imm;
} aa_a64;

/* Decodes |word| at |address|. */
aa_a64 aa_a64_decode(uint32_t word, uint64_t address);

static inline bool aa_a64_ends_block(const aa_a64 *insn)
{
    return insn->op == AA_A64_B || insn->op == AA_A64_B_COND || insn->op == AA_A64_CBZ ||
           insn->op == AA_A64_TBZ || insn->op == AA_A64_BR || insn->op == AA_A64_RET ||
           insn->op == AA_A64_TRAP;
}

#endif
