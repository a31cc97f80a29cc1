/*
 * Answers from a resource table.
 *
 * Source: AOSP frameworks/base/libs/androidfw/AssetManager2.cpp (FindEntryInternal, GetResourceName,
 * ResolveReference), ResourceTypes.cpp (DynamicRefTable::lookupResourceId).
 */
#include <stdlib.h>

#include "decode/arsc_table.h"

#include "base/bisect.h"

#define MAX_VISITED 256 /* different ids on the way from one value */
#define FIRST_CACHE 64

/* What notes were about before a question. */
typedef struct subject {
    const char *artifact, *member;
} subject;

/* Notes of an answer belong to the table's member, whatever is being read when it is asked for. */
static subject enter(aa_arsc_state *s)
{
    subject outer = {s->notes->artifact, s->notes->member};
    s->notes->artifact = s->artifact;
    s->notes->member = s->member;
    return outer;
}

static void leave(aa_arsc_state *s, subject outer)
{
    s->notes->artifact = outer.artifact;
    s->notes->member = outer.member;
    s->failed = s->failed || s->pool.failed;
}

static int by_staged(const void *key, const void *alias)
{
    uint32_t a = *(const uint32_t *)key;
    uint32_t b = ((const aa_arsc_alias *)alias)->staged;
    return a < b ? -1 : a > b;
}

static uint32_t final_id(const aa_arsc_state *s, uint32_t id)
{
    const aa_arsc_alias *alias = s->aliases.count == 0 ? NULL
                                                       : bsearch(&id, s->aliases.items, s->aliases.count,
                                                                 sizeof(aa_arsc_alias), by_staged);
    if (alias != NULL)
        return alias->final;
    if (id >> 24 == 0 && s->types[0] == NULL) /* a dynamic id of the package itself */
        return id | s->own_package << 24;
    return id;
}

static const aa_arsc_type *find_type(const aa_arsc_state *s, uint32_t id)
{
    aa_arsc_type **row = s->types[id >> 24];
    return row == NULL ? NULL : row[id >> 16 & 0xFF];
}

/* How many of |type|'s references are for entries below |entry|. */
static size_t refs_below(const aa_arsc_type *type, uint32_t entry)
{
    size_t low;
    AA_BISECT(low, type->ref_count, mid, type->refs[mid].entry < entry);
    return low;
}

/* The run of references for the entry of |id|: returns how many, |*first| where they begin. */
static size_t find_refs(const aa_arsc_type *type, uint32_t id, size_t *first)
{
    if (type == NULL)
        return 0;
    *first = refs_below(type, id & 0xFFFF);
    return refs_below(type, (id & 0xFFFF) + 1) - *first;
}

static const aa_arsc_chunk *chunk_of(const aa_arsc_type *type, const aa_arsc_ref *ref)
{
    return (const aa_arsc_chunk *)type->chunks.items + ref->chunk;
}

static aa_res_value value_of(aa_arsc_state *s, uint8_t type, uint32_t data)
{
    const char *text = type == AA_RES_STRING ? aa_string_pool_text(&s->pool, data) : NULL;
    return (aa_res_value){type, data, text};
}

static void fill_items(aa_arsc_state *s, aa_bytes maps, aa_arsc_bag_item *items)
{
    for (size_t i = 0; i < maps.n / AA_ARSC_MAP; i++) {
        const uint8_t *map = maps.p + i * AA_ARSC_MAP;
        items[i] = (aa_arsc_bag_item){aa_le32(map), value_of(s, map[7], aa_le32(map + 8))};
    }
}

/* Decodes |count| references. |items| has room for all their bags' items. */
static void fill_values(aa_arsc_state *s, const aa_arsc_type *type, const aa_arsc_ref *refs, size_t count,
                        aa_arsc_value *values, aa_arsc_bag_item *items)
{
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const aa_arsc_chunk *chunk = chunk_of(type, &refs[i]);
        aa_arsc_entry entry = {0};
        if (!aa_arsc_read_entry(chunk, refs[i].offset, &entry))
            continue; /* not reached: only sound entries have a reference */
        values[i] = (aa_arsc_value){
            .config = chunk->config, .is_bag = entry.is_bag, .offset = chunk->offset + refs[i].offset};
        if (!entry.is_bag) {
            values[i].value = value_of(s, entry.type, entry.data);
            continue;
        }
        values[i].parent = entry.parent;
        values[i].items = items + used;
        values[i].item_count = entry.items.n / AA_ARSC_MAP;
        fill_items(s, entry.items, items + used);
        used += values[i].item_count;
    }
}

static size_t count_items(const aa_arsc_type *type, const aa_arsc_ref *refs, size_t count)
{
    size_t items = 0;
    for (size_t i = 0; i < count; i++) {
        aa_arsc_entry entry;
        if (aa_arsc_read_entry(chunk_of(type, &refs[i]), refs[i].offset, &entry))
            items += entry.items.n / AA_ARSC_MAP;
    }
    return items;
}

static size_t cache_slot(const aa_arsc_cached *cache, size_t size, uint32_t id)
{
    size_t slot = id * UINT32_C(0x9E3779B1) & (size - 1);
    while (cache[slot].id != 0 && cache[slot].id != id)
        slot = (slot + 1) & (size - 1);
    return slot;
}

/* Room for one more answer; an old, smaller cache stays in the arena. */
static bool grow_cache(aa_arsc_state *s)
{
    if (s->cache_used * 2 < s->cache_size)
        return true;
    size_t size = s->cache_size == 0 ? FIRST_CACHE : s->cache_size * 2;
    aa_arsc_cached *cache = aa_arena_array(s->arena, size, sizeof *cache);
    if (cache == NULL)
        return false;
    for (size_t i = 0; i < s->cache_size; i++)
        if (s->cache[i].id != 0)
            cache[cache_slot(cache, size, s->cache[i].id)] = s->cache[i];
    s->cache = cache;
    s->cache_size = size;
    return true;
}

static size_t answer(aa_arsc_state *s, uint32_t id, const aa_arsc_value **out)
{
    const aa_arsc_type *type = find_type(s, id);
    size_t first = 0;
    size_t count = find_refs(type, id, &first);
    if (count == 0)
        return 0;
    if (!grow_cache(s)) {
        s->failed = true;
        return 0;
    }
    aa_arsc_cached *cached = &s->cache[cache_slot(s->cache, s->cache_size, id)];
    if (cached->id == 0) {
        const aa_arsc_ref *refs = type->refs + first;
        aa_arsc_value *values = aa_arena_array(s->arena, count, sizeof *values);
        aa_arsc_bag_item *items =
            aa_arena_array(s->arena, count_items(type, refs, count), sizeof(aa_arsc_bag_item));
        if (values == NULL || items == NULL) {
            s->failed = true;
            return 0;
        }
        fill_values(s, type, refs, count, values, items);
        *cached = (aa_arsc_cached){id, values, count};
        s->cache_used++;
    }
    *out = cached->values;
    return cached->count;
}

size_t aa_arsc_values(const aa_arsc *arsc, uint32_t id, const aa_arsc_value **out)
{
    subject outer = enter(arsc->state);
    size_t count = answer(arsc->state, final_id(arsc->state, id), out);
    leave(arsc->state, outer);
    return count;
}

bool aa_arsc_failed(const aa_arsc *arsc)
{
    return arsc->state->failed;
}

static const char *pool_name(aa_arsc_state *s, aa_string_pool *pool, uint32_t index)
{
    const char *name = aa_string_pool_text(pool, index);
    s->failed = s->failed || pool->failed;
    return name == NULL ? "" : name;
}

static const char *type_name(aa_arsc_state *s, const aa_arsc_chunk *chunk)
{
    return pool_name(s, &chunk->package->types, chunk->raw_id - UINT32_C(1));
}

static const char *entry_name(aa_arsc_state *s, const aa_arsc_type *type, const aa_arsc_ref *ref)
{
    const aa_arsc_chunk *chunk = chunk_of(type, ref);
    aa_arsc_entry entry = {0};
    if (!aa_arsc_read_entry(chunk, ref->offset, &entry))
        return "";
    return pool_name(s, &chunk->package->keys, entry.key);
}

bool aa_arsc_name(const aa_arsc *arsc, uint32_t id, const char **type_out, const char **entry_out)
{
    aa_arsc_state *s = arsc->state;
    id = final_id(s, id);
    const aa_arsc_type *type = find_type(s, id);
    size_t first = 0;
    if (find_refs(type, id, &first) == 0)
        return false;
    subject outer = enter(s);
    *type_out = type_name(s, chunk_of(type, &type->refs[first]));
    *entry_out = entry_name(s, type, &type->refs[first]);
    leave(s, outer);
    return true;
}

/* The first entry called |name| of |type|; its names are those of the package that each chunk is from. */
static uint32_t find_entry(aa_arsc_state *s, const aa_arsc_type *type, const char *type_text,
                           const char *name)
{
    for (size_t i = 0; i < type->ref_count; i++) {
        const aa_arsc_ref *ref = &type->refs[i];
        if (strcmp(type_name(s, chunk_of(type, ref)), type_text) == 0 &&
            strcmp(entry_name(s, type, ref), name) == 0)
            return type->id | ref->entry;
    }
    return 0;
}

uint32_t aa_arsc_find(const aa_arsc *arsc, const char *type, const char *name)
{
    aa_arsc_state *s = arsc->state;
    subject outer = enter(s);
    uint32_t id = 0;
    for (size_t p = 0; p < 256 && id == 0; p++)
        for (size_t t = 0; s->types[p] != NULL && t < 256 && id == 0; t++)
            if (s->types[p][t] != NULL)
                id = find_entry(s, s->types[p][t], type, name);
    leave(s, outer);
    return id;
}

/* The ids on the way from one value, each followed once. */
typedef struct trail {
    uint32_t ids[MAX_VISITED];
    uint32_t steps[MAX_VISITED]; /* references between the start and the id */
    size_t count;
    aa_res_value *out;
    size_t max;
    size_t found;
} trail;

static void give(trail *t, aa_res_value value)
{
    if (t->found < t->max)
        t->out[t->found] = value;
    t->found++;
}

static bool is_reference(aa_res_value value)
{
    return value.type == AA_RES_REFERENCE || value.type == AA_RES_DYNAMIC_REFERENCE;
}

/* Puts the target of |value| on the trail, or gives |value| when that cannot be followed. */
static void follow(const aa_arsc_state *s, trail *t, aa_res_value value, unsigned steps)
{
    uint32_t id = final_id(s, value.data);
    const aa_arsc_type *type = find_type(s, id);
    size_t first = 0;
    bool known = find_refs(type, id, &first) > 0;
    bool visited = false;
    for (size_t i = 0; i < t->count; i++)
        visited = visited || t->ids[i] == id;
    if (!known || visited || steps >= s->reference_steps || t->count == MAX_VISITED) {
        give(t, value);
        return;
    }
    t->ids[t->count] = id;
    t->steps[t->count++] = steps;
}

static void take_values(aa_arsc_state *s, trail *t, size_t at)
{
    uint32_t id = t->ids[at];
    const aa_arsc_type *type = find_type(s, id);
    size_t first = 0;
    size_t count = find_refs(type, id, &first);
    for (size_t i = first; i < first + count; i++) {
        aa_arsc_entry entry = {0};
        if (!aa_arsc_read_entry(chunk_of(type, &type->refs[i]), type->refs[i].offset, &entry))
            continue;
        aa_res_value value = {AA_RES_REFERENCE, id, NULL};
        if (!entry.is_bag)
            value = value_of(s, entry.type, entry.data);
        if (!entry.is_bag && is_reference(value))
            follow(s, t, value, t->steps[at] + 1U);
        else
            give(t, value);
    }
}

size_t aa_arsc_resolve(const aa_arsc *arsc, aa_res_value value, aa_res_value *out, size_t max)
{
    aa_arsc_state *s = arsc->state;
    trail t = {.out = out, .max = max};
    subject outer = enter(s);
    if (is_reference(value))
        follow(s, &t, value, 0);
    else
        give(&t, value);
    for (size_t at = 0; at < t.count; at++)
        take_values(s, &t, at);
    leave(s, outer);
    return t.found;
}

/* The scratch arrays grow but are used again for each resource. */
static void *room(aa_arsc_state *s, aa_vec *vec, size_t count)
{
    if (count > vec->capacity || vec->items == NULL) {
        size_t capacity = count + vec->capacity;
        void *items = aa_arena_array(s->arena, capacity, vec->item_size);
        if (items == NULL) {
            s->failed = true;
            return NULL;
        }
        vec->items = items;
        vec->capacity = capacity;
    }
    return vec->items;
}

typedef bool (*visitor)(void *context, uint32_t id, const char *type, const char *name,
                        const aa_arsc_value *values, size_t count);

/* All values of the resource that |refs| are for, in the scratch arrays, and its names. */
static bool visit_one(aa_arsc_state *s, const aa_arsc_type *type, const aa_arsc_ref *refs, size_t count,
                      visitor visit, void *context)
{
    subject outer = enter(s);
    size_t item_count = count_items(type, refs, count);
    aa_arsc_value *values = room(s, &s->values, count);
    aa_arsc_bag_item *items = room(s, &s->items, item_count);
    bool ready = values != NULL && items != NULL;
    const char *type_text = "";
    const char *name = "";
    if (ready) {
        fill_values(s, type, refs, count, values, items);
        type_text = type_name(s, chunk_of(type, refs));
        name = entry_name(s, type, refs);
    }
    leave(s, outer);
    return ready && visit(context, type->id | refs->entry, type_text, name, values, count);
}

static bool visit_type(aa_arsc_state *s, const aa_arsc_type *type, visitor visit, void *context)
{
    for (size_t i = 0; i < type->ref_count;) {
        size_t end = refs_below(type, type->refs[i].entry + UINT32_C(1));
        if (!visit_one(s, type, type->refs + i, end - i, visit, context))
            return false;
        i = end;
    }
    return true;
}

void aa_arsc_each(const aa_arsc *arsc, visitor visit, void *context)
{
    aa_arsc_state *s = arsc->state;
    bool more = true;
    for (size_t p = 0; p < 256 && more; p++)
        for (size_t t = 0; s->types[p] != NULL && t < 256 && more; t++)
            if (s->types[p][t] != NULL)
                more = visit_type(s, s->types[p][t], visit, context);
}
