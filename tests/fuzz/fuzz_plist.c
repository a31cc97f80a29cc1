#include <stdlib.h>

#include "decode/plist.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every reference must lead into the table, every byte into memory that can be read. */
static void check_node(const aa_plist *plist, uint32_t i, uint8_t *sum)
{
    const aa_plist_node *node = aa_plist_at(plist, i);
    if (node == NULL)
        abort();
    for (size_t k = 0; k < node->bytes.n; k++)
        *sum ^= node->bytes.p[k];
    uint32_t key = 0;
    uint32_t value = 0;
    for (uint32_t k = 0; k < node->count; k++) {
        if (node->kind == AA_PLIST_DICT) {
            if (!aa_plist_pair(plist, i, k, &key, &value) || aa_plist_at(plist, key) == NULL)
                abort();
        } else {
            value = aa_plist_child(plist, i, k);
        }
        if (node->kind < AA_PLIST_ARRAY || aa_plist_at(plist, value) == NULL)
            abort();
    }
}

static bool visit(void *context, const aa_plist *plist, uint32_t node, const char *path)
{
    aa_plist_archived_class(plist, node);
    aa_plist_truth(plist, node, NULL);
    *(size_t *)context += strlen(path);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    aa_arena *arena = aa_arena_new();
    if (arena == NULL)
        return 0;
    aa_limits limits = AA_LIMITS_INIT;
    limits.plist_nodes = 1U << 14;
    limits.plist_refs = 1U << 14;
    limits.plist_text = 1U << 20;
    aa_notes notes;
    aa_notes_init(&notes, arena, limits.note_repeats);
    aa_plist plist;
    aa_err err = aa_plist_read(arena, aa_bytes_of(data, size), &limits, &notes, &plist);
    if ((err == AA_OK) != (aa_plist_at(&plist, plist.root) != NULL) ||
        (err != AA_OK && notes.items.count == 0))
        abort();
    uint8_t sum = 0;
    size_t paths = sum;
    for (uint32_t i = 0; i < plist.node_count; i++)
        check_node(&plist, i, &sum);
    aa_plist_walk(arena, &plist, plist.root, 2000, visit, &paths);
    aa_arena_free(arena);
    return 0;
}
