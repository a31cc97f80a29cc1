#include <stdlib.h>

#include "decode/nib.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the header promises of objects and values. */
static void check_tables(const aa_nib *nib)
{
    for (uint32_t i = 0; i < nib->object_count; i++) {
        const aa_nib_object *o = &nib->objects[i];
        if (o->first > nib->value_count || o->count > nib->value_count - o->first)
            abort();
    }
    for (uint32_t i = 0; i < nib->value_count; i++) {
        const aa_nib_value *v = &nib->values[i];
        if (v->kind == AA_NIB_OBJECT && v->object >= nib->object_count)
            abort();
    }
}

static void check_lists(const aa_nib *nib)
{
    for (size_t i = 0; i < nib->field_count; i++)
        if (nib->fields[i].class_name == NULL || nib->fields[i].base == NULL)
            abort();
    for (size_t i = 0; i < nib->class_count; i++)
        if (nib->classes[i].name == NULL || nib->classes[i].plain == NULL)
            abort();
    for (size_t i = 0; i < nib->link_count; i++)
        aa_nib_class_of(nib, nib->links[i].destination);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.plist_nodes = 1U << 12;
    limits.plist_refs = 1U << 13;
    limits.plist_text = 1U << 18;
    limits.nested_count = 8;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    const aa_nib *nibs = NULL;
    size_t count = 0;
    aa_err err = aa_nib_read(arena, aa_bytes_of(data, size), &limits, &notes, &nibs, &count);
    if ((err == AA_OK) != (count > 0) || (err != AA_OK && notes.items.count == 0))
        abort();
    for (size_t i = 0; i < count; i++) {
        if (nibs[i].outer != AA_NIB_NONE && nibs[i].outer >= i)
            abort();
        check_tables(&nibs[i]);
        check_lists(&nibs[i]);
    }
    aa_arena_free(arena);
    return 0;
}
