/*
 * One path through a method, on constants: the same steps as the fixpoint takes, but a branch that cannot be
 * decided ends it.
 */
#include "code/evaluate.h"

#include <stdlib.h>

#include "code/flow_internal.h"

#define MAX_INSNS 20000U
#define MAX_DEPTH (AA_FLOW_NESTING - 1U)
#define RUN_STEPS (UINT64_C(16) * MAX_INSNS) /* of aa_limits.code_flow_total that one method may take */
#define INSN_COST 8U                         /* steps: what running one takes, beside what it counts itself */

/* Shared by a method and those it calls. */
typedef struct aa_evaluation {
    aa_flows *flows;
    uint32_t insns; /* left */
    uint32_t depth;
    bool gave_up;
    aa_type_id class_init; /* class whose fields are being made; AA_NO_ID: none */
    const aa_value *fields;
    size_t field_count;
} aa_evaluation;

static aa_value run(aa_evaluation *e, aa_method_id method, const aa_value *args, size_t count, aa_vec *stores,
                    aa_value *after);

static bool is_known(const aa_values *values, aa_value v)
{
    aa_value_kind kind = aa_value_kind_of(values, v);
    return kind == AA_V_INT || kind == AA_V_STRING || kind == AA_V_BYTES || kind == AA_V_NULL ||
           kind == AA_V_CLASS || kind == AA_V_ARRAY;
}

bool aa_evaluate_call(aa_reader *r, aa_method_id to, const aa_value *args, size_t count, aa_value *out,
                      aa_value *after)
{
    aa_evaluation *e = r->evaluation;
    const aa_method *m = aa_program_method(r->flows->program, to);
    bool object = m != NULL && aa_bytes_is(m->name, "<init>") && !aa_method_is_defined(r->flows->program, to);
    if (object) /* of a class of the platform that is not evaluated: its uses will end it */
        return true;
    if (m == NULL || m->code == 0 || !aa_method_is_static(r->flows->program, to) || e->depth >= MAX_DEPTH) {
        /* What it gives is not known; whether that matters shows when it is used. */
        *out = AA_VALUE_UNKNOWN;
        e->gave_up = e->gave_up || aa_method_is_defined(r->flows->program, to);
        return false;
    }
    e->depth++;
    *out = run(e, to, args, count, NULL, after);
    if (*out == aa_value_nothing(r->values)) /* it returns nothing, which is not to throw */
        *out = AA_VALUE_UNKNOWN;
    e->depth--;
    return !e->gave_up;
}

/* ---- static fields ----------------------------------------------------------------------------------- */

/* What <clinit> of the field's class leaves in it. Worked out anew each time: the values are kept by the
 * tracer's memory. */
bool aa_evaluate_field(aa_reader *r, aa_field_id field, aa_value *out)
{
    aa_evaluation *e = r->evaluation;
    const aa_program *p = r->flows->program;
    const aa_field *f = aa_program_field(p, field);
    if (f == NULL || e->depth >= MAX_DEPTH || (f->owner == e->class_init))
        return false;
    aa_method_id init = aa_type_method_named(p, f->owner, "<clinit>", AA_NO_ID);
    if (init == AA_NO_ID)
        return false;
    aa_vec stores = AA_VEC_INIT(aa_flow_store);
    aa_type_id before = e->class_init;
    e->class_init = f->owner;
    e->depth++;
    run(e, init, NULL, 0, &stores, NULL);
    e->depth--;
    e->class_init = before;
    const aa_flow_store *items = stores.items;
    bool found = false;
    for (size_t i = 0; i < stores.count; i++) {
        if (items[i].field != field)
            continue;
        *out = items[i].value;
        found = true;
    }
    return found && !e->gave_up && is_known(r->values, *out);
}

/* ---- the run ------------------------------------------------------------------------------------------ */

static uint32_t next_block(aa_reader *r, aa_flow_node *node)
{
    uint32_t normal = node->successor_count - node->handler_count;
    uint32_t only = AA_NO_ID;
    memset(node->taken, 0, node->successor_count);
    aa_reader_decide(r, node);
    for (uint32_t i = 0; i < normal; i++) {
        if (!node->taken[i])
            continue;
        if (only != AA_NO_ID && node->successors[only] != node->successors[i])
            return AA_NO_ID;
        only = i;
    }
    return only == AA_NO_ID ? AA_NO_ID : node->successors[only];
}

/* Runs from the entry to a return. NOTHING for return-void; UNKNOWN with |gave_up| otherwise. */
static aa_value walk(aa_evaluation *e, aa_reader *r)
{
    uint32_t at = 0;
    aa_value nothing = aa_value_nothing(r->values);
    aa_state_copy(r, r->now, r->nodes[0].in);
    r->now->result = AA_VALUE_UNKNOWN; /* no call has thrown */
    while (!r->failed && !e->gave_up) {
        aa_flow_node *node = &r->nodes[at];
        for (uint32_t i = node->first; i <= node->last && !r->failed && !e->gave_up; i++) {
            uint8_t op = r->insns[i].op;
            if (e->insns-- == 0 || op == OP_THROW || !aa_reader_count(r, INSN_COST)) {
                e->insns = 1;
                e->gave_up = true;
                return AA_VALUE_UNKNOWN;
            }
            if (op == OP_RETURN_VOID)
                return nothing;
            if (op > OP_RETURN_VOID && op <= OP_RETURN_OBJECT)
                return aa_reader_snapshot(r, aa_reader_get(r, r->insns[i].v[0]));
            aa_reader_step(r, &r->insns[i]);
            /* A library call that would throw. */
            e->gave_up = e->gave_up || r->now->result == nothing;
        }
        at = e->gave_up ? AA_NO_ID : next_block(r, node);
        e->gave_up = e->gave_up || at == AA_NO_ID;
    }
    e->gave_up = true;
    return AA_VALUE_UNKNOWN;
}

/* |after| (may be NULL): what arrays among the arguments hold then. */
static aa_value run(aa_evaluation *e, aa_method_id method, const aa_value *args, size_t count, aa_vec *stores,
                    aa_value *after)
{
    static const aa_value no_args[1];
    const uint64_t budget = e->flows->steps < RUN_STEPS ? e->flows->steps : RUN_STEPS;
    aa_reader r = {.flows = e->flows,
                   .program = e->flows->program,
                   .values = e->flows->values,
                   .scratch = &e->flows->evaluated[e->depth],
                   .zero = aa_value_int(e->flows->values, 0),
                   .nothing = aa_value_nothing(e->flows->values),
                   .method = method,
                   .record = aa_program_method(e->flows->program, method),
                   .steps = budget,
                   .evaluation = e,
                   .recording = stores != NULL,
                   .calls = AA_VEC_INIT(aa_flow_call),
                   .stores = AA_VEC_INIT(aa_flow_store),
                   .elements = AA_VEC_INIT(aa_flow_element),
                   .exits = AA_VEC_INIT(aa_flow_exit),
                   .branches = AA_VEC_INIT(aa_flow_branch)};
    aa_value v = AA_VALUE_UNKNOWN;
    r.dex = &aa_program_unit(e->flows->program, r.record->unit)->dex;
    aa_scratch_reset(r.scratch);
    bool ok = aa_dex_code_at(r.dex, r.record->code, &r.code);
    r.registers = ok ? r.code.registers : 0;
    ok = ok && aa_reader_graph(&r) && aa_reader_enter(&r, args == NULL ? no_args : args, count);
    if (ok) {
        r.now = aa_state_new(&r);
        if (r.now != NULL)
            v = walk(e, &r);
    }
    e->gave_up = e->gave_up || !ok || r.failed;
    e->flows->steps -= budget - r.steps < e->flows->steps ? budget - r.steps : e->flows->steps;
    e->flows->failed = e->flows->failed || r.failed || r.scratch->failed;
    if (stores != NULL)
        *stores = r.stores;
    for (size_t i = 0; i < count && after != NULL && r.now != NULL; i++) {
        aa_value array = aa_reader_parameter_array(&r, i);
        after[i] = array == AA_VALUE_UNKNOWN ? args[i] : aa_reader_snapshot(&r, array);
    }
    return v;
}

aa_value aa_flow_evaluate(aa_flows *flows, aa_method_id method, const aa_value *arguments, size_t count,
                          uint32_t *cost)
{
    const aa_method *m = aa_program_method(flows->program, method);
    if (m == NULL || m->code == 0)
        return AA_VALUE_UNKNOWN;
    aa_evaluation e = {.flows = flows, .insns = MAX_INSNS, .class_init = AA_NO_ID};
    aa_value v = run(&e, method, arguments, count, NULL, NULL);
    *cost = MAX_INSNS - e.insns;
    return e.gave_up || !is_known(flows->values, v) ? AA_VALUE_UNKNOWN : v;
}

aa_value aa_flow_evaluate_field(aa_flows *flows, aa_field_id field, uint32_t *cost)
{
    const aa_field *f = aa_program_field(flows->program, field);
    aa_method_id init =
        f == NULL ? AA_NO_ID : aa_type_method_named(flows->program, f->owner, "<clinit>", AA_NO_ID);
    *cost = 0;
    if (init == AA_NO_ID || aa_program_method(flows->program, init)->code == 0)
        return AA_VALUE_UNKNOWN;
    aa_evaluation e = {.flows = flows, .insns = MAX_INSNS, .class_init = f->owner};
    aa_vec stores = AA_VEC_INIT(aa_flow_store);
    run(&e, init, NULL, 0, &stores, NULL);
    *cost = MAX_INSNS - e.insns;
    const aa_flow_store *items = stores.items;
    aa_value v = AA_VALUE_UNKNOWN;
    for (size_t i = 0; i < stores.count; i++)
        v = items[i].field == field ? items[i].value : v;
    return is_known(flows->values, v) ? v : AA_VALUE_UNKNOWN;
}
