/*
 * How one method is read. Internal to flow_*.c.
 */
#ifndef AA_CODE_FLOW_INTERNAL_H
#define AA_CODE_FLOW_INTERNAL_H

#include "code/flow.h"
#include "code/model.h"

#define AA_FLOW_SLOTS    64 /* objects made in one method whose content is followed */
#define AA_FLOW_FORWARDS 16 /* fields of objects whose last written value is kept */
#define AA_FLOW_ELEMENTS 4096

/* Content of an object made in this method. Never changed while it is shared. */
typedef struct aa_flow_cell {
    bool array;
    bool shared;
    char element;     /* of an array: type character */
    uint32_t length;  /* elements followed; 0 with |content| set: only that is known */
    aa_value content; /* of a builder: its text; of an array: what it holds, when |elements| is NULL */
    aa_value *elements;
} aa_flow_cell;

typedef struct aa_flow_forward {
    aa_field_id field;
    aa_value object, value;
} aa_flow_forward;

/* What is known before an instruction. */
typedef struct aa_flow_state {
    aa_value *regs;
    aa_flow_cell **cells; /* by slot; NULL: not made on the way here */
    aa_value result;      /* of the call or filled-new-array before */
    uint32_t forward_count;
    aa_flow_forward forwards[AA_FLOW_FORWARDS];
} aa_flow_state;

typedef struct aa_flow_insn {
    aa_dex_insn insn;
    uint32_t block;
    uint16_t slot; /* of the object it makes, + 1; 0: none followed */
} aa_flow_insn;

typedef struct aa_flow_node {
    uint32_t first, last; /* instructions */
    uint32_t *successors; /* normal ones, then handlers */
    uint32_t successor_count, handler_count;
    uint32_t order; /* in reverse post-order; AA_NO_ID: cannot be reached */
    uint32_t visits;
    bool *taken; /* by successor: an edge that can be run */
    aa_flow_state *in;
    bool pending, live;
    bool leads_out; /* some edge leads to no instruction */
} aa_flow_node;

struct aa_flows {
    const aa_program *program;
    const aa_limits *limits;
    aa_arena *arena;
    aa_values *values;
    aa_models *models;
    const aa_flow **by_method;          /* with what all callers give */
    const aa_flow **for_any;            /* for any arguments */
    aa_type_id builder, buffer, string; /* AA_NO_ID: the app never names it */
    bool failed;
};

/* One method being read; |arena| is scratch. */
typedef struct aa_reader {
    aa_flows *flows;
    aa_values *values;
    aa_arena *arena;
    aa_method_id method;
    const aa_method *record;
    aa_dex_code code;
    aa_flow_insn *insns;
    size_t insn_count;
    uint32_t *by_pc; /* instruction at each code unit; AA_NO_ID: none */
    aa_flow_node *nodes;
    size_t node_count;
    uint32_t *rpo;
    size_t rpo_count;
    size_t registers;
    uint16_t slots;
    uint32_t *slot_pcs;
    aa_flow_state *now;    /* while a block is run */
    aa_flow_state *thrown; /* join of what its throwing instructions begin with */
    bool has_thrown;
    bool recording;
    bool blind;                       /* over budget: every register is unknown */
    struct aa_evaluation *evaluation; /* while one path is run on constants; NULL: the fixpoint */
    uint64_t steps;
    const char *trouble;
    aa_vec calls, stores, elements, exits, branches;
    bool failed;
} aa_reader;

/* Decodes and finds blocks. False: no code, damage (|trouble|) or memory. */
bool aa_reader_graph(aa_reader *r);

/* Runs the fixpoint. */
void aa_reader_solve(aa_reader *r, const aa_value *args, size_t count);

const aa_flow *aa_flow_for_any(aa_flows *flows, aa_method_id method);

/*
 * Arguments that are the same number at every call of the method |flow| is of, when one of its branches asks
 * for them; the others are parameters. 0: there are none, or somebody unseen may call it.
 */
#define AA_FLOW_PARAMETERS 16
size_t aa_flow_known_parameters(aa_flows *flows, const aa_flow *flow, aa_value out[AA_FLOW_PARAMETERS]);

/* One instruction on |r->now|; the successors of the last one of a block are in |taken| then. */
void aa_reader_step(aa_reader *r, uint32_t index);
void aa_reader_decide(aa_reader *r, aa_flow_node *node);

/* The value of a static final field that only its declaration sets; UNKNOWN for others. */
aa_value aa_flow_field_constant(aa_flows *flows, aa_field_id id);
/* What any static field holds before code runs. */
aa_value aa_flow_field_value(aa_flows *flows, aa_field_id id);
aa_value aa_flow_text(aa_flows *flows, aa_bytes raw); /* MUTF-8 */

/* Calls, in flow_call.c. */
void aa_reader_call(aa_reader *r, const aa_flow_insn *at);

/* While evaluating, in evaluate.c: a call of the app's code, a static field. False: cannot be told. */
bool aa_evaluate_call(aa_reader *r, aa_method_id to, const aa_value *args, size_t count, aa_value *out);
bool aa_evaluate_field(aa_reader *r, aa_field_id field, aa_value *out);
/* The entry state, parameters being |args| (NULL: parameters). */
bool aa_reader_enter(aa_reader *r, const aa_value *args, size_t count);

/* State, in flow_state.c. NULL: memory is out, |failed| is set. */
aa_flow_state *aa_state_new(aa_reader *r);
void aa_state_copy(aa_reader *r, aa_flow_state *to, aa_flow_state *from);
/* True when |to| changed. |visits|: how often this was done, for widening. */
bool aa_state_join(aa_reader *r, aa_flow_state *to, aa_flow_state *from, uint32_t visits);

aa_value aa_reader_get(const aa_reader *r, uint32_t reg);
void aa_reader_set(aa_reader *r, uint32_t reg, aa_value v);
void aa_reader_replace(aa_reader *r, aa_value from, aa_value to); /* in all registers */

/* The followed object that |v| is, writable or not; NULL: none. */
aa_flow_cell *aa_reader_cell(aa_reader *r, aa_value v);
aa_flow_cell *aa_reader_own_cell(aa_reader *r, aa_value v);
aa_flow_cell *aa_reader_new_cell(aa_reader *r, uint16_t slot);
bool aa_reader_keep_elements(aa_reader *r, aa_flow_cell *cell, uint32_t length, aa_value fill);
void aa_reader_lose_array(aa_reader *r, aa_value array, aa_value with, bool keep);
/* |v| with the content that arrays and builders have now. */
aa_value aa_reader_snapshot(aa_reader *r, aa_value v, unsigned depth);

/* Text made of two parts, folded when both are constant. */
aa_value aa_reader_concat(aa_reader *r, aa_value a, aa_value b);
/* |v| of a type as text, as String.valueOf() would make it. */
aa_value aa_reader_to_text(aa_reader *r, aa_value v, char type);

/* Arithmetic on constants, AA_V_OP otherwise; in flow_fold.c. |op| of the 12x, 23x and 22b/22s forms. */
aa_value aa_fold_binary(aa_values *values, uint8_t op, aa_value a, aa_value b);
aa_value aa_fold_unary(aa_values *values, uint8_t op, aa_value a);
/* 1, 0, or -1 when the values do not tell. |op| if-eq … if-le, with the second operand 0 for the z forms. */
int aa_fold_compare(const aa_values *values, uint8_t op, aa_value a, aa_value b);

#endif
