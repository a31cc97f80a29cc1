#include "code/origin.h"

#include <stdlib.h>

#include "code/origin_internal.h"

#define MAX_SCRATCH (UINT32_C(1) << 20) /* bytes kept between questions */

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
                     .arena = aa_arena_new(),
                     .scratch = aa_arena_new()};
    size_t defined = 0;
    aa_program_method_count(t->program, &defined);
    t->fills = calloc(defined + 1, 1);
    if (t->arena == NULL || t->scratch == NULL || t->fills == NULL) {
        aa_tracer_free(t);
        return NULL;
    }
    return t;
}

void aa_tracer_free(aa_tracer *tracer)
{
    if (tracer == NULL)
        return;
    aa_arena_free(tracer->arena);
    aa_arena_free(tracer->scratch);
    free(tracer->memo);
    free(tracer->targets);
    free(tracer->fills);
    free(tracer->answers);
    free(tracer);
}

bool aa_tracer_failed(const aa_tracer *tracer)
{
    return tracer->failed || aa_flows_failed(tracer->flows);
}

/* ---- what is to be looked at --------------------------------------------------------------------------- */

/* The call of |method| on |way| that is nearest to the question; NULL: none. */
static const aa_step *entered(const aa_step *way, aa_method_id method)
{
    const aa_step *found = NULL;
    for (const aa_step *step = way; step != NULL; step = step->next)
        if (step->kind == AA_STEP_ARGUMENT && step->method == method)
            found = step;
    return found;
}

/* Order by the call of |method| that each came in by: none first. AA_NO_ID: they are not told apart. */
static int compare_entries(const aa_step *a, const aa_step *b, aa_method_id method)
{
    const aa_step *x = method == AA_NO_ID ? NULL : entered(a, method);
    const aa_step *y = method == AA_NO_ID ? NULL : entered(b, method);
    if (x == NULL || y == NULL)
        return (x != NULL) - (y != NULL);
    if (x->in != y->in)
        return x->in < y->in ? -1 : 1;
    return x->pc < y->pc ? -1 : x->pc > y->pc;
}

static bool same_item(const aa_trace_item *a, const aa_trace_item *b, aa_method_id by_caller)
{
    return a->value == b->value && a->method == b->method && a->frame == b->frame && a->exact == b->exact &&
           a->element == b->element && a->key == b->key && a->index == b->index &&
           compare_entries(a->way, b->way, by_caller) == 0;
}

/* Where |item| is in |seen|, or where it belongs. The frame is left out, as addresses differ from run to run.
 */
static uint32_t *slot_of(const aa_trace_search *s, const aa_trace_item *item)
{
    const aa_trace_item *items = s->items.items;
    uint64_t h = ((uint64_t)item->method << 32 | item->value) * UINT64_C(0x9E3779B97F4A7C15);
    size_t slot = (size_t)(h >> 32) & s->seen_mask;
    while (s->seen[slot] != 0 && !same_item(&items[s->seen[slot] - 1], item, s->run.by_caller))
        slot = (slot + 1) & s->seen_mask;
    return &s->seen[slot];
}

static bool grow_seen(aa_trace_search *s)
{
    size_t size = s->seen == NULL ? 64 : (s->seen_mask + 1) * 2;
    const aa_trace_item *items = s->items.items;
    s->seen = aa_arena_array(s->run.t->scratch, size, sizeof *s->seen);
    s->seen_mask = size - 1;
    for (size_t i = 0; s->seen != NULL && i < s->items.count; i++)
        *slot_of(s, &items[i]) = (uint32_t)i + 1;
    return s->seen != NULL;
}

static void put_off(aa_trace_search *s, const aa_trace_item *next)
{
    s->run.cut = s->run.cut || s->later.count >= AA_TRACE_LATER;
    aa_trace_item *item = s->later.count < AA_TRACE_LATER ? aa_vec_push(s->run.t->scratch, &s->later) : NULL;
    if (item != NULL)
        *item = *next;
    else
        s->run.t->failed = s->run.t->failed || s->later.count < AA_TRACE_LATER;
}

void aa_search_push(aa_trace_search *s, aa_trace_item next)
{
    if (next.value == aa_value_nothing(s->run.t->values) || s->run.t->failed)
        return;
    if (!s->late && next.crossed + next.alone > s->run.depth) {
        put_off(s, &next);
        return;
    }
    if ((s->seen == NULL || s->items.count * 2 > s->seen_mask) && !grow_seen(s)) {
        s->run.t->failed = true;
        return;
    }
    uint32_t *slot = slot_of(s, &next);
    if (*slot != 0 || !aa_trace_spend(&s->run, 1))
        return;
    aa_trace_item *item = aa_vec_push(s->run.t->scratch, &s->items);
    if (item == NULL) {
        s->run.t->failed = true;
        return;
    }
    *item = next;
    *slot = (uint32_t)s->items.count;
}

const aa_step *aa_search_step_to(aa_trace_search *s, aa_step step)
{
    aa_step *kept = aa_arena_alloc(s->run.t->scratch, sizeof *kept);
    if (kept == NULL)
        s->run.t->failed = true;
    else
        *kept = step;
    return kept;
}

/* ---- what was found ------------------------------------------------------------------------------------ */

static bool same_origin(const aa_origin *a, const aa_origin *b)
{
    return a->kind == b->kind && a->exact == b->exact && a->names == b->names && a->number == b->number &&
           a->type == b->type && a->method == b->method && a->field == b->field && a->in == b->in &&
           a->pc == b->pc && aa_bytes_equal(a->text, b->text);
}

/* The same for origins that are the same: most others are told apart by one look. */
static uint32_t mark_of(const aa_origin *o)
{
    uint64_t h = (uint64_t)o->number ^ (uint64_t)o->kind << 56 ^ (uint64_t)o->text.n << 40;
    h = (h ^ ((uint64_t)o->in << 32 | o->pc)) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 29 ^ ((uint64_t)o->method << 32 | o->type)) * UINT64_C(0xBF58476D1CE4E5B9);
    h ^= h >> 32 ^ o->field;
    return (uint32_t)h;
}

const aa_step *aa_origin_entered(const aa_origin *origin, aa_method_id method)
{
    return entered(origin->way, method);
}

void aa_search_emit(aa_trace_search *s, const aa_trace_item *at, aa_origin origin)
{
    if (at->key && origin.kind != AA_ORIGIN_STRING)
        return;
    origin.exact = at->exact;
    origin.names = at->key;
    origin.way = at->way;
    if (origin.kind != AA_ORIGIN_CALL && origin.kind != AA_ORIGIN_NEW && origin.kind != AA_ORIGIN_CAUGHT)
        origin.pc = at->pc;
    origin.in = at->method;
    aa_origin *known = s->origins.items;
    uint32_t mark = mark_of(&origin);
    for (size_t i = 0; i < s->origins.count; i++)
        if (s->marks[i] == mark && same_origin(&known[i], &origin) &&
            compare_entries(known[i].way, origin.way, s->run.by_caller) == 0)
            return;
    /* One more has a place: what says that the answer was cut. */
    if (s->origins.count >= AA_TRACE_ORIGINS + (origin.kind == AA_ORIGIN_UNKNOWN ? 1 : 0)) {
        s->run.cut = true;
        return;
    }
    aa_origin *slot = aa_vec_push(s->run.t->scratch, &s->origins);
    if (slot == NULL) {
        s->run.t->failed = true;
        return;
    }
    *slot = origin;
    s->marks[s->origins.count - 1] = mark;
}

aa_origin aa_search_plain(aa_origin_kind kind)
{
    return (aa_origin){.kind = kind,
                       .text = aa_bytes_none(),
                       .type = AA_NO_ID,
                       .method = AA_NO_ID,
                       .field = AA_NO_ID,
                       .in = AA_NO_ID};
}

void aa_search_emit_unknown(aa_trace_search *s, const aa_trace_item *at)
{
    aa_search_emit(s, at, aa_search_plain(AA_ORIGIN_UNKNOWN));
}

/* Numbers that make up one array of bytes. */
static bool array_bytes(aa_trace_search *s, const aa_value_node *n, aa_bytes *out)
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

static void emit_constant(aa_trace_search *s, const aa_trace_item *at, aa_value v)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, v);
    aa_origin origin = aa_search_plain(AA_ORIGIN_INT);
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
    aa_search_emit(s, at, origin);
}

void aa_search_follow_parts(aa_trace_search *s, const aa_trace_item *at, const aa_value *parts, size_t count,
                            bool exact)
{
    for (size_t i = 0; i < count; i++) {
        aa_trace_item next = *at;
        next.value = parts[i];
        next.exact = exact;
        aa_search_push(s, next);
    }
}

/* Elements of a constant array: those that are meant. */
static void found_elements(aa_trace_search *s, const aa_trace_item *at, const aa_value_node *n)
{
    aa_trace_item inside = *at;
    inside.element = false;
    inside.index = -1;
    for (size_t i = 0; i < n->part_count; i++)
        if (!at->element || at->index < 0 || (uint64_t)at->index == i)
            aa_search_follow_parts(s, &inside, n->parts + i, 1, at->exact && at->element);
}

void aa_search_found_constant(aa_trace_search *s, const aa_trace_item *at, aa_value v)
{
    const aa_value_node *n = aa_value_at(s->run.t->values, v);
    aa_bytes bytes;
    if (n->kind != AA_V_ARRAY) {
        aa_trace_item inexact = *at;
        inexact.exact = at->exact && !at->element;
        emit_constant(s, &inexact, v);
    } else if (!at->element && array_bytes(s, n, &bytes)) {
        aa_origin origin = aa_search_plain(AA_ORIGIN_BYTES);
        origin.text = bytes;
        aa_search_emit(s, at, origin);
    } else {
        found_elements(s, at, n);
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
    if (x->method != y->method)
        return x->method < y->method ? -1 : 1;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

/* The same with what tells origins of different calls apart; stable, so that equals keep their order. */
static void sort_by_entry(aa_origin *items, size_t count, aa_method_id method)
{
    for (size_t i = 1; i < count; i++) {
        aa_origin moved = items[i];
        size_t at = i;
        while (at > 0 && compare_origins(&items[at - 1], &moved) == 0 &&
               compare_entries(items[at - 1].way, moved.way, method) > 0) {
            items[at] = items[at - 1];
            at--;
        }
        items[at] = moved;
    }
}

/* ---- the question ------------------------------------------------------------------------------------- */

/* A copy that lasts. */
static const aa_step *keep_way(aa_tracer *t, const aa_step *way)
{
    const aa_step *first = NULL;
    for (aa_step *last = NULL; way != NULL; way = way->next) {
        aa_step *kept = aa_arena_alloc(t->arena, sizeof *kept);
        if (kept == NULL) {
            t->failed = true;
            break;
        }
        *kept = *way;
        kept->next = NULL;
        if (last != NULL)
            last->next = kept;
        first = first != NULL ? first : kept;
        last = kept;
    }
    return first;
}

static aa_origins answer(aa_trace_search *s)
{
    aa_tracer *t = s->run.t;
    size_t count = s->origins.count;
    aa_origin *items = aa_arena_array(t->arena, count + 1, sizeof *items);
    if (items == NULL) {
        t->failed = true;
        return (aa_origins){NULL, 0, false};
    }
    if (count > 0)
        memcpy(items, s->origins.items, count * sizeof *items);
    if (count > 1)
        qsort(items, count, sizeof *items, compare_origins);
    if (s->run.by_caller != AA_NO_ID)
        sort_by_entry(items, count, s->run.by_caller);
    bool complete = !s->run.cut;
    for (size_t i = 0; i < count; i++) {
        items[i].way = keep_way(t, items[i].way);
        complete = complete && items[i].kind != AA_ORIGIN_UNKNOWN;
    }
    return (aa_origins){items, count, complete && !aa_tracer_failed(t)};
}

/* Memory of earlier questions. */
static bool clear_scratch(aa_tracer *t)
{
    if (aa_arena_used(t->scratch) < MAX_SCRATCH)
        return true;
    aa_arena_free(t->scratch);
    t->scratch = aa_arena_new();
    t->failed = t->failed || t->scratch == NULL;
    return t->scratch != NULL;
}

/* With more origins than are told, further ones change nothing. */
static bool is_over(const aa_trace_search *s)
{
    return s->run.t->failed || (s->run.cut && s->origins.count > AA_TRACE_ORIGINS);
}

static void follow_all(aa_trace_search *s)
{
    for (; s->next < s->items.count && !is_over(s); s->next++) {
        aa_trace_item at = ((const aa_trace_item *)s->items.items)[s->next];
        aa_search_follow(s, &at);
    }
}

static aa_origins find_origins(aa_tracer *tracer, const aa_question *q)
{
    aa_trace_search s = {.run = {.t = tracer,
                                 .depth = q->depth,
                                 .steps = q->steps,
                                 .through = q->through,
                                 .by_caller = q->apart ? q->method : AA_NO_ID,
                                 .cycle = UINT32_MAX},
                         .items = AA_VEC_INIT(aa_trace_item),
                         .later = AA_VEC_INIT(aa_trace_item),
                         .origins = AA_VEC_INIT(aa_origin)};
    if (!clear_scratch(tracer))
        return (aa_origins){NULL, 0, false};
    aa_trace_item first = {.method = q->method, .pc = q->pc, .value = q->value, .exact = true, .index = -1};
    aa_search_push(&s, first);
    follow_all(&s);
    s.late = true;
    for (size_t i = 0; i < s.later.count; i++)
        aa_search_push(&s, ((const aa_trace_item *)s.later.items)[i]);
    follow_all(&s);
    if (s.run.cut)
        aa_search_emit_unknown(&s, &first);
    return answer(&s);
}

aa_origins aa_trace(aa_tracer *tracer, aa_method_id method, uint32_t pc, aa_value value,
                    const aa_trace_options *options)
{
    static const aa_trace_options defaults;
    const aa_trace_options *o = options != NULL ? options : &defaults;
    const aa_question question = {.method = method,
                                  .value = value,
                                  .pc = pc,
                                  .depth = o->depth != 0 ? o->depth : AA_TRACE_DEPTH,
                                  .steps = o->steps != 0 ? o->steps : AA_TRACE_STEPS,
                                  .through = o->through_library,
                                  .apart = o->by_caller};
    const aa_origins *known = aa_trace_answered(tracer, &question);
    if (known != NULL)
        return *known;
    aa_origins origins = find_origins(tracer, &question);
    aa_trace_keep(tracer, &question, &origins);
    return origins;
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
