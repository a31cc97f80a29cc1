/*
 * What values and calls look at, as the bits of use_verify.h: the half of it that reads values.
 */
#ifndef AA_CODE_USE_LOOKS_H
#define AA_CODE_USE_LOOKS_H

#include "code/use_verify.h"

#define AA_LOOKS_PARAMETERS 8
#define AA_LOOKS_DEPTH      4    /* methods entered */
#define AA_LOOKS_BUDGET     4000 /* values and methods of one question */

/* One method being looked at. Parameters stand for what the caller gave. */
typedef struct aa_looks {
    aa_code *code;
    const aa_flow *flow;
    const aa_verify_rules *rules;
    aa_type_id self;                          /* class of the receiver; AA_NO_ID */
    unsigned parameters[AA_LOOKS_PARAMETERS]; /* receiver 0 */
    unsigned depth;
    unsigned *budget; /* left */
} aa_looks;

/* What |value| is made from. */
unsigned aa_looks_value(const aa_looks *at, aa_value value);

/* What |branch| decides by; 0 for a mere test of a parameter for null. */
unsigned aa_looks_branch(const aa_looks *at, const aa_flow_branch *branch);

/* What a platform method gives to look at; 0: nothing of a connection. */
unsigned aa_looks_of_reader(aa_code *code, aa_method_id method);

/* What a platform method checks that throws when it does not like what it sees; 0: no such method. */
unsigned aa_looks_of_thrower(aa_code *code, aa_method_id method);

/*
 * The method of the app that |call| runs, when there is exactly one. AA_NO_ID: none, or several. |*defined|:
 * there are some.
 */
aa_method_id aa_looks_target(const aa_looks *at, const aa_flow_call *call, bool *defined);

/* The frame of |method| as |call| in |at| enters it. False: too deep, over the budget, or without code. */
bool aa_looks_enter(const aa_looks *at, const aa_flow_call *call, aa_method_id method, aa_looks *out);

#endif
