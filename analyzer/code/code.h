/*
 * What checks ask of code, for bytecode now and machine code later: who calls what, with which values, and
 * can it be reached.
 *
 * One aa_code per thread, over a shared program. Everything returned lives as long as the aa_code.
 */
#ifndef AA_CODE_CODE_H
#define AA_CODE_CODE_H

#include "base/vec.h"
#include "code/origin.h"
#include "code/reach.h"
#include "code/shape.h"

typedef struct aa_code aa_code;

/* What all threads share. */
typedef struct aa_code_base {
    const aa_program *program;
    const aa_reach_map *reach;
    const aa_shapes *shapes;
    const aa_limits *limits;
    const char *package; /* of the app, for owners; NULL */
    bool complete;       /* all code was read */
} aa_code_base;

aa_code *aa_code_new(const aa_code_base *base); /* NULL: memory is out */
void aa_code_free(aa_code *code);               /* takes NULL */
bool aa_code_failed(const aa_code *code);       /* memory ran out */
/*
 * As a new one, for questions whose answers shall not depend on those before: what was returned is gone. What
 * was read of methods is kept. False: memory is out, and it can only be freed.
 */
AA_NODISCARD bool aa_code_next_turn(aa_code *code);
/* Memory for what a question is answered with: as aa_vec_push(), aa_arena_array(), aa_arena_printf() and
 * aa_arena_utf8() on the code's arena, and a failure is remembered. */
void *aa_code_push(aa_code *code, aa_vec *vec);
void *aa_code_array(aa_code *code, size_t count, size_t size);
char *aa_code_printf(aa_code *code, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *aa_code_utf8(aa_code *code, aa_bytes raw);
const aa_code_base *aa_code_base_of(const aa_code *code);
aa_arena *aa_code_arena(aa_code *code); /* for what a check wants to keep while it runs */
aa_values *aa_code_values(aa_code *code);

/* A place in code that calls what was asked for. */
typedef struct aa_site {
    aa_method_id in, to;
    uint32_t pc;
    const aa_flow_call *call; /* with arguments; never NULL */
    const aa_flow *flow;
} aa_site;

typedef struct aa_sites {
    const aa_site *items; /* in order of class, method and pc */
    size_t count;
} aa_sites;

/* Calls of |pattern| (see aa_program_match()) in code that can be run. None when the app never names it.
 * Remembered. */
aa_sites aa_code_calls(aa_code *code, const char *pattern);
/* The same for several patterns (NULL-terminated), merged in order. */
aa_sites aa_code_calls_of(aa_code *code, const char *const *patterns);
/* The same without the code of known libraries: for what libraries call everywhere, such as loggers. */
aa_sites aa_code_own_calls_of(aa_code *code, const char *const *patterns);

/* The same in the code of |methods| alone: no other method is read. */
aa_sites aa_code_calls_within(aa_code *code, const aa_method_id *methods, size_t count,
                              const char *const *patterns);

/* Calls of that very method; the same without the code of known libraries. */
aa_sites aa_code_calls_to(aa_code *code, aa_method_id method);
aa_sites aa_code_own_calls_to(aa_code *code, aa_method_id method);
/* Places that read the field |name| of the class |owner| ("Landroid/os/Build;"), which must name it exactly.
 */
size_t aa_code_reads(aa_code *code, const char *owner, const char *name, const aa_field_ref *const **out);

/* True when |site| calls a method of that pattern (cheap: by name and class of the target). */
bool aa_site_is(aa_code *code, const aa_site *site, const char *pattern);
bool aa_method_is(aa_code *code, aa_method_id method, const char *pattern);
/* True when |method| fits one of |patterns| (NULL-terminated); false for AA_NO_ID. */
bool aa_method_is_any(aa_code *code, aa_method_id method, const char *const *patterns);

/* ---- values ------------------------------------------------------------------------------------------ */

/* Origins of an argument (receiver 0 where there is one). aa_code_whence() goes through library calls,
 * aa_code_constants() does not. */
aa_origins aa_code_constants(aa_code *code, const aa_site *site, size_t argument);
aa_origins aa_code_whence(aa_code *code, const aa_site *site, size_t argument);
/* As aa_code_whence(), and what came in by different calls of the method is told apart: aa_origin_entered().
 */
aa_origins aa_code_whence_apart(aa_code *code, const aa_site *site, size_t argument);

/* Origins of any value, as aa_trace(); of argument |argument| of the call at |pc|, not through library calls.
 */
aa_origins aa_code_trace(aa_code *code, aa_method_id method, uint32_t pc, aa_value value,
                         const aa_trace_options *options);
aa_origins aa_code_argument(aa_code *code, aa_method_id method, uint32_t pc, size_t argument);

/* The only constant text (or number) that the argument can have; false when there are none, several, or
 * others too. */
bool aa_site_text(aa_code *code, const aa_site *site, size_t argument, aa_bytes *out);
bool aa_site_int(aa_code *code, const aa_site *site, size_t argument, int64_t *out);

/* What the call gives is used: something is called on it, or it is passed on, kept or returned. */
bool aa_site_result_is_used(aa_code *code, const aa_site *site);

/* Any of |origins| is the result of a call of |pattern|; the first such, or NULL. */
const aa_origin *aa_origins_call(aa_code *code, const aa_origins *origins, const char *pattern);
/* Nothing but constants, and what is computed from them by library calls that add nothing of their own. */
bool aa_origins_constant(aa_code *code, const aa_origins *origins);

/* ---- classes and methods that the platform calls ---------------------------------------------------- */

/* Methods of the app that override or implement |pattern|'s:
 * "Ljavax/net/ssl/X509TrustManager;->checkServerTrusted". */
size_t aa_code_overrides(aa_code *code, const char *pattern, const aa_method_id **out);
const aa_flow *aa_code_flow(aa_code *code, aa_method_id method);
/* Types of the app below |descriptor|. */
size_t aa_code_subtypes(aa_code *code, const char *descriptor, const aa_type_id **out);

/* ---- texts ------------------------------------------------------------------------------------------- */

typedef struct aa_literal {
    aa_bytes text; /* MUTF-8 */
    aa_method_id in;
    uint32_t pc;
} aa_literal;

/* Every const-string whose text |fits|; each place once, in order. */
typedef bool (*aa_literal_test)(void *context, aa_bytes text);
size_t aa_code_literals(aa_code *code, aa_literal_test fits, void *context, const aa_literal **out);
/* Every const-string of the |count| texts, numbers among aa_text_uses(); likewise. */
size_t aa_code_literals_of(aa_code *code, const uint32_t *texts, size_t count, const aa_literal **out);

/*
 * Words in texts, a list that ends with NULL: "=su" is that text, "/su" with a "$" before it is how it ends,
 * with a "^" how it begins, with a "*" what is in it.
 */
bool aa_words_fit(const char *const *words, aa_bytes text);
/* Every const-string that one of |words| fits, in order; or only whether there is one. */
size_t aa_code_literals_with(aa_code *code, const char *const *words, const aa_literal **out);
bool aa_code_has_literal(aa_code *code, const char *const *words);

/* ---- place, reach, owner ------------------------------------------------------------------------------ */

aa_code_owner aa_code_owner_of(aa_code *code, aa_type_id type);
bool aa_code_is_library(aa_code *code, aa_method_id method);            /* for certain */
uint32_t aa_code_line(aa_code *code, aa_method_id method, uint32_t pc); /* 0: unknown */
/* "com.app.Main" and "run(I)V", in the code's arena. */
const char *aa_code_class_name(aa_code *code, aa_method_id method);
const char *aa_code_method_name(aa_code *code, aa_method_id method);

#endif
