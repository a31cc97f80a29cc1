#include "machine/flow_internal.h"

aa_value aa_mreg(const aa_mwalk *w, unsigned reg)
{
    if (reg == AA_A64_ZR)
        return aa_value_int(w->values, 0);
    return reg < 32 ? w->now.x[reg] : AA_VALUE_UNKNOWN;
}

void aa_mset(aa_mwalk *w, unsigned reg, aa_value v)
{
    if (reg < 32)
        w->now.x[reg] = v;
}

/* Writes a result: of 32 bits the upper half becomes zero. */
static void set(aa_mwalk *w, const aa_a64 *i, aa_value v)
{
    int64_t n;
    if (!i->is64 && aa_value_kind_of(w->values, v) == AA_V_INT && aa_value_is_int(w->values, v, &n))
        v = aa_value_int(w->values, n & INT64_C(0xffffffff));
    aa_mset(w, i->rd, v);
}

static bool number(const aa_mwalk *w, aa_value v, uint64_t *out)
{
    int64_t n;
    if (aa_value_kind_of(w->values, v) != AA_V_INT || !aa_value_is_int(w->values, v, &n))
        return false;
    *out = (uint64_t)n;
    return true;
}

aa_value aa_madd(aa_values *values, aa_value v, int64_t n)
{
    const aa_value_node *node = aa_value_at(values, v);
    int64_t sum = (int64_t)((uint64_t)node->number + (uint64_t)n);
    switch (node->kind) {
    case AA_V_INT:
        return aa_value_int(values, sum);
    case AA_V_STACK:
        return aa_value_leaf(values, AA_V_STACK, 0, sum);
    case AA_V_IMPORT:
        return aa_value_named(values, AA_V_IMPORT, node->text, sum);
    case AA_V_SUM:
        if (sum == 0 && node->part_count == 1)
            return node->parts[0];
        return aa_value_node_of(values, AA_V_SUM, 0, sum, node->parts, node->part_count);
    case AA_V_UNKNOWN:
    case AA_V_NOTHING:
        return v;
    case AA_V_UNION: {
        aa_value out = aa_value_nothing(values);
        aa_value parts[AA_VALUE_MEMBERS];
        size_t count = aa_value_members(values, v);
        for (size_t i = 0; i < count; i++)
            parts[i] = aa_value_member(values, v, i);
        for (size_t i = 0; i < count; i++)
            out = aa_value_join(values, out, aa_madd(values, parts[i], n));
        return out;
    }
    default:
        return n == 0 ? v : aa_value_node_of(values, AA_V_SUM, 0, n, &v, 1);
    }
}

/* The LOAD of an instance variable's offset. */
static bool is_ivar(const aa_mwalk *w, aa_value v)
{
    const aa_value_node *n = aa_value_at(w->values, v);
    if (n->kind != AA_V_LOAD || aa_value_kind_of(w->values, n->parts[0]) != AA_V_INT)
        return false;
    const aa_image_range *r = aa_image_range_at(w->image, (uint64_t)n->number);
    return r != NULL && r->memory == AA_MEMORY_IVAR;
}

static aa_value add_values(aa_mwalk *w, aa_value a, aa_value b)
{
    uint64_t n;
    if (number(w, b, &n))
        return aa_madd(w->values, a, (int64_t)n);
    if (number(w, a, &n))
        return aa_madd(w->values, b, (int64_t)n);
    if (is_ivar(w, b))
        return aa_value_node_of(w->values, AA_V_SUM, 0, 0, (const aa_value[]){a, b}, 2);
    if (is_ivar(w, a))
        return aa_value_node_of(w->values, AA_V_SUM, 0, 0, (const aa_value[]){b, a}, 2);
    return aa_value_mix(w->values, (const aa_value[]){a, b}, 2);
}

/* The second operand: an immediate, or a register shifted. */
static aa_value operand(aa_mwalk *w, const aa_a64 *i)
{
    if (i->has_imm)
        return aa_value_int(w->values, i->imm);
    aa_value v = aa_mreg(w, i->rm);
    uint64_t n;
    if (number(w, v, &n) && !i->odd_shift) {
        n <<= i->shift & 63;
        return aa_value_int(w->values, (int64_t)(i->negate_rm ? ~n : n));
    }
    bool plain = !i->negate_rm && (i->shift == 0 || i->odd_shift) && !(i->odd_shift && i->shift != 0);
    return plain ? v : aa_value_mix(w->values, &v, 1);
}

static uint64_t fold(unsigned op, uint64_t a, uint64_t b, bool is64)
{
    unsigned shift = (unsigned)(b & (is64 ? 63 : 31));
    switch (op) {
    case AA_A64_AND:
        return a & b;
    case AA_A64_ORR:
        return a | b;
    case AA_A64_EOR:
        return a ^ b;
    case AA_A64_LSL:
        return a << shift;
    case AA_A64_LSR:
        return (is64 ? a : a & UINT64_C(0xffffffff)) >> shift;
    default: /* asr */
        return is64 ? (uint64_t)((int64_t)a >> shift) : (uint64_t)((int32_t)(uint32_t)a >> shift);
    }
}

static void arithmetic(aa_mwalk *w, const aa_a64 *i)
{
    aa_value a = aa_mreg(w, i->rn), b = operand(w, i);
    uint64_t x, y;
    if (i->sets_flags) {
        w->now.left = a;
        w->now.right = b;
    }
    if (i->op == AA_A64_ADD)
        set(w, i, add_values(w, a, b));
    else if (number(w, b, &y))
        set(w, i, aa_madd(w->values, a, (int64_t)(0 - y)));
    else if (number(w, a, &x) && x == 0)
        set(w, i, aa_value_mix(w->values, &b, 1));
    else
        set(w, i, aa_value_mix(w->values, (const aa_value[]){a, b}, 2));
}

static void logic(aa_mwalk *w, const aa_a64 *i)
{
    aa_value a = aa_mreg(w, i->rn), b = operand(w, i), out;
    uint64_t x, y;
    bool known_a = number(w, a, &x), known_b = number(w, b, &y);
    if (known_a && known_b)
        out = aa_value_int(w->values, (int64_t)fold(i->op, x, y, i->is64));
    else if (known_b && y == 0 && i->op != AA_A64_AND)
        out = a; /* or, xor and shifts by nothing */
    else if (i->op == AA_A64_AND && ((known_b && y == 0) || (known_a && x == 0)))
        out = aa_value_int(w->values, 0);
    else if (i->op == AA_A64_AND && known_b && aa_value_kind_of(w->values, a) == AA_V_STACK)
        out = a; /* the stack pointer made even */
    else if (i->op == AA_A64_AND && known_b && (y == 1 || y == 0xff || y == 0xffffffff))
        out = a; /* a Boolean or an int made clean */
    else
        out = aa_value_mix(w->values, (const aa_value[]){a, b}, 2);
    if (i->sets_flags) {
        w->now.left = out;
        w->now.right = aa_value_int(w->values, 0);
    }
    set(w, i, out);
}

static void bit_field(aa_mwalk *w, const aa_a64 *i)
{
    aa_value v = aa_mreg(w, i->rn);
    uint64_t x;
    if (!number(w, v, &x)) {
        /* a byte or int made wide is the same number */
        set(w, i, i->op == AA_A64_BITS && i->shift == 0 && i->size >= 8 ? v : aa_value_mix(w->values, &v, 1));
        return;
    }
    uint64_t mask = i->size >= 64 ? UINT64_MAX : (UINT64_C(1) << i->size) - 1;
    uint64_t part = i->op == AA_A64_BITS ? x >> i->shift & mask : x & mask;
    if (i->sign_extend && i->size < 64 && (part >> (i->size - 1) & 1) != 0)
        part |= ~mask;
    if (i->op == AA_A64_BITS_IN)
        part <<= i->shift;
    set(w, i, aa_value_int(w->values, (int64_t)part));
}

static void select_value(aa_mwalk *w, const aa_a64 *i)
{
    aa_value a = aa_mreg(w, i->rn), b = aa_mreg(w, i->rm);
    uint64_t y;
    if (number(w, b, &y)) {
        y = i->invert ? ~y : y;
        y += i->increment ? 1 : 0;
        b = aa_value_int(w->values, (int64_t)(i->is64 ? y : y & UINT64_C(0xffffffff)));
    } else if (i->invert || i->increment) {
        b = aa_value_mix(w->values, &b, 1);
    }
    if (a == b)
        set(w, i, a);
    else if (w->now.left == AA_VALUE_UNKNOWN && w->now.right == AA_VALUE_UNKNOWN)
        set(w, i, aa_value_join(w->values, a, b));
    else
        set(w, i,
            aa_value_node_of(w->values, AA_V_CHOICE, i->condition, 0,
                             (const aa_value[]){a, b, w->now.left, w->now.right}, 4));
}

static void multiply(aa_mwalk *w, const aa_a64 *i)
{
    aa_value a = aa_mreg(w, i->rn), b = aa_mreg(w, i->rm), c = aa_mreg(w, i->ra);
    uint64_t x, y, z;
    if (number(w, a, &x) && number(w, b, &y) && number(w, c, &z))
        set(w, i, aa_value_int(w->values, (int64_t)(x * y + z)));
    else
        set(w, i, aa_value_mix(w->values, (const aa_value[]){a, b, c}, 3));
}

/* ---- memory ----------------------------------------------------------------------------------------------
 */

static void load_one(aa_mwalk *w, const aa_a64 *i, unsigned reg, aa_value address, int64_t offset)
{
    if (i->vector) {
        unsigned low = i->size < 8 ? i->size : 8U;
        w->now.v[reg & 31][0] = aa_mload(w, address, offset, low, false);
        w->now.v[reg & 31][1] =
            i->size == 16 ? aa_mload(w, address, offset + 8, 8, false) : aa_value_int(w->values, 0);
        return;
    }
    aa_value v = aa_mload(w, address, offset, i->size, i->sign_extend);
    int64_t n;
    if (i->sign_extend && !i->is64 && aa_value_kind_of(w->values, v) == AA_V_INT &&
        aa_value_is_int(w->values, v, &n))
        v = aa_value_int(w->values, n & INT64_C(0xffffffff));
    aa_mset(w, reg, v);
}

static void store_one(aa_mwalk *w, const aa_a64 *i, uint64_t pc, unsigned reg, aa_value address,
                      int64_t offset)
{
    if (!i->vector) {
        aa_mstore_at(w, pc, address, offset, i->size, aa_mreg(w, reg));
        return;
    }
    aa_mstore_at(w, pc, address, offset, i->size < 8 ? i->size : 8U, w->now.v[reg & 31][0]);
    if (i->size == 16)
        aa_mstore_at(w, pc, address, offset + 8, 8, w->now.v[reg & 31][1]);
}

static void memory(aa_mwalk *w, const aa_a64 *i, uint64_t pc)
{
    aa_value base = aa_mreg(w, i->rn);
    int64_t offset = i->mode == AA_A64_POST_INDEX ? 0 : i->imm;
    if (i->mode == AA_A64_BY_REGISTER) {
        aa_value index = aa_mreg(w, i->rm);
        uint64_t n;
        offset = 0;
        if (number(w, index, &n) && !i->odd_shift)
            base = aa_madd(w->values, base, (int64_t)(n << i->shift));
        else
            base = i->shift == 0 ? add_values(w, base, index)
                                 : aa_value_mix(w->values, (const aa_value[]){base, index}, 2);
    }
    if (i->op == AA_A64_LOAD) {
        aa_value address = base; /* rd may be rn */
        load_one(w, i, i->rd, address, offset);
        if (i->rd2 != AA_A64_NONE)
            load_one(w, i, i->rd2, address, offset + i->size);
    } else {
        store_one(w, i, pc, i->rd, base, offset);
        if (i->rd2 != AA_A64_NONE)
            store_one(w, i, pc, i->rd2, base, offset + i->size);
    }
    if (i->mode == AA_A64_PRE_INDEX || i->mode == AA_A64_POST_INDEX)
        aa_mset(w, i->rn, aa_madd(w->values, base, i->imm));
}

static void literal(aa_mwalk *w, const aa_a64 *i)
{
    load_one(w, i, i->rd, aa_value_int(w->values, i->imm), 0);
}

/* ---- all of it
 * --------------------------------------------------------------------------------------------- */

static void vector_step(aa_mwalk *w, const aa_a64 *i)
{
    aa_value *v = i->rd < 32 ? w->now.v[i->rd] : NULL;
    if (v == NULL)
        return;
    if (i->op == AA_A64_TO_VECTOR) {
        v[0] = aa_mreg(w, i->rn);
        v[1] = aa_value_int(w->values, 0);
    } else if (i->op == AA_A64_SPLAT) {
        v[0] = v[1] = aa_mreg(w, i->rn);
    } else if (i->op == AA_A64_VECTOR_ZERO) {
        v[0] = v[1] = aa_value_int(w->values, 0);
    } else if (i->op == AA_A64_MOV && i->rn < 32) {
        v[0] = w->now.v[i->rn][0];
        v[1] = w->now.v[i->rn][1];
    } else {
        v[0] = v[1] = AA_VALUE_UNKNOWN;
    }
}

static void move_keep(aa_mwalk *w, const aa_a64 *i)
{
    uint64_t x;
    aa_value old = aa_mreg(w, i->rd);
    if (!number(w, old, &x)) {
        aa_mset(w, i->rd, aa_value_mix(w->values, &old, 1));
        return;
    }
    x = (x & ~(UINT64_C(0xffff) << i->shift)) | (uint64_t)i->imm << i->shift;
    set(w, i, aa_value_int(w->values, (int64_t)x));
}

void aa_mstep(aa_mwalk *w, const aa_a64 *i, uint64_t pc)
{
    switch (i->op) {
    case AA_A64_MOVI:
    case AA_A64_ADR:
        set(w, i, aa_value_int(w->values, i->imm));
        return;
    case AA_A64_MOVK:
        move_keep(w, i);
        return;
    case AA_A64_MOV:
        if (i->vector)
            vector_step(w, i);
        else
            set(w, i, aa_mreg(w, i->rn));
        return;
    case AA_A64_ADD:
    case AA_A64_SUB:
        arithmetic(w, i);
        return;
    case AA_A64_AND:
    case AA_A64_ORR:
    case AA_A64_EOR:
    case AA_A64_LSL:
    case AA_A64_LSR:
    case AA_A64_ASR:
        logic(w, i);
        return;
    case AA_A64_BITS:
    case AA_A64_BITS_IN:
        bit_field(w, i);
        return;
    case AA_A64_MUL:
        multiply(w, i);
        return;
    case AA_A64_SELECT:
        select_value(w, i);
        return;
    case AA_A64_LOAD:
    case AA_A64_STORE:
        memory(w, i, pc);
        return;
    case AA_A64_LITERAL:
        literal(w, i);
        return;
    case AA_A64_FROM_VECTOR:
        set(w, i, i->rn < 32 ? w->now.v[i->rn][i->shift & 1] : AA_VALUE_UNKNOWN);
        return;
    case AA_A64_TO_VECTOR:
    case AA_A64_SPLAT:
    case AA_A64_VECTOR_ZERO:
        vector_step(w, i);
        return;
    case AA_A64_OTHER:
        if (i->sets_flags)
            w->now.left = w->now.right = AA_VALUE_UNKNOWN;
        if (i->vector)
            vector_step(w, i);
        else
            aa_mset(w, i->rd, AA_VALUE_UNKNOWN);
        aa_mset(w, i->rd2, AA_VALUE_UNKNOWN);
        for (unsigned k = 1; i->vector && k < i->size; k++)
            w->now.v[(i->rd + k) & 31][0] = w->now.v[(i->rd + k) & 31][1] = AA_VALUE_UNKNOWN;
        if (i->mode != AA_A64_AT_OFFSET)
            aa_mset(w, i->rn, AA_VALUE_UNKNOWN);
        return;
    default:
        return;
    }
}
