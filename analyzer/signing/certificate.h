/*
 * What a report says of a certificate. Parsing is OpenSSL's.
 */
#ifndef AA_SIGNING_CERTIFICATE_H
#define AA_SIGNING_CERTIFICATE_H

#include <appassay/error.h>
#include <appassay/limits.h>

#include "base/arena.h"
#include "base/hash.h"

typedef struct aa_certificate {
    aa_bytes der;                   /* borrowed or in the arena */
    size_t trailing;                /* bytes after the certificate's end: they are hashed, and mean nothing */
    bool parsed;                    /* false: only the hash of the bytes is known */
    bool too_large;                 /* that is because it has more than aa_limits.certificate_bytes */
    const char *subject, *issuer;   /* RFC 2253 */
    const char *serial;             /* hex */
    char sha256[AA_SHA256_HEX];     /* of the certificate */
    char key_sha256[AA_SHA256_HEX]; /* of the SubjectPublicKeyInfo */
    aa_bytes key_info;              /* DER SubjectPublicKeyInfo as it stands in the certificate */
    const char *key_algorithm;      /* "RSA", "EC", "DSA" */
    unsigned key_bits;
    const char *signature_algorithm;       /* of the issuer's signature: "sha256WithRSAEncryption" */
    const char *not_before, *not_after;    /* "2024-01-31" */
    int64_t not_before_day, not_after_day; /* days since 1970-01-01; INT64_MIN: unreadable */
    bool self_signed;
} aa_certificate;

/* Describes |der|. Unparsable bytes give a certificate with |parsed| false. NULL: memory is out. */
const aa_certificate *aa_certificate_read(aa_arena *arena, const aa_limits *limits, aa_bytes der);

#endif
