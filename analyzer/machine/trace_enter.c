#include "machine/machine_internal.h"

/*
 * What a function was given: by the call that is being followed, by every call that is seen, by messages of
 * its selector, and for blocks and closures by what they captured where they were made.
 */

#define CALLERS_MAX 24U

static void entry(aa_mtrace *t, const aa_mtask *task, uint32_t reg)
{
    aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_ENTRY, .exact = true, .number = (int64_t)reg});
}

static aa_value argument(aa_mtrace *t, const aa_mflow *caller, const aa_mcall *call, uint32_t reg)
{
    if (reg <= 8)
        return call->args[reg];
    if (reg == AA_MPARAM_SELF)
        return call->self;
    if (reg >= AA_MPARAM_STACK)
        return aa_mcall_stack_argument(t->machine->flows, caller, call, reg - AA_MPARAM_STACK);
    return AA_VALUE_UNKNOWN;
}

/* Where the task goes on: the argument, or what memory at it holds. */
typedef struct target {
    uint32_t reg;
    bool memory;
    int64_t offset;
    unsigned size;
} target;

static void go_to_caller(aa_mtrace *t, const aa_mtask *task, const aa_mflow *caller, const aa_mcall *call,
                         const target *what, const aa_mframe *frame)
{
    aa_mtask next = *task;
    next.flow = caller;
    next.call = call;
    next.frame = frame;
    next.depth = frame == NULL ? task->depth + 1 : task->depth;
    next.way = aa_mtrace_step(t, task, AA_MSTEP_ARGUMENT, caller, call->at);
    aa_value v = argument(t, caller, call, what->reg);
    next.second = AA_VALUE_UNKNOWN;
    if (!what->memory) {
        next.value = v;
        next.pair = task->pair && what->reg < 8;
        if (next.pair)
            next.second = call->args[what->reg + 1];
    } else {
        next.value = aa_mcall_memory(t->machine->flows, caller, call, v, what->offset, what->size);
        next.pair = task->pair;
        if (next.pair)
            next.second = aa_mcall_memory(t->machine->flows, caller, call, v, what->offset + 8, 8);
    }
    aa_mtrace_follow(t, &next);
}

/* Messages that can lead to this method. */
static size_t by_messages(aa_mtrace *t, const aa_mtask *task, const target *what)
{
    const aa_image_function *f = &task->flow->image->functions[task->flow->function];
    char *selector = aa_arena_strndup(t->machine->arena, (const char *)f->selector.p, f->selector.n);
    if (selector == NULL || f->selector.n == 0 || what->reg == 0)
        return 0;
    aa_msites sites = aa_machine_sends(t->machine, selector, NULL);
    size_t n = 0;
    for (size_t i = 0; i < sites.count && n < CALLERS_MAX; i++) {
        aa_bytes receiver = aa_mclass_of(t->machine, sites.items[i].flow, sites.items[i].call->args[0], 0);
        if (receiver.n > 0 && !aa_bytes_equal(receiver, f->class_name))
            continue;
        go_to_caller(t, task, sites.items[i].flow, sites.items[i].call, what, NULL);
        n++;
    }
    return n;
}

static size_t by_calls(aa_mtrace *t, const aa_mtask *task, const target *what)
{
    aa_msites sites = aa_machine_calls_to(t->machine, aa_machine_image_index(t->machine, task->flow->image),
                                          task->flow->function);
    for (size_t i = 0; i < sites.count && i < CALLERS_MAX; i++)
        go_to_caller(t, task, sites.items[i].flow, sites.items[i].call, what, NULL);
    if (sites.count > CALLERS_MAX) { /* the others could give anything */
        t->complete = false;
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_UNKNOWN, .exact = true});
    }
    return sites.count;
}

static void callers(aa_mtrace *t, const aa_mtask *task, const target *what)
{
    const aa_mframe *frame = task->frame;
    uint32_t image = aa_machine_image_index(t->machine, task->flow->image);
    if (frame != NULL && frame->image == image && frame->function == task->flow->function) {
        go_to_caller(t, task, frame->caller, frame->call, what, frame->up);
        return;
    }
    const aa_image_function *f = &task->flow->image->functions[task->flow->function];
    size_t n = task->depth < 4 ? by_calls(t, task, what) + by_messages(t, task, what) : 0;
    const aa_image_mention *first;
    bool taken = f->taken_in_data || aa_image_mentions_of(task->flow->image, f->address, &first) > 0;
    if (n == 0 || (taken && f->selector.n == 0))
        entry(t, task, what->reg);
}

void aa_mtrace_param(aa_mtrace *t, const aa_mtask *task, uint32_t reg)
{
    callers(t, task, &(target){.reg = reg});
}

/* ---- what blocks and closures captured -------------------------------------------------------------------
 */

/* The own stack, not written yet, reads as an argument or as nothing known. */
static bool is_written(const aa_values *values, aa_value v)
{
    const aa_value_node *n = aa_value_at(values, v);
    return n->kind != AA_V_UNKNOWN && (n->kind != AA_V_PARAM || n->at < AA_MPARAM_STACK);
}

/* A call in |flow| at which memory holds the address of the function: a block literal (invoke at 16). Source:
 * clang Block-ABI-Apple. */
static bool captured_in_block(aa_mtrace *t, const aa_mtask *task, const aa_mflow *flow, int64_t offset,
                              unsigned size)
{
    aa_values *values = t->machine->values;
    aa_value address =
        aa_value_int(values, (int64_t)task->flow->image->functions[task->flow->function].address);
    for (size_t i = 0; i < flow->call_count; i++) {
        const aa_mmemory *m = flow->calls[i].memory;
        for (size_t k = 0; k < m->count; k++) {
            if (m->slots[k].value != address || m->slots[k].size != 8)
                continue;
            aa_mtask next = *task;
            next.flow = flow;
            next.call = &flow->calls[i];
            next.frame = NULL;
            next.pair = false;
            next.depth = task->depth + 1;
            next.value = aa_mcall_memory(t->machine->flows, flow, &flow->calls[i], m->slots[k].base,
                                         m->slots[k].offset - 16 + offset, size);
            if (!is_written(values, next.value))
                continue; /* the literal is not complete yet */
            next.way = aa_mtrace_step(t, task, AA_MSTEP_CAPTURE, flow, flow->calls[i].at);
            aa_mtrace_follow(t, &next);
            return true;
        }
    }
    return false;
}

/* A call that is given the function and, beside it, its context. Source: swift docs, "thick" functions. */
static bool captured_in_context(aa_mtrace *t, const aa_mtask *task, const aa_mflow *flow, int64_t offset,
                                unsigned size)
{
    aa_values *values = t->machine->values;
    aa_value address =
        aa_value_int(values, (int64_t)task->flow->image->functions[task->flow->function].address);
    for (size_t i = 0; i < flow->call_count; i++)
        for (size_t a = 0; a < 7; a++) {
            const aa_mcall *call = &flow->calls[i];
            if (call->args[a] != address)
                continue;
            aa_mtask next = *task;
            next.flow = flow;
            next.call = call;
            next.frame = NULL;
            next.depth = task->depth + 1;
            next.value = aa_mcall_memory(t->machine->flows, flow, call, call->args[a + 1], offset, size);
            next.second =
                task->pair ? aa_mcall_memory(t->machine->flows, flow, call, call->args[a + 1], offset + 8, 8)
                           : AA_VALUE_UNKNOWN;
            next.way = aa_mtrace_step(t, task, AA_MSTEP_CAPTURE, flow, call->at);
            aa_mtrace_follow(t, &next);
            return true;
        }
    return false;
}

static size_t captures(aa_mtrace *t, const aa_mtask *task, uint32_t reg, int64_t offset, unsigned size)
{
    const aa_image *image = task->flow->image;
    const aa_image_mention *first;
    size_t n = aa_image_mentions_of(image, image->functions[task->flow->function].address, &first), found = 0;
    for (size_t i = 0; i < n && i < CALLERS_MAX; i++) {
        const aa_mflow *flow = aa_mflow_of(t->machine->flows, image,
                                           aa_image_function_at(image, aa_image_address(image, first[i].at)));
        if (flow == NULL || flow == task->flow)
            continue;
        bool here = reg == 0 ? captured_in_block(t, task, flow, offset, size)
                             : captured_in_context(t, task, flow, offset, size);
        found += here;
    }
    return found;
}

void aa_mtrace_param_memory(aa_mtrace *t, const aa_mtask *task, uint32_t reg, int64_t offset, unsigned size)
{
    const aa_image_function *f = &task->flow->image->functions[task->flow->function];
    bool method = f->selector.n > 0;
    if (!method && (reg == 0 || reg == AA_MPARAM_SELF) && task->depth < 4 &&
        captures(t, task, reg, offset, size) > 0)
        return;
    if (method && reg == 0) { /* a field at a fixed place of the object */
        if (task->depth < 4 && aa_mtrace_own_field(t, task, offset) > 0)
            return;
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_FIELD, .exact = true, .number = offset});
        return;
    }
    callers(t, task, &(target){reg, true, offset, size});
}
