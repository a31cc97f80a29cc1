/*
 * OkHttp's pinner. Its builder is recognised by shape; which pinner a client gets is told by the builder
 * object that both come from.
 */
#include "code/use_pin_internal.h"

/* A place where a client builder gets a pinner. */
typedef struct gift {
    aa_method_id in;
    uint32_t pc;
    aa_origins value;    /* of the pinner, as far as the app's code goes */
    aa_origins material; /* and what it is made from */
} gift;

typedef struct okhttp {
    aa_code *code;
    const aa_program *program;
    const aa_shapes *shapes;
    aa_vec gifts; /* of gift */
} okhttp;

static aa_type_id owner_of(const okhttp *o, aa_method_id method)
{
    return aa_program_method(o->program, method)->owner;
}

static void add_gift(okhttp *o, aa_method_id in, uint32_t pc, aa_origins value, aa_origins material)
{
    gift *g = aa_code_push(o->code, &o->gifts);
    if (g != NULL)
        *g = (gift){in, pc, value, material};
}

static void add_calls(okhttp *o, const aa_shape *shape)
{
    aa_sites sites = aa_code_calls_to(o->code, shape->method);
    for (size_t i = 0; i < sites.count; i++)
        if (owner_of(o, sites.items[i].in) != shape->type)
            add_gift(o, sites.items[i].in, sites.items[i].pc, aa_code_constants(o->code, &sites.items[i], 1),
                     aa_code_whence(o->code, &sites.items[i], 1));
}

/* A shrinker puts the setter into its callers: then they write the field. */
static void add_writes(okhttp *o, const aa_shape *shape)
{
    static const aa_trace_options through = {.through_library = true};
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(o->program, shape->field, &refs);
    for (size_t i = 0; i < count; i++) {
        const aa_flow *flow = refs[i]->writes == 0 || owner_of(o, refs[i]->in) == shape->type
                                  ? NULL
                                  : aa_code_flow(o->code, refs[i]->in);
        for (size_t k = 0; flow != NULL && k < flow->store_count; k++) {
            const aa_flow_store *s = &flow->stores[k];
            if (s->field == shape->field && s->pc == refs[i]->pc)
                add_gift(o, refs[i]->in, s->pc, aa_code_trace(o->code, refs[i]->in, s->pc, s->value, NULL),
                         aa_code_trace(o->code, refs[i]->in, s->pc, s->value, &through));
        }
    }
}

static void find_gifts(okhttp *o)
{
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(o->shapes, AA_SHAPE_OKHTTP_CLIENT_BUILDER, &shapes);
    aa_field_id last = AA_NO_ID;
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].part != AA_PART_SET_PINNER)
            continue;
        if (shapes[i].method != AA_NO_ID)
            add_calls(o, &shapes[i]);
        if (shapes[i].field != AA_NO_ID && shapes[i].field != last)
            add_writes(o, &shapes[i]);
        last = shapes[i].field;
    }
}

/* ---- which builder ----------------------------------------------------------------------------------------
 */

static bool is_builder(const okhttp *o, aa_type_id type)
{
    return aa_shape_of_type(o->shapes, AA_SHAPE_OKHTTP_PINNER_BUILDER, type) != NULL;
}

static bool is_pinner(const okhttp *o, aa_type_id type)
{
    return aa_shape_of_type(o->shapes, AA_SHAPE_OKHTTP_PINNER, type) != NULL;
}

/* Some builder object is among both. */
static bool share_builder(const okhttp *o, const aa_origins *a, const aa_origins *b)
{
    for (size_t i = 0; i < a->count; i++) {
        const aa_origin *x = &a->items[i];
        for (size_t k = 0; x->kind == AA_ORIGIN_NEW && is_builder(o, x->type) && k < b->count; k++)
            if (b->items[k].kind == AA_ORIGIN_NEW && b->items[k].in == x->in && b->items[k].pc == x->pc)
                return true;
    }
    return false;
}

/* The builder whose build() gave the pinner of |origin|: the receiver of the call on its way. */
static bool built_by(const okhttp *o, const aa_origin *origin, const aa_origins *builder)
{
    for (const aa_step *step = origin->way; step != NULL; step = step->next) {
        const aa_shape *shape = step->kind == AA_STEP_RETURN && step->method != AA_NO_ID
                                    ? aa_shape_of_method(o->shapes, step->method)
                                    : NULL;
        if (shape == NULL || shape->kind != AA_SHAPE_OKHTTP_PINNER_BUILDER || shape->part != AA_PART_BUILD)
            continue;
        aa_origins receiver = aa_code_argument(o->code, step->in, step->pc, 0);
        if (share_builder(o, &receiver, builder))
            return true;
    }
    return false;
}

static bool gives(const okhttp *o, const gift *g, const aa_origins *builder, aa_method_id in)
{
    if (share_builder(o, &g->material, builder) || share_builder(o, &g->value, builder))
        return true;
    for (size_t i = 0; i < g->value.count; i++)
        if (built_by(o, &g->value.items[i], builder))
            return true;
    /* Everything put into one method by a shrinker: objects are made and used there. */
    for (size_t i = 0; i < g->value.count; i++)
        if (g->value.items[i].kind == AA_ORIGIN_NEW && is_pinner(o, g->value.items[i].type) &&
            g->value.items[i].in == in)
            return true;
    return false;
}

/* ---- pins
 * --------------------------------------------------------------------------------------------------- */

static void find_client(const okhttp *o, const aa_origins *builder, aa_pin_use *use)
{
    const gift *gifts = o->gifts.items;
    bool followed = true;
    use->fault = AA_PIN_NEVER_GIVEN;
    for (size_t i = 0; i < o->gifts.count; i++) {
        followed = followed && gifts[i].value.complete;
        if (!gives(o, &gifts[i], builder, use->in))
            continue;
        bool run = aa_reach_state(aa_code_base_of(o->code)->reach, gifts[i].in) != AA_CODE_UNREACHED;
        if (use->given_in != AA_NO_ID && !run)
            continue;
        use->given_in = gifts[i].in;
        use->given_pc = gifts[i].pc;
        use->fault = !run                                                      ? AA_PIN_GIVEN_UNRUN
                     : aa_pin_is_switchable(o->code, gifts[i].in, gifts[i].pc) ? AA_PIN_SWITCHABLE
                                                                               : AA_PIN_SOUND;
        if (run)
            return;
    }
    if (use->fault == AA_PIN_NEVER_GIVEN && (!followed || !builder->complete) && o->gifts.count > 0)
        use->fault = AA_PIN_NOT_FOLLOWED;
}

static bool any_well_formed(const aa_pin_use *use)
{
    for (size_t i = 0; i < use->pin_count; i++)
        if (aa_pin_is_well_formed(use->pins[i]))
            return true;
    return use->pin_count == 0; /* not constant */
}

static void add_hosts(okhttp *o, aa_vec *uses, aa_pin_use use, const aa_origins *hosts)
{
    size_t count = 0;
    const char *const *texts = aa_pin_texts(o->code, hosts, NULL, &count);
    if (!any_well_formed(&use))
        use.fault = AA_PIN_MALFORMED;
    for (size_t i = 0; i < count; i++) {
        use.host = texts[i];
        aa_pin_add(o->code, uses, &use);
    }
    if (count == 0)
        aa_pin_add(o->code, uses, &use);
}

static void add_pins(okhttp *o, aa_vec *uses, const aa_shape *shape, bool constructor)
{
    aa_sites sites = aa_code_calls_to(o->code, shape->method);
    for (size_t i = 0; i < sites.count; i++) {
        const aa_site *site = &sites.items[i];
        aa_type_id owner = owner_of(o, site->in);
        if (owner == shape->type || is_builder(o, owner) || is_pinner(o, owner))
            continue;
        aa_pin_use use = {.kind = AA_PIN_KIND_OKHTTP, .in = site->in, .pc = site->pc, .given_in = AA_NO_ID};
        aa_origins hosts = aa_code_constants(o->code, site, 1);
        aa_origins pins = aa_code_constants(o->code, site, 2);
        aa_origins builder = {.complete = true};
        if (!constructor)
            builder = aa_code_constants(o->code, site, 0);
        use.pins = aa_pin_texts(o->code, &pins, NULL, &use.pin_count);
        find_client(o, &builder, &use);
        add_hosts(o, uses, use, &hosts);
    }
}

/* A client that gets a pinner without pins: CertificatePinner.DEFAULT, or a builder to which nobody adds. */
static void add_empty(okhttp *o, aa_vec *uses, size_t first)
{
    const gift *gifts = o->gifts.items;
    for (size_t i = 0; i < o->gifts.count; i++) {
        bool given = !gifts[i].value.complete;
        for (size_t k = first; k < uses->count; k++) {
            const aa_pin_use *use = (const aa_pin_use *)uses->items + k;
            given = given || (use->given_in == gifts[i].in && use->given_pc == gifts[i].pc) ||
                    use->fault == AA_PIN_NOT_FOLLOWED;
        }
        bool pinner = false;
        for (size_t k = 0; k < gifts[i].value.count; k++)
            pinner = pinner || (gifts[i].value.items[k].kind == AA_ORIGIN_NEW &&
                                is_pinner(o, gifts[i].value.items[k].type));
        aa_pin_use use = {.kind = AA_PIN_KIND_OKHTTP,
                          .fault = AA_PIN_EMPTY,
                          .in = gifts[i].in,
                          .pc = gifts[i].pc,
                          .given_in = gifts[i].in,
                          .given_pc = gifts[i].pc};
        if (!given && pinner)
            aa_pin_add(o->code, uses, &use);
    }
}

void aa_pin_okhttp(aa_code *code, aa_vec *uses)
{
    const aa_code_base *base = aa_code_base_of(code);
    okhttp o = {.code = code, .program = base->program, .shapes = base->shapes, .gifts = AA_VEC_INIT(gift)};
    const aa_shape *shapes = NULL;
    size_t first = uses->count;
    find_gifts(&o);
    size_t count = aa_shapes_of(o.shapes, AA_SHAPE_OKHTTP_PINNER_BUILDER, &shapes);
    for (size_t i = 0; i < count; i++)
        if (shapes[i].part == AA_PART_ADD && shapes[i].method != AA_NO_ID)
            add_pins(&o, uses, &shapes[i], false);
    count = aa_shapes_of(o.shapes, AA_SHAPE_OKHTTP_PIN, &shapes);
    for (size_t i = 0; i < count; i++)
        if (shapes[i].part == AA_PART_NEW && shapes[i].method != AA_NO_ID)
            add_pins(&o, uses, &shapes[i], true);
    add_empty(&o, uses, first);
}
