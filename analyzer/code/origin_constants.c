/*
 * Expressions evaluated across methods: parameters, fields and results are replaced by the constants they can
 * be, and what was built from them is built again.
 */
#include "code/origin_internal.h"

#include <stdlib.h>

#include "code/flow_internal.h"

#define MAX_COMBINATIONS 16U
#define MAX_ARGUMENTS    32U
#define ARRAY_LENGTH     0x21

bool aa_trace_is_constant(const aa_values *values, aa_value v)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind == AA_V_ARRAY) {
        bool all = n->number >= 0 && (size_t)n->number == n->part_count;
        for (size_t i = 0; i < n->part_count && all; i++)
            all = aa_trace_is_constant(values, n->parts[i]);
        return all;
    }
    return n->kind == AA_V_INT || n->kind == AA_V_NULL || n->kind == AA_V_STRING || n->kind == AA_V_BYTES ||
           n->kind == AA_V_CLASS;
}

/* ---- memory of earlier answers ------------------------------------------------------------------------ */

static aa_solved *find(aa_tracer *t, uint64_t key)
{
    size_t slot = (size_t)(key ^ key >> 32) & t->memo_mask;
    while (t->memo[slot].used && t->memo[slot].key != key)
        slot = (slot + 1) & t->memo_mask;
    return &t->memo[slot];
}

static void grow(aa_tracer *t)
{
    size_t size = t->memo == NULL ? 1024 : (t->memo_mask + 1) * 2;
    aa_solved *old = t->memo;
    size_t old_size = old == NULL ? 0 : t->memo_mask + 1;
    aa_solved *memo = calloc(size, sizeof *memo);
    if (memo == NULL) {
        t->failed = true;
        return;
    }
    t->memo = memo;
    t->memo_mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].used)
            *find(t, old[i].key) = old[i];
    free(old);
}

static void remember(aa_tracer *t, uint64_t key, aa_value v, uint32_t cost)
{
    if (t->memo == NULL || t->memo_count * 2 > t->memo_mask)
        grow(t);
    if (t->memo == NULL || t->memo_count * 2 > t->memo_mask)
        return;
    aa_solved *slot = find(t, key);
    t->memo_count += !slot->used;
    *slot = (aa_solved){.key = key, .value = v, .cost = cost, .used = true};
}

/* ---- pieces ------------------------------------------------------------------------------------------- */

static aa_value solve(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame, unsigned crossed);

static aa_value join(aa_trace_run *run, aa_value a, aa_value b)
{
    return aa_value_join(run->t->values, a, b);
}

static aa_value solve_parameter(aa_trace_run *run, aa_method_id method, uint32_t number, aa_frame *frame,
                                unsigned crossed)
{
    if (frame != NULL)
        return number < frame->call->argument_count
                   ? solve(run, frame->caller, frame->call->arguments[number], frame->up, crossed)
                   : AA_VALUE_UNKNOWN;
    if (crossed >= run->depth) {
        run->cut = true;
        return AA_VALUE_UNKNOWN;
    }
    const aa_giver *givers = NULL;
    bool open = false;
    size_t count = aa_trace_givers(run, method, number, &givers, &open);
    aa_value out = open ? AA_VALUE_UNKNOWN : aa_value_nothing(run->t->values);
    for (size_t i = 0; i < count; i++) {
        uint32_t pc = 0;
        aa_value given = AA_VALUE_UNKNOWN;
        if (aa_trace_spend(run, 1) && aa_trace_given(run, &givers[i], &pc, &given) != AA_GIVEN_NOT)
            out = join(run, out, solve(run, givers[i].in, given, NULL, crossed + 1));
    }
    return out;
}

static aa_value solve_field(aa_trace_run *run, aa_method_id method, const aa_value_node *n, aa_frame *frame,
                            unsigned crossed)
{
    const aa_stored *stores = NULL;
    aa_value fixed = aa_trace_fixed(run, n->at);
    if (fixed != AA_VALUE_UNKNOWN)
        return fixed;
    if (crossed >= run->depth) {
        run->cut = true;
        return AA_VALUE_UNKNOWN;
    }
    size_t count = aa_trace_stores(run, method, n, frame, &stores);
    aa_method_id in = AA_NO_ID;
    aa_value first = aa_trace_first(run, n->at);
    aa_value out = first != AA_VALUE_UNKNOWN ? first : aa_value_nothing(run->t->values);
    if (count == 0 || aa_trace_filler(run, n->at, &in) != NULL)
        out = AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++)
        out = join(run, out, solve(run, stores[i].in, stores[i].value, stores[i].frame, crossed + 1));
    return out;
}

/* Every combination of what the arguments can be through |one|. Those that are |open| (NULL: none) need be no
 * constants. */
typedef aa_value (*combine)(aa_trace_run *run, const void *context, const aa_value *chosen, size_t count);

static aa_value combinations(aa_trace_run *run, const aa_value *sets, size_t count, const bool *open,
                             combine one, const void *context)
{
    const aa_values *values = run->t->values;
    size_t total = 1;
    for (size_t i = 0; i < count; i++) {
        total *= aa_value_members(values, sets[i]);
        if (total > MAX_COMBINATIONS)
            return AA_VALUE_UNKNOWN;
    }
    aa_value out = aa_value_nothing(run->t->values);
    for (size_t n = 0; n < total; n++) {
        aa_value chosen[MAX_ARGUMENTS];
        size_t rest = n;
        bool constant = true;
        for (size_t i = 0; i < count; i++) {
            size_t members = aa_value_members(values, sets[i]);
            chosen[i] = aa_value_member(values, sets[i], rest % members);
            rest /= members;
            constant = constant && ((open != NULL && open[i]) || aa_trace_is_constant(values, chosen[i]));
        }
        out = join(run, out, constant ? one(run, context, chosen, count) : AA_VALUE_UNKNOWN);
    }
    return out;
}

static aa_value solve_all(aa_trace_run *run, aa_method_id method, const aa_value *parts, size_t count,
                          aa_frame *frame, unsigned crossed, combine one, const void *context)
{
    aa_value sets[MAX_ARGUMENTS];
    if (count > MAX_ARGUMENTS)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++)
        sets[i] = solve(run, method, parts[i], frame, crossed);
    return combinations(run, sets, count, NULL, one, context);
}

static aa_value make_text(aa_trace_run *run, const void *context, const aa_value *chosen, size_t count)
{
    (void)context;
    aa_str text;
    aa_str_init(&text, 65536);
    for (size_t i = 0; i < count; i++) {
        aa_bytes part;
        if (aa_value_is_string(run->t->values, chosen[i], &part))
            aa_str_putn(&text, (const char *)part.p, part.n);
        else
            text.failed = text.too_long = true;
    }
    aa_values_check(run->t->values, &text);
    aa_value v = aa_str_ok(&text)
                     ? aa_value_text(run->t->values, AA_V_STRING, aa_bytes_of(text.ptr, text.len))
                     : AA_VALUE_UNKNOWN;
    aa_str_done(&text);
    return v;
}

static aa_value make_number(aa_trace_run *run, const void *context, const aa_value *chosen, size_t count)
{
    uint32_t op = *(const uint32_t *)context;
    const aa_value_node *n = aa_value_at(run->t->values, chosen[0]);
    if (op >= AA_OP_TEXT_OF_NUMBER)
        return aa_value_fold_text(run->t->values, op, chosen[0]);
    if (op == ARRAY_LENGTH)
        return n->kind == AA_V_BYTES   ? aa_value_int(run->t->values, (int64_t)n->text.n)
               : n->kind == AA_V_ARRAY ? aa_value_int(run->t->values, n->number)
                                       : AA_VALUE_UNKNOWN;
    aa_value v = count == 2 ? aa_fold_binary(run->t->values, (uint8_t)op, chosen[0], chosen[1])
                            : aa_fold_unary(run->t->values, (uint8_t)op, chosen[0]);
    return aa_trace_is_constant(run->t->values, v) ? v : AA_VALUE_UNKNOWN;
}

static aa_value make_array(aa_trace_run *run, const void *context, const aa_value *chosen, size_t count)
{
    const aa_value_node *n = context;
    return aa_value_node_of(run->t->values, AA_V_ARRAY, n->at, n->number, chosen, count);
}

static aa_value apply_model(aa_trace_run *run, const void *context, const aa_value *chosen, size_t count)
{
    return aa_model_apply(context, run->t->values, chosen, count);
}

static aa_value solve_library(aa_trace_run *run, aa_method_id method, const aa_flow_call *call,
                              aa_frame *frame, unsigned crossed)
{
    const aa_model *model = aa_model_of(run->t->models, call->to);
    unsigned effects = model == NULL ? 0 : aa_model_effects(model);
    if ((effects & AA_EFFECT_IDENTITY) && aa_model_same(model) < call->argument_count)
        return solve(run, method, call->arguments[aa_model_same(model)], frame, crossed);
    if (!(effects & AA_EFFECT_PURE))
        return AA_VALUE_UNKNOWN;
    size_t first = aa_bytes_is(aa_program_method(run->t->program, call->to)->name, "<init>");
    size_t count = call->argument_count >= first ? call->argument_count - first : 0;
    aa_value sets[MAX_ARGUMENTS];
    bool open[MAX_ARGUMENTS];
    if (count > MAX_ARGUMENTS)
        return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        aa_value v = call->arguments[first + i];
        open[i] = !aa_model_needs(model, i);
        sets[i] = open[i] ? v : solve(run, method, v, frame, crossed);
    }
    return combinations(run, sets, count, open, apply_model, model);
}

static aa_value solve_result(aa_trace_run *run, aa_method_id method, uint32_t pc, aa_frame *frame,
                             unsigned crossed)
{
    const aa_flow_call *call = aa_trace_call(run, method, pc);
    aa_method_id targets[AA_TRACE_TARGETS];
    if (call == NULL || call->to == AA_NO_ID)
        return AA_VALUE_UNKNOWN;
    bool library = !aa_method_is_defined(run->t->program, call->to);
    size_t count = aa_trace_targets(run, method, call, frame, targets);
    if (count == 0)
        return library ? solve_library(run, method, call, frame, crossed) : AA_VALUE_UNKNOWN;
    if (count > AA_TRACE_TARGETS || crossed >= run->depth) {
        run->cut = true;
        return AA_VALUE_UNKNOWN;
    }
    aa_value out = library ? AA_VALUE_UNKNOWN : aa_value_nothing(run->t->values);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_trace_flow(run, targets[i]);
        aa_value one = aa_trace_evaluate(run, method, call, targets[i], frame, crossed);
        aa_frame *inside = flow == NULL || one != AA_VALUE_UNKNOWN
                               ? NULL
                               : aa_trace_enter(run, method, call, targets[i], frame);
        if (inside != NULL)
            one = solve(run, targets[i], flow->result, inside, crossed + 1);
        out = join(run, out, one);
    }
    return out;
}

static aa_value one_element(aa_trace_run *run, const aa_value_node *array, int64_t index)
{
    aa_value out = aa_value_nothing(run->t->values);
    if (array->kind == AA_V_BYTES && index >= 0)
        return (uint64_t)index < array->text.n ? aa_value_int(run->t->values, (int8_t)array->text.p[index])
                                               : out;
    if (array->kind != AA_V_ARRAY)
        return AA_VALUE_UNKNOWN;
    for (int64_t k = 0; k < array->part_count; k++)
        if (index < 0 || index == k)
            out = join(run, out, array->parts[k]);
    return out;
}

static aa_value solve_element(aa_trace_run *run, aa_method_id method, const aa_value_node *n, aa_frame *frame,
                              unsigned crossed)
{
    aa_value solved = solve(run, method, n->parts[0], frame, crossed);
    aa_value out = aa_value_nothing(run->t->values);
    for (size_t i = 0; i < aa_value_members(run->t->values, solved); i++) {
        aa_value member = aa_value_member(run->t->values, solved, i);
        out = join(run, out, one_element(run, aa_value_at(run->t->values, member), n->number));
    }
    return out;
}

static aa_value solve_node(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame,
                           unsigned crossed)
{
    const aa_value_node *n = aa_value_at(run->t->values, v);
    uint32_t op = n->at;
    switch ((int)n->kind) {
    case AA_V_PARAM:
        return solve_parameter(run, method, n->at, frame, crossed);
    case AA_V_FIELD:
        return solve_field(run, method, n, frame, crossed);
    case AA_V_RESULT:
        return solve_result(run, method, n->at, frame, crossed);
    case AA_V_CONCAT:
        return solve_all(run, method, n->parts, n->part_count, frame, crossed, make_text, NULL);
    case AA_V_OP:
        return solve_all(run, method, n->parts, n->part_count, frame, crossed, make_number, &op);
    case AA_V_ARRAY:
        return n->number < 0 ? AA_VALUE_UNKNOWN
                             : solve_all(run, method, n->parts, n->part_count, frame, crossed, make_array, n);
    case AA_V_ELEMENT:
        return solve_element(run, method, n, frame, crossed);
    default:
        return AA_VALUE_UNKNOWN;
    }
}

/*
 * Without a frame the answer is the same each time: it is kept, with what it cost, so that budgets end alike.
 * A question that comes up again inside its own answer adds nothing to it; what was found on the way there is
 * then not the whole answer to another question.
 */
static aa_value solve_once(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame,
                           unsigned crossed)
{
    uint64_t key = ((uint64_t)method << 32 | v) * UINT64_C(0x9E3779B97F4A7C15) + crossed + run->depth * 64U;
    unsigned level = run->open == NULL ? 0 : run->open->level + 1;
    for (const aa_open *o = run->open; o != NULL; o = o->up)
        if (o->value == v && o->method == method && o->frame == frame) {
            run->cycle = o->level < run->cycle ? o->level : run->cycle;
            return aa_value_nothing(run->t->values);
        }
    if (level >= AA_TRACE_NESTING) {
        run->cut = true;
        return AA_VALUE_UNKNOWN;
    }
    const aa_solved *known = frame == NULL && run->t->memo != NULL ? find(run->t, key) : NULL;
    if (known != NULL && known->used && known->cost < run->steps) {
        run->steps -= known->cost;
        return known->value;
    }
    uint32_t before = run->steps;
    unsigned cycle = run->cycle;
    bool cut = run->cut;
    aa_open open = {method, v, frame, level, run->open};
    run->cycle = UINT32_MAX;
    run->cut = false;
    run->open = &open;
    aa_value out = solve_node(run, method, v, frame, crossed);
    run->open = open.up;
    if (run->cycle >= level) /* none that leads further up */
        run->cycle = UINT32_MAX;
    if (frame == NULL && !run->cut && run->cycle == UINT32_MAX)
        remember(run->t, key, out, before - run->steps);
    run->cycle = cycle < run->cycle ? cycle : run->cycle;
    run->cut = run->cut || cut;
    return out;
}

static aa_value solve(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame, unsigned crossed)
{
    if (aa_trace_is_constant(run->t->values, v) || v == aa_value_nothing(run->t->values))
        return v;
    aa_value out = aa_value_nothing(run->t->values);
    for (size_t i = 0; i < aa_value_members(run->t->values, v); i++) {
        aa_value member = aa_value_member(run->t->values, v, i);
        if (aa_trace_is_constant(run->t->values, member))
            out = join(run, out, member);
        else
            out = join(run, out,
                       aa_trace_spend(run, 1) ? solve_once(run, method, member, frame, crossed)
                                              : AA_VALUE_UNKNOWN);
    }
    return out;
}

aa_value aa_trace_constants(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame,
                            unsigned crossed)
{
    return solve(run, method, v, frame, crossed);
}

/* ---- running ------------------------------------------------------------------------------------------ */

/* The method hands on what it has, or what another method of the app gives: running it would tell no more. */
static bool hands_on(aa_trace_run *run, const aa_flow *flow)
{
    const aa_value_node *n = aa_value_at(run->t->values, flow->result);
    const aa_flow_call *call = n->kind == AA_V_RESULT ? aa_flow_call_at(flow, n->at) : NULL;
    return n->kind == AA_V_PARAM || n->kind == AA_V_FIELD || n->kind == AA_V_NEW || n->kind == AA_V_CAUGHT ||
           n->kind == AA_V_NOTHING || aa_trace_is_constant(run->t->values, flow->result) ||
           (call != NULL && aa_method_is_defined(run->t->program, call->to));
}

/* What is made, caught or mixed, or one of several with such among them, comes to no constant. */
static bool is_never_constant(const aa_values *values, aa_value v)
{
    for (size_t i = 0; i < aa_value_members(values, v); i++) {
        const aa_value_node *n = aa_value_at(values, aa_value_member(values, v, i));
        if (n->kind == AA_V_UNKNOWN || n->kind == AA_V_NEW || n->kind == AA_V_OUT || n->kind == AA_V_CAUGHT ||
            n->kind == AA_V_MIX || (n->kind == AA_V_ARRAY && n->number < 0))
            return true;
    }
    return false;
}

aa_value aa_trace_evaluate(aa_trace_run *run, aa_method_id method, const aa_flow_call *call,
                           aa_method_id callee, aa_frame *frame, unsigned crossed)
{
    aa_value args[MAX_ARGUMENTS];
    size_t count = call->argument_count;
    const aa_flow *flow = aa_trace_flow(run, callee);
    if (count > MAX_ARGUMENTS || flow == NULL || hands_on(run, flow))
        return AA_VALUE_UNKNOWN;
    bool object = !aa_method_is_static(run->t->program, callee);
    for (size_t i = object; i < count; i++)
        if (is_never_constant(run->t->values, call->arguments[i]))
            return AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < count; i++) {
        bool receiver = i == 0 && object;
        args[i] = receiver ? AA_VALUE_UNKNOWN : solve(run, method, call->arguments[i], frame, crossed);
        if (!receiver && !aa_trace_is_constant(run->t->values, args[i]))
            return AA_VALUE_UNKNOWN;
    }
    uint32_t cost = 0;
    aa_value v = aa_flow_evaluate(run->t->flows, callee, args, count, &cost);
    aa_trace_spend(run, cost / 64);
    return v;
}
