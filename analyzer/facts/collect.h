/*
 * From a package to facts: decodes what matters and fills the coverage ledger.
 */
#ifndef AA_FACTS_COLLECT_H
#define AA_FACTS_COLLECT_H

#include "facts/facts.h"
#include "package/package.h"

/*
 * Reads |package| into |*out|, which lives in |arena|. |notes| holds what opening it noticed and gets
 * what reading it notices; at the end all of them are in the facts as anomalies and gaps. Damaged parts
 * become gaps, not errors. Strings are copied, but code is read where it lies: the package stays open until
 * aa_facts_release(). Errors: AA_E_NOMEM, AA_E_USAGE (parts of different apps).
 */
AA_NODISCARD aa_err aa_facts_collect(aa_arena *arena, aa_package *package, const aa_limits *limits,
                                     unsigned threads, aa_notes *notes, aa_facts **out);

/* The same without bytecode, which the ledger then calls unread: the package may be closed afterwards. */
AA_NODISCARD aa_err aa_facts_collect_declared(aa_arena *arena, aa_package *package, const aa_limits *limits,
                                              unsigned threads, aa_notes *notes, aa_facts **out);

/* Releases the code of |facts|, which may be NULL; the rest lives in the arena. Idempotent. */
void aa_facts_release(aa_facts *facts);

#endif
