/* One function being read. Everything here lives as long as the reading. */
#ifndef AA_MACHINE_FLOW_INTERNAL_H
#define AA_MACHINE_FLOW_INTERNAL_H

#include "machine/arm64.h"
#include "machine/flow.h"
#include "machine/runtime.h"

#define AA_MSLOTS_MAX 1024U /* of memory held at one place */

/* What the machine holds at a place. */
typedef struct aa_mstate {
    aa_value x[32]; /* 31: the stack pointer */
    aa_value v[32][2];
    aa_value left, right; /* last comparison */
    aa_mslot *slots;      /* sorted by base, then offset */
    uint32_t slot_count, slot_space;
    bool live;
} aa_mstate;

typedef struct aa_mwalk {
    aa_mflows *flows;
    aa_values *values;
    aa_arena *keep;    /* for what the flow holds */
    aa_arena *scratch; /* for the reading */
    const aa_image *image;
    const aa_image_function *f;
    uint32_t function;
    const aa_a64 *code; /* decoded, one an instruction */
    size_t count;
    aa_mblock *blocks;
    size_t block_count;
    uint32_t *block_of; /* by instruction that begins one; AA_NO_FUNCTION */
    aa_mstate *in;      /* by block */
    uint16_t *visits;
    bool *pending;
    bool *entered; /* reached by an edge of the graph; else a switch target, a landing pad or dead */
    aa_mstate now;
    uint32_t block;
    bool recording;
    bool memory_changed; /* since |snapshot| */
    const aa_mmemory *snapshot;
    aa_vec calls, tests, stores, exits;
    uint64_t steps;
    const char *trouble;
    bool failed;
} aa_mwalk;

/* flow_graph.c: decodes, cuts into blocks, and says what can follow what. */
bool aa_mwalk_graph(aa_mwalk *w);

/* flow_memory.c */
aa_value aa_mload(aa_mwalk *w, aa_value address, int64_t offset, unsigned size, bool sign_extend);
void aa_mstore_at(aa_mwalk *w, uint64_t pc, aa_value address, int64_t offset, unsigned size, aa_value value);
aa_value aa_mread(aa_values *values, const aa_image *image, const aa_mslot *slots, size_t count,
                  aa_value base, int64_t offset, unsigned size);
bool aa_mstate_copy(aa_mwalk *w, aa_mstate *to, const aa_mstate *from);
bool aa_mstate_join(aa_mwalk *w, aa_mstate *to, const aa_mstate *from, bool widen);
const aa_mmemory *aa_msnapshot(aa_mwalk *w);
/* The memory at |address|, if it is of the own stack, may be written by the call at |pc|. */
void aa_mescape(aa_mwalk *w, uint64_t pc, aa_value address);

/* flow_step.c: one instruction that goes on to the next. */
void aa_mstep(aa_mwalk *w, const aa_a64 *i, uint64_t pc);
aa_value aa_mreg(const aa_mwalk *w, unsigned reg);
void aa_mset(aa_mwalk *w, unsigned reg, aa_value v);
aa_value aa_madd(aa_values *values, aa_value v, int64_t number);

/* flow_call.c */
void aa_mcall_step(aa_mwalk *w, uint64_t pc, const aa_a64 *i);
/* |i| leaves the function; true when it is a call that ends it, and then it has been recorded. */
bool aa_mtail(aa_mwalk *w, uint64_t pc, const aa_a64 *i);
void aa_mexit_here(aa_mwalk *w, uint64_t pc);

#endif
