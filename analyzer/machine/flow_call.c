#include "machine/flow_internal.h"

static uint32_t place(const aa_mwalk *w, uint64_t pc)
{
    return (uint32_t)(pc - w->image->base);
}

/* The text of the selector that a value names; empty when it is not one for certain. */
static aa_bytes selector_of(const aa_mwalk *w, aa_value v)
{
    int64_t n;
    aa_bytes out;
    if (aa_value_kind_of(w->values, v) != AA_V_INT || !aa_value_is_int(w->values, v, &n) ||
        !aa_macho_cstring(w->image->macho, (uint64_t)n, &out))
        return aa_bytes_none();
    return out;
}

static void name_send(aa_mwalk *w, aa_mcall *call, bool to_super)
{
    call->kind = AA_MCALL_SEND;
    call->to_super = to_super;
    call->name = selector_of(w, call->args[1]);
}

static void name_import(aa_mwalk *w, aa_mcall *call, aa_bytes name)
{
    aa_runtime_effect effect = aa_runtime_effect_of(name);
    if (effect == AA_RUNTIME_SEND || effect == AA_RUNTIME_SEND_SUPER) {
        name_send(w, call, effect == AA_RUNTIME_SEND_SUPER);
        return;
    }
    call->kind = AA_MCALL_IMPORT;
    call->name = name;
}

/* What is called, from the address or from the value of a register. */
static void name_callee(aa_mwalk *w, aa_mcall *call, const aa_a64 *i)
{
    call->kind = AA_MCALL_INDIRECT;
    call->name = aa_bytes_none();
    call->function = AA_NO_FUNCTION;
    call->target =
        i->op == AA_A64_BL || i->op == AA_A64_B ? aa_value_int(w->values, i->imm) : aa_mreg(w, i->rn);
    const aa_value_node *n = aa_value_at(w->values, call->target);
    if (n->kind == AA_V_IMPORT && n->number == 0) {
        name_import(w, call, n->text);
        return;
    }
    if (n->kind != AA_V_INT)
        return;
    aa_callee callee = aa_mflows_callee(w->flows, w->image, (uint64_t)n->number)->is;
    if (callee.kind == AA_CALLEE_IMPORT) {
        name_import(w, call, callee.name);
    } else if (callee.kind == AA_CALLEE_SELECTOR) {
        call->kind = AA_MCALL_SEND;
        call->name = callee.name;
    } else if (callee.kind == AA_CALLEE_LOCAL) {
        call->kind = AA_MCALL_LOCAL;
        call->function = callee.function;
    }
}

static void record(aa_mwalk *w, aa_mcall *call)
{
    call->memory = aa_msnapshot(w);
    aa_mcall *kept = aa_vec_push(w->keep, &w->calls);
    if (kept == NULL || call->memory == NULL)
        w->failed = true;
    else
        *kept = *call;
}

/* What a call leaves in the registers: results in 0 to 3, nothing known in what it need not keep. */
static void leave_results(aa_mwalk *w, uint64_t pc, aa_value first)
{
    w->now.x[0] = first;
    for (uint32_t r = 1; r < 4; r++)
        w->now.x[r] = aa_value_leaf(w->values, AA_V_RESULT, place(w, pc) + r, 0);
    for (uint32_t r = 4; r <= 18; r++)
        w->now.x[r] = AA_VALUE_UNKNOWN;
    for (uint32_t r = 0; r < 32; r++)
        if (r < 8 || r > 15) /* the low halves of 8 to 15 are kept */
            w->now.v[r][0] = w->now.v[r][1] = AA_VALUE_UNKNOWN;
    w->now.x[30] = AA_VALUE_UNKNOWN;
    w->now.left = w->now.right = AA_VALUE_UNKNOWN;
}

static aa_value property_offset(const aa_mwalk *w, aa_value self, aa_value offset)
{
    int64_t n;
    if (aa_value_kind_of(w->values, offset) == AA_V_INT && aa_value_is_int(w->values, offset, &n))
        return aa_madd(w->values, self, n);
    return aa_value_node_of(w->values, AA_V_SUM, 0, 0, (const aa_value[]){self, offset}, 2);
}

/* Carries the call out. */
static void apply(aa_mwalk *w, const aa_mcall *call)
{
    aa_value result = aa_value_leaf(w->values, AA_V_RESULT, place(w, call->at), 0);
    aa_runtime_effect effect =
        call->kind == AA_MCALL_IMPORT ? aa_runtime_effect_of(call->name) : AA_RUNTIME_NONE;
    switch (effect) {
    case AA_RUNTIME_KEEPS:
        return;
    case AA_RUNTIME_SAME:
        leave_results(w, call->at, call->args[0]);
        return;
    case AA_RUNTIME_SECOND:
        leave_results(w, call->at, call->args[1]);
        return;
    case AA_RUNTIME_STORE_STRONG:
        aa_mstore_at(w, call->at, call->args[0], 0, 8, call->args[1]);
        leave_results(w, call->at, call->args[1]);
        return;
    case AA_RUNTIME_LOAD:
        leave_results(w, call->at, aa_mload(w, call->args[0], 0, 8, false));
        return;
    case AA_RUNTIME_SET_PROPERTY:
        aa_mstore_at(w, call->at, property_offset(w, call->args[0], call->args[3]), 0, 8, call->args[2]);
        leave_results(w, call->at, result);
        return;
    case AA_RUNTIME_GET_PROPERTY:
        leave_results(w, call->at,
                      aa_mload(w, property_offset(w, call->args[0], call->args[2]), 0, 8, false));
        return;
    case AA_RUNTIME_PROJECT_BOX:
        leave_results(w, call->at, aa_madd(w->values, call->args[0], 16));
        return;
    case AA_RUNTIME_NONE:
    case AA_RUNTIME_SEND:
    case AA_RUNTIME_SEND_SUPER:
    default:
        break;
    }
    for (size_t a = 0; a < 9; a++)
        aa_mescape(w, call->at, call->args[a]);
    leave_results(w, call->at, result);
}

static aa_mcall begin(aa_mwalk *w, uint64_t pc, const aa_a64 *i)
{
    aa_mcall call = {.at = pc, .block = w->block, .function = AA_NO_FUNCTION, .name = aa_bytes_none()};
    for (size_t a = 0; a < 9; a++)
        call.args[a] = w->now.x[a];
    call.self = w->now.x[AA_MPARAM_SELF];
    call.stack = w->now.x[AA_A64_SP];
    if (i->op == AA_A64_SVC) {
        call.kind = AA_MCALL_SYSTEM;
        call.target = w->now.x[16];
    } else {
        name_callee(w, &call, i);
    }
    return call;
}

void aa_mcall_step(aa_mwalk *w, uint64_t pc, const aa_a64 *i)
{
    aa_mcall call = begin(w, pc, i);
    if (w->recording)
        record(w, &call);
    apply(w, &call);
}

void aa_mexit_here(aa_mwalk *w, uint64_t pc)
{
    if (!w->recording)
        return;
    aa_mexit *exit = aa_vec_push(w->keep, &w->exits);
    if (exit == NULL)
        w->failed = true;
    else
        *exit = (aa_mexit){.at = pc, .block = w->block, .value = {w->now.x[0], w->now.x[1]}};
}

/* A jump through a table is computed; a tail call goes to a function, or through a pointer once the stack is
 * as it was at entry. */
static bool is_tail(const aa_mwalk *w, const aa_a64 *i)
{
    if (i->op == AA_A64_B)
        return (uint64_t)i->imm < w->f->address || (uint64_t)i->imm >= w->f->address + 4 * w->count;
    aa_value target = aa_mreg(w, i->rn);
    aa_value_kind kind = aa_value_kind_of(w->values, target);
    const aa_value_node *sp = aa_value_at(w->values, w->now.x[AA_A64_SP]);
    bool unwound = sp->kind == AA_V_STACK && sp->number == 0;
    return kind == AA_V_IMPORT || kind == AA_V_INT ||
           (unwound && kind != AA_V_UNKNOWN && kind != AA_V_MIX && kind != AA_V_UNION);
}

bool aa_mtail(aa_mwalk *w, uint64_t pc, const aa_a64 *i)
{
    if (!is_tail(w, i))
        return false;
    aa_mcall call = begin(w, pc, i);
    call.tail = true;
    if (w->recording)
        record(w, &call);
    apply(w, &call);
    aa_mexit_here(w, pc);
    return true;
}
