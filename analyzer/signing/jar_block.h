/*
 * The PKCS#7 block of a v1 signature (META-INF/X.RSA, .DSA, .EC) over its signature file.
 * Source: AOSP StrictJarVerifier.java and sun.security.pkcs.PKCS7; platform ranges of algorithm pairs from
 * the tables of AOSP tools/apksig (OidConstants.java).
 */
#ifndef AA_SIGNING_JAR_BLOCK_H
#define AA_SIGNING_JAR_BLOCK_H

#include "signing/certificate.h"

/* The outcome for one SignerInfo of the block. */
typedef struct aa_jar_signer_info {
    const char *error;          /* NULL: the signature verifies; independent of the platform version */
    const char *error_since_24; /* what version 24 and newer refuse besides; NULL */
    bool signed_attributes;
    int digest_nid, signature_nid; /* OpenSSL numbers of the two algorithms */
    size_t certificate;            /* index into the block's certificates */
} aa_jar_signer_info;

typedef struct aa_jar_block {
    const char *error; /* the block cannot be read; NULL */
    const aa_certificate *const *certs;
    size_t cert_count;
    const aa_jar_signer_info *infos;
    size_t info_count;
} aa_jar_block;

/* Reads |block| and checks each signer over |signature_file|. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_jar_block_verify(aa_arena *arena, const aa_limits *limits, aa_bytes block,
                                        aa_bytes signature_file, aa_jar_block *out);

/* True when a platform of |api| accepts this pair of digest and signature algorithms. */
bool aa_jar_algorithms_known(const aa_jar_signer_info *info, int api);

/* "SHA256withRSA" and the like for reports. */
const char *aa_jar_algorithms_name(aa_arena *arena, const aa_jar_signer_info *info);

#endif
