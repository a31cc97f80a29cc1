/*
 * One step back from each kind of value.
 */
#include "code/origin_internal.h"

/* ---- following ----------------------------------------------------------------------------------------- */

static void follow_parameter(aa_trace_search *s, const aa_trace_item *at, uint32_t number)
{
    const aa_program *p = s->run.t->program;
    const aa_frame *frame = at->frame;
    bool is_this = number == 0 && !aa_method_is_static(p, at->method);
    if (frame != NULL && number < frame->call->argument_count) {
        aa_trace_item next = *at;
        next.method = frame->caller;
        next.pc = frame->call->pc;
        next.value = frame->call->arguments[number];
        next.frame = frame->up;
        next.way = aa_search_step_to(
            s, (aa_step){AA_STEP_ARGUMENT, frame->caller, frame->call->pc, at->method, AA_NO_ID, at->way});
        aa_search_push(s, at, next);
        return;
    }
    aa_origin origin = aa_search_plain(AA_ORIGIN_ENTRY);
    origin.number = number;
    if (is_this) { /* an object of this class, made somewhere */
        origin = aa_search_plain(AA_ORIGIN_NEW);
        origin.type = aa_program_method(p, at->method)->owner;
        aa_search_emit(s, at, origin);
        return;
    }
    const aa_call_ref *callers[AA_TRACE_CALLERS];
    size_t count = aa_trace_callers(&s->run, at->method, callers);
    if (aa_method_overrides_platform(p, at->method) != AA_PLATFORM_NONE)
        aa_search_emit(s, at, origin);
    else if (count == 0) {
        origin.kind = AA_ORIGIN_PARAM;
        aa_search_emit(s, at, origin);
    }
    if (count > 0 && at->crossed >= s->run.depth) {
        s->run.cut = true;
        aa_search_emit_unknown(s, at);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const aa_flow_call *call =
            aa_flow_call_at(aa_flow_of(s->run.t->flows, callers[i]->in), callers[i]->pc);
        if (call == NULL)
            continue;
        if (number >= call->argument_count) { /* the body of a lambda: whoever runs it gives this */
            aa_search_emit(s, at, origin);
            continue;
        }
        aa_trace_item next = *at;
        next.method = callers[i]->in;
        next.pc = call->pc;
        next.value = call->arguments[number];
        next.frame = NULL;
        next.crossed++;
        next.way = aa_search_step_to(
            s, (aa_step){AA_STEP_ARGUMENT, next.method, call->pc, at->method, AA_NO_ID, at->way});
        aa_search_push(s, at, next);
    }
}

static bool is_zeros(const aa_value_node *n)
{
    for (size_t i = 0; i < n->text.n; i++)
        if (n->text.p[i] != 0)
            return false;
    return n->kind == AA_V_BYTES;
}

static void follow_field(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    aa_stored stores[AA_TRACE_CALLERS];
    aa_origin origin = aa_search_plain(AA_ORIGIN_FIELD);
    aa_value initial = aa_trace_initial(&s->run, n->at);
    origin.field = n->at;
    if (initial != AA_VALUE_UNKNOWN) {
        aa_trace_item next = *at;
        next.way =
            aa_search_step_to(s, (aa_step){AA_STEP_FIELD, at->method, at->pc, AA_NO_ID, n->at, at->way});
        aa_search_found_constant(s, &next, initial);
        return;
    }
    size_t count = aa_trace_stores(&s->run, at->method, n, at->frame, stores, AA_TRACE_CALLERS);
    if (count == 0)
        aa_search_emit(s, at, origin);
    if (count > AA_TRACE_CALLERS || (count > 0 && at->crossed >= s->run.depth)) {
        s->run.cut = true;
        aa_search_emit_unknown(s, at);
    }
    aa_method_id filled_in = AA_NO_ID;
    const aa_flow_call *filler = aa_trace_filler(&s->run, n->at, &filled_in);
    if (filler != NULL) {
        aa_trace_item where = *at;
        where.method = filled_in;
        origin = aa_search_plain(AA_ORIGIN_CALL);
        origin.method = filler->to;
        origin.pc = filler->pc;
        aa_search_emit(s, &where, origin);
    }
    for (size_t i = 0; i < count && i < AA_TRACE_CALLERS && at->crossed < s->run.depth; i++) {
        /* What was put there to be written over is not what is used. */
        if (filler != NULL && is_zeros(aa_value_at(s->run.t->values, stores[i].value)))
            continue;
        aa_trace_item next = *at;
        next.method = stores[i].in;
        next.pc = stores[i].pc;
        next.value = stores[i].value;
        next.frame = stores[i].frame;
        next.crossed++;
        next.way = aa_search_step_to(
            s, (aa_step){AA_STEP_FIELD, stores[i].in, stores[i].pc, AA_NO_ID, n->at, at->way});
        aa_search_push(s, at, next);
    }
}

static void follow_library(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call)
{
    aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
    const aa_model *model = aa_model_of(s->run.t->models, call->to);
    bool identity = model != NULL && (aa_model_effects(model) & (AA_EFFECT_IDENTITY | AA_EFFECT_COPIES)) &&
                    aa_model_same(model) < call->argument_count;
    if (identity) {
        aa_search_follow_parts(s, at, call->arguments + aa_model_same(model), 1, at->exact, at->element);
        return;
    }
    origin.method = call->to;
    origin.pc = call->pc;
    origin.passes = s->run.through && call->argument_count > 0;
    aa_search_emit(s, at, origin);
    aa_trace_item through = *at;
    through.pc = call->pc;
    through.way =
        aa_search_step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
    if (s->run.through)
        aa_search_follow_parts(s, &through, call->arguments, call->argument_count, false, false);
}

static void follow_result(aa_trace_search *s, const aa_trace_item *at, uint32_t pc)
{
    const aa_flow_call *call = aa_flow_call_at(aa_flow_of(s->run.t->flows, at->method), pc);
    aa_method_id targets[AA_TRACE_TARGETS];
    if (call == NULL || call->to == AA_NO_ID) {
        aa_search_emit_unknown(s, at);
        return;
    }
    size_t count = aa_trace_targets(&s->run, at->method, call, targets);
    if (!aa_method_is_defined(s->run.t->program, call->to))
        follow_library(s, at, call);
    else if (count == 0) {
        aa_origin origin = aa_search_plain(AA_ORIGIN_CALL); /* abstract or native */
        origin.method = call->to;
        origin.pc = call->pc;
        aa_search_emit(s, at, origin);
    }
    if (count > AA_TRACE_TARGETS || (count > 0 && at->crossed >= s->run.depth)) {
        s->run.cut = true;
        aa_search_emit_unknown(s, at);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_flow_of(s->run.t->flows, targets[i]);
        if (flow == NULL)
            continue;
        aa_trace_item next = *at;
        next.method = targets[i];
        next.value = flow->result;
        next.frame = aa_trace_enter(&s->run, at->method, call, at->frame);
        next.crossed++;
        next.way =
            aa_search_step_to(s, (aa_step){AA_STEP_RETURN, at->method, pc, targets[i], AA_NO_ID, at->way});
        next.pc = flow->exit_count > 0 ? flow->exits[0].pc : 0;
        aa_search_push(s, at, next);
    }
}

/* What an object was made from and given, in the method that makes it. */
static void follow_object(aa_trace_search *s, const aa_trace_item *at, aa_value object)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, object);
    const aa_flow *flow = aa_flow_of(s->run.t->flows, at->method);
    aa_origin origin = aa_search_plain(AA_ORIGIN_NEW);
    origin.type = (aa_type_id)n->number;
    origin.pc = n->at;
    origin.passes = s->run.through;
    aa_search_emit(s, at, origin);
    for (size_t i = 0; s->run.through && flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        if (call->argument_count < 2 || call->arguments[0] != object)
            continue;
        aa_trace_item through = *at;
        through.pc = call->pc;
        through.way =
            aa_search_step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
        aa_search_follow_parts(s, &through, call->arguments + 1, call->argument_count - 1U, false, false);
    }
}

/* ---- arrays that a call writes into ------------------------------------------------------------------- */

static void follow_written(aa_trace_search *s, const aa_trace_item *at, aa_method_id callee,
                           uint32_t parameter, const aa_frame *frame, unsigned depth);

static bool is_parameter(const aa_trace_search *s, aa_value v, uint32_t parameter)
{
    for (size_t i = 0; i < aa_value_members(s->run.t->values, v); i++) {
        const aa_value_node *n = aa_value_at(s->run.t->values, aa_value_member(s->run.t->values, v, i));
        if (n->kind == AA_V_PARAM && n->at == parameter)
            return true;
    }
    return false;
}

/* A call that was given the array: a library's writer, or code of the app. */
static void follow_writer(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call,
                          size_t argument, unsigned depth)
{
    const aa_model *model = call->to == AA_NO_ID ? NULL : aa_model_of(s->run.t->models, call->to);
    if (model != NULL && (aa_model_effects(model) & AA_EFFECT_FILLS) && aa_model_filled(model) == argument) {
        bool copies = aa_bytes_is(aa_program_method(s->run.t->program, call->to)->name, "arraycopy");
        aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
        origin.method = call->to;
        origin.pc = call->pc;
        origin.passes = copies;
        aa_search_emit(s, at, origin);
        if (copies)
            aa_search_follow_parts(s, at, call->arguments, 1, false, false);
        return;
    }
    aa_method_id targets[AA_TRACE_TARGETS];
    size_t count = depth == 0 ? 0 : aa_trace_targets(&s->run, at->method, call, targets);
    for (size_t i = 0; i < count && i < AA_TRACE_TARGETS; i++)
        follow_written(s, at, targets[i], (uint32_t)argument,
                       aa_trace_enter(&s->run, at->method, call, at->frame), depth - 1);
}

static void follow_written(aa_trace_search *s, const aa_trace_item *at, aa_method_id callee,
                           uint32_t parameter, const aa_frame *frame, unsigned depth)
{
    const aa_flow *flow = aa_flow_of(s->run.t->flows, callee);
    aa_trace_item inside = *at;
    inside.method = callee;
    inside.frame = frame;
    inside.exact = false;
    inside.element = false;
    for (size_t i = 0; flow != NULL && i < flow->element_count; i++) {
        if (!is_parameter(s, flow->elements[i].array, parameter))
            continue;
        inside.pc = flow->elements[i].pc;
        aa_search_follow_parts(s, &inside, &flow->elements[i].value, 1, false, false);
    }
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        for (size_t k = 0; k < flow->calls[i].argument_count; k++)
            if (is_parameter(s, flow->calls[i].arguments[k], parameter))
                follow_writer(s, &inside, &flow->calls[i], k, depth);
}

static void follow_out(aa_trace_search *s, const aa_trace_item *at, uint32_t pc)
{
    const aa_flow *flow = aa_flow_of(s->run.t->flows, at->method);
    const aa_flow_call *call = aa_flow_call_at(flow, pc);
    aa_trace_item where = *at;
    where.exact = false;
    for (size_t i = 0; call != NULL && i < call->argument_count; i++)
        follow_writer(s, &where, call, i, 3);
}

/*
 * One of several. An array that code was given to write into is a union of what it held and of what is
 * written: what it held does not count where somebody fills it, nor the zeros it was made with where somebody
 * writes.
 */
static void follow_union(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    size_t before = s->origins.count;
    size_t waiting = s->items.count;
    for (size_t i = 0; i < n->part_count; i++)
        if (aa_value_kind_of(s->run.t->values, n->parts[i]) == AA_V_OUT)
            follow_out(s, at, aa_value_at(s->run.t->values, n->parts[i])->at);
    bool filled = s->origins.count > before;
    bool written = filled || s->items.count > waiting;
    for (size_t i = 0; i < n->part_count; i++) {
        const aa_value_node *part = aa_value_at(s->run.t->values, n->parts[i]);
        bool held = part->kind == AA_V_BYTES || part->kind == AA_V_ARRAY;
        if (part->kind != AA_V_OUT && !(held && filled) && !(written && is_zeros(part)))
            aa_search_follow_parts(s, at, n->parts + i, 1, at->exact, at->element);
    }
}

/* ---- one value ----------------------------------------------------------------------------------------- */

/* An expression: the constants it comes to, and its parts where it does not come to constants alone. */
static void follow_expression(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    aa_value solved = aa_trace_constants(&s->run, at->method, at->value, at->frame, at->crossed);
    bool whole = true;
    for (size_t i = 0; i < aa_value_members(s->run.t->values, solved); i++) {
        aa_value member = aa_value_member(s->run.t->values, solved, i);
        if (aa_trace_is_constant(s->run.t->values, member))
            aa_search_found_constant(s, at, member);
        else
            whole = false;
    }
    bool element = n->kind == AA_V_ELEMENT;
    bool array = n->kind == AA_V_ARRAY;
    if (!whole)
        aa_search_follow_parts(s, at, n->parts, n->part_count,
                               at->exact && (element || (array && at->element)), element);
}

void aa_search_follow(aa_trace_search *s, const aa_trace_item *at)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, at->value);
    aa_origin origin = aa_search_plain(AA_ORIGIN_CAUGHT);
    if (aa_trace_is_constant(s->run.t->values, at->value)) {
        aa_search_found_constant(s, at, at->value);
        return;
    }
    switch ((int)n->kind) {
    case AA_V_UNION:
        follow_union(s, at, n);
        break;
    case AA_V_PARAM:
        follow_parameter(s, at, n->at);
        break;
    case AA_V_FIELD:
        follow_field(s, at, n);
        break;
    case AA_V_NEW:
        follow_object(s, at, at->value);
        break;
    case AA_V_OUT:
        follow_out(s, at, n->at);
        break;
    case AA_V_CAUGHT:
        origin.pc = n->at;
        aa_search_emit(s, at, origin);
        break;
    case AA_V_MIX:
        aa_search_follow_parts(s, at, n->parts, n->part_count, false, false);
        break;
    case AA_V_RESULT:
        follow_expression(s, at, n);
        follow_result(s, at, n->at);
        break;
    case AA_V_CONCAT:
    case AA_V_OP:
    case AA_V_ARRAY:
    case AA_V_ELEMENT:
        follow_expression(s, at, n);
        break;
    default:
        aa_search_emit_unknown(s, at);
        break;
    }
}
