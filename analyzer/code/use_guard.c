/*
 * A walk over (method, value) pairs, breadth first and bounded. In each method: which values hold the
 * result, which branches look at them, what runs because of these, and where the result goes from there.
 */
#include "code/use_guard.h"

#include "code/use_guard_wait.h"
#include "code/use_react.h"

#include <stdlib.h>

#define MAX_STATES  400U
#define MAX_DEPTH   8U
#define MAX_TRACKED 128U
#define MAX_PASSES  4U
#define MAX_LOOKS   400U
#define MAX_CALLERS 64U

/* What is followed in a method. */
typedef struct state {
    aa_method_id method;
    aa_value_kind kind; /* PARAM, FIELD, RESULT; UNKNOWN: the value |at| itself; NOTHING: all of the method
                           runs because of the answer */
    uint32_t at;
    unsigned depth;
} state;

typedef struct walk {
    aa_code *code;
    const aa_program *p;
    aa_values *values;
    const aa_test *test;
    state states[MAX_STATES];
    size_t count;
    aa_outcome outcome;
    bool at_launch; /* the test runs at launch */
    /* in the method at hand */
    const aa_flow *flow;
    const state *now;
    aa_value tracked[MAX_TRACKED];
    size_t tracked_count;
    unsigned looks;
} walk;

static void enter(walk *w, aa_method_id method, aa_value_kind kind, uint32_t at)
{
    unsigned depth = w->now == NULL ? 0 : w->now->depth + 1;
    for (size_t i = 0; i < w->count; i++)
        if (w->states[i].method == method && w->states[i].kind == kind && w->states[i].at == at)
            return;
    if (w->count == MAX_STATES || depth > MAX_DEPTH) {
        w->outcome.complete = false;
        return;
    }
    w->states[w->count++] = (state){.method = method, .kind = kind, .at = at, .depth = depth};
}

static void improve(walk *w, aa_react react)
{
    const aa_reach_map *map = aa_code_base_of(w->code)->reach;
    bool reached = map == NULL || aa_reach_state(map, react.in) != AA_CODE_UNREACHED;
    if (react.kind > w->outcome.best.kind && (reached || w->outcome.best.kind == AA_REACT_DROPPED))
        w->outcome.best = react;
    if (w->at_launch && react.kind > w->outcome.launch.kind && aa_reach_at_launch(map, react.in))
        w->outcome.launch = react;
}

static void keep(walk *w, uint32_t pc)
{
    improve(w, (aa_react){.kind = AA_REACT_KEPT, .in = w->flow->method, .pc = pc, .to = AA_NO_ID});
}

/* ---- values that hold the result ---------------------------------------------------------------------- */

static bool is_followed(const walk *w, aa_value v, const aa_value_node *n)
{
    if (w->now->kind == AA_V_UNKNOWN)
        return v == w->now->at;
    return n->kind == (uint8_t)w->now->kind && n->at == w->now->at;
}

/* Nesting of values is bounded by AA_VALUE_DEPTH, the looks at parts by MAX_LOOKS. */
static bool holds_within(walk *w, aa_value v)
{
    const aa_value_node *n = aa_value_at(w->values, v);
    if (v == AA_VALUE_UNKNOWN || w->looks++ > MAX_LOOKS)
        return false;
    if (is_followed(w, v, n))
        return true;
    for (size_t i = 0; i < w->tracked_count; i++)
        if (w->tracked[i] == v)
            return true;
    for (size_t i = 0; i < n->part_count; i++)
        if (holds_within(w, n->parts[i]))
            return true;
    return false;
}

static bool holds(walk *w, aa_value v)
{
    w->looks = 0;
    return holds_within(w, v);
}

static bool track(walk *w, aa_value v)
{
    aa_value_kind kind = aa_value_kind_of(w->values, v);
    if ((kind != AA_V_RESULT && kind != AA_V_NEW && kind != AA_V_OUT) || holds(w, v))
        return false;
    if (w->tracked_count == MAX_TRACKED) {
        w->outcome.complete = false;
        return false;
    }
    w->tracked[w->tracked_count++] = v;
    return true;
}

static bool is_given(walk *w, const aa_flow_call *call)
{
    for (size_t i = 0; i < call->argument_count; i++)
        if (holds(w, call->arguments[i]))
            return true;
    return false;
}

/* Library calls give on what they are given: by their result, and by the object they work on. */
static bool track_call(walk *w, const aa_flow_call *call)
{
    bool defined = call->to != AA_NO_ID && aa_method_is_defined(w->p, call->to);
    if (defined || !is_given(w, call))
        return false;
    bool more = track(w, call->result);
    return (call->kind != AA_CALL_STATIC && track(w, call->arguments[0])) || more;
}

static void track_calls(walk *w)
{
    bool more = true;
    for (unsigned pass = 0; more && pass < MAX_PASSES; pass++) {
        more = false;
        for (size_t i = 0; i < w->flow->call_count; i++)
            more = track_call(w, &w->flow->calls[i]) || more;
    }
}

/* ---- where it goes ------------------------------------------------------------------------------------ */

static bool is_comparison(const walk *w, const aa_flow_call *call)
{
    static const char *const names[] = {"equals",   "equalsIgnoreCase", "contains", "startsWith", "isEqual",
                                        "endsWith", "contentEquals",    "indexOf",  "compareTo",  "areEqual",
                                        NULL};
    const aa_method *m = call->to == AA_NO_ID ? NULL : aa_program_method(w->p, call->to);
    for (size_t i = 0; m != NULL && names[i] != NULL; i++)
        if (aa_bytes_is(m->name, names[i]))
            return true;
    return m != NULL && call->argument_count == 2 && aa_bytes_is(aa_method_result(w->p, call->to), "Z");
}

static void note_comparison(walk *w, const aa_flow_call *call)
{
    for (size_t i = 0; w->outcome.compared.n == 0 && i < call->argument_count; i++) {
        if (holds(w, call->arguments[i]))
            continue;
        aa_origins origins = aa_code_argument(w->code, w->flow->method, call->pc, i);
        for (size_t k = 0; k < origins.count && w->outcome.compared.n == 0; k++)
            if (origins.items[k].kind == AA_ORIGIN_STRING || origins.items[k].kind == AA_ORIGIN_BYTES)
                w->outcome.compared = origins.items[k].text;
    }
}

static void go_down(walk *w, const aa_flow_call *call, size_t argument)
{
    aa_method_id targets[8];
    aa_call_ref ref = {.in = w->flow->method, .to = call->to, .pc = call->pc, .kind = call->kind};
    size_t count = aa_call_targets(w->p, &ref, call->receiver, targets, 8);
    for (size_t i = 0; i < count && i < 8; i++)
        enter(w, targets[i], AA_V_PARAM, (uint32_t)argument);
}

static void pass_on(walk *w)
{
    for (size_t i = 0; i < w->flow->call_count; i++) {
        const aa_flow_call *call = &w->flow->calls[i];
        if (call->to == AA_NO_ID || !is_given(w, call))
            continue;
        aa_react react = {
            .kind = aa_reaction_of(w->code, call->to), .in = w->flow->method, .pc = call->pc, .to = call->to};
        improve(w, react);
        if (is_comparison(w, call))
            note_comparison(w, call);
        for (size_t k = 0; aa_method_is_defined(w->p, call->to) && k < call->argument_count; k++)
            if (holds(w, call->arguments[k]))
                go_down(w, call, k);
    }
}

/* The only call that |method| came by, if the way of the value says so. */
static const aa_step *came_by(const walk *w, aa_method_id method)
{
    for (const aa_step *s = w->test->way; s != NULL; s = s->next)
        if (s->kind == AA_STEP_ARGUMENT && s->method == method)
            return s;
    return NULL;
}

static void go_up(walk *w)
{
    const aa_step *only = came_by(w, w->flow->method);
    if (only != NULL) {
        enter(w, only->in, AA_V_RESULT, only->pc);
        return;
    }
    const aa_call_ref *callers[MAX_CALLERS];
    size_t count = aa_method_callers(w->p, w->flow->method, callers, MAX_CALLERS);
    if (count > MAX_CALLERS)
        w->outcome.complete = false;
    for (size_t i = 0; i < count && i < MAX_CALLERS; i++)
        enter(w, callers[i]->in, AA_V_RESULT, callers[i]->pc);
}

/* A field keeps it: whoever reads the field has it. */
static void go_across(walk *w, aa_field_id field)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = field == AA_NO_ID ? 0 : aa_field_refs(w->p, field, &refs);
    for (size_t i = 0; i < count; i++)
        if (refs[i]->writes == 0)
            enter(w, refs[i]->in, AA_V_FIELD, field);
}

static bool is_answer(aa_bytes type)
{
    return aa_bytes_is(type, "Z") || aa_bytes_is(type, "I") || aa_bytes_is(type, "Ljava/lang/String;") ||
           aa_bytes_is(type, "Ljava/lang/Boolean;") || aa_bytes_is(type, "Ljava/lang/Integer;") ||
           aa_bytes_is(type, "Ljava/lang/Object;");
}

static bool is_constant(const walk *w, aa_value v)
{
    aa_value_kind kind = aa_value_kind_of(w->values, v);
    return kind == AA_V_INT || kind == AA_V_NULL || kind == AA_V_STRING || kind == AA_V_NOTHING;
}

static void follow_stores(walk *w, const bool *decided)
{
    for (size_t i = 0; i < w->flow->store_count; i++) {
        const aa_flow_store *store = &w->flow->stores[i];
        const aa_field *field = store->field == AA_NO_ID ? NULL : aa_program_field(w->p, store->field);
        if (field == NULL)
            continue;
        bool flag = decided[store->block] && is_answer(aa_program_type(w->p, field->type)->descriptor);
        if (!flag && !holds(w, store->value))
            continue;
        keep(w, store->pc);
        go_across(w, store->field);
    }
}

static void follow_exits(walk *w, const bool *decided, bool any)
{
    bool answers =
        any && is_answer(aa_method_result(w->p, w->flow->method)) && !is_constant(w, w->flow->result);
    for (size_t i = 0; i < w->flow->exit_count; i++) {
        const aa_flow_exit *exit = &w->flow->exits[i];
        const aa_value_node *n = aa_value_at(w->values, exit->value);
        bool fatal = exit->throws && !exit->caught && decided[exit->block] && n->kind == AA_V_NEW &&
                     (aa_type_is_platform(w->p, (aa_type_id)n->number, "Ljava/lang/RuntimeException;") ||
                      aa_type_is_platform(w->p, (aa_type_id)n->number, "Ljava/lang/Error;"));
        if (fatal)
            improve(
                w, (aa_react){.kind = AA_REACT_STOPS, .in = w->flow->method, .pc = exit->pc, .to = AA_NO_ID});
        answers = answers || (!exit->throws && holds(w, exit->value));
    }
    if (answers)
        go_up(w);
}

/* ---- decisions ---------------------------------------------------------------------------------------- */

/* Where the call itself can throw, what runs behind it and what catches it are two answers. */
static bool decide_by_throw(walk *w, bool *from, bool *decided)
{
    uint32_t block = aa_flow_block_at(w->flow, w->test->pc);
    if (!w->test->throws || w->now != w->states || block == AA_NO_ID ||
        w->flow->blocks[block].handler_count == 0)
        return false;
    const aa_flow_block *b = &w->flow->blocks[block];
    uint32_t normal = (uint32_t)b->successor_count - b->handler_count;
    decided[block] = true;
    for (uint32_t i = 0; i < b->successor_count; i++) {
        uint32_t to = b->successors[i];
        for (uint32_t k = 0; k < w->flow->block_count; k++)
            if (w->flow->blocks[k].live && aa_flow_dominates(w->flow, to, k) && (i >= normal || k != block))
                decided[k] = true;
    }
    from[block] = true;
    keep(w, w->test->pc);
    return true;
}

/* Yes or no, put into a register on different ways: what a decision before it left behind. */
static bool is_flag(const walk *w, aa_value v)
{
    int64_t first = 0;
    int64_t second = 0;
    return aa_value_kind_of(w->values, v) == AA_V_UNION && aa_value_members(w->values, v) == 2 &&
           aa_value_is_int(w->values, aa_value_member(w->values, v, 0), &first) &&
           aa_value_is_int(w->values, aa_value_member(w->values, v, 1), &second) && first + second == 1 &&
           first * second == 0;
}

static bool follows(const walk *w, const bool *from, uint32_t block)
{
    for (uint32_t b = 0; b < w->flow->block_count; b++)
        if (from[b] && aa_flow_can_go(w->flow, b, block, AA_NO_ID))
            return true;
    return false;
}

/* Branches on what earlier ones decided. */
static void decide_by_flag(walk *w, bool *from)
{
    for (size_t i = 0; i < w->flow->branch_count; i++) {
        const aa_flow_branch *branch = &w->flow->branches[i];
        if ((is_flag(w, branch->a) || is_flag(w, branch->b)) && !from[branch->block])
            from[branch->block] = follows(w, from, branch->block);
    }
}

static bool decide_by_branch(walk *w, bool *from)
{
    bool any = false;
    for (size_t i = 0; i < w->flow->branch_count; i++) {
        const aa_flow_branch *branch = &w->flow->branches[i];
        if (!holds(w, branch->a) && !holds(w, branch->b))
            continue;
        from[branch->block] = any = true;
        keep(w, branch->pc);
    }
    return any;
}

static bool decide_all(const walk *w, bool *decided)
{
    bool all = w->now->kind == AA_V_NOTHING;
    for (size_t i = 0; all && i < w->flow->block_count; i++)
        decided[i] = w->flow->blocks[i].live;
    return all;
}

/* A loop of the test's own method that asks until the answer is yes. */
static bool decide_by_waiting(walk *w, bool *decided)
{
    bool waits = false;
    for (size_t i = 0; w->now == w->states && i < w->flow->branch_count; i++)
        if (w->flow->branches[i].a == w->test->result)
            waits |= aa_guard_waits(w->flow, &w->flow->branches[i], w->test->pc, decided);
    aa_method_id then = waits ? aa_guard_continues(w->p, w->flow->method) : AA_NO_ID;
    if (then != AA_NO_ID)
        enter(w, then, AA_V_NOTHING, 0);
    return waits;
}

static void react_in(walk *w, const bool *decided)
{
    for (uint32_t b = 0; b < w->flow->block_count; b++) {
        if (!decided[b])
            continue;
        aa_react react = aa_reaction_in(w->code, w->flow, b, w->now == w->states ? w->test->pc : AA_NO_ID);
        if (react.kind != AA_REACT_DROPPED)
            improve(w, react);
    }
}

static void visit(walk *w)
{
    w->tracked_count = 0;
    w->flow = aa_code_flow(w->code, w->now->method);
    if (w->flow == NULL)
        return;
    bool *from = (bool *)calloc(2 * (w->flow->block_count + 1), sizeof *from);
    bool *decided = from == NULL ? NULL : from + w->flow->block_count + 1;
    if (from == NULL) {
        w->outcome.complete = false;
        return;
    }
    track_calls(w);
    pass_on(w);
    bool thrown = decide_by_throw(w, from, decided);
    bool any = decide_by_branch(w, from) || thrown;
    if (any)
        decide_by_flag(w, from);
    if (any && !aa_flow_decided(w->flow, from, decided))
        w->outcome.complete = false;
    any |= decide_all(w, decided);
    any |= decide_by_waiting(w, decided);
    if (any)
        react_in(w, decided);
    follow_stores(w, decided);
    follow_exits(w, decided, any);
    free(from);
}

const aa_step *aa_test_begins(const aa_step *way)
{
    while (way != NULL && way->kind != AA_STEP_ARGUMENT)
        way = way->next;
    return way;
}

aa_outcome aa_outcome_of(aa_code *code, const aa_test *test)
{
    const aa_reach_map *map = aa_code_base_of(code)->reach;
    aa_outcome outcome = {.best = {.in = AA_NO_ID, .to = AA_NO_ID},
                          .launch = {.in = AA_NO_ID, .to = AA_NO_ID}};
    walk *w = calloc(1, sizeof *w);
    if (w == NULL)
        return outcome;
    w->code = code;
    w->p = aa_code_base_of(code)->program;
    w->values = aa_code_values(code);
    w->test = test;
    const aa_step *first = aa_test_begins(test->way);
    w->at_launch = map != NULL && aa_reach_at_launch(map, first == NULL ? test->in : first->in);
    w->outcome = outcome;
    w->outcome.complete = true;
    enter(w, test->in, AA_V_UNKNOWN, test->result);
    for (size_t i = 0; i < w->count; i++) {
        w->now = &w->states[i];
        visit(w);
    }
    outcome = w->outcome;
    free(w);
    return outcome;
}

const char *aa_call_name(aa_code *code, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_method *m = method == AA_NO_ID ? NULL : aa_program_method(p, method);
    if (m == NULL)
        return "throw";
    aa_bytes owner = aa_program_type(p, m->owner)->descriptor;
    size_t from = owner.n;
    while (from > 0 && owner.p[from - 1] != '/' && owner.p[from - 1] != '$')
        from--;
    aa_str text;
    aa_str_init(&text, 1 << 16);
    if (owner.n > from && owner.p[owner.n - 1] == ';')
        aa_str_putn(&text, (const char *)owner.p + from, owner.n - 1 - from);
    aa_str_putc(&text, '.');
    aa_str_putn(&text, (const char *)m->name.p, m->name.n);
    const char *copy = aa_str_ok(&text) ? aa_arena_strdup(aa_code_arena(code), text.ptr) : NULL;
    aa_str_done(&text);
    return copy == NULL ? "-" : copy;
}
