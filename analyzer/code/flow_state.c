/*
 * What is known between instructions, and how two ways of getting there are put together.
 */
#include "code/flow_internal.h"

#define MIX_AFTER    4U /* visits of a block after which what still grows is no longer told apart */
#define FORGET_AFTER 9U

aa_flow_state *aa_state_new(aa_reader *r)
{
    aa_flow_state *state = aa_arena_alloc(r->arena, sizeof *state);
    aa_value *regs = aa_arena_array(r->arena, r->registers + 1, sizeof *regs);
    aa_flow_cell **cells = aa_arena_array(r->arena, (size_t)r->slots + 1, sizeof(aa_flow_cell *));
    if (state == NULL || regs == NULL || cells == NULL) {
        r->failed = true;
        return NULL;
    }
    aa_value nothing = aa_value_nothing(r->values);
    for (size_t i = 0; i < r->registers; i++)
        regs[i] = nothing;
    *state = (aa_flow_state){.regs = regs, .cells = cells, .result = nothing};
    return state;
}

void aa_state_copy(aa_reader *r, aa_flow_state *to, aa_flow_state *from)
{
    memcpy(to->regs, from->regs, r->registers * sizeof *to->regs);
    for (size_t i = 0; i < r->slots; i++) {
        to->cells[i] = from->cells[i];
        if (from->cells[i] != NULL)
            from->cells[i]->shared = true;
    }
    to->result = from->result;
    to->forward_count = from->forward_count;
    memcpy(to->forwards, from->forwards, from->forward_count * sizeof *to->forwards);
}

/* The join of two values at a place visited |visits| times. */
static aa_value widen(aa_reader *r, aa_value old, aa_value new, uint32_t visits)
{
    if (old == new)
        return old;
    aa_value joined = aa_value_join(r->values, old, new);
    if (joined == old || visits <= MIX_AFTER)
        return joined;
    if (visits > FORGET_AFTER)
        return AA_VALUE_UNKNOWN;
    return aa_value_mix(r->values, &joined, 1);
}

static bool is_number(char element)
{
    return strchr("ZBSCIJFD", element) != NULL && element != '\0';
}

/* |b| put into a copy of |a| where they differ. NULL: they are the same. */
static aa_flow_cell *join_cells(aa_reader *r, aa_flow_cell *a, const aa_flow_cell *b, uint32_t visits)
{
    aa_flow_cell *out = aa_arena_alloc(r->arena, sizeof *out);
    if (out == NULL) {
        r->failed = true;
        return NULL;
    }
    *out = *a;
    out->shared = false;
    bool changed = false;
    if (a->elements != NULL && b->elements != NULL && a->length == b->length) {
        out->elements = NULL;
        for (uint32_t i = 0; i < a->length && !r->failed; i++) {
            aa_value v = widen(r, a->elements[i], b->elements[i], visits);
            if (v == a->elements[i])
                continue;
            if (!changed && !aa_reader_keep_elements(r, out, a->length, 0))
                return NULL;
            if (!changed)
                memcpy(out->elements, a->elements, a->length * sizeof *out->elements);
            out->elements[i] = v;
            changed = true;
        }
        return changed ? out : NULL;
    }
    aa_value left = a->elements == NULL ? a->content : aa_value_mix(r->values, a->elements, a->length);
    aa_value right = b->elements == NULL ? b->content : aa_value_mix(r->values, b->elements, b->length);
    out->content = widen(r, left, right, visits);
    out->elements = NULL;
    out->length = 0;
    return out->content == a->content && a->elements == NULL ? NULL : out;
}

static bool join_forwards(aa_flow_state *to, const aa_flow_state *from)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < to->forward_count; i++) {
        bool same = false;
        for (uint32_t k = 0; k < from->forward_count && !same; k++)
            same = memcmp(&to->forwards[i], &from->forwards[k], sizeof to->forwards[i]) == 0;
        if (same)
            to->forwards[kept++] = to->forwards[i];
    }
    bool changed = kept != to->forward_count;
    to->forward_count = kept;
    return changed;
}

bool aa_state_join(aa_reader *r, aa_flow_state *to, aa_flow_state *from, uint32_t visits)
{
    bool changed = join_forwards(to, from);
    for (size_t i = 0; i < r->registers; i++) {
        aa_value v = widen(r, to->regs[i], from->regs[i], visits);
        changed = changed || v != to->regs[i];
        to->regs[i] = v;
    }
    aa_value result = widen(r, to->result, from->result, visits);
    changed = changed || result != to->result;
    to->result = result;
    for (size_t i = 0; i < r->slots; i++) {
        aa_flow_cell *theirs = from->cells[i];
        if (theirs == NULL || theirs == to->cells[i])
            continue;
        theirs->shared = true;
        aa_flow_cell *joined = to->cells[i] == NULL ? theirs : join_cells(r, to->cells[i], theirs, visits);
        if (joined == NULL)
            continue;
        to->cells[i] = joined;
        changed = true;
    }
    return changed;
}

/* ---- registers --------------------------------------------------------------------------------------- */

aa_value aa_reader_get(const aa_reader *r, uint32_t reg)
{
    return reg < r->registers ? r->now->regs[reg] : AA_VALUE_UNKNOWN;
}

void aa_reader_set(aa_reader *r, uint32_t reg, aa_value v)
{
    if (reg < r->registers && !r->blind)
        r->now->regs[reg] = v;
}

void aa_reader_replace(aa_reader *r, aa_value from, aa_value to)
{
    for (size_t i = 0; i < r->registers; i++)
        if (r->now->regs[i] == from)
            r->now->regs[i] = to;
}

/* ---- objects ----------------------------------------------------------------------------------------- */

static uint16_t slot_of(const aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    bool identity = n->kind == AA_V_NEW || (n->kind == AA_V_ARRAY && n->number == -1);
    for (uint16_t i = 0; identity && i < r->slots; i++)
        if (r->slot_pcs[i] == n->at)
            return (uint16_t)(i + 1);
    return 0;
}

aa_flow_cell *aa_reader_cell(aa_reader *r, aa_value v)
{
    uint16_t slot = slot_of(r, v);
    return slot == 0 ? NULL : r->now->cells[slot - 1];
}

aa_flow_cell *aa_reader_new_cell(aa_reader *r, uint16_t slot)
{
    aa_flow_cell *cell = aa_arena_alloc(r->arena, sizeof *cell);
    if (cell == NULL)
        r->failed = true;
    else
        r->now->cells[slot - 1] = cell;
    return cell;
}

aa_flow_cell *aa_reader_own_cell(aa_reader *r, aa_value v)
{
    uint16_t slot = slot_of(r, v);
    aa_flow_cell *cell = slot == 0 ? NULL : r->now->cells[slot - 1];
    if (cell == NULL || !cell->shared)
        return cell;
    aa_flow_cell *own = aa_reader_new_cell(r, slot);
    if (own == NULL)
        return NULL;
    *own = *cell;
    own->shared = false;
    if (cell->elements != NULL) {
        if (!aa_reader_keep_elements(r, own, cell->length, 0))
            return NULL;
        memcpy(own->elements, cell->elements, cell->length * sizeof *own->elements);
    }
    return own;
}

bool aa_reader_keep_elements(aa_reader *r, aa_flow_cell *cell, uint32_t length, aa_value fill)
{
    cell->elements = aa_arena_array(r->arena, (size_t)length + 1, sizeof *cell->elements);
    if (cell->elements == NULL) {
        r->failed = true;
        return false;
    }
    cell->length = length;
    for (uint32_t i = 0; i < length; i++)
        cell->elements[i] = fill;
    r->steps -= r->steps > length ? length : r->steps;
    return true;
}

void aa_reader_lose_array(aa_reader *r, aa_value array, aa_value with, bool keep)
{
    for (size_t i = 0; i < aa_value_members(r->values, array); i++) {
        aa_value member = aa_value_member(r->values, array, i);
        aa_value before = aa_reader_snapshot(r, member, 0);
        aa_flow_cell *cell = aa_reader_own_cell(r, member);
        if (cell == NULL || !cell->array)
            continue;
        cell->content = keep ? aa_value_join(r->values, before, with) : with;
        cell->elements = NULL;
        cell->length = 0;
    }
}

static aa_value bytes_of(aa_reader *r, const aa_flow_cell *cell)
{
    uint8_t *bytes = aa_arena_alloc(r->arena, (size_t)cell->length + 1);
    if (bytes == NULL) {
        r->failed = true;
        return AA_VALUE_UNKNOWN;
    }
    for (uint32_t i = 0; i < cell->length; i++) {
        int64_t number = 0;
        if (!aa_value_is_int(r->values, cell->elements[i], &number))
            return AA_VALUE_UNKNOWN;
        bytes[i] = (uint8_t)number;
    }
    return aa_value_text(r->values, AA_V_BYTES, aa_bytes_of(bytes, cell->length));
}

aa_value aa_reader_snapshot(aa_reader *r, aa_value v, unsigned depth)
{
    aa_flow_cell *cell = aa_reader_cell(r, v);
    if (cell == NULL || depth > 2)
        return v;
    if (!cell->array)
        return v;
    if (cell->elements == NULL)
        return cell->content;
    if (cell->element == 'B') {
        aa_value bytes = bytes_of(r, cell);
        if (bytes != AA_VALUE_UNKNOWN)
            return bytes;
    }
    aa_value *parts = aa_arena_array(r->arena, (size_t)cell->length + 1, sizeof *parts);
    if (parts == NULL) {
        r->failed = true;
        return AA_VALUE_UNKNOWN;
    }
    for (uint32_t i = 0; i < cell->length; i++)
        parts[i] = is_number(cell->element) ? cell->elements[i]
                                            : aa_reader_snapshot(r, cell->elements[i], depth + 1);
    return aa_value_node_of(r->values, AA_V_ARRAY, aa_value_at(r->values, v)->at, cell->length, parts,
                            cell->length);
}
