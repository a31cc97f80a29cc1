/*
 * Entitlements in their DER form as a property list, and whether two lists say the same.
 *
 * Two forms exist: a SET of pairs (iOS 14 and older tools), and [APPLICATION 16] { version, [16] { pairs } }
 * (iOS 15 on). Source: CoreEntitlements as published with xnu (osfmk/kern/cs_blobs.h, libkern
 * CoreEntitlements).
 */
#ifndef AA_SIGNING_ENTITLEMENTS_H
#define AA_SIGNING_ENTITLEMENTS_H

#include "decode/plist.h"

/*
 * Reads |der|. |out| borrows from it. Errors: AA_E_FORMAT (also for what lies behind the list), AA_E_LIMIT
 * (100,000 values), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_entitlements_der(aa_arena *arena, const aa_limits *limits, aa_bytes der,
                                        aa_plist *out);

/*
 * True when both say the same. Otherwise |*where| (arena) is the path of the first difference, in the order
 * of |a|; keys that only |b| has come last. NULL in |*where|: memory is out, or the lists are too large to
 * compare.
 */
bool aa_entitlements_equal(aa_arena *arena, const aa_plist *a, const aa_plist *b, const char **where);

/* A value in one line: true, 4711, text, [a, b], {key: value}; cut at |max| bytes. NULL: memory is out. */
const char *aa_plist_summary(aa_arena *arena, const aa_plist *plist, uint32_t node, size_t max);

#endif
