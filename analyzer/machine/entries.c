#include "machine/machine_internal.h"

/*
 * What was put into a container. Several shapes, all within the function of the question: messages and calls
 * on the same object, C arrays of keys and values on the stack, and the memory that a Swift literal is built
 * in.
 */

#define ENTRIES_MAX 64

typedef struct gather {
    aa_machine *m;
    const aa_mflow *flow;
    const aa_mcall *until; /* calls behind this one do not count */
    aa_vec out;            /* aa_mentry */
    unsigned depth;
} gather;

static void add(gather *g, const aa_mcall *call, aa_value key, aa_value value)
{
    aa_mentry *e = g->out.count < ENTRIES_MAX ? aa_machine_push(g->m, &g->out) : NULL;
    if (e == NULL)
        return;
    *e = (aa_mentry){.at = call->at};
    e->key = key == AA_VALUE_UNKNOWN ? (aa_morigins){.complete = true}
                                     : aa_machine_trace(g->m, g->flow, call, key);
    e->value = aa_machine_trace(g->m, g->flow, call, value);
}

/* Calls whose argument 0 is the container, and which of their arguments are key and value. */
typedef struct putter {
    const char *name;
    bool send;
    int8_t key, value; /* -1: none */
} putter;

static const putter putters[] = {
    {"setObject:forKey:", true, 3, 2},          {"setObject:forKeyedSubscript:", true, 3, 2},
    {"setValue:forKey:", true, 3, 2},           {"addObject:", true, -1, 2},
    {"addEntriesFromDictionary:", true, -1, 2}, {"_CFDictionarySetValue", false, 1, 2},
    {"_CFDictionaryAddValue", false, 1, 2},     {"_CFArrayAppendValue", false, -1, 1},
};

static void from_putters(gather *g, aa_value container)
{
    for (size_t i = 0; i < g->flow->call_count; i++) {
        const aa_mcall *c = &g->flow->calls[i];
        if (c->args[0] != container || (g->until != NULL && c->at >= g->until->at))
            continue;
        for (size_t p = 0; p < sizeof putters / sizeof putters[0]; p++) {
            bool fits = c->kind == (putters[p].send ? AA_MCALL_SEND : AA_MCALL_IMPORT) &&
                        aa_mname_fits(c->name, putters[p].name);
            if (fits)
                add(g, c, putters[p].key < 0 ? AA_VALUE_UNKNOWN : c->args[putters[p].key],
                    c->args[putters[p].value]);
        }
    }
}

/* C arrays of |count| pointers in memory. */
static void from_arrays(gather *g, const aa_mcall *call, aa_value keys, aa_value values, aa_value count)
{
    int64_t n;
    if (!aa_value_is_int(g->m->values, count, &n) || n < 0 || n > ENTRIES_MAX)
        return;
    for (int64_t i = 0; i < n; i++)
        add(g, call,
            keys == AA_VALUE_UNKNOWN ? keys : aa_mcall_memory(g->m->flows, g->flow, call, keys, 8 * i, 8),
            aa_mcall_memory(g->m->flows, g->flow, call, values, 8 * i, 8));
}

/* value, key, value, key, …, nil: the first in a register, the rest on the stack */
static void from_variadic(gather *g, const aa_mcall *call, bool pairs)
{
    aa_value items[ENTRIES_MAX];
    size_t n = 0;
    items[n++] = call->args[2];
    for (; n < ENTRIES_MAX; n++) {
        int64_t end;
        items[n] = aa_mcall_stack_argument(g->m->flows, g->flow, call, n - 1);
        if (aa_value_is_int(g->m->values, items[n], &end) && end == 0)
            break;
        aa_value_kind kind = aa_value_kind_of(g->m->values, items[n]);
        if (kind == AA_V_UNKNOWN ||
            (kind == AA_V_PARAM && aa_value_at(g->m->values, items[n])->at >= AA_MPARAM_STACK))
            break;
    }
    for (size_t i = 0; i < n; i += pairs ? 2 : 1)
        if (!pairs)
            add(g, call, AA_VALUE_UNKNOWN, items[i]);
        else if (i + 1 < n)
            add(g, call, items[i + 1], items[i]);
}

/* Memory at the bases that |v| is made of: elements of a Swift array or dictionary literal, in their order.
 */
static void from_memory(gather *g, const aa_mcall *call, aa_value base)
{
    const aa_mmemory *m = call->memory;
    for (size_t i = 0; i < m->count; i++)
        if (m->slots[i].base == base && m->slots[i].size == 8)
            add(g, call, AA_VALUE_UNKNOWN, m->slots[i].value);
}

static void from_value(gather *g, const aa_mcall *at, aa_value v);

/* The call that made the container. */
static void from_maker(gather *g, const aa_mcall *call, aa_value v)
{
    aa_values *values = g->m->values;
    if (call->kind == AA_MCALL_SEND) {
        if (aa_mname_fits(call->name, "dictionaryWithObjects:forKeys:count:") ||
            aa_mname_fits(call->name, "initWithObjects:forKeys:count:"))
            from_arrays(g, call, call->args[3], call->args[2], call->args[4]);
        else if (aa_mname_fits(call->name, "arrayWithObjects:count:") ||
                 aa_mname_fits(call->name, "initWithObjects:count:"))
            from_arrays(g, call, AA_VALUE_UNKNOWN, call->args[2], call->args[3]);
        else if (aa_mname_fits(call->name, "dictionaryWithObjectsAndKeys:") ||
                 aa_mname_fits(call->name, "initWithObjectsAndKeys:"))
            from_variadic(g, call, true);
        else if (aa_mname_fits(call->name, "arrayWithObjects:") ||
                 aa_mname_fits(call->name, "initWithObjects:"))
            from_variadic(g, call, false);
        else if (aa_mname_fits(call->name, "dictionaryWithObject:forKey:"))
            add(g, call, call->args[3], call->args[2]);
        else if (aa_mname_fits(call->name, "dictionaryWithDictionary:") ||
                 aa_mname_fits(call->name, "initWithDictionary:") ||
                 aa_mname_fits(call->name, "arrayWithArray:"))
            from_value(g, call, call->args[2]);
        else if (aa_mname_fits(call->name, "copy") || aa_mname_fits(call->name, "mutableCopy"))
            from_value(g, call, call->args[0]);
        return;
    }
    if (call->kind == AA_MCALL_IMPORT && aa_mname_fits(call->name, "_CFDictionaryCreate")) {
        from_arrays(g, call, call->args[1], call->args[2], call->args[3]);
        return;
    }
    /* Swift: the second result of an allocation is where the elements go */
    const aa_value_node *n = aa_value_at(values, v);
    if (n->kind == AA_V_RESULT && g->until != NULL)
        from_memory(g, g->until, aa_value_leaf(values, AA_V_RESULT, (n->at & ~UINT32_C(3)) + 1, 0));
    /* and what was handed to a function that makes the container of it */
    for (size_t a = 0; a < 3; a++)
        from_value(g, call, call->args[a]);
}

static void from_value(gather *g, const aa_mcall *at, aa_value v)
{
    aa_values *values = g->m->values;
    if (g->depth >= 5 || g->m->failed)
        return;
    g->depth++;
    for (size_t i = 0; i < aa_value_members(values, v); i++) {
        aa_value member = aa_value_member(values, v, i);
        aa_value_kind kind = aa_value_kind_of(values, member);
        if (kind != AA_V_RESULT && kind != AA_V_STACK && kind != AA_V_PARAM && kind != AA_V_LOAD)
            continue;
        from_putters(g, member);
        const aa_mcall *maker = kind == AA_V_RESULT ? aa_mflow_call_of(g->flow, values, member) : NULL;
        if (at != NULL && (kind == AA_V_RESULT || kind == AA_V_STACK)) {
            int64_t offset;
            aa_value base = aa_mbase(values, member, 0, &offset);
            from_memory(g, at, base);
        }
        if (maker != NULL && maker != at)
            from_maker(g, maker, member);
    }
    g->depth--;
}

size_t aa_msite_entries(aa_machine *machine, const aa_msite *site, size_t i, const aa_mentry **out)
{
    gather g = {.m = machine, .flow = site->flow, .until = site->call, .out = AA_VEC_INIT(aa_mentry)};
    aa_value v = i < 9 ? site->call->args[i] : AA_VALUE_UNKNOWN;
    from_value(&g, site->call, v);
    if (g.out.count == 0) {
        /* made elsewhere: in the function that gave it, or the one that handed it over */
        aa_morigins o = aa_machine_trace(machine, site->flow, site->call, v);
        for (size_t k = 0; k < o.count && k < 4; k++) {
            if (o.items[k].kind != AA_MORIGIN_CALL || o.items[k].flow == NULL || o.items[k].call == NULL)
                continue;
            g.flow = o.items[k].flow;
            g.until = NULL;
            uint32_t result = (uint32_t)(o.items[k].call->at - g.flow->image->base);
            from_value(&g, NULL, aa_value_leaf(machine->values, AA_V_RESULT, result, 0));
        }
    }
    *out = g.out.items;
    return g.out.count;
}

/* ---- what becomes of a result
 * --------------------------------------------------------------------------------- */

static bool tested_in(aa_machine *m, const aa_mflow *flow, aa_value v)
{
    for (size_t i = 0; i < flow->test_count; i++)
        if (aa_mvalue_made_of(m->values, flow->tests[i].left, v, 4) ||
            aa_mvalue_made_of(m->values, flow->tests[i].right, v, 4))
            return true;
    return false;
}

bool aa_msite_result_tested(aa_machine *machine, const aa_msite *site)
{
    uint32_t at = (uint32_t)(site->call->at - site->flow->image->base);
    aa_value v = aa_value_leaf(machine->values, AA_V_RESULT, at, 0);
    if (tested_in(machine, site->flow, v))
        return true;
    if (!aa_mvalue_made_of(machine->values, site->flow->result[0], v, 4))
        return false;
    aa_msites callers = aa_machine_calls_to(machine, site->image, site->function);
    for (size_t i = 0; i < callers.count; i++) {
        const aa_mflow *flow = callers.items[i].flow;
        uint32_t place = (uint32_t)(callers.items[i].call->at - flow->image->base);
        if (tested_in(machine, flow, aa_value_leaf(machine->values, AA_V_RESULT, place, 0)))
            return true;
    }
    return false;
}
