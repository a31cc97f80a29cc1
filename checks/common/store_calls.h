/*
 * Calls of a store library's method whatever it is called, for checks that only ask whether there is one.
 */
#ifndef AA_CHECKS_COMMON_STORE_CALLS_H
#define AA_CHECKS_COMMON_STORE_CALLS_H

#include "engine/code_record.h"

enum { STORE_CALLERS = 64 };

typedef struct store_place {
    aa_method_id in;
    uint32_t pc;
} store_place;

static inline bool store_is_new(aa_code *code, aa_vec *seen, const aa_call_ref *call)
{
    const store_place *items = seen->items;
    for (size_t i = 0; i < seen->count; i++)
        if (items[i].in == call->in && items[i].pc == call->pc)
            return false;
    store_place *slot = aa_code_push(code, seen);
    if (slot != NULL)
        *slot = (store_place){call->in, call->pc};
    return slot != NULL;
}

/* Records |message| with the caller's name for each call of a renamed REQUEST of |kind|; how many. The method
 * and what it implements are both known by their form, and called at the same place. */
static inline size_t store_hit_renamed(aa_code *code, aa_sink *sink, aa_shape_kind kind, unsigned message)
{
    const aa_program *p = aa_code_base_of(code)->program;
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(aa_code_base_of(code)->shapes, kind, &shapes);
    aa_vec seen = AA_VEC_INIT(store_place);
    for (size_t i = 0; i < count; i++) {
        const aa_call_ref *calls[STORE_CALLERS];
        if (shapes[i].part != AA_PART_REQUEST || shapes[i].by_name || shapes[i].method == AA_NO_ID)
            continue;
        size_t n = aa_method_callers(p, shapes[i].method, calls, STORE_CALLERS);
        for (size_t k = 0; k < n && k < STORE_CALLERS; k++) {
            if (aa_program_method(p, calls[k]->in)->owner == shapes[i].type ||
                !store_is_new(code, &seen, calls[k]))
                continue;
            aa_hit_method(sink, message, AA_SEVERITY_INFO, code, calls[k]->in, calls[k]->pc,
                          AA_ARGS(aa_code_method_name(code, calls[k]->in)));
        }
    }
    return seen.count;
}

static inline bool store_is_text(void *context, aa_bytes text)
{
    return aa_bytes_equal(*(const aa_bytes *)context, text);
}

/* The method that may run and holds a text of the renamed library; AA_NO_ID: there is none. */
static inline aa_method_id store_renamed(aa_code *code, aa_shape_kind kind)
{
    const aa_code_base *base = aa_code_base_of(code);
    const aa_shape *shapes = NULL;
    size_t count = aa_shapes_of(base->shapes, kind, &shapes);
    for (size_t i = 0; i < count; i++) {
        const aa_literal *texts = NULL;
        aa_bytes anchor = shapes[i].anchor;
        bool there = shapes[i].part == AA_PART_LITERAL && !shapes[i].by_name;
        size_t n = there ? aa_code_literals(code, store_is_text, &anchor, &texts) : 0;
        for (size_t k = 0; k < n; k++)
            if (!aa_code_is_library(code, texts[k].in) &&
                (base->reach == NULL || aa_reach_state(base->reach, texts[k].in) != AA_CODE_UNREACHED))
                return texts[k].in;
    }
    return AA_NO_ID;
}

#endif
