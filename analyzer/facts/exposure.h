/*
 * Who can reach a component that is open to other apps: how strong its guard is.
 */
#ifndef AA_FACTS_EXPOSURE_H
#define AA_FACTS_EXPOSURE_H

#include "facts/facts.h"

typedef enum aa_guard {
    AA_GUARD_NONE,      /* no permission: every app */
    AA_GUARD_UNDEFINED, /* a permission that nobody defines: every app that defines it first */
    AA_GUARD_NORMAL,    /* granted to every app that asks */
    AA_GUARD_USER,      /* granted when the user agrees */
    AA_GUARD_UNKNOWN,   /* the level cannot be resolved */
    AA_GUARD_VENDOR,    /* defined by an app of the device's vendor (checks/data/external-permissions.tsv) */
    AA_GUARD_SYSTEM,    /* signature of the app or of the platform, or held by the system alone */
} aa_guard;

/* How well |permission|, of the protection that the facts say, keeps other apps out. NULL: no permission. */
aa_guard aa_guard_of(const char *permission, aa_protection protection);

/* The guard on starting, binding or sending to |component|. */
aa_guard aa_component_guard(const aa_component *component);

/* The same for reading or writing a provider: its own permission for that, else the one for both. */
aa_guard aa_provider_guard(const aa_component *provider, bool write, const char **permission_out);

/* True when apps without our signature can get past |guard|, or when that cannot be told. */
bool aa_guard_is_weak(aa_guard guard);

/*
 * Is |component| open to other apps by its manifest? A missing android:exported that Android 12 refuses
 * counts as older releases take it: open, because of the intent filter.
 */
aa_tri aa_component_open(const aa_component *component);

/* True when every action of every filter is one that only the system may broadcast, and there is one. */
bool aa_receives_only_system(const aa_component *receiver);

/* Can the app open connections at all? One that shares a user id has the permissions of the others, too. */
bool aa_may_connect(const aa_manifest *manifest);

#endif
