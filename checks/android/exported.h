/*
 * Activities, services and receivers that other apps can reach are judged alike. Whether a component without
 * a guard does harm is decided by its code, which the manifest does not show: such a record is undecided.
 */
#ifndef AA_CHECKS_ANDROID_EXPORTED_H
#define AA_CHECKS_ANDROID_EXPORTED_H

#include "engine/check.h"
#include "facts/exposure.h"

/* The messages that each of these checks has, in this order; own ones follow from EXPORTED_OWN on. */
enum {
    EXPORTED_OPEN,      /* component */
    EXPORTED_WEAK,      /* component, permission */
    EXPORTED_UNDEFINED, /* component, permission */
    EXPORTED_UNKNOWN,   /* component: android:exported or the permission's level cannot be resolved */
    EXPORTED_DISABLED,  /* component */
    EXPORTED_GUARDED,   /* component, permission */
    EXPORTED_VENDOR,    /* component, permission */
    EXPORTED_CLOSED,    /* number not exported, number of all */
    EXPORTED_NONE,
    EXPORTED_OWN
};

/* What only one kind of component has: true when it recorded something and nothing else is to be said. */
typedef bool (*exported_special)(const aa_check_input *in, aa_sink *sink, const aa_component *component);

static inline void exported_judge_open(const aa_check_input *in, aa_sink *sink, const aa_component *c,
                                       exported_special special)
{
    aa_guard guard = aa_component_guard(c);
    const char *const *args = AA_ARGS(c->name, aa_arg_text(c->permission));
    if (guard == AA_GUARD_SYSTEM)
        aa_clear(sink, EXPORTED_GUARDED, &c->place, args);
    else if (guard == AA_GUARD_VENDOR)
        aa_clear(sink, EXPORTED_VENDOR, &c->place, args);
    else if (special != NULL && special(in, sink, c))
        return;
    else if (c->enabled.value == AA_NO)
        aa_cannot_tell(sink, EXPORTED_DISABLED, &c->place, args);
    else if (guard == AA_GUARD_NONE)
        aa_cannot_tell(sink, EXPORTED_OPEN, &c->place, args);
    else if (guard == AA_GUARD_UNDEFINED)
        aa_cannot_tell(sink, EXPORTED_UNDEFINED, &c->place, args);
    else if (guard == AA_GUARD_UNKNOWN)
        aa_cannot_tell(sink, EXPORTED_UNKNOWN, &c->place, args);
    else
        aa_cannot_tell(sink, EXPORTED_WEAK, &c->place, args);
}

/* Judges every component of |type|, and of |other| as well (the same type when there is only one). */
static inline void exported_judge(const aa_check_input *in, aa_sink *sink, aa_component_type type,
                                  aa_component_type other, exported_special special)
{
    const aa_manifest *m = &in->facts->manifest;
    long long all = 0;
    long long closed = 0;
    for (size_t i = 0; i < m->component_count; i++) {
        const aa_component *c = &m->components[i];
        if (c->type != type && c->type != other)
            continue;
        aa_tri open = aa_component_open(c);
        all++;
        closed += open == AA_NO;
        if (open == AA_YES)
            exported_judge_open(in, sink, c, special);
        else if (open == AA_UNKNOWN)
            aa_cannot_tell(sink, EXPORTED_UNKNOWN, &c->place, AA_ARGS(c->name));
    }
    if (all == 0)
        aa_absent(sink, EXPORTED_NONE, AA_NO_ARGS);
    else if (closed > 0)
        aa_clear(sink, EXPORTED_CLOSED, &m->application_place,
                 AA_ARGS(aa_arg_int(sink, closed), aa_arg_int(sink, all)));
}

#endif
