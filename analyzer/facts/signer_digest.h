/*
 * Whether a constant that an app compares its signer with is the signer's.
 */
#ifndef AA_FACTS_SIGNER_DIGEST_H
#define AA_FACTS_SIGNER_DIGEST_H

#include "facts/facts.h"
#include "facts/signing.h"

typedef enum aa_signer_match {
    AA_SIGNER_UNKNOWN, /* no digest in any form known here, or no signature was read */
    AA_SIGNER_SAME,
    AA_SIGNER_OTHER, /* a digest of the right length, of something else */
} aa_signer_match;

/*
 * |text|: MD5, SHA-1 or SHA-256 of a certificate, as it is, in hex (either case, with or without colons) or
 * in base64 (either alphabet), or the certificate itself in hex. Compared with every current signer of the
 * app.
 */
aa_signer_match aa_signer_matches(const aa_signing *signing, aa_bytes text);

#endif
