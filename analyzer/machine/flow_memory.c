#include "machine/flow_internal.h"

#include "base/bisect.h"

/* ---- addresses ---------------------------------------------------------------------------------------- */

aa_value aa_mbase(aa_values *values, aa_value address, int64_t offset, int64_t *at)
{
    const aa_value_node *n = aa_value_at(values, address);
    *at = (int64_t)((uint64_t)n->number + (uint64_t)offset);
    if (n->kind == AA_V_INT)
        return aa_value_int(values, 0);
    if (n->kind == AA_V_STACK)
        return aa_value_leaf(values, AA_V_STACK, 0, 0);
    if (n->kind == AA_V_IMPORT)
        return aa_value_named(values, AA_V_IMPORT, n->text, 0);
    if (n->kind == AA_V_SUM && n->part_count == 1)
        return n->parts[0];
    if (n->kind == AA_V_SUM)
        return aa_value_node_of(values, AA_V_SUM, 0, 0, n->parts, n->part_count);
    *at = offset;
    return address;
}

static bool is_stack(const aa_values *values, aa_value base)
{
    return aa_value_kind_of(values, base) == AA_V_STACK;
}

/* First slot at or behind |offset| of |base|. */
static size_t find(const aa_mslot *slots, size_t count, aa_value base, int64_t offset)
{
    size_t low;
    AA_BISECT(low, count, mid,
              slots[mid].base < base || (slots[mid].base == base && slots[mid].offset < offset));
    return low;
}

static bool overlaps(const aa_mslot *s, aa_value base, int64_t offset, unsigned size)
{
    return s->base == base && s->offset < offset + (int64_t)size && offset < s->offset + (int64_t)s->size;
}

/* ---- reading --------------------------------------------------------------------------------------------
 */

static aa_value narrow(aa_values *values, aa_value v, unsigned size, bool sign_extend)
{
    int64_t number;
    if (size >= 8 || aa_value_kind_of(values, v) != AA_V_INT || !aa_value_is_int(values, v, &number))
        return v;
    unsigned bits = size * 8;
    uint64_t low = (uint64_t)number & ((UINT64_C(1) << bits) - 1);
    if (sign_extend && (low >> (bits - 1) & 1) != 0)
        low |= ~((UINT64_C(1) << bits) - 1);
    return aa_value_int(values, (int64_t)low);
}

/* What nothing in this function has written. */
static aa_value unwritten(aa_values *values, const aa_image *image, aa_value base, int64_t offset,
                          unsigned size)
{
    const aa_value_node *n = aa_value_at(values, base);
    if (n->kind == AA_V_STACK)
        return offset >= 0 && (offset & 7) == 0 && offset < 2048
                   ? aa_value_leaf(values, AA_V_PARAM, AA_MPARAM_STACK + (uint32_t)(offset / 8), 0)
                   : AA_VALUE_UNKNOWN;
    if (n->kind == AA_V_INT) {
        aa_word word = aa_image_word(image, (uint64_t)offset, size);
        if (word.kind == AA_WORD_NUMBER)
            return aa_value_int(values, (int64_t)word.value);
        if (word.kind == AA_WORD_IMPORT && word.import < image->macho->import_count)
            return aa_value_named(values, AA_V_IMPORT, image->macho->imports[word.import].name,
                                  (int64_t)word.value);
    }
    if (n->kind == AA_V_UNKNOWN || n->kind == AA_V_NOTHING)
        return base;
    return aa_value_node_of(values, AA_V_LOAD, size, offset, &base, 1);
}

aa_value aa_mread(aa_values *values, const aa_image *image, const aa_mslot *slots, size_t count,
                  aa_value base, int64_t offset, unsigned size)
{
    size_t at = find(slots, count, base, offset);
    if (at < count && slots[at].base == base && slots[at].offset == offset && slots[at].size >= size)
        return slots[at].value;
    if (at > 0 && overlaps(&slots[at - 1], base, offset, size))
        return AA_VALUE_UNKNOWN;
    if (at < count && overlaps(&slots[at], base, offset, size))
        return AA_VALUE_UNKNOWN;
    return unwritten(values, image, base, offset, size);
}

aa_value aa_mload(aa_mwalk *w, aa_value address, int64_t offset, unsigned size, bool sign_extend)
{
    aa_value out = aa_value_nothing(w->values);
    for (size_t i = 0; i < aa_value_members(w->values, address); i++) {
        int64_t at;
        aa_value base = aa_mbase(w->values, aa_value_member(w->values, address, i), offset, &at);
        aa_value v = aa_mread(w->values, w->image, w->now.slots, w->now.slot_count, base, at, size);
        out = aa_value_join(w->values, out, narrow(w->values, v, size, sign_extend));
    }
    return out;
}

/* ---- writing --------------------------------------------------------------------------------------------
 */

static bool reserve(aa_mwalk *w, aa_mstate *state, uint32_t count)
{
    if (count <= state->slot_space)
        return true;
    uint32_t space = count < 16 ? 16 : count * 2;
    aa_mslot *slots = aa_arena_array(w->scratch, space, sizeof *slots);
    if (slots == NULL) {
        w->failed = true;
        return false;
    }
    if (state->slot_count > 0)
        memcpy(slots, state->slots, state->slot_count * sizeof *slots);
    state->slots = slots;
    state->slot_space = space;
    return true;
}

/* Forgets what lies in the way, and puts |value| there. */
static void put(aa_mwalk *w, aa_mstate *s, aa_value base, int64_t offset, unsigned size, aa_value value)
{
    size_t at = find(s->slots, s->slot_count, base, offset);
    while (at > 0 && overlaps(&s->slots[at - 1], base, offset, size))
        at--;
    size_t end = at;
    while (end < s->slot_count && overlaps(&s->slots[end], base, offset, size))
        end++;
    if (end == at && s->slot_count >= AA_MSLOTS_MAX) {
        w->trouble = w->trouble != NULL ? w->trouble : "limit.machine_memory";
        return;
    }
    if (!reserve(w, s, s->slot_count + 1))
        return;
    memmove(s->slots + at + 1, s->slots + end, (s->slot_count - end) * sizeof *s->slots);
    s->slot_count = (uint32_t)(s->slot_count - (end - at) + 1);
    s->slots[at] = (aa_mslot){.base = base, .value = value, .offset = offset, .size = (uint8_t)size};
    w->memory_changed = true;
}

void aa_mstore_at(aa_mwalk *w, uint64_t pc, aa_value address, int64_t offset, unsigned size, aa_value value)
{
    if (address == AA_VALUE_UNKNOWN || aa_value_members(w->values, address) != 1)
        return;
    int64_t at;
    aa_value base = aa_mbase(w->values, address, offset, &at);
    put(w, &w->now, base, at, size, value);
    if (!w->recording || is_stack(w->values, base))
        return;
    aa_mstore *store = aa_vec_push(w->keep, &w->stores);
    if (store == NULL)
        w->failed = true;
    else
        *store = (aa_mstore){
            .at = pc, .base = base, .value = value, .offset = at, .size = (uint8_t)size, .block = w->block};
}

/* Bytes of the stack that a callee is taken to write through a pointer. */
#define ESCAPE_BYTES 32

/* What was there may stay, unless an earlier call had the address already: then the last one stands for all.
 */
static aa_value may_be_written(aa_mwalk *w, aa_value old, aa_value out)
{
    for (size_t i = 0; i < aa_value_members(w->values, old); i++)
        if (aa_value_kind_of(w->values, aa_value_member(w->values, old, i)) == AA_V_OUT)
            return out;
    return aa_value_join(w->values, old, out);
}

void aa_mescape(aa_mwalk *w, uint64_t pc, aa_value address)
{
    if (aa_value_kind_of(w->values, address) != AA_V_STACK)
        return;
    int64_t at;
    aa_value base = aa_mbase(w->values, address, 0, &at);
    aa_value out = aa_value_leaf(w->values, AA_V_OUT, (uint32_t)(pc - w->image->base), 0);
    size_t i = find(w->now.slots, w->now.slot_count, base, at);
    if (i == w->now.slot_count || w->now.slots[i].base != base || w->now.slots[i].offset != at) {
        put(w, &w->now, base, at, 8, out);
        return;
    }
    for (;
         i < w->now.slot_count && w->now.slots[i].base == base && w->now.slots[i].offset < at + ESCAPE_BYTES;
         i++) {
        w->now.slots[i].value = may_be_written(w, w->now.slots[i].value, out);
        w->memory_changed = true;
    }
}

/* ---- states
 * ------------------------------------------------------------------------------------------------ */

bool aa_mstate_copy(aa_mwalk *w, aa_mstate *to, const aa_mstate *from)
{
    aa_mslot *slots = to->slots;
    uint32_t space = to->slot_space;
    *to = *from;
    to->slots = slots;
    to->slot_space = space;
    to->slot_count = 0;
    if (!reserve(w, to, from->slot_count))
        return false;
    if (from->slot_count > 0)
        memcpy(to->slots, from->slots, from->slot_count * sizeof *to->slots);
    to->slot_count = from->slot_count;
    return true;
}

static bool join_value(aa_mwalk *w, aa_value *to, aa_value from, bool widen)
{
    if (*to == from || (widen && *to == AA_VALUE_UNKNOWN))
        return false;
    aa_value v = aa_value_join(w->values, *to, from);
    if (v == *to)
        return false;
    *to = widen ? AA_VALUE_UNKNOWN : v;
    return true;
}

/* What the other side holds where only one wrote: of the stack nothing (it is not read then), else what was
 * there at entry. */
static aa_value absent(aa_mwalk *w, const aa_mslot *s)
{
    return is_stack(w->values, s->base) ? aa_value_nothing(w->values)
                                        : unwritten(w->values, w->image, s->base, s->offset, s->size);
}

static bool join_slots(aa_mwalk *w, aa_mstate *to, const aa_mstate *from, bool widen)
{
    bool changed = false;
    for (uint32_t i = 0; i < from->slot_count && !w->failed; i++) {
        const aa_mslot *s = &from->slots[i];
        size_t at = find(to->slots, to->slot_count, s->base, s->offset);
        bool exact = at < to->slot_count && to->slots[at].base == s->base &&
                     to->slots[at].offset == s->offset && to->slots[at].size == s->size;
        if (exact) {
            changed = join_value(w, &to->slots[at].value, s->value, widen) || changed;
            continue;
        }
        uint32_t before = to->slot_count;
        put(w, to, s->base, s->offset, s->size, aa_value_join(w->values, absent(w, s), s->value));
        changed = changed || to->slot_count > before;
    }
    for (uint32_t i = 0; i < to->slot_count; i++) {
        aa_mslot *s = &to->slots[i];
        size_t at = find(from->slots, from->slot_count, s->base, s->offset);
        if (at < from->slot_count && from->slots[at].base == s->base && from->slots[at].offset == s->offset)
            continue;
        changed = join_value(w, &s->value, absent(w, s), widen) || changed;
    }
    return changed;
}

/* True when |to| changed. */
bool aa_mstate_join(aa_mwalk *w, aa_mstate *to, const aa_mstate *from, bool widen)
{
    w->steps += 32 + from->slot_count;
    if (!to->live)
        return aa_mstate_copy(w, to, from);
    bool changed = false;
    for (size_t i = 0; i < 32; i++) {
        changed = join_value(w, &to->x[i], from->x[i], widen) || changed;
        changed = join_value(w, &to->v[i][0], from->v[i][0], widen) || changed;
        changed = join_value(w, &to->v[i][1], from->v[i][1], widen) || changed;
    }
    changed = join_value(w, &to->left, from->left, widen) || changed;
    changed = join_value(w, &to->right, from->right, widen) || changed;
    return join_slots(w, to, from, widen) || changed;
}

const aa_mmemory *aa_msnapshot(aa_mwalk *w)
{
    if (w->snapshot != NULL && !w->memory_changed)
        return w->snapshot;
    aa_mmemory *m = aa_arena_alloc(w->keep, sizeof *m);
    aa_mslot *slots = aa_arena_array(w->keep, w->now.slot_count, sizeof *slots);
    if (m == NULL || slots == NULL) {
        w->failed = true;
        return NULL;
    }
    if (w->now.slot_count > 0)
        memcpy(slots, w->now.slots, w->now.slot_count * sizeof *slots);
    *m = (aa_mmemory){slots, w->now.slot_count};
    w->snapshot = m;
    w->memory_changed = false;
    return m;
}
