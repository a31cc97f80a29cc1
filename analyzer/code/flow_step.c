/*
 * What one instruction does to registers and objects.
 *
 * Source: AOSP Dalvik bytecode.
 */
#include "code/flow_internal.h"

#define ACC_STATIC 0x0008U
#define ACC_FINAL  0x0010U

aa_value aa_flow_text(aa_flows *flows, aa_bytes raw)
{
    bool plain = true;
    for (size_t i = 0; i < raw.n && plain; i++)
        plain = raw.p[i] != 0 && raw.p[i] < 0x80;
    if (plain)
        return aa_value_text(flows->values, AA_V_STRING, raw);
    aa_str text;
    aa_str_init(&text, 4 * raw.n + 16);
    aa_mutf8_put(&text, raw);
    aa_value v = aa_str_ok(&text) ? aa_value_text(flows->values, AA_V_STRING, aa_bytes_of(text.ptr, text.len))
                                  : AA_VALUE_UNKNOWN;
    aa_str_done(&text);
    return v;
}

static aa_value leaf(aa_reader *r, aa_value_kind kind, const aa_flow_insn *at, int64_t number)
{
    return aa_value_leaf(r->values, kind, at->insn.pc, number);
}

/* ---- fields ------------------------------------------------------------------------------------------ */

static bool is_written(const aa_program *p, aa_field_id field)
{
    const aa_field_ref *const *refs = NULL;
    size_t count = aa_field_refs(p, field, &refs);
    for (size_t i = 0; i < count; i++)
        if (refs[i]->writes)
            return true;
    return false;
}

/* The value that the file gives to a static field. */
aa_value aa_flow_field_value(aa_flows *flows, aa_field_id id)
{
    const aa_program *p = flows->program;
    const aa_field *f = aa_program_field(p, id);
    const aa_type *of = f == NULL ? NULL : aa_program_type(p, f->type);
    aa_bytes type = of == NULL ? aa_bytes_none() : of->descriptor;
    bool number = type.n == 1 && strchr("ZBSCIJ", type.p[0]) != NULL;
    if (f == NULL)
        return AA_VALUE_UNKNOWN;
    if (!f->has_value) /* a value that is the type's default is left out of the file */
        return number || type.n > 1 ? aa_value_int(flows->values, 0) : AA_VALUE_UNKNOWN;
    if (f->value_type == AA_DEX_VALUE_STRING)
        return aa_flow_text(flows, aa_dex_text(&aa_program_unit(p, f->unit)->dex, (uint32_t)f->number));
    if (f->value_type == AA_DEX_VALUE_TYPE)
        return aa_value_leaf(flows->values, AA_V_CLASS, aa_program_type_of(p, f->unit, (uint32_t)f->number),
                             0);
    if (f->value_type == AA_DEX_VALUE_NULL)
        return aa_value_null(flows->values);
    return number ? aa_value_int(flows->values, f->number) : AA_VALUE_UNKNOWN;
}

aa_value aa_flow_field_constant(aa_flows *flows, aa_field_id id)
{
    const aa_field *f = aa_program_field(flows->program, id);
    size_t defined = 0;
    aa_program_field_count(flows->program, &defined);
    bool constant =
        f != NULL && id < defined && (f->flags & (ACC_STATIC | ACC_FINAL)) == (ACC_STATIC | ACC_FINAL);
    return constant && !is_written(flows->program, id) ? aa_flow_field_value(flows, id) : AA_VALUE_UNKNOWN;
}

static void read_field(aa_reader *r, const aa_flow_insn *at, bool is_static)
{
    aa_field_id field = aa_program_field_of(r->flows->program, r->record->unit, at->insn.index);
    aa_value object = is_static ? AA_VALUE_UNKNOWN : aa_reader_get(r, at->insn.v[1]);
    aa_value v = AA_VALUE_UNKNOWN;
    bool known = false;
    for (uint32_t i = 0; i < r->now->forward_count && !known; i++) {
        const aa_flow_forward *f = &r->now->forwards[i];
        known = f->field == field && f->object == object;
        v = known ? f->value : v;
    }
    if (!known && field != AA_NO_ID) {
        v = is_static ? aa_flow_field_constant(r->flows, field) : AA_VALUE_UNKNOWN;
        if (v == AA_VALUE_UNKNOWN && is_static && r->evaluation != NULL)
            aa_evaluate_field(r, field, &v);
        if (v == AA_VALUE_UNKNOWN)
            v = is_static ? aa_value_leaf(r->values, AA_V_FIELD, field, 0)
                          : aa_value_node_of(r->values, AA_V_FIELD, field, 0, &object, 1);
    }
    aa_reader_set(r, at->insn.v[0], v);
}

static void write_field(aa_reader *r, const aa_flow_insn *at, bool is_static)
{
    aa_field_id field = aa_program_field_of(r->flows->program, r->record->unit, at->insn.index);
    aa_value object = is_static ? AA_VALUE_UNKNOWN : aa_reader_get(r, at->insn.v[1]);
    aa_value v = aa_reader_get(r, at->insn.v[0]);
    if (field == AA_NO_ID)
        return;
    if (r->recording) {
        aa_flow_store *store = aa_vec_push(r->flows->arena, &r->stores);
        if (store == NULL)
            r->failed = true;
        else
            *store = (aa_flow_store){at->insn.pc, at->block, field, object, aa_reader_snapshot(r, v, 0)};
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->now->forward_count; i++)
        if (r->now->forwards[i].field != field)
            r->now->forwards[kept++] = r->now->forwards[i];
    r->now->forward_count = kept;
    if (kept < AA_FLOW_FORWARDS)
        r->now->forwards[r->now->forward_count++] = (aa_flow_forward){field, object, v};
}

/* ---- arrays ------------------------------------------------------------------------------------------ */

static char element_type(const aa_reader *r, uint32_t type_index)
{
    const aa_unit *unit = aa_program_unit(r->flows->program, r->record->unit);
    aa_bytes name = aa_dex_descriptor(&unit->dex, type_index);
    return name.n > 1 && name.p[0] == '[' ? (char)name.p[1] : 'L';
}

static void new_array(aa_reader *r, const aa_flow_insn *at)
{
    int64_t length = -1;
    bool known = aa_value_is_int(r->values, aa_reader_get(r, at->insn.v[1]), &length) && length >= 0;
    aa_reader_set(r, at->insn.v[0], leaf(r, AA_V_ARRAY, at, -1));
    aa_flow_cell *cell = at->slot == 0 ? NULL : aa_reader_new_cell(r, at->slot);
    if (cell == NULL)
        return;
    *cell = (aa_flow_cell){.array = true, .element = element_type(r, at->insn.index)};
    if (known && length <= AA_FLOW_ELEMENTS)
        aa_reader_keep_elements(r, cell, (uint32_t)length, aa_value_int(r->values, 0));
    else
        cell->content = aa_value_int(r->values, 0);
}

static void filled_array(aa_reader *r, const aa_flow_insn *at)
{
    r->now->result = leaf(r, AA_V_ARRAY, at, -1);
    aa_flow_cell *cell = at->slot == 0 ? NULL : aa_reader_new_cell(r, at->slot);
    if (cell == NULL)
        return;
    *cell = (aa_flow_cell){.array = true, .element = element_type(r, at->insn.index)};
    if (!aa_reader_keep_elements(r, cell, at->insn.count, AA_VALUE_UNKNOWN))
        return;
    for (uint32_t i = 0; i < at->insn.count; i++)
        cell->elements[i] = aa_reader_get(r, at->insn.range ? at->insn.v[0] + i : at->insn.v[i]);
}

static void record_element(aa_reader *r, const aa_flow_insn *at, aa_value array, aa_value index, aa_value v)
{
    aa_flow_element *e = r->recording ? aa_vec_push(r->flows->arena, &r->elements) : NULL;
    if (r->recording && e == NULL)
        r->failed = true;
    if (e != NULL)
        *e = (aa_flow_element){at->insn.pc, at->block, array, index, aa_reader_snapshot(r, v, 0)};
}

static void array_data(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->insn.v[0]);
    aa_flow_cell *cell = aa_reader_own_cell(r, array);
    aa_dex_payload payload;
    if (!aa_dex_payload_at(r->code.insns, at->insn.target, &payload) || payload.kind != AA_DEX_ARRAY_DATA)
        return;
    uint32_t width = payload.width;
    if (cell != NULL && cell->elements != NULL && (width == 1 || width == 2 || width == 4 || width == 8)) {
        for (uint32_t i = 0; i < payload.count && i < cell->length; i++) {
            const uint8_t *p = payload.data.p + (size_t)i * width;
            int64_t number = width == 1   ? (int8_t)p[0]
                             : width == 2 ? (cell->element == 'C' ? (int64_t)aa_le16(p) : (int16_t)aa_le16(p))
                             : width == 4 ? (int32_t)aa_le32(p)
                                          : (int64_t)aa_le64(p);
            cell->elements[i] = aa_value_int(r->values, number);
        }
    }
    record_element(r, at, array, AA_VALUE_UNKNOWN, aa_value_text(r->values, AA_V_BYTES, payload.data));
}

static void get_element(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->insn.v[1]);
    aa_value position = aa_reader_get(r, at->insn.v[2]);
    aa_flow_cell *cell = aa_reader_cell(r, array);
    int64_t index = -1;
    aa_value v = AA_VALUE_UNKNOWN;
    const aa_value_node *n = aa_value_at(r->values, array);
    bool known = aa_value_is_int(r->values, position, &index) && index >= 0;
    if (known && cell != NULL && cell->elements != NULL && index < cell->length)
        v = cell->elements[index];
    else if (known && n->kind == AA_V_BYTES && (uint64_t)index < n->text.n)
        v = aa_value_int(r->values, (int8_t)n->text.p[index]);
    else if (known && n->kind == AA_V_ARRAY && index < n->part_count)
        v = n->parts[index];
    else if (array != AA_VALUE_UNKNOWN) {
        aa_value held = aa_reader_snapshot(r, array, 0);
        v = aa_value_node_of(r->values, AA_V_ELEMENT, 0, known ? index : -1, &held, 1);
    }
    aa_reader_set(r, at->insn.v[0], v);
}

/* An array that is only known as a constant: it is none any more. */
static void write_constant(aa_reader *r, aa_value array, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, array);
    const aa_value parts[] = {array, v};
    if (n->kind == AA_V_BYTES || (n->kind == AA_V_ARRAY && n->number >= 0))
        aa_reader_replace(r, array, aa_value_mix(r->values, parts, 2));
}

static void put_element(aa_reader *r, const aa_flow_insn *at)
{
    aa_value v = aa_reader_get(r, at->insn.v[0]);
    aa_value array = aa_reader_get(r, at->insn.v[1]);
    aa_value position = aa_reader_get(r, at->insn.v[2]);
    int64_t index = -1;
    aa_flow_cell *cell = aa_reader_own_cell(r, array);
    record_element(r, at, array, position, v);
    if (cell == NULL) {
        if (aa_value_members(r->values, array) > 1)
            aa_reader_lose_array(r, array, v, true);
        write_constant(r, array, v);
        return;
    }
    if (cell->elements != NULL && aa_value_is_int(r->values, position, &index) && index >= 0 &&
        index < cell->length) {
        cell->elements[index] = v;
        return;
    }
    const aa_value parts[] = {aa_reader_snapshot(r, array, 0), v};
    cell->content = aa_value_mix(r->values, parts, 2);
    cell->elements = NULL;
    cell->length = 0;
}

static void array_length(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->insn.v[1]);
    const aa_flow_cell *cell = aa_reader_cell(r, array);
    const aa_value_node *n = aa_value_at(r->values, array);
    aa_value v = AA_VALUE_UNKNOWN;
    if (cell != NULL && cell->elements != NULL)
        v = aa_value_int(r->values, cell->length);
    else if (n->kind == AA_V_BYTES)
        v = aa_value_int(r->values, (int64_t)n->text.n);
    else if (n->kind == AA_V_ARRAY && n->number >= 0)
        v = aa_value_int(r->values, n->number);
    else if (array != AA_VALUE_UNKNOWN)
        v = aa_value_node_of(r->values, AA_V_OP, at->insn.op, 0, &array, 1);
    aa_reader_set(r, at->insn.v[0], v);
}

/* ---- the rest ---------------------------------------------------------------------------------------- */

static void new_instance(aa_reader *r, const aa_flow_insn *at)
{
    aa_type_id type = aa_program_type_of(r->flows->program, r->record->unit, at->insn.index);
    aa_value made = leaf(r, AA_V_NEW, at, type);
    /* The one that this instruction made before, in a loop, is another object now. */
    aa_reader_replace(r, made, AA_VALUE_UNKNOWN);
    aa_reader_set(r, at->insn.v[0], made);
    aa_flow_cell *cell = at->slot == 0 ? NULL : aa_reader_new_cell(r, at->slot);
    if (cell != NULL)
        *cell = (aa_flow_cell){.content = aa_value_text(r->values, AA_V_STRING, aa_bytes_none())};
}

static void leave(aa_reader *r, const aa_flow_insn *at, bool throws, bool void_return)
{
    aa_flow_exit *e = r->recording ? aa_vec_push(r->flows->arena, &r->exits) : NULL;
    if (r->recording && e == NULL)
        r->failed = true;
    if (e == NULL)
        return;
    aa_value v = void_return ? AA_VALUE_UNKNOWN : aa_reader_snapshot(r, aa_reader_get(r, at->insn.v[0]), 0);
    *e = (aa_flow_exit){at->insn.pc, at->block, v, throws, throws && r->nodes[at->block].handler_count > 0};
}

static void binary(aa_reader *r, const aa_flow_insn *at)
{
    const aa_dex_insn *insn = &at->insn;
    aa_value a = AA_VALUE_UNKNOWN;
    aa_value b = AA_VALUE_UNKNOWN;
    if (insn->op >= 0xD0) {
        a = aa_reader_get(r, insn->v[1]);
        b = aa_value_int(r->values, insn->literal);
    } else if (insn->op >= 0xB0) {
        a = aa_reader_get(r, insn->v[0]);
        b = aa_reader_get(r, insn->v[1]);
    } else {
        a = aa_reader_get(r, insn->v[1]);
        b = aa_reader_get(r, insn->v[2]);
    }
    aa_reader_set(r, insn->v[0], aa_fold_binary(r->values, insn->op, a, b));
}

static void step_const(aa_reader *r, const aa_flow_insn *at)
{
    const aa_dex_insn *insn = &at->insn;
    aa_value v = AA_VALUE_UNKNOWN;
    if (insn->op <= 0x19)
        v = aa_value_int(r->values, insn->literal);
    else if (insn->op <= 0x1B)
        v = aa_flow_text(r->flows,
                         aa_dex_text(&aa_program_unit(r->flows->program, r->record->unit)->dex, insn->index));
    else
        v = aa_value_leaf(r->values, AA_V_CLASS,
                          aa_program_type_of(r->flows->program, r->record->unit, insn->index), 0);
    aa_reader_set(r, insn->v[0], v);
}

/* Test of a type: unknown, but told apart from other unknowns by what is tested. */
static void step_instance_of(aa_reader *r, const aa_flow_insn *at)
{
    aa_value object = aa_reader_get(r, at->insn.v[1]);
    aa_reader_set(r, at->insn.v[0],
                  object == AA_VALUE_UNKNOWN
                      ? object
                      : aa_value_node_of(r->values, AA_V_OP, at->insn.op, 0, &object, 1));
}

static void step_other(aa_reader *r, const aa_flow_insn *at)
{
    uint8_t op = at->insn.op;
    if (op >= 0x44 && op <= 0x4A)
        get_element(r, at);
    else if (op >= 0x4B && op <= 0x51)
        put_element(r, at);
    else if (op >= 0x52 && op <= 0x58)
        read_field(r, at, false);
    else if (op >= 0x59 && op <= 0x5F)
        write_field(r, at, false);
    else if (op >= 0x60 && op <= 0x66)
        read_field(r, at, true);
    else if (op >= 0x67 && op <= 0x6D)
        write_field(r, at, true);
    else if ((op >= 0x6E && op <= 0x78) || (op >= 0xFA && op <= 0xFD))
        aa_reader_call(r, at);
    else if (op >= 0x7B && op <= 0x8F)
        aa_reader_set(r, at->insn.v[0], aa_fold_unary(r->values, op, aa_reader_get(r, at->insn.v[1])));
    else if ((op >= 0x90 && op <= 0xE2) || (op >= 0x2D && op <= 0x31))
        binary(r, at);
    else if (op >= 0xFE)
        aa_reader_set(r, at->insn.v[0], AA_VALUE_UNKNOWN);
}

void aa_reader_step(aa_reader *r, uint32_t index)
{
    const aa_flow_insn *at = &r->insns[index];
    uint8_t op = at->insn.op;
    if (op >= 0x01 && op <= 0x09) { /* move */
        aa_reader_set(r, at->insn.v[0], aa_reader_get(r, at->insn.v[1]));
    } else if (op >= 0x0A && op <= 0x0C) {
        aa_reader_set(r, at->insn.v[0], r->now->result);
    } else if (op == 0x0D) {
        aa_reader_set(r, at->insn.v[0], leaf(r, AA_V_CAUGHT, at, 0));
    } else if (op >= 0x0E && op <= 0x11) {
        leave(r, at, false, op == 0x0E);
    } else if (op >= 0x12 && op <= 0x1C) {
        step_const(r, at);
    } else if (op == 0x20) {
        step_instance_of(r, at);
    } else if (op == 0x21) {
        array_length(r, at);
    } else if (op == 0x22) {
        new_instance(r, at);
    } else if (op == 0x23) {
        new_array(r, at);
    } else if (op == 0x24 || op == 0x25) {
        filled_array(r, at);
    } else if (op == 0x26) {
        array_data(r, at);
    } else if (op == 0x27) {
        leave(r, at, true, false);
    } else {
        step_other(r, at);
    }
}

/* ---- branches ---------------------------------------------------------------------------------------- */

static void record_branch(aa_reader *r, const aa_flow_insn *at, const aa_flow_node *node, aa_value a,
                          aa_value b)
{
    aa_flow_branch *branch = r->recording ? aa_vec_push(r->flows->arena, &r->branches) : NULL;
    if (r->recording && branch == NULL)
        r->failed = true;
    if (branch == NULL)
        return;
    uint32_t normal = node->successor_count - node->handler_count;
    bool two = !(at->insn.flow & AA_DEX_SWITCH) && normal == 2;
    *branch = (aa_flow_branch){at->insn.pc,
                               at->block,
                               at->insn.op,
                               aa_reader_snapshot(r, a, 0),
                               aa_reader_snapshot(r, b, 0),
                               two ? node->successors[1] : AA_NO_ID,
                               normal > 0 ? node->successors[0] : AA_NO_ID};
}

static void decide_switch(aa_reader *r, const aa_flow_insn *at, aa_flow_node *node, uint32_t normal)
{
    aa_value v = aa_reader_get(r, at->insn.v[0]);
    aa_dex_payload payload;
    int64_t key = 0;
    bool known = aa_value_is_int(r->values, v, &key) &&
                 aa_dex_payload_at(r->code.insns, at->insn.target, &payload) && payload.count + 1 == normal;
    uint32_t only = 0; /* falls through */
    for (uint32_t i = 0; known && i < payload.count; i++)
        if (aa_dex_switch_key(&payload, i) == (int32_t)key)
            only = i + 1;
    for (uint32_t i = 0; i < normal; i++)
        node->taken[i] = node->taken[i] || !known || i == only;
    if (!known)
        record_branch(r, at, node, v, AA_VALUE_UNKNOWN);
}

void aa_reader_decide(aa_reader *r, aa_flow_node *node)
{
    const aa_flow_insn *at = &r->insns[node->last];
    uint8_t op = at->insn.op;
    uint32_t normal = node->successor_count - node->handler_count;
    for (uint32_t i = normal; i < node->successor_count; i++)
        node->taken[i] = true;
    if ((at->insn.flow & AA_DEX_SWITCH) && normal > 0) {
        decide_switch(r, at, node, normal);
        return;
    }
    int way = -1;
    if (op >= 0x32 && op <= 0x3D && normal == 2) {
        aa_value a = aa_reader_get(r, at->insn.v[0]);
        aa_value b = op >= 0x38 ? aa_value_int(r->values, 0) : aa_reader_get(r, at->insn.v[1]);
        way = aa_fold_compare(r->values, op, a, b);
        if (way < 0)
            record_branch(r, at, node, a, b);
    }
    for (uint32_t i = 0; i < normal; i++)
        node->taken[i] = node->taken[i] || way < 0 || (uint32_t)way == i;
}
