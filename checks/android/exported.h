/*
 * Activities, services and receivers that other apps can reach are judged alike. Whether a component without
 * a guard does harm is decided by what its callbacks lead to; where its code was not read, the record is
 * undecided.
 */
#ifndef AA_CHECKS_ANDROID_EXPORTED_H
#define AA_CHECKS_ANDROID_EXPORTED_H

#include "code/use_effect.h"
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
    EXPORTED_DOES,    /* component, permission, class and method that its callbacks lead to, and from where */
    EXPORTED_NOTHING, /* component, permission */
    EXPORTED_ASKS,    /* component, permission */
    EXPORTED_OWN
};

/* What only one kind of component has: true when it recorded something and nothing else is to be said. */
typedef bool (*exported_special)(const aa_check_input *in, aa_sink *sink, const aa_component *component);

/* How bad an open component is by what its callbacks lead to; INFO: not at all. */
typedef aa_severity (*exported_severity)(const aa_check_input *in, const aa_component *component,
                                         const aa_effect *effect);

/* True when the code of |c| decides. */
static inline bool exported_by_code(const aa_check_input *in, aa_sink *sink, const aa_component *c,
                                    exported_severity severity)
{
    const char *name = c->type == AA_ACTIVITY_ALIAS ? c->target : c->name;
    if (in->code == NULL || name == NULL)
        return false;
    aa_effect effect = aa_effect_of(in->code, name);
    const char *guard = aa_arg_text(c->permission);
    if (effect.kind == AA_EFFECT_UNREAD ||
        (effect.kind == AA_EFFECT_NOTHING && !aa_code_base_of(in->code)->complete))
        return false;
    aa_severity how = severity(in, c, &effect);
    if (effect.kind == AA_EFFECT_NOTHING && how > AA_SEVERITY_INFO)
        aa_hit_as(sink, EXPORTED_NOTHING, how, AA_REACHED, AA_OWNER_APP, &c->place, AA_ARGS(c->name, guard));
    else if (how == AA_SEVERITY_INFO)
        aa_clear(sink, EXPORTED_NOTHING, &c->place, AA_ARGS(c->name, guard));
    else if (effect.kind == AA_EFFECT_GUARDS)
        aa_clear(sink, EXPORTED_ASKS, &c->place, AA_ARGS(c->name, guard));
    else
        aa_hit_as(sink, EXPORTED_DOES, how, AA_REACHED, AA_OWNER_APP, &c->place,
                  AA_ARGS(c->name, guard, aa_code_class_name(in->code, effect.site.to),
                          aa_code_method_name(in->code, effect.site.to),
                          aa_code_class_name(in->code, effect.site.in)));
    return true;
}

static inline void exported_judge_open(const aa_check_input *in, aa_sink *sink, const aa_component *c,
                                       exported_special special, exported_severity severity)
{
    aa_guard guard = aa_component_guard(c);
    const char *const *args = AA_ARGS(c->name, aa_arg_text(c->permission));
    if (guard == AA_GUARD_SYSTEM)
        aa_clear(sink, EXPORTED_GUARDED, &c->place, args);
    else if (guard == AA_GUARD_VENDOR)
        aa_clear(sink, EXPORTED_VENDOR, &c->place, args);
    else if (special != NULL && special(in, sink, c))
        return;
    else if (guard != AA_GUARD_UNKNOWN && c->enabled.value != AA_NO &&
             exported_by_code(in, sink, c, severity))
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
                                  aa_component_type other, exported_special special,
                                  exported_severity severity)
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
            exported_judge_open(in, sink, c, special, severity);
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
