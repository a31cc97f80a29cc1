/*
 * What a register can hold, as far as one method shows it. Values are immutable, hash-consed nodes: equal
 * values have equal handles within one aa_values. A value is relative to its method: "parameter 1", "result
 * of the call at 0x12".
 *
 * The lattice is finite: unions hold at most AA_VALUE_MEMBERS members and nesting is at most AA_VALUE_DEPTH;
 * what grows beyond becomes AA_V_MIX of its leaves, and with more than AA_VALUE_LEAVES of these AA_V_UNKNOWN.
 */
#ifndef AA_CODE_VALUE_H
#define AA_CODE_VALUE_H

#include <appassay/error.h>

#include "base/arena.h"
#include "base/str.h"

typedef uint32_t aa_value; /* 0 is AA_V_UNKNOWN */
#define AA_VALUE_UNKNOWN ((aa_value)0)
#define AA_VALUE_MEMBERS 16
#define AA_VALUE_LEAVES  64
#define AA_VALUE_DEPTH   12

typedef enum aa_value_kind {
    AA_V_UNKNOWN,
    AA_V_NOTHING, /* no value yet: code that is not run */
    AA_V_INT, /* number: int, long, boolean, char; and the bits of floating-point constants (|at| 1: float, 2:
                 double) */
    AA_V_NULL, /* in Dalvik code 0 and null are written alike: const/4 0 is AA_V_INT 0, and AA_V_NULL comes of
                  typed facts only */
    AA_V_STRING, /* text: UTF-8 after evaluation, NUL allowed; a lone surrogate is U+FFFD */
    AA_V_BYTES,  /* text: a byte[] whose content is known */
    AA_V_CLASS,  /* at: aa_type_id */
    AA_V_PARAM,  /* at: parameter, the receiver is 0 when there is one */
    AA_V_FIELD,  /* at: aa_field_id; part 0: the object, when it is an instance field */
    AA_V_RESULT, /* at: pc of the call in this method, see aa_flow_call */
    AA_V_OUT,    /* at: pc of a call that writes into an array it was given */
    AA_V_NEW,    /* at: pc of new-instance; number: aa_type_id */
    AA_V_ARRAY, /* at: pc of new-array or filled-new-array; parts: known elements at the place of use, number:
                   length or -1 */
    AA_V_CAUGHT,  /* at: pc of move-exception */
    AA_V_ELEMENT, /* part 0: an array whose element this is; number: which, or -1 */
    AA_V_CONCAT,  /* parts in order make one text, some of them not constant */
    AA_V_OP,      /* at: the Dalvik opcode or aa_value_op; parts: its operands, not all constant */
    AA_V_UNION,   /* one of its parts; sorted by what they are; never nested */
    AA_V_MIX,     /* computed from its parts in a way not kept */
    /* of machine code only, see machine/flow.h */
    AA_V_STACK,  /* number: bytes from the stack pointer at entry */
    AA_V_IMPORT, /* text: symbol; number: bytes behind its address */
    AA_V_SUM,  /* part 0: what cannot be told; number: added to it; part 1, if any: the offset of an instance
                  variable, added too */
    AA_V_LOAD, /* what memory holds at part 0 plus number; at: bytes */
    AA_V_CHOICE, /* part 0 or 1, as part 2 and 3 compare */
} aa_value_kind;

/* What is no instruction of its own: a number of that type as text. */
typedef enum aa_value_op {
    AA_OP_TEXT_OF_NUMBER = 0x100, /* int or long */
    AA_OP_TEXT_OF_CHAR,
    AA_OP_TEXT_OF_BOOLEAN,
} aa_value_op;

typedef struct aa_value_node {
    uint8_t kind; /* aa_value_kind */
    uint8_t depth;
    uint16_t part_count;
    uint32_t at;
    int64_t number;
    aa_bytes text;
    const aa_value *parts;
} aa_value_node;

typedef struct aa_values aa_values;

/* Freed with aa_values_free(), which takes NULL. NULL: memory is out. One thread at a time. */
aa_values *aa_values_new(void);
void aa_values_free(aa_values *values);
bool aa_values_failed(const aa_values *values); /* memory ran out: makers gave AA_VALUE_UNKNOWN */
/* Memory for making a value, to be freed with free(); NULL is remembered as memory run out. */
void *aa_values_memory(aa_values *values, size_t size);
/* Remembers that what a value was to be made of could not be kept, unless it was too long. */
void aa_values_check(aa_values *values, const aa_str *text);

const aa_value_node *aa_value_at(const aa_values *values, aa_value v);

static inline aa_value_kind aa_value_kind_of(const aa_values *values, aa_value v)
{
    return (aa_value_kind)aa_value_at(values, v)->kind;
}

aa_value aa_value_nothing(aa_values *values);
aa_value aa_value_int(aa_values *values, int64_t number);
aa_value aa_value_null(aa_values *values);
aa_value aa_value_text(aa_values *values, aa_value_kind kind, aa_bytes text); /* STRING, BYTES: copied */
/* Of a kind that has both a text and a number: IMPORT. */
aa_value aa_value_named(aa_values *values, aa_value_kind kind, aa_bytes text, int64_t number);
aa_value aa_value_leaf(aa_values *values, aa_value_kind kind, uint32_t at, int64_t number);
aa_value aa_value_node_of(aa_values *values, aa_value_kind kind, uint32_t at, int64_t number,
                          const aa_value *parts, size_t count);
/* What is computed from |parts| in a way not kept: AA_V_MIX of their leaves, UNKNOWN when these are too many.
 */
aa_value aa_value_mix(aa_values *values, const aa_value *parts, size_t count);
/* Least upper bound. AA_V_NOTHING is neutral. UNKNOWN can be a member of a union: what is known stays
 * beside it. */
aa_value aa_value_join(aa_values *values, aa_value a, aa_value b);

/*
 * What String.valueOf() gives for |v| of a type with that first character of its descriptor, as far as it is
 * a constant; other parts of a text are AA_V_OP of aa_value_op, or for objects the value itself, as that of a
 * String is.
 */
aa_value aa_value_as_text(aa_values *values, aa_value v, char type);
/* aa_value_op carried out on one constant; AA_VALUE_UNKNOWN when it is no number. */
aa_value aa_value_fold_text(aa_values *values, unsigned op, aa_value v);

/* Members of a union, or the value itself: |i| below aa_value_members(). */
size_t aa_value_members(const aa_values *values, aa_value v);
aa_value aa_value_member(const aa_values *values, aa_value v, size_t i);

/* True when |v| is one constant of that kind (no union). */
bool aa_value_is_int(const aa_values *values, aa_value v, int64_t *out);
bool aa_value_is_string(const aa_values *values, aa_value v, aa_bytes *out);

#endif
