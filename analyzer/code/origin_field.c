/*
 * What fields hold, who calls a method, what a call runs.
 */
#include "code/flow_internal.h"
#include "code/origin_internal.h"

#define ACC_STATIC 0x0008U

size_t aa_trace_callers(aa_trace_run *run, aa_method_id method, const aa_call_ref **out)
{
    size_t count = aa_method_callers(run->t->program, method, out, AA_TRACE_CALLERS);
    if (count > AA_TRACE_CALLERS)
        run->cut = true;
    return count < AA_TRACE_CALLERS ? count : AA_TRACE_CALLERS;
}

size_t aa_trace_targets(aa_trace_run *run, aa_method_id in, const aa_flow_call *call, aa_method_id *out)
{
    aa_call_ref ref = {.in = in, .to = call->to, .pc = call->pc, .kind = call->kind};
    return aa_call_targets(run->t->program, &ref, call->receiver, out, AA_TRACE_TARGETS);
}

const aa_frame *aa_trace_enter(aa_trace_run *run, aa_method_id caller, const aa_flow_call *call,
                               const aa_frame *up)
{
    aa_frame *frame = aa_arena_alloc(run->t->arena, sizeof *frame);
    if (frame == NULL) {
        run->t->failed = true;
        return NULL;
    }
    *frame = (aa_frame){caller, call, up, up == NULL ? 1 : up->depth + 1};
    return frame;
}

/* ---- the object whose field it is --------------------------------------------------------------------- */

/* The constructor call that made |object|, and in which method and frame; NULL: it is not made in view. */
static const aa_flow_call *made_by(aa_trace_run *run, aa_method_id *method, aa_value object,
                                   const aa_frame **frame)
{
    const aa_value_node *n = aa_value_at(run->t->values, object);
    for (unsigned i = 0; i < AA_TRACE_DEPTH && n->kind == AA_V_PARAM && *frame != NULL; i++) {
        const aa_frame *from = *frame;
        if (n->at >= from->call->argument_count)
            return NULL;
        object = from->call->arguments[n->at];
        *method = from->caller;
        *frame = from->up;
        n = aa_value_at(run->t->values, object);
    }
    const aa_flow *flow = n->kind == AA_V_NEW ? aa_flow_of(run->t->flows, *method) : NULL;
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        const aa_method *to = aa_program_method(run->t->program, call->to);
        if (to != NULL && call->argument_count > 0 && call->arguments[0] == object &&
            aa_bytes_is(to->name, "<init>"))
            return call;
    }
    return NULL;
}

static size_t add_stores(aa_trace_run *run, aa_method_id in, aa_field_id field, const aa_frame *frame,
                         aa_stored *out, size_t max, size_t count)
{
    const aa_flow *flow = aa_flow_of(run->t->flows, in);
    for (size_t i = 0; flow != NULL && i < flow->store_count; i++) {
        if (flow->stores[i].field != field)
            continue;
        if (count < max)
            out[count] = (aa_stored){in, flow->stores[i].pc, flow->stores[i].value, frame};
        count++;
    }
    return count;
}

static bool is_constructor(const aa_program *p, aa_method_id id)
{
    return aa_bytes_is(aa_program_method(p, id)->name, "<init>");
}

/* All writers of the field are constructors. */
static bool only_constructors(const aa_program *p, const aa_field_ref *const *refs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (refs[i]->writes && !is_constructor(p, refs[i]->in))
            return false;
    return true;
}

size_t aa_trace_stores(aa_trace_run *run, aa_method_id method, const aa_value_node *field,
                       const aa_frame *frame, aa_stored *out, size_t max)
{
    const aa_program *p = run->t->program;
    const aa_field_ref *const *refs = NULL;
    size_t ref_count = aa_field_refs(p, field->at, &refs);
    size_t count = 0;
    if (field->part_count > 0 && only_constructors(p, refs, ref_count)) {
        const aa_flow_call *made = made_by(run, &method, field->parts[0], &frame);
        const aa_frame *entered = made == NULL ? NULL : aa_trace_enter(run, method, made, frame);
        count =
            made == NULL || entered == NULL ? 0 : add_stores(run, made->to, field->at, entered, out, max, 0);
        if (count > 0)
            return count;
    }
    for (size_t i = 0; i < ref_count; i++) {
        bool again = i > 0 && refs[i - 1]->in == refs[i]->in && refs[i - 1]->writes;
        if (!refs[i]->writes || again)
            continue;
        count = add_stores(run, refs[i]->in, field->at, NULL, out, max, count);
    }
    return count;
}

const aa_flow_call *aa_trace_filler(aa_trace_run *run, aa_field_id field, aa_method_id *in)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(run->t->program, field, &refs);
    const aa_field *f = aa_program_field(run->t->program, field);
    const aa_type *type = f == NULL ? NULL : aa_program_type(run->t->program, f->type);
    bool array = type != NULL && type->descriptor.n > 0 && type->descriptor.p[0] == '[';
    for (size_t i = 0; array && i < count && i < AA_TRACE_CALLERS; i++) {
        const aa_flow *flow = refs[i]->writes ? NULL : aa_flow_of(run->t->flows, refs[i]->in);
        for (size_t k = 0; flow != NULL && k < flow->call_count; k++) {
            const aa_flow_call *call = &flow->calls[k];
            const aa_model *model = call->to == AA_NO_ID ? NULL : aa_model_of(run->t->models, call->to);
            if (model == NULL || !(aa_model_effects(model) & AA_EFFECT_FILLS) ||
                aa_model_filled(model) >= call->argument_count)
                continue;
            const aa_value_node *filled =
                aa_value_at(run->t->values, call->arguments[aa_model_filled(model)]);
            if (filled->kind != AA_V_FIELD || filled->at != field)
                continue;
            *in = refs[i]->in;
            return call;
        }
    }
    return NULL;
}

/* ---- static fields ------------------------------------------------------------------------------------ */

static bool written_elsewhere(const aa_program *p, aa_field_id field, bool *in_initialiser)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(p, field, &refs);
    *in_initialiser = false;
    for (size_t i = 0; i < count; i++) {
        if (!refs[i]->writes)
            continue;
        const aa_method *m = aa_program_method(p, refs[i]->in);
        if (!aa_bytes_is(m->name, "<clinit>"))
            return true;
        *in_initialiser = true;
    }
    return false;
}

aa_value aa_trace_initial(aa_trace_run *run, aa_field_id field)
{
    aa_value v = aa_flow_field_constant(run->t->flows, field);
    const aa_field *f = aa_program_field(run->t->program, field);
    bool initialised = false;
    size_t defined = 0;
    aa_program_field_count(run->t->program, &defined);
    if (v != AA_VALUE_UNKNOWN || f == NULL || field >= defined || !(f->flags & ACC_STATIC))
        return v;
    if (written_elsewhere(run->t->program, field, &initialised))
        return AA_VALUE_UNKNOWN;
    if (!initialised)
        return aa_flow_field_value(run->t->flows, field);
    uint32_t cost = 0;
    aa_method_id in = AA_NO_ID;
    if (aa_trace_filler(run, field, &in) != NULL)
        return AA_VALUE_UNKNOWN;
    v = aa_flow_evaluate_field(run->t->flows, field, &cost);
    run->steps -= run->steps > cost / 64 ? cost / 64 : run->steps;
    return v;
}
