#include "code/use_verify.h"

#include "code/use_looks.h"

#define IF_EQZ 0x38
#define IF_NEZ 0x39

const aa_verify_rules aa_verify_chain = {
    .strong = AA_LOOK_DELEGATE | AA_LOOK_CONTENT | AA_LOOK_SIGNATURE,
    .weak = AA_LOOK_NAMES | AA_LOOK_DATES | AA_LOOK_HOST,
    .trivial = AA_LOOK_FORM | AA_LOOK_SELF,
};

/* Names in the certificate are what a hostname verifier is for: the chain was checked before. */
const aa_verify_rules aa_verify_name = {
    .strong = AA_LOOK_DELEGATE | AA_LOOK_CONTENT | AA_LOOK_SIGNATURE | AA_LOOK_NAMES,
    .weak = AA_LOOK_HOST,
    .trivial = AA_LOOK_FORM | AA_LOOK_DATES,
    .names = true,
    .boolean = true,
};

const aa_verify_rules aa_verify_pin = {.strong = AA_LOOK_CONTENT | AA_LOOK_SIGNATURE};

/* ---- blocks
 * ------------------------------------------------------------------------------------------------- */

typedef struct block_node {
    const aa_flow_branch *branch; /* that ends the block; NULL */
    unsigned decides;             /* looks of the branch */
    unsigned checks;              /* looks of calls that throw when they do not like what they see */
    bool leaves;                  /* calls a method that never comes back */
    bool may_throw;               /* a throw or a check whose failure handlers of this method can catch */
    uint32_t only;                /* of a branch that goes one way for certain: where to; AA_NO_ID */
    uint32_t body, after;         /* of the branch of a loop; AA_NO_ID */
} block_node;

typedef struct graph {
    aa_looks at;
    block_node *nodes; /* one a block */
    bool *can, *seen;  /* bits by block */
    uint32_t *open;    /* blocks to go on from */
    unsigned looks;
    unsigned all_decide; /* looks of all branches */
    unsigned strong;     /* of the question, with what is taken on trust */
    aa_strength threshold;
} graph;

static aa_verify_result judge(const aa_looks *at);

static aa_strength strength_of(const aa_verify_rules *rules, unsigned strong, unsigned looks)
{
    if ((looks & strong) != 0)
        return AA_STRENGTH_STRONG;
    if ((looks & rules->weak) != 0)
        return AA_STRENGTH_WEAK;
    return (looks & rules->trivial) != 0 ? AA_STRENGTH_TRIVIAL : AA_STRENGTH_NONE;
}

static bool strong_enough(const graph *g, unsigned looks)
{
    return strength_of(g->at.rules, g->strong, looks) >= g->threshold;
}

static size_t normal_successors(const aa_flow_block *block)
{
    return block->successor_count - block->handler_count;
}

/* Looks of strength |least| among |looks|. */
static unsigned looks_of(const aa_verify_rules *rules, unsigned looks, aa_strength least)
{
    switch (least) {
    case AA_STRENGTH_NONE:
        return 0;
    case AA_STRENGTH_TRIVIAL:
        return looks & rules->trivial;
    case AA_STRENGTH_WEAK:
        return looks & rules->weak;
    case AA_STRENGTH_STRONG:
    case AA_STRENGTH_NEVER:
        break;
    }
    return looks & rules->strong;
}

/* Code that is not in the app may refuse what it is given. */
static unsigned checked_by_missing(const aa_looks *at, const aa_flow_call *call)
{
    const aa_program *p = aa_code_base_of(at->code)->program;
    if (call->to == AA_NO_ID ||
        aa_type_platform_base(p, aa_program_method(p, call->to)->owner) != AA_PLATFORM_NONE)
        return 0;
    for (size_t i = 0; i < call->argument_count; i++)
        if (aa_looks_value(at, call->arguments[i]) != 0)
            return AA_LOOK_UNKNOWN;
    return 0;
}

/* Anyone can sign a certificate with a key that they send along. */
static unsigned checked_by_platform(const aa_looks *at, const aa_flow_call *call)
{
    unsigned looks = aa_looks_of_thrower(at->code, call->to);
    bool own_key = looks == AA_LOOK_SIGNATURE && call->argument_count > 1 &&
                   (aa_looks_value(at, call->arguments[1]) & AA_LOOK_CHAIN) != 0;
    return own_key ? AA_LOOK_SELF : looks;
}

/* What |call| has checked when it comes back. */
static unsigned checked_by(const aa_looks *at, const aa_flow_call *call, bool *leaves)
{
    bool defined = false;
    aa_method_id method = aa_looks_target(at, call, &defined);
    unsigned platform = method == AA_NO_ID ? checked_by_platform(at, call) : 0;
    if (platform != 0)
        return platform;
    if (method == AA_NO_ID && !defined)
        return checked_by_missing(at, call);
    aa_looks inner;
    if (method == AA_NO_ID || !aa_looks_enter(at, call, method, &inner))
        return 0;
    aa_verify_rules rules = *at->rules;
    rules.boolean = false;
    inner.rules = &rules;
    aa_verify_result result = judge(&inner);
    if (result.least == AA_STRENGTH_NEVER) {
        *leaves = true;
        return 0;
    }
    unsigned looks = looks_of(at->rules, result.looks, result.floor);
    return result.floor < result.least ? looks | AA_LOOK_UNKNOWN : looks;
}

static void add_calls(graph *g)
{
    const aa_flow *flow = g->at.flow;
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_flow_call *call = &flow->calls[i];
        if (call->block >= flow->block_count)
            continue;
        block_node *n = &g->nodes[call->block];
        bool leaves = false;
        unsigned looks = checked_by(&g->at, call, &leaves);
        n->checks |= looks;
        n->leaves = n->leaves || leaves;
        n->may_throw = n->may_throw || looks != 0 || leaves;
        g->looks |= looks | aa_looks_of_reader(g->at.code, call->to);
    }
}

typedef enum truth { TRUTH_UNKNOWN, TRUTH_ZERO, TRUTH_OTHER } truth;

/* Whether a field is always 0 or null, or never, as far as all that is stored in it tells. */
static truth truth_of_field(const graph *g, uint32_t pc, aa_value value)
{
    aa_code *code = g->at.code;
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_value_node *node = aa_value_at(aa_code_values(code), value);
    if (node->kind != AA_V_FIELD)
        return TRUTH_UNKNOWN;
    bool object = aa_program_type(p, aa_program_field(p, node->at)->type)->descriptor.n > 1;
    aa_origins origins = aa_code_trace(code, g->at.flow->method, pc, value, NULL);
    size_t zeros = 0;
    size_t others = 0;
    for (size_t i = 0; i < origins.count; i++) {
        const aa_origin *o = &origins.items[i];
        bool number = o->kind == AA_ORIGIN_INT && o->exact;
        zeros += o->kind == AA_ORIGIN_NULL || (number && o->number == 0);
        others += o->kind == AA_ORIGIN_NEW || o->kind == AA_ORIGIN_STRING ||
                  (object && o->kind == AA_ORIGIN_CALL) || (number && o->number != 0);
    }
    if (!origins.complete || zeros + others != origins.count || origins.count == 0)
        return TRUTH_UNKNOWN;
    return zeros == 0 ? TRUTH_OTHER : others == 0 ? TRUTH_ZERO : TRUTH_UNKNOWN;
}

/* Where a branch by a field goes when it can go one way only. */
static uint32_t only_way(const graph *g, const aa_flow_branch *branch)
{
    if (branch->op != IF_EQZ && branch->op != IF_NEZ)
        return AA_NO_ID;
    truth t = truth_of_field(g, branch->pc, branch->a);
    if (t == TRUTH_UNKNOWN)
        return AA_NO_ID;
    return (t == TRUTH_ZERO) == (branch->op == IF_EQZ) ? branch->taken : branch->next;
}

static bool only_numbers(aa_values *values, aa_value v)
{
    size_t count = aa_value_members(values, v);
    for (size_t i = 0; i < count; i++)
        if (aa_value_kind_of(values, aa_value_member(values, v, i)) != AA_V_INT)
            return false;
    return true;
}

static void add_branches(graph *g)
{
    const aa_flow *flow = g->at.flow;
    aa_values *values = aa_code_values(g->at.code);
    unsigned all = 0;
    for (size_t i = 0; i < flow->branch_count; i++) {
        const aa_flow_branch *branch = &flow->branches[i];
        if (branch->block >= flow->block_count)
            continue;
        block_node *n = &g->nodes[branch->block];
        n->branch = branch;
        n->decides = aa_looks_branch(&g->at, branch);
        all |= n->decides;
        n->only = only_way(g, branch);
    }
    /* A flag set on the way stands for the tests that set it. */
    for (size_t i = 0; i < flow->branch_count; i++) {
        const aa_flow_branch *branch = &flow->branches[i];
        if (branch->block < flow->block_count && only_numbers(values, branch->a) &&
            only_numbers(values, branch->b))
            g->nodes[branch->block].decides = all;
    }
    g->all_decide = all;
    g->looks |= all;
}

/* A branch from one side of which control comes back, and from the other not. */
static void add_loops(graph *g)
{
    const aa_flow *flow = g->at.flow;
    for (size_t b = 0; b < flow->block_count; b++) {
        block_node *n = &g->nodes[b];
        if (n->branch == NULL || n->branch->taken >= flow->block_count ||
            n->branch->next >= flow->block_count)
            continue;
        bool taken = aa_flow_can_go(flow, n->branch->taken, (uint32_t)b, AA_NO_ID);
        bool next = aa_flow_can_go(flow, n->branch->next, (uint32_t)b, AA_NO_ID);
        if (taken != next) {
            n->body = taken ? n->branch->taken : n->branch->next;
            n->after = taken ? n->branch->next : n->branch->taken;
        }
    }
}

static bool make_graph(graph *g, const aa_looks *at)
{
    size_t count = at->flow->block_count;
    *g = (graph){.at = *at};
    g->nodes = aa_code_array(at->code, count, sizeof *g->nodes);
    g->can = aa_code_array(at->code, count, sizeof *g->can);
    g->seen = aa_code_array(at->code, count, sizeof *g->seen);
    g->open = aa_code_array(at->code, count, sizeof *g->open);
    if (g->nodes == NULL || g->can == NULL || g->seen == NULL || g->open == NULL)
        return false;
    for (size_t b = 0; b < count; b++) {
        g->nodes[b] = (block_node){.only = AA_NO_ID, .body = AA_NO_ID, .after = AA_NO_ID};
        g->nodes[b].may_throw = at->flow->blocks[b].throws;
    }
    add_calls(g);
    add_branches(g);
    add_loops(g);
    return true;
}

/* ---- handlers
 * ----------------------------------------------------------------------------------------------- */

/* Exceptions by which a check says no, and those above them. */
static bool takes_refusals(const graph *g, aa_type_id type)
{
    static const char *const names[] = {
        "Ljava/lang/Throwable;",
        "Ljava/lang/Exception;",
        "Ljava/io/IOException;",
        "Ljavax/net/ssl/SSLException;",
        "Ljavax/net/ssl/SSLPeerUnverifiedException;",
        "Ljavax/net/ssl/SSLHandshakeException;",
        "Ljava/security/GeneralSecurityException;",
        "Ljava/security/SignatureException;",
        "Ljava/security/InvalidKeyException;",
        "Ljava/security/cert/CertificateException;",
        "Ljava/security/cert/CertificateExpiredException;",
        "Ljava/security/cert/CertificateNotYetValidException;",
        "Ljava/security/cert/CertPathValidatorException;",
    };

    const aa_program *p = aa_code_base_of(g->at.code)->program;
    const aa_type *t = type == AA_NO_ID ? NULL : aa_program_type(p, type);
    if (t == NULL || t->unit != AA_NO_ID) /* everything, or an exception of the app's own */
        return true;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (aa_bytes_is(t->descriptor, names[i]))
            return true;
    return false;
}

/* True when the handler at block |handler| can catch what a check within |block| throws. */
static bool catches(const graph *g, size_t block, uint32_t handler)
{
    const aa_program *p = aa_code_base_of(g->at.code)->program;
    const aa_method *m = aa_program_method(p, g->at.flow->method);
    const aa_dex *dex = &aa_program_unit(p, m->unit)->dex;
    uint32_t pc = g->at.flow->blocks[block].start;
    aa_dex_code body;
    if (!aa_dex_code_at(dex, m->code, &body))
        return true;
    for (uint32_t i = 0; i < aa_dex_try_count(&body); i++) {
        aa_dex_try range = aa_dex_try_at(&body, i);
        if (pc < range.start || pc >= range.end)
            continue;
        aa_dex_handlers handlers = aa_dex_handlers_of(&body, &range);
        uint32_t type;
        uint32_t address;
        while (aa_dex_next_handler(&handlers, &type, &address)) {
            aa_type_id id = type == AA_DEX_NO_INDEX ? AA_NO_ID : aa_program_type_of(p, m->unit, type);
            if (aa_flow_block_at(g->at.flow, address) == handler && takes_refusals(g, id))
                return true;
        }
    }
    return false;
}

static bool goes_to_handler(const graph *g, size_t block, uint32_t handler)
{
    if (!g->nodes[block].may_throw)
        return false;
    return g->at.flow->blocks[block].throws || catches(g, block, handler);
}

/* ---- paths
 * -------------------------------------------------------------------------------------------------- */

/* Control goes on behind the calls of |block|. */
static bool goes_on(const graph *g, size_t block)
{
    const block_node *n = &g->nodes[block];
    return !n->leaves && (n->checks == 0 || !strong_enough(g, n->checks));
}

/* A path from |from| comes back to |to| without passing a test that is strong enough. */
static bool comes_back(graph *g, uint32_t from, uint32_t to)
{
    const aa_flow *flow = g->at.flow;
    size_t open = 0;
    memset(g->seen, 0, flow->block_count * sizeof *g->seen);
    g->open[open++] = from;
    g->seen[from] = true;
    while (open > 0) {
        uint32_t b = g->open[--open];
        if (b == to)
            return true;
        const aa_flow_block *block = &flow->blocks[b];
        size_t normal = normal_successors(block);
        bool on = goes_on(g, b) && !(g->nodes[b].branch != NULL && strong_enough(g, g->nodes[b].decides));
        for (size_t i = 0; i < block->successor_count; i++) {
            uint32_t next = block->successors[i];
            bool follow = i < normal ? on : goes_to_handler(g, b, next);
            if (follow && next < flow->block_count && !g->seen[next]) {
                g->seen[next] = true;
                g->open[open++] = next;
            }
        }
    }
    return false;
}

/* A method of the app that always answers no. */
static bool is_refusal(const graph *g, const aa_value_node *node)
{
    const aa_flow_call *call = node->kind == AA_V_RESULT ? aa_flow_call_at(g->at.flow, node->at) : NULL;
    bool defined = false;
    aa_method_id method = call == NULL ? AA_NO_ID : aa_looks_target(&g->at, call, &defined);
    const aa_flow *flow = method == AA_NO_ID ? NULL : aa_code_flow(g->at.code, method);
    int64_t number = 1;
    return flow != NULL && aa_value_is_int(aa_code_values(g->at.code), flow->result, &number) && number == 0;
}

/* What is returned is yes, or depends on nothing that is strong enough. */
static bool accepts_value(const graph *g, uint32_t pc, aa_value value)
{
    aa_values *values = aa_code_values(g->at.code);
    size_t count = aa_value_members(values, value);
    for (size_t i = 0; i < count; i++) {
        aa_value member = aa_value_member(values, value, i);
        const aa_value_node *node = aa_value_at(values, member);
        unsigned looks = 0;
        if (node->kind == AA_V_INT && count > 1)
            looks = node->number == 0 ? ~0U : g->all_decide; /* a flag stands for the tests that set it */
        else if ((node->kind == AA_V_INT && node->number == 0) || is_refusal(g, node))
            looks = ~0U;
        else if (node->kind != AA_V_INT && truth_of_field(g, pc, member) != TRUTH_OTHER)
            looks = truth_of_field(g, pc, member) == TRUTH_ZERO ? ~0U : aa_looks_value(&g->at, member);
        if (looks != ~0U && !strong_enough(g, looks))
            return true;
    }
    return false;
}

static bool accepts_here(const graph *g, uint32_t block)
{
    if (!g->at.rules->boolean)
        return true;
    const aa_flow *flow = g->at.flow;
    for (size_t i = 0; i < flow->exit_count; i++)
        if (!flow->exits[i].throws && flow->exits[i].block == block)
            return accepts_value(g, flow->exits[i].pc, flow->exits[i].value);
    return true;
}

static bool goes_to(const graph *g, uint32_t block)
{
    return block < g->at.flow->block_count && g->can[block];
}

static bool branch_accepts(graph *g, uint32_t b)
{
    const block_node *n = &g->nodes[b];
    const aa_flow_block *block = &g->at.flow->blocks[b];
    if (n->only != AA_NO_ID)
        return goes_to(g, n->only);
    if (n->body != AA_NO_ID) /* the loop is run once at least */
        return goes_to(g, n->body) || (goes_to(g, n->after) && comes_back(g, n->body, b));
    bool decides = strong_enough(g, n->decides);
    bool all = true;
    bool any = false;
    for (size_t i = 0; i < normal_successors(block); i++) {
        all = all && goes_to(g, block->successors[i]);
        any = any || goes_to(g, block->successors[i]);
    }
    return decides ? all && any : any;
}

static bool block_accepts(graph *g, uint32_t b)
{
    const aa_flow_block *block = &g->at.flow->blocks[b];
    if (!block->live)
        return false;
    size_t normal = normal_successors(block);
    for (size_t i = normal; i < block->successor_count; i++)
        if (goes_to_handler(g, b, block->successors[i]) && goes_to(g, block->successors[i]))
            return true;
    if (!goes_on(g, b))
        return false;
    if (block->returns)
        return accepts_here(g, b);
    if (g->nodes[b].branch != NULL)
        return branch_accepts(g, b);
    for (size_t i = 0; i < normal; i++)
        if (goes_to(g, block->successors[i]))
            return true;
    return false;
}

/* Some path accepts without passing a test of |threshold|: a fixpoint over blocks. */
static bool accepts_below(graph *g, aa_strength threshold)
{
    const aa_flow *flow = g->at.flow;
    g->threshold = threshold;
    memset(g->can, 0, flow->block_count * sizeof *g->can);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t b = flow->block_count; b > 0; b--) {
            if (!g->can[b - 1] && block_accepts(g, (uint32_t)(b - 1))) {
                g->can[b - 1] = true;
                changed = true;
            }
        }
    }
    return flow->block_count > 0 && g->can[0];
}

static aa_strength least_of(graph *g)
{
    aa_strength threshold = AA_STRENGTH_NEVER;
    while (threshold > AA_STRENGTH_NONE && accepts_below(g, threshold))
        threshold = (aa_strength)(threshold - 1);
    return threshold;
}

#define MAX_BLOCKS 2000 /* the fixpoint is quadratic where it is worst */

static aa_verify_result judge(const aa_looks *at)
{
    graph g;
    if (at->flow->block_count > MAX_BLOCKS || !make_graph(&g, at))
        return (aa_verify_result){AA_STRENGTH_STRONG, AA_STRENGTH_NONE, AA_LOOK_UNKNOWN};
    g.strong = at->rules->strong | AA_LOOK_SETTING | AA_LOOK_UNKNOWN;
    aa_verify_result result = {.looks = g.looks};
    result.least = least_of(&g);
    g.strong = at->rules->strong;
    result.floor = least_of(&g);
    if (result.floor > result.least)
        result.floor = result.least;
    return result;
}

/* What the platform gives a trust manager, or a hostname verifier the names of the certificate. */
static void give_parameters(aa_looks *at, aa_method_id method)
{
    const aa_program *p = aa_code_base_of(at->code)->program;
    for (size_t i = 0; i + 1 < AA_LOOKS_PARAMETERS && i < aa_method_parameter_count(p, method); i++) {
        aa_bytes type = aa_method_parameter(p, method, i);
        if (aa_bytes_is(type, "[Ljava/security/cert/X509Certificate;"))
            at->parameters[i + 1] = AA_LOOK_CHAIN;
        else if (at->rules->names && aa_bytes_is(type, "Ljava/lang/String;"))
            at->parameters[i + 1] = AA_LOOK_HOST;
        else if (at->rules->names && aa_bytes_is(type, "[Ljava/lang/String;"))
            at->parameters[i + 1] = AA_LOOK_NAMES;
    }
}

aa_verify_result aa_verify_method(aa_code *code, aa_method_id method, aa_type_id self,
                                  const aa_verify_rules *rules)
{
    const aa_flow *flow = aa_code_flow(code, method);
    if (flow == NULL || !flow->complete)
        return (aa_verify_result){AA_STRENGTH_STRONG, AA_STRENGTH_NONE, AA_LOOK_UNKNOWN};
    unsigned budget = AA_LOOKS_BUDGET;
    aa_looks at = {.code = code, .flow = flow, .rules = rules, .self = self, .budget = &budget};
    give_parameters(&at, method);
    return judge(&at);
}

unsigned aa_verify_guards(aa_code *code, aa_method_id method, uint32_t pc)
{
    enum { MAX = 32 };

    const aa_flow *flow = aa_code_flow(code, method);
    uint32_t block = flow == NULL ? AA_NO_ID : aa_flow_block_at(flow, pc);
    if (block == AA_NO_ID)
        return 0;
    unsigned budget = AA_LOOKS_BUDGET;
    aa_looks at = {
        .code = code, .flow = flow, .rules = &aa_verify_chain, .self = AA_NO_ID, .budget = &budget};
    aa_flow_guard guards[MAX];
    size_t count = aa_flow_guards(flow, block, guards, MAX);
    unsigned looks = 0;
    for (size_t i = 0; i < count && i < MAX; i++)
        looks |= aa_looks_branch(&at, guards[i].branch);
    for (size_t i = 0; i < flow->call_count && flow->calls[i].pc < pc; i++) {
        bool leaves = false;
        if (aa_flow_dominates(flow, flow->calls[i].block, block))
            looks |= checked_by(&at, &flow->calls[i], &leaves);
    }
    return looks;
}
