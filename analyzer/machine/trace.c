#include "machine/machine_internal.h"

#define DEPTH 5     /* functions crossed */
#define STEPS 3000U /* values looked at */

/* What was followed: the same value of the same function in the same context need not be again. */
typedef struct followed {
    const aa_mflow *flow;
    const aa_mframe *frame;
    const aa_mcall *call;
    aa_value value, second;
} followed;

void aa_mtrace_emit(aa_mtrace *t, const aa_mtask *task, aa_morigin origin)
{
    origin.exact = origin.exact && task->exact;
    origin.way = task->way;
    origin.image = aa_machine_image_index(t->machine, task->flow->image);
    origin.function = task->flow->function;
    if (origin.flow == NULL)
        origin.flow = task->flow;
    if (origin.text.p == NULL)
        origin.text = aa_bytes_none();
    for (size_t i = 0; i < t->out.count; i++) {
        aa_morigin *o = (aa_morigin *)t->out.items + i;
        if (o->kind == origin.kind && o->number == origin.number && o->call == origin.call &&
            o->function == origin.function && o->image == origin.image &&
            aa_bytes_equal(o->text, origin.text)) {
            o->exact = o->exact && origin.exact;
            return;
        }
    }
    aa_morigin *o = aa_machine_push(t->machine, &t->out);
    if (o != NULL)
        *o = origin;
}

const aa_mstep *aa_mtrace_step(aa_mtrace *t, const aa_mtask *task, aa_mstep_kind kind, const aa_mflow *flow,
                               uint64_t at)
{
    aa_mstep *step = aa_arena_alloc(t->machine->arena, sizeof *step);
    if (step == NULL) {
        t->machine->failed = true;
        return task->way;
    }
    step->kind = kind;
    step->image = aa_machine_image_index(t->machine, flow->image);
    step->function = flow->function;
    step->at = at;
    step->next = task->way;
    return step;
}

static void unknown(aa_mtrace *t, const aa_mtask *task)
{
    t->complete = false;
    aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_UNKNOWN, .exact = true});
}

/* ---- constants ---------------------------------------------------------------------------------------- */

bool aa_mswift_literal(aa_machine *machine, const aa_image *image, uint64_t count, uint64_t object,
                       aa_bytes *out)
{
    uint8_t top = (uint8_t)(object >> 56);
    if ((top & 0xf0) == 0xe0) { /* small: up to 15 bytes in the two words */
        unsigned n = top & 15U;
        char *text = aa_arena_alloc(machine->arena, 16);
        if (text == NULL) {
            machine->failed = true;
            return false;
        }
        for (unsigned i = 0; i < 15; i++)
            text[i] = (char)(i < 8 ? count >> (8 * i) : object >> (8 * (i - 8)));
        *out = aa_bytes_of(text, n);
        return true;
    }
    if (top != 0x80 || count >> 60 != 0xd) /* immortal, native, large */
        return false;
    uint64_t length = count & UINT64_C(0xffffffffffff);
    uint64_t address = (object & UINT64_C(0x0fffffffffffffff)) + 32;
    return aa_macho_read(image->macho, address, length, out);
}

/* What lies at a constant address: text, data, a class, or nothing but a number. */
static void constant(aa_mtrace *t, const aa_mtask *task, int64_t number)
{
    const aa_image *image = task->flow->image;
    uint64_t address = (uint64_t)number;
    aa_morigin o = {.kind = AA_MORIGIN_INT, .exact = true, .number = number};
    const aa_macho_section *s = aa_macho_section_at(image->macho, address);
    aa_bytes text;
    if (s == NULL || address < image->base + 4096) {
        aa_mtrace_emit(t, task, o);
        return;
    }
    aa_bytes class_name = aa_image_class_at(image, address);
    if (class_name.n > 0) {
        o.kind = AA_MORIGIN_SYMBOL;
        o.text = class_name;
    } else if (aa_objc_string(t->machine->arena, image->macho, address, &text) ||
               ((s->flags & 0xff) == 2 && aa_macho_cstring(image->macho, address, &text))) {
        o.kind = AA_MORIGIN_TEXT; /* S_CSTRING_LITERALS is 2 */
        o.text = text;
    } else if (aa_bytes_sub(s->data, address - s->address, s->data.n - (address - s->address), &text)) {
        o.kind = AA_MORIGIN_DATA;
        o.text = text;
    }
    aa_mtrace_emit(t, task, o);
}

static bool both_numbers(const aa_machine *m, const aa_mtask *task, int64_t *a, int64_t *b)
{
    return task->pair && aa_value_kind_of(m->values, task->value) == AA_V_INT &&
           aa_value_kind_of(m->values, task->second) == AA_V_INT &&
           aa_value_is_int(m->values, task->value, a) && aa_value_is_int(m->values, task->second, b);
}

static void number(aa_mtrace *t, const aa_mtask *task)
{
    int64_t a, b = 0;
    aa_bytes text;
    if (both_numbers(t->machine, task, &a, &b) &&
        aa_mswift_literal(t->machine, task->flow->image, (uint64_t)a, (uint64_t)b, &text)) {
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_TEXT, .exact = true, .text = text});
        return;
    }
    if (aa_value_is_int(t->machine->values, task->value, &a))
        constant(t, task, a);
}

/* ---- structure ------------------------------------------------------------------------------------------
 */

static void follow_part(aa_mtrace *t, const aa_mtask *task, aa_value part, bool exact)
{
    aa_mtask next = *task;
    next.value = part;
    next.second = AA_VALUE_UNKNOWN;
    next.pair = false;
    next.exact = task->exact && exact;
    aa_mtrace_follow(t, &next);
}

/* Members of a union in two registers: those that belong together are not known, so a pair is tried for each
 * second that fits. */
static void follow_union(aa_mtrace *t, const aa_mtask *task)
{
    aa_values *values = t->machine->values;
    size_t n = aa_value_members(values, task->value), k = aa_value_members(values, task->second);
    for (size_t i = 0; i < n; i++) {
        aa_mtask next = *task;
        next.value = aa_value_member(values, task->value, i);
        if (!task->pair) {
            aa_mtrace_follow(t, &next);
            continue;
        }
        for (size_t j = 0; j < k; j++) {
            next.second = aa_value_member(values, task->second, j);
            if (aa_value_kind_of(values, next.value) == aa_value_kind_of(values, next.second))
                aa_mtrace_follow(t, &next);
        }
    }
}

static void follow_node(aa_mtrace *t, const aa_mtask *task, const aa_value_node *n)
{
    switch (n->kind) {
    case AA_V_INT:
        number(t, task);
        return;
    case AA_V_IMPORT:
        aa_mtrace_emit(
            t, task,
            (aa_morigin){
                .kind = AA_MORIGIN_SYMBOL, .exact = n->number == 0, .text = n->text, .number = n->number});
        return;
    case AA_V_PARAM:
        aa_mtrace_param(t, task, n->at);
        return;
    case AA_V_RESULT:
    case AA_V_OUT: {
        const aa_mcall *call = aa_mflow_call_of(task->flow, t->machine->values, task->value);
        if (call == NULL)
            unknown(t, task);
        else
            aa_mtrace_call(t, task, call, n->kind == AA_V_RESULT ? n->at & 3 : 0, n->kind == AA_V_OUT);
        return;
    }
    case AA_V_LOAD:
        aa_mtrace_load(t, task);
        return;
    case AA_V_UNION:
        follow_union(t, task);
        return;
    case AA_V_CHOICE:
        follow_part(t, task, n->parts[0], true);
        follow_part(t, task, n->parts[1], true);
        return;
    case AA_V_MIX:
    case AA_V_SUM:
        for (size_t i = 0; i < n->part_count; i++)
            follow_part(t, task, n->parts[i], false);
        return;
    case AA_V_STACK:
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_LOCAL, .exact = true, .number = n->number});
        return;
    case AA_V_NOTHING:
        return;
    default:
        unknown(t, task);
        return;
    }
}

static bool seen(aa_mtrace *t, const aa_mtask *task)
{
    for (size_t i = 0; i < t->seen.count; i++) {
        const followed *f = (const followed *)t->seen.items + i;
        if (f->flow == task->flow && f->value == task->value && f->second == task->second &&
            f->frame == task->frame && f->call == task->call)
            return true;
    }
    followed *f = aa_machine_push(t->machine, &t->seen);
    if (f != NULL)
        *f = (followed){task->flow, task->frame, task->call, task->value, task->second};
    return false;
}

void aa_mtrace_follow(aa_mtrace *t, const aa_mtask *task)
{
    if (t->machine->failed || seen(t, task))
        return;
    if (task->flow == NULL || t->steps == 0 || task->depth > DEPTH) {
        if (task->flow != NULL)
            unknown(t, task);
        t->complete = false;
        return;
    }
    t->steps--;
    const aa_value_node node = *aa_value_at(t->machine->values, task->value);
    follow_node(t, task, &node);
}

/* ---- questions
 * --------------------------------------------------------------------------------------------- */

static aa_morigins run(aa_machine *machine, const aa_mtask *task)
{
    aa_mtrace t = {.machine = machine,
                   .out = AA_VEC_INIT(aa_morigin),
                   .seen = AA_VEC_INIT(followed),
                   .steps = STEPS,
                   .complete = true};
    aa_mtrace_follow(&t, task);
    return (aa_morigins){t.out.items, t.out.count, t.complete && !machine->failed};
}

aa_morigins aa_machine_trace(aa_machine *machine, const aa_mflow *flow, const aa_mcall *call, aa_value value)
{
    return run(machine, &(aa_mtask){.flow = flow, .call = call, .value = value, .exact = true});
}

aa_morigins aa_msite_origins(aa_machine *machine, const aa_msite *site, size_t i)
{
    return aa_machine_trace(machine, site->flow, site->call, i < 9 ? site->call->args[i] : AA_VALUE_UNKNOWN);
}

aa_morigins aa_msite_stack_origins(aa_machine *machine, const aa_msite *site, size_t i)
{
    return aa_machine_trace(machine, site->flow, site->call,
                            aa_mcall_stack_argument(machine->flows, site->flow, site->call, i));
}

aa_morigins aa_msite_swift_origins(aa_machine *machine, const aa_msite *site, size_t i)
{
    if (i >= 8)
        return (aa_morigins){.complete = false};
    return run(machine, &(aa_mtask){.flow = site->flow,
                                    .call = site->call,
                                    .value = site->call->args[i],
                                    .second = site->call->args[i + 1],
                                    .pair = true,
                                    .exact = true});
}
