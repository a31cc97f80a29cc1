#ifndef AA_MACHINE_MACHINE_INTERNAL_H
#define AA_MACHINE_MACHINE_INTERNAL_H

#include "machine/machine.h"

/* A question asked before, with its answer. */
typedef struct aa_masked {
    char kind; /* 'i' import, 's' selector, 'v' svc */
    const char *what;
    aa_msites sites;
} aa_masked;

struct aa_machine {
    const aa_machine_base *base;
    aa_mflows *flows;
    aa_values *values;
    aa_arena *arena;
    aa_vec asked;              /* aa_masked */
    aa_vec texts;              /* of aa_mplace_ref: every constant text with the places that use it */
    struct aa_mglance *glance; /* room to look around in; NULL: not needed yet */
    bool texts_ready;
    bool failed;
};

void *aa_machine_push(aa_machine *machine, aa_vec *vec);

/* As aa_mname_fits(), for names that begin alike. */
bool aa_mname_fits_on(aa_bytes name, const char *pattern);

/* |pattern| is |name|, or a beginning of it when it ends with '*'. Asked for every name of an image: most
 * differ from the first letter on. */
static inline bool aa_mname_fits(aa_bytes name, const char *pattern)
{
    bool differ = name.n > 0 && (char)name.p[0] != pattern[0] && pattern[0] != '*';
    return !differ && aa_mname_fits_on(name, pattern);
}

/* Functions, each once and in order, that hold the places collected. */
typedef struct aa_mcandidates {
    aa_vec functions; /* uint32_t */
} aa_mcandidates;

void aa_mcandidates_add(aa_machine *machine, aa_mcandidates *c, const aa_image *image, uint64_t at);
void aa_mcandidates_sort(aa_mcandidates *c);

/* Places that load or name the fixups of imports that fit. */
void aa_mcandidates_of_import(aa_machine *machine, aa_mcandidates *c, const aa_image *image,
                              const char *symbol);

/* texts.c */
void aa_machine_find_texts(aa_machine *machine);
size_t aa_machine_push_mentions(aa_machine *m, aa_vec *out, const aa_image *image, uint64_t address,
                                aa_bytes text);
void aa_machine_push_place(aa_machine *m, aa_vec *out, const aa_image *image, uint32_t function, uint64_t at,
                           aa_bytes text);

/* ---- tracing ---- */

/* The call by which a function was entered while its result is followed. */
typedef struct aa_mframe {
    const aa_mflow *caller;
    const aa_mcall *call;
    const struct aa_mframe *up;
    uint32_t image, function; /* the one entered */
} aa_mframe;

typedef struct aa_mtrace {
    aa_machine *machine;
    aa_vec out;  /* aa_morigin */
    aa_vec seen; /* what was followed: see trace.c */
    unsigned steps, depth;
    bool complete;
} aa_mtrace;

/* A value to follow. |second| is the register beside it, for Swift's texts. */
typedef struct aa_mtask {
    const aa_mflow *flow;
    const aa_mcall *call; /* where memory is looked at; NULL: none */
    aa_value value, second;
    bool pair, exact;
    unsigned depth;
    const aa_mstep *way;
    const aa_mframe *frame;
} aa_mtask;

void aa_mtrace_follow(aa_mtrace *t, const aa_mtask *task);
void aa_mtrace_emit(aa_mtrace *t, const aa_mtask *task, aa_morigin origin);
const aa_mstep *aa_mtrace_step(aa_mtrace *t, const aa_mtask *task, aa_mstep_kind kind, const aa_mflow *flow,
                               uint64_t at);
uint32_t aa_machine_image_index(const aa_machine *machine, const aa_image *image);

/* trace_call.c: a RESULT or OUT. */
void aa_mtrace_call(aa_mtrace *t, const aa_mtask *task, const aa_mcall *call, unsigned reg, bool out);
/* trace_enter.c: an argument at entry, or what memory at one held. */
void aa_mtrace_param(aa_mtrace *t, const aa_mtask *task, uint32_t reg);
void aa_mtrace_param_memory(aa_mtrace *t, const aa_mtask *task, uint32_t reg, int64_t offset, unsigned size);
/* trace_memory.c: a variable of the program, an instance variable. */
void aa_mtrace_load(aa_mtrace *t, const aa_mtask *task);
/* What methods of the function's own class store at that distance from the object; how many did. */
size_t aa_mtrace_own_field(aa_mtrace *t, const aa_mtask *task, int64_t offset);

/* A Swift String in two registers. False when they are no literal. Source: swift StringObject.swift. */
bool aa_mswift_literal(aa_machine *machine, const aa_image *image, uint64_t count, uint64_t object,
                       aa_bytes *out);

/* |part| is |v|, or what it is computed from, up to |depth| steps. */
bool aa_mvalue_made_of(const aa_values *values, aa_value v, aa_value part, unsigned depth);

/* Class of an object, as far as it is certain. */
aa_bytes aa_mclass_of(aa_machine *machine, const aa_mflow *flow, aa_value v, unsigned depth);
/* Name behind "_OBJC_CLASS_$_"; empty: no class. */
aa_bytes aa_mclass_symbol(aa_bytes symbol);
/* Messages that give an object of the class of their receiver, and those that do when that is a class. */
bool aa_mkeeps_class(aa_bytes selector);
bool aa_mis_factory(aa_bytes selector);
/* Functions of the runtime that make an object of the class they are given. */
bool aa_mmakes_object(aa_bytes symbol);

/* glance.c: false when every message |selector| of the function is for certain to an object of a class that
 * is not |class_name|. */
bool aa_mglance_may_send(aa_machine *machine, const aa_image *image, uint32_t function, const char *selector,
                         const char *class_name);
void aa_mglance_free(struct aa_mglance *room);

#endif
