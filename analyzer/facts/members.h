/*
 * What a member of an APK is for, by its name. Internal to the facts layer.
 */
#ifndef AA_FACTS_MEMBERS_H
#define AA_FACTS_MEMBERS_H

#include "facts/facts.h"

/* "classes.dex", "classes2.dex", ...: what the runtime loads, or would if the numbers had no gap. */
bool aa_member_is_dex(const char *name);

/* A library at "lib/ABI/NAME.so"; |*abi_length| gets the length of ABI, which begins at name + 4. */
bool aa_member_is_native(const char *name, size_t *abi_length);

/* The area whose verdicts suffer when the member cannot be read. */
aa_area aa_member_area(const char *name);

#endif
