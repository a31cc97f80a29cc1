/*
 * Calls: their arguments, what library calls make of constants, and what they do to arrays and builders.
 */
#include "code/flow_internal.h"

#define COMBINATIONS 16U

/* ---- arguments --------------------------------------------------------------------------------------- */

static bool is_wide(char type)
{
    return type == 'J' || type == 'D';
}

static void add_argument(aa_reader *r, aa_reader_call_site *c, uint32_t *at, char type)
{
    const aa_flow_insn *insn = c->at;
    if (*at >= insn->count || c->count == AA_FLOW_ARGUMENTS)
        return;
    aa_value v = aa_reader_get(r, insn->range ? insn->v[0] + *at : insn->v[*at < 5 ? *at : 4]);
    c->raw[c->count] = v;
    c->types[c->count] = type;
    c->count++;
    *at += is_wide(type) ? 2 : 1;
}

static void gather(aa_reader *r, aa_reader_call_site *c)
{
    uint32_t at = 0;
    c->count = 0;
    if (c->kind != AA_CALL_STATIC && c->kind != AA_CALL_CUSTOM)
        add_argument(r, c, &at, 'L');
    for (uint32_t i = 0; c->at->shape != NULL && i < c->at->shape->count; i++)
        add_argument(r, c, &at, c->at->shape->types[i]);
    while (at < c->at->count && c->count < AA_FLOW_ARGUMENTS) /* more than the prototype says */
        add_argument(r, c, &at, 'L');
    for (uint32_t i = 0; i < c->count; i++) {
        /* A builder is itself where it is asked, its text where it is given. */
        bool receiver = i == 0 && c->kind != AA_CALL_STATIC && c->kind != AA_CALL_CUSTOM;
        c->args[i] = receiver ? aa_reader_snapshot_arrays(r, c->raw[i]) : aa_reader_snapshot(r, c->raw[i]);
    }
}

/* ---- models ------------------------------------------------------------------------------------------ */

static bool is_simple_constant(aa_value_kind kind)
{
    return kind == AA_V_INT || kind == AA_V_NULL || kind == AA_V_STRING || kind == AA_V_BYTES ||
           kind == AA_V_CLASS;
}

static bool is_constant(const aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (n->kind != AA_V_ARRAY)
        return is_simple_constant((aa_value_kind)n->kind);
    bool all = n->number == n->part_count;
    for (size_t i = 0; i < n->part_count && all; i++)
        all = is_simple_constant(aa_value_kind_of(r->values, n->parts[i]));
    return all;
}

/* How many combinations of constants the arguments can be; 0: too many, or one that has to be is not
 * constant. */
static size_t combinations(aa_reader *r, const aa_model *model, const aa_reader_call_site *c, uint32_t first)
{
    size_t total = 1;
    for (uint32_t i = first; i < c->count; i++) {
        size_t members = aa_value_members(r->values, c->args[i]);
        total *= members;
        if (total > COMBINATIONS)
            return 0;
        for (size_t k = 0; k < members && aa_model_needs(model, i - first); k++)
            if (!is_constant(r, aa_value_member(r->values, c->args[i], k)))
                return 0;
    }
    return total;
}

/* The results over all combinations. UNKNOWN when one of them is not determined. */
static aa_value apply(aa_reader *r, const aa_model *model, const aa_reader_call_site *c, uint32_t first)
{
    size_t total = combinations(r, model, c, first);
    aa_value out = r->nothing;
    aa_value chosen[AA_FLOW_ARGUMENTS];
    if (total == 0)
        return AA_VALUE_UNKNOWN;
    for (size_t n = 0; n < total; n++) {
        size_t rest = n;
        for (uint32_t i = first; i < c->count; i++) {
            size_t members = aa_value_members(r->values, c->args[i]);
            chosen[i - first] = aa_value_member(r->values, c->args[i], rest % members);
            rest /= members;
        }
        aa_value one = aa_model_apply(model, r->values, chosen, c->count - first);
        if (one == AA_VALUE_UNKNOWN)
            return AA_VALUE_UNKNOWN;
        out = aa_value_join(r->values, out, one);
    }
    /* One that only throws gives nothing. In the fixpoint what follows is kept all the same. */
    return out == r->nothing && r->evaluation == NULL ? AA_VALUE_UNKNOWN : out;
}

static bool is_constructor(const aa_reader *r, const aa_reader_call_site *c)
{
    aa_bytes name = aa_program_method(r->program, c->to)->name;
    return name.n > 0 && name.p[0] == '<';
}

static void fill(aa_reader *r, const aa_reader_call_site *c, const aa_model *model)
{
    size_t filled = aa_model_filled(model);
    if (filled >= c->count ||
        (c->count == 5 && c->kind == AA_CALL_STATIC && aa_reader_copy_array(r, c->raw, c->count)))
        return;
    /* With a position or a length beside it, a part may be left as it was. */
    bool all = true;
    for (uint32_t i = 0; i < c->count; i++)
        all = all && c->types[i] != 'I' && c->types[i] != 'J';
    aa_reader_fill(r, c->raw[filled], c->at->pc, all);
}

static void model_call(aa_reader *r, const aa_reader_call_site *c, const aa_model *model)
{
    unsigned effects = aa_model_effects(model);
    if (effects & AA_EFFECT_FILLS)
        fill(r, c, model);
    if ((effects & AA_EFFECT_IDENTITY) && aa_model_same(model) < c->count) {
        r->now->result = c->raw[aa_model_same(model)];
        return;
    }
    if (!(effects & AA_EFFECT_PURE))
        return;
    bool constructor = is_constructor(r, c);
    aa_value v = apply(r, model, c, constructor ? 1 : 0);
    if (v == AA_VALUE_UNKNOWN && !constructor)
        return;
    v = v == AA_VALUE_UNKNOWN ? r->now->result : v;
    if (constructor && c->count > 0 && aa_value_kind_of(r->values, c->raw[0]) == AA_V_NEW)
        aa_reader_replace(r, c->raw[0], v);
    r->now->result = aa_reader_adopt_array(r, c->at, v);
}

/* ---- code of the app --------------------------------------------------------------------------------- */

/* A library method that the app overrides may run what the app made of it. */
static bool runs_app(aa_reader *r, const aa_reader_call_site *c)
{
    uint8_t *known = &r->flows->runs_app[c->to];
    if (*known == 0) {
        aa_method_id target = AA_NO_ID;
        aa_call_ref ref = {.in = r->method, .to = c->to, .kind = AA_CALL_VIRTUAL};
        *known = aa_call_targets(r->program, &ref, AA_NO_ID, &target, 1) > 0 ? 2 : 1;
    }
    return *known == 2;
}

/* Code of the app may write into any field, */
static void forget_fields(aa_reader *r)
{
    r->now->forward_count = 0;
    r->dirty.heap = true;
}

/* and into what it is given. */
static void app_call(aa_reader *r, const aa_reader_call_site *c)
{
    forget_fields(r);
    for (uint32_t i = 0; i < c->count; i++) {
        if (c->types[i] == '[' || (c->types[i] == 'L' && aa_reader_cell(r, c->raw[i]) != NULL))
            aa_reader_share_array(r, c->raw[i], c->at->pc);
        aa_flow_cell *cell = aa_reader_own_cell(r, c->raw[i]);
        if (cell == NULL || cell->array)
            continue;
        const aa_value parts[] = {cell->content, aa_value_leaf(r->values, AA_V_OUT, c->at->pc, 0)};
        cell->content = aa_value_mix(r->values, parts, 2);
    }
}

/* A call on the one path of an evaluation: what it leaves in arrays is known as well. */
static void evaluate_call(aa_reader *r, const aa_reader_call_site *c)
{
    aa_value after[AA_FLOW_ARGUMENTS];
    for (uint32_t i = 0; i < c->count; i++)
        after[i] = AA_VALUE_UNKNOWN;
    forget_fields(r);
    aa_evaluate_call(r, c->to, c->args, c->count, &r->now->result, after);
    bool app = aa_method_is_defined(r->program, c->to);
    for (uint32_t i = 0; i < c->count && app; i++)
        aa_reader_load_array(r, c->raw[i], after[i], c->at->pc);
}

/* ---- recording --------------------------------------------------------------------------------------- */

static aa_type_id find_type(const aa_reader *r, aa_bytes descriptor)
{
    return descriptor.n > 1 ? aa_program_find_type(r->program, descriptor) : AA_NO_ID;
}

static aa_type_id parameter_type(const aa_reader *r, uint32_t number)
{
    bool is_static = aa_method_is_static(r->program, r->method);
    if (number == 0 && !is_static)
        return r->record->owner;
    return find_type(r, aa_method_parameter(r->program, r->method, number - !is_static));
}

/* The type that a value is of, as declared where it comes from; AA_NO_ID: not told. */
static aa_type_id value_type(const aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    const aa_field *field = NULL;
    uint32_t at = AA_NO_ID;
    switch (n->kind) {
    case AA_V_NEW:
        return (aa_type_id)n->number;
    case AA_V_PARAM:
        return parameter_type(r, n->at);
    case AA_V_FIELD:
        field = aa_program_field(r->program, n->at);
        return field == NULL ? AA_NO_ID : field->type;
    case AA_V_RESULT:
        at = aa_reader_insn_at(r, n->at);
        if (at == AA_NO_ID || r->insns[at].op >= OP_INVOKE_POLYMORPHIC)
            return AA_NO_ID;
        return find_type(r, aa_method_result(r->program, r->insns[at].index));
    default:
        return AA_NO_ID;
    }
}

/* The nearest of what the value and the call say. */
static aa_type_id receiver_type(const aa_reader *r, const aa_reader_call_site *c)
{
    const aa_method *to = aa_program_method(r->program, c->to);
    if (c->count == 0 || c->kind == AA_CALL_STATIC || c->kind == AA_CALL_CUSTOM)
        return AA_NO_ID;
    aa_type_id declared = to == NULL ? AA_NO_ID : to->owner;
    size_t members = aa_value_members(r->values, c->raw[0]);
    aa_type_id found = value_type(r, aa_value_member(r->values, c->raw[0], 0));
    for (size_t i = 1; i < members && found != AA_NO_ID; i++)
        if (value_type(r, aa_value_member(r->values, c->raw[0], i)) != found)
            found = AA_NO_ID;
    bool nearer = found != AA_NO_ID && (declared == AA_NO_ID || aa_type_is_a(r->program, found, declared));
    return nearer ? found : declared;
}

/* From instruction |from| on in its block: 1 the register is read, 0 overwritten, -1 neither. */
static int next_use(const aa_reader *r, uint32_t from, uint32_t reg)
{
    for (uint32_t i = from; i <= r->nodes[r->insns[from].block].last; i++) {
        if (aa_flow_reads(&r->insns[i], reg))
            return 1;
        if (aa_flow_writes(&r->insns[i], reg))
            return 0;
    }
    return -1;
}

/* The register is read on some way from |from| on. */
static bool is_read(aa_reader *r, uint32_t from, uint32_t reg)
{
    int use = next_use(r, from, reg);
    if (use >= 0)
        return use == 1;
    uint32_t *stack = aa_reader_get_memory(r, r->node_count, sizeof *stack);
    bool *seen = aa_reader_get_memory(r, r->node_count, sizeof *seen);
    if (stack == NULL || seen == NULL || !aa_reader_count(r, r->node_count / 16))
        return true;
    memset(seen, 0, r->node_count);
    uint32_t depth = 0;
    stack[depth++] = r->insns[from].block;
    while (depth > 0) {
        const aa_flow_node *node = &r->nodes[stack[--depth]];
        for (uint32_t i = 0; i < node->successor_count; i++) {
            uint32_t to = node->successors[i];
            if (seen[to])
                continue;
            seen[to] = true;
            const aa_flow_node *next = &r->nodes[to];
            use = next_use(r, next->first, reg);
            if (use == 1 || !aa_reader_count(r, next->last - next->first + 1))
                return true;
            if (use < 0)
                stack[depth++] = to;
        }
    }
    return false;
}

static bool is_result_used(aa_reader *r, const aa_flow_insn *at)
{
    uint32_t next = (uint32_t)(at - r->insns) + 1;
    if (next >= r->insn_count || r->insns[next].op < OP_MOVE_RESULT ||
        r->insns[next].op > OP_MOVE_RESULT_OBJECT)
        return false;
    uint32_t reg = r->insns[next].v[0];
    return next + 1 < r->insn_count && is_read(r, next + 1, reg);
}

static void record(aa_reader *r, const aa_reader_call_site *c)
{
    aa_flow_call *out = aa_reader_record(r, &r->calls);
    aa_value *arguments = aa_arena_array(r->flows->arena, c->count, sizeof *arguments);
    if (out == NULL || arguments == NULL) {
        r->failed = true;
        return;
    }
    memcpy(arguments, c->args, c->count * sizeof *arguments);
    *out = (aa_flow_call){.pc = c->at->pc,
                          .block = c->at->block,
                          .to = c->to,
                          .kind = (uint8_t)c->kind,
                          .argument_count = (uint8_t)(c->count < UINT8_MAX ? c->count : UINT8_MAX),
                          .result_used = is_result_used(r, c->at),
                          .arguments = arguments,
                          .receiver = receiver_type(r, c),
                          .result = aa_reader_snapshot_arrays(r, r->now->result)};
}

/* ---- the call ---------------------------------------------------------------------------------------- */

static aa_call_kind kind_of(uint8_t op)
{
    if (op >= OP_INVOKE_CUSTOM)
        return AA_CALL_CUSTOM;
    if (op >= OP_INVOKE_POLYMORPHIC)
        return AA_CALL_POLYMORPHIC;
    return (aa_call_kind)(op - (op <= OP_INVOKE_INTERFACE ? OP_INVOKE_VIRTUAL : OP_INVOKE_VIRTUAL_R));
}

static aa_method_id target_of(const aa_reader *r, const aa_flow_insn *at, aa_call_kind kind)
{
    aa_call_site site;
    if (kind != AA_CALL_CUSTOM)
        return at->index;
    return aa_program_call_site(r->program, r->record->unit, at->index, &site) ? site.implementation
                                                                               : AA_NO_ID;
}

static void run(aa_reader *r, aa_reader_call_site *c)
{
    if (c->kind == AA_CALL_CUSTOM) {
        if (!aa_reader_concat_site(r, c))
            app_call(r, c);
        return;
    }
    if (c->to == AA_NO_ID) {
        app_call(r, c);
        return;
    }
    if (aa_reader_builder_call(r, c))
        return;
    if (c->count == 1 && aa_flow_is_array_clone(r->program, c->to)) { /* has its content, and is not it */
        r->now->result = aa_reader_adopt_array(r, c->at, c->args[0]);
        return;
    }
    const aa_model *model =
        aa_method_is_defined(r->program, c->to) ? NULL : aa_model_of(r->flows->models, c->to);
    if (model != NULL)
        model_call(r, c, model);
    else if (r->evaluation != NULL)
        evaluate_call(r, c);
    else if (aa_method_is_defined(r->program, c->to))
        app_call(r, c);
    else if (runs_app(r, c))
        forget_fields(r);
}

void aa_reader_call(aa_reader *r, const aa_flow_insn *at)
{
    aa_reader_call_site c; /* large, and filled by gather() as far as it is used */
    c.at = at;
    c.kind = kind_of(at->op);
    c.to = target_of(r, at, c.kind);
    gather(r, &c);
    r->now->result = aa_value_leaf(r->values, AA_V_RESULT, at->pc, 0);
    if (!r->blind)
        run(r, &c);
    if (r->recording)
        record(r, &c);
}
