#include "machine/print.h"

#include <inttypes.h>

static const char *const conditions[] = {"eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc",
                                         "hi", "ls", "ge", "lt", "gt", "le", "al", "nv"};

/* ---- operands ------------------------------------------------------------------------------------------ */

static void put_general(aa_str *s, unsigned reg, bool is64)
{
    if (reg == AA_A64_SP)
        aa_str_put(s, is64 ? "sp" : "wsp");
    else if (reg == AA_A64_ZR)
        aa_str_put(s, is64 ? "xzr" : "wzr");
    else
        aa_str_printf(s, "%c%u", is64 ? 'x' : 'w', reg);
}

/* A vector register by the bytes of it that are used. */
static void put_vector(aa_str *s, unsigned reg, unsigned size)
{
    char kind = size == 16 ? 'q' : size == 8 ? 'd' : size == 4 ? 's' : size == 2 ? 'h' : 'b';
    aa_str_printf(s, "%c%u", kind, reg);
}

static void put_register(aa_str *s, const aa_a64 *i, unsigned reg)
{
    if (i->vector)
        put_vector(s, reg, i->size);
    else
        put_general(s, reg, i->is64);
}

/* True for a number of more than one byte whose bytes are all letters of a text, or zero. */
static bool spells_text(uint64_t value)
{
    unsigned letters = 0;
    for (unsigned k = 0; k < 8; k++) {
        uint8_t byte = (uint8_t)(value >> (8 * k));
        if (byte == 0)
            continue;
        if (byte < 0x20 || byte > 0x7e)
            return false;
        letters++;
    }
    return letters > 1;
}

static void put_number(aa_str *s, int64_t value)
{
    if (spells_text((uint64_t)value))
        aa_str_put(s, "#…");
    else if (value > -4096 && value < 4096)
        aa_str_printf(s, "#%" PRId64, value);
    else
        aa_str_printf(s, "#0x%" PRIx64, (uint64_t)value);
}

static void put_comma(aa_str *s)
{
    aa_str_put(s, ", ");
}

/* ---- kinds --------------------------------------------------------------------------------------------- */

static const char *arithmetic_name(const aa_a64 *i)
{
    static const char *const names[] = {
        [AA_A64_ADD] = "add", [AA_A64_SUB] = "sub", [AA_A64_AND] = "and", [AA_A64_ORR] = "orr",
        [AA_A64_EOR] = "eor", [AA_A64_LSL] = "lsl", [AA_A64_LSR] = "lsr", [AA_A64_ASR] = "asr"};
    static const char *const inverted[] = {[AA_A64_AND] = "bic", [AA_A64_ORR] = "orn", [AA_A64_EOR] = "eon"};
    bool has_other = i->op == AA_A64_AND || i->op == AA_A64_ORR || i->op == AA_A64_EOR;
    return i->negate_rm && has_other ? inverted[i->op] : names[i->op];
}

static void put_arithmetic(aa_str *s, const aa_a64 *i)
{
    bool compare = i->sets_flags && i->rd == AA_A64_ZR;
    if (compare) {
        aa_str_put(s, i->op == AA_A64_SUB ? "cmp " : i->op == AA_A64_ADD ? "cmn " : "tst ");
    } else {
        aa_str_printf(s, "%s%s ", arithmetic_name(i), i->sets_flags ? "s" : "");
        put_general(s, i->rd, i->is64);
        put_comma(s);
    }
    put_general(s, i->rn, i->is64);
    put_comma(s);
    if (i->has_imm) {
        put_number(s, i->imm);
        return;
    }
    put_general(s, i->rm, i->is64);
    if (i->odd_shift)
        aa_str_put(s, ", …");
    else if (i->shift != 0)
        aa_str_printf(s, ", lsl #%u", (unsigned)i->shift);
}

static void put_move(aa_str *s, const aa_a64 *i)
{
    aa_str_put(s, i->op == AA_A64_MOVK ? "movk " : "mov ");
    if (i->op == AA_A64_MOV && i->vector)
        put_vector(s, i->rd, 16);
    else
        put_general(s, i->rd, i->is64);
    put_comma(s);
    if (i->op == AA_A64_MOV && i->vector)
        put_vector(s, i->rn, 16);
    else if (i->op == AA_A64_MOV)
        put_general(s, i->rn, i->is64);
    else
        put_number(s, i->imm);
    if (i->op == AA_A64_MOVK)
        aa_str_printf(s, ", lsl #%u", (unsigned)i->shift);
}

static void put_field(aa_str *s, const aa_a64 *i)
{
    static const char *const names[2][2] = {{"ubfx", "ubfiz"}, {"sbfx", "sbfiz"}};
    aa_str_printf(s, "%s ", names[i->sign_extend][i->op == AA_A64_BITS_IN]);
    put_general(s, i->rd, i->is64);
    put_comma(s);
    put_general(s, i->rn, i->is64);
    aa_str_printf(s, ", #%u, #%u", (unsigned)i->shift, (unsigned)i->size);
}

static void put_three(aa_str *s, const aa_a64 *i, const char *name)
{
    aa_str_printf(s, "%s ", name);
    put_general(s, i->rd, i->is64);
    put_comma(s);
    put_general(s, i->rn, i->is64);
    put_comma(s);
    put_general(s, i->rm, i->is64);
}

static void put_multiply(aa_str *s, const aa_a64 *i)
{
    put_three(s, i, i->ra == AA_A64_ZR ? "mul" : "madd");
    if (i->ra == AA_A64_ZR)
        return;
    put_comma(s);
    put_general(s, i->ra, i->is64);
}

static void put_select(aa_str *s, const aa_a64 *i)
{
    static const char *const names[2][2] = {{"csel", "csinc"}, {"csinv", "csneg"}};
    put_three(s, i, names[i->invert][i->increment]);
    aa_str_printf(s, ", %s", conditions[i->condition & 15]);
}

static const char *access_suffix(const aa_a64 *i)
{
    if (i->vector || i->rd2 != AA_A64_NONE)
        return i->sign_extend ? "sw" : "";
    if (i->size == 1)
        return i->sign_extend ? "sb" : "b";
    if (i->size == 2)
        return i->sign_extend ? "sh" : "h";
    return i->sign_extend ? "sw" : "";
}

static void put_address(aa_str *s, const aa_a64 *i)
{
    aa_str_putc(s, '[');
    put_general(s, i->rn, true);
    if (i->mode == AA_A64_BY_REGISTER) {
        put_comma(s);
        put_general(s, i->rm, !i->odd_shift);
        if (i->shift != 0)
            aa_str_printf(s, ", lsl #%u", (unsigned)i->shift);
    } else if (i->mode != AA_A64_POST_INDEX && i->imm != 0) {
        aa_str_printf(s, ", #%" PRId64, i->imm);
    }
    aa_str_put(s, i->mode == AA_A64_PRE_INDEX ? "]!" : "]");
    if (i->mode == AA_A64_POST_INDEX)
        aa_str_printf(s, ", #%" PRId64, i->imm);
}

static void put_access(aa_str *s, const aa_a64 *i)
{
    bool two = i->rd2 != AA_A64_NONE;
    aa_str_printf(s, "%s%s%s ", i->op == AA_A64_LOAD ? "ld" : "st", two ? "p" : "r", access_suffix(i));
    put_register(s, i, i->rd);
    if (two) {
        put_comma(s);
        put_register(s, i, i->rd2);
    }
    put_comma(s);
    put_address(s, i);
}

static void put_to_address(aa_str *s, const aa_a64 *i, const char *name)
{
    aa_str_printf(s, "%s ", name);
    put_register(s, i, i->rd);
    aa_str_printf(s, ", 0x%" PRIx64, (uint64_t)i->imm);
}

static void put_branch(aa_str *s, const aa_a64 *i)
{
    if (i->op == AA_A64_B_COND)
        aa_str_printf(s, "b.%s ", conditions[i->condition & 15]);
    else if (i->op == AA_A64_CBZ || i->op == AA_A64_TBZ)
        aa_str_put(s, i->op == AA_A64_CBZ ? (i->invert ? "cbnz " : "cbz ") : i->invert ? "tbnz " : "tbz ");
    else
        aa_str_put(s, i->op == AA_A64_BL ? "bl " : "b ");
    if (i->op == AA_A64_CBZ || i->op == AA_A64_TBZ) {
        put_general(s, i->rd, i->is64);
        put_comma(s);
    }
    if (i->op == AA_A64_TBZ)
        aa_str_printf(s, "#%u, ", (unsigned)i->shift);
    aa_str_printf(s, "0x%" PRIx64, (uint64_t)i->imm);
}

static void put_jump(aa_str *s, const aa_a64 *i)
{
    if (i->op == AA_A64_RET) {
        aa_str_put(s, "ret");
        return;
    }
    aa_str_put(s, i->op == AA_A64_BR ? "br " : "blr ");
    put_general(s, i->rn, true);
}

static void put_between(aa_str *s, const aa_a64 *i)
{
    if (i->op == AA_A64_VECTOR_ZERO) {
        aa_str_printf(s, "movi v%u, #0", (unsigned)i->rd);
    } else if (i->op == AA_A64_FROM_VECTOR) {
        aa_str_put(s, "mov ");
        put_general(s, i->rd, i->is64);
        aa_str_printf(s, ", v%u[%u]", (unsigned)i->rn, (unsigned)i->shift);
    } else {
        aa_str_printf(s, "%s v%u, ", i->op == AA_A64_SPLAT ? "dup" : "fmov", (unsigned)i->rd);
        put_general(s, i->rn, i->is64);
    }
}

#define NOP UINT32_C(0xd503201f)

static void put_unknown(aa_str *s, uint32_t word)
{
    if (word == NOP)
        aa_str_put(s, "nop");
    else
        aa_str_printf(s, ".inst 0x%08" PRIx32, word);
}

void aa_a64_put(aa_str *s, const aa_a64 *i, uint32_t word)
{
    switch ((aa_a64_op)i->op) {
    case AA_A64_MOVI:
    case AA_A64_MOVK:
    case AA_A64_MOV:
        put_move(s, i);
        break;
    case AA_A64_ADD:
    case AA_A64_SUB:
    case AA_A64_AND:
    case AA_A64_ORR:
    case AA_A64_EOR:
    case AA_A64_LSL:
    case AA_A64_LSR:
    case AA_A64_ASR:
        put_arithmetic(s, i);
        break;
    case AA_A64_BITS:
    case AA_A64_BITS_IN:
        put_field(s, i);
        break;
    case AA_A64_MUL:
        put_multiply(s, i);
        break;
    case AA_A64_SELECT:
        put_select(s, i);
        break;
    case AA_A64_ADR:
        put_to_address(s, i, i->page ? "adrp" : "adr");
        break;
    case AA_A64_LITERAL:
        put_to_address(s, i, "ldr");
        break;
    case AA_A64_LOAD:
    case AA_A64_STORE:
        put_access(s, i);
        break;
    case AA_A64_B:
    case AA_A64_BL:
    case AA_A64_B_COND:
    case AA_A64_CBZ:
    case AA_A64_TBZ:
        put_branch(s, i);
        break;
    case AA_A64_BR:
    case AA_A64_BLR:
    case AA_A64_RET:
        put_jump(s, i);
        break;
    case AA_A64_SVC:
        aa_str_printf(s, "svc #%" PRId64, i->imm);
        break;
    case AA_A64_TO_VECTOR:
    case AA_A64_FROM_VECTOR:
    case AA_A64_SPLAT:
    case AA_A64_VECTOR_ZERO:
        put_between(s, i);
        break;
    case AA_A64_TRAP:
    case AA_A64_OTHER:
        put_unknown(s, word);
        break;
    }
}
