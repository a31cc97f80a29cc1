/*
 * One function of machine code read as a program: control-flow graph, and to a fixpoint the value of every
 * register, stack slot and field that it writes. The values are those of code/value.h, relative to the
 * function:
 *
 *   INT     a number or an address; what lies at the address is for aa_image to say
 *   PARAM   at: register of the argument at entry: 0 to 7, 8 indirect result, 19 to 30 what the caller kept
 * there (20 is Swift's self); 64 and up: stack argument, eight bytes each STACK   number: bytes from the
 * stack pointer at entry IMPORT  text: symbol whose address it is (plus number) LOAD    part 0 and number:
 * address; at: bytes. Part 0 INT 0: a variable of the program at |number| SUM     part 0 plus number; part 1,
 * if any: the LOAD of an instance variable's offset, added too RESULT  at: offset of the call from the
 * image's base, plus the register (0 to 3) OUT     at: offset of a call that was given the address of this
 * memory, and may have written it CHOICE  one of two, as a comparison says
 *
 * Source for what calls keep: Arm AAPCS64 6.1; Apple "Writing ARM64 code for Apple platforms" (variadic
 * arguments lie on the stack); swift docs/ABI/CallConvSummary.rst.
 */
#ifndef AA_MACHINE_FLOW_H
#define AA_MACHINE_FLOW_H

#include <appassay/limits.h>

#include "code/value.h"
#include "machine/image.h"

#define AA_MPARAM_SELF  20U /* Swift's self */
#define AA_MPARAM_STACK 64U

/* What memory held: |size| bytes at |base| plus |offset|. Of absolute addresses |base| is INT 0, of the own
 * stack it is STACK 0. */
typedef struct aa_mslot {
    aa_value base, value;
    int64_t offset;
    uint8_t size;
} aa_mslot;

typedef struct aa_mmemory {
    const aa_mslot *slots; /* sorted by base, then offset */
    size_t count;
} aa_mmemory;

typedef enum aa_mcall_kind {
    AA_MCALL_LOCAL,    /* |function| */
    AA_MCALL_IMPORT,   /* |name|: a symbol */
    AA_MCALL_SEND,     /* |name|: a selector; empty: it cannot be told */
    AA_MCALL_INDIRECT, /* |target| */
    AA_MCALL_SYSTEM,   /* svc; the number is in register 16 = |target| */
} aa_mcall_kind;

typedef struct aa_mcall {
    uint64_t at; /* address */
    uint8_t kind;
    bool tail;     /* nothing of this function runs behind it */
    bool to_super; /* a message to super: argument 0 is a struct on the stack */
    uint32_t block;
    uint32_t function;
    aa_bytes name;
    aa_value target;
    aa_value args[9]; /* x0 to x8; of a message: 0 receiver, 1 selector */
    aa_value self;    /* x20 */
    aa_value stack;   /* the stack pointer: variadic arguments lie from there on */
    const aa_mmemory *memory;
} aa_mcall;

/* A branch that a value decides. */
typedef struct aa_mtest {
    uint64_t at;
    uint32_t block, taken, next; /* blocks; AA_NO_FUNCTION: out of the function */
    uint8_t condition; /* 0 to 15 as in b.cond: the branch is taken when |left| compares so to |right| */
    int8_t bit;        /* tbz, tbnz: the bit of |left| looked at; else -1 */
    aa_value left, right;
} aa_mtest;

typedef struct aa_mstore {
    uint64_t at;
    aa_value base, value;
    int64_t offset;
    uint8_t size;
    uint32_t block;
} aa_mstore;

typedef struct aa_mexit {
    uint64_t at;
    uint32_t block;
    aa_value value[2]; /* x0, x1 */
} aa_mexit;

typedef struct aa_mblock {
    uint64_t from, to; /* addresses; |to| is behind the last instruction */
    const uint32_t *next;
    uint32_t next_count;
    bool live;
} aa_mblock;

typedef struct aa_mflow {
    const aa_image *image;
    uint32_t function;
    const aa_mblock *blocks;
    size_t block_count;
    const aa_mcall *calls; /* in order of addresses */
    size_t call_count;
    const aa_mtest *tests;
    size_t test_count;
    const aa_mstore *stores; /* not to the own stack */
    size_t store_count;
    const aa_mexit *exits; /* ret; a tail call is an exit too, with the results of the call */
    size_t exit_count;
    aa_value result[2];  /* join over the exits */
    const char *trouble; /* note code of what ended the reading: values are incomplete then; NULL */
} aa_mflow;

typedef struct aa_mflows aa_mflows;

/* NULL: memory is out. One thread at a time. Freed by aa_mflows_free(), which takes NULL. */
aa_mflows *aa_mflows_new(const aa_limits *limits);
void aa_mflows_free(aa_mflows *flows);
aa_values *aa_mflows_values(aa_mflows *flows);
aa_arena *aa_mflows_arena(aa_mflows *flows);
bool aa_mflows_failed(const aa_mflows *flows); /* memory ran out */
bool aa_mflows_exhausted(
    const aa_mflows *flows); /* the limit over all functions was met: what was asked first counted */

/* Made on first demand. NULL: no such function, or memory is out. Valid as long as |flows|. */
const aa_mflow *aa_mflow_of(aa_mflows *flows, const aa_image *image, uint32_t function);

/* The call at |address|, or NULL. */
const aa_mcall *aa_mflow_call_at(const aa_mflow *flow, uint64_t address);
/* The call whose result or output |v| (RESULT or OUT) is. */
const aa_mcall *aa_mflow_call_of(const aa_mflow *flow, const aa_values *values, aa_value v);

/* What |size| bytes at |address| plus |offset| held at the call; UNKNOWN when it cannot be told. */
aa_value aa_mcall_memory(aa_mflows *flows, const aa_mflow *flow, const aa_mcall *call, aa_value address,
                         int64_t offset, unsigned size);
/* Stack argument |i| (variadic arguments of Apple's calls). */
aa_value aa_mcall_stack_argument(aa_mflows *flows, const aa_mflow *flow, const aa_mcall *call, size_t i);

/* What an address is relative to, as aa_mslot.base says, and in |*at| how far from it. */
aa_value aa_mbase(aa_values *values, aa_value address, int64_t offset, int64_t *at);

/* Some path leads from |from| to |to| (blocks) without a block of |avoid| (by block; may be NULL). */
bool aa_mflow_can_go(const aa_mflow *flow, uint32_t from, uint32_t to, const bool *avoid);

#endif
