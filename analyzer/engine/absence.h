/*
 * Proofs that a row has no object. Only positive evidence from a complete reading proves; whatever was not
 * read leaves AA_UNKNOWN.
 */
#ifndef AA_ENGINE_ABSENCE_H
#define AA_ENGINE_ABSENCE_H

#include "facts/facts.h"

/* True when a proof is called |name|: "no-network", "no-input", ... */
bool aa_absence_exists(const char *name);

/* AA_YES: proved that there is none. AA_NO: there is one. AA_UNKNOWN: cannot be told. */
aa_tri aa_absence_holds(const char *name, const aa_facts *facts);

#endif
