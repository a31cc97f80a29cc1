/*
 * What one instruction does to registers.
 *
 * Source: AOSP Dalvik bytecode.
 */
#include "code/flow_internal.h"

aa_value aa_flow_text(aa_flows *flows, aa_bytes raw)
{
    aa_values *values = flows->values;
    bool plain = true;
    for (size_t i = 0; i < raw.n && plain; i++)
        plain = raw.p[i] < 0x80;
    if (plain)
        return aa_value_text(values, AA_V_STRING, raw);
    aa_str text;
    aa_str_init(&text, 4 * raw.n + 16);
    aa_mutf8_put(&text, raw);
    aa_values_check(values, &text);
    aa_value v = aa_str_ok(&text) ? aa_value_text(values, AA_V_STRING, aa_bytes_of(text.ptr, text.len))
                                  : AA_VALUE_UNKNOWN;
    aa_str_done(&text);
    return v;
}

aa_value aa_flow_string(aa_flows *flows, uint32_t unit, uint32_t index)
{
    const aa_dex *dex = &aa_program_unit(flows->program, unit)->dex;
    uint32_t count = AA_DEX_STRING_COUNT(dex);
    aa_bytes raw;
    if (index >= count)
        return AA_VALUE_UNKNOWN;
    if (flows->strings[unit] == NULL)
        flows->strings[unit] = aa_arena_array(flows->arena, count, sizeof **flows->strings);
    if (flows->strings[unit] == NULL) {
        flows->failed = true;
        return AA_VALUE_UNKNOWN;
    }
    aa_value *kept = &flows->strings[unit][index];
    if (*kept == 0 && aa_dex_string(dex, index, &raw, NULL) == AA_DEX_TEXT_OK)
        *kept = aa_flow_text(flows, raw);
    return *kept;
}

/* Test of a type: known for what was made here, else told apart by what is tested. */
static aa_value instance_of(aa_reader *r, const aa_flow_insn *at, aa_value object)
{
    const aa_value_node *n = aa_value_at(r->values, object);
    int64_t number = 0;
    if (aa_value_is_int(r->values, object, &number) && number == 0)
        return r->zero;
    if (n->kind == AA_V_NEW && at->index != AA_NO_ID &&
        aa_type_is_a(r->program, (aa_type_id)n->number, at->index))
        return aa_value_int(r->values, 1);
    return aa_value_node_of(r->values, AA_V_OP, at->op, at->index, &object, 1);
}

static void new_instance(aa_reader *r, const aa_flow_insn *at)
{
    aa_value made = aa_value_leaf(r->values, AA_V_NEW, at->pc, at->index);
    if (r->blind) {
        return;
    }
    if (at->slot != 0) {
        aa_flow_cell *cell = aa_reader_new_cell(r, at->slot, made);
        if (cell != NULL)
            *cell = (aa_flow_cell){.content = aa_value_text(r->values, AA_V_STRING, aa_bytes_none())};
    } else {
        /* In a loop, what this instruction made before is another object. */
        aa_reader_replace(r, made, aa_value_mix(r->values, &made, 1));
    }
    for (uint32_t i = 0; i < r->now->forward_count; i++)
        if (r->now->forwards[i].object == made) {
            r->now->forwards[i--] = r->now->forwards[--r->now->forward_count];
            r->dirty.heap = true;
        }
    aa_reader_set(r, at->v[0], made);
}

static void leave(aa_reader *r, const aa_flow_insn *at)
{
    bool thrown = at->op == OP_THROW;
    aa_flow_exit *e = aa_reader_record(r, &r->exits);
    if (e == NULL)
        return;
    aa_value v =
        at->op == OP_RETURN_VOID ? AA_VALUE_UNKNOWN : aa_reader_snapshot(r, aa_reader_get(r, at->v[0]));
    *e = (aa_flow_exit){at->pc, at->block, v, thrown, thrown && r->nodes[at->block].handler_count > 0};
}

static bool is_wide_result(uint8_t op)
{
    static const uint8_t unary[] = {0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0};
    if (op >= OP_NEG_INT && op <= OP_INT_TO_SHORT)
        return unary[op - OP_NEG_INT] != 0;
    if (op >= OP_ADD_INT_2ADDR && op <= OP_REM_DOUBLE_2ADDR)
        op = (uint8_t)(op - OP_ADD_INT_2ADDR + OP_ADD_INT);
    return (op >= OP_ADD_LONG && op <= OP_USHR_LONG) || (op > OP_ADD_FLOAT + 4 && op <= OP_REM_DOUBLE);
}

static void set_result(aa_reader *r, const aa_flow_insn *at, aa_value v)
{
    if (is_wide_result(at->op))
        aa_reader_set_wide(r, at->v[0], v);
    else
        aa_reader_set(r, at->v[0], v);
}

static void binary(aa_reader *r, const aa_flow_insn *at)
{
    aa_value a;
    aa_value b;
    if (at->op >= OP_ADD_INT_LIT16) {
        a = aa_reader_get(r, at->v[1]);
        b = aa_value_int(r->values, at->literal);
    } else if (at->op >= OP_ADD_INT_2ADDR) {
        a = aa_reader_get(r, at->v[0]);
        b = aa_reader_get(r, at->v[1]);
    } else {
        a = aa_reader_get(r, at->v[1]);
        b = aa_reader_get(r, at->v[2]);
    }
    set_result(r, at, aa_fold_binary(r->values, at->op, a, b));
}

static void step_simple(aa_reader *r, const aa_flow_insn *at)
{
    switch (at->op) {
    case OP_MOVE_EXCEPTION:
        aa_reader_set(r, at->v[0], aa_value_leaf(r->values, AA_V_CAUGHT, at->pc, 0));
        break;
    case OP_MOVE_RESULT:
    case OP_MOVE_RESULT_OBJECT:
        aa_reader_set(r, at->v[0], r->now->result);
        break;
    case OP_MOVE_RESULT_WIDE:
        aa_reader_set_wide(r, at->v[0], r->now->result);
        break;
    case OP_RETURN_VOID:
    case OP_RETURN_VOID + 1:
    case OP_RETURN_VOID + 2:
    case OP_RETURN_OBJECT:
    case OP_THROW:
        leave(r, at);
        break;
    case OP_INSTANCE_OF:
        aa_reader_set(r, at->v[0], instance_of(r, at, aa_reader_get(r, at->v[1])));
        break;
    case OP_ARRAY_LENGTH:
        aa_reader_array_length(r, at);
        break;
    case OP_NEW_INSTANCE:
        new_instance(r, at);
        break;
    case OP_NEW_ARRAY:
        aa_reader_new_array(r, at);
        break;
    case OP_FILLED_NEW_ARRAY:
    case OP_FILLED_NEW_ARRAY_R:
        aa_reader_filled_array(r, at);
        break;
    case OP_FILL_ARRAY_DATA:
        aa_reader_array_data(r, at);
        break;
    default: /* monitors, casts, jumps and no-operations leave registers as they are */
        break;
    }
}

void aa_reader_step(aa_reader *r, const aa_flow_insn *at)
{
    uint8_t op = at->op;
    if (op >= OP_MOVE && op <= OP_MOVE_OBJECT_16) {
        aa_value v = aa_reader_get(r, at->v[1]);
        if (op >= OP_MOVE_WIDE && op < OP_MOVE_OBJECT)
            aa_reader_set_wide(r, at->v[0], v);
        else
            aa_reader_set(r, at->v[0], v);
    } else if (op >= OP_CONST_4 && op <= OP_CONST_CLASS) {
        if (op >= OP_CONST_WIDE_16 && op <= OP_CONST_WIDE_HIGH16)
            aa_reader_set_wide(r, at->v[0], at->value);
        else
            aa_reader_set(r, at->v[0], at->value);
    } else if (op <= OP_THROW) {
        step_simple(r, at);
    } else if ((op >= OP_INVOKE_VIRTUAL && op <= OP_INVOKE_INTERFACE_R) ||
               (op >= OP_INVOKE_POLYMORPHIC && op <= OP_INVOKE_CUSTOM_R)) {
        aa_reader_call(r, at);
    } else if (op >= OP_IGET && op <= OP_IGET_SHORT) {
        aa_reader_read_field(r, at, false);
    } else if (op >= OP_IPUT && op <= OP_IPUT_SHORT) {
        aa_reader_write_field(r, at, false);
    } else if (op >= OP_SGET && op <= OP_SGET_SHORT) {
        aa_reader_read_field(r, at, true);
    } else if (op >= OP_SPUT && op <= OP_SPUT_SHORT) {
        aa_reader_write_field(r, at, true);
    } else if (op >= OP_AGET && op <= OP_AGET_SHORT) {
        aa_reader_get_element(r, at);
    } else if (op >= OP_APUT && op <= OP_APUT_SHORT) {
        aa_reader_put_element(r, at);
    } else if (op >= OP_NEG_INT && op <= OP_INT_TO_SHORT) {
        set_result(r, at, aa_fold_unary(r->values, op, aa_reader_get(r, at->v[1])));
    } else if ((op >= OP_ADD_INT && op <= OP_USHR_INT_LIT8) || (op >= OP_CMPL_FLOAT && op <= OP_CMP_LONG)) {
        binary(r, at);
    } else if (op >= OP_CONST_METHOD_HANDLE) {
        aa_reader_set(r, at->v[0], AA_VALUE_UNKNOWN);
    }
}

/* ---- operands ---------------------------------------------------------------------------------------- */

/* Registers that only are read; the first operand of every other instruction is written. */
static bool reads_first(uint8_t op)
{
    return (op > OP_RETURN_VOID && op <= OP_RETURN_OBJECT) ||
           (op >= OP_MONITOR_ENTER && op <= OP_CHECK_CAST) || (op >= OP_FILLED_NEW_ARRAY && op <= OP_THROW) ||
           op == OP_PACKED_SWITCH || op == OP_SPARSE_SWITCH || (op >= OP_IF_EQ && op <= OP_IF_LEZ) ||
           (op >= OP_APUT && op <= OP_APUT_SHORT) || (op >= OP_IPUT && op <= OP_IPUT_SHORT) ||
           (op >= OP_SPUT && op <= OP_INVOKE_INTERFACE_R) ||
           (op >= OP_INVOKE_POLYMORPHIC && op <= OP_INVOKE_CUSTOM_R);
}

bool aa_flow_reads(const aa_flow_insn *at, uint32_t reg)
{
    bool first = reads_first(at->op) || (at->op >= OP_ADD_INT_2ADDR && at->op <= OP_REM_DOUBLE_2ADDR);
    if (at->count == 0)
        return false;
    if (at->range)
        return reg >= at->v[0] && reg - at->v[0] < at->count;
    for (unsigned i = first ? 0 : 1; i < at->count && i < 5; i++)
        if (at->v[i] == reg)
            return true;
    return false;
}

bool aa_flow_writes(const aa_flow_insn *at, uint32_t reg)
{
    return at->count > 0 && !reads_first(at->op) && at->v[0] == reg;
}
