/*
 * Signature algorithms of the APK signature schemes v2 and later.
 */
#ifndef AA_SIGNING_ALGORITHM_H
#define AA_SIGNING_ALGORITHM_H

#include <stdbool.h>

#include "base/bytes.h"

/* How the content of the file is digested. */
typedef enum aa_content_digest {
    AA_DIGEST_CHUNKED_SHA256,
    AA_DIGEST_CHUNKED_SHA512,
    AA_DIGEST_VERITY_SHA256,
    AA_DIGEST_COUNT
} aa_content_digest;

typedef struct aa_sig_algorithm {
    uint32_t id;
    const char *name;
    const char *key; /* "RSA", "EC", "DSA" */
    bool sha512;     /* else SHA-256 */
    bool pss;        /* salt as long as the digest, MGF1 with the same digest */
    aa_content_digest digest;
    int min_api; /* first platform version that knows it */
} aa_sig_algorithm;

/*
 * What the platform prefers of several digests: the highest. Source: AOSP ApkSigningBlockUtils.java,
 * compareContentDigestAlgorithm.
 */
static inline int aa_content_digest_rank(aa_content_digest digest)
{
    static const int ranks[AA_DIGEST_COUNT] = {
        [AA_DIGEST_CHUNKED_SHA256] = 0, [AA_DIGEST_VERITY_SHA256] = 1, [AA_DIGEST_CHUNKED_SHA512] = 2};
    return ranks[digest];
}

/* The algorithm with |id|, or NULL. */
const aa_sig_algorithm *aa_sig_algorithm_find(uint32_t id);

typedef enum aa_sig_check { AA_SIG_GOOD, AA_SIG_BAD, AA_SIG_BAD_KEY, AA_SIG_CANNOT_VERIFY } aa_sig_check;

/* Checks |signature| over |data| with the DER SubjectPublicKeyInfo |key_info|. */
aa_sig_check aa_sig_algorithm_verify(const aa_sig_algorithm *algorithm, aa_bytes key_info, aa_bytes data,
                                     aa_bytes signature);

#endif
