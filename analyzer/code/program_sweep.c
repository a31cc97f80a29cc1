/*
 * One pass over all code: who calls, loads, stores, makes and names what.
 */
#include "code/program_internal.h"

#include "base/pool.h"
#include "decode/dex_value.h"

#define OP_CONST_STRING       0x1A
#define OP_CONST_STRING_JUMBO 0x1B
#define OP_CONST_CLASS        0x1C
#define OP_CHECK_CAST         0x1F
#define OP_INSTANCE_OF        0x20
#define OP_NEW_INSTANCE       0x22
#define OP_IGET               0x52
#define OP_IPUT               0x59
#define OP_SGET               0x60
#define OP_SPUT               0x67
#define OP_SPUT_SHORT         0x6D
#define OP_INVOKE_VIRTUAL     0x6E
#define OP_INVOKE_INTERFACE   0x72
#define OP_INVOKE_VIRTUAL_R   0x74
#define OP_INVOKE_INTERFACE_R 0x78
#define OP_INVOKE_POLY        0xFA
#define OP_INVOKE_POLY_R      0xFB
#define OP_INVOKE_CUSTOM      0xFC
#define OP_INVOKE_CUSTOM_R    0xFD
#define OP_CONST_HANDLE       0xFE

/* What one run of methods yields. Its arena dies after the merge. */
typedef struct sweep {
    aa_program *p;
    aa_arena *arena;
    aa_method_id begin, end;
    aa_vec calls, fields, types, strings, troubles;
    uint64_t insns, budget;
    bool failed;
} sweep;

typedef struct trouble {
    aa_method_id method;
    const char *code;
} trouble;

static void add_trouble(sweep *s, aa_method_id method, const char *code)
{
    trouble *t = aa_vec_push(s->arena, &s->troubles);
    s->failed = s->failed || t == NULL;
    if (t != NULL)
        *t = (trouble){method, code};
}

static void add_call(sweep *s, aa_method_id in, uint32_t pc, aa_method_id to, aa_call_kind kind)
{
    aa_call_ref *ref = aa_vec_push(s->arena, &s->calls);
    s->failed = s->failed || ref == NULL;
    if (ref != NULL)
        *ref = (aa_call_ref){in, to, pc, kind};
}

static void add_type(sweep *s, aa_method_id in, uint32_t pc, uint32_t index, aa_type_use use)
{
    aa_type_id type = aa_program_type_of(s->p, s->p->methods[in].unit, index);
    aa_type_ref *ref = type == AA_NO_ID ? NULL : aa_vec_push(s->arena, &s->types);
    s->failed = s->failed || (ref == NULL && type != AA_NO_ID);
    if (ref != NULL)
        *ref = (aa_type_ref){in, type, pc, use};
}

static void add_field(sweep *s, aa_method_id in, uint32_t pc, uint32_t index, bool writes)
{
    aa_field_id field = aa_program_field_of(s->p, s->p->methods[in].unit, index);
    aa_field_ref *ref = field == AA_NO_ID ? NULL : aa_vec_push(s->arena, &s->fields);
    s->failed = s->failed || (ref == NULL && field != AA_NO_ID);
    if (ref != NULL)
        *ref = (aa_field_ref){in, field, pc, writes};
}

static void add_string(sweep *s, aa_method_id in, uint32_t pc, uint32_t index)
{
    if (index >= AA_DEX_STRING_COUNT(&s->p->units[s->p->methods[in].unit].dex))
        return;
    aa_string_ref *ref = aa_vec_push(s->arena, &s->strings);
    s->failed = s->failed || ref == NULL;
    if (ref != NULL)
        *ref = (aa_string_ref){in, index, pc};
}

static aa_method_id handle_method(const aa_program *p, uint32_t unit, uint32_t handle)
{
    aa_dex_handle h;
    if (!aa_dex_handle_at(&p->units[unit].dex, handle, &h) || h.kind < 4)
        return AA_NO_ID;
    return aa_program_method_of(p, unit, h.index);
}

bool aa_program_call_site(const aa_program *p, uint32_t unit, uint32_t index, aa_call_site *out)
{
    *out = (aa_call_site){.bootstrap = AA_NO_ID, .implementation = AA_NO_ID};
    if (unit >= p->unit_count)
        return false;
    const aa_dex *dex = &p->units[unit].dex;
    aa_dex_values values = aa_dex_call_site_at(dex, index);
    aa_dex_value value;
    for (size_t i = 0; aa_dex_next_value(&values, &value); i++) {
        if (i == 0 && value.type == AA_DEX_VALUE_METHOD_HANDLE)
            out->bootstrap = handle_method(p, unit, value.index);
        else if (i == 1 && value.type == AA_DEX_VALUE_STRING)
            out->name = aa_dex_text(dex, value.index);
        else if (i == 2 && value.type == AA_DEX_VALUE_METHOD_TYPE)
            out->proto = value.index;
        else if (i > 2 && value.type == AA_DEX_VALUE_METHOD_HANDLE && out->implementation == AA_NO_ID)
            out->implementation = handle_method(p, unit, value.index);
        else if (i > 2 && value.depth == 0 && out->argument_count < AA_CALL_SITE_ARGUMENTS)
            out->arguments[out->argument_count++] = value;
    }
    return out->bootstrap != AA_NO_ID && !values.lost;
}

static void sweep_custom(sweep *s, aa_method_id in, const aa_dex_insn *insn)
{
    aa_call_site site;
    bool known = aa_program_call_site(s->p, s->p->methods[in].unit, insn->index, &site);
    add_call(s, in, insn->pc, known ? site.implementation : AA_NO_ID, AA_CALL_CUSTOM);
}

static void sweep_insn(sweep *s, aa_method_id in, const aa_dex_insn *insn)
{
    uint8_t op = insn->op;
    uint32_t unit = s->p->methods[in].unit;
    if ((op >= OP_INVOKE_VIRTUAL && op <= OP_INVOKE_INTERFACE) ||
        (op >= OP_INVOKE_VIRTUAL_R && op <= OP_INVOKE_INTERFACE_R))
        add_call(s, in, insn->pc, aa_program_method_of(s->p, unit, insn->index),
                 (aa_call_kind)(op - (op <= OP_INVOKE_INTERFACE ? OP_INVOKE_VIRTUAL : OP_INVOKE_VIRTUAL_R)));
    else if (op >= OP_IGET && op <= OP_SPUT_SHORT)
        add_field(s, in, insn->pc, insn->index, (op >= OP_IPUT && op < OP_SGET) || op >= OP_SPUT);
    else if (op == OP_CONST_STRING || op == OP_CONST_STRING_JUMBO)
        add_string(s, in, insn->pc, insn->index);
    else if (op == OP_NEW_INSTANCE || op == OP_CONST_CLASS || op == OP_CHECK_CAST || op == OP_INSTANCE_OF)
        add_type(s, in, insn->pc, insn->index,
                 op == OP_NEW_INSTANCE  ? AA_USE_NEW
                 : op == OP_CONST_CLASS ? AA_USE_CLASS
                 : op == OP_CHECK_CAST  ? AA_USE_CAST
                                        : AA_USE_TEST);
    else if (op == OP_INVOKE_POLY || op == OP_INVOKE_POLY_R)
        add_call(s, in, insn->pc, aa_program_method_of(s->p, unit, insn->index), AA_CALL_POLYMORPHIC);
    else if (op == OP_INVOKE_CUSTOM || op == OP_INVOKE_CUSTOM_R)
        sweep_custom(s, in, insn);
    else if (op == OP_CONST_HANDLE)
        add_call(s, in, insn->pc, handle_method(s->p, unit, insn->index), AA_CALL_CUSTOM);
}

static void sweep_handlers(sweep *s, aa_method_id in, const aa_dex_code *code)
{
    for (uint32_t i = 0; i < aa_dex_try_count(code) && s->budget > 0; i++) {
        aa_dex_try at = aa_dex_try_at(code, i);
        aa_dex_handlers handlers = aa_dex_handlers_of(code, &at);
        uint32_t type = 0;
        uint32_t address = 0;
        while (s->budget > 0 && aa_dex_next_handler(&handlers, &type, &address)) {
            s->budget--;
            if (type != AA_DEX_NO_INDEX)
                add_type(s, in, address, type, AA_USE_CATCH);
        }
    }
}

static void sweep_method(sweep *s, aa_method_id id)
{
    const aa_method *m = &s->p->methods[id];
    aa_dex_code code;
    if (m->code == 0)
        return;
    if (!aa_dex_code_at(&s->p->units[m->unit].dex, m->code, &code)) {
        add_trouble(s, id, "code.method_unreadable");
        return;
    }
    /* Hostile methods share their code: what is read, not what is there, is counted. */
    if (s->budget < code.insns.n) {
        s->budget = 0;
        add_trouble(s, id, "limit.code_work");
        return;
    }
    s->budget -= code.insns.n;
    aa_dex_insns insns = aa_dex_insns_of(&code);
    aa_dex_insn insn;
    while (!s->failed && aa_dex_next_insn(&insns, &insn)) {
        s->insns += insn.payload == AA_DEX_NO_PAYLOAD;
        if (insn.index_kind != AA_DEX_INDEX_NONE)
            sweep_insn(s, id, &insn);
    }
    if (insns.invalid)
        add_trouble(s, id, "code.method_cut");
    sweep_handlers(s, id, &code);
}

static void sweep_run(void *context, size_t index)
{
    sweep *s = (sweep *)context + index;
    for (aa_method_id id = s->begin; id < s->end && !s->failed; id++)
        sweep_method(s, id);
}

/* ---- merge ------------------------------------------------------------------------------------------- */

static bool merge_list(aa_arena *arena, const sweep *runs, size_t count, size_t offset, size_t size,
                       void **out, size_t *total)
{
    *total = 0;
    for (size_t i = 0; i < count; i++)
        *total += ((const aa_vec *)(const void *)((const char *)&runs[i] + offset))->count;
    char *to = aa_arena_array(arena, *total + 1, size);
    if (to == NULL)
        return false;
    *out = to;
    for (size_t i = 0; i < count; i++) {
        const aa_vec *from = (const aa_vec *)(const void *)((const char *)&runs[i] + offset);
        if (from->count > 0)
            memcpy(to, from->items, from->count * size);
        to += from->count * size;
    }
    return true;
}

static void tell_troubles(aa_program *p, const sweep *run, aa_notes *notes)
{
    const trouble *troubles = run->troubles.items;
    for (size_t i = 0; i < run->troubles.count; i++) {
        const aa_method *m = &p->methods[troubles[i].method];
        aa_str name;
        aa_str_init(&name, 1024);
        aa_method_put(p, troubles[i].method, &name);
        notes->artifact = p->units[m->unit].artifact;
        notes->member = p->units[m->unit].member;
        aa_notes_add(notes, AA_NOTE_GAP, troubles[i].code, m->code, "%s", name.ptr);
        aa_str_done(&name);
    }
}

static bool merge(aa_program *p, const sweep *runs, size_t count, aa_notes *notes)
{
    void *out[4] = {0};
    size_t totals[4] = {0};
    const size_t offsets[4] = {offsetof(sweep, calls), offsetof(sweep, fields), offsetof(sweep, types),
                               offsetof(sweep, strings)};
    const size_t sizes[4] = {sizeof *p->calls, sizeof *p->field_refs, sizeof *p->type_refs,
                             sizeof *p->string_refs};
    for (size_t i = 0; i < 4; i++)
        if (!merge_list(p->arena, runs, count, offsets[i], sizes[i], &out[i], &totals[i]))
            return false;
    p->calls = out[0];
    p->call_count = totals[0];
    p->field_refs = out[1];
    p->field_ref_count = totals[1];
    p->type_refs = out[2];
    p->type_ref_count = totals[2];
    p->string_refs = out[3];
    p->string_ref_count = totals[3];
    for (size_t i = 0; i < count; i++) {
        p->insns += runs[i].insns;
        tell_troubles(p, &runs[i], notes);
    }
    return true;
}

#define RUN_METHODS 4096

bool aa_program_sweep(aa_program *p, unsigned threads, aa_notes *notes)
{
    size_t count = (p->methods_defined + RUN_METHODS - 1) / RUN_METHODS;
    sweep *runs = aa_arena_array(p->arena, count + 1, sizeof *runs);
    if (runs == NULL)
        return false;
    bool ok = true;
    uint64_t budget = p->limits->dex_work * (p->unit_count == 0 ? 1 : p->unit_count);
    for (size_t i = 0; i < count; i++) {
        runs[i] =
            (sweep){.p = p,
                    .arena = aa_arena_new(),
                    .begin = (aa_method_id)(i * RUN_METHODS),
                    .end = (aa_method_id)((i + 1) * RUN_METHODS < p->methods_defined ? (i + 1) * RUN_METHODS
                                                                                     : p->methods_defined),
                    .calls = AA_VEC_INIT(aa_call_ref),
                    .fields = AA_VEC_INIT(aa_field_ref),
                    .types = AA_VEC_INIT(aa_type_ref),
                    .strings = AA_VEC_INIT(aa_string_ref),
                    .troubles = AA_VEC_INIT(trouble),
                    .budget = budget / count};
        ok = ok && runs[i].arena != NULL;
    }
    if (ok)
        aa_pool_for(threads, count, sweep_run, runs);
    for (size_t i = 0; i < count; i++)
        ok = ok && !runs[i].failed;
    ok = ok && merge(p, runs, count, notes);
    for (size_t i = 0; i < count; i++)
        aa_arena_free(runs[i].arena);
    return ok;
}
