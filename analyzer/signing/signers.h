/*
 * The signers of schemes v2, v3 and v3.1: parsed, their signatures checked, their content digests compared.
 * Sources: AOSP ApkSignatureSchemeV2Verifier.java, ApkSignatureSchemeV3Verifier.java.
 */
#ifndef AA_SIGNING_SIGNERS_H
#define AA_SIGNING_SIGNERS_H

#include "signing/block.h"

/* Content digests of the file, each computed when first asked for. */
typedef struct aa_digest_cache {
    const aa_sections *sections;
    unsigned threads;

    struct {
        bool computed;
        aa_err err;
        uint8_t value[AA_DIGEST_MAX];
        size_t length;
    } slots[AA_DIGEST_COUNT];

    const aa_limits *limits;
} aa_digest_cache;

/* A signer; what is wrong with its signature can depend on the algorithms that a version knows. */
typedef struct aa_block_signer {
    aa_signer facts;                   /* |facts.error|: what every version refuses */
    const char *early_error;           /* refused by versions 24 to 27, which know no verity; NULL */
    const char *late_error;            /* refused by version 28 and newer; NULL */
    aa_bytes digests[AA_DIGEST_COUNT]; /* signed content digests by kind, for v4 and the stamp */
    uint32_t strip_protected;          /* v2: the scheme that the signer says is there as well; 0: none */
    bool dev_release;                  /* v3.1: not for the released platform of its own minimum version */
    uint32_t rotation_min_sdk;         /* v3: where v3.1 takes over; 0: not said */
} aa_block_signer;

/* Why a platform of |api| refuses the signer; NULL: it does not. */
static inline const char *aa_block_signer_error(const aa_block_signer *signer, int api)
{
    const char *version_error = api < 28 ? signer->early_error : signer->late_error;
    return version_error != NULL ? version_error : signer->facts.error;
}

typedef struct aa_block_signers {
    bool present;
    const char *error; /* of the list as a whole; NULL */
    const char *detail;
    aa_block_signer *items;
    size_t count;
} aa_block_signers;

/* Reads and verifies the signers of |scheme| (v2, v3, v3.1). Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_block_signers_read(aa_arena *arena, const aa_block *block, aa_sig_scheme scheme,
                                          aa_digest_cache *cache, aa_block_signers *out);

/* Checks one length-prefixed list of {algorithm, signature} over |data|: all that are known. NULL: good. */
const char *aa_signatures_check(aa_bytes list, aa_bytes key_info, aa_bytes data);

#endif
