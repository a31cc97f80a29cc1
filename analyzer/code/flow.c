#include "code/flow_internal.h"

#include <stdlib.h>

#define MAX_STATE_VALUES (UINT64_C(4) << 20) /* registers x blocks */
#define MAX_STEPS        (UINT64_C(8) << 20) /* instructions run over all visits, and what goes with them */

static const aa_flow aa_no_flow; /* looked for, there is none */

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
    aa_program_method_count(program, &defined);
    *flows = (aa_flows){.program = program,
                        .limits = limits,
                        .arena = aa_arena_new(),
                        .values = aa_values_new(),
                        .models = aa_models_new(program),
                        .by_method = calloc(defined + 1, sizeof(aa_flow *)),
                        .for_any = calloc(defined + 1, sizeof(aa_flow *)),
                        .builder = find_type(program, "Ljava/lang/StringBuilder;"),
                        .buffer = find_type(program, "Ljava/lang/StringBuffer;"),
                        .string = find_type(program, "Ljava/lang/String;")};
    if (flows->arena == NULL || flows->values == NULL || flows->models == NULL || flows->by_method == NULL ||
        flows->for_any == NULL) {
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
    free(flows->by_method);
    free(flows->for_any);
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

/* ---- the fixpoint ------------------------------------------------------------------------------------ */

static aa_value parameter(aa_reader *r, const aa_value *args, size_t count, uint32_t number)
{
    if (args != NULL)
        return number < count ? args[number] : AA_VALUE_UNKNOWN;
    return aa_value_leaf(r->values, AA_V_PARAM, number, 0);
}

/* Parameters lie in the last registers. */
bool aa_reader_enter(aa_reader *r, const aa_value *args, size_t count)
{
    aa_flow_state *state = aa_state_new(r);
    if (state == NULL)
        return false;
    const aa_program *p = r->flows->program;
    uint32_t reg = r->code.registers >= r->code.ins ? (uint32_t)(r->code.registers - r->code.ins) : 0;
    uint32_t number = 0;
    for (uint32_t i = 0; i < r->registers; i++)
        state->regs[i] = AA_VALUE_UNKNOWN;
    if (!aa_method_is_static(p, r->method) && reg < r->registers)
        state->regs[reg++] = parameter(r, args, count, number++);
    size_t parameters = aa_method_parameter_count(p, r->method);
    for (size_t i = 0; i < parameters && reg < r->registers; i++) {
        aa_bytes type = aa_method_parameter(p, r->method, i);
        state->regs[reg++] = parameter(r, args, count, number++);
        reg += type.n == 1 && (type.p[0] == 'J' || type.p[0] == 'D');
    }
    r->nodes[0].in = state;
    return true;
}

static void note_thrown(aa_reader *r)
{
    if (r->has_thrown) {
        aa_state_join(r, r->thrown, r->now, 0);
        return;
    }
    aa_state_copy(r, r->thrown, r->now);
    r->has_thrown = true;
}

/* Runs the block from what is known at its beginning; leaves what is known at its end in |now|. */
static void run_block(aa_reader *r, aa_flow_node *node)
{
    aa_state_copy(r, r->now, node->in);
    r->has_thrown = false;
    for (uint32_t i = node->first; i <= node->last && !r->failed; i++) {
        if (node->handler_count > 0 && (r->insns[i].insn.flow & AA_DEX_THROWS))
            note_thrown(r);
        aa_reader_step(r, i);
    }
    aa_reader_decide(r, node);
}

static void flow_into(aa_reader *r, uint32_t to, aa_flow_state *state)
{
    aa_flow_node *node = &r->nodes[to];
    if (node->in == NULL) {
        node->in = aa_state_new(r);
        if (node->in == NULL)
            return;
        aa_state_copy(r, node->in, state);
        node->pending = true;
        return;
    }
    if (aa_state_join(r, node->in, state, node->visits))
        node->pending = true;
}

static void spread(aa_reader *r, aa_flow_node *node)
{
    uint32_t normal = node->successor_count - node->handler_count;
    for (uint32_t i = 0; i < node->successor_count && !r->failed; i++) {
        if (!node->taken[i] || (i >= normal && !r->has_thrown))
            continue;
        flow_into(r, node->successors[i], i >= normal ? r->thrown : r->now);
    }
}

/* Over budget: every block counts as run, and no register is known. */
static void give_up(aa_reader *r)
{
    r->blind = true;
    r->trouble = "limit.code_flow";
    aa_flow_state *nothing_known = aa_state_new(r);
    if (nothing_known == NULL)
        return;
    for (size_t i = 0; i < r->registers; i++)
        nothing_known->regs[i] = AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < r->rpo_count; i++) {
        aa_flow_node *node = &r->nodes[r->rpo[i]];
        node->in = nothing_known;
        memset(node->taken, 1, node->successor_count);
    }
}

void aa_reader_solve(aa_reader *r, const aa_value *args, size_t count)
{
    r->now = aa_state_new(r);
    r->thrown = aa_state_new(r);
    if (r->failed || !aa_reader_enter(r, args, count))
        return;
    if ((uint64_t)r->registers * r->rpo_count > MAX_STATE_VALUES) {
        give_up(r);
        return;
    }
    r->nodes[0].pending = true;
    for (bool again = true; again && !r->failed;) {
        again = false;
        for (size_t i = 0; i < r->rpo_count && !r->failed; i++) {
            aa_flow_node *node = &r->nodes[r->rpo[i]];
            if (!node->pending)
                continue;
            uint64_t cost = node->last - node->first + 1 + (r->registers + r->slots) / 4;
            if (r->steps < cost) {
                give_up(r);
                return;
            }
            r->steps -= cost;
            node->pending = false;
            node->visits++;
            run_block(r, node);
            spread(r, node);
            again = true;
        }
    }
}

/* ---- results ----------------------------------------------------------------------------------------- */

static void record_all(aa_reader *r)
{
    r->recording = true;
    for (size_t i = 0; i < r->node_count && !r->failed; i++) {
        aa_flow_node *node = &r->nodes[i];
        node->live = node->in != NULL && node->order != AA_NO_ID;
        if (node->live)
            run_block(r, node);
    }
}

static aa_flow_block *make_blocks(aa_reader *r)
{
    aa_flow_block *blocks = aa_arena_array(r->flows->arena, r->node_count + 1, sizeof *blocks);
    for (size_t i = 0; blocks != NULL && i < r->node_count; i++) {
        const aa_flow_node *node = &r->nodes[i];
        const aa_dex_insn *last = &r->insns[node->last].insn;
        uint32_t *list = aa_arena_array(r->flows->arena, (size_t)node->successor_count + 1, sizeof *list);
        if (list == NULL)
            return NULL;
        aa_flow_block *b = &blocks[i];
        *b = (aa_flow_block){.start = r->insns[node->first].insn.pc,
                             .end = last->pc + last->units,
                             .successors = list,
                             .live = node->live,
                             .returns = last->op >= 0x0E && last->op <= 0x11,
                             .throws = last->op == 0x27};
        uint32_t normal = node->successor_count - node->handler_count;
        for (uint32_t k = 0; node->live && k < node->successor_count; k++) {
            if (!node->taken[k])
                continue;
            list[b->successor_count++] = node->successors[k];
            b->handler_count = (uint16_t)(b->handler_count + (k >= normal));
        }
    }
    return blocks;
}

static aa_value result_of(aa_reader *r)
{
    const aa_flow_exit *exits = r->exits.items;
    aa_value v = aa_value_nothing(r->values);
    for (size_t i = 0; i < r->exits.count; i++)
        if (!exits[i].throws)
            v = aa_value_join(r->values, v, exits[i].value);
    return v;
}

static const aa_flow *make_flow(aa_reader *r)
{
    aa_flow *flow = aa_arena_alloc(r->flows->arena, sizeof *flow);
    aa_flow_block *blocks = make_blocks(r);
    if (flow == NULL || blocks == NULL || r->failed)
        return NULL;
    *flow = (aa_flow){.method = r->method,
                      .blocks = blocks,
                      .block_count = r->node_count,
                      .calls = r->calls.items,
                      .call_count = r->calls.count,
                      .stores = r->stores.items,
                      .store_count = r->stores.count,
                      .elements = r->elements.items,
                      .element_count = r->elements.count,
                      .exits = r->exits.items,
                      .exit_count = r->exits.count,
                      .branches = r->branches.items,
                      .branch_count = r->branches.count,
                      .result = result_of(r),
                      .complete = r->trouble == NULL,
                      .trouble = r->trouble};
    return flow;
}

/* |args|: what is known of the parameters; NULL: nothing. */
static const aa_flow *read_method(aa_flows *flows, aa_method_id method, const aa_value *args, size_t count)
{
    aa_reader r = {.flows = flows,
                   .values = flows->values,
                   .arena = aa_arena_new(),
                   .method = method,
                   .record = aa_program_method(flows->program, method),
                   .steps = MAX_STEPS,
                   .calls = AA_VEC_INIT(aa_flow_call),
                   .stores = AA_VEC_INIT(aa_flow_store),
                   .elements = AA_VEC_INIT(aa_flow_element),
                   .exits = AA_VEC_INIT(aa_flow_exit),
                   .branches = AA_VEC_INIT(aa_flow_branch)};
    const aa_flow *flow = NULL;
    const aa_dex *dex = &aa_program_unit(flows->program, r.record->unit)->dex;
    if (r.arena == NULL) {
        flows->failed = true;
        return NULL;
    }
    if (aa_dex_code_at(dex, r.record->code, &r.code)) {
        r.registers = r.code.registers;
        if (aa_reader_graph(&r)) {
            aa_reader_solve(&r, args, count);
            if (!r.failed)
                record_all(&r);
            flow = r.failed ? NULL : make_flow(&r);
        }
        flows->failed = flows->failed || r.failed;
    }
    aa_arena_free(r.arena);
    return flow;
}

/* The method by itself, for any arguments. */
const aa_flow *aa_flow_for_any(aa_flows *flows, aa_method_id method)
{
    if (!aa_method_is_defined(flows->program, method) || aa_program_method(flows->program, method)->code == 0)
        return NULL;
    if (flows->for_any[method] == NULL) {
        const aa_flow *flow = read_method(flows, method, NULL, 0);
        flows->for_any[method] = flow != NULL ? flow : &aa_no_flow;
    }
    return flows->for_any[method] == &aa_no_flow ? NULL : flows->for_any[method];
}

const aa_flow *aa_flow_of(aa_flows *flows, aa_method_id method)
{
    const aa_flow *flow = aa_flow_for_any(flows, method);
    if (flow == NULL || flows->by_method[method] != NULL)
        return flow == NULL ? NULL : flows->by_method[method];
    aa_value args[AA_FLOW_PARAMETERS];
    size_t count = aa_flow_known_parameters(flows, flow, args);
    const aa_flow *known = count == 0 ? NULL : read_method(flows, method, args, count);
    flows->by_method[method] = known != NULL ? known : flow;
    return flows->by_method[method];
}

const aa_flow_call *aa_flow_call_at(const aa_flow *flow, uint32_t pc)
{
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        if (flow->calls[i].pc == pc)
            return &flow->calls[i];
    return NULL;
}

uint32_t aa_flow_block_at(const aa_flow *flow, uint32_t pc)
{
    for (size_t i = 0; i < flow->block_count; i++)
        if (pc >= flow->blocks[i].start && pc < flow->blocks[i].end)
            return (uint32_t)i;
    return AA_NO_ID;
}
