/*
 * What checks ask of machine code: who calls what, with which values, and can it be reached. The counterpart
 * of code/code.h for ARM64.
 *
 * All images of an app (its program, extensions, frameworks) are one aa_machine_base, shared by all threads;
 * each thread has an aa_machine of its own. Everything returned lives as long as the aa_machine.
 *
 * A callee is named by what cannot be renamed: the symbol of an import ("_CCCrypt",
 * "_$s9CryptoKit8InsecureO3MD5V…"), or a selector ("evaluatePolicy:localizedReason:reply:").
 */
#ifndef AA_MACHINE_MACHINE_H
#define AA_MACHINE_MACHINE_H

#include "machine/flow.h"

/* How a function is reached. */
typedef enum aa_mreach_state { AA_MREACH_NO, AA_MREACH_MAYBE, AA_MREACH_YES } aa_mreach_state;

typedef enum aa_mreach_how {
    AA_MREACH_BY_ENTRY, /* the system calls it: main, initializer, +load, export */
    AA_MREACH_BY_CALL,
    AA_MREACH_BY_POINTER,  /* its address is taken there: block, callback */
    AA_MREACH_BY_SELECTOR, /* a message of that name is sent there */
    AA_MREACH_BY_CLASS,    /* the system calls methods of a class that is used there */
    AA_MREACH_BY_FILE,     /* named by a storyboard, nib or property list */
    AA_MREACH_BY_TABLE,    /* stands in a table of methods: dispatch that is not resolved */
} aa_mreach_how;

typedef struct aa_mreach {
    uint8_t state, how;
    uint32_t image, function; /* from where; AA_NO_FUNCTION: from outside */
    uint64_t at;              /* place there; 0: none */
} aa_mreach;

typedef struct aa_mreach_map {
    aa_mreach **of; /* by image, by function */
} aa_mreach_map;

typedef struct aa_machine_base {
    const aa_image *images;
    size_t image_count;
    const aa_mreach_map *reach; /* NULL: not looked at; everything may be reached */
    const aa_limits *limits;
    bool complete;                    /* all code of the app was read */
    const char *const *first_classes; /* view controllers of the first screen, by name */
    size_t first_class_count;
} aa_machine_base;

/* What files of the app name beside the code: storyboards, nibs, Info.plist. */
typedef struct aa_mreach_names {
    const char *const *classes;
    size_t class_count;
    const char *const *selectors; /* of actions */
    size_t selector_count;
} aa_mreach_names;

/* Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_mreach_find(aa_arena *arena, const aa_image *images, size_t count,
                                   const aa_mreach_names *names, const aa_mreach_map **out);

typedef struct aa_machine aa_machine;

aa_machine *aa_machine_new(const aa_machine_base *base); /* NULL: memory is out */
void aa_machine_free(aa_machine *machine);               /* takes NULL */
bool aa_machine_failed(const aa_machine *machine);
/* aa_limits.code_flow_total was met: answers depend on what was asked before. */
bool aa_machine_exhausted(const aa_machine *machine);
const aa_machine_base *aa_machine_base_of(const aa_machine *machine);
aa_values *aa_machine_values(aa_machine *machine);
aa_arena *aa_machine_arena(aa_machine *machine);
const aa_mflow *aa_machine_flow(aa_machine *machine, uint32_t image, uint32_t function);

/* ---- call sites ---------------------------------------------------------------------------------------- */

typedef struct aa_msite {
    uint32_t image, function;
    const aa_mflow *flow;
    const aa_mcall *call;
} aa_msite;

typedef struct aa_msites {
    const aa_msite *items; /* in order of image and address */
    size_t count;
} aa_msites;

/* Calls of an imported function. |symbol| with its underscore; a '*' at the end stands for any rest.
 * Remembered. */
aa_msites aa_machine_calls(aa_machine *machine, const char *symbol);
/* Messages of that selector, '*' likewise. |class_name| (may be NULL): without those whose receiver is for
 * certain of a class that is not it. */
aa_msites aa_machine_sends(aa_machine *machine, const char *selector, const char *class_name);
/* svc instructions with their registers. */
aa_msites aa_machine_system_calls(aa_machine *machine);
/* Calls of a function of the app. */
aa_msites aa_machine_calls_to(aa_machine *machine, uint32_t image, uint32_t function);

/* True when the app imports |symbol| ('*' allowed) anywhere: it may be called in ways that are not seen. */
bool aa_machine_imports(aa_machine *machine, const char *symbol);

/* A place in code. */
typedef struct aa_mplace_ref {
    uint32_t image, function;
    uint64_t at;
    aa_bytes text; /* of a text that was looked for */
} aa_mplace_ref;

/* Places that use the class |name| (imported or of the app), the imported variable |symbol|. */
size_t aa_machine_class_uses(aa_machine *machine, const char *name, const aa_mplace_ref **out);
size_t aa_machine_symbol_uses(aa_machine *machine, const char *symbol, const aa_mplace_ref **out);

/* Every constant text (C strings, NSString constants, Swift literals) that |fits|, once for each place that
 * uses it; a text that no code names has function AA_NO_FUNCTION and its own address. |fits| is asked once
 * for places of one text, and decides on nothing else. */
typedef bool (*aa_mtext_test)(void *context, aa_bytes text);
size_t aa_machine_texts(aa_machine *machine, aa_mtext_test fits, void *context, const aa_mplace_ref **out);

/* Methods of the app that implement |selector|. */
size_t aa_machine_methods(aa_machine *machine, const char *selector, const aa_mplace_ref **out);

/* ---- values ----------------------------------------------------------------------------------------------
 */

typedef enum aa_morigin_kind {
    AA_MORIGIN_INT,    /* number */
    AA_MORIGIN_TEXT,   /* text; number: its address, 0 for one made in registers */
    AA_MORIGIN_DATA,   /* number: an address in constant data; text: its bytes up to the end of the section */
    AA_MORIGIN_SYMBOL, /* text: an imported constant such as "_kSecAttrAccessibleAlways", or a class
                          "_OBJC_CLASS_$_NSURLSession" */
    AA_MORIGIN_CALL,   /* result of |call| in |flow|, which the app does not define */
    AA_MORIGIN_OUT,    /* written by |call| through a pointer */
    AA_MORIGIN_ENTRY,  /* argument |number| of |function|, which the system calls, or nobody that is seen */
    AA_MORIGIN_FIELD,  /* a variable or field that is never seen written; number: its address, or offset */
    AA_MORIGIN_LOCAL,  /* the address of memory on the stack of |function| */
    AA_MORIGIN_UNKNOWN,
} aa_morigin_kind;

/* One step of the way from an origin to the question. */
typedef enum aa_mstep_kind {
    AA_MSTEP_ARGUMENT,
    AA_MSTEP_FIELD,
    AA_MSTEP_RETURN,
    AA_MSTEP_CALL,
    AA_MSTEP_CAPTURE
} aa_mstep_kind;

typedef struct aa_mstep {
    aa_mstep_kind kind;
    uint32_t image, function;
    uint64_t at;
    const struct aa_mstep *next;
} aa_mstep;

typedef struct aa_morigin {
    aa_morigin_kind kind;
    bool exact;  /* the value is this; false: made from this and perhaps from more */
    bool passes; /* CALL: what it was given is among the origins too */
    int64_t number;
    aa_bytes text;
    uint32_t image, function;
    uint64_t at;
    const aa_mflow *flow;
    const aa_mcall *call;
    const aa_mstep *way; /* towards the question; NULL: found there */
} aa_morigin;

typedef struct aa_morigins {
    const aa_morigin *items;
    size_t count;
    bool complete;
} aa_morigins;

/* Origins of argument |i| of a call (0 to 8; of a message 0 is the receiver and 2 the first argument). */
aa_morigins aa_msite_origins(aa_machine *machine, const aa_msite *site, size_t i);
/* Of stack argument |i|: variadic ones. */
aa_morigins aa_msite_stack_origins(aa_machine *machine, const aa_msite *site, size_t i);
/* Of a Swift String in registers |i| and |i| + 1. */
aa_morigins aa_msite_swift_origins(aa_machine *machine, const aa_msite *site, size_t i);
/* Of any value of a flow, as seen at |call| (NULL: as at the end of the function). */
aa_morigins aa_machine_trace(aa_machine *machine, const aa_mflow *flow, const aa_mcall *call, aa_value value);

/* The only number, or the only text, that the argument can have. */
bool aa_msite_int(aa_machine *machine, const aa_msite *site, size_t i, int64_t *out);
bool aa_msite_text(aa_machine *machine, const aa_msite *site, size_t i, aa_bytes *out);
/* The class of the receiver as far as it is certain: "NSUserDefaults"; empty: not certain. */
aa_bytes aa_msite_receiver(aa_machine *machine, const aa_msite *site);

/*
 * What was put into a dictionary, array or other container that argument |i| is: keys and values in pairs
 * where they can be paired, else |key| is empty. Messages and calls on it in the same function before this
 * one, literals, CFDictionaryCreate, and what a Swift literal was built of.
 */
typedef struct aa_mentry {
    aa_morigins key, value;
    uint64_t at;
} aa_mentry;

size_t aa_msite_entries(aa_machine *machine, const aa_msite *site, size_t i, const aa_mentry **out);

/* The result of the call decides a branch of its function (or is returned to one that does, one level up). */
bool aa_msite_result_tested(aa_machine *machine, const aa_msite *site);

/* ---- place, reach
 * ------------------------------------------------------------------------------------------- */

aa_mreach aa_machine_reach(aa_machine *machine, uint32_t image, uint32_t function);
/* "-[Login send:]", "App.Keychain.save(_:)", "sub_100004000" */
const char *aa_machine_function_name(aa_machine *machine, uint32_t image, uint32_t function);

#endif
