/*
 * Scheme v1: the JAR signature. What it takes to verify changes with the platform version, so the costly
 * parts are done once and each version is decided from them.
 * Source: AOSP StrictJarVerifier.java, StrictJarFile.java; JAR File Specification, "Signed JAR File".
 */
#ifndef AA_SIGNING_JAR_H
#define AA_SIGNING_JAR_H

#include "signing/jar_block.h"
#include "signing/jar_manifest.h"
#include "signing/signature.h"

#define AA_JAR_MAX_SIGNERS 10 /* the platform's maximum */

/* Digest rules: which attribute of several counts. */
typedef enum aa_jar_era {
    AA_JAR_BEFORE_9,  /* as below, without SHA-384 and SHA-512 */
    AA_JAR_BEFORE_18, /* the first of Digest-Algorithms, else SHA, SHA1 */
    AA_JAR_SINCE_18,  /* the strongest that is there */
    AA_JAR_ERA_COUNT
} aa_jar_era;

typedef struct aa_jar_signer {
    const aa_zip_entry *block_entry, *file_entry;
    aa_jar_block block;
    aa_jar_manifest file;
    const char *error;     /* cannot be read at all; NULL */
    bool ignored;          /* the signature file has no version: the platform passes over it */
    bool names_schemes[4]; /* [2], [3]: X-Android-APK-Signed names that scheme */
    const char *manifest_error[AA_JAR_ERA_COUNT]; /* its digests of the manifest; NULL: good */
    const char *manifest_detail[AA_JAR_ERA_COUNT];
} aa_jar_signer;

typedef struct aa_jar {
    bool present;      /* a manifest and at least one block are there */
    const char *error; /* of the signature as a whole, for every version; NULL */
    const char *detail;
    aa_jar_manifest manifest;
    aa_jar_signer signers[AA_JAR_MAX_SIGNERS];
    size_t signer_count;
    const char *entry_error[AA_JAR_ERA_COUNT]; /* first member in file order that does not verify */
    const char *entry_detail[AA_JAR_ERA_COUNT];
    uint32_t entry_signers; /* bit i: signer i signs the members */
    bool unread;            /* a member could not be read */
    uint64_t own_bytes;     /* read of the signature's own members */
    void *owned[3];         /* inflated: manifest, a signer's block and file */
    size_t owned_count;
} aa_jar;

/* Reads the signature's own members and checks signatures. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_jar_read(aa_arena *arena, const aa_sign_request *request, aa_jar *out);

/* Checks every member's digest for the eras from that of |first_api| on. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_jar_check_entries(aa_arena *arena, const aa_sign_request *request, int first_api,
                                         aa_jar *jar);

void aa_jar_done(aa_jar *jar);

/* The decision of a platform of |api|; |found| tells which of schemes [2] and [3] are in the file. NULL:
 * accepted. */
const char *aa_jar_decide(const aa_jar *jar, int api, const bool found[4], const char **detail_out);

/* The SignerInfo of |signer| that |api| takes, or NULL with |*error_out| set. */
const aa_jar_signer_info *aa_jar_signer_info_for(const aa_jar_signer *signer, int api,
                                                 const char **error_out);

aa_jar_era aa_jar_era_of(int api);

/*
 * The digest attribute "<name><suffix>" of |section| that counts in |era|: its value decoded into |out|
 * (up to 64 bytes, |*length_out|), the algorithm returned as an OpenSSL number; NID_undef when none counts.
 */
int aa_jar_digest(const aa_jar_manifest *manifest, const aa_jar_section *section, const char *suffix,
                  aa_jar_era era, uint8_t out[64], size_t *length_out);

/* "SHA-256", or "SHA1 SHA-256" when the two differ; NID_undef adds nothing. NULL: memory is out. */
const char *aa_jar_digest_names(aa_arena *arena, int first, int second);

/* True when the member's name needs a digest in the manifest. */
bool aa_jar_entry_signed(const aa_zip_entry *entry);

#endif
