#include "code/use_intent.h"

#define MAX_DEPTH 6U

static const char *const names_component[] = {
    "Landroid/content/Intent;->setClass",
    "Landroid/content/Intent;->setClassName",
    "Landroid/content/Intent;->setComponent",
    NULL,
};

/* What gives an intent that names its component, or shows the system's own screen first. */
static const char *const gives_explicit[] = {
    "Landroid/content/pm/PackageManager;->getLaunchIntentForPackage",
    "Landroid/content/Intent;->makeMainActivity",
    "Landroid/content/Intent;->makeRestartActivityTask",
    "Landroid/content/Intent;->createChooser",
    "Landroid/app/Activity;->getParentActivityIntent",
    NULL,
};

/* |value| is, or can be, the object made at |pc|: also by way of setters that return their receiver. */
static bool leads_to(aa_code *code, const aa_flow *flow, aa_value value, uint32_t pc)
{
    const aa_values *values = aa_code_values(code);
    for (unsigned depth = 0; depth < MAX_DEPTH; depth++) {
        for (size_t i = 0; i < aa_value_members(values, value); i++) {
            const aa_value_node *n = aa_value_at(values, aa_value_member(values, value, i));
            if (n->kind == AA_V_NEW && n->at == pc)
                return true;
        }
        const aa_value_node *n = aa_value_at(values, value);
        const aa_flow_call *call = n->kind == AA_V_RESULT ? aa_flow_call_at(flow, n->at) : NULL;
        if (call == NULL || call->argument_count == 0 || call->to == AA_NO_ID ||
            !aa_method_is(code, call->to, "Landroid/content/Intent;->*"))
            return false;
        value = call->arguments[0];
    }
    return false;
}

static bool is_constructor(aa_code *code, const aa_flow_call *call)
{
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, call->to);
    return m != NULL && aa_bytes_is(m->name, "<init>");
}

static aa_intent_kind by_constructor(aa_code *code, const aa_flow_call *call)
{
    const aa_program *p = aa_code_base_of(code)->program;
    for (size_t i = 0; i < aa_method_parameter_count(p, call->to); i++) {
        aa_bytes type = aa_method_parameter(p, call->to, i);
        if (aa_bytes_is(type, "Ljava/lang/Class;"))
            return AA_INTENT_EXPLICIT;
        if (aa_bytes_is(type, "Landroid/content/Intent;"))
            return AA_INTENT_UNKNOWN;
    }
    return call->argument_count > 1 ? AA_INTENT_IMPLICIT : AA_INTENT_EMPTY;
}

static aa_intent_kind least(aa_intent_kind a, aa_intent_kind b)
{
    return a < b ? a : b;
}

/* What the calls on an object made at |pc| make of it. */
static aa_intent_kind made_at(aa_code *code, const aa_flow *flow, uint32_t pc)
{
    aa_intent_kind kind = AA_INTENT_EMPTY;
    bool acts = false;
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_flow_call *c = &flow->calls[i];
        if (c->to == AA_NO_ID || c->argument_count == 0 || !leads_to(code, flow, c->arguments[0], pc))
            continue;
        if (is_constructor(code, c))
            kind = least(kind, by_constructor(code, c));
        else if (aa_method_is_any(code, c->to, names_component))
            kind = AA_INTENT_EXPLICIT;
        else if (aa_method_is(code, c->to, "Landroid/content/Intent;->setPackage"))
            kind = least(kind, AA_INTENT_PACKAGE);
        else if (aa_method_is(code, c->to, "Landroid/content/Intent;->setAction"))
            acts = true;
    }
    return kind == AA_INTENT_EMPTY && acts ? AA_INTENT_IMPLICIT : kind;
}

static aa_intent_kind kind_of(aa_code *code, const aa_origin *o, unsigned depth);

static aa_intent_kind worst_of(aa_code *code, const aa_origins *origins, unsigned depth)
{
    aa_intent_kind worst = AA_INTENT_EXPLICIT;
    if (origins->count == 0)
        return AA_INTENT_UNKNOWN;
    for (size_t i = 0; i < origins->count; i++) {
        aa_intent_kind kind = kind_of(code, &origins->items[i], depth);
        worst = kind > worst ? kind : worst;
    }
    return worst;
}

/* A call of a setter: the intent it was called on, with what the setter adds. */
static aa_intent_kind after_call(aa_code *code, const aa_origin *o, unsigned depth)
{
    const aa_trace_options options = {.depth = 3, .steps = 400};
    const aa_flow *flow = aa_code_flow(code, o->in);
    const aa_flow_call *call = flow == NULL ? NULL : aa_flow_call_at(flow, o->pc);
    if (aa_method_is_any(code, o->method, gives_explicit) ||
        aa_method_is_any(code, o->method, names_component))
        return AA_INTENT_EXPLICIT;
    if (depth == 0 || call == NULL || call->argument_count == 0 ||
        !aa_method_is(code, o->method, "Landroid/content/Intent;->*"))
        return AA_INTENT_UNKNOWN;
    aa_origins before = aa_code_trace(code, o->in, o->pc, call->arguments[0], &options);
    aa_intent_kind kind = worst_of(code, &before, depth - 1);
    if (aa_method_is(code, o->method, "Landroid/content/Intent;->setPackage"))
        return least(kind, AA_INTENT_PACKAGE);
    return kind == AA_INTENT_EMPTY && aa_method_is(code, o->method, "Landroid/content/Intent;->setAction")
               ? AA_INTENT_IMPLICIT
               : kind;
}

/* A call that can run several methods gave it: this one is no more than possible. */
static bool is_one_of_several(aa_code *code, const aa_origin *o)
{
    for (const aa_step *step = o->way; step != NULL; step = step->next) {
        const aa_flow *flow = step->kind == AA_STEP_RETURN ? aa_code_flow(code, step->in) : NULL;
        const aa_flow_call *c = flow == NULL ? NULL : aa_flow_call_at(flow, step->pc);
        aa_method_id targets[2];
        if (c == NULL || (c->kind != AA_CALL_VIRTUAL && c->kind != AA_CALL_INTERFACE))
            continue;
        aa_call_ref ref = {.in = step->in, .to = c->to, .pc = c->pc, .kind = c->kind};
        if (aa_call_targets(aa_code_base_of(code)->program, &ref, c->receiver, targets, 2) > 1)
            return true;
    }
    return false;
}

static aa_intent_kind kind_of(aa_code *code, const aa_origin *o, unsigned depth)
{
    const aa_type *type = aa_program_type(aa_code_base_of(code)->program, o->type);
    const aa_flow *flow = o->in == AA_NO_ID ? NULL : aa_code_flow(code, o->in);
    switch ((int)o->kind) {
    case AA_ORIGIN_NULL:
    case AA_ORIGIN_INT: /* null, or the length of an array */
        return AA_INTENT_EXPLICIT;
    case AA_ORIGIN_CALL:
        return after_call(code, o, depth);
    case AA_ORIGIN_NEW:
        if (flow == NULL || type == NULL || !aa_bytes_is(type->descriptor, "Landroid/content/Intent;"))
            return AA_INTENT_UNKNOWN;
        return is_one_of_several(code, o) ? least(made_at(code, flow, o->pc), AA_INTENT_UNKNOWN)
                                          : made_at(code, flow, o->pc);
    default:
        return AA_INTENT_UNKNOWN;
    }
}

/* The method of |site| itself names a component for what it then hands over. */
static bool is_named_here(aa_code *code, const aa_site *site, size_t argument)
{
    aa_value value = site->call->arguments[argument];
    for (size_t i = 0; i < site->flow->call_count; i++) {
        const aa_flow_call *c = &site->flow->calls[i];
        if (c->to != AA_NO_ID && c->argument_count > 0 && c->arguments[0] == value && c->pc < site->pc &&
            aa_method_is_any(code, c->to, names_component))
            return true;
    }
    return false;
}

aa_intent_kind aa_intent_of(aa_code *code, const aa_site *site, size_t argument)
{
    if (argument >= site->call->argument_count)
        return AA_INTENT_UNKNOWN;
    if (is_named_here(code, site, argument))
        return AA_INTENT_EXPLICIT;
    aa_origins origins = aa_code_constants(code, site, argument);
    return worst_of(code, &origins, MAX_DEPTH);
}

size_t aa_object_texts(aa_code *code, const aa_origin *made, const char *pattern, aa_bytes *out, size_t max,
                       bool *all_out)
{
    const aa_flow *flow = aa_code_flow(code, made->in);
    size_t count = 0;
    *all_out = flow != NULL && flow->complete;
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *c = &flow->calls[i];
        if (c->to == AA_NO_ID || c->argument_count < 2 || !leads_to(code, flow, c->arguments[0], made->pc) ||
            (!is_constructor(code, c) && !aa_method_is(code, c->to, pattern)))
            continue;
        aa_origins texts = aa_code_argument(code, made->in, c->pc, 1);
        *all_out = *all_out && texts.complete && texts.count > 0;
        for (size_t k = 0; k < texts.count; k++) {
            if (texts.items[k].kind != AA_ORIGIN_STRING)
                *all_out = false;
            else if (count++ < max)
                out[count - 1] = texts.items[k].text;
        }
    }
    return count;
}

/* Calls on an intent that put something into it, and which argument that is. */
static const struct {
    const char *pattern;
    size_t value;
} puts_into[] = {
    {"Landroid/content/Intent;->putExtra", 2},
    {"Landroid/content/Intent;->setData", 1},
    {"Landroid/content/Intent;->setDataAndType", 1},
    {"Landroid/content/Intent;->setDataAndNormalize", 1},
    {"Landroid/content/Intent;-><init>(Ljava/lang/String;Landroid/net/Uri;)V", 2},
};

static size_t put_by(aa_code *code, const aa_flow_call *call)
{
    for (size_t i = 0; call->to != AA_NO_ID && i < sizeof puts_into / sizeof puts_into[0]; i++)
        if (call->argument_count > puts_into[i].value && aa_method_is(code, call->to, puts_into[i].pattern))
            return puts_into[i].value;
    return 0;
}

static size_t puts_of(aa_code *code, const aa_origin *made, aa_intent_put *out, size_t count, size_t max)
{
    const aa_flow *flow = aa_code_flow(code, made->in);
    for (size_t i = 0; flow != NULL && i < flow->call_count; i++) {
        const aa_flow_call *c = &flow->calls[i];
        size_t value = put_by(code, c);
        if (value == 0 || !leads_to(code, flow, c->arguments[0], made->pc))
            continue;
        const aa_site site = {.in = made->in, .to = c->to, .pc = c->pc, .call = c, .flow = flow};
        if (count < max)
            out[count] = (aa_intent_put){site, value};
        count++;
    }
    return count;
}

size_t aa_implicit_puts(aa_code *code, const aa_site *site, size_t argument, aa_intent_put *out, size_t max)
{
    aa_origins origins = aa_code_constants(code, site, argument);
    size_t count = 0;
    for (size_t i = 0; i < origins.count; i++)
        if (origins.items[i].kind == AA_ORIGIN_NEW &&
            kind_of(code, &origins.items[i], MAX_DEPTH) == AA_INTENT_IMPLICIT)
            count = puts_of(code, &origins.items[i], out, count, max);
    return count;
}

/* ---- from one component to another ----------------------------------------------------------------------
 */

static const char *const extra_getters[] = {
    "Landroid/content/Intent;->getStringExtra",
    "Landroid/content/Intent;->getCharSequenceExtra",
    "Landroid/content/Intent;->getParcelableExtra",
    "Landroid/content/Intent;->getSerializableExtra",
    "Landroid/content/Intent;->getStringArrayExtra",
    "Landroid/content/Intent;->getStringArrayListExtra",
    NULL,
};

static const char *const bundle_getters[] = {
    "Landroid/os/BaseBundle;->getString",   "Landroid/os/Bundle;->getString",
    "Landroid/os/Bundle;->getCharSequence", "Landroid/os/Bundle;->getParcelable",
    "Landroid/os/Bundle;->getSerializable", NULL,
};

static const char *const data_getters[] = {"Landroid/content/Intent;->getData",
                                           "Landroid/content/Intent;->getDataString", NULL};

static const char *const data_setters[] = {"Landroid/content/Intent;->setData",
                                           "Landroid/content/Intent;->setDataAndType",
                                           "Landroid/content/Intent;->setDataAndNormalize", NULL};

static const char *const extra_setters[] = {"Landroid/content/Intent;->putExtra", NULL};

/* Argument 1 of the call of a getter, a constant. */
static bool key_at(aa_code *code, aa_method_id in, uint32_t pc, aa_method_id to, aa_bytes *out)
{
    aa_site site = {.in = in, .to = to, .pc = pc, .flow = aa_code_flow(code, in)};
    site.call = site.flow == NULL ? NULL : aa_flow_call_at(site.flow, pc);
    return site.call != NULL && site.call->argument_count > 1 && aa_site_text(code, &site, 1, out);
}

/* The key under which |read| or the first getter of a bundle on its way looks. */
static bool key_of(aa_code *code, const aa_origin *read, aa_bytes *out)
{
    if (aa_method_is_any(code, read->method, extra_getters))
        return key_at(code, read->in, read->pc, read->method, out);
    for (const aa_step *step = read->way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_CALL && step->method != AA_NO_ID &&
            aa_method_is_any(code, step->method, bundle_getters))
            return key_at(code, step->in, step->pc, step->method, out);
    return false;
}

/* |call| makes an intent for a class that is |owner| or inherits its methods. */
static bool names_class(aa_code *code, const aa_flow_call *call, aa_type_id owner)
{
    const aa_program *p = aa_code_base_of(code)->program;
    if (call->to == AA_NO_ID || (!aa_method_is(code, call->to, "Landroid/content/Intent;-><init>") &&
                                 !aa_method_is(code, call->to, "Landroid/content/Intent;->setClass")))
        return false;
    for (size_t i = 1; i < call->argument_count; i++) {
        const aa_value_node *n = aa_value_at(aa_code_values(code), call->arguments[i]);
        if (n->kind == AA_V_CLASS && aa_type_is_a(p, (aa_type_id)n->at, owner))
            return true;
    }
    return false;
}

/* The object that |value| is, or was given back for by setters, is an intent for |owner|. */
static bool is_for(aa_code *code, const aa_flow *flow, aa_value value, aa_type_id owner)
{
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_flow_call *c = &flow->calls[i];
        if (!names_class(code, c, owner))
            continue;
        for (size_t k = 0; k < aa_value_members(aa_code_values(code), c->arguments[0]); k++) {
            aa_value made = aa_value_member(aa_code_values(code), c->arguments[0], k);
            const aa_value_node *n = aa_value_at(aa_code_values(code), made);
            if (n->kind == AA_V_NEW && leads_to(code, flow, value, n->at))
                return true;
        }
    }
    return false;
}

size_t aa_intent_puts(aa_code *code, const aa_origin *read, aa_intent_put *out, size_t max)
{
    aa_bytes key = aa_bytes_none();
    aa_bytes other;
    size_t count = 0;
    const aa_method *m = aa_program_method(aa_code_base_of(code)->program, read->in);
    bool data = read->kind == AA_ORIGIN_CALL && aa_method_is_any(code, read->method, data_getters);
    if (m == NULL || read->kind != AA_ORIGIN_CALL || (!data && !key_of(code, read, &key)))
        return 0;
    aa_sites sites = aa_code_own_calls_of(code, data ? data_setters : extra_setters);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        size_t value = data ? 1 : 2;
        if (site->call->argument_count <= value ||
            !is_for(code, site->flow, site->call->arguments[0], m->owner) ||
            (!data && (!aa_site_text(code, site, 1, &other) || !aa_bytes_equal(key, other))))
            continue;
        if (count < max)
            out[count] = (aa_intent_put){.site = *site, .value = value};
        count++;
    }
    return count;
}
