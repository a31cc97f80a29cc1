/*
 * Proof of rotation: each key signs for the one that replaces it.
 * Source: AOSP ApkSigningBlockUtils / ApkSignatureSchemeV3Verifier.verifyProofOfRotationStruct.
 */
#ifndef AA_SIGNING_LINEAGE_H
#define AA_SIGNING_LINEAGE_H

#include "signing/signature.h"

/*
 * Reads the proof of rotation |value|; nodes go to |signer|. |*error_out| gets a stable code when it
 * does not verify or does not end in |own|, and NULL when it is good. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_lineage_read(aa_arena *arena, const aa_limits *limits, aa_bytes value,
                                    const aa_certificate *own, aa_signer *signer, const char **error_out);

#endif
