/*
 * Arithmetic on constants, as the interpreter does it: 32- and 64-bit two's complement, shifts by the low
 * bits.
 *
 * Source: AOSP Dalvik bytecode.
 */
#include "code/flow_internal.h"

enum { ADD, SUB, MUL, DIV, REM, AND, OR, XOR, SHL, SHR, USHR };

/* |bits| are 32 or 64; numbers of 32 bits come and go sign-extended. */
static bool fold_in(unsigned bits, unsigned what, int64_t a, int64_t b, int64_t *out)
{
    uint64_t x = (uint64_t)a;
    uint64_t y = (uint64_t)b;
    unsigned shift = (unsigned)y & (bits - 1);
    uint64_t result = 0;
    if ((what == DIV || what == REM) && b == 0)
        return false;
    switch (what) {
    case ADD:
        result = x + y;
        break;
    case SUB:
        result = x - y;
        break;
    case MUL:
        result = x * y;
        break;
    case DIV:
        result = b == -1 ? 0 - x : (uint64_t)(a / b);
        break;
    case REM:
        result = b == -1 ? 0 : (uint64_t)(a % b);
        break;
    case AND:
        result = x & y;
        break;
    case OR:
        result = x | y;
        break;
    case XOR:
        result = x ^ y;
        break;
    case SHL:
        result = x << shift;
        break;
    case SHR:
        result = x >> shift | (a < 0 && shift != 0 ? ~(UINT64_MAX >> shift) : 0);
        break;
    default:
        result = (bits == 32 ? (uint32_t)x : x) >> shift;
        break;
    }
    *out = bits == 32 ? (int32_t)(uint32_t)result : (int64_t)result;
    return true;
}

static bool fold(uint8_t op, int64_t a, int64_t b, int64_t *out)
{
    static const uint8_t literal[] = {ADD, SUB, MUL, DIV, REM, AND, OR, XOR, SHL, SHR, USHR};
    if (op >= 0xD0 && op <= 0xE2) { /* literal forms; the second of each is rsub */
        unsigned at = op >= 0xD8 ? op - 0xD8U : op - 0xD0U;
        return at == SUB ? fold_in(32, SUB, (int32_t)b, (int32_t)a, out)
                         : fold_in(32, literal[at], (int32_t)a, (int32_t)b, out);
    }
    if (op >= 0xB0 && op <= 0xC5)
        op = (uint8_t)(op - 0x20); /* 2addr forms */
    if (op >= 0x90 && op <= 0x9A)
        return fold_in(32, op - 0x90U, (int32_t)a, (int32_t)b, out);
    if (op >= 0x9B && op <= 0xA5)
        return fold_in(64, op - 0x9BU, a, b, out);
    if (op == 0x31) { /* cmp-long */
        *out = a < b ? -1 : a > b;
        return true;
    }
    return false;
}

/* Two sets of numbers give a set, as long as it is small. */
static bool fold_sets(aa_values *values, uint8_t op, aa_value a, aa_value b, aa_value *out)
{
    size_t m = aa_value_members(values, a);
    size_t n = aa_value_members(values, b);
    if (m * n > AA_VALUE_MEMBERS)
        return false;
    *out = aa_value_nothing(values);
    for (size_t i = 0; i < m * n; i++) {
        int64_t x = 0;
        int64_t y = 0;
        int64_t z = 0;
        if (!aa_value_is_int(values, aa_value_member(values, a, i / n), &x) ||
            !aa_value_is_int(values, aa_value_member(values, b, i % n), &y) || !fold(op, x, y, &z))
            return false;
        *out = aa_value_join(values, *out, aa_value_int(values, z));
    }
    return true;
}

aa_value aa_fold_binary(aa_values *values, uint8_t op, aa_value a, aa_value b)
{
    aa_value out = AA_VALUE_UNKNOWN;
    aa_value nothing = aa_value_nothing(values);
    if (a == nothing || b == nothing)
        return nothing;
    if (fold_sets(values, op, a, b, &out))
        return out;
    if (a == AA_VALUE_UNKNOWN && b == AA_VALUE_UNKNOWN)
        return AA_VALUE_UNKNOWN;
    const aa_value parts[] = {a, b};
    return aa_value_node_of(values, AA_V_OP, op, 0, parts, 2);
}

static bool fold_unary(uint8_t op, int64_t a, int64_t *out)
{
    switch (op) {
    case 0x7B:
        *out = (int32_t)(0U - (uint32_t)a);
        return true; /* neg-int */
    case 0x7C:
        *out = ~(int32_t)a;
        return true;
    case 0x7D:
        *out = (int64_t)(0U - (uint64_t)a);
        return true;
    case 0x7E:
        *out = ~a;
        return true;
    case 0x81:
        *out = (int32_t)a;
        return true; /* int-to-long */
    case 0x84:
        *out = (int32_t)(uint32_t)a;
        return true; /* long-to-int */
    case 0x8D:
        *out = (int8_t)(uint8_t)a;
        return true;
    case 0x8E:
        *out = (uint16_t)a;
        return true;
    case 0x8F:
        *out = (int16_t)(uint16_t)a;
        return true;
    default:
        return false;
    }
}

aa_value aa_fold_unary(aa_values *values, uint8_t op, aa_value a)
{
    aa_value out = aa_value_nothing(values);
    for (size_t i = 0; i < aa_value_members(values, a); i++) {
        int64_t x = 0;
        int64_t y = 0;
        if (!aa_value_is_int(values, aa_value_member(values, a, i), &x) || !fold_unary(op, x, &y))
            return a == out || a == AA_VALUE_UNKNOWN ? a : aa_value_node_of(values, AA_V_OP, op, 0, &a, 1);
        out = aa_value_join(values, out, aa_value_int(values, y));
    }
    return out;
}

/* ---- conditions -------------------------------------------------------------------------------------- */

static bool holds(uint8_t op, int64_t a, int64_t b)
{
    switch (op) {
    case 0:
        return a == b;
    case 1:
        return a != b;
    case 2:
        return a < b;
    case 3:
        return a >= b;
    case 4:
        return a > b;
    default:
        return a <= b;
    }
}

/* An object that is there; it equals neither null nor, as far as told here, another. */
static bool is_object(aa_value_kind kind)
{
    return kind == AA_V_STRING || kind == AA_V_BYTES || kind == AA_V_CLASS || kind == AA_V_NEW ||
           kind == AA_V_ARRAY || kind == AA_V_CONCAT;
}

static int compare_one(const aa_values *values, uint8_t what, aa_value a, aa_value b)
{
    int64_t x = 0;
    int64_t y = 0;
    bool left = aa_value_is_int(values, a, &x);
    bool right = aa_value_is_int(values, b, &y);
    if (left && right)
        return holds(what, x, y);
    bool null_test = (left && x == 0 && is_object(aa_value_kind_of(values, b))) ||
                     (right && y == 0 && is_object(aa_value_kind_of(values, a)));
    return null_test && what < 2 ? what == 1 : -1;
}

int aa_fold_compare(const aa_values *values, uint8_t op, aa_value a, aa_value b)
{
    uint8_t what = (uint8_t)(op >= 0x38 ? op - 0x38 : op - 0x32);
    int all = -2;
    size_t n = aa_value_members(values, b);
    for (size_t i = 0; i < aa_value_members(values, a) * n; i++) {
        int one =
            compare_one(values, what, aa_value_member(values, a, i / n), aa_value_member(values, b, i % n));
        if (one < 0 || (all >= 0 && one != all))
            return -1;
        all = one;
    }
    return all;
}
