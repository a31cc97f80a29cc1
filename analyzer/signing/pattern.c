#include "signing/pattern.h"

#define MAX_TEXT 1024U
#define MAX_OPEN 64U
#define NO_STATE UINT16_MAX

/* Thompson's construction: a pattern becomes postfix, postfix becomes states with at most two ways out. */
typedef enum state_kind { STATE_SET, STATE_SPLIT, STATE_BEGIN, STATE_END, STATE_MATCH } state_kind;

typedef struct state {
    state_kind kind;
    uint16_t out[2];
    uint8_t set[32]; /* bit b: byte b goes on */
    uint32_t mark;   /* of the step that last put it on the list */
} state;

struct aa_pattern {
    state *states;
    size_t count;
    uint16_t start;
    uint16_t *now, *then, *stack;
    uint32_t mark;
};

typedef enum token_kind {
    TOKEN_SET,
    TOKEN_BEGIN,
    TOKEN_END,
    TOKEN_JOIN, /* two, one after the other */
    TOKEN_OR,
    TOKEN_STAR,
    TOKEN_PLUS,
    TOKEN_MAYBE
} token_kind;

typedef struct token {
    token_kind kind;
    uint8_t set[32];
} token;

typedef struct group {
    unsigned alternatives, atoms;
} group;

typedef struct compiler {
    aa_arena *arena;
    aa_bytes text;
    size_t pos;
    token *out;
    size_t count, room;
    group open[MAX_OPEN];
    size_t depth;
} compiler;

static void set_add(uint8_t set[32], uint8_t byte)
{
    set[byte / 8] = (uint8_t)(set[byte / 8] | 1U << byte % 8);
}

static bool emit(compiler *c, token_kind kind)
{
    if (c->count == c->room)
        return false;
    memset(&c->out[c->count], 0, sizeof c->out[0]);
    c->out[c->count++].kind = kind;
    return true;
}

/* Before another atom: what is there already is joined, so that at most one waits. */
static bool before_atom(compiler *c)
{
    group *g = &c->open[c->depth];
    if (g->atoms > 1) {
        g->atoms--;
        if (!emit(c, TOKEN_JOIN))
            return false;
    }
    g->atoms++;
    return true;
}

/* [a-z_], [^/]; |pos| is behind the bracket. Classes such as [:alpha:] are not understood. */
static bool read_set(compiler *c, uint8_t set[32])
{
    bool negated = c->pos < c->text.n && c->text.p[c->pos] == '^';
    c->pos += negated;
    for (size_t first = c->pos;; c->pos++) {
        if (c->pos >= c->text.n)
            return false;
        uint8_t low = c->text.p[c->pos];
        if (low == ']' && c->pos > first)
            break;
        if (low == '[' && c->pos + 1 < c->text.n && strchr(":.=", c->text.p[c->pos + 1]) != NULL)
            return false;
        uint8_t high = low;
        if (c->pos + 2 < c->text.n && c->text.p[c->pos + 1] == '-' && c->text.p[c->pos + 2] != ']') {
            high = c->text.p[c->pos + 2];
            c->pos += 2;
        }
        if (high < low)
            return false;
        for (unsigned b = low; b <= high; b++)
            set_add(set, (uint8_t)b);
    }
    c->pos++;
    for (size_t i = 0; negated && i < 32; i++)
        set[i] = (uint8_t)~set[i];
    return true;
}

static bool read_atom(compiler *c, uint8_t byte)
{
    if (!before_atom(c))
        return false;
    if (byte == '^' || byte == '$')
        return emit(c, byte == '^' ? TOKEN_BEGIN : TOKEN_END);
    if (!emit(c, TOKEN_SET))
        return false;
    uint8_t *set = c->out[c->count - 1].set;
    if (byte == '[')
        return read_set(c, set);
    if (byte == '.') {
        memset(set, 0xff, 32);
        return true;
    }
    if (byte == '\\') {
        if (c->pos >= c->text.n)
            return false;
        byte = c->text.p[c->pos++];
    }
    set_add(set, byte);
    return true;
}

/* All of a group: its atoms joined, its alternatives put together. */
static bool close_group(compiler *c)
{
    group *g = &c->open[c->depth];
    if (g->atoms == 0)
        return false;
    for (; g->atoms > 1; g->atoms--)
        if (!emit(c, TOKEN_JOIN))
            return false;
    for (; g->alternatives > 0; g->alternatives--)
        if (!emit(c, TOKEN_OR))
            return false;
    return true;
}

static bool read_bar(compiler *c)
{
    group *g = &c->open[c->depth];
    if (g->atoms == 0)
        return false;
    for (; g->atoms > 1; g->atoms--)
        if (!emit(c, TOKEN_JOIN))
            return false;
    g->atoms = 0;
    g->alternatives++;
    return true;
}

static bool read_one(compiler *c)
{
    uint8_t byte = c->text.p[c->pos++];
    switch (byte) {
    case '(':
        if (!before_atom(c) || c->depth + 1 == MAX_OPEN)
            return false;
        c->open[++c->depth] = (group){0, 0};
        return true;
    case ')':
        if (c->depth == 0 || !close_group(c))
            return false;
        c->depth--;
        return true;
    case '|':
        return read_bar(c);
    case '*':
    case '+':
    case '?':
        return c->open[c->depth].atoms > 0 && emit(c, byte == '*'   ? TOKEN_STAR
                                                      : byte == '+' ? TOKEN_PLUS
                                                                    : TOKEN_MAYBE);
    case '{':
        return false;
    default:
        return read_atom(c, byte);
    }
}

/* ---- states ---------------------------------------------------------------------------------- */

/* A piece of the machine: where it begins, and the chain of ways out that lead nowhere yet. */
typedef struct piece {
    uint16_t start;
    uint16_t first; /* state * 2 + which; the way out holds the next of the chain */
} piece;

static uint16_t add_state(aa_pattern *p, state_kind kind, uint16_t a, uint16_t b)
{
    p->states[p->count] = (state){.kind = kind, .out = {a, b}};
    return (uint16_t)p->count++;
}

static uint16_t *way(aa_pattern *p, uint16_t index)
{
    return &p->states[index / 2].out[index % 2];
}

static void lead(aa_pattern *p, uint16_t first, uint16_t to)
{
    while (first != NO_STATE) {
        uint16_t next = *way(p, first);
        *way(p, first) = to;
        first = next;
    }
}

static uint16_t chain(aa_pattern *p, uint16_t a, uint16_t b)
{
    uint16_t at = a;
    while (*way(p, at) != NO_STATE)
        at = *way(p, at);
    *way(p, at) = b;
    return a;
}

static void build_plain(aa_pattern *p, const token *t, piece *out)
{
    state_kind kind = t->kind == TOKEN_SET ? STATE_SET : t->kind == TOKEN_BEGIN ? STATE_BEGIN : STATE_END;
    uint16_t s = add_state(p, kind, NO_STATE, NO_STATE);
    memcpy(p->states[s].set, t->set, sizeof t->set);
    *out = (piece){s, (uint16_t)(s * 2)};
}

static void build_repeat(aa_pattern *p, token_kind kind, piece *e)
{
    uint16_t s = add_state(p, STATE_SPLIT, e->start, NO_STATE);
    uint16_t rest = (uint16_t)(s * 2 + 1);
    if (kind == TOKEN_MAYBE) {
        *e = (piece){s, chain(p, e->first, rest)};
        return;
    }
    lead(p, e->first, s);
    *e = (piece){kind == TOKEN_STAR ? s : e->start, rest};
}

static bool build(compiler *c, aa_pattern *p)
{
    piece *stack = aa_arena_array(c->arena, c->count + 1, sizeof *stack);
    size_t n = 0;
    if (stack == NULL)
        return false;
    for (size_t i = 0; i < c->count; i++) {
        const token *t = &c->out[i];
        if (t->kind <= TOKEN_END) {
            build_plain(p, t, &stack[n++]);
        } else if (t->kind == TOKEN_JOIN) {
            lead(p, stack[n - 2].first, stack[n - 1].start);
            stack[n - 2].first = stack[n - 1].first;
            n--;
        } else if (t->kind == TOKEN_OR) {
            uint16_t s = add_state(p, STATE_SPLIT, stack[n - 2].start, stack[n - 1].start);
            stack[n - 2] = (piece){s, chain(p, stack[n - 2].first, stack[n - 1].first)};
            n--;
        } else {
            build_repeat(p, t->kind, &stack[n - 1]);
        }
    }
    p->start = stack[0].start;
    lead(p, stack[0].first, add_state(p, STATE_MATCH, NO_STATE, NO_STATE));
    return true;
}

aa_err aa_pattern_compile(aa_arena *arena, aa_bytes text, aa_pattern **out)
{
    compiler c = {.arena = arena, .text = text};
    if (text.n > MAX_TEXT)
        return AA_E_LIMIT;
    c.room = 2 * text.n + 1; /* each byte gives an atom or an operator, and each atom is joined once */
    c.out = aa_arena_array(arena, c.room, sizeof *c.out);
    if (c.out == NULL)
        return AA_E_NOMEM;
    while (c.pos < text.n)
        if (!read_one(&c))
            return AA_E_UNSUPPORTED;
    if (c.depth != 0 || !close_group(&c))
        return AA_E_UNSUPPORTED;
    aa_pattern *p = aa_arena_alloc(arena, sizeof *p);
    if (p == NULL)
        return AA_E_NOMEM;
    size_t room = c.count + 1;
    p->states = aa_arena_array(arena, room, sizeof *p->states);
    p->now = aa_arena_array(arena, room, sizeof *p->now);
    p->then = aa_arena_array(arena, room, sizeof *p->then);
    p->stack = aa_arena_array(arena, 2 * room + 1, sizeof *p->stack);
    if (p->states == NULL || p->now == NULL || p->then == NULL || p->stack == NULL || !build(&c, p))
        return AA_E_NOMEM;
    *out = p;
    return AA_OK;
}

/* ---- matching -------------------------------------------------------------------------------- */

/* Puts |s| on |list| with all that it leads to without a byte. True when that is the end of the pattern. */
static bool follow(aa_pattern *p, uint16_t s, bool at_begin, bool at_end, uint16_t *list, size_t *count)
{
    size_t depth = 0;
    p->stack[depth++] = s;
    while (depth > 0) {
        state *x = &p->states[p->stack[--depth]];
        if (x->mark == p->mark)
            continue;
        x->mark = p->mark;
        if (x->kind == STATE_MATCH)
            return true;
        if (x->kind == STATE_SET)
            list[(*count)++] = (uint16_t)(x - p->states);
        else if (x->kind == STATE_SPLIT || (x->kind == STATE_BEGIN ? at_begin : at_end)) {
            p->stack[depth++] = x->out[0];
            if (x->kind == STATE_SPLIT)
                p->stack[depth++] = x->out[1];
        }
    }
    return false;
}

bool aa_pattern_matches(aa_pattern *p, aa_bytes text, uint64_t *budget)
{
    size_t count = 0;
    p->mark++;
    for (size_t i = 0;; i++) {
        if (follow(p, p->start, i == 0, i == text.n, p->now, &count))
            return true;
        if (i == text.n)
            return false;
        if (*budget < count + 1) {
            *budget = 0;
            return false;
        }
        *budget -= count + 1;
        uint8_t byte = text.p[i];
        size_t next = 0;
        p->mark++;
        for (size_t k = 0; k < count; k++) {
            const state *x = &p->states[p->now[k]];
            if ((x->set[byte / 8] >> byte % 8 & 1) != 0 &&
                follow(p, x->out[0], false, i + 1 == text.n, p->then, &next))
                return true;
        }
        uint16_t *swap = p->now;
        p->now = p->then;
        p->then = swap;
        count = next;
    }
}
