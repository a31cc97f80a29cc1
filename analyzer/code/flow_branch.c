/*
 * Which way control goes, and what going there tells.
 */
#include "code/flow_internal.h"

static uint32_t normal_count(const aa_flow_node *node)
{
    return node->successor_count - node->handler_count;
}

static void record_branch(aa_reader *r, const aa_flow_insn *at, const aa_flow_node *node, aa_value a,
                          aa_value b)
{
    aa_flow_branch *branch = aa_reader_record(r, &r->branches);
    uint32_t normal = normal_count(node);
    if (branch == NULL)
        return;
    bool two = !(at->flow & AA_DEX_SWITCH) && normal == 2;
    *branch = (aa_flow_branch){.pc = at->pc,
                               .block = at->block,
                               .op = at->op,
                               .a = aa_reader_snapshot(r, a),
                               .b = aa_reader_snapshot(r, b),
                               .taken = two ? node->successors[1] : AA_NO_ID,
                               .next = two ? node->successors[0] : AA_NO_ID};
}

/* ---- switches ---------------------------------------------------------------------------------------- */

/* The payload, when each of its cases has an edge: the first successor is the way past all cases. */
static bool cases_of(const aa_reader *r, const aa_flow_node *node, aa_dex_payload *out)
{
    const aa_flow_insn *at = &r->insns[node->last];
    return aa_dex_payload_at(r->code.insns, at->target, out) && out->kind != AA_DEX_ARRAY_DATA &&
           (uint64_t)out->count + 1 == normal_count(node);
}

/* The successor for |key|. */
static uint32_t case_of(const aa_dex_payload *payload, int64_t key)
{
    for (uint32_t i = 0; i < payload->count; i++)
        if (aa_dex_switch_key(payload, i) == (int32_t)key)
            return i + 1;
    return 0;
}

static void decide_switch(aa_reader *r, aa_flow_node *node)
{
    const aa_flow_insn *at = &r->insns[node->last];
    aa_value v = aa_reader_get(r, at->v[0]);
    aa_dex_payload payload;
    uint32_t normal = normal_count(node);
    size_t members = aa_value_members(r->values, v);
    int64_t key = 0;
    bool known = cases_of(r, node, &payload) && aa_reader_count(r, payload.count * members);
    for (size_t i = 0; i < members && known; i++)
        known = aa_value_is_int(r->values, aa_value_member(r->values, v, i), &key);
    for (size_t i = 0; i < members && known; i++) {
        aa_value_is_int(r->values, aa_value_member(r->values, v, i), &key);
        node->taken[case_of(&payload, key)] = true;
    }
    if (!known)
        memset(node->taken, 1, normal);
    if (!known || members > 1)
        record_branch(r, at, node, v, AA_VALUE_UNKNOWN);
}

/* ---- conditions -------------------------------------------------------------------------------------- */

static bool is_if(uint8_t op)
{
    return op >= OP_IF_EQ && op <= OP_IF_LEZ;
}

/* The receiver is an object, too. */
static int compare(const aa_reader *r, uint8_t op, aa_value a, aa_value b)
{
    const aa_value_node *n = aa_value_at(r->values, a);
    bool is_this = n->kind == AA_V_PARAM && n->at == 0 && !aa_method_is_static(r->program, r->method);
    if (is_this && b == r->zero && (op == OP_IF_EQZ || op == OP_IF_NEZ))
        return op == OP_IF_NEZ;
    return aa_fold_compare(r->values, op, a, b);
}

static aa_value right_side(const aa_reader *r, const aa_flow_insn *at)
{
    return at->op >= OP_IF_EQZ ? r->zero : aa_reader_get(r, at->v[1]);
}

void aa_reader_decide(aa_reader *r, aa_flow_node *node)
{
    const aa_flow_insn *at = &r->insns[node->last];
    uint32_t normal = normal_count(node);
    memset(node->taken + normal, 1, node->handler_count);
    if (at->flow & AA_DEX_SWITCH) {
        if (normal > 0)
            decide_switch(r, node);
        return;
    }
    int way = -1;
    if (is_if(at->op) && normal == 2) {
        aa_value a = aa_reader_get(r, at->v[0]);
        aa_value b = right_side(r, at);
        way = at->op < OP_IF_EQZ && at->v[0] == at->v[1] ? -1 : compare(r, at->op, a, b);
        if (way < 0)
            record_branch(r, at, node, a, b);
    }
    for (uint32_t i = 0; i < normal; i++)
        node->taken[i] = node->taken[i] || way < 0 || (uint32_t)way == i;
}

/* ---- what an edge tells ------------------------------------------------------------------------------ */

/* Members of |v| for which the comparison with |other| can go the way |taken|. */
static aa_value kept_members(aa_reader *r, uint8_t op, aa_value v, aa_value other, bool first, bool taken)
{
    aa_value kept = r->nothing;
    size_t count = aa_value_members(r->values, v);
    for (size_t i = 0; i < count; i++) {
        aa_value member = aa_value_member(r->values, v, i);
        int way = first ? compare(r, op, member, other) : compare(r, op, other, member);
        if (way < 0 || (way == 1) == taken)
            kept = aa_value_join(r->values, kept, member);
    }
    return kept;
}

static bool refine_switch(aa_reader *r, const aa_flow_node *node, uint32_t i, uint32_t *reg, aa_value *v)
{
    const aa_flow_insn *at = &r->insns[node->last];
    aa_value old = aa_reader_get(r, at->v[0]);
    size_t count = aa_value_members(r->values, old);
    aa_dex_payload payload;
    if (count < 2 || !cases_of(r, node, &payload) || !aa_reader_count(r, payload.count * count))
        return false;
    *reg = at->v[0];
    *v = r->nothing;
    for (size_t k = 0; k < count; k++) {
        aa_value member = aa_value_member(r->values, old, k);
        int64_t key = 0;
        if (!aa_value_is_int(r->values, member, &key) ||
            node->successors[case_of(&payload, key)] == node->successors[i])
            *v = aa_value_join(r->values, *v, member);
    }
    return *v != old && *v != r->nothing;
}

bool aa_reader_refine(aa_reader *r, const aa_flow_node *node, uint32_t i, uint32_t *reg, aa_value *v)
{
    const aa_flow_insn *at = &r->insns[node->last];
    uint32_t normal = normal_count(node);
    if (i >= normal)
        return false;
    if (at->flow & AA_DEX_SWITCH)
        return refine_switch(r, node, i, reg, v);
    if (!is_if(at->op) || normal != 2 || node->successors[0] == node->successors[1])
        return false;
    aa_value a = aa_reader_get(r, at->v[0]);
    aa_value b = right_side(r, at);
    bool first = aa_value_members(r->values, a) > 1;
    aa_value old = first ? a : b;
    if (!first && (at->op >= OP_IF_EQZ || aa_value_members(r->values, b) < 2))
        return false;
    *reg = first ? at->v[0] : at->v[1];
    *v = kept_members(r, at->op, old, first ? b : a, first, i == 1);
    return *v != old && *v != r->nothing;
}
