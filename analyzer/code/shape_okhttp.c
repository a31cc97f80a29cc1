/*
 * OkHttp: the pinner is the class whose check throws the well-known banner; its builder makes it and takes
 * (String, String[]); the client and its builder keep a HostnameVerifier, and the one is made from the other.
 *
 * Where a shrinker put the pinner into the connection, or a setter into its only caller, there is no class or
 * method to name: then the text, or the field that the setter wrote, is all that is told.
 */
#include "code/shape_internal.h"

#define ACC_STATIC   0x0008U
#define ADD_FORM     "i(Ljava/lang/String;[Ljava/lang/String;)~"
#define VERIFIER     "Ljavax/net/ssl/HostnameVerifier;"
#define SOCKETS      "Ljavax/net/ssl/SSLSocketFactory;"
#define LIST         "Ljava/util/List;"
#define KEEPS_PINNER 2U
#define KEEPS_VERIFY 4U
#define TELLS_CLIENT 8U  /* by name or by text */
#define IS_TOLD      16U /* a builder of pinners, already found */
#define IS_TOLD_TOO  32U /* a builder of clients, already found */

/* What is known of each class of the app; a pinner has IS_PINNER. */
#define IS_PINNER 1U

typedef struct okhttp {
    aa_shape_search *s;
    const aa_program *p;
    uint8_t *marks; /* by type; |types| of them */
    size_t types;
} okhttp;

static bool is_marked(const okhttp *o, aa_type_id type, unsigned mark)
{
    return type < o->types && (o->marks[type] & mark) != 0;
}

static void mark(okhttp *o, aa_type_id type, unsigned what)
{
    if (type < o->types)
        o->marks[type] |= (uint8_t)what;
}

/* A part of |type| that needs no text of its own. */
static aa_shape part_of(const okhttp *o, aa_shape_kind kind, aa_shape_part part, aa_type_id type)
{
    return (aa_shape){.kind = kind,
                      .part = part,
                      .type = type,
                      .method = AA_NO_ID,
                      .field = AA_NO_ID,
                      .by_name = aa_shape_is_known(o->p, kind, type),
                      .sure = true,
                      .anchor = aa_bytes_none()};
}

/* ---- the pinner and what fills it --------------------------------------------------------------------- */

/* Pins are a Set since 3.1 and were a Map before; a connection, where the check may have been put, has a
 * Socket. */
static bool looks_like_pinner(aa_shape_search *s, aa_type_id type)
{
    const aa_program *p = s->p;
    bool set = aa_shape_field(p, type, "Ljava/util/Set;") != AA_NO_ID &&
               aa_shape_next(s, type, "i(Ljava/util/Set;.)V", AA_NO_ID, true, AA_NO_ID) != AA_NO_ID;
    bool map = aa_shape_field(p, type, "Ljava/util/Map;") != AA_NO_ID &&
               aa_shape_next(s, type, "i(#.)V", AA_NO_ID, true, AA_NO_ID) != AA_NO_ID;
    return (set || map) && aa_shape_field(p, type, "Ljava/net/Socket;") == AA_NO_ID;
}

static void find_pinners(okhttp *o, const aa_shape_hits *hits)
{
    size_t known = o->s->found.count;
    for (size_t i = 0; i < known; i++) {
        const aa_shape *shape = (const aa_shape *)o->s->found.items + i;
        if (shape->kind == AA_SHAPE_OKHTTP_PINNER && shape->sure)
            mark(o, shape->type, IS_PINNER);
        if (shape->kind == AA_SHAPE_OKHTTP_CLIENT)
            mark(o, shape->type, TELLS_CLIENT);
    }
    aa_type_id last = AA_NO_ID;
    bool pinner = false;
    for (size_t i = 0; i < hits->count; i++) {
        const aa_shape_hit *hit = &hits->items[i];
        if (aa_shape_anchors[hit->anchor].kind != AA_SHAPE_OKHTTP_PINNER)
            continue;
        if (hit->type != last)
            pinner = looks_like_pinner(o->s, hit->type);
        last = hit->type;
        if (!pinner)
            continue;
        mark(o, hit->type, IS_PINNER);
        aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_PINNER, AA_PART_CLASS, hit->type);
        shape.anchor = hit->text;
        aa_shape_add(o->s, &shape);
        shape.part = AA_PART_CHECK;
        shape.method = hit->in;
        aa_shape_add(o->s, &shape);
    }
}

static void add_pinner_builder(okhttp *o, aa_type_id type)
{
    if (is_marked(o, type, IS_TOLD))
        return;
    mark(o, type, IS_TOLD);
    aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_PINNER_BUILDER, AA_PART_CLASS, type);
    aa_shape_add(o->s, &shape);
    shape.part = AA_PART_ADD;
    aa_shape_add_forms(o->s, &shape, ADD_FORM, AA_NO_ID);
    shape.part = AA_PART_BUILD;
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(o->s, type, "i()#", AA_NO_ID, false, m)) != AA_NO_ID) {
        shape.method = m;
        if (is_marked(o, aa_program_find_type(o->p, aa_method_result(o->p, m)), IS_PINNER))
            aa_shape_add(o->s, &shape);
    }
}

static void find_builders_of(okhttp *o, aa_type_id pinner)
{
    const aa_type_ref *const *refs = NULL;
    size_t count = aa_type_refs(o->p, pinner, &refs);
    aa_type_id last = pinner;
    for (size_t i = 0; i < count && aa_shape_spend(o->s, 1); i++) {
        aa_type_id owner = aa_program_method(o->p, refs[i]->in)->owner;
        if (refs[i]->use != AA_USE_NEW || owner == pinner || owner == last)
            continue;
        last = owner;
        if (aa_shape_next(o->s, owner, ADD_FORM, AA_NO_ID, false, AA_NO_ID) != AA_NO_ID)
            add_pinner_builder(o, owner);
    }
}

/* Whoever makes pins from (String, String[]) is the builder, though nobody builds. */
static void find_builders_by_pins(okhttp *o)
{
    size_t known = o->s->found.count;
    for (size_t i = 0; i < known; i++) {
        aa_shape pin = ((const aa_shape *)o->s->found.items)[i];
        if (pin.kind != AA_SHAPE_OKHTTP_PIN || pin.part != AA_PART_NEW)
            continue;
        const aa_call_ref *const *callers = NULL;
        size_t count = aa_calls_to(o->p, pin.method, &callers);
        for (size_t c = 0; c < count && aa_shape_spend(o->s, 1); c++) {
            if (aa_shape_fits(o->p, callers[c]->in, ADD_FORM, AA_NO_ID))
                add_pinner_builder(o, aa_program_method(o->p, callers[c]->in)->owner);
        }
    }
}

/* ---- the client and its builder ------------------------------------------------------------------------ */

static void add_setters(okhttp *o, aa_type_id builder, aa_shape_part part, aa_field_id field,
                        const char *form, aa_type_id bound)
{
    aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_CLIENT_BUILDER, part, builder);
    shape.field = field;
    if (!aa_shape_add_forms(o->s, &shape, form, bound) && field != AA_NO_ID)
        aa_shape_add(o->s, &shape);
}

/* The field of that class with descriptor |of| that |method| writes. */
static aa_field_id field_written(aa_shape_search *s, aa_type_id type, const char *of, aa_method_id method)
{
    const aa_program *p = s->p;
    aa_type_id wanted = aa_program_find_type(p, aa_bytes_of(of, strlen(of)));
    const aa_type *t = aa_program_type(p, type);
    for (uint32_t i = 0; i < t->field_count; i++) {
        if (aa_program_field(p, t->first_field + i)->type != wanted)
            continue;
        const aa_field_ref *const *refs = NULL;
        size_t count = aa_field_refs(p, t->first_field + i, &refs);
        for (size_t r = 0; r < count && aa_shape_spend(s, 1); r++) {
            if (refs[r]->in == method && refs[r]->writes != 0)
                return t->first_field + i;
        }
    }
    return AA_NO_ID;
}

/* Both connectionSpecs() and protocols() take a List; only the latter speaks of "protocols …". */
static bool speaks_of_protocols(aa_shape_search *s, aa_method_id method)
{
    const aa_program *p = s->p;
    const aa_method *m = aa_program_method(p, method);
    const aa_dex *dex = &aa_program_unit(p, m->unit)->dex;
    aa_dex_code code;
    if (!aa_dex_code_at(dex, m->code, &code))
        return false;
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn insn;
    while (aa_dex_next_insn(&insns, &insn) && aa_shape_spend(s, 1)) {
        if (insn.index_kind != AA_DEX_INDEX_STRING)
            continue;
        aa_bytes text = aa_dex_text(dex, insn.index);
        if (text.n > 10 && memcmp(text.p, "protocols ", 10) == 0)
            return true;
    }
    return false;
}

static bool calls(aa_shape_search *s, aa_method_id in, aa_method_id to)
{
    const aa_call_ref *refs = NULL;
    size_t count = aa_calls_in(s->p, in, &refs);
    for (size_t i = 0; i < count && aa_shape_spend(s, 1); i++) {
        if (refs[i].to == to)
            return true;
    }
    return false;
}

#define LISTS_MAX 8 /* methods (List)~ of the builder; OkHttp has four */

static void add_specs(okhttp *o, aa_type_id builder)
{
    aa_method_id lists[LISTS_MAX];
    bool protocols[LISTS_MAX];
    size_t count = 0;
    aa_method_id m = AA_NO_ID;
    while (count < LISTS_MAX &&
           (m = aa_shape_next(o->s, builder, "i(" LIST ")~", AA_NO_ID, false, m)) != AA_NO_ID) {
        lists[count] = m;
        protocols[count++] = speaks_of_protocols(o->s, m);
    }
    for (size_t i = 0; i < count; i++) {
        bool other = protocols[i];
        for (size_t k = 0; k < count && !other; k++)
            other = protocols[k] && calls(o->s, lists[k], lists[i]);
        if (other)
            continue;
        aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_CLIENT_BUILDER, AA_PART_SET_SPECS, builder);
        shape.method = lists[i];
        shape.field = field_written(o->s, builder, LIST, lists[i]);
        aa_shape_add(o->s, &shape);
    }
}

static aa_field_id pinner_field(const okhttp *o, aa_type_id type)
{
    const aa_type *t = aa_program_type(o->p, type);
    for (uint32_t i = 0; i < t->field_count; i++) {
        const aa_field *field = aa_program_field(o->p, t->first_field + i);
        if ((field->flags & ACC_STATIC) == 0 && is_marked(o, field->type, IS_PINNER))
            return t->first_field + i;
    }
    return AA_NO_ID;
}

static void add_client_builder(okhttp *o, aa_type_id builder, aa_type_id client)
{
    if (is_marked(o, builder, IS_TOLD_TOO))
        return;
    mark(o, builder, IS_TOLD_TOO);
    aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_CLIENT_BUILDER, AA_PART_CLASS, builder);
    aa_shape_add(o->s, &shape);
    aa_field_id field = pinner_field(o, builder);
    if (field != AA_NO_ID)
        add_setters(o, builder, AA_PART_SET_PINNER, field, "i($)~", aa_program_field(o->p, field)->type);
    add_setters(o, builder, AA_PART_SET_SOCKETS, aa_shape_field(o->p, builder, SOCKETS), "i(" SOCKETS ".)~",
                AA_NO_ID);
    add_setters(o, builder, AA_PART_SET_VERIFIER, aa_shape_field(o->p, builder, VERIFIER), "i(" VERIFIER ")~",
                AA_NO_ID);
    add_specs(o, builder);
    shape.part = AA_PART_BUILD;
    if (client != builder)
        aa_shape_add_forms(o->s, &shape, "i()$", client);
}

/* Who keeps a pinner or a verifier. */
static void mark_keepers(okhttp *o)
{
    size_t fields = 0;
    aa_program_field_count(o->p, &fields);
    aa_type_id verifier = aa_program_find_type(o->p, aa_bytes_of(VERIFIER, strlen(VERIFIER)));
    for (aa_field_id f = 0; f < fields; f++) {
        const aa_field *field = aa_program_field(o->p, f);
        if ((field->flags & ACC_STATIC) != 0)
            continue;
        if (field->type == verifier && verifier != AA_NO_ID)
            mark(o, field->owner, KEEPS_VERIFY);
        else if (is_marked(o, field->type, IS_PINNER))
            mark(o, field->owner, KEEPS_PINNER);
    }
}

static bool is_made_from(aa_shape_search *s, aa_type_id type, aa_type_id from)
{
    return aa_shape_next(s, type, "i($)V", from, true, AA_NO_ID) != AA_NO_ID;
}

/* How much speaks for |type| being the client of a pair: the text, then lists of defaults that all share. */
static unsigned speaks_for_client(const okhttp *o, aa_type_id type)
{
    if (is_marked(o, type, TELLS_CLIENT))
        return 2;
    const aa_type *t = aa_program_type(o->p, type);
    aa_type_id list = aa_program_find_type(o->p, aa_bytes_of(LIST, strlen(LIST)));
    for (uint32_t i = 0; i < t->field_count; i++) {
        const aa_field *field = aa_program_field(o->p, t->first_field + i);
        if ((field->flags & ACC_STATIC) != 0 && field->type == list)
            return 1;
    }
    return 0;
}

/* |type| may be a client: its builder is what it is made from. A client can be a builder's model, too. */
static void look_at_client(okhttp *o, aa_type_id type)
{
    aa_method_id m = AA_NO_ID;
    while ((m = aa_shape_next(o->s, type, "i(#)V", AA_NO_ID, true, m)) != AA_NO_ID) {
        aa_type_id builder = aa_shape_parameter(o->p, m, 0);
        if (builder == AA_NO_ID || builder == type || !is_marked(o, builder, KEEPS_VERIFY) ||
            (is_made_from(o->s, builder, type) &&
             speaks_for_client(o, type) <= speaks_for_client(o, builder)))
            continue;
        aa_shape shape = part_of(o, AA_SHAPE_OKHTTP_CLIENT, AA_PART_CLASS, type);
        aa_shape_add(o->s, &shape);
        add_client_builder(o, builder, type);
    }
}

static void find_clients(okhttp *o)
{
    mark_keepers(o);
    for (aa_type_id type = 0; type < o->types; type++) {
        if (!is_marked(o, type, KEEPS_VERIFY) || !is_marked(o, type, KEEPS_PINNER | TELLS_CLIENT))
            continue;
        look_at_client(o, type);
    }
    /* Until 2.7 the client was its own builder; and a setter is a setter, whatever is built. */
    for (aa_type_id type = 0; type < o->types; type++) {
        if (!is_marked(o, type, KEEPS_VERIFY) || !is_marked(o, type, KEEPS_PINNER))
            continue;
        aa_field_id field = pinner_field(o, type);
        aa_type_id pinner = field != AA_NO_ID ? aa_program_field(o->p, field)->type : AA_NO_ID;
        if (aa_shape_next(o->s, type, "i($)~", pinner, false, AA_NO_ID) != AA_NO_ID)
            add_client_builder(o, type, type);
    }
}

void aa_shape_okhttp(aa_shape_search *s, const aa_shape_hits *hits)
{
    okhttp o = {.s = s, .p = s->p};
    aa_program_type_count(s->p, &o.types);
    o.marks = aa_arena_alloc(s->arena, o.types + 1);
    if (o.marks == NULL) {
        s->failed = true;
        return;
    }
    find_pinners(&o, hits);
    for (aa_type_id type = 0; type < o.types; type++) {
        if (is_marked(&o, type, IS_PINNER))
            find_builders_of(&o, type);
    }
    find_builders_by_pins(&o);
    find_clients(&o);
}

/* ---- requests and addresses
 * ------------------------------------------------------------------------------------------ */

#define URL_FORM "i(Ljava/lang/String;)~"

static void add_texted(aa_shape_search *s, aa_shape_kind kind, aa_shape_part part, const aa_shape_hit *hit,
                       aa_method_id method)
{
    aa_shape shape = {.kind = kind,
                      .part = part,
                      .type = aa_program_method(s->p, method)->owner,
                      .method = method,
                      .field = AA_NO_ID,
                      .sure = true,
                      .anchor = hit->text};
    aa_shape_add(s, &shape);
}

/* Request.Builder.url(String) turns "ws:" and "wss:" into "http:" and "https:", since 5.0 in a helper. */
void aa_shape_okhttp_request(aa_shape_search *s, const aa_shape_hits *hits)
{
    for (size_t i = 0; i + 1 < hits->count; i++) {
        const aa_shape_hit *hit = &hits->items[i];
        if (hit[1].in != hit->in || hit[1].anchor == hit->anchor)
            continue;
        if (aa_shape_fits(s->p, hit->in, URL_FORM, AA_NO_ID)) {
            add_texted(s, AA_SHAPE_OKHTTP_REQUEST, AA_PART_SET_URL, hit, hit->in);
        } else if (aa_shape_fits(s->p, hit->in, "s(Ljava/lang/String;)Ljava/lang/String;", AA_NO_ID)) {
            const aa_call_ref *const *callers = NULL;
            size_t count = aa_calls_to(s->p, hit->in, &callers);
            for (size_t c = 0; c < count && aa_shape_spend(s, 1); c++) {
                if (aa_shape_fits(s->p, callers[c]->in, URL_FORM, AA_NO_ID))
                    add_texted(s, AA_SHAPE_OKHTTP_REQUEST, AA_PART_SET_URL, hit, callers[c]->in);
            }
        }
    }
}

static bool takes_one_text(const aa_program *p, aa_method_id method)
{
    return aa_shape_fits(p, method, "s(Ljava/lang/String;)#", AA_NO_ID) ||
           aa_shape_fits(p, method, "i(Ljava/lang/String;)#", AA_NO_ID);
}

/* HttpUrl.get() and parse() hand their text to the builder, which complains of other schemes. */
void aa_shape_okhttp_url(aa_shape_search *s, const aa_shape_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const aa_shape_hit *hit = &hits->items[i];
        if ((i > 0 && hits->items[i - 1].in == hit->in) ||
            !aa_shape_fits(s->p, hit->in, aa_shape_anchors[hit->anchor].form, AA_NO_ID))
            continue;
        const aa_call_ref *const *callers = NULL;
        size_t count = aa_calls_to(s->p, hit->in, &callers);
        for (size_t c = 0; c < count && aa_shape_spend(s, 1); c++) {
            if (takes_one_text(s->p, callers[c]->in))
                add_texted(s, AA_SHAPE_OKHTTP_URL, AA_PART_NEW, hit, callers[c]->in);
        }
    }
}
