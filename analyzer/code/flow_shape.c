/*
 * Which blocks must run before others, by taking something away and looking what can still be reached.
 */
#include "code/flow.h"

#include <stdlib.h>

/* Marks what can be reached from |from| without entering |without| and without the edge
 * |edge_from|-|edge_to|. */
static bool *reach(const aa_flow *flow, uint32_t from, uint32_t without, uint32_t edge_from, uint32_t edge_to)
{
    bool *seen = calloc(flow->block_count + 1, sizeof *seen);
    uint32_t *stack = malloc((flow->block_count + 1) * sizeof *stack);
    if (seen == NULL || stack == NULL) {
        free(seen);
        free(stack);
        return NULL;
    }
    size_t depth = 0;
    if (from < flow->block_count && from != without) {
        stack[depth++] = from;
        seen[from] = true;
    }
    while (depth > 0) {
        uint32_t at = stack[--depth];
        for (uint32_t i = 0; i < flow->blocks[at].successor_count; i++) {
            uint32_t to = flow->blocks[at].successors[i];
            if (seen[to] || to == without || (at == edge_from && to == edge_to))
                continue;
            seen[to] = true;
            stack[depth++] = to;
        }
    }
    free(stack);
    return seen;
}

bool aa_flow_dominates(const aa_flow *flow, uint32_t by, uint32_t block)
{
    if (by == block)
        return true;
    bool *seen = reach(flow, 0, by, AA_NO_ID, AA_NO_ID);
    bool dominates = seen != NULL && block < flow->block_count && !seen[block];
    free(seen);
    return dominates;
}

bool aa_flow_can_go(const aa_flow *flow, uint32_t from, uint32_t to, uint32_t without)
{
    bool *seen = reach(flow, from, without, AA_NO_ID, AA_NO_ID);
    bool can = seen == NULL || (to < flow->block_count && seen[to]);
    free(seen);
    return can;
}

/* The block cannot be reached but over the edge from |branch| to |to|. */
static bool needs_edge(const aa_flow *flow, const aa_flow_branch *branch, uint32_t to, uint32_t block)
{
    bool *seen = to == AA_NO_ID ? NULL : reach(flow, 0, AA_NO_ID, branch->block, to);
    bool needs = seen != NULL && !seen[block];
    free(seen);
    return needs;
}

size_t aa_flow_guards(const aa_flow *flow, uint32_t block, aa_flow_guard *out, size_t max)
{
    size_t count = 0;
    if (block >= flow->block_count)
        return 0;
    for (size_t i = 0; i < flow->branch_count; i++) {
        const aa_flow_branch *branch = &flow->branches[i];
        bool taken = branch->taken != branch->next && needs_edge(flow, branch, branch->taken, block);
        bool next = branch->taken != branch->next && !taken && needs_edge(flow, branch, branch->next, block);
        if (!taken && !next)
            continue;
        if (count < max)
            out[count] = (aa_flow_guard){branch, taken};
        count++;
    }
    return count;
}

bool aa_flow_can_return(const aa_flow *flow, const bool *avoid)
{
    bool *seen = calloc(flow->block_count + 1, sizeof *seen);
    uint32_t *stack = malloc((flow->block_count + 1) * sizeof *stack);
    size_t depth = 0;
    bool returns = seen == NULL || stack == NULL; /* memory is out: nothing may be ruled out */
    if (!returns && flow->block_count > 0 && (avoid == NULL || !avoid[0])) {
        stack[depth++] = 0;
        seen[0] = true;
    }
    while (depth > 0 && !returns) {
        const aa_flow_block *at = &flow->blocks[stack[--depth]];
        returns = at->returns;
        for (uint32_t i = 0; i < at->successor_count; i++) {
            uint32_t to = at->successors[i];
            if (!seen[to] && (avoid == NULL || !avoid[to])) {
                seen[to] = true;
                stack[depth++] = to;
            }
        }
    }
    free(seen);
    free(stack);
    return returns;
}
