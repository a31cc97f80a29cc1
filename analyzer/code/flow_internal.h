/*
 * How one method is read. Internal to flow_*.c.
 */
#ifndef AA_CODE_FLOW_INTERNAL_H
#define AA_CODE_FLOW_INTERNAL_H

#include "code/flow.h"
#include "code/flow_scratch.h"
#include "code/model.h"

#define AA_FLOW_SLOTS      256  /* objects made in one method whose content is followed */
#define AA_FLOW_FORWARDS   16   /* fields whose last written value is kept */
#define AA_FLOW_ELEMENTS   4096 /* of an array, followed one by one */
#define AA_FLOW_HANDLERS   64   /* of one try */
#define AA_FLOW_PARAMETERS 16   /* told of callers, or given to a method run on constants */
#define AA_FLOW_NESTING    13   /* methods run on constants inside each other */

/* Opcodes by first and last of a group; the groups are as in the Dalvik bytecode table. */
enum {
    OP_MOVE = 0x01,
    OP_MOVE_WIDE = 0x04,
    OP_MOVE_OBJECT = 0x07,
    OP_MOVE_OBJECT_16 = 0x09,
    OP_MOVE_RESULT = 0x0A,
    OP_MOVE_RESULT_WIDE = 0x0B,
    OP_MOVE_RESULT_OBJECT = 0x0C,
    OP_MOVE_EXCEPTION = 0x0D,
    OP_RETURN_VOID = 0x0E,
    OP_RETURN_OBJECT = 0x11,
    OP_CONST_4 = 0x12,
    OP_CONST_WIDE_16 = 0x16,
    OP_CONST_WIDE_HIGH16 = 0x19,
    OP_CONST_STRING = 0x1A,
    OP_CONST_STRING_JUMBO = 0x1B,
    OP_CONST_CLASS = 0x1C,
    OP_MONITOR_ENTER = 0x1D,
    OP_CHECK_CAST = 0x1F,
    OP_INSTANCE_OF = 0x20,
    OP_ARRAY_LENGTH = 0x21,
    OP_NEW_INSTANCE = 0x22,
    OP_NEW_ARRAY = 0x23,
    OP_FILLED_NEW_ARRAY = 0x24,
    OP_FILLED_NEW_ARRAY_R = 0x25,
    OP_FILL_ARRAY_DATA = 0x26,
    OP_THROW = 0x27,
    OP_PACKED_SWITCH = 0x2B,
    OP_SPARSE_SWITCH = 0x2C,
    OP_CMPL_FLOAT = 0x2D,
    OP_CMP_LONG = 0x31,
    OP_IF_EQ = 0x32,
    OP_IF_NE = 0x33,
    OP_IF_LE = 0x37,
    OP_IF_EQZ = 0x38,
    OP_IF_NEZ = 0x39,
    OP_IF_LEZ = 0x3D,
    OP_AGET = 0x44,
    OP_AGET_WIDE = 0x45,
    OP_AGET_SHORT = 0x4A,
    OP_APUT = 0x4B,
    OP_APUT_SHORT = 0x51,
    OP_IGET = 0x52,
    OP_IGET_WIDE = 0x53,
    OP_IGET_SHORT = 0x58,
    OP_IPUT = 0x59,
    OP_IPUT_SHORT = 0x5F,
    OP_SGET = 0x60,
    OP_SGET_WIDE = 0x61,
    OP_SGET_SHORT = 0x66,
    OP_SPUT = 0x67,
    OP_SPUT_SHORT = 0x6D,
    OP_INVOKE_VIRTUAL = 0x6E,
    OP_INVOKE_INTERFACE = 0x72,
    OP_INVOKE_VIRTUAL_R = 0x74,
    OP_INVOKE_INTERFACE_R = 0x78,
    OP_NEG_INT = 0x7B,
    OP_INT_TO_SHORT = 0x8F,
    OP_ADD_INT = 0x90,
    OP_USHR_INT = 0x9A,
    OP_ADD_LONG = 0x9B,
    OP_USHR_LONG = 0xA5,
    OP_ADD_FLOAT = 0xA6,
    OP_REM_DOUBLE = 0xAF,
    OP_ADD_INT_2ADDR = 0xB0,
    OP_REM_DOUBLE_2ADDR = 0xCF,
    OP_ADD_INT_LIT16 = 0xD0,
    OP_ADD_INT_LIT8 = 0xD8,
    OP_USHR_INT_LIT8 = 0xE2,
    OP_INVOKE_POLYMORPHIC = 0xFA,
    OP_INVOKE_POLYMORPHIC_R = 0xFB,
    OP_INVOKE_CUSTOM = 0xFC,
    OP_INVOKE_CUSTOM_R = 0xFD,
    OP_CONST_METHOD_HANDLE = 0xFE,
};

/* First characters of the parameters' descriptors. */
typedef struct aa_call_shape {
    uint32_t count; /* at most 255: a call cannot pass more */
    const char *types;
    char result, element; /* of the result: '[' and the first character of its elements */
} aa_call_shape;

/* Content of an object made in this method. Never changed while it is shared. */
typedef struct aa_flow_cell {
    bool array; /* false: a StringBuilder or StringBuffer, whose text |content| is */
    bool shared;
    bool whole;       /* of an array: |content| stands for the array, not for what was put into it */
    bool partial;     /* made on some ways here only */
    char element;     /* of an array: first character of the element type */
    int64_t length;   /* of an array; -1: not known */
    aa_value content; /* of an array without |elements|: what was put into it, NOTHING: only zeros */
    aa_value *elements;
} aa_flow_cell;

/* The last value written into a field of an object; of a static field the object is UNKNOWN. */
typedef struct aa_flow_forward {
    aa_field_id field;
    aa_value object, value;
} aa_flow_forward;

/* What is known before an instruction. */
typedef struct aa_flow_state {
    aa_value result; /* of the call or filled-new-array before */
    uint32_t forward_count;
    aa_flow_forward forwards[AA_FLOW_FORWARDS];
    aa_value *regs;
    aa_flow_cell **cells; /* by slot; NULL: not made on the way here */
    struct aa_flow_state *next_free;
} aa_flow_state;

typedef struct aa_flow_insn {
    int64_t literal;
    uint32_t pc, target;
    uint32_t index; /* id of the type, field or method, AA_NO_ID: none; of a call site as in the file */
    uint32_t block;
    aa_value value;             /* of a constant */
    const aa_call_shape *shape; /* of a call; NULL: cannot be told */
    uint16_t v[5];
    uint16_t slot; /* of the object it makes, + 1; 0: none followed */
    uint8_t op, count, flow, units;
    bool range;
    char element; /* of what makes an array */
} aa_flow_insn;

typedef struct aa_flow_node {
    uint32_t first, last; /* instructions */
    uint32_t *successors; /* normal ones, then handlers */
    bool *taken;          /* by successor: an edge that can be run */
    aa_flow_state *in;    /* NULL: not reached yet */
    uint32_t successor_count, handler_count;
    uint32_t visits;
    bool pending, live;
    bool head;      /* an edge from a block that comes later leads here */
    bool leads_out; /* an edge leads to no instruction */
} aa_flow_node;

struct aa_flows {
    const aa_program *program;
    const aa_limits *limits;
    aa_arena *arena;
    aa_values *values;
    aa_models *models;
    const aa_flow **by_method;     /* with what all callers give */
    const aa_flow **for_any;       /* for any arguments */
    aa_value **strings;            /* by unit and string; 0: not asked for yet */
    const aa_call_shape ***shapes; /* by unit and prototype; NULL: not asked for yet */
    uint8_t *runs_app;             /* by method: a call of it can run code of the app; 0: not asked yet */
    aa_type_id builder, buffer;    /* AA_NO_ID: the app never names it */
    aa_scratch scratch;
    aa_scratch evaluated[AA_FLOW_NESTING]; /* for methods run on constants inside each other */
    uint64_t steps;                        /* left for all methods */
    /* What each of the above took, and the turn in which it was last counted. */
    uint32_t *any_costs, *costs;
    uint16_t *any_turns, *turns;
    uint16_t turn;
    aa_vec scarce; /* of aa_method_id: read with less than what a method may take, in this turn */
    bool failed;
};

/* Registers written since the last look; |count| above the maximum: too many to tell. */
#define AA_FLOW_DIRTY 24

typedef struct aa_flow_dirty {
    bool on, heap;
    uint32_t count;
    uint16_t regs[AA_FLOW_DIRTY];
} aa_flow_dirty;

/* One method being read. */
typedef struct aa_reader {
    aa_flows *flows;
    const aa_program *program;
    aa_values *values;
    aa_scratch *scratch;
    aa_method_id method;
    const aa_method *record;
    const aa_dex *dex;
    aa_dex_code code;
    aa_flow_insn *insns;
    uint32_t insn_count;
    uint32_t *by_pc; /* instruction at each code unit; AA_NO_ID: none */
    aa_flow_node *nodes;
    uint32_t node_count;
    uint32_t *rpo; /* blocks that edges lead to, in reverse post-order; NULL: block order will do */
    uint32_t rpo_count;
    uint32_t registers;
    uint16_t slots;
    uint32_t slot_pcs[AA_FLOW_SLOTS];             /* of the instructions that make what is followed */
    uint16_t parameter_slots[AA_FLOW_PARAMETERS]; /* of arrays given, + 1; their pc lies behind the code */
    aa_value zero, nothing;
    aa_flow_state *now;    /* while a block is run */
    aa_flow_state *thrown; /* join of what its throwing instructions begin with */
    aa_flow_state *free_states;
    bool has_thrown;
    bool recording;
    bool settled;                     /* what heads of loops begin with is found */
    bool blind;                       /* over budget: every register is unknown */
    bool exhausted;                   /* the budget ended */
    struct aa_evaluation *evaluation; /* while one path is run on constants; NULL: the fixpoint */
    aa_flow_dirty dirty;
    uint64_t steps; /* left for this method */
    const char *trouble;
    aa_vec calls, stores, elements, exits, branches;
    bool failed;
} aa_reader;

/* Counts |steps|. False: none are left. */
bool aa_reader_count(aa_reader *r, uint64_t steps);
/* Scratch memory; NULL sets |failed|. */
void *aa_reader_get_memory(aa_reader *r, size_t count, size_t size);

/* ---- flow_graph.c: decodes and finds blocks. False: no code, damage (|trouble|) or memory. ---- */
bool aa_reader_graph(aa_reader *r);

/* The entry state, parameters being |args| (NULL: themselves). Arrays among these can be written to. */
bool aa_reader_enter(aa_reader *r, const aa_value *args, size_t count);
/* The array that parameter |number| was given as, as far as it is followed; UNKNOWN: it is not. */
aa_value aa_reader_parameter_array(const aa_reader *r, size_t number);

/* ---- flow.c, flow_known.c ---- */
/* The method for any arguments, not counted in this turn; what it takes is added to |*cost|. */
const aa_flow *aa_flow_for_any(aa_flows *flows, aa_method_id method, uint64_t *cost);

/*
 * Arguments that are the same number at every call of the method |flow| is of, when one of its branches asks
 * for them; the others are parameters. 0: there are none, or somebody unseen may call it.
 */
size_t aa_flow_known_parameters(aa_flows *flows, const aa_flow *flow, aa_value out[AA_FLOW_PARAMETERS],
                                uint64_t *cost);

/* ---- evaluate.c, while evaluating: a call of the app's code, a static field. False: cannot be told. ---- */

/* |after|: what arrays among the arguments hold then, UNKNOWN for what is not told. */
bool aa_evaluate_call(aa_reader *r, aa_method_id to, const aa_value *args, size_t count, aa_value *out,
                      aa_value *after);
bool aa_evaluate_field(aa_reader *r, aa_field_id field, aa_value *out);

/* clone() of an array type. */
bool aa_flow_is_array_clone(const aa_program *p, aa_method_id method);
uint32_t aa_reader_insn_at(const aa_reader *r, uint64_t pc);

/* ---- flow_step.c: one instruction on |now|; a constant text ---- */
void aa_reader_step(aa_reader *r, const aa_flow_insn *at);
aa_value aa_flow_string(aa_flows *flows, uint32_t unit, uint32_t index);
aa_value aa_flow_text(aa_flows *flows, aa_bytes raw); /* MUTF-8 */
/* Whether the instruction reads or overwrites the register. */
bool aa_flow_reads(const aa_flow_insn *at, uint32_t reg);
bool aa_flow_writes(const aa_flow_insn *at, uint32_t reg);

/* ---- flow_branch.c: edges that can be taken, and what a taken one tells ---- */
void aa_reader_decide(aa_reader *r, aa_flow_node *node);
/* What |reg| can hold on the edge to successor |i| of |node|; false: nothing new. */
bool aa_reader_refine(aa_reader *r, const aa_flow_node *node, uint32_t i, uint32_t *reg, aa_value *v);

/* ---- flow_field.c ---- */
/* What any static field holds before code runs. */
aa_value aa_flow_field_value(aa_flows *flows, aa_field_id id);
void aa_reader_read_field(aa_reader *r, const aa_flow_insn *at, bool is_static);
void aa_reader_write_field(aa_reader *r, const aa_flow_insn *at, bool is_static);

/* ---- flow_array.c ---- */
void aa_reader_new_array(aa_reader *r, const aa_flow_insn *at);
void aa_reader_filled_array(aa_reader *r, const aa_flow_insn *at);
void aa_reader_array_data(aa_reader *r, const aa_flow_insn *at);
void aa_reader_get_element(aa_reader *r, const aa_flow_insn *at);
void aa_reader_put_element(aa_reader *r, const aa_flow_insn *at);
void aa_reader_array_length(aa_reader *r, const aa_flow_insn *at);
/* An array of known content as one that can be written to: what it is from now on. The instruction has a
 * slot.
 */
aa_value aa_reader_adopt_array(aa_reader *r, const aa_flow_insn *at, aa_value content);
/* The followed array holds |content| now, as far as that tells it; else anything. */
void aa_reader_load_array(aa_reader *r, aa_value array, aa_value content, uint32_t pc);
/* An array that a library call at |pc| filled, altogether or in part. */
void aa_reader_fill(aa_reader *r, aa_value array, uint32_t pc, bool all);
/* One that code of the app was given at |pc|. */
void aa_reader_share_array(aa_reader *r, aa_value array, uint32_t pc);
/* System.arraycopy() as far as it is known; false: it is not. */
bool aa_reader_copy_array(aa_reader *r, const aa_value *arguments, size_t count);

/* ---- flow_call.c, flow_builder.c, flow_concat.c ---- */

#define AA_FLOW_ARGUMENTS 256

typedef struct aa_reader_call_site {
    const aa_flow_insn *at;
    aa_method_id to;
    aa_call_kind kind;
    uint32_t count;
    aa_value raw[AA_FLOW_ARGUMENTS];  /* as in registers */
    aa_value args[AA_FLOW_ARGUMENTS]; /* with contents */
    char types[AA_FLOW_ARGUMENTS];    /* first character of each descriptor; 'L' for the receiver */
} aa_reader_call_site;

void aa_reader_call(aa_reader *r, const aa_flow_insn *at);
/* Calls of a StringBuilder that is followed; false: it is another call. */
bool aa_reader_builder_call(aa_reader *r, aa_reader_call_site *c);
/* A call site of StringConcatFactory; false: it is another one. */
bool aa_reader_concat_site(aa_reader *r, const aa_reader_call_site *c);
/* Text made of two parts, folded when both are constant. */
aa_value aa_reader_concat(aa_reader *r, aa_value a, aa_value b);
/* One of two texts; what both begin with is told once, so that parts added on some ways only do not multiply.
 */
aa_value aa_reader_join_texts(aa_reader *r, aa_value a, aa_value b);
/* Argument |i| as text, as String.valueOf() would make it. */
aa_value aa_reader_text_of(aa_reader *r, const aa_reader_call_site *c, uint32_t i);

/* ---- flow_state.c ---- */
aa_flow_state *aa_state_new(aa_reader *r); /* nothing is in any register */
void aa_state_drop(aa_reader *r, aa_flow_state *state);
void aa_state_copy(aa_reader *r, aa_flow_state *to, aa_flow_state *from);
/* True when |to| changed. |visits| above 0: how often this was done at the head of a loop, for widening. */
bool aa_state_join(aa_reader *r, aa_flow_state *to, aa_flow_state *from, uint32_t visits);
/* Joins |now| into |thrown|, as far as it changed since the last time. */
void aa_reader_note_thrown(aa_reader *r);

aa_value aa_reader_get(const aa_reader *r, uint32_t reg);
void aa_reader_set(aa_reader *r, uint32_t reg, aa_value v);
void aa_reader_set_wide(aa_reader *r, uint32_t reg, aa_value v); /* and nothing in the one behind */
/* In all registers, results and kept fields. */
void aa_reader_replace(aa_reader *r, aa_value from, aa_value to);

/* The followed object that |v| is, to look at or to change; NULL: none. */
aa_flow_cell *aa_reader_cell(aa_reader *r, aa_value v);
aa_flow_cell *aa_reader_own_cell(aa_reader *r, aa_value v);
/* A new object of |slot|; the one it made before, which other registers may hold, becomes its content. */
aa_flow_cell *aa_reader_new_cell(aa_reader *r, uint16_t slot, aa_value identity);
bool aa_reader_keep_elements(aa_reader *r, aa_flow_cell *cell, uint32_t length, aa_value fill);
/* |v| with the content that arrays and builders have now; or arrays alone. */
aa_value aa_reader_snapshot(aa_reader *r, aa_value v);
aa_value aa_reader_snapshot_arrays(aa_reader *r, aa_value v);
/*
 * |v| is one of several followed objects, made on ways that exclude each other: what is done to it is done to
 * all of them, as there is no other.
 */
bool aa_reader_is_choice(aa_reader *r, aa_value v);

/* ---- flow_fold.c: arithmetic on constants, AA_V_OP otherwise. |op| of the 12x, 23x and 22b/22s forms ----
 */
aa_value aa_fold_binary(aa_values *values, uint8_t op, aa_value a, aa_value b);
aa_value aa_fold_unary(aa_values *values, uint8_t op, aa_value a);
/* 1, 0, or -1 when the values do not tell. |op| if-eq … if-le, with the second operand 0 for the z forms. */
int aa_fold_compare(const aa_values *values, uint8_t op, aa_value a, aa_value b);

/* ---- flow_record.c ---- */
/* A new record of a list; NULL: not recording, or memory is out. */
void *aa_reader_record(aa_reader *r, aa_vec *list);
const aa_flow *aa_reader_make_flow(aa_reader *r);

/* ---- flow_shape.c: dominators of the edges that can be run ---- */

/* An aa_flow with what is asked of it behind. */
typedef struct aa_flow_kept {
    aa_flow flow;
    uint32_t *parents; /* by block: the nearest one that all paths pass; AA_NO_ID: none, or not live */
    uint32_t *depths;  /* by block: how many pass before it */
    uint32_t *guards;  /* by block: twice the branch, + 1 when taken, whose edge is the way in; AA_NO_ID */
} aa_flow_kept;

/* Finds them. Counts steps: when they end, nothing is known to pass before anything, and the flow is not
 * complete. */
bool aa_reader_dominate(aa_reader *r, aa_flow_kept *kept);

/* ---- flow_order.c ---- */
typedef struct aa_flow_edges {
    const uint32_t *to;
    uint32_t count;
} aa_flow_edges;

/* Blocks that edges lead to from block 0, in reverse post-order; |place|: of each block in it, AA_NO_ID: not
 * in it. Both have room for |n|. False: memory is out. */
bool aa_flow_order(aa_scratch *scratch, const aa_flow_edges *edges, uint32_t n, uint32_t *order,
                   uint32_t *place, uint32_t *count);

#endif
