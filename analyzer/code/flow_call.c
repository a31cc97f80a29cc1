/*
 * Calls: their arguments, what library calls make of constants, and what they do to arrays and builders.
 */
#include "code/flow_internal.h"

#define OP_INVOKE_STATIC   0x71
#define OP_INVOKE_STATIC_R 0x77
#define OP_INVOKE_CUSTOM   0xFC
#define OP_INVOKE_CUSTOM_R 0xFD
#define MAX_ARGUMENTS      256U
#define MAX_COMBINATIONS   16U
#define MAX_TEXT           65536U

typedef struct call {
    const aa_flow_insn *at;
    aa_method_id to;
    aa_call_kind kind;
    size_t count;
    aa_value raw[MAX_ARGUMENTS];  /* as in registers */
    aa_value args[MAX_ARGUMENTS]; /* with contents */
    char types[MAX_ARGUMENTS];    /* first character of each descriptor; 'L' for the receiver */
} call;

/* ---- texts ------------------------------------------------------------------------------------------- */

aa_value aa_reader_concat(aa_reader *r, aa_value a, aa_value b)
{
    aa_bytes x;
    aa_bytes y;
    aa_value nothing = aa_value_nothing(r->values);
    if (a == nothing || b == nothing)
        return nothing;
    bool left = aa_value_is_string(r->values, a, &x);
    bool right = aa_value_is_string(r->values, b, &y);
    if (left && right && x.n + y.n <= MAX_TEXT) {
        uint8_t *text = aa_arena_alloc(r->arena, x.n + y.n + 1);
        if (text == NULL) {
            r->failed = true;
            return AA_VALUE_UNKNOWN;
        }
        memcpy(text, x.p, x.n);
        memcpy(text + x.n, y.p, y.n);
        return aa_value_text(r->values, AA_V_STRING, aa_bytes_of(text, x.n + y.n));
    }
    if (left && x.n == 0)
        return b;
    if (right && y.n == 0)
        return a;
    size_t m = aa_value_members(r->values, a);
    size_t n = aa_value_members(r->values, b);
    if (m * n > 1 && m * n <= MAX_COMBINATIONS) {
        aa_value all = nothing;
        for (size_t i = 0; i < m * n; i++)
            all = aa_value_join(r->values, all,
                                aa_reader_concat(r, aa_value_member(r->values, a, i / n),
                                                 aa_value_member(r->values, b, i % n)));
        return all;
    }
    /* Parts lie flat, neighbouring constants joined. */
    const aa_value_node *na = aa_value_at(r->values, a);
    const aa_value_node *nb = aa_value_at(r->values, b);
    aa_value parts[32];
    size_t count = 0;
    if (na->kind == AA_V_CONCAT && na->part_count < 24) {
        memcpy(parts, na->parts, na->part_count * sizeof *parts);
        count = na->part_count;
    } else {
        parts[count++] = a;
    }
    aa_value last = parts[count - 1];
    if (right && aa_value_kind_of(r->values, last) == AA_V_STRING)
        parts[count - 1] = aa_reader_concat(r, last, b);
    else if (nb->kind == AA_V_CONCAT && nb->part_count < 8)
        for (size_t i = 0; i < nb->part_count; i++)
            parts[count++] = nb->parts[i];
    else
        parts[count++] = b;
    return aa_value_node_of(r->values, AA_V_CONCAT, 0, 0, parts, count);
}

aa_value aa_reader_to_text(aa_reader *r, aa_value v, char type)
{
    return aa_value_as_text(r->values, v, type);
}

/* ---- gathering --------------------------------------------------------------------------------------- */

static bool is_wide(char type)
{
    return type == 'J' || type == 'D';
}

static uint32_t register_at(const aa_dex_insn *insn, uint32_t i)
{
    return insn->range ? insn->v[0] + i : insn->v[i < 5 ? i : 4];
}

static void add_argument(aa_reader *r, call *c, uint32_t *at, char type)
{
    if (*at >= c->at->insn.count || c->count >= MAX_ARGUMENTS)
        return;
    c->raw[c->count] = aa_reader_get(r, register_at(&c->at->insn, *at));
    c->types[c->count] = type;
    c->count++;
    *at += is_wide(type) ? 2 : 1;
}

static char type_at(aa_bytes list_type)
{
    return list_type.n > 0 ? (char)list_type.p[0] : 'L';
}

/* The prototype that says which registers belong together; of a call site, its own. */
static bool call_proto(const aa_reader *r, const call *c, const aa_dex **dex, aa_dex_proto *out)
{
    const aa_program *p = r->flows->program;
    *dex = &aa_program_unit(p, r->record->unit)->dex;
    aa_dex_ref ref;
    if (c->at->insn.op == OP_INVOKE_CUSTOM || c->at->insn.op == OP_INVOKE_CUSTOM_R) {
        aa_call_site site;
        aa_program_call_site(p, r->record->unit, c->at->insn.index, &site);
        return site.bootstrap != AA_NO_ID && aa_dex_proto_at(*dex, site.proto, out);
    }
    if (c->at->insn.index_kind == AA_DEX_INDEX_METHOD_PROTO)
        return aa_dex_proto_at(*dex, c->at->insn.proto, out);
    return aa_dex_method_at(*dex, c->at->insn.index, &ref) && aa_dex_proto_at(*dex, ref.type, out);
}

static void gather(aa_reader *r, call *c)
{
    uint32_t at = 0;
    uint8_t op = c->at->insn.op;
    const aa_dex *dex = NULL;
    aa_dex_proto proto;
    if (c->kind != AA_CALL_STATIC && c->kind != AA_CALL_CUSTOM)
        add_argument(r, c, &at, 'L');
    if (call_proto(r, c, &dex, &proto))
        for (size_t i = 0; i < aa_dex_list_count(proto.parameters) && i < MAX_ARGUMENTS; i++)
            add_argument(r, c, &at, type_at(aa_dex_descriptor(dex, aa_dex_list_at(proto.parameters, i))));
    while (at < c->at->insn.count && c->count < MAX_ARGUMENTS && op != OP_INVOKE_CUSTOM)
        add_argument(r, c, &at, 'L');
    for (size_t i = 0; i < c->count; i++)
        c->args[i] = aa_reader_snapshot(r, c->raw[i], 0);
}

/* ---- builders ---------------------------------------------------------------------------------------- */

static bool name_is(const aa_reader *r, const call *c, const char *name)
{
    return aa_bytes_is(aa_program_method(r->flows->program, c->to)->name, name);
}

static aa_value as_text(aa_reader *r, const call *c, size_t i)
{
    const aa_flow_cell *other = aa_reader_cell(r, c->raw[i]);
    if (other != NULL && !other->array)
        return other->content;
    if (c->types[i] == '[')
        return aa_value_mix(r->values, &c->args[i], 1);
    return aa_reader_to_text(r, c->args[i], c->types[i]);
}

static void builder_call(aa_reader *r, call *c, aa_flow_cell *cell)
{
    aa_value empty = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    if (name_is(r, c, "<init>")) {
        bool sized = c->count < 2 || c->types[1] == 'I';
        cell->content = sized ? empty : as_text(r, c, 1);
    } else if (name_is(r, c, "append") && c->count == 2) {
        cell->content = aa_reader_concat(r, cell->content, as_text(r, c, 1));
        r->now->result = c->raw[0];
    } else if (name_is(r, c, "toString")) {
        r->now->result = cell->content;
    } else if (name_is(r, c, "setLength") && c->count == 2 && c->args[1] == aa_value_int(r->values, 0)) {
        cell->content = empty;
    } else if (name_is(r, c, "insert") && c->count == 3 && c->args[1] == aa_value_int(r->values, 0)) {
        cell->content = aa_reader_concat(r, as_text(r, c, 2), cell->content);
        r->now->result = c->raw[0];
    } else if (name_is(r, c, "length") || name_is(r, c, "charAt") || name_is(r, c, "indexOf") ||
               name_is(r, c, "lastIndexOf") || name_is(r, c, "capacity") || name_is(r, c, "ensureCapacity") ||
               name_is(r, c, "isEmpty")) {
        return;
    } else if (name_is(r, c, "substring") || name_is(r, c, "subSequence") || name_is(r, c, "getChars")) {
        r->now->result = aa_value_mix(r->values, &cell->content, 1);
    } else {
        aa_value parts[MAX_ARGUMENTS];
        parts[0] = cell->content;
        for (size_t i = 1; i < c->count; i++)
            parts[i] = c->args[i];
        cell->content = aa_value_mix(r->values, parts, c->count);
        r->now->result = c->raw[0];
    }
}

static bool is_builder_call(const aa_reader *r, const call *c)
{
    aa_type_id owner = aa_program_method(r->flows->program, c->to)->owner;
    return c->count > 0 && (owner == r->flows->builder || owner == r->flows->buffer);
}

/* A builder given to code that may append to it. */
static void lose_builders(aa_reader *r, const call *c)
{
    for (size_t i = 0; i < c->count; i++) {
        aa_flow_cell *cell = aa_reader_own_cell(r, c->raw[i]);
        if (cell == NULL || cell->array)
            continue;
        aa_value parts[] = {cell->content, aa_value_leaf(r->values, AA_V_OUT, c->at->insn.pc, 0)};
        cell->content = aa_value_mix(r->values, parts, 2);
    }
}

/* ---- invoke-custom ----------------------------------------------------------------------------------- */

#define RECIPE_ARGUMENT 0x01
#define RECIPE_CONSTANT 0x02

/* StringConcatFactory: the recipe holds 1 for the next argument and 2 for the next constant. */
static aa_value concat_site(aa_reader *r, const call *c, const aa_call_site *site)
{
    const aa_dex *dex = &aa_program_unit(r->flows->program, r->record->unit)->dex;
    bool has_recipe = aa_bytes_is(site->name, "makeConcatWithConstants") && site->argument_count > 0 &&
                      site->arguments[0].type == AA_DEX_VALUE_STRING;
    aa_value out = aa_value_text(r->values, AA_V_STRING, aa_bytes_none());
    size_t argument = 0;
    size_t constant = 1;
    if (!has_recipe) {
        for (; argument < c->count; argument++)
            out = aa_reader_concat(r, out, as_text(r, c, argument));
        return out;
    }
    aa_bytes recipe = aa_dex_text(dex, site->arguments[0].index);
    for (size_t i = 0; i < recipe.n;) {
        size_t end = i;
        while (end < recipe.n && recipe.p[end] != RECIPE_ARGUMENT && recipe.p[end] != RECIPE_CONSTANT)
            end++;
        aa_value part = AA_VALUE_UNKNOWN;
        if (end > i) {
            part = aa_value_text(r->values, AA_V_STRING, aa_bytes_of(recipe.p + i, end - i));
            i = end;
        } else {
            if (recipe.p[i] == RECIPE_ARGUMENT && argument < c->count)
                part = as_text(r, c, argument++);
            else if (constant < site->argument_count && site->arguments[constant].type == AA_DEX_VALUE_STRING)
                part = aa_value_text(r->values, AA_V_STRING,
                                     aa_dex_text(dex, site->arguments[constant++].index));
            i++;
        }
        out = aa_reader_concat(r, out, part);
    }
    return out;
}

static bool custom_call(aa_reader *r, const call *c)
{
    aa_call_site site;
    const aa_program *p = r->flows->program;
    aa_program_call_site(p, r->record->unit, c->at->insn.index, &site);
    if (site.bootstrap == AA_NO_ID)
        return false;
    const aa_method *bootstrap = aa_program_method(p, site.bootstrap);
    if (!aa_bytes_is(aa_program_type(p, bootstrap->owner)->descriptor,
                     "Ljava/lang/invoke/StringConcatFactory;"))
        return false;
    bool recipe = aa_bytes_is(bootstrap->name, "makeConcatWithConstants");
    site.name = recipe ? bootstrap->name : site.name;
    r->now->result = concat_site(r, c, &site);
    return true;
}

/* ---- models ------------------------------------------------------------------------------------------ */

static bool is_constant(const aa_reader *r, aa_value v)
{
    aa_value_kind kind = aa_value_kind_of(r->values, v);
    if (kind == AA_V_ARRAY) {
        const aa_value_node *n = aa_value_at(r->values, v);
        bool all = n->number >= 0;
        for (size_t i = 0; i < n->part_count && all; i++) {
            aa_value_kind part = aa_value_kind_of(r->values, n->parts[i]);
            all = part == AA_V_INT || part == AA_V_STRING || part == AA_V_NULL || part == AA_V_BYTES;
        }
        return all;
    }
    return kind == AA_V_INT || kind == AA_V_NULL || kind == AA_V_STRING || kind == AA_V_BYTES ||
           kind == AA_V_CLASS;
}

/* The results over all combinations of what the arguments can be. UNKNOWN when one is not constant. */
static aa_value apply(aa_reader *r, const aa_model *model, const call *c, size_t first)
{
    size_t combinations = 1;
    for (size_t i = first; i < c->count; i++) {
        combinations *= aa_value_members(r->values, c->args[i]);
        if (combinations > MAX_COMBINATIONS)
            return AA_VALUE_UNKNOWN;
        for (size_t k = 0; k < aa_value_members(r->values, c->args[i]); k++)
            if (aa_model_needs(model, i - first) &&
                !is_constant(r, aa_value_member(r->values, c->args[i], k)))
                return AA_VALUE_UNKNOWN;
    }
    aa_value out = aa_value_nothing(r->values);
    for (size_t n = 0; n < combinations; n++) {
        aa_value chosen[MAX_ARGUMENTS];
        size_t rest = n;
        for (size_t i = first; i < c->count; i++) {
            size_t members = aa_value_members(r->values, c->args[i]);
            chosen[i - first] = aa_value_member(r->values, c->args[i], rest % members);
            rest /= members;
        }
        aa_value one = aa_model_apply(model, r->values, chosen, c->count - first);
        if (one == AA_VALUE_UNKNOWN)
            return AA_VALUE_UNKNOWN;
        out = aa_value_join(r->values, out, one);
    }
    return out;
}

/*
 * The call writes into the array that is argument |i|. One that this method does not make itself has no
 * content here that could change: what holds it holds something else from now on.
 */
static void write_array(aa_reader *r, const call *c, size_t i, bool keep)
{
    aa_value out = aa_value_leaf(r->values, AA_V_OUT, c->at->insn.pc, 0);
    aa_value raw = c->raw[i];
    aa_value_kind kind = aa_value_kind_of(r->values, raw);
    aa_reader_lose_array(r, raw, out, keep);
    bool made_here = aa_reader_cell(r, raw) != NULL;
    if (!made_here && (kind == AA_V_BYTES || kind == AA_V_ARRAY || kind == AA_V_RESULT))
        aa_reader_replace(r, raw, keep ? aa_value_join(r->values, raw, out) : out);
}

/* An array that a library made, as an object of this method's: it can be written to. */
static aa_value keep_array(aa_reader *r, const call *c, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    bool bytes = n->kind == AA_V_BYTES;
    size_t length = bytes ? n->text.n : n->part_count;
    if ((!bytes && (n->kind != AA_V_ARRAY || n->number < 0)) || c->at->slot == 0 || length > AA_FLOW_ELEMENTS)
        return v;
    aa_bytes type = aa_method_result(r->flows->program, c->to);
    aa_flow_cell *cell = aa_reader_new_cell(r, c->at->slot);
    if (cell == NULL)
        return v;
    *cell = (aa_flow_cell){.array = true, .element = (char)(type.n > 1 ? type.p[1] : 'L')};
    if (!aa_reader_keep_elements(r, cell, (uint32_t)length, AA_VALUE_UNKNOWN))
        return v;
    for (size_t i = 0; i < length; i++)
        cell->elements[i] = bytes ? aa_value_int(r->values, (int8_t)n->text.p[i]) : n->parts[i];
    return aa_value_leaf(r->values, AA_V_ARRAY, c->at->insn.pc, -1);
}

static void model_call(aa_reader *r, call *c, const aa_model *model)
{
    unsigned effects = aa_model_effects(model);
    if ((effects & AA_EFFECT_FILLS) && aa_model_filled(model) < c->count)
        write_array(r, c, aa_model_filled(model), false);
    if ((effects & AA_EFFECT_IDENTITY) && aa_model_same(model) < c->count) {
        r->now->result = c->raw[aa_model_same(model)];
        return;
    }
    if (!(effects & AA_EFFECT_PURE))
        return;
    bool constructor = name_is(r, c, "<init>");
    aa_value v = apply(r, model, c, constructor ? 1 : 0);
    if (v == AA_VALUE_UNKNOWN && constructor)
        v = aa_value_leaf(r->values, AA_V_RESULT, c->at->insn.pc, 0);
    if (v == AA_VALUE_UNKNOWN)
        return;
    if (constructor)
        aa_reader_replace(r, c->raw[0], v);
    r->now->result = keep_array(r, c, v);
}

/* Code of the app may write into what it is given, and into any field. */
static void app_call(aa_reader *r, const call *c)
{
    r->now->forward_count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->types[i] == '[')
            write_array(r, c, i, true);
    lose_builders(r, c);
}

/* ---- recording --------------------------------------------------------------------------------------- */

static aa_type_id receiver_type(const aa_reader *r, const call *c)
{
    const aa_program *p = r->flows->program;
    if (c->count == 0 || c->kind == AA_CALL_STATIC || c->kind == AA_CALL_CUSTOM)
        return AA_NO_ID;
    const aa_value_node *n = aa_value_at(r->values, c->raw[0]);
    aa_type_id declared = aa_program_method(p, c->to) == NULL ? AA_NO_ID : aa_program_method(p, c->to)->owner;
    aa_type_id found = AA_NO_ID;
    if (n->kind == AA_V_NEW)
        found = (aa_type_id)n->number;
    else if (n->kind == AA_V_PARAM && n->at == 0 && !aa_method_is_static(p, r->method))
        found = r->record->owner;
    else if (n->kind == AA_V_FIELD && aa_program_field(p, n->at) != NULL)
        found = aa_program_field(p, n->at)->type;
    return found != AA_NO_ID && declared != AA_NO_ID && aa_type_is_a(p, found, declared) ? found : declared;
}

static void record(aa_reader *r, const call *c)
{
    aa_flow_call *out = aa_vec_push(r->flows->arena, &r->calls);
    aa_value *arguments = aa_arena_array(r->flows->arena, c->count + 1, sizeof *arguments);
    if (out == NULL || arguments == NULL) {
        r->failed = true;
        return;
    }
    memcpy(arguments, c->args, c->count * sizeof *arguments);
    *out = (aa_flow_call){.pc = c->at->insn.pc,
                          .block = c->at->block,
                          .to = c->to,
                          .kind = (uint8_t)c->kind,
                          .argument_count = (uint8_t)(c->count < UINT8_MAX ? c->count : UINT8_MAX),
                          .arguments = arguments,
                          .receiver = receiver_type(r, c),
                          .result = r->now->result};
    size_t next = (size_t)(c->at - r->insns) + 1;
    out->result_used =
        next < r->insn_count && r->insns[next].insn.op >= 0x0A && r->insns[next].insn.op <= 0x0C;
}

static aa_call_kind kind_of(uint8_t op)
{
    if (op >= OP_INVOKE_CUSTOM)
        return AA_CALL_CUSTOM;
    if (op >= 0xFA)
        return AA_CALL_POLYMORPHIC;
    return (aa_call_kind)(op - (op <= 0x72 ? 0x6E : 0x74));
}

static aa_method_id target_of(const aa_reader *r, const aa_flow_insn *at, aa_call_kind kind)
{
    if (kind != AA_CALL_CUSTOM)
        return aa_program_method_of(r->flows->program, r->record->unit, at->insn.index);
    aa_call_site site;
    return aa_program_call_site(r->flows->program, r->record->unit, at->insn.index, &site)
               ? site.implementation
               : AA_NO_ID;
}

static void run(aa_reader *r, call *c)
{
    aa_flow_cell *cell = NULL;
    if (c->kind == AA_CALL_CUSTOM && custom_call(r, c))
        return;
    if (c->to == AA_NO_ID) {
        app_call(r, c);
        return;
    }
    if (is_builder_call(r, c)) {
        cell = aa_reader_own_cell(r, c->raw[0]);
        if (cell != NULL && !cell->array)
            builder_call(r, c, cell);
        else if (name_is(r, c, "append") || name_is(r, c, "insert"))
            r->now->result = c->raw[0];
        return;
    }
    const aa_model *model = aa_model_of(r->flows->models, c->to);
    if (model != NULL)
        model_call(r, c, model);
    else if (r->evaluation != NULL)
        aa_evaluate_call(r, c->to, c->args, c->count, &r->now->result);
    else if (aa_method_is_defined(r->flows->program, c->to))
        app_call(r, c);
}

void aa_reader_call(aa_reader *r, const aa_flow_insn *at)
{
    call c = {.at = at, .kind = kind_of(at->insn.op)};
    c.to = target_of(r, at, c.kind);
    gather(r, &c);
    r->now->result = aa_value_leaf(r->values, AA_V_RESULT, at->insn.pc, 0);
    if (!r->blind)
        run(r, &c);
    if (r->recording)
        record(r, &c);
}
