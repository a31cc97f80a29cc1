#include "code/program_internal.h"

uint64_t aa_hash_mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b + UINT64_C(0x9E3779B97F4A7C15))) * UINT64_C(0xBF58476D1CE4E5B9);
    h ^= h >> 29;
    h *= UINT64_C(0x94D049BB133111EB);
    return h ^ h >> 32;
}

uint64_t aa_hash_bytes(aa_bytes text)
{
    uint64_t h = text.n;
    size_t i = 0;
    for (; i + 8 <= text.n; i += 8)
        h = aa_hash_mix(h, aa_le64(text.p + i));
    uint64_t rest = 0;
    for (; i < text.n; i++)
        rest = rest << 8 | text.p[i];
    return aa_hash_mix(h, rest);
}

bool aa_id_table_init(aa_id_table *table, aa_arena *arena, size_t entries)
{
    size_t capacity = 16;
    while (capacity < entries * 2 && capacity < SIZE_MAX / 4)
        capacity *= 2;
    table->keys = aa_arena_array(arena, capacity, sizeof *table->keys);
    table->ids = aa_arena_array(arena, capacity, sizeof *table->ids);
    table->mask = capacity - 1;
    if (table->keys == NULL || table->ids == NULL)
        return false;
    memset(table->ids, 0xFF, capacity * sizeof *table->ids);
    return true;
}

size_t aa_id_table_probe(const aa_id_table *table, uint64_t key, size_t slot)
{
    for (;; slot++) {
        slot &= table->mask;
        if (table->ids[slot] == AA_NO_ID || table->keys[slot] == key)
            return slot;
    }
}

size_t aa_id_table_slot(const aa_id_table *table, uint64_t key)
{
    return aa_id_table_probe(table, key, (size_t)key & table->mask);
}

void aa_id_table_put(aa_id_table *table, size_t slot, uint64_t key, uint32_t id)
{
    table->keys[slot] = key;
    table->ids[slot] = id;
}
