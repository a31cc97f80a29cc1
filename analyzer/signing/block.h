/*
 * The APK Signing Block: pairs of id and value between the members and the central directory.
 * Source: AOSP ApkSigningBlockUtils.java (findApkSigningBlock, findApkSignatureSchemeBlock).
 */
#ifndef AA_SIGNING_BLOCK_H
#define AA_SIGNING_BLOCK_H

#include "signing/content_digest.h"
#include "signing/signature.h"

#define AA_BLOCK_V2       0x7109871aU
#define AA_BLOCK_V3       0xf05368c0U
#define AA_BLOCK_V31      0x1b93ad61U
#define AA_BLOCK_STAMP_V1 0x2b09189eU
#define AA_BLOCK_STAMP_V2 0x6dff800dU

typedef struct aa_block {
    bool present;      /* a block that the platform finds */
    const char *error; /* the platform finds none because of this; NULL */
    aa_bytes bytes;
    aa_sections sections; /* what the digests cover; |end| lives in the arena */
    const aa_sig_pair *pairs;
    const aa_bytes *values; /* of the pairs */
    size_t pair_count;
    bool pairs_malformed; /* reading stopped at a pair that does not fit */
} aa_block;

/* Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_block_read(aa_arena *arena, const aa_zip *zip, aa_block *out);

/* The value of the first pair with |id|, as the platform takes it; false when there is none. */
bool aa_block_find(const aa_block *block, uint32_t id, aa_bytes *out);

/* The next length-prefixed run of bytes; |c| turns bad when it does not fit. */
static inline aa_bytes aa_read_prefixed(aa_cursor *c)
{
    uint32_t n = aa_read_u32le(c);
    return aa_read_bytes(c, n);
}

#endif
