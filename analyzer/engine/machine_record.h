/*
 * Recording what was seen in machine code: the place, how it is reached, whose code it is, and the way there.
 * The counterpart of engine/code_record.h.
 */
#ifndef AA_ENGINE_MACHINE_RECORD_H
#define AA_ENGINE_MACHINE_RECORD_H

#include "engine/check.h"
#include "machine/machine.h"

/* A place in code, for recording: a call, or an address in a function. */
typedef struct aa_mspot {
    uint32_t image, function; /* AA_NO_FUNCTION: data */
    uint64_t at;              /* address; 0: the function as a whole */
} aa_mspot;

static inline aa_mspot aa_mspot_of(const aa_msite *site)
{
    return (aa_mspot){site->image, site->function, site->call->at};
}

static inline aa_mspot aa_mspot_at(const aa_mplace_ref *place)
{
    return (aa_mspot){place->image, place->function, place->at};
}

/* |origin| (may be NULL): because of what it says of an argument; its way is told too. */
void aa_hit_spot(aa_sink *sink, unsigned message, aa_severity severity, aa_machine *machine, aa_mspot spot,
                 const aa_morigin *origin, const char *const *args);
void aa_clear_spot(aa_sink *sink, unsigned message, aa_machine *machine, aa_mspot spot,
                   const char *const *args);
void aa_cannot_tell_spot(aa_sink *sink, unsigned message, aa_machine *machine, aa_mspot spot,
                         const aa_morigin *origin, const char *const *args);

/* The same answers for checks that record by themselves. Texts live in the machine's arena. */
aa_place aa_machine_place(aa_machine *machine, aa_mspot spot);
aa_reach aa_machine_reach_of(aa_machine *machine, aa_mspot spot);
aa_owner aa_machine_owner_of(aa_machine *machine, aa_mspot spot);

/* Text of the app as an argument: valid UTF-8, in the machine's arena. */
const char *aa_machine_text(aa_machine *machine, aa_bytes text);

#endif
