/*
 * What is known between instructions, and how two ways of getting there are put together.
 */
#include "code/flow_internal.h"

#define MIX_AFTER    3U /* visits of a loop's head after which what still grows is no longer told apart */
#define FORGET_AFTER 6U

/* ---- states ------------------------------------------------------------------------------------------ */

static void clear(const aa_reader *r, aa_flow_state *state)
{
    state->result = r->nothing;
    state->forward_count = 0;
    for (uint32_t i = 0; i < r->registers; i++)
        state->regs[i] = r->nothing;
    for (uint32_t i = 0; i < r->slots; i++)
        state->cells[i] = NULL;
}

aa_flow_state *aa_state_new(aa_reader *r)
{
    aa_flow_state *state = r->free_states;
    if (state != NULL) {
        r->free_states = state->next_free;
        clear(r, state);
        return state;
    }
    state = aa_reader_get_memory(r, 1, sizeof *state);
    if (state == NULL)
        return NULL;
    state->regs = aa_reader_get_memory(r, r->registers, sizeof *state->regs);
    state->cells = aa_reader_get_memory(r, r->slots, sizeof(aa_flow_cell *));
    if (state->regs == NULL || state->cells == NULL)
        return NULL;
    clear(r, state);
    return state;
}

void aa_state_drop(aa_reader *r, aa_flow_state *state)
{
    if (state == NULL)
        return;
    state->next_free = r->free_states;
    r->free_states = state;
}

void aa_state_copy(aa_reader *r, aa_flow_state *to, aa_flow_state *from)
{
    memcpy(to->regs, from->regs, r->registers * sizeof *to->regs);
    for (uint32_t i = 0; i < r->slots; i++) {
        to->cells[i] = from->cells[i];
        if (from->cells[i] != NULL)
            from->cells[i]->shared = true;
    }
    to->result = from->result;
    to->forward_count = from->forward_count;
    memcpy(to->forwards, from->forwards, from->forward_count * sizeof *to->forwards);
}

/* |joined| of |old| and another, at a place visited |visits| times. */
static aa_value bounded(aa_reader *r, aa_value old, aa_value joined, uint32_t visits)
{
    if (joined == old || visits <= MIX_AFTER)
        return joined;
    return visits > FORGET_AFTER ? AA_VALUE_UNKNOWN : aa_value_mix(r->values, &joined, 1);
}

static aa_value widen(aa_reader *r, aa_value old, aa_value new, uint32_t visits)
{
    if (old == new)
        return old;
    return bounded(r, old, aa_value_join(r->values, old, new), visits);
}

/* |b|'s elements joined into a copy of |a|. NULL: nothing is new. */
static aa_flow_cell *join_elements(aa_reader *r, const aa_flow_cell *a, const aa_flow_cell *b,
                                   uint32_t visits)
{
    aa_flow_cell *out = NULL;
    aa_reader_count(r, (uint64_t)a->length);
    for (int64_t i = 0; i < a->length; i++) {
        aa_value v = widen(r, a->elements[i], b->elements[i], visits);
        if (v == a->elements[i])
            continue;
        if (out == NULL) {
            out = aa_reader_get_memory(r, 1, sizeof *out);
            if (out == NULL)
                return NULL;
            *out = *a;
            out->shared = false;
            if (!aa_reader_keep_elements(r, out, (uint32_t)a->length, r->zero))
                return NULL;
            memcpy(out->elements, a->elements, (size_t)a->length * sizeof *out->elements);
        }
        out->elements[i] = v;
    }
    return out;
}

static aa_value content_of(aa_reader *r, const aa_flow_cell *cell, aa_value identity, unsigned depth);

/* |cell| as one that is not made on all ways. NULL: nothing is new. */
static aa_flow_cell *make_partial(aa_reader *r, aa_flow_cell *cell)
{
    if (cell->partial)
        return NULL;
    aa_flow_cell *out = aa_reader_get_memory(r, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    cell->shared = true;
    *out = *cell; /* with the same elements */
    out->partial = true;
    return out;
}

/* |b| put into a copy of |a| where they differ. NULL: nothing is new. */
static aa_flow_cell *join_cells(aa_reader *r, aa_flow_cell *a, const aa_flow_cell *b, aa_value identity,
                                uint32_t visits)
{
    bool both = a->elements != NULL && b->elements != NULL;
    if (both && a->length == b->length) {
        aa_flow_cell *out = join_elements(r, a, b, visits);
        if (out == NULL)
            return b->partial ? make_partial(r, a) : NULL;
        out->partial = a->partial || b->partial;
        return out;
    }
    aa_flow_cell joined = *a;
    joined.shared = false;
    joined.partial = a->partial || b->partial;
    if (!a->array) {
        joined.content = bounded(r, a->content, aa_reader_join_texts(r, a->content, b->content), visits);
    } else if ((!both && !a->whole && !b->whole && a->elements == b->elements && a->length == b->length)) {
        joined.content = widen(r, a->content, b->content, visits);
    } else {
        joined.whole = true;
        joined.elements = NULL;
        joined.length = a->length == b->length ? a->length : -1;
        joined.content = widen(r, content_of(r, a, identity, 0), content_of(r, b, identity, 0), visits);
    }
    if (joined.content == a->content && joined.elements == a->elements && joined.length == a->length &&
        joined.whole == a->whole && joined.partial == a->partial)
        return NULL;
    aa_flow_cell *out = aa_reader_get_memory(r, 1, sizeof *out);
    if (out != NULL)
        *out = joined;
    return out;
}

static bool same_forward(const aa_flow_forward *a, const aa_flow_forward *b)
{
    return a->field == b->field && a->object == b->object && a->value == b->value;
}

static bool join_forwards(aa_flow_state *to, const aa_flow_state *from)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < to->forward_count; i++) {
        bool same = false;
        for (uint32_t k = 0; k < from->forward_count && !same; k++)
            same = same_forward(&to->forwards[i], &from->forwards[k]);
        if (same)
            to->forwards[kept++] = to->forwards[i];
    }
    bool changed = kept != to->forward_count;
    to->forward_count = kept;
    return changed;
}

static aa_value array_identity(const aa_reader *r, uint32_t slot)
{
    return aa_value_leaf(r->values, AA_V_ARRAY, r->slot_pcs[slot], -1);
}

static aa_flow_cell *join_slot(aa_reader *r, aa_flow_cell *ours, aa_flow_cell *theirs, uint32_t slot,
                               uint32_t visits)
{
    if (theirs == ours)
        return NULL;
    if (theirs == NULL)
        return make_partial(r, ours);
    theirs->shared = true;
    if (ours == NULL) {
        aa_flow_cell *partial = make_partial(r, theirs);
        return partial == NULL ? theirs : partial;
    }
    return join_cells(r, ours, theirs, array_identity(r, slot), visits);
}

static bool join_heap(aa_reader *r, aa_flow_state *to, const aa_flow_state *from, uint32_t visits)
{
    bool changed = join_forwards(to, from);
    for (uint32_t i = 0; i < r->slots; i++) {
        aa_flow_cell *joined = join_slot(r, to->cells[i], from->cells[i], i, visits);
        if (joined == NULL)
            continue;
        to->cells[i] = joined;
        changed = true;
    }
    return changed;
}

static bool join_register(aa_reader *r, aa_value *to, aa_value from, uint32_t visits)
{
    if (*to == from)
        return false;
    aa_value v = widen(r, *to, from, visits);
    bool changed = v != *to;
    *to = v;
    return changed;
}

bool aa_state_join(aa_reader *r, aa_flow_state *to, aa_flow_state *from, uint32_t visits)
{
    bool changed = join_heap(r, to, from, visits);
    for (uint32_t i = 0; i < r->registers; i++)
        changed = join_register(r, &to->regs[i], from->regs[i], visits) || changed;
    return join_register(r, &to->result, from->result, visits) || changed;
}

void aa_reader_note_thrown(aa_reader *r)
{
    aa_flow_dirty *dirty = &r->dirty;
    if (!r->has_thrown) {
        aa_state_copy(r, r->thrown, r->now);
        r->has_thrown = true;
    } else if (dirty->count > AA_FLOW_DIRTY) {
        aa_state_join(r, r->thrown, r->now, 0);
    } else {
        for (uint32_t i = 0; i < dirty->count; i++)
            join_register(r, &r->thrown->regs[dirty->regs[i]], r->now->regs[dirty->regs[i]], 0);
        if (dirty->heap)
            join_heap(r, r->thrown, r->now, 0);
    }
    *dirty = (aa_flow_dirty){.on = true};
}

/* ---- registers --------------------------------------------------------------------------------------- */

aa_value aa_reader_get(const aa_reader *r, uint32_t reg)
{
    aa_value v = reg < r->registers ? r->now->regs[reg] : AA_VALUE_UNKNOWN;
    return v == r->nothing ? AA_VALUE_UNKNOWN : v; /* read before it was written: no compiler does that */
}

void aa_reader_set(aa_reader *r, uint32_t reg, aa_value v)
{
    if (reg >= r->registers || r->blind)
        return;
    r->now->regs[reg] = v;
    if (!r->dirty.on || r->dirty.count > AA_FLOW_DIRTY)
        return;
    if (r->dirty.count < AA_FLOW_DIRTY)
        r->dirty.regs[r->dirty.count] = (uint16_t)reg;
    r->dirty.count++;
}

void aa_reader_set_wide(aa_reader *r, uint32_t reg, aa_value v)
{
    aa_reader_set(r, reg, v);
    aa_reader_set(r, reg + 1, r->nothing);
}

/* |v| with |to| instead of |from|, also where it is one of several. */
static aa_value replaced(aa_reader *r, aa_value v, aa_value from, aa_value to)
{
    if (v == from)
        return to;
    const aa_value_node *n = aa_value_at(r->values, v);
    if (n->kind != AA_V_UNION)
        return v;
    aa_value out = r->nothing;
    bool found = false;
    for (size_t i = 0; i < n->part_count; i++) {
        found = found || n->parts[i] == from;
        out = aa_value_join(r->values, out, n->parts[i] == from ? to : n->parts[i]);
    }
    return found ? out : v;
}

void aa_reader_replace(aa_reader *r, aa_value from, aa_value to)
{
    aa_flow_state *now = r->now;
    if (r->blind)
        return;
    for (uint32_t i = 0; i < r->registers; i++)
        now->regs[i] = replaced(r, now->regs[i], from, to);
    now->result = replaced(r, now->result, from, to);
    for (uint32_t i = 0; i < now->forward_count; i++)
        now->forwards[i].value = replaced(r, now->forwards[i].value, from, to);
    r->dirty.count = AA_FLOW_DIRTY + 1;
    r->dirty.heap = true;
}

/* ---- objects ----------------------------------------------------------------------------------------- */

/* The slot of the object that |v| is, + 1; 0: none. An array without content is one's identity. */
static uint32_t slot_of(const aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (r->slots == 0 ||
        !(n->kind == AA_V_NEW || (n->kind == AA_V_ARRAY && n->number == -1 && n->part_count == 0)))
        return 0;
    size_t units = r->code.insns.n / 2;
    if (n->at >= units)
        return n->at - units < AA_FLOW_PARAMETERS ? r->parameter_slots[n->at - units] : 0;
    uint32_t at = r->by_pc[n->at];
    return at == AA_NO_ID ? 0 : r->insns[at].slot;
}

aa_flow_cell *aa_reader_cell(aa_reader *r, aa_value v)
{
    uint32_t slot = slot_of(r, v);
    return slot == 0 ? NULL : r->now->cells[slot - 1];
}

static aa_flow_cell *put_cell(aa_reader *r, uint32_t slot)
{
    aa_flow_cell *cell = aa_reader_get_memory(r, 1, sizeof *cell);
    r->dirty.heap = true;
    if (cell != NULL)
        r->now->cells[slot - 1] = cell;
    return cell;
}

aa_flow_cell *aa_reader_own_cell(aa_reader *r, aa_value v)
{
    uint32_t slot = slot_of(r, v);
    aa_flow_cell *cell = slot == 0 ? NULL : r->now->cells[slot - 1];
    if (cell == NULL)
        return NULL;
    r->dirty.heap = true;
    if (!cell->shared)
        return cell;
    aa_flow_cell *own = aa_reader_get_memory(r, 1, sizeof *own);
    if (own == NULL)
        return NULL;
    *own = *cell;
    own->shared = false;
    if (cell->elements != NULL) {
        if (!aa_reader_keep_elements(r, own, (uint32_t)cell->length, r->zero))
            return NULL;
        memcpy(own->elements, cell->elements, (size_t)cell->length * sizeof *own->elements);
    }
    r->now->cells[slot - 1] = own;
    return own;
}

/* Elements of other arrays that are |from|. */
static void replace_elements(aa_reader *r, aa_value from, aa_value to)
{
    for (uint32_t i = 0; i < r->slots; i++) {
        aa_flow_cell *cell = r->now->cells[i];
        if (cell == NULL || cell->elements == NULL || cell->element != '[' ||
            !aa_reader_count(r, (uint64_t)cell->length))
            continue;
        aa_value identity = array_identity(r, i);
        for (int64_t k = 0; k < cell->length; k++) {
            if (cell->elements[k] != from)
                continue;
            cell = aa_reader_own_cell(r, identity);
            if (cell == NULL)
                return;
            cell->elements[k] = to;
        }
    }
}

aa_flow_cell *aa_reader_new_cell(aa_reader *r, uint16_t slot, aa_value identity)
{
    if (r->now->cells[slot - 1] != NULL) {
        aa_value old = aa_reader_snapshot(r, identity);
        aa_reader_replace(r, identity, old);
        replace_elements(r, identity, old);
    }
    return put_cell(r, slot);
}

bool aa_reader_keep_elements(aa_reader *r, aa_flow_cell *cell, uint32_t length, aa_value fill)
{
    aa_reader_count(r, length / 2 + 1);
    cell->elements = aa_reader_get_memory(r, (size_t)length + 1, sizeof *cell->elements);
    if (cell->elements == NULL)
        return false;
    cell->length = length;
    for (uint32_t i = 0; i < length; i++)
        cell->elements[i] = fill;
    return true;
}

/* ---- contents ---------------------------------------------------------------------------------------- */

/* The array as AA_V_BYTES; UNKNOWN: not all of it is known. */
static aa_value bytes_of(aa_reader *r, const aa_flow_cell *cell)
{
    uint8_t bytes[AA_FLOW_ELEMENTS];
    for (int64_t i = 0; i < cell->length; i++) {
        int64_t number = 0;
        if (!aa_value_is_int(r->values, cell->elements[i], &number))
            return AA_VALUE_UNKNOWN;
        bytes[i] = (uint8_t)number;
    }
    return aa_value_text(r->values, AA_V_BYTES, aa_bytes_of(bytes, (size_t)cell->length));
}

/* An element that is an array itself, two levels down at most: an array can be inside itself. */
static aa_value element_value(aa_reader *r, aa_value v, unsigned depth)
{
    aa_flow_cell *cell = aa_reader_cell(r, v);
    return cell == NULL || depth > 2 ? v : content_of(r, cell, v, depth);
}

static aa_value content_of(aa_reader *r, const aa_flow_cell *cell, aa_value identity, unsigned depth)
{
    if (!cell->array || cell->whole)
        return cell->content;
    uint32_t pc = aa_value_at(r->values, identity)->at;
    if (cell->elements == NULL)
        return cell->content == r->nothing
                   ? identity
                   : aa_value_node_of(r->values, AA_V_ARRAY, pc, -1, &cell->content, 1);
    aa_reader_count(r, (uint64_t)cell->length);
    if (cell->element == 'B') {
        aa_value bytes = bytes_of(r, cell);
        if (bytes != AA_VALUE_UNKNOWN)
            return bytes;
    }
    aa_value parts[AA_FLOW_ELEMENTS];
    bool objects = cell->element == '[' || cell->element == 'L';
    for (int64_t i = 0; i < cell->length; i++)
        parts[i] = objects ? element_value(r, cell->elements[i], depth + 1) : cell->elements[i];
    return aa_value_node_of(r->values, AA_V_ARRAY, pc, cell->length, parts, (size_t)cell->length);
}

static aa_value snapshot_one(aa_reader *r, aa_value v, bool builders)
{
    aa_flow_cell *cell = aa_reader_cell(r, v);
    return cell == NULL || (!cell->array && !builders) ? v : content_of(r, cell, v, 0);
}

static aa_value snapshot(aa_reader *r, aa_value v, bool builders)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    if (r->slots == 0)
        return v;
    if (n->kind != AA_V_UNION)
        return snapshot_one(r, v, builders);
    aa_value out = r->nothing;
    for (size_t i = 0; i < n->part_count; i++)
        out = aa_value_join(r->values, out, snapshot_one(r, n->parts[i], builders));
    return out;
}

aa_value aa_reader_snapshot(aa_reader *r, aa_value v)
{
    return snapshot(r, v, true);
}

aa_value aa_reader_snapshot_arrays(aa_reader *r, aa_value v)
{
    return snapshot(r, v, false);
}

bool aa_reader_is_choice(aa_reader *r, aa_value v)
{
    const aa_value_node *n = aa_value_at(r->values, v);
    bool choice = n->kind == AA_V_UNION;
    for (size_t i = 0; i < n->part_count && choice; i++) {
        const aa_flow_cell *cell = aa_reader_cell(r, n->parts[i]);
        choice = cell != NULL && cell->partial;
    }
    return choice;
}
