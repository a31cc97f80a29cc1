/*
 * Is this the file its developer signed? APK signature schemes v1, v2, v3, v3.1, v4 and the source stamp,
 * decided for each platform version as that version decides.
 *
 * Sources: Android documentation "APK Signature Scheme v2/v3/v3.1/v4", AOSP
 * frameworks/base/core/java/android/util/apk (ApkSigningBlockUtils, ApkSignatureSchemeV2Verifier,
 * ApkSignatureSchemeV3Verifier, ApkSignatureVerifier, SourceStampVerifier), android/util/jar
 * (StrictJarVerifier), tools/apksig.
 */
#ifndef AA_SIGNING_SIGNATURE_H
#define AA_SIGNING_SIGNATURE_H

#include "archive/zip.h"
#include "signing/certificate.h"

/* The newest platform version whose rules are known here: Android 16. */
#define AA_NEWEST_API 36

typedef enum aa_sig_scheme {
    AA_SIG_V1,
    AA_SIG_V2,
    AA_SIG_V3,
    AA_SIG_V31,
    AA_SIG_V4,
    AA_SIG_STAMP,
    AA_SIG_SCHEME_COUNT
} aa_sig_scheme;

/* An older key that the holder of the newer one replaced, and what it may still do. */
typedef struct aa_lineage_node {
    const aa_certificate *certificate;
    uint32_t capabilities; /* 1 data, 2 shared uid, 4 permission, 8 rollback, 16 auth */
} aa_lineage_node;

/* One signer of one scheme. */
typedef struct aa_signer {
    const char *name;                   /* v1: the signature block's member; others "signer 1" */
    uint32_t min_sdk;                   /* v3, v3.1: first platform version; 0 otherwise */
    uint32_t max_sdk;                   /* v3, v3.1: last; UINT32_MAX otherwise */
    const aa_certificate *const *certs; /* [0] is the signer's own */
    size_t cert_count;
    const char *algorithms;         /* of the signatures that are there: "RSA PKCS#1 v1.5 with SHA-256" */
    const char *digests;            /* v1: names of the entry digests in use: "SHA1 SHA-256" */
    const aa_lineage_node *lineage; /* oldest first, this signer's own certificate last */
    size_t lineage_count;
    const char *error;  /* stable code; NULL: verified */
    const char *detail; /* values of the error; "" for none */
} aa_signer;

typedef struct aa_scheme_result {
    bool present;
    bool verified;     /* present and accepted wherever the platform looks at it */
    const char *error; /* of the scheme as a whole or of its first bad signer; NULL: none */
    const char *detail;
    const aa_signer *signers;
    size_t signer_count;
} aa_scheme_result;

/* Platform versions that decide alike. */
typedef struct aa_sig_range {
    int first, last; /* API levels, both included; |last| is AA_NEWEST_API for "and later" */
    bool accepted;
    aa_sig_scheme scheme; /* what decided */
    const char *error;    /* why refused; NULL when accepted */
    const char *detail;
} aa_sig_range;

/* Something true of the signature that no platform version refuses, or that joins two schemes. */
typedef struct aa_sig_issue {
    const char *code; /* "signers.v1_v2_differ", "block.unknown_pair", "v1.unprotected_entry", ... */
    const char *detail;
} aa_sig_issue;

typedef struct aa_sig_pair {
    uint32_t id;
    uint64_t size;    /* bytes of the value */
    const char *name; /* what is known of the id; NULL: unknown */
} aa_sig_pair;

typedef struct aa_signature {
    aa_scheme_result schemes[AA_SIG_SCHEME_COUNT];
    const aa_sig_range *ranges; /* from the app's min SDK to AA_NEWEST_API, in order */
    size_t range_count;
    const aa_sig_issue *issues;
    size_t issue_count;
    const aa_sig_pair *pairs; /* of the signing block, in order */
    size_t pair_count;
    const aa_certificate *const *current; /* signer certificates as the newest platform sees them */
    size_t current_count;
    bool unread; /* some member that a scheme covers could not be read: see |issues| */
} aa_signature;

typedef struct aa_sign_request {
    const aa_zip *zip;
    int min_sdk, target_sdk; /* of the manifest */
    int target_sandbox;      /* android:targetSandboxVersion; 1 when absent */
    aa_bytes idsig;          /* the .idsig file, or no bytes */
    unsigned threads;        /* 0: one per core */
    const aa_limits *limits; /* entry_bytes, signature_bytes, certificates, certificate_bytes */
} aa_sign_request;

/*
 * Verifies every scheme that is there. A bad signature is a result, not an error.
 * Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_signature_verify(aa_arena *arena, const aa_sign_request *request, aa_signature **out);

/* "v1", "v2", "v3", "v3.1", "v4", "stamp". */
const char *aa_sig_scheme_name(aa_sig_scheme scheme);

/* True when every platform version from |first| on accepts the file, and no issue says that schemes disagree.
 */
bool aa_signature_accepted_from(const aa_signature *signature, int first);

/* True when an issue of |code| is there. */
bool aa_signature_has_issue(const aa_signature *signature, const char *code);

#endif
