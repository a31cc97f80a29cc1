#include "machine/flow_internal.h"

/* Decodes the function. False: memory is out. */
static bool decode(aa_mwalk *w)
{
    const aa_image_range *r = aa_image_range_at(w->image, w->f->address);
    const uint8_t *p = r->data.p + (w->f->address - r->address);
    w->count = (size_t)(w->f->end - w->f->address) / 4;
    aa_a64 *code = aa_arena_array(w->scratch, w->count, sizeof *code);
    if (code == NULL)
        return false;
    for (size_t i = 0; i < w->count; i++)
        code[i] = aa_a64_decode(aa_le32(p + 4 * i), w->f->address + 4 * i);
    w->code = code;
    return true;
}

/* The instruction that |address| is; |w->count| when it is outside. */
static size_t index_of(const aa_mwalk *w, uint64_t address)
{
    if (address < w->f->address || address >= w->f->address + 4 * w->count || (address & 3) != 0)
        return w->count;
    return (size_t)(address - w->f->address) / 4;
}

static bool has_target(const aa_a64 *i)
{
    return i->op == AA_A64_B || i->op == AA_A64_B_COND || i->op == AA_A64_CBZ || i->op == AA_A64_TBZ;
}

static bool falls_through(const aa_a64 *i)
{
    return i->op != AA_A64_B && i->op != AA_A64_BR && i->op != AA_A64_RET && i->op != AA_A64_TRAP;
}

static bool cut(aa_mwalk *w)
{
    bool *leader = aa_arena_array(w->scratch, w->count + 1, sizeof *leader);
    w->block_of = aa_arena_array(w->scratch, w->count + 1, sizeof *w->block_of);
    if (leader == NULL || w->block_of == NULL)
        return false;
    leader[0] = true;
    for (size_t i = 0; i < w->count; i++) {
        if (!aa_a64_ends_block(&w->code[i]))
            continue;
        leader[i + 1] = true;
        if (has_target(&w->code[i]))
            leader[index_of(w, (uint64_t)w->code[i].imm)] = true;
    }
    size_t n = 0;
    for (size_t i = 0; i < w->count; i++)
        n += leader[i];
    w->blocks = aa_arena_array(w->keep, n, sizeof *w->blocks);
    if (w->blocks == NULL)
        return false;
    w->block_count = 0;
    for (size_t i = 0; i <= w->count; i++) {
        w->block_of[i] = AA_NO_FUNCTION;
        if (i == w->count || !leader[i])
            continue;
        w->block_of[i] = (uint32_t)w->block_count;
        if (w->block_count > 0)
            w->blocks[w->block_count - 1].to = w->f->address + 4 * i;
        w->blocks[w->block_count++].from = w->f->address + 4 * i;
    }
    if (w->block_count > 0)
        w->blocks[w->block_count - 1].to = w->f->address + 4 * w->count;
    return true;
}

static bool link_blocks(aa_mwalk *w)
{
    w->entered = aa_arena_array(w->scratch, w->block_count, sizeof *w->entered);
    if (w->entered == NULL)
        return false;
    if (w->block_count > 0)
        w->entered[0] = true;
    for (size_t b = 0; b < w->block_count; b++) {
        uint32_t *next = aa_arena_array(w->keep, 2, sizeof *next);
        size_t last = index_of(w, w->blocks[b].to - 4);
        if (next == NULL || last >= w->count)
            return false;
        const aa_a64 *i = &w->code[last];
        uint32_t n = 0;
        size_t target = has_target(i) ? index_of(w, (uint64_t)i->imm) : w->count;
        if (target < w->count)
            next[n++] = w->block_of[target];
        if (falls_through(i) && b + 1 < w->block_count && (n == 0 || next[0] != b + 1))
            next[n++] = (uint32_t)(b + 1);
        for (uint32_t k = 0; k < n; k++)
            w->entered[next[k]] = true;
        w->blocks[b].next = next;
        w->blocks[b].next_count = n;
    }
    return true;
}

/* A jump through a table goes to the blocks that nothing else leads to. */
static bool link_tables(aa_mwalk *w)
{
    size_t open = 0;
    for (size_t b = 0; b < w->block_count; b++)
        open += !w->entered[b];
    if (open == 0)
        return true;
    uint32_t *next = aa_arena_array(w->keep, open, sizeof *next);
    if (next == NULL)
        return false;
    uint32_t n = 0;
    for (size_t b = 0; b < w->block_count; b++)
        if (!w->entered[b])
            next[n++] = (uint32_t)b;
    for (size_t b = 0; b < w->block_count; b++) {
        const aa_a64 *i = &w->code[index_of(w, w->blocks[b].to - 4)];
        if (i->op != AA_A64_BR)
            continue;
        w->blocks[b].next = next;
        w->blocks[b].next_count = n;
    }
    return true;
}

bool aa_mwalk_graph(aa_mwalk *w)
{
    return decode(w) && cut(w) && link_blocks(w) && link_tables(w);
}
