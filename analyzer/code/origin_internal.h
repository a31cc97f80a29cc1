/*
 * Following values. Internal to origin_*.c.
 */
#ifndef AA_CODE_ORIGIN_INTERNAL_H
#define AA_CODE_ORIGIN_INTERNAL_H

#include "code/evaluate.h"
#include "code/origin.h"

#define AA_TRACE_DEPTH   5U
#define AA_TRACE_STEPS   4000U
#define AA_TRACE_CALLERS 64U
#define AA_TRACE_TARGETS 8U
#define AA_TRACE_ORIGINS 256U
#define AA_TRACE_NESTING 40U /* of questions inside questions; what bounds recursion */

/* A call that was entered: its callee's parameters are this call's arguments and no other's. */
typedef struct aa_frame {
    aa_method_id caller;
    const aa_flow_call *call;
    const struct aa_frame *up;
    unsigned depth;
} aa_frame;

typedef enum aa_solved_state { AA_SOLVED_DONE, AA_SOLVED_OPEN, AA_SOLVED_STALE } aa_solved_state;

typedef struct aa_solved {
    uint64_t key;
    aa_value value;
    uint32_t cost;
    bool used;
    aa_solved_state state;
} aa_solved;

struct aa_tracer {
    aa_flows *flows;
    const aa_program *program;
    aa_values *values;
    aa_models *models;
    aa_arena *arena;
    aa_solved *memo; /* constants() of values without a frame */
    size_t memo_mask, memo_count;
    bool failed;
};

/* One question being answered. */
typedef struct aa_trace_run {
    aa_tracer *t;
    unsigned depth; /* methods that may be crossed */
    uint32_t steps; /* left */
    unsigned nesting;
    bool through;
    aa_method_id by_caller; /* tell origins apart by the calls of this method; AA_NO_ID: do not */
    bool cut;               /* something was not followed */
    bool cyclic;            /* an answer was needed for itself: what is above it is not to be kept */
} aa_trace_run;

/*
 * The constants that |v| of |method| can be, as a union; AA_VALUE_UNKNOWN is among its members when it can be
 * something else too.
 */
aa_value aa_trace_constants(aa_trace_run *run, aa_method_id method, aa_value v, const aa_frame *frame,
                            unsigned crossed);

/* Call sites that can run |method|, at most AA_TRACE_CALLERS; |*cut| when there are more. */
size_t aa_trace_callers(aa_trace_run *run, aa_method_id method, const aa_call_ref **out);

/* Values stored in a field, with where; see origin_field.c. */
typedef struct aa_stored {
    aa_method_id in;
    uint32_t pc;
    aa_value value;
    const aa_frame *frame; /* of a constructor whose call is known */
} aa_stored;

size_t aa_trace_stores(aa_trace_run *run, aa_method_id method, const aa_value_node *field,
                       const aa_frame *frame, aa_stored *out, size_t max);
/* The library call that writes into the array that a field holds; NULL: none is seen. |*in| gets its method.
 */
const aa_flow_call *aa_trace_filler(aa_trace_run *run, aa_field_id field, aa_method_id *in);

/* The value that a static field has before any code runs, or that only its class initialiser works out;
 * UNKNOWN. */
aa_value aa_trace_initial(aa_trace_run *run, aa_field_id field);

/* Evaluates a call of the app's |callee|; UNKNOWN when its arguments are not all constant. */
aa_value aa_trace_evaluate(aa_trace_run *run, aa_method_id method, const aa_flow_call *call,
                           aa_method_id callee, const aa_frame *frame, unsigned crossed);

/* Methods that |call| in |in| can run. */
size_t aa_trace_targets(aa_trace_run *run, aa_method_id in, const aa_flow_call *call, aa_method_id *out);

const aa_frame *aa_trace_enter(aa_trace_run *run, aa_method_id caller, const aa_flow_call *call,
                               const aa_frame *up);

/* ---- the search for origins: origin.c asks, origin_follow.c looks ---- */

/* A value to follow: where it stands, and how it got from there to the question. */
typedef struct aa_trace_item {
    aa_method_id method;
    uint32_t pc;
    aa_value value;
    const aa_frame *frame;
    const aa_step *way;
    unsigned crossed;
    bool exact;
    bool element; /* an element of the array is meant, not the array */
} aa_trace_item;

typedef struct aa_trace_search {
    aa_trace_run run;
    aa_vec items; /* of aa_trace_item: found, in order; those below |next| were looked at */
    size_t next;
    aa_vec origins; /* of aa_origin */
} aa_trace_search;

void aa_search_push(aa_trace_search *s, const aa_trace_item *from, aa_trace_item next);
void aa_search_emit(aa_trace_search *s, const aa_trace_item *at, aa_origin origin);
void aa_search_emit_unknown(aa_trace_search *s, const aa_trace_item *at);
aa_origin aa_search_plain(aa_origin_kind kind);
/* The parts of what |at| is, to be looked at too. */
void aa_search_follow_parts(aa_trace_search *s, const aa_trace_item *at, const aa_value *parts, size_t count,
                            bool exact, bool element);
/* A constant, or an array of constants: whole, or one element of it. */
void aa_search_found_constant(aa_trace_search *s, const aa_trace_item *at, aa_value v);
const aa_step *aa_search_step_to(aa_trace_search *s, aa_step step);

/* Looks at one value. */
void aa_search_follow(aa_trace_search *s, const aa_trace_item *at);

bool aa_trace_is_constant(const aa_values *values, aa_value v);

#endif
