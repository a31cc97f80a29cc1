/*
 * What stands beside the schemes that decide an install: the v4 file for incremental installs and the
 * source stamp of a store.
 */
#ifndef AA_SIGNING_EXTRAS_H
#define AA_SIGNING_EXTRAS_H

#include "signing/signers.h"

/*
 * Verifies the .idsig file |idsig| over |file|. |content| are the signers whose digest it must repeat
 * (v3 or v2); NULL when there are none. Source: Android documentation "APK Signature Scheme v4".
 * Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_v4_verify(aa_arena *arena, const aa_limits *limits, aa_bytes idsig, aa_bytes file,
                                 const aa_block_signers *content, unsigned threads, aa_scheme_result *out);

/* Digests that a stamp signs for one scheme. */
typedef struct aa_stamp_target {
    uint32_t scheme;       /* 1, 2, 3 */
    aa_bytes signed_bytes; /* the encoded list of digests */
} aa_stamp_target;

/*
 * Verifies the source stamp: |cert_digest| is the content of stamp-cert-sha256 (no bytes: not there).
 * Source: AOSP SourceStampVerifier.java. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_stamp_verify(aa_arena *arena, const aa_limits *limits, const aa_block *block,
                                    aa_bytes cert_digest, const aa_stamp_target *targets, size_t target_count,
                                    aa_scheme_result *out);

/* The list of {content digest id, digest} that a stamp signs for block signers. NULL: memory is out. */
const uint8_t *aa_stamp_encode(aa_arena *arena, const aa_block_signers *signers, size_t *length_out);

/* The same for v1: the SHA-256 of the JAR manifest. NULL: memory is out. */
const uint8_t *aa_stamp_encode_manifest(aa_arena *arena, aa_bytes manifest, size_t *length_out);

#endif
