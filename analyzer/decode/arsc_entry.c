/*
 * Entries of a type chunk: how they are found, and what they hold.
 *
 * Source: AOSP frameworks/base/libs/androidfw/LoadedArsc.cpp (GetEntryOffset, VerifyResTableEntry),
 * include/androidfw/ResourceTypes.h (ResTable_type, ResTable_entry, ResTable_map_entry, Res_value).
 */
#include "decode/arsc_table.h"

enum {
    TYPE_SPARSE = 0x01,
    TYPE_OFFSET16 = 0x02,
    ENTRY_COMPLEX = 0x0001,
    ENTRY_COMPACT = 0x0008,
};

#define VALUE_BYTES 8

static bool read_value(aa_bytes chunk, uint64_t at, aa_arsc_entry *out)
{
    aa_bytes value = aa_bytes_none();
    if (!aa_bytes_sub(chunk, at, VALUE_BYTES, &value) || aa_le16(value.p) < VALUE_BYTES)
        return false;
    out->type = value.p[3];
    out->data = aa_le32(value.p + 4);
    return true;
}

bool aa_arsc_read_entry(const aa_arsc_chunk *chunk, uint32_t offset, aa_arsc_entry *out)
{
    aa_bytes head = aa_bytes_none();
    if (offset % 4 != 0 || !aa_bytes_sub(chunk->bytes, offset, AA_ARSC_ENTRY, &head))
        return false;
    uint16_t size = aa_le16(head.p); /* of a compact entry: its key */
    uint16_t flags = aa_le16(head.p + 2);
    *out = (aa_arsc_entry){.key = aa_le32(head.p + 4), .items = aa_bytes_none()};
    if ((flags & ENTRY_COMPACT) != 0) {
        out->key = size;
        out->type = (uint8_t)(flags >> 8);
        out->data = aa_le32(head.p + 4);
        return true;
    }
    if (size < AA_ARSC_ENTRY)
        return false;
    if ((flags & ENTRY_COMPLEX) == 0)
        return read_value(chunk->bytes, (uint64_t)offset + size, out);
    if (size < AA_ARSC_BAG || size % 4 != 0 || !aa_bytes_sub(chunk->bytes, offset, AA_ARSC_BAG, &head))
        return false;
    out->is_bag = true;
    out->parent = aa_le32(head.p + 8);
    return aa_bytes_table(chunk->bytes, (uint64_t)offset + size, aa_le32(head.p + 12), AA_ARSC_MAP,
                          &out->items);
}

/* The |i|-th offset of |chunk|: which entry it is for, and where that stands. False: there is none. */
static bool read_offset(const aa_arsc_chunk *chunk, uint32_t i, aa_arsc_ref *ref)
{
    const uint8_t *table = chunk->bytes.p + chunk->index_start;
    uint64_t at = 0;
    ref->entry = (uint16_t)i;
    if ((chunk->flags & TYPE_SPARSE) != 0) {
        ref->entry = aa_le16(table + (size_t)i * 4);
        at = (uint64_t)aa_le16(table + (size_t)i * 4 + 2) * 4;
    } else if ((chunk->flags & TYPE_OFFSET16) != 0) {
        uint16_t units = aa_le16(table + (size_t)i * 2);
        if (units == UINT16_MAX)
            return false;
        at = (uint64_t)units * 4;
    } else {
        at = aa_le32(table + (size_t)i * 4);
        if (at == UINT32_MAX)
            return false;
    }
    at += chunk->entries_start;
    ref->offset =
        at > UINT32_MAX ? UINT32_MAX : (uint32_t)at; /* an offset that is not aligned is refused later */
    return true;
}

static void note_limit(aa_arsc_state *state, const aa_arsc_chunk *chunk)
{
    if (!state->limited)
        aa_notes_add(state->notes, AA_NOTE_GAP, "limit.arsc_entries", chunk->offset, "%u",
                     (unsigned)state->limits->arsc_entries);
    state->limited = true;
}

/* Whether |ref| may be kept: a sound entry, within the limit even if many entries share one bag. */
static bool accept(aa_arsc_state *state, const aa_arsc_chunk *chunk, const aa_arsc_ref *ref, bool *damaged)
{
    aa_arsc_entry entry;
    if (!aa_arsc_read_entry(chunk, ref->offset, &entry)) {
        if (!*damaged)
            aa_notes_add(state->notes, AA_NOTE_GAP, "arsc.bounds", chunk->offset, "entry 0x%04x at %u",
                         ref->entry, (unsigned)ref->offset);
        *damaged = true;
        return false;
    }
    uint64_t items = entry.items.n / AA_ARSC_MAP;
    if (items > state->limits->arsc_entries - state->entries) {
        note_limit(state, chunk);
        return false;
    }
    state->entries += items;
    return true;
}

static void add_chunk(aa_arsc_state *state, aa_arsc_type *type, uint32_t number)
{
    const aa_arsc_chunk *chunk = (const aa_arsc_chunk *)type->chunks.items + number;
    bool damaged = false;
    bool ascending = true;
    uint32_t next = 0;
    for (uint32_t i = 0; i < chunk->entry_count; i++) {
        aa_arsc_ref ref = {.chunk = number};
        if (!read_offset(chunk, i, &ref))
            continue;
        ascending = ascending && ref.entry >= next;
        next = ref.entry + 1U;
        if (accept(state, chunk, &ref, &damaged))
            type->refs[type->ref_count++] = ref;
    }
    if (!ascending)
        aa_notes_add(state->notes, AA_NOTE_ANOMALY, "arsc.sparse_order", chunk->offset, "%u entries",
                     (unsigned)chunk->entry_count);
}

static size_t count_present(const aa_arsc_type *type)
{
    size_t present = 0;
    for (size_t c = 0; c < type->chunks.count; c++) {
        const aa_arsc_chunk *chunk = (const aa_arsc_chunk *)type->chunks.items + c;
        aa_arsc_ref ref;
        for (uint32_t i = 0; i < chunk->entry_count; i++)
            present += read_offset(chunk, i, &ref);
    }
    return present;
}

/* Merges the two sorted runs [from, mid) and [mid, to); of equal entries those of the first come first. */
static void merge(const aa_arsc_ref *in, size_t from, size_t mid, size_t to, aa_arsc_ref *out)
{
    size_t left = from;
    size_t right = mid;
    for (size_t i = from; i < to; i++) {
        bool take_left = left < mid && (right == to || in[left].entry <= in[right].entry);
        out[i] = take_left ? in[left++] : in[right++];
    }
}

static bool is_sorted(const aa_arsc_type *type)
{
    for (size_t i = 1; i < type->ref_count; i++)
        if (type->refs[i - 1].entry > type->refs[i].entry)
            return false;
    return true;
}

/* By entry, stable: merging runs of 1, 2, 4, ... */
static void sort_refs(aa_arsc_state *state, aa_arsc_type *type)
{
    size_t n = type->ref_count;
    if (is_sorted(type))
        return;
    aa_arsc_ref *other = aa_arena_array(state->arena, n, sizeof *other);
    if (other == NULL) {
        state->failed = true;
        return;
    }
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t from = 0; from < n; from += 2 * width) {
            size_t mid = from + width < n ? from + width : n;
            size_t to = mid + width < n ? mid + width : n;
            merge(type->refs, from, mid, to, other);
        }
        aa_arsc_ref *sorted = other;
        other = type->refs;
        type->refs = sorted;
    }
}

/* Of several entries of one number in one chunk, the platform's search finds the first. */
static void drop_repeats(aa_arsc_type *type)
{
    size_t kept = 0;
    for (size_t i = 0; i < type->ref_count; i++) {
        const aa_arsc_ref *ref = &type->refs[i];
        if (kept == 0 || type->refs[kept - 1].entry != ref->entry || type->refs[kept - 1].chunk != ref->chunk)
            type->refs[kept++] = *ref;
    }
    type->ref_count = kept;
}

void aa_arsc_index_type(aa_arsc_state *state, aa_arsc_type *type)
{
    type->refs = aa_arena_array(state->arena, count_present(type), sizeof(aa_arsc_ref));
    if (type->refs == NULL) {
        state->failed = true;
        return;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t c = 0; c < type->chunks.count; c++)
            if (((const aa_arsc_chunk *)type->chunks.items)[c].is_default == (pass == 0))
                add_chunk(state, type, (uint32_t)c);
    sort_refs(state, type);
    drop_repeats(type);
}
