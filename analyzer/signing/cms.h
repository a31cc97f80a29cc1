/*
 * CMS signatures as Apple uses them: detached over a code directory, or around a provisioning profile.
 * OpenSSL parses and verifies; what is weak, and whether the chain is Apple's, is judged here.
 *
 * Sources: RFC 5652; Security framework, libsecurity_smime (cmsattr.c: 1.2.840.113635.100.9.1 and .9.2) and
 * libsecurity_codesigning (StaticCode.cpp, verifySignature); root certificates as published at
 * apple.com/certificateauthority.
 */
#ifndef AA_SIGNING_CMS_H
#define AA_SIGNING_CMS_H

#include "signing/certificate.h"

/* Where the signer's chain ends, every signature on the way checked. Dates are not looked at. */
typedef enum aa_cms_chain {
    AA_CHAIN_NONE,       /* the signer's certificate is not there */
    AA_CHAIN_BROKEN,     /* a certificate on the way is not signed by the one that it names */
    AA_CHAIN_INCOMPLETE, /* the next issuer is not enclosed */
    AA_CHAIN_OTHER,      /* ends at a root that is not Apple's */
    AA_CHAIN_APPLE,
} aa_cms_chain;

/* What the signer's certificate is for. Names and marks prove it only when the chain is Apple's. */
typedef enum aa_cms_role {
    AA_ROLE_OTHER,
    AA_ROLE_DEVELOPMENT,  /* Apple Development, iPhone Developer */
    AA_ROLE_DISTRIBUTION, /* Apple Distribution, iPhone Distribution: ad hoc, enterprise, upload to the store
                           */
    AA_ROLE_STORE,        /* Apple iPhone OS Application Signing: as delivered by the store, or TestFlight */
    AA_ROLE_PROFILE,      /* signer of provisioning profiles */
} aa_cms_role;

/* A code directory that the signed attributes name. */
typedef struct aa_cms_digest {
    int nid; /* OpenSSL number of the hash */
    aa_bytes value;
} aa_cms_digest;

typedef struct aa_cms {
    const char *error;                  /* stable code; NULL: the signature verifies over the content */
    aa_bytes content;                   /* what is enclosed; no bytes: detached */
    const aa_certificate *const *certs; /* as enclosed */
    size_t cert_count;
    const aa_certificate *const *chain; /* signer first, as far as the chain goes */
    size_t chain_count;
    aa_cms_chain chain_end;
    aa_cms_role role;
    const char *team;               /* OU of the signer's subject; NULL */
    const char *common_name;        /* of the signer's subject; NULL */
    const char *digest, *signature; /* algorithms as OpenSSL names them: "SHA256", "RSA-SHA256" */
    bool weak_digest;               /* MD5 or SHA-1, of the content or of the signed attributes */
    size_t signer_count;
    const char *signing_time;     /* "2024-01-31T10:00:00Z"; NULL: not said */
    int64_t signing_day;          /* days since 1970-01-01; INT64_MIN */
    bool has_agility;             /* the two attributes of Apple's: which code directories are meant */
    aa_bytes agility_plist;       /* 1.2.840.113635.100.9.1; no bytes: not there */
    const aa_cms_digest *agility; /* 1.2.840.113635.100.9.2 */
    size_t agility_count;
} aa_cms;

/*
 * Reads |cms| and verifies its first signer over |detached| (NULL: over what is enclosed). A bad signature is
 * a result, not an error; codes that begin with "limit." mean that it was not decided.
 * |out| borrows nothing. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err aa_cms_verify(aa_arena *arena, const aa_limits *limits, aa_bytes cms,
                                  const aa_bytes *detached, aa_cms *out);

/* "apple", "other", "incomplete", "broken", "none". */
const char *aa_cms_chain_name(aa_cms_chain chain);
/* "development", "distribution", "store", "profile", "other". */
const char *aa_cms_role_name(aa_cms_role role);

#endif
