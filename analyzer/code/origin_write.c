/*
 * What calls write into arrays they are given.
 */
#include "code/origin_internal.h"

#define MAX_DEPTH 3U /* methods of the app that hand the array on */

static void follow_written(aa_trace_search *s, const aa_trace_item *at, aa_method_id callee,
                           uint32_t parameter, aa_frame *frame, unsigned depth);

static bool is_parameter(const aa_trace_search *s, aa_value v, uint32_t parameter)
{
    for (size_t i = 0; i < aa_value_members(s->run.t->values, v); i++) {
        const aa_value_node *n = aa_value_at(s->run.t->values, aa_value_member(s->run.t->values, v, i));
        if (n->kind == AA_V_PARAM && n->at == parameter)
            return true;
    }
    return false;
}

static void found_filler(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call)
{
    bool copies = aa_bytes_is(aa_program_method(s->run.t->program, call->to)->name, "arraycopy");
    aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
    origin.method = call->to;
    origin.pc = call->pc;
    origin.passes = copies;
    aa_search_emit(s, at, origin);
    if (copies)
        aa_search_follow_parts(s, at, call->arguments, 1, false);
}

/* A call that was given the array: a library's writer, or code of the app. */
static void follow_writer(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call,
                          size_t argument, unsigned depth)
{
    const aa_model *model = call->to == AA_NO_ID ? NULL : aa_model_of(s->run.t->models, call->to);
    aa_method_id targets[AA_TRACE_TARGETS];
    if (model != NULL && (aa_model_effects(model) & AA_EFFECT_FILLS) && aa_model_filled(model) == argument) {
        found_filler(s, at, call);
        return;
    }
    size_t count = call->to == AA_NO_ID ? 0 : aa_trace_targets(&s->run, at->method, call, at->frame, targets);
    if (count > AA_TRACE_TARGETS || (count > 0 && (depth == 0 || !aa_trace_spend(&s->run, 1)))) {
        s->run.cut = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        aa_frame *frame = aa_trace_enter(&s->run, at->method, call, targets[i], at->frame);
        if (frame != NULL)
            follow_written(s, at, targets[i], (uint32_t)argument, frame, depth - 1);
    }
}

static void follow_written(aa_trace_search *s, const aa_trace_item *at, aa_method_id callee,
                           uint32_t parameter, aa_frame *frame, unsigned depth)
{
    const aa_flow *flow = aa_trace_flow(&s->run, callee);
    aa_trace_item inside = *at;
    inside.method = callee;
    inside.frame = frame;
    inside.exact = false;
    inside.element = false;
    for (size_t i = 0; flow != NULL && i < flow->element_count; i++) {
        if (!is_parameter(s, flow->elements[i].array, parameter))
            continue;
        inside.pc = flow->elements[i].pc;
        aa_search_follow_parts(s, &inside, &flow->elements[i].value, 1, false);
    }
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        for (size_t k = 0; k < flow->calls[i].argument_count; k++)
            if (is_parameter(s, flow->calls[i].arguments[k], parameter))
                follow_writer(s, &inside, &flow->calls[i], k, depth);
}

void aa_search_follow_out(aa_trace_search *s, const aa_trace_item *at, uint32_t pc)
{
    const aa_flow_call *call = aa_trace_call(&s->run, at->method, pc);
    aa_trace_item where = *at;
    where.exact = false;
    where.element = false;
    for (size_t i = 0; call != NULL && i < call->argument_count; i++)
        follow_writer(s, &where, call, i, MAX_DEPTH);
}
