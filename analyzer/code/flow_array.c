/*
 * Arrays made in the method: their elements one by one, as long as it is known which one is written.
 */
#include "code/flow_internal.h"

static void set_element(aa_reader *r, const aa_flow_insn *at, aa_value v)
{
    if (at->op == OP_AGET_WIDE)
        aa_reader_set_wide(r, at->v[0], v);
    else
        aa_reader_set(r, at->v[0], v);
}

/* ---- making ------------------------------------------------------------------------------------------ */

void aa_reader_new_array(aa_reader *r, const aa_flow_insn *at)
{
    int64_t length = -1;
    aa_value identity = aa_value_leaf(r->values, AA_V_ARRAY, at->pc, -1);
    if (!aa_value_is_int(r->values, aa_reader_get(r, at->v[1]), &length) || length < 0)
        length = -1;
    if (at->slot != 0 && !r->blind) {
        aa_flow_cell *cell = aa_reader_new_cell(r, at->slot, identity);
        if (cell == NULL)
            return;
        *cell =
            (aa_flow_cell){.array = true, .element = at->element, .length = length, .content = r->nothing};
        if (length >= 0 && length <= AA_FLOW_ELEMENTS)
            aa_reader_keep_elements(r, cell, (uint32_t)length, r->zero);
    }
    aa_reader_set(r, at->v[0], identity);
}

void aa_reader_filled_array(aa_reader *r, const aa_flow_insn *at)
{
    if (r->blind)
        return;
    aa_value identity = aa_value_leaf(r->values, AA_V_ARRAY, at->pc, -1);
    if (at->slot != 0) {
        aa_value elements[255];
        for (uint32_t i = 0; i < at->count; i++)
            elements[i] = aa_reader_get(r, at->range ? at->v[0] + i : at->v[i < 5 ? i : 4]);
        aa_flow_cell *cell = aa_reader_new_cell(r, at->slot, identity);
        if (cell == NULL)
            return;
        *cell = (aa_flow_cell){.array = true, .element = at->element, .content = r->nothing};
        if (aa_reader_keep_elements(r, cell, at->count, r->zero))
            memcpy(cell->elements, elements, at->count * sizeof *elements);
    }
    r->now->result = identity;
}

/* ---- writing ----------------------------------------------------------------------------------------- */

/* From now on only |content| is told of the elements: what all were, and |v|. */
static void blur(aa_reader *r, aa_flow_cell *cell, aa_value v)
{
    if (cell->whole) {
        const aa_value parts[] = {cell->content, v};
        cell->content = aa_value_mix(r->values, parts, 2);
        return;
    }
    aa_value all = cell->content;
    for (int64_t i = 0; cell->elements != NULL && i < cell->length; i++)
        if (cell->elements[i] != r->zero)
            all = aa_value_join(r->values, all, cell->elements[i]);
    if (cell->elements != NULL)
        aa_reader_count(r, (uint64_t)cell->length);
    cell->content = aa_value_join(r->values, all, v);
    cell->elements = NULL;
}

/* Arrays that are known by their value alone and that nobody else speaks of by it. */
static bool is_plain_value(const aa_reader *r, aa_value array)
{
    aa_value_kind kind = aa_value_kind_of(r->values, array);
    return kind == AA_V_BYTES || kind == AA_V_ARRAY || kind == AA_V_RESULT;
}

/* |v| may have been put into any of the arrays that |array| can be, at |index| (below 0: anywhere). */
static void blur_all(aa_reader *r, aa_value array, int64_t index, aa_value v)
{
    size_t count = aa_value_members(r->values, array);
    bool choice = aa_reader_is_choice(r, array);
    bool plain = false;
    for (size_t i = 0; i < count; i++) {
        aa_value member = aa_value_member(r->values, array, i);
        aa_flow_cell *cell = aa_reader_own_cell(r, member);
        if (cell != NULL && cell->array && cell->elements != NULL && index >= 0 && index < cell->length)
            cell->elements[index] = choice ? v : aa_value_join(r->values, cell->elements[index], v);
        else if (cell != NULL && cell->array)
            blur(r, cell, v);
        plain = plain || (cell == NULL && is_plain_value(r, member));
    }
    const aa_value parts[] = {array, v};
    if (plain)
        aa_reader_replace(r, array, aa_value_mix(r->values, parts, 2));
}

static void record_element(aa_reader *r, const aa_flow_insn *at, aa_value array, aa_value index, aa_value v)
{
    aa_flow_element *e = aa_reader_record(r, &r->elements);
    if (e != NULL)
        *e = (aa_flow_element){at->pc, at->block, array, index, aa_reader_snapshot(r, v)};
}

static int64_t data_element(const aa_dex_payload *payload, uint32_t i, char element)
{
    const uint8_t *p = payload->data.p + (size_t)i * payload->width;
    switch (payload->width) {
    case 1:
        return (int8_t)p[0];
    case 2:
        return element == 'C' ? (int64_t)aa_le16(p) : (int64_t)(int16_t)aa_le16(p);
    case 4:
        return (int32_t)aa_le32(p);
    default:
        return (int64_t)aa_le64(p);
    }
}

static bool known_width(uint32_t width)
{
    return width == 1 || width == 2 || width == 4 || width == 8;
}

void aa_reader_array_data(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->v[0]);
    aa_dex_payload payload;
    if (!aa_dex_payload_at(r->code.insns, at->target, &payload) || payload.kind != AA_DEX_ARRAY_DATA) {
        r->trouble = "code.array_data_lost";
        return;
    }
    aa_flow_cell *cell = aa_reader_own_cell(r, array);
    if (cell != NULL && cell->array && cell->elements != NULL && known_width(payload.width)) {
        aa_reader_count(r, payload.count / 4);
        for (uint32_t i = 0; i < payload.count && i < cell->length; i++)
            cell->elements[i] = aa_value_int(r->values, data_element(&payload, i, cell->element));
    } else if (r->recording || cell != NULL) {
        blur_all(r, array, -1, aa_value_text(r->values, AA_V_BYTES, payload.data));
    }
    if (r->recording)
        record_element(r, at, array, AA_VALUE_UNKNOWN, aa_value_text(r->values, AA_V_BYTES, payload.data));
}

void aa_reader_put_element(aa_reader *r, const aa_flow_insn *at)
{
    aa_value v = aa_reader_get(r, at->v[0]);
    aa_value array = aa_reader_get(r, at->v[1]);
    aa_value position = aa_reader_get(r, at->v[2]);
    int64_t index = -1;
    record_element(r, at, array, position, v);
    aa_flow_cell *cell = aa_reader_own_cell(r, array);
    if (!aa_value_is_int(r->values, position, &index))
        index = -1;
    if (cell != NULL && cell->array && cell->elements != NULL && index >= 0 && index < cell->length)
        cell->elements[index] = v;
    else
        blur_all(r, array, index, aa_reader_snapshot(r, v));
}

/* ---- reading ----------------------------------------------------------------------------------------- */

/* Element |index| of one array; NOTHING: it is not known. */
static aa_value element_at(aa_reader *r, aa_value array, int64_t index)
{
    const aa_flow_cell *cell = aa_reader_cell(r, array);
    if (cell != NULL && cell->array && cell->elements != NULL)
        return index >= 0 && index < cell->length ? cell->elements[index] : r->nothing;
    if (cell != NULL && cell->array && !cell->whole && cell->content == r->nothing)
        return r->zero;
    const aa_value_node *n = aa_value_at(r->values, cell != NULL && cell->whole ? cell->content : array);
    if (n->kind == AA_V_BYTES && index >= 0 && (uint64_t)index < n->text.n)
        return aa_value_int(r->values, (int8_t)n->text.p[index]);
    if (n->kind == AA_V_ARRAY && n->number == n->part_count && index >= 0 && index < n->number)
        return n->parts[index];
    return r->nothing;
}

void aa_reader_get_element(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->v[1]);
    int64_t index = -1;
    aa_value v = r->nothing;
    if (aa_value_is_int(r->values, aa_reader_get(r, at->v[2]), &index))
        v = element_at(r, array, index);
    if (v == r->nothing && array != AA_VALUE_UNKNOWN) {
        aa_value held = aa_reader_snapshot(r, array);
        v = aa_value_node_of(r->values, AA_V_ELEMENT, 0, index < 0 ? -1 : index, &held, 1);
    }
    set_element(r, at, v == r->nothing ? AA_VALUE_UNKNOWN : v);
}

void aa_reader_array_length(aa_reader *r, const aa_flow_insn *at)
{
    aa_value array = aa_reader_get(r, at->v[1]);
    const aa_flow_cell *cell = aa_reader_cell(r, array);
    const aa_value_node *n = aa_value_at(r->values, array);
    int64_t length = -1;
    if (cell != NULL && cell->array)
        length = cell->length;
    else if (n->kind == AA_V_BYTES)
        length = (int64_t)n->text.n;
    else if (n->kind == AA_V_ARRAY)
        length = n->number;
    aa_reader_set(r, at->v[0],
                  length >= 0 ? aa_value_int(r->values, length)
                              : aa_value_node_of(r->values, AA_V_OP, at->op, 0, &array, 1));
}

/* ---- calls, and what is written by others
 * ------------------------------------------------------------------------------------------- */

static bool only_zeros(const aa_reader *r, const aa_flow_cell *cell)
{
    if (cell->elements == NULL)
        return !cell->whole && cell->content == r->nothing;
    for (int64_t i = 0; i < cell->length; i++)
        if (cell->elements[i] != r->zero)
            return false;
    return true;
}

/* The call at |pc| writes into the arrays made here that |array| can be. False: there are none. */
static bool write_cells(aa_reader *r, aa_value array, uint32_t pc, bool fill, bool all)
{
    aa_value out = aa_value_leaf(r->values, AA_V_OUT, pc, 0);
    size_t count = aa_value_members(r->values, array);
    bool choice = aa_reader_is_choice(r, array);
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        aa_value member = aa_value_member(r->values, array, i);
        aa_flow_cell *cell = aa_reader_own_cell(r, member);
        if (cell == NULL || !cell->array)
            continue;
        const aa_value parts[] = {aa_reader_snapshot(r, member), out};
        if (fill && (count == 1 || choice) && (all || only_zeros(r, cell)))
            cell->content = out;
        else
            cell->content =
                fill ? aa_value_mix(r->values, parts, 2) : aa_value_join(r->values, parts[0], out);
        cell->elements = NULL;
        cell->whole = true;
        any = true;
    }
    return any;
}

void aa_reader_fill(aa_reader *r, aa_value array, uint32_t pc, bool all)
{
    aa_value_kind kind = aa_value_kind_of(r->values, array);
    if (write_cells(r, array, pc, true, all) ||
        (!is_plain_value(r, array) && kind != AA_V_FIELD && kind != AA_V_PARAM && kind != AA_V_ELEMENT))
        return;
    /* One that came from elsewhere is known by its value: all places that hold it hold the filled one. */
    aa_value out = aa_value_leaf(r->values, AA_V_OUT, pc, 0);
    aa_value filled = all ? out : aa_value_join(r->values, array, out);
    const aa_value_node *n = aa_value_at(r->values, array);
    aa_reader_replace(r, array, filled);
    aa_flow_state *now = r->now;
    if (kind == AA_V_FIELD && now->forward_count < AA_FLOW_FORWARDS && !r->blind)
        now->forwards[now->forward_count++] =
            (aa_flow_forward){n->at, n->part_count > 0 ? n->parts[0] : AA_VALUE_UNKNOWN, filled};
}

void aa_reader_share_array(aa_reader *r, aa_value array, uint32_t pc)
{
    if (write_cells(r, array, pc, false, false) || !is_plain_value(r, array))
        return;
    aa_value out = aa_value_leaf(r->values, AA_V_OUT, pc, 0);
    aa_reader_replace(r, array, aa_value_join(r->values, array, out));
}

/* Elements of a known array into |cell|. False: |content| does not tell them. */
static bool load(aa_reader *r, aa_flow_cell *cell, aa_value content)
{
    const aa_value_node *n = aa_value_at(r->values, content);
    bool bytes = n->kind == AA_V_BYTES;
    size_t length = bytes ? n->text.n : n->part_count;
    if ((!bytes && (n->kind != AA_V_ARRAY || n->number != n->part_count)) || length > AA_FLOW_ELEMENTS ||
        !aa_reader_keep_elements(r, cell, (uint32_t)length, r->zero))
        return false;
    for (size_t i = 0; i < length; i++)
        cell->elements[i] = bytes ? aa_value_int(r->values, (int8_t)n->text.p[i]) : n->parts[i];
    cell->whole = false;
    cell->content = r->nothing;
    return true;
}

aa_value aa_reader_adopt_array(aa_reader *r, const aa_flow_insn *at, aa_value content)
{
    aa_value identity = aa_value_leaf(r->values, AA_V_ARRAY, at->pc, -1);
    aa_flow_cell fresh = {.array = true, .element = at->element, .length = -1, .content = r->nothing};
    if (at->slot == 0 || r->blind || !load(r, &fresh, content))
        return content;
    aa_flow_cell *cell = aa_reader_new_cell(r, at->slot, identity);
    if (cell == NULL)
        return content;
    *cell = fresh;
    return identity;
}

void aa_reader_load_array(aa_reader *r, aa_value array, aa_value content, uint32_t pc)
{
    aa_flow_cell *cell = aa_reader_own_cell(r, array);
    if (cell != NULL && cell->array && !load(r, cell, content))
        aa_reader_share_array(r, array, pc);
}

bool aa_reader_copy_array(aa_reader *r, const aa_value *arguments, size_t count)
{
    int64_t from = 0;
    int64_t to = 0;
    int64_t n = 0;
    if (count != 5 || !aa_value_is_int(r->values, arguments[1], &from) ||
        !aa_value_is_int(r->values, arguments[3], &to) || !aa_value_is_int(r->values, arguments[4], &n))
        return false;
    aa_flow_cell *cell = aa_reader_own_cell(r, arguments[2]);
    if (cell == NULL || !cell->array || cell->elements == NULL || n < 0 || n > AA_FLOW_ELEMENTS || from < 0 ||
        to < 0 || to > cell->length || n > cell->length - to || from > INT32_MAX ||
        !aa_reader_count(r, (uint64_t)n))
        return false;
    aa_value elements[AA_FLOW_ELEMENTS];
    for (int64_t i = 0; i < n; i++) {
        elements[i] = element_at(r, arguments[0], from + i);
        if (elements[i] == r->nothing)
            return false;
    }
    if (n > 0)
        memcpy(cell->elements + to, elements, (size_t)n * sizeof *elements);
    return true;
}
