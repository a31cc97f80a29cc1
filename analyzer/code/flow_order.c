/*
 * The order in which blocks are looked at: each before those it leads to, but for loops.
 */
#include "code/flow_internal.h"

/* Depth first without recursion, from block 0. */
bool aa_flow_order(aa_scratch *scratch, const aa_flow_edges *edges, uint32_t n, uint32_t *order,
                   uint32_t *place, uint32_t *count)
{
    uint32_t *stack = aa_scratch_get(scratch, n, sizeof *stack);
    uint32_t *next = aa_scratch_get(scratch, n, sizeof *next);
    if (stack == NULL || next == NULL || n == 0)
        return false;
    memset(next, 0, n * sizeof *next);
    memset(place, 0xFF, n * sizeof *place);
    uint32_t depth = 1;
    uint32_t begin = n; /* filled from behind */
    stack[0] = 0;
    place[0] = 0;
    while (depth > 0) {
        uint32_t at = stack[depth - 1];
        if (next[at] < edges[at].count) {
            uint32_t to = edges[at].to[next[at]++];
            if (place[to] == AA_NO_ID) {
                place[to] = 0;
                stack[depth++] = to;
            }
        } else {
            order[--begin] = at;
            depth--;
        }
    }
    *count = n - begin;
    memmove(order, order + begin, *count * sizeof *order);
    for (uint32_t i = 0; i < *count; i++)
        place[order[i]] = i;
    return true;
}
