/*
 * Which blocks must run before others, and which way decisions must have gone.
 *
 * Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm".
 */
#include "code/flow_internal.h"

#include <stdlib.h>

/* ---- dominators -------------------------------------------------------------------------------------- */

/* The graph of what can be run, while its dominators are looked for. */
typedef struct graph {
    aa_reader *r;
    const aa_flow *flow;
    uint32_t *order, *place;
    uint32_t count;    /* in |order| */
    uint32_t *first;   /* of each block in |sources| */
    uint32_t *sources; /* from where edges lead to a block, in |order| */
    uint32_t *parents;
} graph;

static bool find_order(graph *g)
{
    size_t n = g->flow->block_count;
    aa_flow_edges *edges = aa_reader_get_memory(g->r, n, sizeof *edges);
    g->order = aa_reader_get_memory(g->r, n, sizeof *g->order);
    g->place = aa_reader_get_memory(g->r, n, sizeof *g->place);
    if (edges == NULL || g->order == NULL || g->place == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        edges[i] = (aa_flow_edges){g->flow->blocks[i].successors, g->flow->blocks[i].successor_count};
    return aa_flow_order(g->r->scratch, edges, (uint32_t)n, g->order, g->place, &g->count);
}

static bool find_sources(graph *g)
{
    size_t n = g->flow->block_count;
    size_t total = 0;
    g->first = aa_reader_get_memory(g->r, n + 2, sizeof *g->first);
    if (g->first == NULL)
        return false;
    memset(g->first, 0, (n + 2) * sizeof *g->first);
    /* Counted two places on, so that filling leaves each beginning where it belongs. */
    for (uint32_t i = 0; i < g->count; i++) {
        const aa_flow_block *b = &g->flow->blocks[g->order[i]];
        for (uint32_t k = 0; k < b->successor_count; k++)
            g->first[b->successors[k] + 2]++;
        total += b->successor_count;
    }
    for (size_t i = 2; i < n + 2; i++)
        g->first[i] += g->first[i - 1];
    g->sources = aa_reader_get_memory(g->r, total, sizeof *g->sources);
    if (g->sources == NULL)
        return false;
    for (uint32_t i = 0; i < g->count; i++) {
        const aa_flow_block *b = &g->flow->blocks[g->order[i]];
        for (uint32_t k = 0; k < b->successor_count; k++)
            g->sources[g->first[b->successors[k] + 1]++] = g->order[i];
    }
    return true;
}

/* The nearest block above both. */
static uint32_t common(const graph *g, uint32_t a, uint32_t b)
{
    while (a != b) {
        uint32_t *lower = g->place[a] > g->place[b] ? &a : &b;
        *lower = g->parents[*lower];
        if (!aa_reader_count(g->r, 1))
            return g->order[0];
    }
    return a;
}

/* The last source first: then a run of sources below each other costs a step each. */
static uint32_t parent_of(const graph *g, uint32_t block)
{
    uint32_t parent = AA_NO_ID;
    for (uint32_t i = g->first[block + 1]; i > g->first[block]; i--) {
        uint32_t from = g->sources[i - 1];
        if (g->parents[from] != AA_NO_ID)
            parent = parent == AA_NO_ID ? from : common(g, parent, from);
    }
    return parent;
}

static void find_parents(graph *g)
{
    g->parents[g->order[0]] = g->order[0];
    for (bool changed = true; changed && !g->r->exhausted;) {
        changed = false;
        for (uint32_t i = 1; i < g->count && aa_reader_count(g->r, 1); i++) {
            uint32_t parent = parent_of(g, g->order[i]);
            changed = changed || parent != g->parents[g->order[i]];
            g->parents[g->order[i]] = parent;
        }
    }
}

static bool above(const aa_flow_kept *kept, uint32_t by, uint32_t block)
{
    if (kept->depths[by] == AA_NO_ID || kept->depths[block] == AA_NO_ID)
        return false;
    while (kept->depths[block] > kept->depths[by])
        block = kept->parents[block];
    return block == by;
}

/* ---- guards ------------------------------------------------------------------------------------------ */

/* Successors are told once each: with two ways or more, one that leads to |block| says something. */
static bool is_case(const aa_flow_block *from, uint32_t block)
{
    uint32_t normal = from->successor_count - from->handler_count;
    for (uint32_t i = 0; i < normal && normal > 1; i++)
        if (from->successors[i] == block)
            return true;
    return false;
}

/* The block from which the only way into |block| leads, but for ways that passed |block| before; AA_NO_ID:
 * there are several. */
static uint32_t only_source(const graph *g, const aa_flow_kept *kept, uint32_t block)
{
    uint32_t only = AA_NO_ID;
    for (uint32_t i = g->first[block]; i < g->first[block + 1]; i++) {
        uint32_t from = g->sources[i];
        bool back = g->place[from] >= g->place[block];
        if (back && aa_reader_count(g->r, kept->depths[from] - kept->depths[block] + 1U) &&
            above(kept, block, from))
            continue;
        if (only != AA_NO_ID && only != from)
            return AA_NO_ID;
        only = from;
    }
    return only;
}

static bool find_guards(const graph *g, aa_flow_kept *kept)
{
    const aa_flow *flow = g->flow;
    uint32_t *branch_of = aa_reader_get_memory(g->r, flow->block_count, sizeof *branch_of);
    if (branch_of == NULL)
        return false;
    memset(branch_of, 0xFF, flow->block_count * sizeof *branch_of);
    for (size_t i = 0; i < flow->branch_count; i++)
        branch_of[flow->branches[i].block] = (uint32_t)i;
    for (uint32_t i = 1; i < g->count && flow->branch_count > 0; i++) {
        uint32_t b = g->order[i];
        uint32_t from = only_source(g, kept, b);
        uint32_t branch = from == AA_NO_ID ? AA_NO_ID : branch_of[from];
        if (branch == AA_NO_ID)
            continue;
        const aa_flow_branch *at = &flow->branches[branch];
        if (is_case(&flow->blocks[from], b))
            kept->guards[b] = 2 * branch + (at->taken == AA_NO_ID || at->taken == b);
    }
    return true;
}

bool aa_reader_dominate(aa_reader *r, aa_flow_kept *kept)
{
    size_t n = kept->flow.block_count;
    graph g = {.r = r, .flow = &kept->flow};
    g.parents = aa_arena_array(r->flows->arena, n, sizeof *g.parents);
    kept->depths = aa_arena_array(r->flows->arena, n, sizeof *kept->depths);
    kept->guards = aa_arena_array(r->flows->arena, n, sizeof *kept->guards);
    if (g.parents == NULL || kept->depths == NULL || kept->guards == NULL)
        return false;
    memset(g.parents, 0xFF, n * sizeof *g.parents);
    memset(kept->depths, 0xFF, n * sizeof *kept->depths);
    memset(kept->guards, 0xFF, n * sizeof *kept->guards);
    kept->parents = g.parents;
    if (r->exhausted)
        return true;
    if (!find_order(&g) || !find_sources(&g))
        return false;
    find_parents(&g);
    if (r->exhausted)
        return true;
    kept->depths[g.order[0]] = 0;
    for (uint32_t i = 1; i < g.count; i++)
        kept->depths[g.order[i]] = kept->depths[g.parents[g.order[i]]] + 1;
    return find_guards(&g, kept);
}

/* ---- questions --------------------------------------------------------------------------------------- */

static const aa_flow_kept *kept_of(const aa_flow *flow)
{
    return (const aa_flow_kept *)(const void *)flow;
}

bool aa_flow_dominates(const aa_flow *flow, uint32_t by, uint32_t block)
{
    if (by >= flow->block_count || block >= flow->block_count)
        return false;
    return by == block || above(kept_of(flow), by, block);
}

size_t aa_flow_guards(const aa_flow *flow, uint32_t block, aa_flow_guard *out, size_t max)
{
    const aa_flow_kept *kept = kept_of(flow);
    size_t count = 0;
    if (block >= flow->block_count || kept->depths[block] == AA_NO_ID)
        return 0;
    for (uint32_t b = block; kept->depths[b] > 0; b = kept->parents[b])
        count += kept->guards[b] != AA_NO_ID;
    size_t at = count;
    for (uint32_t b = block; kept->depths[b] > 0; b = kept->parents[b]) {
        if (kept->guards[b] == AA_NO_ID || --at >= max)
            continue;
        out[at] = (aa_flow_guard){&flow->branches[kept->guards[b] / 2], kept->guards[b] % 2 == 1};
    }
    return count;
}

/* Walks from |from| over blocks that are not in |avoid| and not |without|, until |to| or, when that is
 * AA_NO_ID, a block that returns. When memory is out, the way counts as found: nothing may be ruled out. */
static bool walk(const aa_flow *flow, uint32_t from, uint32_t to, uint32_t without, const bool *avoid)
{
    if (from >= flow->block_count || from == without || (avoid != NULL && avoid[from]))
        return false;
    bool *seen = calloc(flow->block_count, sizeof *seen);
    uint32_t *stack = malloc(flow->block_count * sizeof *stack);
    bool found = seen == NULL || stack == NULL;
    uint32_t depth = 0;
    if (!found) {
        stack[depth++] = from;
        seen[from] = true;
    }
    while (depth > 0 && !found) {
        uint32_t at = stack[--depth];
        const aa_flow_block *block = &flow->blocks[at];
        found = to == AA_NO_ID ? block->live && block->returns : at == to;
        for (uint32_t i = 0; i < block->successor_count; i++) {
            uint32_t next = block->successors[i];
            if (seen[next] || next == without || (avoid != NULL && avoid[next]))
                continue;
            seen[next] = true;
            stack[depth++] = next;
        }
    }
    free(seen);
    free(stack);
    return found;
}

bool aa_flow_can_go(const aa_flow *flow, uint32_t from, uint32_t to, uint32_t without)
{
    return to < flow->block_count && walk(flow, from, to, without, NULL);
}

bool aa_flow_can_return(const aa_flow *flow, const bool *avoid)
{
    return walk(flow, 0, AA_NO_ID, AA_NO_ID, avoid);
}
