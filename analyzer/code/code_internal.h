/*
 * One thread's view of a program. Internal to code*.c.
 */
#ifndef AA_CODE_CODE_INTERNAL_H
#define AA_CODE_CODE_INTERNAL_H

#include "base/vec.h"
#include "code/code.h"
#include "code/owner.h"

struct aa_code {
    aa_code_base base;
    aa_arena *arena;
    aa_flows *flows;
    aa_tracer *tracer;
    aa_owners *owners;
    uint8_t *owner_of;                 /* by type the app defines: 0 not asked yet, else 1 + aa_code_owner */
    size_t types, methods;             /* that the app defines */
    aa_vec calls, overrides, subtypes; /* answers given, by what was asked */
    bool failed;
};

/* "Lapp/Main;->run" cut at the arrow; |proto| from the parenthesis on, empty when there is none. */
typedef struct aa_pattern {
    aa_bytes owner, name, proto;
} aa_pattern;

bool aa_pattern_of(const char *text, aa_pattern *out);

/* Lists of answers that code_classes.c keeps. */
void aa_code_init_answers(aa_code *code);

#endif
