/*
 * The values of registers at every instruction of a method, to a fixpoint.
 */
#include "code/flow_internal.h"

#include "base/bisect.h"

#include <stdlib.h>

#define STATE_VALUES (UINT64_C(4) << 20) /* registers of all blocks that may be held at a time */

/* ---- life -------------------------------------------------------------------------------------------- */

static aa_type_id find_type(const aa_program *p, const char *name)
{
    return aa_program_find_type(p, aa_bytes_of(name, strlen(name)));
}

aa_flows *aa_flows_new(const aa_program *program, const aa_limits *limits)
{
    aa_flows *flows = calloc(1, sizeof *flows);
    size_t defined = 0;
    if (flows == NULL)
        return NULL;
    size_t methods = aa_program_method_count(program, &defined);
    size_t units = aa_program_unit_count(program);
    flows->program = program;
    flows->limits = limits;
    flows->steps = limits->code_flow_total;
    flows->builder = find_type(program, "Ljava/lang/StringBuilder;");
    flows->buffer = find_type(program, "Ljava/lang/StringBuffer;");
    flows->arena = aa_arena_new();
    flows->values = aa_values_new();
    flows->models = aa_models_new(program);
    flows->by_method = calloc(defined + 1, sizeof(const aa_flow *));
    flows->for_any = calloc(defined + 1, sizeof(const aa_flow *));
    flows->strings = calloc(units + 1, sizeof(aa_value *));
    flows->shapes = calloc(units + 1, sizeof(const aa_call_shape **));
    flows->runs_app = calloc(methods + 1, 1);
    flows->any_costs = calloc(defined + 1, sizeof *flows->any_costs);
    flows->costs = calloc(defined + 1, sizeof *flows->costs);
    flows->any_turns = calloc(defined + 1, sizeof *flows->any_turns);
    flows->turns = calloc(defined + 1, sizeof *flows->turns);
    flows->scarce = (aa_vec)AA_VEC_INIT(aa_method_id);
    flows->turn = 1;
    if (flows->arena == NULL || flows->values == NULL || flows->models == NULL || flows->by_method == NULL ||
        flows->for_any == NULL || flows->strings == NULL || flows->shapes == NULL ||
        flows->runs_app == NULL || flows->any_costs == NULL || flows->costs == NULL ||
        flows->any_turns == NULL || flows->turns == NULL) {
        aa_flows_free(flows);
        return NULL;
    }
    return flows;
}

void aa_flows_free(aa_flows *flows)
{
    if (flows == NULL)
        return;
    aa_models_free(flows->models);
    aa_values_free(flows->values);
    aa_arena_free(flows->arena);
    aa_scratch_free(&flows->scratch);
    for (size_t i = 0; i < AA_FLOW_NESTING; i++)
        aa_scratch_free(&flows->evaluated[i]);
    free((void *)flows->by_method);
    free((void *)flows->for_any);
    free(flows->strings);
    free((void *)flows->shapes);
    free(flows->runs_app);
    free(flows->any_costs);
    free(flows->costs);
    free(flows->any_turns);
    free(flows->turns);
    free(flows);
}

const aa_program *aa_flows_program(const aa_flows *flows)
{
    return flows->program;
}

aa_values *aa_flows_values(aa_flows *flows)
{
    return flows->values;
}

aa_models *aa_flows_models(aa_flows *flows)
{
    return flows->models;
}

bool aa_flows_failed(const aa_flows *flows)
{
    return flows->failed || aa_values_failed(flows->values);
}

/* ---- costs ------------------------------------------------------------------------------------------- */

bool aa_reader_count(aa_reader *r, uint64_t steps)
{
    if (r->steps < steps) {
        r->steps = 0;
        r->exhausted = true;
    } else {
        r->steps -= steps;
    }
    return !r->exhausted;
}

void *aa_reader_get_memory(aa_reader *r, size_t count, size_t size)
{
    void *p = aa_scratch_get(r->scratch, count, size);
    if (p == NULL)
        r->failed = true;
    return p;
}

/* ---- the fixpoint ------------------------------------------------------------------------------------ */

static bool is_array(const aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    return n->kind == AA_V_BYTES || (n->kind == AA_V_ARRAY && n->number == n->part_count);
}

/* What stands for an array that is given as parameter |number|: made at a place behind the code. */
static aa_value array_identity(const aa_reader *r, size_t number)
{
    return aa_value_leaf(r->values, AA_V_ARRAY, (uint32_t)(r->code.insns.n / 2 + number), -1);
}

aa_value aa_reader_parameter_array(const aa_reader *r, size_t number)
{
    return number < AA_FLOW_PARAMETERS && r->parameter_slots[number] != 0 ? array_identity(r, number)
                                                                          : AA_VALUE_UNKNOWN;
}

static void give_slots(aa_reader *r, const aa_value *args, size_t count)
{
    for (size_t i = 0; args != NULL && i < count && i < AA_FLOW_PARAMETERS; i++) {
        if (!is_array(r, args[i]) || r->slots == AA_FLOW_SLOTS)
            continue;
        r->slot_pcs[r->slots] = (uint32_t)(r->code.insns.n / 2 + i);
        r->parameter_slots[i] = ++r->slots;
    }
}

/* An array given becomes one that can be written to. */
static aa_value take_array(aa_reader *r, aa_flow_state *state, uint32_t number, aa_value array)
{
    if (number >= AA_FLOW_PARAMETERS || r->parameter_slots[number] == 0)
        return array;
    aa_flow_insn at = {.pc = (uint32_t)(r->code.insns.n / 2 + number),
                       .slot = r->parameter_slots[number],
                       .element = aa_value_kind_of(r->values, array) == AA_V_BYTES ? 'B' : 'I'};
    r->now = state;
    return aa_reader_adopt_array(r, &at, array);
}

static aa_value parameter(aa_reader *r, aa_flow_state *state, const aa_value *args, size_t count,
                          uint32_t number)
{
    if (args == NULL)
        return aa_value_leaf(r->values, AA_V_PARAM, number, 0);
    return number < count ? take_array(r, state, number, args[number]) : AA_VALUE_UNKNOWN;
}

/* Parameters lie in the last registers. */
bool aa_reader_enter(aa_reader *r, const aa_value *args, size_t count)
{
    give_slots(r, args, count);
    aa_flow_state *state = aa_state_new(r);
    if (state == NULL)
        return false;
    const aa_program *p = r->program;
    uint32_t reg = r->registers >= r->code.ins ? r->registers - r->code.ins : 0;
    uint32_t number = 0;
    if (!aa_method_is_static(p, r->method) && reg < r->registers)
        state->regs[reg++] = parameter(r, state, args, count, number++);
    size_t parameters = aa_method_parameter_count(p, r->method);
    for (size_t i = 0; i < parameters && reg < r->registers; i++) {
        aa_bytes type = aa_method_parameter(p, r->method, i);
        state->regs[reg++] = parameter(r, state, args, count, number++);
        reg += type.n == 1 && (type.p[0] == 'J' || type.p[0] == 'D');
    }
    r->nodes[0].in = state;
    return true;
}

/* Runs the block on |now|, which holds what is known at its beginning. */
static void run_block(aa_reader *r, aa_flow_node *node)
{
    r->has_thrown = false;
    r->dirty = (aa_flow_dirty){.on = node->handler_count > 0};
    node->live = true;
    aa_reader_count(r, node->last - node->first + 1);
    for (uint32_t i = node->first; i <= node->last && !r->failed; i++) {
        const aa_flow_insn *at = &r->insns[i];
        if (node->handler_count > 0 && (at->flow & AA_DEX_THROWS) && !r->blind)
            aa_reader_note_thrown(r);
        aa_reader_step(r, at);
    }
    r->dirty.on = false;
    aa_reader_decide(r, node);
}

/* |state| gets into block |to|. With |give| it is not needed any more, and taken over when possible. */
static void flow_into(aa_reader *r, uint32_t to, aa_flow_state **state, bool give)
{
    aa_flow_node *node = &r->nodes[to];
    if (r->settled && node->head)
        return;
    if (node->in != NULL) {
        if (aa_state_join(r, node->in, *state, node->head ? node->visits : 0))
            node->pending = true;
        return;
    }
    node->pending = true;
    if (give) {
        node->in = *state;
        *state = NULL;
        return;
    }
    node->in = aa_state_new(r);
    if (node->in != NULL)
        aa_state_copy(r, node->in, *state);
}

/* Joins |now| into the successors, and what throwing instructions began with into the handlers. */
static void spread(aa_reader *r, aa_flow_node *node, bool give)
{
    uint32_t normal = node->successor_count - node->handler_count;
    uint32_t last = 0; /* successor that can have |now| itself, + 1 */
    for (uint32_t i = 0; i < normal; i++)
        last = node->taken[i] ? i + 1 : last;
    aa_reader_count(r, ((uint64_t)node->successor_count * (r->registers + r->slots + 8U)) / 8);
    for (uint32_t i = normal; i < node->successor_count && r->has_thrown && !r->failed && !r->exhausted; i++)
        flow_into(r, node->successors[i], &r->thrown, false);
    for (uint32_t i = 0; i < last && !r->failed && !r->exhausted; i++) {
        uint32_t reg = 0;
        aa_value v = AA_VALUE_UNKNOWN;
        if (!node->taken[i])
            continue;
        bool refined = !r->blind && aa_reader_refine(r, node, i, &reg, &v);
        aa_value old = aa_reader_get(r, reg);
        if (refined)
            r->now->regs[reg] = v;
        flow_into(r, node->successors[i], &r->now, give && i + 1 == last);
        if (refined && r->now != NULL)
            r->now->regs[reg] = old;
    }
}

/* Over budget: every block counts as run, and no register is known. */
static void give_up(aa_reader *r)
{
    r->blind = true;
    r->calls.count = r->stores.count = r->elements.count = r->exits.count = r->branches.count = 0;
    r->thrown = aa_state_new(r);
    r->now = aa_state_new(r);
    if (r->now == NULL || r->thrown == NULL)
        return;
    r->recording = true;
    for (uint32_t i = 0; i < r->node_count && !r->failed; i++) {
        aa_flow_node *node = &r->nodes[i];
        for (uint32_t k = 0; k < r->registers; k++)
            r->now->regs[k] = AA_VALUE_UNKNOWN;
        r->now->result = AA_VALUE_UNKNOWN;
        run_block(r, node);
        memset(node->taken, 1, node->successor_count);
    }
}

/* Each block once, after all that lead to it but for edges back to heads of loops, which are settled. Tells
 * what blocks do. */
static void run_once(aa_reader *r)
{
    uint32_t count = r->rpo == NULL ? r->node_count : r->rpo_count;
    r->recording = true;
    r->settled = true;
    for (uint32_t i = 0; i < count && !r->failed && !r->exhausted; i++) {
        aa_flow_node *node = &r->nodes[r->rpo == NULL ? i : r->rpo[i]];
        if (node->in == NULL)
            continue;
        r->now = node->in;
        run_block(r, node);
        spread(r, node, true);
        aa_state_drop(r, r->now);
    }
}

/* What heads of loops begin with. Other blocks hold what came by on the way, which was less or more than what
 * comes in the end: they begin anew. */
static void settle(aa_reader *r)
{
    for (uint32_t i = 0; i < r->node_count; i++) {
        aa_flow_node *node = &r->nodes[i];
        node->live = false;
        memset(node->taken, 0, node->successor_count);
        if (!node->head && i > 0) {
            aa_state_drop(r, node->in);
            node->in = NULL;
        }
    }
}

static void solve_loops(aa_reader *r)
{
    aa_flow_state *now = aa_state_new(r);
    if (now == NULL)
        return;
    r->now = now;
    r->nodes[0].pending = true;
    for (bool again = true; again && !r->failed && !r->exhausted;) {
        again = false;
        for (uint32_t i = 0; i < r->rpo_count && !r->failed && !r->exhausted; i++) {
            aa_flow_node *node = &r->nodes[r->rpo[i]];
            if (!node->pending)
                continue;
            node->pending = false;
            node->visits++;
            aa_state_copy(r, r->now, node->in);
            run_block(r, node);
            spread(r, node, false);
            again = true;
        }
    }
    settle(r);
}

static void solve(aa_reader *r, const aa_value *args, size_t count)
{
    if (!aa_reader_enter(r, args, count))
        return;
    r->thrown = aa_state_new(r);
    if (r->thrown == NULL)
        return;
    aa_reader_count(r, (uint64_t)r->registers * r->node_count > STATE_VALUES ? UINT64_MAX : 0);
    if (r->rpo != NULL && !r->exhausted)
        solve_loops(r);
    if (!r->failed && !r->exhausted)
        run_once(r);
    if (r->exhausted && !r->failed)
        give_up(r);
}

/* ---- results ----------------------------------------------------------------------------------------- */

/* |args|: what is known of the parameters; NULL: nothing. |*cost| grows by the steps of |budget| it took. */
static const aa_flow *read_method(aa_flows *flows, aa_method_id method, const aa_value *args, size_t count,
                                  uint64_t budget, uint64_t *cost)
{
    const aa_method *record = aa_program_method(flows->program, method);
    aa_reader r = {.flows = flows,
                   .program = flows->program,
                   .values = flows->values,
                   .scratch = &flows->scratch,
                   .method = method,
                   .record = record,
                   .dex = &aa_program_unit(flows->program, record->unit)->dex,
                   .zero = aa_value_int(flows->values, 0),
                   .nothing = aa_value_nothing(flows->values),
                   .steps = budget,
                   .calls = AA_VEC_INIT(aa_flow_call),
                   .stores = AA_VEC_INIT(aa_flow_store),
                   .elements = AA_VEC_INIT(aa_flow_element),
                   .exits = AA_VEC_INIT(aa_flow_exit),
                   .branches = AA_VEC_INIT(aa_flow_branch)};
    aa_scratch_reset(&flows->scratch);
    if (!aa_dex_code_at(r.dex, record->code, &r.code)) {
        r.trouble = "code.method_unreadable";
    } else if (r.code.insns.n / 2 > budget) {
        r.exhausted = true;
    } else {
        r.registers = r.code.registers;
        if (aa_reader_graph(&r))
            solve(&r, args, count);
    }
    const aa_flow *flow = r.failed ? NULL : aa_reader_make_flow(&r);
    *cost += budget - r.steps;
    flows->failed = flows->failed || flow == NULL;
    return flow;
}

const aa_flow *aa_flow_for_any(aa_flows *flows, aa_method_id method, uint64_t *cost)
{
    if (!aa_method_is_defined(flows->program, method) || aa_program_method(flows->program, method)->code == 0)
        return NULL;
    if (flows->for_any[method] == NULL) {
        uint64_t took = 0;
        flows->for_any[method] = read_method(flows, method, NULL, 0, flows->limits->code_flow_steps, &took);
        flows->any_costs[method] = took < UINT32_MAX ? (uint32_t)took : UINT32_MAX;
    }
    *cost += flows->any_costs[method];
    return flows->for_any[method];
}

/* What was read in an earlier turn counts as if it were read in this one: budgets end alike. */
static void count(aa_flows *flows, uint64_t cost)
{
    flows->steps -= cost < flows->steps ? cost : flows->steps;
}

/* Less is left than one method may take: what is read with it is of this turn alone. */
static bool is_scarce(const aa_flows *flows)
{
    return flows->steps < flows->limits->code_flow_steps;
}

static void note_scarce(aa_flows *flows, aa_method_id method)
{
    aa_method_id *slot = aa_vec_push(flows->arena, &flows->scarce);
    flows->failed = flows->failed || slot == NULL;
    if (slot != NULL)
        *slot = method;
}

/* The method by itself, counted. */
static const aa_flow *counted_for_any(aa_flows *flows, aa_method_id method)
{
    uint64_t cost = 0;
    if (!aa_method_is_defined(flows->program, method))
        return NULL;
    if (flows->any_turns[method] == flows->turn)
        return flows->for_any[method];
    flows->any_turns[method] = flows->turn;
    if (is_scarce(flows) && aa_program_method(flows->program, method)->code != 0) {
        flows->for_any[method] = read_method(flows, method, NULL, 0, flows->steps, &cost);
        note_scarce(flows, method);
    } else {
        aa_flow_for_any(flows, method, &cost);
    }
    count(flows, cost);
    return flows->for_any[method];
}

/* With what all callers give; |flow| is that for any arguments. */
static const aa_flow *read_known(aa_flows *flows, const aa_flow *flow)
{
    aa_value args[AA_FLOW_PARAMETERS];
    uint64_t cost = 0;
    size_t known = aa_flow_known_parameters(flows, flow, args, &cost);
    const aa_flow *read =
        known == 0 ? NULL
                   : read_method(flows, flow->method, args, known, flows->limits->code_flow_steps, &cost);
    flows->costs[flow->method] = cost < UINT32_MAX ? (uint32_t)cost : UINT32_MAX;
    return read != NULL ? read : flow;
}

const aa_flow *aa_flow_of(aa_flows *flows, aa_method_id method)
{
    const aa_flow *flow = counted_for_any(flows, method);
    if (flow == NULL || flows->turns[method] == flows->turn)
        return flow == NULL ? NULL : flows->by_method[method];
    flows->turns[method] = flows->turn;
    if (is_scarce(flows)) {
        flows->by_method[method] = flow;
        note_scarce(flows, method);
        return flow;
    }
    if (flows->by_method[method] == NULL)
        flows->by_method[method] = read_known(flows, flow);
    count(flows, flows->costs[method]);
    return flows->by_method[method];
}

void aa_flows_next_turn(aa_flows *flows)
{
    const aa_method_id *scarce = flows->scarce.items;
    size_t defined = 0;
    for (size_t i = 0; i < flows->scarce.count; i++)
        flows->for_any[scarce[i]] = flows->by_method[scarce[i]] = NULL;
    flows->scarce.count = 0;
    flows->steps = flows->limits->code_flow_total;
    if (flows->turn == UINT16_MAX) {
        aa_program_method_count(flows->program, &defined);
        memset(flows->any_turns, 0, (defined + 1) * sizeof *flows->any_turns);
        memset(flows->turns, 0, (defined + 1) * sizeof *flows->turns);
        flows->turn = 0;
    }
    flows->turn++;
}

const aa_flow_call *aa_flow_call_at(const aa_flow *flow, uint32_t pc)
{
    size_t low;
    AA_BISECT(low, flow == NULL ? 0 : flow->call_count, middle, flow->calls[middle].pc < pc);
    return flow != NULL && low < flow->call_count && flow->calls[low].pc == pc ? &flow->calls[low] : NULL;
}

uint32_t aa_flow_block_at(const aa_flow *flow, uint32_t pc)
{
    size_t low;
    AA_BISECT(low, flow->block_count, middle, flow->blocks[middle].end <= pc);
    return low < flow->block_count && pc >= flow->blocks[low].start ? (uint32_t)low : AA_NO_ID;
}
