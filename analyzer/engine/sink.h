/*
 * Where checks record. The engine makes one sink, runs the checks one after another, and takes the records.
 */
#ifndef AA_ENGINE_SINK_H
#define AA_ENGINE_SINK_H

#include "base/vec.h"
#include "engine/result.h"

struct aa_sink {
    aa_arena *arena;
    const aa_check_entry *check; /* the one that is running */
    aa_vec findings;             /* of aa_finding, in the order recorded; no fingerprints yet */
    bool failed;                 /* memory ran out: a record is missing */
};

void aa_sink_init(aa_sink *sink, aa_arena *arena);

/* Adds |finding| with copies of its trace, of |args| and of what |place| (may be NULL) says in code. */
void aa_sink_add(aa_sink *sink, aa_finding finding, const aa_place *place, const char *const *args);

/* Runs |entry|'s check; its records join |sink|'s. */
void aa_sink_run(aa_sink *sink, const aa_check_entry *entry, const aa_check_input *in);

#endif
