/*
 * Where a value comes from, across methods: parameters are followed to the arguments of callers, fields to
 * what is stored in them, results of the app's methods to what they return, results of library calls to what
 * these were given. This is the question that nearly every check asks of an argument.
 */
#ifndef AA_CODE_ORIGIN_H
#define AA_CODE_ORIGIN_H

#include "code/flow.h"
#include "code/model.h"

typedef enum aa_origin_kind {
    AA_ORIGIN_INT, /* number */
    AA_ORIGIN_NULL,
    AA_ORIGIN_STRING, /* text */
    AA_ORIGIN_BYTES,  /* text; of a known length of zeros too */
    AA_ORIGIN_CLASS,  /* type */
    AA_ORIGIN_CALL,  /* result of (or array filled by) a method the app does not define: |method|, at |in| and
                        |pc| */
    AA_ORIGIN_ENTRY, /* parameter |number| of |in|, which the platform calls */
    AA_ORIGIN_PARAM, /* parameter |number| of |in|, which nobody calls as far as can be seen */
    AA_ORIGIN_FIELD, /* |field|, which the app does not define or never writes */
    AA_ORIGIN_NEW,   /* an object of |type| made at |in| and |pc| */
    AA_ORIGIN_CAUGHT,  /* a caught exception */
    AA_ORIGIN_UNKNOWN, /* could not be followed: a limit, damage, dynamic dispatch */
} aa_origin_kind;

/* One thing a value can be or be made of. */
typedef struct aa_origin {
    aa_origin_kind kind;
    bool exact;  /* the value is this; false: it is computed from this and perhaps from more */
    bool passes; /* AA_ORIGIN_CALL, AA_ORIGIN_NEW: its own inputs are among the origins too */
    bool names;  /* AA_ORIGIN_STRING: the name under which the value is kept somewhere, no part of it */
    int64_t number;
    aa_bytes text;
    aa_type_id type;
    aa_method_id method;
    aa_field_id field;
    aa_method_id in; /* method where it was found, and where in it */
    uint32_t pc;
    const struct aa_step *way; /* from here towards the question; NULL: found at the question itself */
} aa_origin;

/* One step of the way of a value: an argument passed, a field stored, a result returned. */
typedef struct aa_step {
    enum { AA_STEP_ARGUMENT, AA_STEP_FIELD, AA_STEP_RETURN, AA_STEP_CALL } kind;

    aa_method_id in;
    uint32_t pc;
    aa_method_id method; /* passed to, returned from, or called */
    aa_field_id field;
    const struct aa_step *next;
} aa_step;

typedef struct aa_origins {
    const aa_origin *items; /* without repeats, in order of kind, text and place */
    size_t count;
    bool complete; /* false: a budget ended or something could not be followed; AA_ORIGIN_UNKNOWN is then
                      among them */
} aa_origins;

typedef struct aa_tracer aa_tracer;

/* NULL: memory is out. One thread at a time; |flows| outlives it. */
aa_tracer *aa_tracer_new(aa_flows *flows);
void aa_tracer_free(aa_tracer *tracer);         /* takes NULL */
bool aa_tracer_failed(const aa_tracer *tracer); /* memory ran out */

typedef struct aa_trace_options {
    bool through_library; /* also what library calls were given, and what objects were built with */
    bool by_caller;       /* an origin is told again for each call of |method| that it came in by */
    unsigned depth;       /* methods crossed; 0: the default, 5 */
    unsigned steps;       /* values looked at; 0: the default, 4000 */
} aa_trace_options;

/* The call of |method| by which |origin| came into it, of those on its way the nearest to the question; NULL:
 * it did not come in by one. */
const aa_step *aa_origin_entered(const aa_origin *origin, aa_method_id method);

/* Origins of |value| as seen in |method| at |pc|. |options| may be NULL. Lives as long as the tracer. */
aa_origins aa_trace(aa_tracer *tracer, aa_method_id method, uint32_t pc, aa_value value,
                    const aa_trace_options *options);

/* Origins of argument |index| of the call at |pc| in |method|; none, not complete, when there is no such
 * call. */
aa_origins aa_trace_argument(aa_tracer *tracer, aa_method_id method, uint32_t pc, size_t index,
                             const aa_trace_options *options);

/*
 * Runs a static method of the app with constant arguments, within 20,000 instructions: undoes home-made
 * string decryption. AA_VALUE_UNKNOWN: not pure, not constant, or over the budget.
 */
aa_value aa_evaluate(aa_tracer *tracer, aa_method_id method, const aa_value *arguments, size_t count);

#endif
