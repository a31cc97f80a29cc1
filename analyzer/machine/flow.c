#include "machine/flow.h"

#include <stdlib.h>

#include "machine/flow_internal.h"

#define WIDEN_AFTER 6U /* visits of a block after which what still changes is given up */

#define CALLEES 1024U /* programs call few addresses often */

typedef struct flow_slot {
    const aa_image *image;
    uint32_t function;
    aa_mflow *flow;
} flow_slot;

struct aa_mflows {
    aa_arena *arena;
    aa_values *values;
    const aa_limits *limits;
    flow_slot *slots; /* open addressing; flow NULL: free */
    size_t mask, count;
    uint64_t steps;              /* taken so far */
    aa_mcallee callees[CALLEES]; /* asked last, by their address; image NULL: free */
    bool failed;
};

aa_mflows *aa_mflows_new(const aa_limits *limits)
{
    aa_mflows *flows = calloc(1, sizeof *flows);
    if (flows == NULL)
        return NULL;
    flows->limits = limits;
    flows->arena = aa_arena_new();
    flows->values = aa_values_new();
    flows->mask = 255;
    flows->slots = calloc(flows->mask + 1, sizeof *flows->slots);
    if (flows->arena == NULL || flows->values == NULL || flows->slots == NULL) {
        aa_mflows_free(flows);
        return NULL;
    }
    return flows;
}

void aa_mflows_free(aa_mflows *flows)
{
    if (flows == NULL)
        return;
    free(flows->slots);
    aa_values_free(flows->values);
    aa_arena_free(flows->arena);
    free(flows);
}

aa_values *aa_mflows_values(aa_mflows *flows)
{
    return flows->values;
}

aa_arena *aa_mflows_arena(aa_mflows *flows)
{
    return flows->arena;
}

bool aa_mflows_failed(const aa_mflows *flows)
{
    return flows->failed || aa_values_failed(flows->values);
}

const aa_mcallee *aa_mflows_callee(aa_mflows *flows, const aa_image *image, uint64_t address)
{
    aa_mcallee *c = &flows->callees[(address >> 2 ^ address >> 12) % CALLEES];
    if (c->image == image && c->address == address)
        return c;
    *c = (aa_mcallee){.image = image, .address = address, .is = aa_image_callee(image, address)};
    if (c->is.kind == AA_CALLEE_IMPORT)
        c->effect = aa_runtime_effect_of(c->is.name);
    return c;
}

/* ---- running ----------------------------------------------------------------------------------------------
 */

static void enter(aa_mwalk *w)
{
    aa_mstate *s = &w->in[0];
    for (uint32_t r = 0; r < 31; r++)
        s->x[r] = r <= 8 || r >= 19 ? aa_value_leaf(w->values, AA_V_PARAM, r, 0) : AA_VALUE_UNKNOWN;
    s->x[AA_A64_SP] = aa_value_leaf(w->values, AA_V_STACK, 0, 0);
    s->live = true;
    w->pending[0] = true;
}

/* A block that no edge leads to: a landing pad, or what a table jumps to. Only the frame is known there. */
static void enter_apart(aa_mwalk *w, size_t b)
{
    aa_mstate *s = &w->in[b];
    for (uint32_t r = 0; r < 31; r++)
        s->x[r] = AA_VALUE_UNKNOWN;
    s->live = true;
    w->pending[b] = true;
}

static void flow_to(aa_mwalk *w, uint32_t to)
{
    bool widen = w->visits[to] > WIDEN_AFTER;
    if (aa_mstate_join(w, &w->in[to], &w->now, widen))
        w->pending[to] = true;
}

static void test(aa_mwalk *w, const aa_a64 *i, uint64_t pc)
{
    if (!w->recording || i->op == AA_A64_B)
        return;
    aa_mtest *t = aa_vec_push(w->keep, &w->tests);
    if (t == NULL) {
        w->failed = true;
        return;
    }
    const aa_mblock *b = &w->blocks[w->block];
    *t = (aa_mtest){.at = pc, .block = w->block, .taken = AA_NO_FUNCTION, .next = AA_NO_FUNCTION, .bit = -1};
    bool inside = (uint64_t)i->imm >= w->f->address && (uint64_t)i->imm < w->f->address + 4 * w->count;
    if (inside)
        t->taken = w->block_of[((uint64_t)i->imm - w->f->address) / 4];
    if (w->block + 1 < w->block_count && b->next_count > 0)
        t->next = w->block + 1;
    t->left = i->op == AA_A64_B_COND ? w->now.left : aa_mreg(w, i->rd);
    t->right = i->op == AA_A64_B_COND ? w->now.right : aa_value_int(w->values, 0);
    t->condition = i->op == AA_A64_B_COND ? i->condition : i->invert ? 1 : 0; /* ne, eq */
    if (i->op == AA_A64_TBZ)
        t->bit = (int8_t)i->shift;
}

/* Runs the block from its entry state. False when it does not go on to its successors. */
static bool run_block(aa_mwalk *w)
{
    const aa_mblock *b = &w->blocks[w->block];
    for (uint64_t pc = b->from; pc < b->to && !w->failed; pc += 4) {
        const aa_a64 *i = &w->code[(pc - w->f->address) / 4];
        w->steps++;
        switch (i->op) {
        case AA_A64_BL:
        case AA_A64_BLR:
        case AA_A64_SVC:
            aa_mcall_step(w, pc, i);
            break;
        case AA_A64_B:
        case AA_A64_BR:
            if (aa_mtail(w, pc, i))
                return false;
            break;
        case AA_A64_B_COND:
        case AA_A64_CBZ:
        case AA_A64_TBZ:
            test(w, i, pc);
            break;
        case AA_A64_RET:
            aa_mexit_here(w, pc);
            return false;
        case AA_A64_TRAP:
            return false;
        default:
            aa_mstep(w, i, pc);
            break;
        }
    }
    return true;
}

static bool within(aa_mwalk *w)
{
    const aa_limits *limits = w->flows->limits;
    if (w->failed || w->trouble != NULL)
        return false;
    if (w->steps > limits->code_flow_steps || w->flows->steps + w->steps > limits->code_flow_total) {
        w->trouble = "limit.code_flow";
        return false;
    }
    return true;
}

static void settle(aa_mwalk *w)
{
    bool more = true;
    while (more && within(w)) {
        more = false;
        for (size_t b = 0; b < w->block_count && within(w); b++) {
            if (!w->pending[b])
                continue;
            more = true;
            w->pending[b] = false;
            w->visits[b]++;
            w->block = (uint32_t)b;
            if (!aa_mstate_copy(w, &w->now, &w->in[b]) || !run_block(w))
                continue;
            for (uint32_t k = 0; k < w->blocks[b].next_count; k++)
                flow_to(w, w->blocks[b].next[k]);
        }
    }
}

static void fixpoint(aa_mwalk *w)
{
    enter(w);
    settle(w);
    for (size_t b = 0; b < w->block_count && within(w); b++)
        if (!w->in[b].live && !w->entered[b])
            enter_apart(w, b);
    settle(w);
}

static void record_all(aa_mwalk *w)
{
    w->recording = true;
    for (size_t b = 0; b < w->block_count && !w->failed; b++) {
        w->blocks[b].live = w->in[b].live;
        if (!w->in[b].live)
            continue;
        w->block = (uint32_t)b;
        w->snapshot = NULL;
        if (aa_mstate_copy(w, &w->now, &w->in[b]))
            run_block(w);
    }
}

static void finish(aa_mwalk *w, aa_mflow *out)
{
    *out = (aa_mflow){.image = w->image,
                      .function = w->function,
                      .blocks = w->blocks,
                      .block_count = w->block_count,
                      .calls = w->calls.items,
                      .call_count = w->calls.count,
                      .tests = w->tests.items,
                      .test_count = w->tests.count,
                      .stores = w->stores.items,
                      .store_count = w->stores.count,
                      .exits = w->exits.items,
                      .exit_count = w->exits.count,
                      .trouble = w->trouble};
    out->result[0] = out->result[1] = aa_value_nothing(w->values);
    for (size_t i = 0; i < out->exit_count; i++)
        for (size_t r = 0; r < 2; r++)
            out->result[r] = aa_value_join(w->values, out->result[r], out->exits[i].value[r]);
}

static bool prepare(aa_mwalk *w)
{
    w->in = aa_arena_array(w->scratch, w->block_count, sizeof *w->in);
    w->visits = aa_arena_array(w->scratch, w->block_count, sizeof *w->visits);
    w->pending = aa_arena_array(w->scratch, w->block_count, sizeof *w->pending);
    return w->in != NULL && w->visits != NULL && w->pending != NULL;
}

static aa_mflow *make(aa_mflows *flows, const aa_image *image, uint32_t function)
{
    aa_mwalk w = {.flows = flows,
                  .values = flows->values,
                  .keep = flows->arena,
                  .scratch = aa_arena_new(),
                  .image = image,
                  .f = &image->functions[function],
                  .function = function,
                  .calls = AA_VEC_INIT(aa_mcall),
                  .tests = AA_VEC_INIT(aa_mtest),
                  .stores = AA_VEC_INIT(aa_mstore),
                  .exits = AA_VEC_INIT(aa_mexit)};
    aa_mflow *out = aa_arena_alloc(flows->arena, sizeof *out);
    if (w.scratch != NULL && out != NULL && aa_mwalk_graph(&w) && prepare(&w)) {
        fixpoint(&w);
        record_all(&w);
        finish(&w, out);
    } else {
        w.failed = true;
    }
    flows->steps += w.steps;
    flows->failed = flows->failed || w.failed;
    aa_arena_free(w.scratch);
    return w.failed ? NULL : out;
}

/* ---- remembering
 * --------------------------------------------------------------------------------------------- */

static size_t slot_of(const aa_mflows *flows, const aa_image *image, uint32_t function)
{
    uint64_t h = (image->base ^ function * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xff51afd7ed558ccd);
    size_t at = (size_t)(h >> 32) & flows->mask;
    while (flows->slots[at].flow != NULL &&
           (flows->slots[at].image != image || flows->slots[at].function != function))
        at = (at + 1) & flows->mask;
    return at;
}

static bool grow(aa_mflows *flows)
{
    flow_slot *old = flows->slots;
    size_t old_mask = flows->mask;
    flow_slot *slots = calloc((old_mask + 1) * 2, sizeof *slots);
    if (slots == NULL)
        return false;
    flows->slots = slots;
    flows->mask = (old_mask + 1) * 2 - 1;
    for (size_t i = 0; i <= old_mask; i++)
        if (old[i].flow != NULL)
            slots[slot_of(flows, old[i].image, old[i].function)] = old[i];
    free(old);
    return true;
}

const aa_mflow *aa_mflow_of(aa_mflows *flows, const aa_image *image, uint32_t function)
{
    if (function >= image->function_count || flows->failed)
        return NULL;
    size_t at = slot_of(flows, image, function);
    if (flows->slots[at].flow != NULL)
        return flows->slots[at].flow;
    if (flows->count * 2 > flows->mask) {
        if (!grow(flows)) {
            flows->failed = true;
            return NULL;
        }
        at = slot_of(flows, image, function);
    }
    aa_mflow *flow = make(flows, image, function);
    if (flow == NULL)
        return NULL;
    flows->slots[at] = (flow_slot){image, function, flow};
    flows->count++;
    return flow;
}

bool aa_mflows_exhausted(const aa_mflows *flows)
{
    return flows->steps > flows->limits->code_flow_total;
}

/* ---- questions
 * ------------------------------------------------------------------------------------------------- */

const aa_mcall *aa_mflow_call_at(const aa_mflow *flow, uint64_t address)
{
    for (size_t i = 0; i < flow->call_count; i++)
        if (flow->calls[i].at == address)
            return &flow->calls[i];
    return NULL;
}

const aa_mcall *aa_mflow_call_of(const aa_mflow *flow, const aa_values *values, aa_value v)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind != AA_V_RESULT && n->kind != AA_V_OUT)
        return NULL;
    return aa_mflow_call_at(flow, flow->image->base + (n->at & ~UINT32_C(3)));
}

aa_value aa_mcall_memory(aa_mflows *flows, const aa_mflow *flow, const aa_mcall *call, aa_value address,
                         int64_t offset, unsigned size)
{
    aa_value out = aa_value_nothing(flows->values);
    for (size_t i = 0; i < aa_value_members(flows->values, address); i++) {
        int64_t at;
        aa_value base = aa_mbase(flows->values, aa_value_member(flows->values, address, i), offset, &at);
        out = aa_value_join(
            flows->values, out,
            aa_mread(flows->values, flow->image, call->memory->slots, call->memory->count, base, at, size));
    }
    return out;
}

aa_value aa_mcall_stack_argument(aa_mflows *flows, const aa_mflow *flow, const aa_mcall *call, size_t i)
{
    return aa_mcall_memory(flows, flow, call, call->stack, (int64_t)(8 * i), 8);
}

bool aa_mflow_can_go(const aa_mflow *flow, uint32_t from, uint32_t to, const bool *avoid)
{
    if (from >= flow->block_count || to >= flow->block_count)
        return false;
    bool *seen = calloc(flow->block_count, sizeof *seen);
    uint32_t *open = calloc(flow->block_count, sizeof *open);
    size_t n = 0;
    bool found = seen == NULL || open == NULL; /* cannot tell: yes */
    if (!found) {
        open[n++] = from;
        seen[from] = true;
    }
    while (n > 0 && !found) {
        uint32_t b = open[--n];
        found = b == to;
        if (avoid != NULL && avoid[b])
            continue;
        for (uint32_t k = 0; k < flow->blocks[b].next_count && !found; k++) {
            uint32_t next = flow->blocks[b].next[k];
            if (seen[next])
                continue;
            seen[next] = true;
            open[n++] = next;
        }
    }
    free(seen);
    free(open);
    return found;
}
