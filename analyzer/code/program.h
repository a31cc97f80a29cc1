/*
 * The program of one app: every type, method and field that its DEX files define or name, each once,
 * whichever file names it; who extends what; and where each is used. Immutable once built: any thread may
 * read it.
 *
 * Ids are indices into arrays. What the app itself defines comes first, so `id < defined count` tells it from
 * what is only named (the platform's, or missing). Texts are MUTF-8 views into the DEX files.
 *
 * Sources: AOSP Dalvik executable format; art/runtime/class_linker.cc (ResolveMethod, ResolveField).
 */
#ifndef AA_CODE_PROGRAM_H
#define AA_CODE_PROGRAM_H

#include "base/notes.h"
#include "code/platform.h"
#include "decode/dex_code.h"
#include "decode/dex_insn.h"
#include "decode/dex_value.h"

#define AA_NO_ID UINT32_MAX

typedef uint32_t aa_type_id;
typedef uint32_t aa_method_id;
typedef uint32_t aa_field_id;

/* One DEX file of the app, in class-path order: base first, classes.dex before classes2.dex. */
typedef struct aa_unit {
    aa_dex dex;
    const char *artifact, *member; /* for places */
} aa_unit;

typedef struct aa_type {
    aa_bytes descriptor;        /* "Lapp/Main;", "[B", "I" */
    aa_platform_class platform; /* AA_PLATFORM_NONE: none of the platform's */
    uint32_t unit;              /* that defines it; AA_NO_ID: not defined here */
    uint32_t def;               /* class_def index */
    uint32_t flags;             /* access flags of the class */
    aa_type_id superclass;      /* AA_NO_ID: none, or not defined here (see platform) */
    uint32_t interfaces;        /* first of |interface_count| in aa_program.interface_ids */
    uint32_t interface_count;
    uint32_t first_method, method_count; /* of its methods, which lie together */
    uint32_t first_field, field_count;
} aa_type;

typedef struct aa_method {
    aa_type_id owner;
    aa_bytes name;
    uint32_t unit, proto; /* prototype index in that unit */
    uint32_t index;       /* method_id in that unit */
    uint32_t flags;       /* access flags; 0 when not defined here */
    uint32_t code;        /* code_item offset; 0: none */
    uint64_t signature;   /* stands for name, parameters and result: equal exactly when these are */
} aa_method;

typedef struct aa_field {
    aa_type_id owner, type;
    aa_bytes name;
    uint32_t unit, index;
    uint32_t flags;     /* 0 when not defined here */
    bool has_value;     /* a static field with an initial value in the file */
    uint8_t value_type; /* aa_dex_value_type */
    int64_t number;     /* of a number, boolean, char; index of a string or type in |unit|; bits of a float */
} aa_field;

/* How something is called; the first five as in Dalvik. */
typedef enum aa_call_kind {
    AA_CALL_VIRTUAL,
    AA_CALL_SUPER,
    AA_CALL_DIRECT,
    AA_CALL_STATIC,
    AA_CALL_INTERFACE,
    AA_CALL_POLYMORPHIC, /* MethodHandle.invoke */
    AA_CALL_CUSTOM,      /* invoke-custom: the implementation method of a lambda, or AA_NO_ID */
} aa_call_kind;

/* A place where code calls |to|, after resolution through superclasses. */
typedef struct aa_call_ref {
    aa_method_id in, to;
    uint32_t pc;   /* code units */
    uint32_t kind; /* aa_call_kind */
} aa_call_ref;

typedef struct aa_field_ref {
    aa_method_id in;
    aa_field_id field;
    uint32_t pc;
    uint32_t writes; /* 1: put, 0: get */
} aa_field_ref;

typedef enum aa_type_use { AA_USE_NEW, AA_USE_CLASS, AA_USE_CAST, AA_USE_TEST, AA_USE_CATCH } aa_type_use;

typedef struct aa_type_ref {
    aa_method_id in;
    aa_type_id type;
    uint32_t pc;
    uint32_t use; /* aa_type_use */
} aa_type_ref;

/* const-string: |string| is the index in the unit of |in|. */
typedef struct aa_string_ref {
    aa_method_id in;
    uint32_t string;
    uint32_t pc;
} aa_string_ref;

/* A text that const-strings name: its places are |count| of aa_string_refs() from |first| on. */
typedef struct aa_text_use {
    aa_bytes text;
    uint32_t first, count;
} aa_text_use;

typedef struct aa_program aa_program;

/*
 * Builds the program of |units|. |units|, |limits| and the bytes behind them outlive it. The first definition
 * of a class counts, as on the class path; a second one is noted, code.class_twice. Works on up to |threads|
 * threads, of which nothing shows. Errors: AA_E_NOMEM.
 *
 * What it cannot use it notes, with the unit's member and the class or method, whether or not aa_dex_look()
 * did: code.class_nameless, code.class_cut, code.members_lost, code.method_unreadable, code.method_cut (what
 * stands before counts), code.method_damaged (the rest of it counts), limit.code_names, limit.code_hierarchy,
 * limit.code_work.
 */
AA_NODISCARD aa_err aa_program_build(const aa_unit *units, size_t count, const aa_limits *limits,
                                     unsigned threads, aa_notes *notes, aa_program **out);
void aa_program_free(aa_program *program); /* takes NULL */

const aa_unit *aa_program_unit(const aa_program *p, uint32_t unit);
size_t aa_program_unit_count(const aa_program *p);

/* |defined_out| (may be NULL): how many of them the app defines; these come first. */
size_t aa_program_type_count(const aa_program *p, size_t *defined_out);
size_t aa_program_method_count(const aa_program *p, size_t *defined_out);
size_t aa_program_field_count(const aa_program *p, size_t *defined_out);
const aa_type *aa_program_type(const aa_program *p, aa_type_id id);
const aa_method *aa_program_method(const aa_program *p, aa_method_id id);
const aa_field *aa_program_field(const aa_program *p, aa_field_id id);

bool aa_method_is_defined(const aa_program *p, aa_method_id id);

/* What an index in an instruction of unit |unit| stands for; AA_NO_ID when there is no such record. */
aa_type_id aa_program_type_of(const aa_program *p, uint32_t unit, uint32_t type_index);
aa_method_id aa_program_method_of(const aa_program *p, uint32_t unit, uint32_t method_index);
aa_field_id aa_program_field_of(const aa_program *p, uint32_t unit, uint32_t field_index);

/* The type of that descriptor; AA_NO_ID when no DEX file of the app names it. */
aa_type_id aa_program_find_type(const aa_program *p, aa_bytes descriptor);

/* A call site of invoke-custom: what links it and with what. */
#define AA_CALL_SITE_ARGUMENTS 16

typedef struct aa_call_site {
    aa_method_id bootstrap;      /* StringConcatFactory, LambdaMetafactory, …; AA_NO_ID: cannot be told */
    aa_method_id implementation; /* the first method handle among the arguments: the body of a lambda */
    aa_bytes name;               /* of the method that the site stands for */
    uint32_t proto;              /* prototype index in the unit */
    uint32_t argument_count;
    aa_dex_value arguments[AA_CALL_SITE_ARGUMENTS]; /* the constants behind name and type, handles left out */
} aa_call_site;

/* False when the site is damaged or is not there; |*out| then holds what could be read. */
bool aa_program_call_site(const aa_program *p, uint32_t unit, uint32_t index, aa_call_site *out);

/* ---- prototypes ------------------------------------------------------------------------------------- */

size_t aa_method_parameter_count(const aa_program *p, aa_method_id id);       /* without the receiver */
aa_bytes aa_method_parameter(const aa_program *p, aa_method_id id, size_t i); /* descriptor */
aa_bytes aa_method_result(const aa_program *p, aa_method_id id);              /* descriptor; "V" */
bool aa_method_is_static(const aa_program *p, aa_method_id id);               /* defined here only */

/* True when |id|, defined here, has that annotation at run time ("Landroid/webkit/JavascriptInterface;"). */
bool aa_method_is_marked(const aa_program *p, aa_method_id id, const char *annotation);

/* "Lapp/Main;->run(I)V" appended. */
void aa_method_put(const aa_program *p, aa_method_id id, aa_str *s);

/* ---- hierarchy -------------------------------------------------------------------------------------- */

/* True when |type| is |of| or below it, through classes of the app and of the platform's model. */
bool aa_type_is_a(const aa_program *p, aa_type_id type, aa_type_id of);
/* The same for a descriptor that the app need not name: "Landroid/app/Activity;". */
bool aa_type_is_platform(const aa_program *p, aa_type_id type, const char *descriptor);

/* The nearest class of the platform above |type| (itself when it is one); AA_PLATFORM_NONE: unknown or
 * missing. */
aa_platform_class aa_type_platform_base(const aa_program *p, aa_type_id type);

/* Types of the app that name |type| as superclass or interface, directly. */
size_t aa_type_children(const aa_program *p, aa_type_id type, const aa_type_id **out);
/* The interfaces that |type|, defined here, names itself. */
size_t aa_type_interfaces(const aa_program *p, aa_type_id type, const aa_type_id **out);

/* The method of that signature that |type| has: its own or the nearest inherited one of the app. AA_NO_ID:
 * none. */
aa_method_id aa_type_method(const aa_program *p, aa_type_id type, uint64_t signature);
/* The same without looking at what is inherited. */
aa_method_id aa_type_own_method(const aa_program *p, aa_type_id type, uint64_t signature);
/* The first own method of that name; with |from| the next one after it (AA_NO_ID to begin). */
aa_method_id aa_type_method_named(const aa_program *p, aa_type_id type, const char *name, aa_method_id from);
/* The first own method of that name that overrides one of the platform, so that the platform calls it. */
aa_method_id aa_type_callback_named(const aa_program *p, aa_type_id type, const char *name);

/*
 * Methods with code that a call can run: |to| itself for static, direct and super calls; for virtual and
 * interface calls also every override below the receiver's class |receiver| (AA_NO_ID: the owner of |to|). In
 * id order, at most |max|; returns how many there are in all.
 */
size_t aa_call_targets(const aa_program *p, const aa_call_ref *call, aa_type_id receiver, aa_method_id *out,
                       size_t max);

/* The platform's class or interface that declares the method |id| overrides; AA_PLATFORM_NONE: none.
 * Such a method may be called by the platform. */
aa_platform_class aa_method_overrides_platform(const aa_program *p, aa_method_id id);

/* ---- who uses what ---------------------------------------------------------------------------------- */

/* Each in order of (in, pc). */
size_t aa_calls_in(const aa_program *p, aa_method_id in, const aa_call_ref **out);
size_t aa_calls_to(const aa_program *p, aa_method_id to, const aa_call_ref *const **out);
size_t aa_field_refs(const aa_program *p, aa_field_id field, const aa_field_ref *const **out);
size_t aa_type_refs(const aa_program *p, aa_type_id type, const aa_type_ref *const **out);
/* The same by the method that uses them. */
size_t aa_field_refs_in(const aa_program *p, aa_method_id in, const aa_field_ref **out);
size_t aa_type_refs_in(const aa_program *p, aa_method_id in, const aa_type_ref **out);
/* All const-string of the app, by unit, then string, then place. */
size_t aa_string_refs(const aa_program *p, const aa_string_ref **out);
/* Their texts, and a mark of each (|marks| may be NULL). */
size_t aa_text_uses(const aa_program *p, const aa_text_use **out, const uint64_t **marks);
/* Pairs of bytes in |text|: what is part of a text has no bit in its mark that the text's has not. */
uint64_t aa_text_mark(aa_bytes text);

/*
 * Call sites that can run |id|: those resolved to it, and for a method that overrides or implements others
 * those resolved to what it overrides. At most |max| are written; returns how many there are.
 */
size_t aa_method_callers(const aa_program *p, aa_method_id id, const aa_call_ref **out, size_t max);

/*
 * Methods that |pattern| names: "Ljavax/crypto/Cipher;->getInstance" any overload,
 * "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V" that one. A method fits when its
 * owner is the named class or below it and nothing of the app between them defines it: a call of
 * startActivity() on a class of the app that extends Activity is a call of the platform's. What a class of
 * the app inherits from another is found by the name of either. "L…;->*" is every method of the class
 * itself. Ids in order, in |arena|. Errors: AA_E_NOMEM; AA_E_FORMAT when |pattern| has no such form.
 */
AA_NODISCARD aa_err aa_program_match(const aa_program *p, aa_arena *arena, const char *pattern,
                                     const aa_method_id **out, size_t *count_out);

/* All methods of that name, of any class, in order. */
size_t aa_methods_named(const aa_program *p, aa_bytes name, const aa_method_id **out);

/* True when aa_program_match() would give |id| for |pattern|. */
bool aa_program_fits(const aa_program *p, aa_method_id id, const char *pattern);

/* Numbers for --stats and for `inspect`. */
typedef struct aa_program_size {
    uint64_t types, methods, fields, calls, strings, insns, bytes;
} aa_program_size;

aa_program_size aa_program_measure(const aa_program *p);

#endif
