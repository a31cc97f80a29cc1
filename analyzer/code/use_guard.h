/*
 * What an app does about something it found out: from the result of a test to the decision that looks at it,
 * and on to what the app then does. A result is followed through the values of a method, up to callers by
 * what is returned, down by arguments, and across by fields that keep it.
 */
#ifndef AA_CODE_USE_GUARD_H
#define AA_CODE_USE_GUARD_H

#include "code/code.h"

typedef enum aa_reaction {
    AA_REACT_DROPPED, /* nothing looks at it */
    AA_REACT_KEPT,    /* it is decided on, kept or passed on, and nothing more is seen */
    AA_REACT_SENT,    /* a connection is made or written to because of it */
    AA_REACT_WARNS,   /* something is shown: dialog, toast, notification, another screen */
    AA_REACT_STOPS,   /* the screen or the app is closed, or an error thrown that nothing here catches */
} aa_reaction;

typedef struct aa_react {
    aa_reaction kind;
    aa_method_id in; /* the method that decides, and where the reaction begins in it; AA_NO_ID: none */
    uint32_t pc;
    aa_method_id to; /* what is called in the end: Activity.finish; AA_NO_ID: something is thrown */
} aa_react;

typedef struct aa_outcome {
    aa_react best;     /* the strongest reaction anywhere */
    aa_react launch;   /* the strongest among what runs at launch; DROPPED when the test itself does not */
    aa_bytes compared; /* the first constant text that the result was compared with; empty: none */
    bool complete;     /* false: a budget ended, and there may be more */
} aa_outcome;

/* A test and how what it asks for got there. */
typedef struct aa_test {
    aa_method_id in;
    uint32_t pc;        /* of the call, or of what reads the value */
    aa_value result;    /* what is followed */
    bool throws;        /* that the call throws is an answer too (a package or class that is not there) */
    const aa_step *way; /* of the origin that makes it a test: only those callers are gone back to; NULL */
} aa_test;

/* Where a way leads into the method of the test: the first argument handed over; NULL: nowhere. */
const aa_step *aa_test_begins(const aa_step *way);

aa_outcome aa_outcome_of(aa_code *code, const aa_test *test);

/* "Activity.finish", "throw" for none; in the code's arena. */
const char *aa_call_name(aa_code *code, aa_method_id method);

/*
 * Marks in |decided|, one for each block of |flow| and zeroed by the caller, the blocks that run because a
 * branch in one of the marked blocks of |from| went one way and not the other, and so on from their own
 * branches. False: memory is out.
 */
bool aa_flow_decided(const aa_flow *flow, const bool *from, bool *decided);

#endif
