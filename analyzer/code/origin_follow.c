/*
 * One step back from each kind of value.
 */
#include "code/origin_internal.h"

/*
 * |next| lies one method further. The only way there is, as compilers make lambdas and accessors, does not
 * count against the depth for a while. False: too far.
 */
static bool cross(aa_trace_search *s, aa_trace_item *next, bool only)
{
    if (only && next->alone < AA_TRACE_ALONE) {
        next->alone++;
    } else if (next->crossed < s->run.depth) {
        next->crossed++;
    } else {
        s->run.cut = true;
        return false;
    }
    return true;
}

/* Methods crossed as questions about constants count them. */
static unsigned crossed(const aa_trace_search *s, const aa_trace_item *at)
{
    unsigned all = at->crossed + at->alone;
    return all <= s->run.depth ? all : at->crossed;
}

/* ---- parameters --------------------------------------------------------------------------------------- */

/* |next| is what |at| gets by an argument of a call, at |next|'s place. */
static void push_argument(aa_trace_search *s, const aa_trace_item *at, aa_trace_item next)
{
    next.way = aa_search_step_to(
        s, (aa_step){AA_STEP_ARGUMENT, next.method, next.pc, at->method, AA_NO_ID, at->way});
    aa_search_push(s, next);
}

static void follow_callers(aa_trace_search *s, const aa_trace_item *at, uint32_t number)
{
    const aa_giver *givers = NULL;
    bool open = false;
    size_t count = aa_trace_givers(&s->run, at->method, number, &givers, &open);
    bool entered = aa_method_overrides_platform(s->run.t->program, at->method) != AA_PLATFORM_NONE;
    aa_origin origin = aa_search_plain(entered || count > 0 ? AA_ORIGIN_ENTRY : AA_ORIGIN_PARAM);
    origin.number = number;
    if (open)
        aa_search_emit(s, at, origin);
    aa_trace_item next = *at;
    if (count > 0 && !cross(s, &next, count == 1))
        return;
    next.frame = NULL;
    for (size_t i = 0; i < count && aa_trace_spend(&s->run, 1); i++) {
        aa_given given = aa_trace_given(&s->run, &givers[i], &next.pc, &next.value);
        next.method = givers[i].in;
        if (given == AA_GIVEN)
            push_argument(s, at, next);
        else if (given == AA_GIVEN_UNSAID)
            aa_search_emit(s, at, origin);
    }
}

static void follow_parameter(aa_trace_search *s, const aa_trace_item *at, uint32_t number)
{
    aa_frame *frame = at->frame;
    if (frame != NULL && number < frame->call->argument_count) {
        aa_trace_item next = *at;
        next.method = frame->caller;
        next.frame = frame->up;
        next.pc = frame->call->pc;
        next.value = frame->call->arguments[number];
        push_argument(s, at, next);
    } else if (number == 0 && !aa_method_is_static(s->run.t->program, at->method)) {
        /* an object of this class, made somewhere */
        aa_origin origin = aa_search_plain(AA_ORIGIN_NEW);
        origin.type = aa_program_method(s->run.t->program, at->method)->owner;
        aa_search_emit(s, at, origin);
    } else {
        follow_callers(s, at, number);
    }
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static bool is_zeros(const aa_value_node *n)
{
    for (size_t i = 0; i < n->text.n; i++)
        if (n->text.p[i] != 0)
            return false;
    return n->kind == AA_V_BYTES;
}

/* True when a library call writes into the array in the field: what it was made with is not what is used. */
static bool found_filler(aa_trace_search *s, const aa_trace_item *at, aa_field_id field)
{
    aa_trace_item where = *at;
    const aa_flow_call *filler = aa_trace_filler(&s->run, field, &where.method);
    aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
    if (filler == NULL)
        return false;
    origin.method = filler->to;
    origin.pc = filler->pc;
    aa_search_emit(s, &where, origin);
    return true;
}

static void push_stored(aa_trace_search *s, aa_trace_item next, aa_field_id field, const aa_stored *stored)
{
    const aa_step *way = next.way;
    next.method = stored->in;
    next.pc = stored->pc;
    next.value = stored->value;
    next.frame = stored->frame;
    next.way = aa_search_step_to(s, (aa_step){AA_STEP_FIELD, stored->in, stored->pc, AA_NO_ID, field, way});
    aa_search_push(s, next);
}

/* A constant that the declaration of the field, or its class initialiser, puts there. */
static void found_declared(aa_trace_search *s, const aa_trace_item *at, aa_field_id field, aa_value v)
{
    aa_trace_item next = *at;
    next.way = aa_search_step_to(s, (aa_step){AA_STEP_FIELD, at->method, at->pc, AA_NO_ID, field, at->way});
    aa_search_found_constant(s, &next, v);
}

static void follow_field(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    const aa_stored *stores = NULL;
    aa_value fixed = aa_trace_fixed(&s->run, n->at);
    if (fixed != AA_VALUE_UNKNOWN) {
        found_declared(s, at, n->at, fixed);
        return;
    }
    size_t count = aa_trace_stores(&s->run, at->method, n, at->frame, &stores);
    if (count == 0) {
        aa_origin origin = aa_search_plain(AA_ORIGIN_FIELD);
        origin.field = n->at;
        aa_search_emit(s, at, origin);
    }
    aa_trace_item next = *at;
    if (count > 0 && !cross(s, &next, count == 1))
        return;
    aa_value first = aa_trace_first(&s->run, n->at);
    if (first != AA_VALUE_UNKNOWN)
        found_declared(s, at, n->at, first);
    bool filled = found_filler(s, at, n->at);
    for (size_t i = 0; i < count; i++)
        if (!filled || !is_zeros(aa_value_at(s->run.t->values, stores[i].value)))
            push_stored(s, next, n->at, &stores[i]);
}

/* ---- results ------------------------------------------------------------------------------------------ */

/* What the call was given, from |first| on: contents, and a name that they are kept under. */
static void follow_given(aa_trace_search *s, const aa_trace_item *through, const aa_flow_call *call,
                         size_t first, const aa_model *model)
{
    bool keyed = call->kind != AA_CALL_STATIC && aa_model_takes_key(s->run.t->models, call->to);
    size_t made = model == NULL ? 0 : first; /* a constructor's arguments count behind what is made */
    for (size_t i = first; i < call->argument_count; i++) {
        aa_trace_item part = *through;
        part.key = part.key || (keyed && i == 1);
        if (model == NULL || aa_model_needs(model, i - made))
            aa_search_follow_parts(s, &part, call->arguments + i, 1, false);
    }
}

/* What other calls on the same object gave to it in that method. */
static void follow_told(aa_trace_search *s, const aa_trace_item *at, aa_value object)
{
    const aa_flow *flow = aa_trace_flow(&s->run, at->method);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        if (call->argument_count < 2 || call->arguments[0] != object || call->kind == AA_CALL_STATIC ||
            call->kind == AA_CALL_CUSTOM)
            continue;
        aa_trace_item through = *at;
        through.pc = call->pc;
        through.element = false;
        through.way =
            aa_search_step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
        follow_given(s, &through, call, 1, NULL);
    }
}

/* The arguments of a library call but those that say only how, and what else its result was given. */
static void follow_through(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call,
                           const aa_model *model)
{
    const aa_method *to = aa_program_method(s->run.t->program, call->to);
    size_t first = aa_bytes_is(to->name, "<init>"); /* behind the object that is being made */
    aa_trace_item through = *at;
    through.pc = call->pc;
    through.element = false;
    through.way =
        aa_search_step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
    follow_given(s, &through, call, first, model);
    if (model == NULL)
        follow_told(s, at, at->value);
}

/* The constants among what |v| comes to; true when there is nothing else. */
static bool found_solved(aa_trace_search *s, const aa_trace_item *at)
{
    aa_value solved = aa_trace_constants(&s->run, at->method, at->value, at->frame, crossed(s, at));
    bool whole = true;
    for (size_t i = 0; i < aa_value_members(s->run.t->values, solved); i++) {
        aa_value member = aa_value_member(s->run.t->values, solved, i);
        if (aa_trace_is_constant(s->run.t->values, member))
            aa_search_found_constant(s, at, member);
        else
            whole = whole && member == aa_value_nothing(s->run.t->values);
    }
    return whole;
}

static void follow_library(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call)
{
    const aa_model *model = aa_model_of(s->run.t->models, call->to);
    unsigned effects = model == NULL ? 0 : aa_model_effects(model);
    if ((effects & (AA_EFFECT_IDENTITY | AA_EFFECT_COPIES)) && aa_model_same(model) < call->argument_count) {
        aa_search_follow_parts(s, at, call->arguments + aa_model_same(model), 1, at->exact);
        return;
    }
    if ((effects & AA_EFFECT_PURE) && found_solved(s, at))
        return;
    aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
    origin.method = call->to;
    origin.pc = call->pc;
    origin.passes = s->run.through && call->argument_count > 0;
    aa_search_emit(s, at, origin);
    if (s->run.through)
        follow_through(s, at, call, model);
}

/* What |target|, which the call runs, gives back. */
static void follow_target(aa_trace_search *s, const aa_trace_item *at, const aa_flow_call *call,
                          aa_method_id target)
{
    const aa_flow *flow = aa_trace_flow(&s->run, target);
    if (flow == NULL)
        return;
    aa_value ran = aa_trace_evaluate(&s->run, at->method, call, target, at->frame, crossed(s, at));
    aa_trace_item next = *at;
    next.method = target;
    next.value = ran != AA_VALUE_UNKNOWN ? ran : flow->result;
    next.frame = aa_trace_enter(&s->run, at->method, call, target, at->frame);
    next.crossed++;
    next.way =
        aa_search_step_to(s, (aa_step){AA_STEP_RETURN, at->method, call->pc, target, AA_NO_ID, at->way});
    next.pc = flow->exit_count > 0 ? flow->exits[0].pc : 0;
    if (next.frame != NULL)
        aa_search_push(s, next);
}

static void follow_result(aa_trace_search *s, const aa_trace_item *at, uint32_t pc)
{
    const aa_flow_call *call = aa_trace_call(&s->run, at->method, pc);
    aa_method_id targets[AA_TRACE_TARGETS];
    if (call == NULL || call->to == AA_NO_ID) {
        aa_search_emit_unknown(s, at);
        return;
    }
    size_t count = aa_trace_targets(&s->run, at->method, call, at->frame, targets);
    if (!aa_method_is_defined(s->run.t->program, call->to)) {
        follow_library(s, at, call);
    } else if (count == 0) { /* abstract or native */
        aa_origin origin = aa_search_plain(AA_ORIGIN_CALL);
        origin.method = call->to;
        origin.pc = call->pc;
        aa_search_emit(s, at, origin);
    }
    if (count > AA_TRACE_TARGETS || (count > 0 && at->crossed >= s->run.depth)) {
        s->run.cut = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        follow_target(s, at, call, targets[i]);
}

/* ---- objects and unions ------------------------------------------------------------------------------- */

/* What an object was made from and given, in the method that makes it. */
static void follow_object(aa_trace_search *s, const aa_trace_item *at)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, at->value);
    if (aa_program_type(s->run.t->program, (aa_type_id)n->number) == NULL) { /* of no class of the file */
        aa_search_emit_unknown(s, at);
        return;
    }
    aa_origin origin = aa_search_plain(AA_ORIGIN_NEW);
    origin.type = (aa_type_id)n->number;
    origin.pc = n->at;
    origin.passes = s->run.through;
    aa_search_emit(s, at, origin);
    if (s->run.through)
        follow_told(s, at, at->value);
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
            aa_search_follow_out(s, at, aa_value_at(s->run.t->values, n->parts[i])->at);
    bool filled = s->origins.count > before;
    bool written = filled || s->items.count > waiting;
    for (size_t i = 0; i < n->part_count; i++) {
        const aa_value_node *part = aa_value_at(s->run.t->values, n->parts[i]);
        bool held = part->kind == AA_V_BYTES || part->kind == AA_V_ARRAY;
        if (part->kind != AA_V_OUT && !(held && filled) && !(written && is_zeros(part)))
            aa_search_follow_parts(s, at, n->parts + i, 1, at->exact);
    }
}

/* ---- one value ---------------------------------------------------------------------------------------- */

/* An expression: the constants it comes to, and its parts where it does not come to constants alone. */
static void follow_expression(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    bool of_element = n->kind == AA_V_ARRAY && at->element;
    if (of_element && at->index >= 0) { /* only the one that is meant */
        aa_trace_item one = *at;
        one.element = false;
        one.index = -1;
        if ((uint64_t)at->index < n->part_count)
            aa_search_follow_parts(s, &one, n->parts + at->index, 1, at->exact);
        return;
    }
    if (found_solved(s, at))
        return;
    aa_trace_item inside = *at;
    inside.element = n->kind == AA_V_ELEMENT;
    inside.index = inside.element ? n->number : -1;
    aa_search_follow_parts(s, &inside, n->parts, n->part_count, at->exact && (inside.element || of_element));
}

void aa_search_follow(aa_trace_search *s, const aa_trace_item *at)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, at->value);
    aa_origin caught = aa_search_plain(AA_ORIGIN_CAUGHT);
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
        follow_object(s, at);
        break;
    case AA_V_OUT:
        aa_search_follow_out(s, at, n->at);
        break;
    case AA_V_CAUGHT:
        caught.pc = n->at;
        aa_search_emit(s, at, caught);
        break;
    case AA_V_MIX:
        aa_search_follow_parts(s, at, n->parts, n->part_count, false);
        break;
    case AA_V_RESULT:
        follow_result(s, at, n->at);
        break;
    case AA_V_CONCAT:
    case AA_V_OP:
    case AA_V_ELEMENT:
        follow_expression(s, at, n);
        break;
    case AA_V_ARRAY:
        if (n->part_count > 0)
            follow_expression(s, at, n);
        else /* of unknown length, and nothing was put into it */
            aa_search_found_constant(s, at, aa_value_int(s->run.t->values, 0));
        break;
    default:
        aa_search_emit_unknown(s, at);
        break;
    }
}
