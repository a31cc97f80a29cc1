/*
 * A walk over the call graph. Internal to reach*.c.
 *
 * Rapid type analysis: a call can run the overrides of classes of which reached code makes objects; what a
 * class overrides of the platform runs once there can be an object of it. Rounds end because every method and
 * type is entered once.
 */
#ifndef AA_CODE_REACH_INTERNAL_H
#define AA_CODE_REACH_INTERNAL_H

#include "code/reach.h"

/* In aa_walk.from: no method leads here but entry |from & ~AA_FROM_ENTRY|. */
#define AA_FROM_ENTRY 0x80000000U

enum { AA_WALK_REACHED = 1, AA_WALK_MAYBE = 2 };

/* The method of a layout's android:onClick. */
typedef struct aa_handler {
    const char *name;
    uint32_t entry;
} aa_handler;

/* A text in |in| that is the name of a class of the app. */
typedef struct aa_named_type {
    aa_method_id in;
    aa_type_id type;
} aa_named_type;

typedef struct aa_walk {
    const aa_program *p;
    size_t methods, types;      /* that the app defines */
    const aa_handler *handlers; /* by name */
    size_t handler_count;
    const aa_named_type *named; /* by method; looked at in the second half only */
    size_t named_count;
    bool launch;      /* of the platform's callbacks only those that need no user */
    uint8_t mark;     /* given to what is reached from now on */
    uint8_t *reached; /* by method */
    uint32_t *from;   /* by method: the one that led to it, or AA_FROM_ENTRY with the number of an entry */
    uint8_t *wanted;  /* by method: called, but there is no object of its class yet */
    uint8_t *called;  /* by any method, also the platform's: its overrides were looked for */
    uint8_t *state;   /* by type */
    aa_method_id *queue;
    size_t head, tail;
    uint32_t *stamp; /* by type: seen in the search numbered |stamp_now| */
    uint32_t stamp_now;
    aa_type_id *stack; /* scratch, two for each type */
    uint64_t budget;   /* steps left; hostile hierarchies make every call look at every class */
    bool over;         /* it ended: what is not reached is not known to be unreached */
} aa_walk;

/* False: memory is out. Everything is made in |arena|. */
bool aa_walk_init(aa_walk *w, const aa_program *p, aa_arena *arena);

/* |method| can run because of |from|. */
void aa_walk_reach(aa_walk *w, aa_method_id method, uint32_t from);
/* There can be an object of |type|. */
void aa_walk_make(aa_walk *w, aa_type_id type, uint32_t from);
/* The constructors too: the platform makes the object. */
void aa_walk_construct(aa_walk *w, aa_type_id type, uint32_t from);
/* The constructors of |type|, which the platform calls, and its own or inherited methods called one of
 * |names| (NULL-terminated). Other callbacks of |type| stay out unless it was made before. */
void aa_walk_begin(aa_walk *w, aa_type_id type, const char *const *names, uint32_t from);
/* Every method of |type|. */
void aa_walk_all_of(aa_walk *w, aa_type_id type, uint32_t from);
/* Until nothing new is reached. */
void aa_walk_run(aa_walk *w);

bool aa_walk_is_live(const aa_walk *w, aa_type_id type); /* there can be an object of it or below */

/* What the platform or a framework calls of a class by annotation (reach_annotations.c): methods marked for
 * JavaScript, and with |all| those with any annotation that is there at run time. */
void aa_walk_annotated(aa_walk *w, aa_type_id type, uint32_t from, bool all);

/* Texts that name classes of the app, by method. False: memory is out. (reach_names.c) */
bool aa_reach_named_types(const aa_program *p, aa_arena *arena, const aa_named_type **out, size_t *count);

/* Second half: what only names, annotations, native code or reflection can reach. False: memory is out.
 * (reach_maybe.c) |unsure|: nothing can be called unreached. */
bool aa_reach_maybe(aa_walk *w, aa_arena *scratch, bool unsure);

struct aa_reach_map {
    aa_arena *arena;
    const aa_program *p;
    const aa_entry *entries; /* copies */
    aa_type_id *entry_types; /* AA_NO_ID: no class of the app */
    size_t entry_count;
    aa_walk all, launch;
    const aa_handler *handlers;
    size_t handler_count;
};

#endif
