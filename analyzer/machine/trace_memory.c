#include "machine/machine_internal.h"

#define WRITERS_MAX 32U

static void field(aa_mtrace *t, const aa_mtask *task, int64_t number)
{
    aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_FIELD, .exact = true, .number = number});
}

/* The address of the variable that holds an instance variable's offset, when |v| is an object plus that. */
static bool ivar_of(const aa_machine *m, const aa_image *image, aa_value v, uint64_t *out)
{
    const aa_value_node *n = aa_value_at(m->values, v);
    if (n->kind != AA_V_SUM || n->part_count != 2)
        return false;
    const aa_value_node *offset = aa_value_at(m->values, n->parts[1]);
    if (offset->kind != AA_V_LOAD || aa_value_kind_of(m->values, offset->parts[0]) != AA_V_INT)
        return false;
    *out = (uint64_t)offset->number;
    const aa_image_range *r = aa_image_range_at(image, *out);
    return r != NULL && r->memory == AA_MEMORY_IVAR;
}

/* What a writer stored: followed from there. */
static void follow_store(aa_mtrace *t, const aa_mtask *task, const aa_mflow *flow, const aa_mstore *store)
{
    aa_mtask next = *task;
    next.flow = flow;
    next.call = NULL;
    next.frame = NULL;
    next.value = store->value;
    next.second = AA_VALUE_UNKNOWN;
    next.depth = task->depth + 1;
    if (task->pair) { /* the second half is stored right beside it */
        for (size_t i = 0; i < flow->store_count; i++)
            if (flow->stores[i].base == store->base && flow->stores[i].offset == store->offset + 8)
                next.second = flow->stores[i].value;
    }
    next.way = aa_mtrace_step(t, task, AA_MSTEP_FIELD, flow, store->at);
    aa_mtrace_follow(t, &next);
}

/* Stores of functions that mention |address| to what |fits|. */
typedef bool (*store_test)(const aa_machine *m, const aa_image *image, const aa_mstore *s, uint64_t what);

static size_t writers(aa_mtrace *t, const aa_mtask *task, uint64_t address, store_test fits)
{
    const aa_image *image = task->flow->image;
    const aa_image_mention *first;
    size_t n = aa_image_mentions_of(image, address, &first), found = 0;
    uint32_t last = AA_NO_FUNCTION;
    for (size_t i = 0; i < n && found < WRITERS_MAX; i++) {
        uint32_t f = aa_image_function_at(image, aa_image_address(image, first[i].at));
        if (f == last || f == AA_NO_FUNCTION)
            continue;
        last = f;
        const aa_mflow *flow = aa_mflow_of(t->machine->flows, image, f);
        for (size_t k = 0; flow != NULL && k < flow->store_count; k++) {
            if (!fits(t->machine, image, &flow->stores[k], address))
                continue;
            follow_store(t, task, flow, &flow->stores[k]);
            found++;
        }
    }
    return found;
}

static bool to_variable(const aa_machine *m, const aa_image *image, const aa_mstore *s, uint64_t address)
{
    (void)image;
    return aa_value_kind_of(m->values, s->base) == AA_V_INT && (uint64_t)s->offset == address;
}

static bool to_ivar(const aa_machine *m, const aa_image *image, const aa_mstore *s, uint64_t address)
{
    uint64_t ivar;
    return ivar_of(m, image, s->base, &ivar) && ivar == address;
}

#define METHODS_MAX 256U

size_t aa_mtrace_own_field(aa_mtrace *t, const aa_mtask *task, int64_t offset)
{
    const aa_image *image = task->flow->image;
    aa_bytes name = image->functions[task->flow->function].class_name;
    aa_value self = aa_value_leaf(t->machine->values, AA_V_PARAM, 0, 0);
    size_t looked = 0, found = 0;
    for (uint32_t f = 0; f < image->function_count && looked < METHODS_MAX && found < WRITERS_MAX; f++) {
        if (!aa_bytes_equal(image->functions[f].class_name, name) ||
            aa_bytes_is(image->functions[f].selector, ".cxx_destruct")) /* which only empties */
            continue;
        const aa_mflow *flow = aa_mflow_of(t->machine->flows, image, f);
        looked++;
        for (size_t k = 0; flow != NULL && k < flow->store_count; k++) {
            if (flow->stores[k].base != self || flow->stores[k].offset != offset)
                continue;
            follow_store(t, task, flow, &flow->stores[k]);
            found++;
        }
    }
    return found;
}

/* A variable of the program: what it holds at load, and what code stores in it. */
static void variable(aa_mtrace *t, const aa_mtask *task, uint64_t address, unsigned size)
{
    const aa_image *image = task->flow->image;
    uint64_t target;
    uint32_t import;
    size_t n = writers(t, task, address, to_variable);
    aa_mtask next = *task;
    next.second = AA_VALUE_UNKNOWN;
    const aa_image_range *r = aa_image_range_at(image, address);
    bool in_file = r != NULL && address - r->address + size <= r->data.n;
    if (in_file && size == 8 && aa_macho_pointer(image->macho, address, &target, &import)) {
        if (import != AA_MACHO_NO_IMPORT) {
            aa_mtrace_emit(t, task,
                           (aa_morigin){.kind = AA_MORIGIN_SYMBOL,
                                        .exact = true,
                                        .text = image->macho->imports[import].name});
            return;
        }
        next.value = aa_value_int(t->machine->values, (int64_t)target);
        if (task->pair) { /* the two words of a Swift String */
            uint64_t object;
            if (aa_macho_pointer(image->macho, address + 8, &object, &import) && import == AA_MACHO_NO_IMPORT)
                next.second = aa_value_int(t->machine->values, (int64_t)object);
        }
        if (target != 0 || n == 0)
            aa_mtrace_follow(t, &next);
        return;
    }
    if (n == 0)
        field(t, task, (int64_t)address);
}

void aa_mtrace_load(aa_mtrace *t, const aa_mtask *task)
{
    const aa_value_node n = *aa_value_at(t->machine->values, task->value);
    const aa_value_node base = *aa_value_at(t->machine->values, n.parts[0]);
    uint64_t ivar;
    if (base.kind == AA_V_INT) {
        variable(t, task, (uint64_t)n.number, n.at);
    } else if (base.kind == AA_V_IMPORT) { /* the value of an imported constant goes by its name */
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_SYMBOL, .exact = true, .text = base.text});
    } else if (ivar_of(t->machine, task->flow->image, n.parts[0], &ivar)) {
        if (writers(t, task, ivar, to_ivar) == 0)
            field(t, task, (int64_t)ivar);
    } else if (base.kind == AA_V_PARAM) {
        aa_mtrace_param_memory(t, task, base.at, n.number, n.at);
    } else if (base.kind == AA_V_LOAD || base.kind == AA_V_RESULT || base.kind == AA_V_SUM) {
        field(t, task, n.number);
    } else {
        t->complete = false;
        aa_mtrace_emit(t, task, (aa_morigin){.kind = AA_MORIGIN_UNKNOWN, .exact = true});
    }
}
