/*
 * Which blocks a decision decides: control dependence by post-dominators (Ferrante, Ottenstein, Warren 1987;
 * post-dominators after Cooper, Harvey, Kennedy 2001). Exceptions are no decisions: their edges are left out.
 */
#include "code/use_guard.h"

#include <stdlib.h>

typedef struct tree {
    const aa_flow *flow;
    uint32_t n;      /* of blocks; the node |n| is the common exit */
    uint32_t *first; /* n + 2: predecessors of node i are edges[first[i]] … */
    uint32_t *edges;
    uint32_t *order;  /* nodes in postorder of the graph turned round */
    uint32_t *number; /* place in |order|; AA_NO_ID: no way to an exit */
    uint32_t *up;     /* the next node that every way to an exit goes through; AA_NO_ID: not known */
    uint32_t count;   /* of |order| */
} tree;

static uint32_t ways(const aa_flow_block *block)
{
    return (uint32_t)block->successor_count - block->handler_count;
}

static void add_edges(tree *t, uint32_t *at)
{
    for (uint32_t b = 0; b < t->n; b++) {
        const aa_flow_block *block = &t->flow->blocks[b];
        for (uint32_t i = 0; i < ways(block); i++)
            t->edges[at[block->successors[i]]++] = b;
        if (ways(block) == 0)
            t->edges[at[t->n]++] = b;
    }
}

/* Predecessors of every node, and of the exit. */
static bool turn_round(tree *t)
{
    size_t total = 1;
    for (uint32_t b = 0; b < t->n; b++) {
        const aa_flow_block *block = &t->flow->blocks[b];
        for (uint32_t i = 0; i < ways(block); i++)
            t->first[block->successors[i] + 1]++;
        t->first[t->n + 1] += ways(block) == 0;
        total += ways(block) + 1U;
    }
    for (uint32_t i = 0; i <= t->n; i++)
        t->first[i + 1] += t->first[i];
    uint32_t *at = malloc((t->n + 2U) * sizeof *at);
    t->edges = malloc(total * sizeof *t->edges);
    if (at != NULL && t->edges != NULL) {
        memcpy(at, t->first, (t->n + 2U) * sizeof *at);
        add_edges(t, at);
    }
    free(at);
    return at != NULL && t->edges != NULL;
}

/* Postorder from the exit, against the direction of control. */
static bool number_nodes(tree *t)
{
    uint32_t *stack = malloc((t->n + 1U) * sizeof *stack);
    uint32_t *next = malloc((t->n + 2U) * sizeof *next);
    if (stack == NULL || next == NULL) {
        free(stack);
        free(next);
        return false;
    }
    memcpy(next, t->first, (t->n + 2U) * sizeof *next);
    bool *seen = (bool *)calloc(t->n + 1U, sizeof *seen);
    size_t depth = 0;
    if (seen != NULL) {
        stack[depth++] = t->n;
        seen[t->n] = true;
    }
    while (depth > 0) {
        uint32_t node = stack[depth - 1];
        if (next[node] == t->first[node + 1]) {
            t->number[node] = t->count;
            t->order[t->count++] = node;
            depth--;
            continue;
        }
        uint32_t before = t->edges[next[node]++];
        if (!seen[before]) {
            seen[before] = true;
            stack[depth++] = before;
        }
    }
    bool ok = seen != NULL;
    free(seen);
    free(stack);
    free(next);
    return ok;
}

static uint32_t meet(const tree *t, uint32_t a, uint32_t b)
{
    while (a != b) {
        while (t->number[a] < t->number[b])
            a = t->up[a];
        while (t->number[b] < t->number[a])
            b = t->up[b];
    }
    return a;
}

static uint32_t join_ways(const tree *t, uint32_t node)
{
    const aa_flow_block *block = &t->flow->blocks[node];
    uint32_t up = ways(block) == 0 ? t->n : AA_NO_ID;
    for (uint32_t i = 0; i < ways(block); i++) {
        uint32_t to = block->successors[i];
        if (t->number[to] == AA_NO_ID || t->up[to] == AA_NO_ID)
            continue;
        up = up == AA_NO_ID ? to : meet(t, up, to);
    }
    return up;
}

static void find_up(tree *t)
{
    t->up[t->n] = t->n;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = t->count; i-- > 0;) {
            uint32_t node = t->order[i];
            if (node == t->n)
                continue;
            uint32_t up = join_ways(t, node);
            changed = changed || up != t->up[node];
            t->up[node] = up;
        }
    }
}

static bool build(tree *t, const aa_flow *flow)
{
    *t = (tree){.flow = flow, .n = (uint32_t)flow->block_count};
    t->first = calloc(t->n + 2U, sizeof *t->first);
    t->order = malloc((t->n + 1U) * sizeof *t->order);
    t->number = malloc((t->n + 1U) * sizeof *t->number);
    t->up = malloc((t->n + 1U) * sizeof *t->up);
    if (t->first == NULL || t->order == NULL || t->number == NULL || t->up == NULL)
        return false;
    for (uint32_t i = 0; i <= t->n; i++)
        t->number[i] = t->up[i] = AA_NO_ID;
    if (!turn_round(t) || !number_nodes(t))
        return false;
    find_up(t);
    return true;
}

/* The blocks that run because control left |block| one way and not another. */
static bool decide(const tree *t, uint32_t block, bool *decided)
{
    const aa_flow_block *b = &t->flow->blocks[block];
    bool more = false;
    for (uint32_t i = 0; ways(b) > 1 && i < ways(b); i++) {
        uint32_t to = b->successors[i];
        while (to != t->n && to != AA_NO_ID && to != t->up[block]) {
            more = more || !decided[to];
            decided[to] = true;
            to = t->up[to];
        }
    }
    return more;
}

bool aa_flow_decided(const aa_flow *flow, const bool *from, bool *decided)
{
    tree t;
    bool ok = build(&t, flow);
    for (uint32_t b = 0; ok && b < t.n; b++)
        if (from[b])
            decide(&t, b, decided);
    for (bool more = ok; more;) {
        more = false;
        for (uint32_t b = 0; b < t.n; b++)
            more = (decided[b] && decide(&t, b, decided)) || more;
    }
    free(t.first);
    free(t.edges);
    free(t.order);
    free(t.number);
    free(t.up);
    return ok;
}
