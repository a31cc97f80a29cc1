#include "code/use_xor.h"

#include "code/code_internal.h"
#include "decode/dex_insn.h"

enum {
    OP_INT_TO_BYTE = 0x8d,
    OP_INT_TO_SHORT = 0x8f,
    OP_AND_INT = 0x95,
    OP_XOR_INT = 0x97,
    OP_AND_INT_2ADDR = 0xb5,
    OP_XOR_INT_2ADDR = 0xb7,
    OP_AND_INT_LIT16 = 0xd5,
    OP_AND_INT_LIT8 = 0xdd
};

typedef struct search {
    aa_code *code;
    const aa_values *values;
    aa_method_id in;
    const aa_flow *flow;
    aa_vec found; /* of aa_xor */
} search;

/* ---- which methods ------------------------------------------------------------------------------------- */

static bool has_xor(const aa_program *p, const aa_method *m)
{
    aa_dex_code code;
    aa_dex_insn insn;
    const aa_unit *unit = m->code == 0 ? NULL : aa_program_unit(p, m->unit);
    if (unit == NULL || !aa_dex_code_at(&unit->dex, m->code, &code))
        return false;
    /* the bytes first: most methods have none that could be the opcode */
    size_t i = 0;
    while (i < code.insns.n && code.insns.p[i] != OP_XOR_INT && code.insns.p[i] != OP_XOR_INT_2ADDR)
        i += 2;
    aa_dex_insns insns = aa_dex_insns_of(&code);
    while (i < code.insns.n && aa_dex_next_insn(&insns, &insn))
        if (insn.op == OP_XOR_INT || insn.op == OP_XOR_INT_2ADDR)
            return true;
    return false;
}

/* ---- values -------------------------------------------------------------------------------------------- */

static bool is_narrowing(const aa_value_node *n)
{
    return n->kind == AA_V_OP && n->part_count == 1 && n->at >= OP_INT_TO_BYTE && n->at <= OP_INT_TO_SHORT;
}

static bool is_mask(const aa_values *values, const aa_value_node *n)
{
    bool and = n->at == OP_AND_INT || n->at == OP_AND_INT_2ADDR || n->at == OP_AND_INT_LIT16 ||
               n->at == OP_AND_INT_LIT8;
    return n->kind == AA_V_OP && n->part_count == 2 && and&&aa_value_kind_of(values, n->parts[1]) == AA_V_INT;
}

/* |v| without what cuts it to a byte or character. */
static const aa_value_node *bare(const search *s, aa_value v)
{
    const aa_value_node *n = aa_value_at(s->values, v);
    while (is_narrowing(n) || is_mask(s->values, n))
        n = aa_value_at(s->values, n->parts[0]);
    return n;
}

/* The array or text that |v| is an element of; AA_VALUE_UNKNOWN: it is none. */
static aa_value sequence_of(const search *s, aa_value v, uint32_t *pc)
{
    const aa_value_node *n = bare(s, v);
    if (n->kind == AA_V_ELEMENT && n->part_count > 0)
        return n->parts[0];
    const aa_flow_call *call = n->kind == AA_V_RESULT ? aa_flow_call_at(s->flow, n->at) : NULL;
    if (call == NULL || call->to == AA_NO_ID || call->argument_count < 1 ||
        !(aa_method_is(s->code, call->to, "Ljava/lang/String;->charAt") ||
          aa_method_is(s->code, call->to, "Ljava/lang/CharSequence;->charAt")))
        return AA_VALUE_UNKNOWN;
    *pc = call->pc;
    return call->arguments[0];
}

static aa_origins whence(const search *s, uint32_t pc, aa_value v)
{
    const aa_trace_options through = {.through_library = true};
    return aa_code_trace(s->code, s->in, pc, v, &through);
}

/* Something that is known is no constant: what could not be followed does not count. */
static bool varies(const search *s, const aa_origins *origins)
{
    aa_origin *known = aa_arena_array(s->code->arena, origins->count + 1, sizeof *known);
    aa_origins of = {.items = known, .complete = true};
    if (known == NULL) {
        s->code->failed = true;
        return false;
    }
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].kind != AA_ORIGIN_UNKNOWN)
            known[of.count++] = origins->items[i];
    return of.count > 0 && !aa_origins_constant(s->code, &of);
}

/* Zeros are an array before it is filled. */
static bool is_filled(const aa_origin *origin)
{
    bool filled = origin->kind == AA_ORIGIN_STRING;
    for (size_t i = 0; origin->kind == AA_ORIGIN_BYTES && i < origin->text.n; i++)
        filled = filled || origin->text.p[i] != 0;
    return filled;
}

/* The text or bytes of a key; NULL: there are none, or others too. */
static const aa_origin *key_of(const search *s, const aa_origins *origins)
{
    const aa_origin *key = NULL;
    bool constant = aa_origins_constant(s->code, origins);
    for (size_t i = 0; i < origins->count && constant; i++) {
        const aa_origin *o = &origins->items[i];
        if (o->kind != AA_ORIGIN_STRING && o->kind != AA_ORIGIN_BYTES)
            continue;
        constant = is_filled(o);
        key = key == NULL ? o : key;
    }
    return constant ? key : NULL;
}

/* One side is a constant sequence, the other one is not. */
static void look_at(search *s, uint32_t pc, aa_value value)
{
    const aa_value_node *n = bare(s, value);
    uint32_t at[2] = {pc, pc};
    aa_value side[2];
    if (n->kind != AA_V_OP || n->part_count != 2 || (n->at != OP_XOR_INT && n->at != OP_XOR_INT_2ADDR))
        return;
    for (size_t i = 0; i < 2; i++)
        side[i] = sequence_of(s, n->parts[i], &at[i]);
    if (side[0] == AA_VALUE_UNKNOWN || side[1] == AA_VALUE_UNKNOWN)
        return;
    aa_origins of[2] = {whence(s, at[0], side[0]), whence(s, at[1], side[1])};
    for (size_t key = 0; key < 2; key++) {
        const aa_origin *text = key_of(s, &of[key]);
        if (text == NULL || !varies(s, &of[1 - key]))
            continue;
        aa_xor *found = aa_vec_push(s->code->arena, &s->found);
        s->code->failed = s->code->failed || found == NULL;
        if (found != NULL)
            *found = (aa_xor){s->in, pc, text};
        return;
    }
}

static void look_at_method(search *s)
{
    size_t before = s->found.count;
    s->flow = aa_code_flow(s->code, s->in);
    for (size_t i = 0; s->flow != NULL && i < s->flow->element_count && s->found.count == before; i++)
        look_at(s, s->flow->elements[i].pc, s->flow->elements[i].value);
    for (size_t i = 0; s->flow != NULL && i < s->flow->call_count && s->found.count == before; i++) {
        const aa_flow_call *call = &s->flow->calls[i];
        if (call->to != AA_NO_ID && call->argument_count == 2 &&
            (aa_method_is(s->code, call->to, "Ljava/lang/StringBuilder;->append") ||
             aa_method_is(s->code, call->to, "Ljava/lang/StringBuffer;->append")))
            look_at(s, call->pc, call->arguments[1]);
    }
}

size_t aa_code_xors(aa_code *code, const aa_xor **out, bool *cut)
{
    const aa_program *p = aa_code_base_of(code)->program;
    search s = {.code = code, .values = aa_code_values(code), .found = AA_VEC_INIT(aa_xor)};
    size_t read = 0;
    for (s.in = 0; s.in < code->methods && read <= AA_XOR_METHODS && !code->failed; s.in++) {
        if (!has_xor(p, aa_program_method(p, s.in)) || aa_code_is_library(code, s.in))
            continue;
        if (read++ < AA_XOR_METHODS)
            look_at_method(&s);
    }
    *cut = read > AA_XOR_METHODS;
    *out = s.found.items;
    return s.found.count;
}
