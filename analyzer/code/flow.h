/*
 * One method read as a program: a control-flow graph over its instructions and, to a fixpoint, the value of
 * every register. Branches whose condition is decided by constants are not followed, so code behind them does
 * not count.
 *
 * Made on demand and kept in its aa_flows; each thread has its own aa_flows over one shared aa_program.
 */
#ifndef AA_CODE_FLOW_H
#define AA_CODE_FLOW_H

#include "code/program.h"
#include "code/value.h"

/* A call with what it gets. Calls of code that cannot be run are not listed. */
typedef struct aa_flow_call {
    uint32_t pc;
    uint32_t block;
    aa_method_id to;           /* as resolved; AA_NO_ID: cannot be told */
    uint8_t kind;              /* aa_call_kind */
    uint8_t argument_count;    /* the receiver is argument 0, where there is one; wide values count once */
    bool result_used;          /* the result reaches a register that is read */
    const aa_value *arguments; /* at the call, contents of arrays and builders included */
    aa_type_id receiver;       /* most exact class known of argument 0; AA_NO_ID */
    aa_value result;           /* AA_V_RESULT of this pc, or what evaluation gave */
} aa_flow_call;

typedef struct aa_flow_store {
    uint32_t pc, block;
    aa_field_id field;
    aa_value object; /* AA_VALUE_UNKNOWN for a static field */
    aa_value value;
} aa_flow_store;

/* An element put into an array (aput, fill-array-data as AA_V_BYTES). */
typedef struct aa_flow_element {
    uint32_t pc, block;
    aa_value array, index, value;
} aa_flow_element;

typedef struct aa_flow_exit {
    uint32_t pc, block;
    aa_value value; /* returned or thrown; UNKNOWN for return-void */
    bool throws;
    bool caught; /* thrown, and a handler of this method can catch it */
} aa_flow_exit;

/* if-*, packed-switch, sparse-switch that constants do not decide. */
typedef struct aa_flow_branch {
    uint32_t pc, block;
    uint8_t op;           /* Dalvik opcode */
    aa_value a, b;        /* b: UNKNOWN for a switch; AA_V_INT 0 for if-*z */
    uint32_t taken, next; /* blocks; of a switch: AA_NO_ID, see successors */
} aa_flow_branch;

typedef struct aa_flow_block {
    uint32_t start, end; /* code units */
    const uint32_t
        *successors; /* blocks that can follow, each once, handlers last; none when it is not live */
    uint32_t successor_count;
    uint32_t handler_count; /* of the successors, those for exceptions */
    bool live;              /* can be run */
    bool returns, throws;   /* ends so */
} aa_flow_block;

typedef struct aa_flow {
    aa_method_id method;
    const aa_flow_block *blocks; /* 0 is the entry */
    size_t block_count;
    const aa_flow_call *calls; /* each list in pc order */
    size_t call_count;
    const aa_flow_store *stores;
    size_t store_count;
    const aa_flow_element *elements;
    size_t element_count;
    const aa_flow_exit *exits;
    size_t exit_count;
    const aa_flow_branch *branches;
    size_t branch_count;
    aa_value result;     /* join of what live returns give; NOTHING when it never returns */
    bool complete;       /* false: a limit or damage; values are then not to be trusted for "never" answers */
    const char *trouble; /* note code of why; NULL */
} aa_flow;

typedef struct aa_flows aa_flows;

/* NULL: memory is out. |program| outlives it. Freed by aa_flows_free(), which takes NULL. */
aa_flows *aa_flows_new(const aa_program *program, const aa_limits *limits);
void aa_flows_free(aa_flows *flows);
/* Budgets begin anew, for questions that shall not depend on those before; what was read is kept. */
void aa_flows_next_turn(aa_flows *flows);
const aa_program *aa_flows_program(const aa_flows *flows);
aa_values *aa_flows_values(aa_flows *flows);
struct aa_models *aa_flows_models(aa_flows *flows); /* code/model.h */

/* The value of a static final field that nothing but its declaration sets; AA_VALUE_UNKNOWN for others. */
aa_value aa_flow_field_constant(aa_flows *flows, aa_field_id field);

/* NULL: the method has no code, or memory is out (aa_flows_failed()). Valid as long as |flows|. */
const aa_flow *aa_flow_of(aa_flows *flows, aa_method_id method);
bool aa_flows_failed(const aa_flows *flows);

/* The call at |pc|; NULL when it is not run. */
const aa_flow_call *aa_flow_call_at(const aa_flow *flow, uint32_t pc);
uint32_t aa_flow_block_at(const aa_flow *flow, uint32_t pc); /* AA_NO_ID: none */

/*
 * Appends |v|, as seen in |method|, in a form to be read: "\"AES\"", "{1, 2}", "param 1",
 * "result of Ljava/…;->x(I)V at 12" (decimal code units), "Lapp/Main;->key of param 0", "concat(\"a\", …)".
 */
void aa_flow_put_value(aa_flows *flows, aa_method_id method, aa_value v, aa_str *s);

/* ---- shape of control ------------------------------------------------------------------------------- */

/* Every path from the entry to |block| goes through |by|. */
bool aa_flow_dominates(const aa_flow *flow, uint32_t by, uint32_t block);

/* A decision that must have gone one way for |block| to run. */
typedef struct aa_flow_guard {
    const aa_flow_branch *branch;
    bool taken; /* the jump was taken; of a switch: always true */
} aa_flow_guard;

/* Guards of |block|, nearest last; at most |max| are written, returns how many there are. */
size_t aa_flow_guards(const aa_flow *flow, uint32_t block, aa_flow_guard *out, size_t max);

/* A path from |from| (a block) to |to| that avoids |without| (AA_NO_ID: none) exists; exception edges count.
 */
bool aa_flow_can_go(const aa_flow *flow, uint32_t from, uint32_t to, uint32_t without);

/* Some path from the entry returns normally without running any block of |avoid| (bits by block; NULL: none).
 */
bool aa_flow_can_return(const aa_flow *flow, const bool *avoid);

#endif
