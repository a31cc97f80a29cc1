#include "code/program_internal.h"

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

bool aa_id_table_init(aa_id_table *table, aa_arena *arena, size_t capacity)
{
    size_t heads = 16;
    while (heads < capacity && heads < SIZE_MAX / 4)
        heads *= 2;
    *table = (aa_id_table){.heads = aa_arena_array(arena, heads, sizeof *table->heads),
                           .next = aa_arena_array(arena, capacity + 1, sizeof *table->next),
                           .keys = aa_arena_array(arena, capacity + 1, sizeof *table->keys),
                           .mask = heads - 1,
                           .capacity = capacity < AA_NO_ID ? capacity : AA_NO_ID - 1};
    return table->heads != NULL && table->next != NULL && table->keys != NULL;
}

uint32_t aa_id_table_add(aa_id_table *table, const aa_id_walk *walk)
{
    if (walk->steps >= AA_WALK_STEPS || table->count >= table->capacity)
        return AA_NO_ID;
    uint32_t id = (uint32_t)table->count++;
    uint32_t *head = &table->heads[walk->key & table->mask];
    table->keys[id] = walk->key;
    table->next[id] = *head;
    *head = id + 1;
    return id;
}
