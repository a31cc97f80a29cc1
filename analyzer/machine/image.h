/*
 * One piece of machine code as it lies in memory: functions with their names, what a call or a pointer leads
 * to, who calls and who mentions what. Made of a Mach-O slice; the rest of the layer does not know the
 * format.
 *
 * Everything lives in the arena given and may be read by several threads.
 */
#ifndef AA_MACHINE_IMAGE_H
#define AA_MACHINE_IMAGE_H

#include "base/vec.h"
#include "decode/objc.h"

#define AA_NO_FUNCTION UINT32_MAX

typedef enum aa_image_memory {
    AA_MEMORY_CODE,
    AA_MEMORY_CONSTANT, /* not written after load */
    AA_MEMORY_DATA,     /* can be written */
    AA_MEMORY_IVAR,     /* offsets of instance variables */
} aa_image_memory;

typedef struct aa_image_range {
    uint64_t address, size;
    aa_bytes data; /* may be shorter: zero-filled from there */
    aa_image_memory memory;
    bool refs;    /* may hold references to selectors and classes */
    bool strings; /* may hold constant NSString objects */
    bool shared;  /* sections overlap: it may hold anything */
} aa_image_range;

typedef struct aa_image_function {
    uint64_t address, end;
    aa_bytes symbol;     /* as in the symbol table; empty: none */
    aa_bytes class_name; /* of a method; empty: no Objective-C method */
    aa_bytes selector;   /* of a method */
    bool is_class_method;
    bool is_entry;      /* the system calls it by itself: main, initializers, +load, exports of a library */
    bool taken_in_data; /* its address stands in data: tables of methods, callbacks */
    uint64_t thunk;     /* address that it does nothing but jump to; 0: it does something */
} aa_image_function;

/* Memory of one image that code can name lies within that many bytes. Source: the reach of adrp; ld64 and lld
 * refuse to link more. */
#define AA_IMAGE_SPAN (UINT64_C(1) << 32)

/* A place and what it refers to, as distances from |low|: a large program has millions of them. */
typedef struct aa_image_mention {
    uint32_t to, at;
} aa_image_mention;

/* Mentions sorted by |to|, then |at|; steps of |to| with the first that lies there. */
typedef struct aa_image_index {
    const aa_image_mention *items;
    size_t count;
    const uint32_t *first; /* by step, one more at the end */
    size_t steps;
    unsigned shift;
} aa_image_index;

typedef struct aa_image {
    const char *artifact, *member, *arch;
    bool is_app; /* the app's own program or an extension of it, not a framework */
    const aa_macho *macho;
    const aa_objc *objc;
    uint64_t base;
    uint64_t low;                 /* the least address of its sections and of what the file maps */
    const aa_image_range *ranges; /* sorted */
    size_t range_count;
    aa_image_function *functions; /* sorted */
    size_t function_count;
    aa_buckets function_steps;
    const uint32_t *thunks; /* functions that have a |thunk|, in order */
    size_t thunk_count;
    aa_image_index calls;    /* bl, and b out of a function */
    aa_image_index mentions; /* addresses made or loaded from in code, rightly or wrongly */
    /* The same, sorted by |at|: those of function i from number first[i] on, one more at the end. */
    const aa_image_mention *calls_by_place, *mentions_by_place;
    const uint32_t *first_call, *first_mention;
    const uint64_t *system_calls; /* places of svc */
    size_t system_call_count;
    aa_image_index by_target; /* rebases: |to| the target, |at| the place */
    aa_image_index by_tagged; /* those whose target has its top bit set, which is left out of |to| */
    const aa_macho_fixup *const *by_import; /* binds, sorted by import */
    const size_t *import_first;             /* where those of import i begin; one more at the end */
    const aa_objc_class **by_class;         /* classes that have an object, sorted by its address */
    size_t by_class_count;
    bool readable; /* arm64 that is not encrypted and not |far|: code can be followed */
    bool far;      /* spans more than AA_IMAGE_SPAN */
} aa_image;

/* |macho| and |objc| must outlive |out|. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_image_make(aa_arena *arena, const aa_macho *macho, const aa_objc *objc, aa_image *out);

/* The function that holds |address|, or AA_NO_FUNCTION. */
uint32_t aa_image_function_at(const aa_image *image, uint64_t address);
/* The function that begins there. */
uint32_t aa_image_function_from(const aa_image *image, uint64_t address);
const aa_image_range *aa_image_range_at(const aa_image *image, uint64_t address);

/* Records of |index| that lead to |address|: *first and the count. */
size_t aa_image_leading_to(const aa_image *image, const aa_image_index *index, uint64_t address,
                           const aa_image_mention **first);
size_t aa_image_calls_to(const aa_image *image, uint64_t address, const aa_image_mention **first);
size_t aa_image_mentions_of(const aa_image *image, uint64_t address, const aa_image_mention **first);
/* The greatest address up to |address| that code mentions. False: none. */
bool aa_image_mentioned_before(const aa_image *image, uint64_t address, uint64_t *out);

static inline uint64_t aa_image_address(const aa_image *image, uint32_t distance)
{
    return image->low + distance;
}

/* What a call of |address| leads to. */
typedef enum aa_callee_kind {
    AA_CALLEE_LOCAL,
    AA_CALLEE_IMPORT,
    AA_CALLEE_SELECTOR,
    AA_CALLEE_NOTHING
} aa_callee_kind;

typedef struct aa_callee {
    aa_callee_kind kind;
    aa_bytes name;     /* import: symbol; selector */
    uint32_t function; /* local */
} aa_callee;

aa_callee aa_image_callee(const aa_image *image, uint64_t address);

/* What a load of |size| bytes from |address| gives. */
typedef enum aa_word_kind {
    AA_WORD_NUMBER, /* value: a number or an address */
    AA_WORD_IMPORT, /* import: index in macho->imports, plus |value| bytes */
    AA_WORD_DATA,   /* can change: not a constant */
    AA_WORD_IVAR,   /* offset of an instance variable */
} aa_word_kind;

typedef struct aa_word {
    aa_word_kind kind;
    uint64_t value;
    uint32_t import;
} aa_word;

aa_word aa_image_word(const aa_image *image, uint64_t address, unsigned size);

/* "-[Login send:]", a symbol, or "sub_100004000"; in |arena|. */
const char *aa_image_function_name(aa_arena *arena, const aa_image *image, uint32_t function);

/* The name of the class whose object lies at |address|; empty: none. */
aa_bytes aa_image_class_at(const aa_image *image, uint64_t address);

#endif
