/*
 * Where arguments come from.
 */
#include "code/code_internal.h"

aa_origins aa_code_constants(aa_code *code, const aa_site *site, size_t argument)
{
    const aa_trace_options options = {.through_library = false};
    return aa_trace_argument(code->tracer, site->in, site->pc, argument, &options);
}

aa_origins aa_code_whence(aa_code *code, const aa_site *site, size_t argument)
{
    const aa_trace_options options = {.through_library = true};
    return aa_trace_argument(code->tracer, site->in, site->pc, argument, &options);
}

aa_origins aa_code_whence_apart(aa_code *code, const aa_site *site, size_t argument)
{
    const aa_trace_options options = {.through_library = true, .by_caller = true};
    return aa_trace_argument(code->tracer, site->in, site->pc, argument, &options);
}

static const aa_origin *only(const aa_origins *origins, aa_origin_kind kind)
{
    bool one = origins->complete && origins->count == 1 && origins->items[0].exact;
    return one && origins->items[0].kind == kind ? origins->items : NULL;
}

bool aa_site_text(aa_code *code, const aa_site *site, size_t argument, aa_bytes *out)
{
    aa_origins origins = aa_code_constants(code, site, argument);
    const aa_origin *origin = only(&origins, AA_ORIGIN_STRING);
    if (origin != NULL)
        *out = origin->text;
    return origin != NULL;
}

bool aa_site_int(aa_code *code, const aa_site *site, size_t argument, int64_t *out)
{
    aa_origins origins = aa_code_constants(code, site, argument);
    const aa_origin *origin = only(&origins, AA_ORIGIN_INT);
    if (origin != NULL)
        *out = origin->number;
    return origin != NULL;
}

static bool is_among(const aa_values *values, aa_value what, aa_value v)
{
    for (size_t i = 0; i < aa_value_members(values, v); i++) {
        const aa_value_node *n = aa_value_at(values, aa_value_member(values, v, i));
        if (aa_value_member(values, v, i) == what)
            return true;
        for (size_t k = 0; k < n->part_count; k++)
            if (n->parts[k] == what)
                return true;
    }
    return false;
}

bool aa_site_result_is_used(aa_code *code, const aa_site *site)
{
    const aa_values *values = aa_flows_values(code->flows);
    const aa_flow *flow = site->flow;
    aa_value what = site->call->result;
    if (!flow->complete || aa_value_kind_of(values, what) != AA_V_RESULT)
        return true;
    for (size_t i = 0; i < flow->call_count; i++)
        for (size_t k = 0; k < flow->calls[i].argument_count; k++)
            if (is_among(values, what, flow->calls[i].arguments[k]))
                return true;
    for (size_t i = 0; i < flow->store_count; i++)
        if (is_among(values, what, flow->stores[i].value))
            return true;
    for (size_t i = 0; i < flow->exit_count; i++)
        if (is_among(values, what, flow->exits[i].value))
            return true;
    for (size_t i = 0; i < flow->element_count; i++)
        if (is_among(values, what, flow->elements[i].value))
            return true;
    return false;
}

/* The class that |pattern| constructs is that of |type|. */
static bool makes(aa_code *code, aa_type_id type, const char *pattern)
{
    aa_pattern wanted;
    const aa_type *t = aa_program_type(code->base.program, type);
    return t != NULL && aa_pattern_of(pattern, &wanted) && aa_bytes_is(wanted.name, "<init>") &&
           aa_bytes_equal(wanted.owner, t->descriptor);
}

const aa_origin *aa_origins_call(aa_code *code, const aa_origins *origins, const char *pattern)
{
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        if ((o->kind == AA_ORIGIN_CALL && aa_method_is(code, o->method, pattern)) ||
            (o->kind == AA_ORIGIN_NEW && makes(code, o->type, pattern)))
            return o;
    }
    return NULL;
}

/* Classes of the platform that hold or rewrite what they are given and have nothing of their own. */
static bool carries(aa_bytes descriptor)
{
    static const char *const packages[] = {"Ljavax/crypto/spec/",
                                           "Ljava/security/spec/",
                                           "Ljava/nio/",
                                           "Ljava/util/Base64",
                                           "Landroid/util/Base64",
                                           "Ljava/math/Big",
                                           "Ljava/io/ByteArray",
                                           "Ljava/lang/String",
                                           "Ljava/lang/Integer;",
                                           "Ljava/lang/Long;",
                                           "Ljava/lang/Byte;",
                                           "Ljava/lang/Short;",
                                           "Ljava/lang/Boolean;",
                                           "Ljava/lang/Character;",
                                           "Ljava/util/Arrays;",
                                           "Ljava/util/ArrayList;",
                                           "Ljava/util/HashMap;",
                                           "Ljava/util/LinkedHashMap;",
                                           "Ljava/util/TreeMap;",
                                           "Ljava/util/Hashtable;",
                                           "Ljava/util/Map;",
                                           "Ljava/util/Map$Entry;",
                                           "Ljava/util/List;",
                                           "Ljava/util/LinkedList;",
                                           "Ljava/util/Vector;",
                                           "Ljava/util/Set;",
                                           "Ljava/util/HashSet;",
                                           "Ljava/util/Collection;",
                                           "Ljava/util/Collections;",
                                           "Ljava/util/Iterator;",
                                           "Ljava/security/MessageDigest;",
                                           "[",
                                           "Ljava/util/Objects;",
                                           "Landroid/text/TextUtils;"};
    for (size_t i = 0; i < sizeof packages / sizeof packages[0]; i++) {
        size_t n = strlen(packages[i]);
        if (descriptor.n >= n && memcmp(descriptor.p, packages[i], n) == 0)
            return true;
    }
    return false;
}

static bool adds_nothing(aa_code *code, const aa_origin *o)
{
    const aa_program *p = code->base.program;
    const aa_method *method = o->kind == AA_ORIGIN_CALL ? aa_program_method(p, o->method) : NULL;
    const aa_type *type = aa_program_type(p, method != NULL ? method->owner : o->type);
    if (!o->passes || type == NULL)
        return false;
    const aa_model *model = method == NULL ? NULL : aa_model_of(aa_flows_models(code->flows), o->method);
    if (model != NULL)
        return (aa_model_effects(model) & (AA_EFFECT_PURE | AA_EFFECT_BUILDS | AA_EFFECT_IDENTITY)) != 0;
    return carries(type->descriptor);
}

bool aa_origins_constant(aa_code *code, const aa_origins *origins)
{
    bool constant = false;
    for (size_t i = 0; i < origins->count; i++) {
        const aa_origin *o = &origins->items[i];
        switch (o->kind) {
        case AA_ORIGIN_INT:
        case AA_ORIGIN_NULL:
        case AA_ORIGIN_STRING:
        case AA_ORIGIN_BYTES:
        case AA_ORIGIN_CLASS:
            constant = true;
            break;
        case AA_ORIGIN_CALL:
        case AA_ORIGIN_NEW:
            if (!adds_nothing(code, o))
                return false;
            break;
        case AA_ORIGIN_ENTRY:
        case AA_ORIGIN_PARAM:
        case AA_ORIGIN_FIELD:
        case AA_ORIGIN_CAUGHT:
        case AA_ORIGIN_UNKNOWN:
            return false;
        }
    }
    return constant && origins->complete;
}
