/*
 * What was found in a method, as it is kept.
 */
#include "code/flow_internal.h"

#include <stdlib.h>

void *aa_reader_record(aa_reader *r, aa_vec *list)
{
    if (!r->recording)
        return NULL;
    void *item = aa_vec_push(r->flows->arena, list);
    if (item == NULL)
        r->failed = true;
    return item;
}

/* Edges that can be run, each block once; a handler that is a normal successor too counts as the latter. */
static bool put_successors(aa_reader *r, const aa_flow_node *node, aa_flow_block *out, uint32_t *seen,
                           uint32_t mark)
{
    uint32_t *list = aa_arena_array(r->flows->arena, node->successor_count, sizeof *list);
    uint32_t normal = node->successor_count - node->handler_count;
    if (list == NULL)
        return false;
    out->successors = list;
    for (uint32_t i = 0; i < node->successor_count; i++) {
        uint32_t to = node->successors[i];
        if (!node->taken[i] || seen[to] == mark || !r->nodes[to].live)
            continue;
        seen[to] = mark;
        list[out->successor_count++] = to;
        out->handler_count += i >= normal;
    }
    return true;
}

static bool make_blocks(aa_reader *r, aa_flow *flow)
{
    aa_flow_block *blocks = aa_arena_array(r->flows->arena, r->node_count, sizeof *blocks);
    uint32_t *seen = aa_reader_get_memory(r, r->node_count, sizeof *seen);
    if (blocks == NULL || seen == NULL)
        return false;
    memset(seen, 0xFF, r->node_count * sizeof *seen);
    for (uint32_t i = 0; i < r->node_count; i++) {
        const aa_flow_node *node = &r->nodes[i];
        const aa_flow_insn *last = &r->insns[node->last];
        blocks[i] = (aa_flow_block){.start = r->insns[node->first].pc,
                                    .end = last->pc + last->units,
                                    .live = node->live,
                                    .returns = last->op >= OP_RETURN_VOID && last->op <= OP_RETURN_OBJECT,
                                    .throws = last->op == OP_THROW};
        if (node->live && !put_successors(r, node, &blocks[i], seen, i))
            return false;
        if (node->live && node->leads_out)
            r->trouble = "code.branch_outside";
    }
    flow->blocks = blocks;
    flow->block_count = r->node_count;
    return true;
}

static aa_value result_of(aa_reader *r)
{
    const aa_flow_exit *exits = r->exits.items;
    aa_value v = r->nothing;
    for (size_t i = 0; i < r->exits.count; i++)
        if (!exits[i].throws)
            v = aa_value_join(r->values, v, exits[i].value);
    return v;
}

/* Blocks are run in an order of their own: lists into that of the code. */
#define BY_PC(name, type)                                                                                    \
    static int name(const void *a, const void *b)                                                            \
    {                                                                                                        \
        uint32_t x = ((const type *)a)->pc;                                                                  \
        uint32_t y = ((const type *)b)->pc;                                                                  \
        return x < y ? -1 : x > y;                                                                           \
    }

BY_PC(by_call, aa_flow_call)
BY_PC(by_store, aa_flow_store)
BY_PC(by_element, aa_flow_element)
BY_PC(by_exit, aa_flow_exit)
BY_PC(by_branch, aa_flow_branch)

static void sort(aa_vec *list, int (*compare)(const void *, const void *))
{
    if (list->count > 1)
        qsort(list->items, list->count, list->item_size, compare);
}

static void sort_lists(aa_reader *r)
{
    sort(&r->calls, by_call);
    sort(&r->stores, by_store);
    sort(&r->elements, by_element);
    sort(&r->exits, by_exit);
    sort(&r->branches, by_branch);
}

const aa_flow *aa_reader_make_flow(aa_reader *r)
{
    if (r->rpo != NULL)
        sort_lists(r);
    aa_flow_kept *kept = aa_arena_alloc(r->flows->arena, sizeof *kept);
    if (kept == NULL)
        return NULL;
    kept->flow = (aa_flow){.method = r->method,
                           .calls = r->calls.items,
                           .call_count = r->calls.count,
                           .stores = r->stores.items,
                           .store_count = r->stores.count,
                           .elements = r->elements.items,
                           .element_count = r->elements.count,
                           .exits = r->exits.items,
                           .exit_count = r->exits.count,
                           .branches = r->branches.items,
                           .branch_count = r->branches.count,
                           .result = result_of(r)};
    if (r->node_count > 0 && (!make_blocks(r, &kept->flow) || !aa_reader_dominate(r, kept)))
        return NULL;
    kept->flow.trouble = r->exhausted && r->trouble == NULL ? "limit.code_flow" : r->trouble;
    kept->flow.complete = kept->flow.trouble == NULL;
    return &kept->flow;
}
