/*
 * Can it be run? From the entry points that the platform calls, over the call graph, to every method.
 */
#ifndef AA_CODE_REACH_H
#define AA_CODE_REACH_H

#include "code/program.h"

typedef enum aa_entry_kind {
    AA_ENTRY_COMPONENT, /* activity, service, receiver, provider of the manifest */
    AA_ENTRY_APPLICATION,
    AA_ENTRY_FACTORY,         /* appComponentFactory, backup agent, zygote preload */
    AA_ENTRY_ON_CLICK,        /* method name of a layout */
    AA_ENTRY_VIEW,            /* class named by a layout: custom views, fragments */
    AA_ENTRY_NAMED,           /* class named in the manifest's meta-data or other resources */
    AA_ENTRY_INSTRUMENTATION, /* runs what it finds by annotation: nothing is certainly unreached then */
} aa_entry_kind;

/* What the manifest and layouts name. */
typedef struct aa_entry {
    aa_entry_kind kind;
    const char *name; /* "app.Main" for classes; a method name for AA_ENTRY_ON_CLICK */
    bool launch; /* Application, launcher activity, content provider: runs at start without anyone's doing */
    bool front;  /* what the user starts: written for this app, where other components may be a library's */
    bool exported;
    bool open; /* exported, and by no permission kept to the app's own signer or the system */
} aa_entry;

typedef enum aa_code_reach { AA_CODE_REACHED, AA_CODE_UNREACHED, AA_CODE_MAYBE } aa_code_reach;

typedef struct aa_reach_map aa_reach_map;

/*
 * |entries| as above, in manifest order. Errors: AA_E_NOMEM. A method that is not reached but whose class or
 * name appears as a text, or in a program that loads code or reflects with names that are not constant, is
 * AA_CODE_MAYBE; so is every method when no entry is a class of the program. Immutable once built.
 */
AA_NODISCARD aa_err aa_reach_build(const aa_program *program, const aa_entry *entries, size_t count,
                                   aa_reach_map **out);
void aa_reach_free(aa_reach_map *map); /* takes NULL */

aa_code_reach aa_reach_state(const aa_reach_map *map, aa_method_id method);

/* False: a budget ended, and no method is said to be unreached. */
bool aa_reach_complete(const aa_reach_map *map);
const aa_entry *aa_reach_entries(const aa_reach_map *map, size_t *count); /* as given */

/* The shortest way from an entry to |method|, entry first; at most |max| are written; 0 when it is not
 * reached. |*entry| (may be NULL): index of the entry in the list given, or AA_NO_ID when the platform calls
 * the first method for another reason. */
size_t aa_reach_path(const aa_reach_map *map, aa_method_id method, aa_method_id *out, size_t max,
                     uint32_t *entry);

/* Reached when the app starts, without user action: Application, providers, launcher activity up to its
 * onResume. */
bool aa_reach_at_launch(const aa_reach_map *map, aa_method_id method);
size_t aa_reach_launch_path(const aa_reach_map *map, aa_method_id method, aa_method_id *out, size_t max);

/* Methods reached from the callbacks of class |component| alone (|names| limits which: "onCreate",
 * NULL-terminated; NULL: all), a byte by method id that is not 0, in |arena|; NULL when memory is out. */
const uint8_t *aa_reach_from(const aa_reach_map *map, aa_arena *arena, aa_type_id component,
                             const char *const *names);

/* Whose class it is: the app's own, or a library's. By package, and for renamed ones by what is around them.
 */
typedef enum aa_code_owner { AA_CODE_OWN, AA_CODE_LIBRARY, AA_CODE_OWNER_UNKNOWN } aa_code_owner;

#endif
