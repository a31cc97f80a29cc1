/*
 * What is known of the release before: from its result.json or from its package.
 */
#ifndef AA_FACTS_PREVIOUS_H
#define AA_FACTS_PREVIOUS_H

#include "facts/facts.h"

struct aa_previous {
    const char *source;  /* base name of the file it was read from */
    const char *package; /* NULL: not said */
    uint64_t version_code;
    const char *const *signers; /* SHA-256 of each current signer's certificate, base part; hex */
    size_t signer_count;
    const char *const *permissions; /* names that were asked for, sorted, each once */
    size_t permission_count;
};

/* |facts| as a later run's previous release; everything is copied into |arena|. NULL: memory is out. */
const aa_previous *aa_previous_of(aa_arena *arena, const aa_facts *facts, const char *source);

/*
 * Reads a result.json. Errors: AA_E_FORMAT (no result of this schema; |*detail_out| says why), AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_previous_parse(aa_arena *arena, aa_bytes json, const char *source,
                                      const char **detail_out, const aa_previous **out);

#endif
