/*
 * Following values. Internal to origin_*.c.
 */
#ifndef AA_CODE_ORIGIN_INTERNAL_H
#define AA_CODE_ORIGIN_INTERNAL_H

#include "code/evaluate.h"
#include "code/origin.h"

#define AA_TRACE_DEPTH   5U
#define AA_TRACE_ALONE   6U   /* further methods, where there is only one way to go */
#define AA_TRACE_LATER   256U /* values that lie beyond the depth by such ways */
#define AA_TRACE_STEPS   4000U
#define AA_TRACE_CALLERS 1024U /* of one method */
#define AA_TRACE_TARGETS 8U
#define AA_TRACE_ORIGINS 256U
#define AA_TRACE_NESTING 40U /* of questions inside questions; what bounds recursion */

/* A call that was entered: its callee's parameters are this call's arguments and no other's. */
typedef struct aa_frame {
    aa_method_id caller;
    const aa_flow_call *call;
    struct aa_frame *up;
    struct aa_frame *below, *beside; /* frames entered from here; the next one entered from |up| */
} aa_frame;

/* An answer that is kept. */
typedef struct aa_solved {
    uint64_t key;
    aa_value value;
    uint32_t cost;
    bool used;
} aa_solved;

/* What a call of a method on a receiver of some class can run, kept. */
typedef struct aa_targets {
    aa_method_id to;
    aa_type_id receiver;
    uint32_t kind;  /* aa_call_kind, + 1; 0: free */
    uint32_t count; /* may be above AA_TRACE_TARGETS */
    aa_method_id methods[AA_TRACE_TARGETS];
} aa_targets;

/* All that an answer depends on, beside the program. */
typedef struct aa_question {
    aa_method_id method;
    aa_value value;
    uint32_t pc, depth, steps;
    bool through, apart;
} aa_question;

typedef struct aa_answered {
    aa_question question;
    aa_origins origins;
    bool used;
} aa_answered;

struct aa_tracer {
    aa_flows *flows;
    const aa_program *program;
    aa_values *values;
    aa_models *models;
    aa_arena *arena;   /* answers */
    aa_arena *scratch; /* for one question */
    aa_solved *memo;   /* constants of values without a frame */
    size_t memo_mask, memo_count;
    aa_targets *targets;
    size_t targets_mask, targets_count;
    uint8_t *fills; /* by method of the app: it calls what fills arrays, + 1; 0: not asked yet */
    aa_answered *answers;
    size_t answers_mask, answers_count;
    bool failed;
};

/* The answer that was kept; NULL: there is none. */
const aa_origins *aa_trace_answered(const aa_tracer *t, const aa_question *question);
void aa_trace_keep(aa_tracer *t, const aa_question *question, const aa_origins *origins);

/* A question that waits for the answer to another. */
typedef struct aa_open {
    aa_method_id method;
    aa_value value;
    aa_frame *frame;
    unsigned level;
    const struct aa_open *up;
} aa_open;

/* One question being answered. */
typedef struct aa_trace_run {
    aa_tracer *t;
    unsigned depth; /* methods that may be crossed */
    uint32_t steps; /* left */
    bool through;
    aa_method_id by_caller; /* tell origins apart by the calls of this method; AA_NO_ID: do not */
    bool cut;               /* something was not followed */
    const aa_open *open;
    unsigned cycle;   /* lowest level of a question that came up again inside its own answer */
    aa_frame *frames; /* entered from the method of the question */
} aa_trace_run;

/* False, and the answer is cut, when no more than |steps| are left. */
bool aa_trace_spend(aa_trace_run *run, uint32_t steps);

/* ---- what is asked of the program, in origin_call.c --------------------------------------------------- */

/* As aa_flow_of(); what cannot be read, or not to its end, cuts the answer. */
const aa_flow *aa_trace_flow(aa_trace_run *run, aa_method_id method);
/* NULL: it is not run, or is not read, which cuts the answer. */
const aa_flow_call *aa_trace_call(aa_trace_run *run, aa_method_id method, uint32_t pc);

/* Call sites that can run |method|, at most AA_TRACE_CALLERS: more cut the answer. */
size_t aa_trace_callers(aa_trace_run *run, aa_method_id method, const aa_call_ref *const **out);

/* Where a parameter gets its value: an argument of a call, or what a method gives back. */
typedef struct aa_giver {
    aa_method_id in;
    uint32_t pc;
    uint32_t argument;
    bool result; /* of |in| */
} aa_giver;

/*
 * What gives |method| its argument |number|: calls of it, and calls of the platform that hand something on to
 * it, as AsyncTask.execute() does to doInBackground(). |*open|: whoever calls it may give something else,
 * too.
 */
size_t aa_trace_givers(aa_trace_run *run, aa_method_id method, uint32_t number, const aa_giver **out,
                       bool *open);

typedef enum aa_given {
    AA_GIVEN_NOT,    /* the call is not run, or not read */
    AA_GIVEN_UNSAID, /* the call has no such argument: to the body of a lambda whoever runs it gives it */
    AA_GIVEN,
} aa_given;

/* |*out| is AA_VALUE_UNKNOWN unless it is given; |*pc| where it is. */
aa_given aa_trace_given(aa_trace_run *run, const aa_giver *giver, uint32_t *pc, aa_value *out);

/* Methods that |call| in |in| can run; more than AA_TRACE_TARGETS are not written. */
size_t aa_trace_targets(aa_trace_run *run, aa_method_id in, const aa_flow_call *call, aa_frame *frame,
                        aa_method_id *out);

/*
 * The frame of that call. A call that was entered before on the way here is entered no second time: what
 * comes of it is what came of it before; where that may be less than all, the answer is cut. NULL: memory is
 * out.
 */
aa_frame *aa_trace_enter(aa_trace_run *run, aa_method_id caller, const aa_flow_call *call,
                         aa_method_id callee, aa_frame *up);

/* The object that |*value| is, through arguments of calls that were entered: AA_V_NEW or something else. */
aa_value aa_trace_object(aa_trace_run *run, aa_method_id *method, aa_value value, aa_frame **frame);

/* ---- constants, in origin_constants.c ----------------------------------------------------------------- */

bool aa_trace_is_constant(const aa_values *values, aa_value v);

/*
 * The constants that |v| of |method| can be, as a union; AA_VALUE_UNKNOWN is among its members when it can be
 * something else too.
 */
aa_value aa_trace_constants(aa_trace_run *run, aa_method_id method, aa_value v, aa_frame *frame,
                            unsigned crossed);

/*
 * What |callee| gives for the arguments of |call|, when its own text does not tell but running it does;
 * AA_VALUE_UNKNOWN.
 */
aa_value aa_trace_evaluate(aa_trace_run *run, aa_method_id method, const aa_flow_call *call,
                           aa_method_id callee, aa_frame *frame, unsigned crossed);

/* ---- fields, in origin_field.c ------------------------------------------------------------------------ */

/* A value stored in a field. */
typedef struct aa_stored {
    aa_method_id in;
    uint32_t pc;
    aa_value value;
    aa_frame *frame; /* of a constructor whose call is known */
} aa_stored;

/* How many there are. What else the field can hold before is aa_trace_first(). */
size_t aa_trace_stores(aa_trace_run *run, aa_method_id method, const aa_value_node *field, aa_frame *frame,
                       const aa_stored **out);
/* The library call that writes into the array that a field holds; NULL: none is seen. |*in| gets its method.
 */
const aa_flow_call *aa_trace_filler(aa_trace_run *run, aa_field_id field, aa_method_id *in);

/* The only value that a static field ever has, as its declaration or its class initialiser makes it;
 * AA_VALUE_UNKNOWN. */
aa_value aa_trace_fixed(aa_trace_run *run, aa_field_id field);
/* The value that the file gives to a static field, when code can read it before another is stored;
 * AA_VALUE_UNKNOWN. */
aa_value aa_trace_first(aa_trace_run *run, aa_field_id field);

/* ---- the search for origins: origin.c keeps it, origin_follow.c and origin_write.c look --------------- */

/* A value to follow: where it stands, and how it got from there to the question. */
typedef struct aa_trace_item {
    aa_method_id method;
    uint32_t pc;
    aa_value value;
    aa_frame *frame;
    const aa_step *way;
    unsigned crossed; /* methods, of those that count */
    unsigned alone;   /* and of those that were the only way */
    bool exact;
    bool element; /* an element of the array is meant, not the array */
    bool key; /* a name under which something was looked for: only texts that say what it is called count */
    int64_t index; /* which; -1: any */
} aa_trace_item;

typedef struct aa_trace_search {
    aa_trace_run run;
    aa_vec items; /* of aa_trace_item: found, in order; those below |next| were looked at */
    size_t next;
    aa_vec later; /* of aa_trace_item: beyond the depth, looked at when the rest is done */
    bool late;
    uint32_t *seen; /* items by what they are, + 1 */
    size_t seen_mask;
    aa_vec origins;                       /* of aa_origin */
    uint32_t marks[AA_TRACE_ORIGINS + 1]; /* of these */
} aa_trace_search;

void aa_search_push(aa_trace_search *s, aa_trace_item next);
void aa_search_emit(aa_trace_search *s, const aa_trace_item *at, aa_origin origin);
void aa_search_emit_unknown(aa_trace_search *s, const aa_trace_item *at);
aa_origin aa_search_plain(aa_origin_kind kind);
/* The parts of what |at| is, to be looked at too. */
void aa_search_follow_parts(aa_trace_search *s, const aa_trace_item *at, const aa_value *parts, size_t count,
                            bool exact);
/* A constant, or an array of constants: whole, or one element of it. */
void aa_search_found_constant(aa_trace_search *s, const aa_trace_item *at, aa_value v);
/* |at| one step further away: |next| is what it becomes there. */
const aa_step *aa_search_step_to(aa_trace_search *s, aa_step step);

/* Looks at one value. */
void aa_search_follow(aa_trace_search *s, const aa_trace_item *at);
/* What the call at |pc| writes into the arrays it is given. */
void aa_search_follow_out(aa_trace_search *s, const aa_trace_item *at, uint32_t pc);

#endif
