#include "machine/arm64.h"

static uint32_t bits(uint32_t word, unsigned low, unsigned count)
{
    return word >> low & ((UINT32_C(1) << count) - 1);
}

static int64_t signed_bits(uint32_t word, unsigned low, unsigned count)
{
    uint64_t v = bits(word, low, count);
    uint64_t top = UINT64_C(1) << (count - 1);
    return (int64_t)((v ^ top) - top);
}

/* Register numbers: 31 is zero in most places, the stack pointer in some. */
static uint8_t zr(uint32_t word, unsigned low)
{
    uint32_t r = bits(word, low, 5);
    return (uint8_t)(r == 31 ? AA_A64_ZR : r);
}

static uint8_t sp(uint32_t word, unsigned low)
{
    return (uint8_t)bits(word, low, 5);
}

static int64_t plus(uint64_t address, int64_t distance)
{
    return (int64_t)(address + (uint64_t)distance);
}

static aa_a64 blank(aa_a64_op op)
{
    return (aa_a64){.op = (uint8_t)op,
                    .rd = AA_A64_NONE,
                    .rd2 = AA_A64_NONE,
                    .rn = AA_A64_NONE,
                    .rm = AA_A64_NONE,
                    .ra = AA_A64_NONE,
                    .is64 = true};
}

/* ---- data processing, immediate ------------------------------------------------------------------------ */

/* DecodeBitMasks() of the manual. False for a reserved pattern. */
static bool bit_mask(uint32_t word, int64_t *out)
{
    uint32_t n = bits(word, 22, 1), rotate = bits(word, 16, 6), size_bits = bits(word, 10, 6);
    uint32_t pattern = n << 6 | (~size_bits & 0x3f);
    if (pattern == 0)
        return false;
    unsigned length = 31U - (unsigned)__builtin_clz(pattern);
    if (length == 0)
        return false;
    unsigned size = 1U << length, ones = (size_bits & (size - 1)) + 1, turn = rotate & (size - 1);
    if (ones == size)
        return false;
    uint64_t all = size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
    uint64_t element = (UINT64_C(1) << ones) - 1;
    if (turn != 0)
        element = (element >> turn | element << (size - turn)) & all;
    uint64_t value = 0;
    for (unsigned i = 0; i < 64; i += size)
        value |= element << i;
    *out = (int64_t)value;
    return true;
}

static aa_a64 logical_immediate(uint32_t word)
{
    static const uint8_t ops[] = {AA_A64_AND, AA_A64_ORR, AA_A64_EOR, AA_A64_AND};
    uint32_t opc = bits(word, 29, 2);
    aa_a64 i = blank((aa_a64_op)ops[opc]);
    i.is64 = word >> 31;
    i.sets_flags = opc == 3;
    i.rd = opc == 3 ? zr(word, 0) : sp(word, 0);
    i.rn = zr(word, 5);
    i.has_imm = true;
    if (!bit_mask(word, &i.imm))
        return blank(AA_A64_TRAP);
    if (!i.is64)
        i.imm &= 0xffffffff;
    if (i.op == AA_A64_ORR && i.rn == AA_A64_ZR)
        i.op = AA_A64_MOVI;
    return i;
}

static aa_a64 move_wide(uint32_t word)
{
    uint32_t opc = bits(word, 29, 2);
    aa_a64 i = blank(opc == 3 ? AA_A64_MOVK : AA_A64_MOVI);
    i.is64 = word >> 31;
    i.rd = zr(word, 0);
    i.shift = (uint8_t)(bits(word, 21, 2) * 16);
    i.imm = (int64_t)bits(word, 5, 16);
    i.has_imm = true;
    if (opc == 3)
        return i;
    uint64_t v = (uint64_t)i.imm << i.shift;
    if (opc == 0)
        v = ~v;
    i.imm = (int64_t)(i.is64 ? v : v & 0xffffffff);
    return i;
}

static aa_a64 bitfield(uint32_t word)
{
    uint32_t opc = bits(word, 29, 2), immr = bits(word, 16, 6), imms = bits(word, 10, 6);
    aa_a64 i = blank(AA_A64_OTHER);
    i.rd = zr(word, 0);
    i.rn = zr(word, 5);
    i.is64 = word >> 31;
    if (opc == 1)
        return i; /* bfm: part of rd stays */
    i.sign_extend = opc == 0;
    unsigned width = i.is64 ? 64 : 32;
    i.has_imm = true;
    if (imms >= immr) {
        i.op = AA_A64_BITS;
        i.shift = (uint8_t)immr;
        i.size = (uint8_t)(imms - immr + 1);
    } else {
        i.op = AA_A64_BITS_IN;
        i.shift = (uint8_t)((width - immr) & 63);
        i.size = (uint8_t)(imms + 1);
    }
    return i;
}

static aa_a64 immediate(uint32_t word, uint64_t address)
{
    aa_a64 i = blank(AA_A64_OTHER);
    switch (bits(word, 23, 3)) {
    case 0:
    case 1:
        i.op = AA_A64_ADR;
        i.page = word >> 31;
        i.rd = zr(word, 0);
        i.imm = signed_bits(word, 5, 19) * 4 + (int64_t)bits(word, 29, 2);
        i.imm = i.page ? plus(address & ~UINT64_C(0xfff), i.imm * 4096) : plus(address, i.imm);
        return i;
    case 2:
        i.op = bits(word, 30, 1) ? AA_A64_SUB : AA_A64_ADD;
        i.is64 = word >> 31;
        i.sets_flags = bits(word, 29, 1);
        i.rd = i.sets_flags ? zr(word, 0) : sp(word, 0);
        i.rn = sp(word, 5);
        i.has_imm = true;
        i.imm = (int64_t)bits(word, 10, 12) << (bits(word, 22, 1) ? 12 : 0);
        if (i.imm == 0 && i.op == AA_A64_ADD && !i.sets_flags)
            i.op = AA_A64_MOV;
        return i;
    case 4:
        return logical_immediate(word);
    case 5:
        return move_wide(word);
    case 6:
        return bitfield(word);
    default: /* tags; extr */
        i.rd = zr(word, 0);
        i.is64 = word >> 31;
        return i;
    }
}

/* ---- branches and system ----------------------------------------------------------------------------------
 */

static aa_a64 branch_register(uint32_t word)
{
    uint32_t opc = bits(word, 21, 4) & 7;
    aa_a64 i = blank(opc == 0 ? AA_A64_BR : opc == 1 ? AA_A64_BLR : opc == 2 ? AA_A64_RET : AA_A64_TRAP);
    i.rn = zr(word, 5);
    return i;
}

static aa_a64 system_class(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    if (bits(word, 24, 8) == 0xd4) {
        i.imm = (int64_t)bits(word, 5, 16);
        i.op = bits(word, 21, 3) == 0 && bits(word, 0, 5) == 1 ? AA_A64_SVC : AA_A64_TRAP;
        return i;
    }
    if (bits(word, 21, 1) != 0 && bits(word, 22, 10) == 0x354) /* mrs, sysl */
        i.rd = zr(word, 0);
    return i;
}

static aa_a64 branch(uint32_t word, uint64_t address)
{
    aa_a64 i = blank(AA_A64_OTHER);
    if (bits(word, 26, 5) == 5) {
        i.op = word >> 31 ? AA_A64_BL : AA_A64_B;
        i.imm = plus(address, signed_bits(word, 0, 26) * 4);
    } else if (bits(word, 25, 6) == 0x1a) {
        i.op = AA_A64_CBZ;
        i.is64 = word >> 31;
        i.invert = bits(word, 24, 1);
        i.rd = zr(word, 0);
        i.imm = plus(address, signed_bits(word, 5, 19) * 4);
    } else if (bits(word, 25, 6) == 0x1b) {
        i.op = AA_A64_TBZ;
        i.invert = bits(word, 24, 1);
        i.rd = zr(word, 0);
        i.shift = (uint8_t)(bits(word, 31, 1) << 5 | bits(word, 19, 5));
        i.imm = plus(address, signed_bits(word, 5, 14) * 4);
    } else if (bits(word, 24, 8) == 0x54) {
        i.op = AA_A64_B_COND;
        i.condition = (uint8_t)bits(word, 0, 4);
        i.imm = plus(address, signed_bits(word, 5, 19) * 4);
    } else if (bits(word, 25, 7) == 0x6b) {
        i = branch_register(word);
    } else {
        i = system_class(word);
    }
    return i;
}

/* ---- loads and stores
 * --------------------------------------------------------------------------------------- */

static aa_a64 pair(uint32_t word)
{
    uint32_t opc = bits(word, 30, 2), mode = bits(word, 23, 3) & 3;
    bool vector = bits(word, 26, 1);
    aa_a64 i = blank(bits(word, 22, 1) ? AA_A64_LOAD : AA_A64_STORE);
    i.vector = vector;
    i.size = (uint8_t)(vector ? 4U << opc : opc & 2 ? 8U : 4U);
    i.sign_extend = !vector && opc == 1;
    i.is64 = opc != 0;
    i.mode = mode == 1 ? AA_A64_POST_INDEX : mode == 3 ? AA_A64_PRE_INDEX : AA_A64_AT_OFFSET;
    i.rd = vector ? sp(word, 0) : zr(word, 0);
    i.rd2 = vector ? sp(word, 10) : zr(word, 10);
    i.rn = sp(word, 5);
    i.has_imm = true;
    i.imm = signed_bits(word, 15, 7) * (int64_t)i.size;
    return i;
}

/* Register form and direction of the "register" group from size, V and opc; false: a prefetch or not
 * allocated. */
static bool access_kind(uint32_t word, aa_a64 *i)
{
    uint32_t size = bits(word, 30, 2), opc = bits(word, 22, 2);
    i->vector = bits(word, 26, 1);
    if (i->vector) {
        i->op = opc & 1 ? AA_A64_LOAD : AA_A64_STORE;
        i->size = (uint8_t)(opc & 2 ? 16U : 1U << size);
        i->rd = sp(word, 0);
        return true;
    }
    i->op = opc == 0 ? AA_A64_STORE : AA_A64_LOAD;
    i->size = (uint8_t)(1U << size);
    i->sign_extend = opc >= 2;
    i->is64 = size == 3 || opc == 2;
    i->rd = zr(word, 0);
    return !(size == 3 && opc >= 2);
}

static aa_a64 single(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    i.rn = sp(word, 5);
    bool scaled = bits(word, 24, 2) == 1, by_register = bits(word, 21, 1);
    if (!scaled && by_register && bits(word, 10, 2) != 2) {
        /* atomics write rd and memory; ldraa and ldrab load */
        i.op = bits(word, 10, 1) ? AA_A64_LOAD : AA_A64_OTHER;
        i.rd = zr(word, 0);
        i.size = 8;
        i.has_imm = true;
        i.imm = signed_bits(bits(word, 22, 1) << 9 | bits(word, 12, 9), 0, 10) * 8;
        i.mode = bits(word, 11, 1) ? AA_A64_PRE_INDEX : AA_A64_AT_OFFSET;
        return i;
    }
    if (!access_kind(word, &i)) {
        i = blank(AA_A64_OTHER);
        return i;
    }
    if (scaled) {
        i.has_imm = true;
        i.imm = (int64_t)bits(word, 10, 12) * (int64_t)i.size;
    } else if (by_register) {
        i.mode = AA_A64_BY_REGISTER;
        i.rm = zr(word, 16);
        i.shift = (uint8_t)(bits(word, 12, 1) ? (unsigned)__builtin_ctz(i.size) : 0);
        i.odd_shift = bits(word, 13, 3) != 3;
    } else {
        static const uint8_t modes[] = {AA_A64_AT_OFFSET, AA_A64_POST_INDEX, AA_A64_AT_OFFSET,
                                        AA_A64_PRE_INDEX};
        i.mode = modes[bits(word, 10, 2)];
        i.has_imm = true;
        i.imm = signed_bits(word, 12, 9);
    }
    return i;
}

static aa_a64 exclusive(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    if (bits(word, 26, 1)) { /* structures of up to four vectors */
        i.vector = true;
        i.rd = sp(word, 0);
        i.size = 4;
        i.rn = sp(word, 5);
        i.mode = bits(word, 23, 1) ? AA_A64_POST_INDEX : AA_A64_AT_OFFSET;
        return i;
    }
    bool load = bits(word, 22, 1);
    i.rd = load ? zr(word, 0) : zr(word, 16); /* a store writes its status */
    if (load && bits(word, 21, 1))
        i.rd2 = zr(word, 10);
    if (load && bits(word, 23, 1)) { /* ldar: an ordinary load to us */
        i.op = AA_A64_LOAD;
        i.rn = sp(word, 5);
        i.size = (uint8_t)(1U << bits(word, 30, 2));
        i.has_imm = true;
    } else if (!load && bits(word, 23, 1)) { /* stlr */
        i.op = AA_A64_STORE;
        i.rd = zr(word, 0);
        i.rn = sp(word, 5);
        i.size = (uint8_t)(1U << bits(word, 30, 2));
        i.has_imm = true;
    }
    return i;
}

static aa_a64 memory(uint32_t word, uint64_t address)
{
    aa_a64 i = blank(AA_A64_OTHER);
    switch (bits(word, 27, 3)) {
    case 1:
        return exclusive(word);
    case 3:
        if (bits(word, 24, 2) == 0) {
            i.op = AA_A64_LITERAL;
            i.vector = bits(word, 26, 1);
            i.rd = i.vector ? sp(word, 0) : zr(word, 0);
            i.size = (uint8_t)(i.vector ? 4U << bits(word, 30, 2) : bits(word, 30, 2) == 1 ? 8U : 4U);
            i.sign_extend = !i.vector && bits(word, 30, 2) == 2;
            i.imm = plus(address, signed_bits(word, 5, 19) * 4);
            if (!i.vector && bits(word, 30, 2) == 3)
                return blank(AA_A64_OTHER); /* prefetch */
            return i;
        }
        i.rd = zr(word, 0); /* ldapur, tags */
        return i;
    case 5:
        return pair(word);
    default:
        return single(word);
    }
}

/* ---- data processing, register
 * -------------------------------------------------------------------------------- */

static aa_a64 logical_register(uint32_t word)
{
    static const uint8_t ops[] = {AA_A64_AND, AA_A64_ORR, AA_A64_EOR, AA_A64_AND};
    uint32_t opc = bits(word, 29, 2);
    aa_a64 i = blank((aa_a64_op)ops[opc]);
    i.is64 = word >> 31;
    i.sets_flags = opc == 3;
    i.rd = zr(word, 0);
    i.rn = zr(word, 5);
    i.rm = zr(word, 16);
    i.negate_rm = bits(word, 21, 1);
    i.shift = (uint8_t)bits(word, 10, 6);
    i.odd_shift = bits(word, 22, 2) != 0 && i.shift != 0;
    if (i.op == AA_A64_ORR && i.rn == AA_A64_ZR && !i.negate_rm && i.shift == 0) {
        i.op = AA_A64_MOV;
        i.rn = i.rm;
    }
    return i;
}

static aa_a64 add_register(uint32_t word)
{
    aa_a64 i = blank(bits(word, 30, 1) ? AA_A64_SUB : AA_A64_ADD);
    bool extended = bits(word, 21, 1);
    i.is64 = word >> 31;
    i.sets_flags = bits(word, 29, 1);
    i.rd = extended && !i.sets_flags ? sp(word, 0) : zr(word, 0);
    i.rn = extended ? sp(word, 5) : zr(word, 5);
    i.rm = zr(word, 16);
    if (extended) {
        i.shift = (uint8_t)bits(word, 10, 3);
        i.odd_shift = (bits(word, 13, 3) & 3) != 3;
    } else {
        i.shift = (uint8_t)bits(word, 10, 6);
        i.odd_shift = bits(word, 22, 2) != 0 && i.shift != 0;
    }
    return i;
}

static aa_a64 two_source(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    i.is64 = word >> 31;
    i.rd = zr(word, 0);
    i.rn = zr(word, 5);
    i.rm = zr(word, 16);
    switch (bits(word, 10, 6)) {
    case 8:
        i.op = AA_A64_LSL;
        break;
    case 9:
        i.op = AA_A64_LSR;
        break;
    case 10:
        i.op = AA_A64_ASR;
        break;
    default:
        break;
    }
    return i;
}

/* One source: authentication codes leave the pointer what it was. */
static aa_a64 one_source(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    i.is64 = word >> 31;
    i.rd = zr(word, 0);
    if (bits(word, 16, 5) == 1) {
        i.op = AA_A64_MOV;
        i.rn = i.rd;
    }
    return i;
}

static aa_a64 conditional_select(uint32_t word)
{
    aa_a64 i = blank(AA_A64_SELECT);
    i.is64 = word >> 31;
    i.rd = zr(word, 0);
    i.rn = zr(word, 5);
    i.rm = zr(word, 16);
    i.condition = (uint8_t)bits(word, 12, 4);
    i.invert = bits(word, 30, 1);
    i.increment = bits(word, 10, 1);
    return i;
}

static aa_a64 register_class(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    switch (bits(word, 24, 5)) {
    case 0x0a:
        return logical_register(word);
    case 0x0b:
        return add_register(word);
    case 0x1a:
        switch (bits(word, 21, 3)) {
        case 0:
            i.rd = zr(word, 0);
            i.is64 = word >> 31;
            return i;
        case 4:
            return conditional_select(word);
        case 6:
            return bits(word, 30, 1) ? one_source(word) : two_source(word);
        default: /* conditional compares */
            i.sets_flags = true;
            i.rn = zr(word, 5);
            return i;
        }
    default: /* three sources */
        i.rd = zr(word, 0);
        i.is64 = word >> 31;
        if (bits(word, 21, 3) == 0 && !bits(word, 15, 1)) {
            i.op = AA_A64_MUL;
            i.rn = zr(word, 5);
            i.rm = zr(word, 16);
            i.ra = zr(word, 10);
        }
        return i;
    }
}

/* ---- vectors and floating point
 * ---------------------------------------------------------------------------------- */

/* Moves and conversions between general and floating-point registers. */
static aa_a64 convert(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    uint32_t opcode = bits(word, 16, 3), mode = bits(word, 19, 2);
    bool to_general = opcode == 0 || opcode == 1 || opcode == 4 || opcode == 5 || opcode == 6;
    i.is64 = word >> 31;
    i.vector = !to_general;
    i.rd = to_general ? zr(word, 0) : sp(word, 0);
    if (opcode == 6) {
        i.op = AA_A64_FROM_VECTOR;
        i.shift = mode == 1;
        i.rn = sp(word, 5);
    } else if (opcode == 7 && mode == 0) {
        i.op = AA_A64_TO_VECTOR;
        i.rn = zr(word, 5);
    }
    return i;
}

static aa_a64 vector_class(uint32_t word)
{
    aa_a64 i = blank(AA_A64_OTHER);
    i.vector = true;
    i.rd = sp(word, 0);
    if (bits(word, 24, 7) == 0x1e && bits(word, 21, 1) && bits(word, 10, 6) == 0)
        return convert(word);
    if (bits(word, 24, 7) == 0x1e && !bits(word, 21, 1)) { /* fixed point */
        i.vector = bits(word, 16, 3) >= 2;
        i.rd = i.vector ? sp(word, 0) : zr(word, 0);
        return i;
    }
    if (bits(word, 24, 7) == 0x1e && bits(word, 21, 1) && bits(word, 10, 4) == 8) {
        i.rd = AA_A64_NONE; /* a comparison */
        i.sets_flags = true;
        return i;
    }
    if ((word & UINT32_C(0xbfe08400)) == UINT32_C(0x0e000400)) { /* copy */
        uint32_t kind = bits(word, 11, 4), lane = bits(word, 16, 5);
        if (kind == 1) {
            i.op = AA_A64_SPLAT;
            i.rn = zr(word, 5);
        } else if (kind == 5 || kind == 7) {
            i.op = kind == 7 && (lane & 15) == 8 ? AA_A64_FROM_VECTOR : AA_A64_OTHER;
            i.vector = false;
            i.rd = zr(word, 0);
            i.rn = sp(word, 5);
            i.shift = (uint8_t)(lane >> 4);
        }
        return i;
    }
    if ((word & UINT32_C(0x9ff8fc00)) == UINT32_C(0x0f00e400) && (word & UINT32_C(0x000703e0)) == 0)
        i.op = AA_A64_VECTOR_ZERO; /* movi of zero bytes, in the forms that compilers write */
    if ((word & UINT32_C(0xbfe0fc00)) == UINT32_C(0x0ea01c00) && bits(word, 5, 5) == bits(word, 16, 5)) {
        i.op = AA_A64_MOV;
        i.rn = sp(word, 5);
    }
    return i;
}

aa_a64 aa_a64_decode(uint32_t word, uint64_t address)
{
    switch (bits(word, 25, 4)) {
    case 8:
    case 9:
        return immediate(word, address);
    case 10:
    case 11:
        return branch(word, address);
    case 4:
    case 6:
    case 12:
    case 14:
        return memory(word, address);
    case 5:
    case 13:
        return register_class(word);
    case 7:
    case 15:
        return vector_class(word);
    default:
        return blank(AA_A64_TRAP);
    }
}
