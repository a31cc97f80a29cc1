/*
 * Instructions and blocks of one method.
 */
#include "code/flow_internal.h"

#define OP_NEW_INSTANCE     0x22
#define OP_NEW_ARRAY        0x23
#define OP_FILLED_ARRAY     0x24
#define OP_FILLED_ARRAY_R   0x25
#define MAX_EDGES_PER_BLOCK 70000U

/* A library call that can give an array of known content, which code may then write to. */
static bool gives_array(const aa_reader *r, const aa_dex_insn *insn)
{
    if (insn->index_kind != AA_DEX_INDEX_METHOD)
        return false;
    aa_method_id to = aa_program_method_of(r->flows->program, r->record->unit, insn->index);
    const aa_model *model = to == AA_NO_ID ? NULL : aa_model_of(r->flows->models, to);
    if (model == NULL || !(aa_model_effects(model) & AA_EFFECT_PURE))
        return false;
    aa_bytes result = aa_method_result(r->flows->program, to);
    return result.n > 1 && result.p[0] == '[';
}

static bool decode(aa_reader *r)
{
    size_t units = r->code.insns.n / 2;
    r->insns = aa_arena_array(r->arena, units + 1, sizeof *r->insns);
    r->by_pc = aa_arena_array(r->arena, units + 1, sizeof *r->by_pc);
    r->slot_pcs = aa_arena_array(r->arena, AA_FLOW_SLOTS, sizeof *r->slot_pcs);
    if (r->insns == NULL || r->by_pc == NULL || r->slot_pcs == NULL) {
        r->failed = true;
        return false;
    }
    memset(r->by_pc, 0xFF, (units + 1) * sizeof *r->by_pc);
    aa_dex_insns walk = aa_dex_insns_of(&r->code);
    aa_dex_insn insn;
    while (aa_dex_next_insn(&walk, &insn)) {
        if (insn.payload != AA_DEX_NO_PAYLOAD)
            continue;
        aa_flow_insn *at = &r->insns[r->insn_count];
        *at = (aa_flow_insn){.insn = insn};
        r->by_pc[insn.pc] = (uint32_t)r->insn_count++;
        bool makes = gives_array(r, &insn) || insn.op == OP_NEW_ARRAY || insn.op == OP_FILLED_ARRAY ||
                     insn.op == OP_FILLED_ARRAY_R;
        if (insn.op == OP_NEW_INSTANCE) {
            aa_type_id type = aa_program_type_of(r->flows->program, r->record->unit, insn.index);
            makes = type != AA_NO_ID && (type == r->flows->builder || type == r->flows->buffer);
        }
        if (makes && r->slots < AA_FLOW_SLOTS) {
            r->slot_pcs[r->slots] = insn.pc;
            at->slot = ++r->slots;
        }
    }
    if (walk.invalid)
        r->trouble = "code.method_cut";
    return r->insn_count > 0;
}

static uint32_t insn_at(const aa_reader *r, uint64_t pc)
{
    return pc < r->code.insns.n / 2 ? r->by_pc[pc] : AA_NO_ID;
}

static void mark(const aa_reader *r, bool *leaders, uint64_t pc)
{
    uint32_t at = insn_at(r, pc);
    if (at != AA_NO_ID)
        leaders[at] = true;
}

static void mark_switch(const aa_reader *r, bool *leaders, const aa_dex_insn *insn)
{
    aa_dex_payload payload;
    if (!aa_dex_payload_at(r->code.insns, insn->target, &payload) || payload.kind == AA_DEX_ARRAY_DATA)
        return;
    for (uint32_t i = 0; i < payload.count; i++)
        mark(r, leaders, aa_dex_switch_target(&payload, i, insn->pc));
}

static void mark_tries(aa_reader *r, bool *leaders)
{
    for (uint32_t i = 0; i < aa_dex_try_count(&r->code); i++) {
        aa_dex_try at = aa_dex_try_at(&r->code, i);
        mark(r, leaders, at.start);
        mark(r, leaders, at.end);
        aa_dex_handlers handlers = aa_dex_handlers_of(&r->code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (r->steps > 0 && aa_dex_next_handler(&handlers, &type, &address)) {
            r->steps--;
            mark(r, leaders, address);
        }
    }
}

static bool split(aa_reader *r)
{
    bool *leaders = aa_arena_array(r->arena, r->insn_count + 1, sizeof *leaders);
    if (leaders == NULL)
        return false;
    leaders[0] = true;
    for (size_t i = 0; i < r->insn_count; i++) {
        const aa_dex_insn *insn = &r->insns[i].insn;
        if (insn->flow & AA_DEX_BRANCH)
            mark(r, leaders, insn->target);
        if (insn->flow & AA_DEX_SWITCH)
            mark_switch(r, leaders, insn);
        if ((insn->flow & (AA_DEX_BRANCH | AA_DEX_SWITCH | AA_DEX_RETURNS)) || !(insn->flow & AA_DEX_NEXT))
            leaders[i + 1] = true;
    }
    mark_tries(r, leaders);
    for (size_t i = 0; i < r->insn_count; i++)
        r->node_count += leaders[i];
    r->nodes = aa_arena_array(r->arena, r->node_count + 1, sizeof *r->nodes);
    if (r->nodes == NULL)
        return false;
    size_t node = 0;
    for (size_t i = 0; i < r->insn_count; i++) {
        if (leaders[i]) {
            r->nodes[node] = (aa_flow_node){.first = (uint32_t)i, .order = AA_NO_ID};
            node++;
        }
        r->insns[i].block = (uint32_t)(node - 1);
        r->nodes[node - 1].last = (uint32_t)i;
    }
    return true;
}

/* ---- edges ------------------------------------------------------------------------------------------- */

static bool add_edge(aa_reader *r, aa_flow_node *node, uint32_t *list, uint64_t pc)
{
    uint32_t at = insn_at(r, pc);
    if (at == AA_NO_ID) {
        node->leads_out = true;
        return true;
    }
    /* The same block twice is one edge, except for switches, whose cases are decided one by one. */
    if (node->successor_count >= MAX_EDGES_PER_BLOCK)
        return false;
    list[node->successor_count++] = r->insns[at].block;
    return true;
}

static void add_handlers(aa_reader *r, aa_flow_node *node, uint32_t *list)
{
    uint32_t pc = r->insns[node->first].insn.pc;
    bool throws = false;
    for (uint32_t i = node->first; i <= node->last; i++)
        throws = throws || (r->insns[i].insn.flow & AA_DEX_THROWS);
    for (uint32_t i = 0; throws && i < aa_dex_try_count(&r->code); i++) {
        aa_dex_try at = aa_dex_try_at(&r->code, i);
        if (pc < at.start || pc >= at.end)
            continue;
        aa_dex_handlers handlers = aa_dex_handlers_of(&r->code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (r->steps > 0 && node->handler_count < 64 && aa_dex_next_handler(&handlers, &type, &address)) {
            r->steps--;
            uint32_t before = node->successor_count;
            add_edge(r, node, list, address);
            node->handler_count += node->successor_count - before;
        }
        return;
    }
}

static bool connect(aa_reader *r, aa_flow_node *node)
{
    const aa_dex_insn *last = &r->insns[node->last].insn;
    aa_dex_payload payload = {0};
    bool is_switch = (last->flow & AA_DEX_SWITCH) &&
                     aa_dex_payload_at(r->code.insns, last->target, &payload) &&
                     payload.kind != AA_DEX_ARRAY_DATA;
    uint32_t cases = is_switch ? payload.count : 0;
    uint32_t *list = aa_arena_array(r->arena, (size_t)cases + 2 + 64, sizeof *list);
    if (list == NULL || cases > MAX_EDGES_PER_BLOCK - 66)
        return false;
    if (last->flow & AA_DEX_NEXT)
        add_edge(r, node, list, (uint64_t)last->pc + last->units);
    if (last->flow & AA_DEX_BRANCH)
        add_edge(r, node, list, last->target);
    for (uint32_t i = 0; i < cases; i++)
        add_edge(r, node, list, aa_dex_switch_target(&payload, i, last->pc));
    add_handlers(r, node, list);
    node->successors = list;
    node->taken = aa_arena_array(r->arena, (size_t)node->successor_count + 1, sizeof *node->taken);
    return node->taken != NULL;
}

/* Depth first without recursion; numbers the blocks that edges lead to. */
static bool order(aa_reader *r)
{
    uint32_t *stack = aa_arena_array(r->arena, r->node_count + 1, sizeof *stack);
    uint32_t *next = aa_arena_array(r->arena, r->node_count + 1, sizeof *next);
    bool *seen = aa_arena_array(r->arena, r->node_count + 1, sizeof *seen);
    r->rpo = aa_arena_array(r->arena, r->node_count + 1, sizeof *r->rpo);
    if (stack == NULL || next == NULL || seen == NULL || r->rpo == NULL)
        return false;
    size_t depth = 1;
    size_t done = 0;
    seen[0] = true;
    while (depth > 0) {
        uint32_t at = stack[depth - 1];
        const aa_flow_node *node = &r->nodes[at];
        if (next[at] < node->successor_count) {
            uint32_t to = node->successors[next[at]++];
            if (!seen[to]) {
                seen[to] = true;
                stack[depth++] = to;
            }
        } else {
            r->rpo[done++] = at;
            depth--;
        }
    }
    for (size_t i = 0; i < done / 2; i++) {
        uint32_t swap = r->rpo[i];
        r->rpo[i] = r->rpo[done - 1 - i];
        r->rpo[done - 1 - i] = swap;
    }
    r->rpo_count = done;
    for (size_t i = 0; i < done; i++) {
        r->nodes[r->rpo[i]].order = (uint32_t)i;
        if (r->nodes[r->rpo[i]]
                .leads_out) /* the nop that aligns a table also does, but nothing leads to it */
            r->trouble = "code.branch_outside";
    }
    return true;
}

bool aa_reader_graph(aa_reader *r)
{
    if (!decode(r))
        return false;
    bool ok = split(r);
    for (size_t i = 0; i < r->node_count && ok; i++)
        ok = connect(r, &r->nodes[i]);
    ok = ok && order(r);
    if (!ok)
        r->failed = true;
    return ok;
}
