/*
 * Who calls a method, what a call runs, and with what.
 */
#include "code/origin_internal.h"

#include <stdlib.h>

bool aa_trace_spend(aa_trace_run *run, uint32_t steps)
{
    if (run->steps <= steps) {
        run->steps = 0;
        run->cut = true;
        return false;
    }
    run->steps -= steps;
    return true;
}

const aa_flow *aa_trace_flow(aa_trace_run *run, aa_method_id method)
{
    const aa_flow *flow = aa_flow_of(run->t->flows, method);
    run->cut = run->cut || flow == NULL || !flow->complete;
    return flow;
}

const aa_flow_call *aa_trace_call(aa_trace_run *run, aa_method_id method, uint32_t pc)
{
    const aa_flow *flow = aa_flow_of(run->t->flows, method);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, pc);
    run->cut = run->cut || flow == NULL || (call == NULL && !flow->complete);
    return call;
}

size_t aa_trace_callers(aa_trace_run *run, aa_method_id method, const aa_call_ref *const **out)
{
    size_t count = aa_method_callers(run->t->program, method, NULL, 0);
    if (count > AA_TRACE_CALLERS) {
        run->cut = true;
        count = AA_TRACE_CALLERS;
    }
    const aa_call_ref **callers = aa_arena_array(run->t->scratch, count + 1, sizeof *callers);
    *out = callers;
    if (callers == NULL) {
        run->t->failed = true;
        return 0;
    }
    aa_method_callers(run->t->program, method, callers, count);
    return count;
}

/* ---- frames ------------------------------------------------------------------------------------------- */

/* The result of |flow| is constants, and what the call at |pc| gives. */
static bool only_repeats(const aa_values *values, const aa_flow *flow, uint32_t pc)
{
    for (size_t i = 0; i < aa_value_members(values, flow->result); i++) {
        aa_value member = aa_value_member(values, flow->result, i);
        const aa_value_node *n = aa_value_at(values, member);
        if (!(n->kind == AA_V_RESULT && n->at == pc) && !aa_trace_is_constant(values, member))
            return false;
    }
    return true;
}

/* Entering the call again would bring nothing that entering it once did not. */
static bool hands_on_the_same(aa_trace_run *run, aa_method_id caller, const aa_flow_call *call,
                              aa_method_id callee)
{
    const aa_flow *flow = aa_trace_flow(run, callee);
    bool same = true;
    for (uint32_t i = 0; i < call->argument_count && same; i++) {
        const aa_value_node *n = aa_value_at(run->t->values, call->arguments[i]);
        same = (n->kind == AA_V_PARAM && n->at == i && caller == callee) ||
               aa_trace_is_constant(run->t->values, call->arguments[i]);
    }
    return same || (flow != NULL && caller == callee && only_repeats(run->t->values, flow, call->pc));
}

aa_frame *aa_trace_enter(aa_trace_run *run, aa_method_id caller, const aa_flow_call *call,
                         aa_method_id callee, aa_frame *up)
{
    for (aa_frame *f = up; f != NULL; f = f->up)
        if (f->caller == caller && f->call == call) {
            run->cut = run->cut || !hands_on_the_same(run, caller, call, callee);
            return f;
        }
    aa_frame **first = up == NULL ? &run->frames : &up->below;
    for (aa_frame *f = *first; f != NULL; f = f->beside)
        if (f->caller == caller && f->call == call)
            return f;
    aa_frame *frame = aa_arena_alloc(run->t->scratch, sizeof *frame);
    if (frame == NULL) {
        run->t->failed = true;
        return NULL;
    }
    *frame = (aa_frame){caller, call, up, NULL, *first};
    *first = frame;
    return frame;
}

aa_value aa_trace_object(aa_trace_run *run, aa_method_id *method, aa_value value, aa_frame **frame)
{
    const aa_value_node *n = aa_value_at(run->t->values, value);
    while (n->kind == AA_V_PARAM && *frame != NULL && n->at < (*frame)->call->argument_count) {
        aa_frame *from = *frame;
        value = from->call->arguments[n->at];
        *method = from->caller;
        *frame = from->up;
        n = aa_value_at(run->t->values, value);
    }
    return value;
}

/* ---- what a call runs --------------------------------------------------------------------------------- */

static aa_targets *slot_of(const aa_tracer *t, aa_method_id to, aa_type_id receiver, uint32_t kind)
{
    uint64_t h = ((uint64_t)to << 32 | receiver) * UINT64_C(0x9E3779B97F4A7C15) + kind;
    size_t slot = (size_t)(h >> 32) & t->targets_mask;
    const aa_targets *at = &t->targets[slot];
    while (at->kind != 0 && (at->to != to || at->receiver != receiver || at->kind != kind)) {
        slot = (slot + 1) & t->targets_mask;
        at = &t->targets[slot];
    }
    return &t->targets[slot];
}

static bool grow_targets(aa_tracer *t)
{
    size_t size = t->targets == NULL ? 256 : (t->targets_mask + 1) * 2;
    size_t old_size = t->targets == NULL ? 0 : t->targets_mask + 1;
    aa_targets *old = t->targets;
    aa_targets *targets = calloc(size, sizeof *targets);
    if (targets == NULL) {
        t->failed = true;
        return false;
    }
    t->targets = targets;
    t->targets_mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].kind != 0)
            *slot_of(t, old[i].to, old[i].receiver, old[i].kind) = old[i];
    free(old);
    return true;
}

/* aa_call_targets(), which goes through all classes below the receiver's, asked once. */
static size_t any_targets(aa_tracer *t, const aa_call_ref *call, aa_type_id receiver, aa_method_id *out)
{
    if ((t->targets == NULL || t->targets_count * 2 > t->targets_mask) && !grow_targets(t))
        return 0;
    aa_targets *known = slot_of(t, call->to, receiver, call->kind + 1);
    if (known->kind == 0) {
        *known = (aa_targets){.to = call->to, .receiver = receiver, .kind = call->kind + 1};
        known->count =
            (uint32_t)aa_call_targets(t->program, call, receiver, known->methods, AA_TRACE_TARGETS);
        t->targets_count++;
    }
    memcpy(out, known->methods, sizeof known->methods);
    return known->count;
}

size_t aa_trace_targets(aa_trace_run *run, aa_method_id in, const aa_flow_call *call, aa_frame *frame,
                        aa_method_id *out)
{
    const aa_program *p = run->t->program;
    bool dispatched = call->kind == AA_CALL_VIRTUAL || call->kind == AA_CALL_INTERFACE;
    if (dispatched && call->argument_count > 0) {
        aa_value object = aa_trace_object(run, &in, call->arguments[0], &frame);
        const aa_value_node *n = aa_value_at(run->t->values, object);
        const aa_method *to = aa_program_method(p, call->to);
        aa_method_id own = n->kind == AA_V_NEW && to != NULL
                               ? aa_type_method(p, (aa_type_id)n->number, to->signature)
                               : AA_NO_ID;
        if (own != AA_NO_ID && aa_program_method(p, own)->code != 0) { /* made here: of that very class */
            out[0] = own;
            return 1;
        }
    }
    aa_call_ref ref = {.in = in, .to = call->to, .pc = call->pc, .kind = call->kind};
    return any_targets(run->t, &ref, call->receiver, out);
}
