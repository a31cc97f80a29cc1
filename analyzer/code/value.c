#include "code/value.h"

#include <stdlib.h>

#include "base/str.h"

#define CHUNK       4096U
#define NOTHING     ((aa_value)1)
#define SMALL_MIN   (-64) /* numbers that are remembered without a look-up */
#define SMALL_MAX   1024
#define FIELD_DEPTH 2 /* nesting of a field inside a MIX */
#define MIX_STEPS                                                                                            \
    4096U /* nodes looked at for the leaves of one value: parts can be shared a thousand times */

/* A place in the table; |value| 0: free, as UNKNOWN is never looked for. */
typedef struct slot {
    uint32_t hash;
    aa_value value;
} slot;

struct aa_values {
    aa_arena *arena;
    aa_value_node **chunks;
    size_t chunk_count;
    uint32_t count;
    slot *slots;
    size_t mask;
    aa_value small[SMALL_MAX - SMALL_MIN + 1]; /* 0: not made yet */
    bool failed;
};

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ b) * UINT64_C(0x9E3779B97F4A7C15);
    return h ^ h >> 29;
}

static uint32_t hash_node(const aa_value_node *n)
{
    uint64_t h = mix(n->kind | (uint64_t)n->at << 8, (uint64_t)n->number);
    for (size_t i = 0; i < n->text.n; i++)
        h = (h ^ n->text.p[i]) * UINT64_C(0x100000001B3);
    for (size_t i = 0; i < n->part_count; i++)
        h = mix(h, n->parts[i]);
    return (uint32_t)(h ^ h >> 32);
}

static bool same_node(const aa_value_node *a, const aa_value_node *b)
{
    return a->kind == b->kind && a->at == b->at && a->number == b->number && a->part_count == b->part_count &&
           aa_bytes_equal(a->text, b->text) &&
           (a->part_count == 0 || memcmp(a->parts, b->parts, a->part_count * sizeof *a->parts) == 0);
}

const aa_value_node *aa_value_at(const aa_values *values, aa_value v)
{
    v = v < values->count ? v : AA_VALUE_UNKNOWN;
    return &values->chunks[v / CHUNK][v % CHUNK];
}

static bool grow_slots(aa_values *values)
{
    size_t size = values->slots == NULL ? 1024 : (values->mask + 1) * 2;
    slot *slots = calloc(size, sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; values->slots != NULL && i <= values->mask; i++) {
        if (values->slots[i].value == 0)
            continue;
        size_t at = values->slots[i].hash & (size - 1);
        while (slots[at].value != 0)
            at = (at + 1) & (size - 1);
        slots[at] = values->slots[i];
    }
    free(values->slots);
    values->slots = slots;
    values->mask = size - 1;
    return true;
}

static bool grow_chunks(aa_values *values)
{
    aa_value_node **chunks = realloc(values->chunks, (values->chunk_count + 1) * sizeof *chunks);
    if (chunks == NULL)
        return false;
    values->chunks = chunks;
    chunks[values->chunk_count] = calloc(CHUNK, sizeof **chunks);
    if (chunks[values->chunk_count] == NULL)
        return false;
    values->chunk_count++;
    return true;
}

/* A copy of |like| with text and parts of its own, as the next handle. 0: memory is out. */
static aa_value keep(aa_values *values, const aa_value_node *like)
{
    if (values->count == UINT32_MAX || (values->count == values->chunk_count * CHUNK && !grow_chunks(values)))
        return 0;
    aa_value_node node = *like;
    if (like->part_count > 0) {
        aa_value *parts = aa_arena_array(values->arena, like->part_count, sizeof *parts);
        if (parts == NULL)
            return 0;
        memcpy(parts, like->parts, like->part_count * sizeof *parts);
        node.parts = parts;
    }
    if (like->text.n > 0) {
        char *text = aa_arena_alloc(values->arena, like->text.n);
        if (text == NULL)
            return 0;
        memcpy(text, like->text.p, like->text.n);
        node.text = aa_bytes_of(text, like->text.n);
    } else {
        node.text = aa_bytes_none();
    }
    aa_value v = values->count++;
    values->chunks[v / CHUNK][v % CHUNK] = node;
    return v;
}

/* The handle of a node like |like|. */
static aa_value intern(aa_values *values, const aa_value_node *like)
{
    if (values->count * 2 > values->mask && !grow_slots(values)) {
        values->failed = true;
        return AA_VALUE_UNKNOWN;
    }
    uint32_t hash = hash_node(like);
    size_t at = hash & values->mask;
    for (; values->slots[at].value != 0; at = (at + 1) & values->mask)
        if (values->slots[at].hash == hash && same_node(aa_value_at(values, values->slots[at].value), like))
            return values->slots[at].value;
    aa_value v = keep(values, like);
    if (v == 0)
        values->failed = true;
    else
        values->slots[at] = (slot){hash, v};
    return v;
}

aa_values *aa_values_new(void)
{
    aa_values *values = calloc(1, sizeof *values);
    if (values == NULL)
        return NULL;
    values->arena = aa_arena_new();
    if (values->arena == NULL || !grow_chunks(values) || !grow_slots(values)) {
        aa_values_free(values);
        return NULL;
    }
    values->chunks[0][0] = (aa_value_node){.kind = AA_V_UNKNOWN, .text = aa_bytes_none()};
    values->count = 1;
    intern(values, &(aa_value_node){.kind = AA_V_NOTHING, .text = aa_bytes_none()});
    if (values->failed) {
        aa_values_free(values);
        return NULL;
    }
    return values;
}

void aa_values_free(aa_values *values)
{
    if (values == NULL)
        return;
    for (size_t i = 0; i < values->chunk_count; i++)
        free(values->chunks[i]);
    free(values->chunks);
    free(values->slots);
    aa_arena_free(values->arena);
    free(values);
}

bool aa_values_failed(const aa_values *values)
{
    return values->failed;
}

void *aa_values_memory(aa_values *values, size_t size)
{
    void *p = malloc(size);
    values->failed = values->failed || p == NULL;
    return p;
}

void aa_values_check(aa_values *values, const aa_str *text)
{
    values->failed = values->failed || (!aa_str_ok(text) && !text->too_long);
}

/* ---- makers ------------------------------------------------------------------------------------------ */

aa_value aa_value_nothing(aa_values *values)
{
    (void)values;
    return NOTHING;
}

aa_value aa_value_int(aa_values *values, int64_t number)
{
    if (number < SMALL_MIN || number > SMALL_MAX)
        return aa_value_leaf(values, AA_V_INT, 0, number);
    aa_value *small = &values->small[number - SMALL_MIN];
    if (*small == 0)
        *small = aa_value_leaf(values, AA_V_INT, 0, number);
    return *small;
}

aa_value aa_value_null(aa_values *values)
{
    return aa_value_leaf(values, AA_V_NULL, 0, 0);
}

aa_value aa_value_text(aa_values *values, aa_value_kind kind, aa_bytes text)
{
    return intern(values, &(aa_value_node){.kind = (uint8_t)kind, .text = text});
}

aa_value aa_value_named(aa_values *values, aa_value_kind kind, aa_bytes text, int64_t number)
{
    return intern(values, &(aa_value_node){.kind = (uint8_t)kind, .number = number, .text = text});
}

aa_value aa_value_leaf(aa_values *values, aa_value_kind kind, uint32_t at, int64_t number)
{
    return kind == AA_V_UNKNOWN
               ? AA_VALUE_UNKNOWN
               : intern(values,
                        &(aa_value_node){
                            .kind = (uint8_t)kind, .at = at, .number = number, .text = aa_bytes_none()});
}

/* What comes first does not depend on which value was made first. Nesting is at most AA_VALUE_DEPTH. */
static int compare(const aa_values *values, aa_value v, aa_value w)
{
    const aa_value_node *a = aa_value_at(values, v);
    const aa_value_node *b = aa_value_at(values, w);
    if (v == w)
        return 0;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    if (a->part_count != b->part_count)
        return a->part_count < b->part_count ? -1 : 1;
    int order = aa_bytes_compare(a->text, b->text);
    for (size_t i = 0; i < a->part_count && order == 0; i++)
        order = compare(values, a->parts[i], b->parts[i]);
    return order;
}

/* Adds |v| to the sorted set |set|; false when it has |max| members already. */
static bool add_member(const aa_values *values, aa_value *set, size_t *count, size_t max, aa_value v)
{
    size_t at = 0;
    for (size_t i = 0; i < *count; i++)
        if (set[i] == v)
            return true;
    while (at < *count && compare(values, set[at], v) < 0)
        at++;
    if (*count == max)
        return false;
    memmove(set + at + 1, set + at, (*count - at) * sizeof *set);
    set[at] = v;
    (*count)++;
    return true;
}

/* What a MIX keeps of a field: which one, and of which object when that is simple. */
static aa_value plain_field(aa_values *values, aa_value v)
{
    const aa_value_node *n = aa_value_at(values, v);
    return n->depth <= FIELD_DEPTH ? v : aa_value_leaf(values, AA_V_FIELD, n->at, 0);
}

/* The values without structure that |v| is made of. Nesting is at most AA_VALUE_DEPTH. */
static bool add_leaves(aa_values *values, aa_value v, aa_value *set, size_t *count, uint32_t *steps)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (*steps == 0)
        return false;
    (*steps)--;
    if (n->kind == AA_V_FIELD)
        return add_member(values, set, count, AA_VALUE_LEAVES, plain_field(values, v));
    if (n->part_count == 0)
        return n->kind == AA_V_NOTHING || add_member(values, set, count, AA_VALUE_LEAVES, v);
    for (size_t i = 0; i < n->part_count; i++)
        if (!add_leaves(values, n->parts[i], set, count, steps))
            return false;
    return true;
}

aa_value aa_value_mix(aa_values *values, const aa_value *parts, size_t count)
{
    aa_value set[AA_VALUE_LEAVES];
    size_t n = 0;
    uint32_t steps = MIX_STEPS;
    for (size_t i = 0; i < count; i++)
        if (!add_leaves(values, parts[i], set, &n, &steps))
            return AA_VALUE_UNKNOWN;
    if (n == 0 || (n == 1 && set[0] == AA_VALUE_UNKNOWN))
        return AA_VALUE_UNKNOWN;
    aa_value_node node = {.kind = AA_V_MIX,
                          .depth = FIELD_DEPTH + 1,
                          .part_count = (uint16_t)n,
                          .text = aa_bytes_none(),
                          .parts = set};
    return intern(values, &node);
}

aa_value aa_value_node_of(aa_values *values, aa_value_kind kind, uint32_t at, int64_t number,
                          const aa_value *parts, size_t count)
{
    uint8_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t below = aa_value_at(values, parts[i])->depth;
        depth = below > depth ? below : depth;
    }
    if (count > UINT16_MAX)
        return AA_VALUE_UNKNOWN;
    if (depth + 1 > AA_VALUE_DEPTH)
        return aa_value_mix(values, parts, count);
    return intern(values, &(aa_value_node){.kind = (uint8_t)kind,
                                           .depth = (uint8_t)(depth + (count > 0)),
                                           .part_count = (uint16_t)count,
                                           .at = at,
                                           .number = number,
                                           .text = aa_bytes_none(),
                                           .parts = parts});
}

/* ---- unions ------------------------------------------------------------------------------------------ */

size_t aa_value_members(const aa_values *values, aa_value v)
{
    const aa_value_node *n = aa_value_at(values, v);
    return n->kind == AA_V_UNION ? n->part_count : 1;
}

aa_value aa_value_member(const aa_values *values, aa_value v, size_t i)
{
    const aa_value_node *n = aa_value_at(values, v);
    return n->kind == AA_V_UNION ? n->parts[i] : v;
}

aa_value aa_value_join(aa_values *values, aa_value a, aa_value b)
{
    if (a == b || b == NOTHING)
        return a;
    if (a == NOTHING)
        return b;
    aa_value set[AA_VALUE_MEMBERS];
    size_t count = 0;
    for (size_t side = 0; side < 2; side++) {
        aa_value v = side == 0 ? a : b;
        for (size_t i = 0; i < aa_value_members(values, v); i++)
            if (!add_member(values, set, &count, AA_VALUE_MEMBERS, aa_value_member(values, v, i)))
                return aa_value_mix(values, (const aa_value[]){a, b}, 2);
    }
    return aa_value_node_of(values, AA_V_UNION, 0, 0, set, count);
}

/* ---- questions --------------------------------------------------------------------------------------- */

bool aa_value_is_int(const aa_values *values, aa_value v, int64_t *out)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind != AA_V_INT && n->kind != AA_V_NULL)
        return false;
    *out = n->number;
    return true;
}

bool aa_value_is_string(const aa_values *values, aa_value v, aa_bytes *out)
{
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind != AA_V_STRING)
        return false;
    *out = n->text;
    return true;
}
