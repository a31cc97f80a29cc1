/*
 * Answers to whole questions, kept: checks ask the same of the same arguments.
 */
#include "code/origin_internal.h"

#include <stdlib.h>

static bool same_question(const aa_question *a, const aa_question *b)
{
    return a->method == b->method && a->value == b->value && a->pc == b->pc && a->depth == b->depth &&
           a->steps == b->steps && a->through == b->through && a->apart == b->apart;
}

/* Where the answer to |q| is, or belongs. */
static aa_answered *slot_of(const aa_tracer *t, const aa_question *q)
{
    uint64_t h = ((uint64_t)q->method << 32 | q->value) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 29 ^ ((uint64_t)q->pc << 2 | (unsigned)q->through << 1 | q->apart)) *
        UINT64_C(0xBF58476D1CE4E5B9);
    size_t slot = (size_t)(h >> 32) & t->answers_mask;
    while (t->answers[slot].used && !same_question(&t->answers[slot].question, q))
        slot = (slot + 1) & t->answers_mask;
    return &t->answers[slot];
}

static bool grow(aa_tracer *t)
{
    size_t old_size = t->answers == NULL ? 0 : t->answers_mask + 1;
    size_t size = old_size == 0 ? 256 : old_size * 2;
    aa_answered *old = t->answers;
    aa_answered *answers = calloc(size, sizeof *answers);
    if (answers == NULL) /* not kept: asked again, it is found again */
        return false;
    t->answers = answers;
    t->answers_mask = size - 1;
    for (size_t i = 0; i < old_size; i++)
        if (old[i].used)
            *slot_of(t, &old[i].question) = old[i];
    free(old);
    return true;
}

const aa_origins *aa_trace_answered(const aa_tracer *t, const aa_question *question)
{
    const aa_answered *known = t->answers == NULL ? NULL : slot_of(t, question);
    return known != NULL && known->used ? &known->origins : NULL;
}

void aa_trace_keep(aa_tracer *t, const aa_question *question, const aa_origins *origins)
{
    if (t->failed || ((t->answers == NULL || t->answers_count * 2 > t->answers_mask) && !grow(t)))
        return;
    *slot_of(t, question) = (aa_answered){*question, *origins, true};
    t->answers_count++;
}
