/*
 * Watching an analysis from outside: what it turns to, and what it is to leave alone. Who runs analyses in
 * processes of their own uses it to name what a process died of, and to do without that the next time.
 */
#ifndef APPASSAY_WATCH_H
#define APPASSAY_WATCH_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * A part of the work. |stage| is "open" (the files and what lies in them), "read" (one member), "program"
 * (all code as one program), "check", "judge" or "report". Strings are borrowed.
 */
typedef struct aa_stage {
    const char *stage;
    const char *artifact; /* input file or archive inside it; NULL: none, or any when left out */
    const char *member;   /* archive member, id of a check, name of a format; NULL: none */
} aa_stage;

/* Something to leave alone, and the note code that the coverage ledger gives as the reason. */
typedef struct aa_left_out {
    aa_stage what;    /* of "read", "program" or "check"; others cannot be left out */
    const char *code; /* "worker.crash", "worker.policy", "limit.time", "limit.memory"; static storage */
} aa_left_out;

typedef struct aa_watch {
    void *context;
    /* Called by every thread that turns to another part, also at the same time. NULL: nobody looks. */
    void (*enter)(void *context, const aa_stage *stage);
    /* Called by a thread that is through with its share and has nothing else to do now. NULL: nobody looks.
     */
    void (*leave)(void *context);
    const aa_left_out *left_out;
    size_t left_out_count;
} aa_watch;

#ifdef __cplusplus
}
#endif
#endif
