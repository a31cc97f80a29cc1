/*
 * A64 instructions told apart by their word alone, for looks over a whole program that decode few of them.
 *
 * Source: Arm Architecture Reference Manual for A-profile (DDI 0487), C4.1 "A64 instruction set encoding".
 */
#ifndef AA_MACHINE_A64_WORDS_H
#define AA_MACHINE_A64_WORDS_H

#include <stdbool.h>
#include <stdint.h>

static inline bool aa_a64_word_is(uint32_t word, uint32_t mask, uint32_t bits)
{
    return (word & mask) == bits;
}

/* ---- registers by their place in the word */

static inline unsigned aa_a64_word_rd(uint32_t word)
{
    return word & 31;
}

/* The base of loads and stores. */
static inline unsigned aa_a64_word_rn(uint32_t word)
{
    return word >> 5 & 31;
}

static inline unsigned aa_a64_word_rm(uint32_t word)
{
    return word >> 16 & 31;
}

/* ---- branches */

static inline bool aa_a64_is_bl(uint32_t word)
{
    return word >> 26 == 0x25;
}

static inline bool aa_a64_is_b(uint32_t word)
{
    return word >> 26 == 5;
}

/* bl, b */
static inline bool aa_a64_is_branch(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x7c000000), UINT32_C(0x14000000));
}

/* b.cond, cbz and cbnz: 19 bits from bit 5 on */
static inline bool aa_a64_is_branch_if(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xfe000000), UINT32_C(0x54000000)) ||
           aa_a64_word_is(word, UINT32_C(0x7e000000), UINT32_C(0x34000000));
}

/* tbz, tbnz: 14 bits from bit 5 on */
static inline bool aa_a64_is_branch_if_bit(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x7e000000), UINT32_C(0x36000000));
}

/* br, blr, ret and the like */
static inline bool aa_a64_is_branch_register(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xfe000000), UINT32_C(0xd6000000));
}

/* ret, and with authentication retaa and retab */
static inline bool aa_a64_is_return(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xffdff000), UINT32_C(0xd65f0000)) ||
           aa_a64_word_is(word, UINT32_C(0xfffffbff), UINT32_C(0xd65f0bff));
}

/* Any of those that go on somewhere else, or may. */
static inline bool aa_a64_may_branch(uint32_t word)
{
    return (word >> 26 & 7) == 5;
}

/* How far a branch goes whose distance has |bits| bits from bit |low| on. */
static inline int64_t aa_a64_word_distance(uint32_t word, unsigned low, unsigned bits)
{
    uint64_t field = (uint64_t)word << (64 - low - bits);
    return ((int64_t)field >> (64 - bits)) * 4;
}

static inline bool aa_a64_is_system_call(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xffe0001f), UINT32_C(0xd4000001));
}

/* ---- addresses and values */

/* adr, adrp */
static inline bool aa_a64_is_address(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x1f000000), UINT32_C(0x10000000));
}

/* add with a number, which does not set flags */
static inline bool aa_a64_is_add_number(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x7f800000), UINT32_C(0x11000000));
}

static inline uint64_t aa_a64_word_number(uint32_t word)
{
    return (uint64_t)(word >> 10 & 0xfff) << ((word >> 22 & 1) != 0 ? 12 : 0);
}

/* mov of a whole register, in the form of orr */
static inline bool aa_a64_is_move(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xffe0ffe0), UINT32_C(0xaa0003e0));
}

/* The same of either width. */
static inline bool aa_a64_is_any_move(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x7fe0ffe0), UINT32_C(0x2a0003e0));
}

/* ---- memory */

/* loads and stores of a register with a distance, and of pairs */
static inline bool aa_a64_is_access(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x3b000000), UINT32_C(0x39000000)) ||
           aa_a64_word_is(word, UINT32_C(0x3a000000), UINT32_C(0x28000000));
}

/* ldr and str of eight bytes with a distance */
static inline bool aa_a64_is_plain_word(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xff800000), UINT32_C(0xf9000000));
}

static inline bool aa_a64_is_plain_load(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0xffc00000), UINT32_C(0xf9400000));
}

/* Bytes from the base of aa_a64_is_plain_word() on. */
static inline uint64_t aa_a64_plain_distance(uint32_t word)
{
    return (uint64_t)(word >> 10 & 0xfff) * 8;
}

/* ldr of what lies near the code */
static inline bool aa_a64_is_literal(uint32_t word)
{
    return aa_a64_word_is(word, UINT32_C(0x3b000000), UINT32_C(0x18000000));
}

/* str, stur and stp of any width and register */
static inline bool aa_a64_is_store(uint32_t word)
{
    bool single = aa_a64_word_is(word, UINT32_C(0x3b000000), UINT32_C(0x39000000)) ||
                  aa_a64_word_is(word, UINT32_C(0x3b200000), UINT32_C(0x38000000));
    bool pair = aa_a64_word_is(word, UINT32_C(0x3a000000), UINT32_C(0x28000000));
    return (single && (word >> 22 & 3) == 0) || (!single && pair && (word >> 22 & 1) == 0);
}

#endif
