/*
 * What fields hold.
 */
#include "code/flow_internal.h"
#include "code/origin_internal.h"

#define ACC_STATIC   0x0008U
#define CONSTRUCTORS 4U /* that call each other */

/* ---- the object whose field it is --------------------------------------------------------------------- */

/* The first call of a constructor on |object| in |method|; NULL: there is none. */
static const aa_flow_call *constructor_call(aa_trace_run *run, aa_method_id method, aa_value object)
{
    const aa_flow *flow = aa_trace_flow(run, method);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        const aa_method *to = aa_program_method(run->t->program, call->to);
        if (to != NULL && call->argument_count > 0 && call->arguments[0] == object &&
            aa_bytes_is(to->name, "<init>"))
            return call;
    }
    return NULL;
}

static void add_stores(aa_trace_run *run, aa_method_id in, aa_field_id field, aa_frame *frame, aa_vec *out)
{
    const aa_flow *flow = aa_trace_spend(run, 1) ? aa_trace_flow(run, in) : NULL;
    for (size_t i = 0; flow != NULL && i < flow->store_count; i++) {
        if (flow->stores[i].field != field)
            continue;
        aa_stored *slot = aa_trace_spend(run, 1) ? aa_vec_push(run->t->scratch, out) : NULL;
        if (slot != NULL)
            *slot = (aa_stored){in, flow->stores[i].pc, flow->stores[i].value, frame};
        run->t->failed = run->t->failed || (slot == NULL && !run->cut);
    }
}

/* What the constructor that made |object| stores, or one that it calls on the same object. */
static void constructor_stores(aa_trace_run *run, aa_method_id method, aa_value object, aa_field_id field,
                               aa_frame *frame, aa_vec *out)
{
    object = aa_trace_object(run, &method, object, &frame);
    if (aa_value_kind_of(run->t->values, object) != AA_V_NEW)
        return;
    for (unsigned i = 0; i < CONSTRUCTORS && out->count == 0; i++) {
        const aa_flow_call *made = constructor_call(run, method, object);
        if (made == NULL || !aa_method_is_defined(run->t->program, made->to))
            break;
        frame = aa_trace_enter(run, method, made, made->to, frame);
        method = made->to;
        object = aa_value_leaf(run->t->values, AA_V_PARAM, 0, 0);
        if (frame == NULL)
            break;
        add_stores(run, method, field, frame, out);
    }
}

/* All writers of the field are constructors. */
static bool only_constructors(const aa_program *p, const aa_field_ref *const *refs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (refs[i]->writes && !aa_bytes_is(aa_program_method(p, refs[i]->in)->name, "<init>"))
            return false;
    return true;
}

size_t aa_trace_stores(aa_trace_run *run, aa_method_id method, const aa_value_node *field, aa_frame *frame,
                       const aa_stored **out)
{
    const aa_program *p = run->t->program;
    const aa_field_ref *const *refs = NULL;
    size_t ref_count = aa_field_refs(p, field->at, &refs);
    aa_vec stores = AA_VEC_INIT(aa_stored);
    if (field->part_count > 0 && only_constructors(p, refs, ref_count))
        constructor_stores(run, method, field->parts[0], field->at, frame, &stores);
    aa_method_id last = AA_NO_ID;
    bool made_in_view = stores.count > 0;
    for (size_t i = 0; i < ref_count && !made_in_view; i++) {
        if (!refs[i]->writes || refs[i]->in == last)
            continue;
        last = refs[i]->in;
        add_stores(run, last, field->at, NULL, &stores);
    }
    *out = stores.items;
    return stores.count;
}

/* ---- arrays that are written to later ----------------------------------------------------------------- */

/* Some call in the method is of what fills arrays: else its flow need not be found. */
static bool may_fill(aa_tracer *t, aa_method_id method)
{
    uint8_t *known = &t->fills[method];
    const aa_call_ref *calls = NULL;
    size_t count = *known == 0 ? aa_calls_in(t->program, method, &calls) : 0;
    if (*known == 0)
        *known = 1;
    for (size_t i = 0; i < count && *known == 1; i++) {
        const aa_model *model = aa_model_of(t->models, calls[i].to);
        if (model != NULL && (aa_model_effects(model) & AA_EFFECT_FILLS))
            *known = 2;
    }
    return *known == 2;
}

static const aa_flow_call *fills(aa_trace_run *run, const aa_flow *flow, aa_field_id field)
{
    for (size_t k = 0; flow != NULL && k < flow->call_count; k++) {
        const aa_flow_call *call = &flow->calls[k];
        const aa_model *model = call->to == AA_NO_ID ? NULL : aa_model_of(run->t->models, call->to);
        if (model == NULL || !(aa_model_effects(model) & AA_EFFECT_FILLS) ||
            aa_model_filled(model) >= call->argument_count)
            continue;
        const aa_value_node *filled = aa_value_at(run->t->values, call->arguments[aa_model_filled(model)]);
        if (filled->kind == AA_V_FIELD && filled->at == field)
            return call;
    }
    return NULL;
}

const aa_flow_call *aa_trace_filler(aa_trace_run *run, aa_field_id field, aa_method_id *in)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(run->t->program, field, &refs);
    const aa_field *f = aa_program_field(run->t->program, field);
    const aa_type *type = f == NULL ? NULL : aa_program_type(run->t->program, f->type);
    bool array = type != NULL && type->descriptor.n > 0 && type->descriptor.p[0] == '[';
    for (size_t i = 0; array && i < count; i++) {
        if (refs[i]->writes || (i > 0 && refs[i - 1]->in == refs[i]->in && !refs[i - 1]->writes))
            continue;
        if (!aa_trace_spend(run, 1))
            break;
        const aa_flow *flow = may_fill(run->t, refs[i]->in) ? aa_flow_of(run->t->flows, refs[i]->in) : NULL;
        const aa_flow_call *call = fills(run, flow, field);
        if (call == NULL)
            continue;
        *in = refs[i]->in;
        return call;
    }
    return NULL;
}

/* ---- static fields ------------------------------------------------------------------------------------ */

/* Who writes a field: its class initialiser, other code. */
static void writers(const aa_program *p, aa_field_id field, bool *initialiser, bool *others)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(p, field, &refs);
    *initialiser = false;
    *others = false;
    for (size_t i = 0; i < count; i++) {
        bool init = aa_bytes_is(aa_program_method(p, refs[i]->in)->name, "<clinit>");
        *initialiser = *initialiser || (refs[i]->writes && init);
        *others = *others || (refs[i]->writes && !init);
    }
}

static const aa_field *static_of_app(const aa_program *p, aa_field_id field)
{
    size_t defined = 0;
    aa_program_field_count(p, &defined);
    const aa_field *f = field < defined ? aa_program_field(p, field) : NULL;
    return f != NULL && (f->flags & ACC_STATIC) ? f : NULL;
}

aa_value aa_trace_fixed(aa_trace_run *run, aa_field_id field)
{
    bool initialiser = false;
    bool others = false;
    uint32_t cost = 0;
    aa_method_id in = AA_NO_ID;
    if (static_of_app(run->t->program, field) == NULL)
        return AA_VALUE_UNKNOWN;
    writers(run->t->program, field, &initialiser, &others);
    if (others)
        return AA_VALUE_UNKNOWN;
    if (!initialiser)
        return aa_flow_field_value(run->t->flows, field);
    if (aa_trace_filler(run, field, &in) != NULL)
        return AA_VALUE_UNKNOWN;
    aa_value v = aa_flow_evaluate_field(run->t->flows, field, &cost);
    aa_trace_spend(run, cost / 64);
    return v;
}

aa_value aa_trace_first(aa_trace_run *run, aa_field_id field)
{
    bool initialiser = false;
    bool others = false;
    const aa_field *f = static_of_app(run->t->program, field);
    if (f == NULL || !f->has_value)
        return AA_VALUE_UNKNOWN;
    writers(run->t->program, field, &initialiser, &others);
    return initialiser ? AA_VALUE_UNKNOWN : aa_flow_field_value(run->t->flows, field);
}
