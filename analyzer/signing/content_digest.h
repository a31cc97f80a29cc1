/*
 * Digests over the content of an APK: three sections, as the schemes v2 and later protect them.
 * Source: Android documentation, "APK Signature Scheme v2", integrity-protected contents; for verity
 * AOSP VerityBuilder.java and the fs-verity documentation.
 */
#ifndef AA_SIGNING_CONTENT_DIGEST_H
#define AA_SIGNING_CONTENT_DIGEST_H

#include <appassay/error.h>

#include "signing/algorithm.h"

#define AA_DIGEST_MAX 64 /* bytes of the longest digest */

/* What is protected: members, central directory, end record with the directory offset put back. */
typedef struct aa_sections {
    aa_bytes before_block;
    aa_bytes central;
    uint64_t block_size; /* of the signing block between the first two: verity wants whole pages */
    aa_bytes end;        /* a changed copy: its directory offset points at the signing block */
} aa_sections;

/*
 * The digest of |sections| into |out| (AA_DIGEST_MAX bytes), its length into |*length_out|: 32 or 64,
 * and for verity 32 + 8 (the size of the data follows the root hash).
 * Errors: AA_E_NOMEM, AA_E_FORMAT (verity, and the block does not begin and end at a multiple of 4096).
 */
AA_NODISCARD aa_err aa_content_digest_compute(aa_content_digest kind, const aa_sections *sections,
                                              unsigned threads, uint8_t *out, size_t *length_out);

/* The root hash of a whole file without salt, as v4 (fs-verity) has it. */
AA_NODISCARD aa_err aa_verity_root(aa_bytes file, aa_bytes salt, unsigned threads, uint8_t out[32]);

#endif
