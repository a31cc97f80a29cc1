#include "base/vec.h"

#include <stdint.h>

#define FIRST_CAPACITY 8

static bool grow(aa_arena *arena, aa_vec *vec)
{
    size_t capacity = vec->capacity == 0 ? FIRST_CAPACITY : vec->capacity * 2;
    if (capacity <= vec->capacity)
        return false;
    void *items = aa_arena_array(arena, capacity, vec->item_size);
    if (items == NULL)
        return false;
    if (vec->count > 0)
        memcpy(items, vec->items, vec->count * vec->item_size);
    vec->items = items;
    vec->capacity = capacity;
    return true;
}

void *aa_vec_push(aa_arena *arena, aa_vec *vec)
{
    if (vec->count == vec->capacity && !grow(arena, vec))
        return NULL;
    return (char *)vec->items + vec->count++ * vec->item_size;
}
