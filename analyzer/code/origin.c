#include "code/origin.h"

#include <stdlib.h>

#include "code/origin_internal.h"

/* ---- life --------------------------------------------------------------------------------------------- */

aa_tracer *aa_tracer_new(aa_flows *flows)
{
    aa_tracer *t = calloc(1, sizeof *t);
    if (t == NULL)
        return NULL;
    *t = (aa_tracer){.flows = flows,
                     .program = aa_flows_program(flows),
                     .values = aa_flows_values(flows),
                     .models = aa_flows_models(flows),
                     .arena = aa_arena_new()};
    if (t->arena == NULL) {
        free(t);
        return NULL;
    }
    return t;
}

void aa_tracer_free(aa_tracer *tracer)
{
    if (tracer == NULL)
        return;
    aa_arena_free(tracer->arena);
    free(tracer->memo);
    free(tracer);
}

bool aa_tracer_failed(const aa_tracer *tracer)
{
    return tracer->failed || aa_flows_failed(tracer->flows);
}

/* ---- what is to be looked at --------------------------------------------------------------------------- */

/* A value to follow: where it stands, and how it got from there to the question. */
typedef struct item {
    aa_method_id method;
    uint32_t pc;
    aa_value value;
    const aa_frame *frame;
    const aa_step *way;
    unsigned crossed;
    bool exact;
    bool element; /* an element of the array is meant, not the array */
} item;

typedef struct search {
    aa_trace_run run;
    aa_vec items; /* of item: found, in order; those below |next| were looked at */
    size_t next;
    aa_vec origins; /* of aa_origin */
} search;

static void push(search *s, const item *from, item next)
{
    if (next.value == aa_value_nothing(s->run.t->values))
        return;
    const item *seen = s->items.items;
    for (size_t i = 0; i < s->items.count; i++)
        if (seen[i].value == next.value && seen[i].method == next.method && seen[i].frame == next.frame &&
            seen[i].exact == next.exact && seen[i].element == next.element)
            return;
    if (s->run.steps == 0) {
        s->run.cut = true;
        return;
    }
    /* Looking through the list costs as much as following. */
    s->run.steps -=
        s->run.steps > s->items.count / 64 + 1 ? (uint32_t)(s->items.count / 64) + 1 : s->run.steps;
    item copy = next; /* |from| may lie in the list that grows now */
    (void)from;
    item *slot = aa_vec_push(s->run.t->arena, &s->items);
    if (slot == NULL)
        s->run.t->failed = true;
    else
        *slot = copy;
}

static const aa_step *step_to(search *s, aa_step step)
{
    aa_step *kept = aa_arena_alloc(s->run.t->arena, sizeof *kept);
    if (kept == NULL)
        s->run.t->failed = true;
    else
        *kept = step;
    return kept;
}

/* ---- what was found ------------------------------------------------------------------------------------ */

static bool same_origin(const aa_origin *a, const aa_origin *b)
{
    return a->kind == b->kind && a->exact == b->exact && a->number == b->number && a->type == b->type &&
           a->method == b->method && a->field == b->field && a->in == b->in && a->pc == b->pc &&
           aa_bytes_equal(a->text, b->text);
}

static void emit(search *s, const item *at, aa_origin origin)
{
    origin.exact = at->exact;
    origin.way = at->way;
    if (origin.kind != AA_ORIGIN_CALL && origin.kind != AA_ORIGIN_NEW && origin.kind != AA_ORIGIN_CAUGHT)
        origin.pc = at->pc;
    origin.in = at->method;
    aa_origin *known = s->origins.items;
    for (size_t i = 0; i < s->origins.count; i++) {
        if (same_origin(&known[i], &origin))
            return;
    }
    if (s->origins.count >= AA_TRACE_ORIGINS) {
        s->run.cut = true;
        return;
    }
    aa_origin *slot = aa_vec_push(s->run.t->arena, &s->origins);
    if (slot == NULL)
        s->run.t->failed = true;
    else
        *slot = origin;
}

static aa_origin plain(aa_origin_kind kind)
{
    return (aa_origin){.kind = kind,
                       .text = aa_bytes_none(),
                       .type = AA_NO_ID,
                       .method = AA_NO_ID,
                       .field = AA_NO_ID,
                       .in = AA_NO_ID};
}

static void emit_unknown(search *s, const item *at)
{
    emit(s, at, plain(AA_ORIGIN_UNKNOWN));
}

/* Numbers that make up one array of bytes. */
static bool array_bytes(search *s, const aa_value_node *n, aa_bytes *out)
{
    uint8_t *bytes = n->part_count == 0 ? NULL : aa_arena_alloc(s->run.t->arena, n->part_count);
    for (size_t i = 0; bytes != NULL && i < n->part_count; i++) {
        int64_t number = 0;
        if (!aa_value_is_int(s->run.t->values, n->parts[i], &number) || number < -128 || number > 255)
            return false;
        bytes[i] = (uint8_t)number;
    }
    *out = aa_bytes_of(bytes, n->part_count);
    return bytes != NULL;
}

static void emit_constant(search *s, const item *at, aa_value v)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, v);
    aa_origin origin = plain(AA_ORIGIN_INT);
    origin.number = n->number;
    if (n->kind == AA_V_STRING || n->kind == AA_V_BYTES) {
        origin.kind = n->kind == AA_V_STRING ? AA_ORIGIN_STRING : AA_ORIGIN_BYTES;
        origin.text = n->text;
    } else if (n->kind == AA_V_CLASS) {
        origin.kind = AA_ORIGIN_CLASS;
        origin.type = n->at;
    } else if (n->kind == AA_V_NULL) {
        origin.kind = AA_ORIGIN_NULL;
    }
    emit(s, at, origin);
}

static void follow_parts(search *s, const item *at, const aa_value *parts, size_t count, bool exact,
                         bool element)
{
    for (size_t i = 0; i < count; i++) {
        item next = *at;
        next.value = parts[i];
        next.exact = exact;
        next.element = element;
        push(s, at, next);
    }
}

/* A constant, or an array of constants: whole, or one element of it. */
static void found_constant(search *s, const item *at, aa_value v)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, v);
    aa_bytes bytes;
    if (n->kind != AA_V_ARRAY) {
        item inexact = *at;
        inexact.exact = at->exact && !at->element;
        emit_constant(s, &inexact, v);
        return;
    }
    if (!at->element && array_bytes(s, n, &bytes)) {
        aa_origin origin = plain(AA_ORIGIN_BYTES);
        origin.text = bytes;
        emit(s, at, origin);
        return;
    }
    follow_parts(s, at, n->parts, n->part_count, at->exact && at->element, false);
}

/* ---- following ----------------------------------------------------------------------------------------- */

static void follow_parameter(search *s, const item *at, uint32_t number)
{
    const aa_program *p = s->run.t->program;
    const aa_frame *frame = at->frame;
    bool is_this = number == 0 && !aa_method_is_static(p, at->method);
    if (frame != NULL && number < frame->call->argument_count) {
        item next = *at;
        next.method = frame->caller;
        next.pc = frame->call->pc;
        next.value = frame->call->arguments[number];
        next.frame = frame->up;
        next.way = step_to(
            s, (aa_step){AA_STEP_ARGUMENT, frame->caller, frame->call->pc, at->method, AA_NO_ID, at->way});
        push(s, at, next);
        return;
    }
    aa_origin origin = plain(AA_ORIGIN_ENTRY);
    origin.number = number;
    if (is_this) { /* an object of this class, made somewhere */
        origin = plain(AA_ORIGIN_NEW);
        origin.type = aa_program_method(p, at->method)->owner;
        emit(s, at, origin);
        return;
    }
    const aa_call_ref *callers[AA_TRACE_CALLERS];
    size_t count = aa_trace_callers(&s->run, at->method, callers);
    if (aa_method_overrides_platform(p, at->method) != AA_PLATFORM_NONE)
        emit(s, at, origin);
    else if (count == 0) {
        origin.kind = AA_ORIGIN_PARAM;
        emit(s, at, origin);
    }
    if (count > 0 && at->crossed >= s->run.depth) {
        s->run.cut = true;
        emit_unknown(s, at);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const aa_flow_call *call =
            aa_flow_call_at(aa_flow_of(s->run.t->flows, callers[i]->in), callers[i]->pc);
        if (call == NULL)
            continue;
        if (number >= call->argument_count) { /* the body of a lambda: whoever runs it gives this */
            emit(s, at, origin);
            continue;
        }
        item next = *at;
        next.method = callers[i]->in;
        next.pc = call->pc;
        next.value = call->arguments[number];
        next.frame = NULL;
        next.crossed++;
        next.way =
            step_to(s, (aa_step){AA_STEP_ARGUMENT, next.method, call->pc, at->method, AA_NO_ID, at->way});
        push(s, at, next);
    }
}

static bool is_zeros(const aa_value_node *n)
{
    for (size_t i = 0; i < n->text.n; i++)
        if (n->text.p[i] != 0)
            return false;
    return n->kind == AA_V_BYTES;
}

static void follow_field(search *s, const item *at, const aa_value_node *n)
{
    aa_stored stores[AA_TRACE_CALLERS];
    aa_origin origin = plain(AA_ORIGIN_FIELD);
    aa_value initial = aa_trace_initial(&s->run, n->at);
    origin.field = n->at;
    if (initial != AA_VALUE_UNKNOWN) {
        item next = *at;
        next.way = step_to(s, (aa_step){AA_STEP_FIELD, at->method, at->pc, AA_NO_ID, n->at, at->way});
        found_constant(s, &next, initial);
        return;
    }
    size_t count = aa_trace_stores(&s->run, at->method, n, at->frame, stores, AA_TRACE_CALLERS);
    if (count == 0)
        emit(s, at, origin);
    if (count > AA_TRACE_CALLERS || (count > 0 && at->crossed >= s->run.depth)) {
        s->run.cut = true;
        emit_unknown(s, at);
    }
    aa_method_id filled_in = AA_NO_ID;
    const aa_flow_call *filler = aa_trace_filler(&s->run, n->at, &filled_in);
    if (filler != NULL) {
        item where = *at;
        where.method = filled_in;
        origin = plain(AA_ORIGIN_CALL);
        origin.method = filler->to;
        origin.pc = filler->pc;
        emit(s, &where, origin);
    }
    for (size_t i = 0; i < count && i < AA_TRACE_CALLERS && at->crossed < s->run.depth; i++) {
        /* What was put there to be written over is not what is used. */
        if (filler != NULL && is_zeros(aa_value_at(s->run.t->values, stores[i].value)))
            continue;
        item next = *at;
        next.method = stores[i].in;
        next.pc = stores[i].pc;
        next.value = stores[i].value;
        next.frame = stores[i].frame;
        next.crossed++;
        next.way = step_to(s, (aa_step){AA_STEP_FIELD, stores[i].in, stores[i].pc, AA_NO_ID, n->at, at->way});
        push(s, at, next);
    }
}

static void follow_library(search *s, const item *at, const aa_flow_call *call)
{
    aa_origin origin = plain(AA_ORIGIN_CALL);
    const aa_model *model = aa_model_of(s->run.t->models, call->to);
    bool identity = model != NULL && (aa_model_effects(model) & AA_EFFECT_IDENTITY) &&
                    aa_model_same(model) < call->argument_count;
    if (identity) {
        follow_parts(s, at, call->arguments + aa_model_same(model), 1, at->exact, at->element);
        return;
    }
    origin.method = call->to;
    origin.pc = call->pc;
    origin.passes = s->run.through && call->argument_count > 0;
    emit(s, at, origin);
    item through = *at;
    through.pc = call->pc;
    through.way = step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
    if (s->run.through)
        follow_parts(s, &through, call->arguments, call->argument_count, false, false);
}

static void follow_result(search *s, const item *at, uint32_t pc)
{
    const aa_flow_call *call = aa_flow_call_at(aa_flow_of(s->run.t->flows, at->method), pc);
    aa_method_id targets[AA_TRACE_TARGETS];
    if (call == NULL || call->to == AA_NO_ID) {
        emit_unknown(s, at);
        return;
    }
    size_t count = aa_trace_targets(&s->run, at->method, call, targets);
    if (!aa_method_is_defined(s->run.t->program, call->to))
        follow_library(s, at, call);
    else if (count == 0) {
        aa_origin origin = plain(AA_ORIGIN_CALL); /* abstract or native */
        origin.method = call->to;
        origin.pc = call->pc;
        emit(s, at, origin);
    }
    if (count > AA_TRACE_TARGETS || (count > 0 && at->crossed >= s->run.depth)) {
        s->run.cut = true;
        emit_unknown(s, at);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = aa_flow_of(s->run.t->flows, targets[i]);
        if (flow == NULL)
            continue;
        item next = *at;
        next.method = targets[i];
        next.value = flow->result;
        next.frame = aa_trace_enter(&s->run, at->method, call, at->frame);
        next.crossed++;
        next.way = step_to(s, (aa_step){AA_STEP_RETURN, at->method, pc, targets[i], AA_NO_ID, at->way});
        next.pc = flow->exit_count > 0 ? flow->exits[0].pc : 0;
        push(s, at, next);
    }
}

/* What an object was made from and given, in the method that makes it. */
static void follow_object(search *s, const item *at, aa_value object)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, object);
    const aa_flow *flow = aa_flow_of(s->run.t->flows, at->method);
    aa_origin origin = plain(AA_ORIGIN_NEW);
    origin.type = (aa_type_id)n->number;
    origin.pc = n->at;
    origin.passes = s->run.through;
    emit(s, at, origin);
    for (size_t i = 0; s->run.through && flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        if (call->argument_count < 2 || call->arguments[0] != object)
            continue;
        item through = *at;
        through.pc = call->pc;
        through.way = step_to(s, (aa_step){AA_STEP_CALL, at->method, call->pc, call->to, AA_NO_ID, at->way});
        follow_parts(s, &through, call->arguments + 1, call->argument_count - 1U, false, false);
    }
}

/* ---- arrays that a call writes into ------------------------------------------------------------------- */

static void follow_written(search *s, const item *at, aa_method_id callee, uint32_t parameter,
                           const aa_frame *frame, unsigned depth);

static bool is_parameter(const search *s, aa_value v, uint32_t parameter)
{
    for (size_t i = 0; i < aa_value_members(s->run.t->values, v); i++) {
        const aa_value_node *n = aa_value_at(s->run.t->values, aa_value_member(s->run.t->values, v, i));
        if (n->kind == AA_V_PARAM && n->at == parameter)
            return true;
    }
    return false;
}

/* A call that was given the array: a library's writer, or code of the app. */
static void follow_writer(search *s, const item *at, const aa_flow_call *call, size_t argument,
                          unsigned depth)
{
    const aa_model *model = call->to == AA_NO_ID ? NULL : aa_model_of(s->run.t->models, call->to);
    if (model != NULL && (aa_model_effects(model) & AA_EFFECT_FILLS) && aa_model_filled(model) == argument) {
        bool copies = aa_bytes_is(aa_program_method(s->run.t->program, call->to)->name, "arraycopy");
        aa_origin origin = plain(AA_ORIGIN_CALL);
        origin.method = call->to;
        origin.pc = call->pc;
        origin.passes = copies;
        emit(s, at, origin);
        if (copies)
            follow_parts(s, at, call->arguments, 1, false, false);
        return;
    }
    aa_method_id targets[AA_TRACE_TARGETS];
    size_t count = depth == 0 ? 0 : aa_trace_targets(&s->run, at->method, call, targets);
    for (size_t i = 0; i < count && i < AA_TRACE_TARGETS; i++)
        follow_written(s, at, targets[i], (uint32_t)argument,
                       aa_trace_enter(&s->run, at->method, call, at->frame), depth - 1);
}

static void follow_written(search *s, const item *at, aa_method_id callee, uint32_t parameter,
                           const aa_frame *frame, unsigned depth)
{
    const aa_flow *flow = aa_flow_of(s->run.t->flows, callee);
    item inside = *at;
    inside.method = callee;
    inside.frame = frame;
    inside.exact = false;
    inside.element = false;
    for (size_t i = 0; flow != NULL && i < flow->element_count; i++) {
        if (!is_parameter(s, flow->elements[i].array, parameter))
            continue;
        inside.pc = flow->elements[i].pc;
        follow_parts(s, &inside, &flow->elements[i].value, 1, false, false);
    }
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++)
        for (size_t k = 0; k < flow->calls[i].argument_count; k++)
            if (is_parameter(s, flow->calls[i].arguments[k], parameter))
                follow_writer(s, &inside, &flow->calls[i], k, depth);
}

static void follow_out(search *s, const item *at, uint32_t pc)
{
    const aa_flow *flow = aa_flow_of(s->run.t->flows, at->method);
    const aa_flow_call *call = aa_flow_call_at(flow, pc);
    item where = *at;
    where.exact = false;
    for (size_t i = 0; call != NULL && i < call->argument_count; i++)
        follow_writer(s, &where, call, i, 3);
}

/* ---- one value ----------------------------------------------------------------------------------------- */

/* An expression: the constants it comes to, and its parts where it does not come to constants alone. */
static void follow_expression(search *s, const item *at, const aa_value_node *n)
{
    aa_value solved = aa_trace_constants(&s->run, at->method, at->value, at->frame, at->crossed);
    bool whole = true;
    for (size_t i = 0; i < aa_value_members(s->run.t->values, solved); i++) {
        aa_value member = aa_value_member(s->run.t->values, solved, i);
        if (aa_trace_is_constant(s->run.t->values, member))
            found_constant(s, at, member);
        else
            whole = false;
    }
    bool element = n->kind == AA_V_ELEMENT;
    bool array = n->kind == AA_V_ARRAY;
    if (!whole)
        follow_parts(s, at, n->parts, n->part_count, at->exact && (element || (array && at->element)),
                     element);
}

static void follow(search *s, const item *at)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, at->value);
    aa_origin origin = plain(AA_ORIGIN_CAUGHT);
    if (aa_trace_is_constant(s->run.t->values, at->value)) {
        found_constant(s, at, at->value);
        return;
    }
    switch ((int)n->kind) {
    case AA_V_UNION:
        follow_parts(s, at, n->parts, n->part_count, at->exact, at->element);
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
        emit(s, at, origin);
        break;
    case AA_V_MIX:
        follow_parts(s, at, n->parts, n->part_count, false, false);
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
        emit_unknown(s, at);
        break;
    }
}

static int compare_origins(const void *a, const void *b)
{
    const aa_origin *x = a;
    const aa_origin *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int order = aa_bytes_compare(x->text, y->text);
    if (order != 0)
        return order;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    if (x->pc != y->pc)
        return x->pc < y->pc ? -1 : 1;
    if (x->exact != y->exact)
        return x->exact ? -1 : 1;
    return x->method < y->method ? -1 : x->method > y->method;
}

aa_origins aa_trace(aa_tracer *tracer, aa_method_id method, uint32_t pc, aa_value value,
                    const aa_trace_options *options)
{
    static const aa_trace_options defaults;
    const aa_trace_options *o = options != NULL ? options : &defaults;
    search s = {.run = {.t = tracer,
                        .depth = o->depth != 0 ? o->depth : AA_TRACE_DEPTH,
                        .steps = o->steps != 0 ? o->steps : AA_TRACE_STEPS,
                        .through = o->through_library},
                .items = AA_VEC_INIT(item),
                .origins = AA_VEC_INIT(aa_origin)};
    item first = {.method = method, .pc = pc, .value = value, .exact = true};
    push(&s, NULL, first);
    for (; s.next < s.items.count && !tracer->failed; s.next++) {
        item at = ((const item *)s.items.items)[s.next];
        follow(&s, &at);
    }
    if (s.run.cut)
        emit_unknown(&s, &first);
    if (s.origins.count > 1)
        qsort(s.origins.items, s.origins.count, sizeof(aa_origin), compare_origins);
    bool complete = !s.run.cut && !tracer->failed;
    const aa_origin *items = s.origins.items;
    for (size_t i = 0; i < s.origins.count; i++)
        complete = complete && items[i].kind != AA_ORIGIN_UNKNOWN;
    return (aa_origins){items, s.origins.count, complete};
}

aa_origins aa_trace_argument(aa_tracer *tracer, aa_method_id method, uint32_t pc, size_t index,
                             const aa_trace_options *options)
{
    const aa_flow_call *call = aa_flow_call_at(aa_flow_of(tracer->flows, method), pc);
    if (call == NULL || index >= call->argument_count)
        return (aa_origins){NULL, 0, false};
    return aa_trace(tracer, method, pc, call->arguments[index], options);
}

aa_value aa_evaluate(aa_tracer *tracer, aa_method_id method, const aa_value *arguments, size_t count)
{
    uint32_t cost = 0;
    return aa_flow_evaluate(tracer->flows, method, arguments, count, &cost);
}
