/*
 * Signs archives in memory, rightly or wrongly: what the ordinary signing tools cannot be asked for. Right
 * values first, then a test changes what it is about. Everything but keys lives in the arena; failures fail
 * the running test.
 */
#ifndef AA_TEST_APK_SIGNER_H
#define AA_TEST_APK_SIGNER_H

#include <openssl/evp.h>
#include <openssl/x509.h>

#include "signing/block.h"
#include "support/zip_builder.h"

typedef enum as_kind { AS_RSA, AS_RSA_1024, AS_EC, AS_DSA } as_kind;

typedef struct as_key {
    EVP_PKEY *key;
    X509 *x509;
    aa_bytes certificate, key_info; /* DER, in the arena */
} as_key;

/* A key with a self-signed certificate valid from |from_day| to |to_day| (days since 1970-01-01). */
as_key as_key_new(aa_arena *arena, as_kind kind, const char *name, long from_day, long to_day);
void as_key_free(as_key *key);

/* ---- v2, v3, v3.1 ------------------------------------------------------------------------------------ */

typedef struct as_signer {
    const as_key *key;
    uint32_t algorithm;
    bool v3;
    uint32_t min_sdk, max_sdk;    /* v3 */
    uint32_t signed_max_sdk;      /* v3: as the next */
    uint32_t signed_min_sdk;      /* v3: inside the signed data, when it is to differ; 0: the same */
    aa_bytes attributes;          /* attributes, each made by as_attribute() */
    const as_key *certificate_of; /* another key's certificate; NULL: its own */
    bool no_certificates, no_signatures, broken_signature, other_digest_algorithm;
} as_signer;

/* |a| and |b| one after the other; numbers and runs of bytes with their length before them. */
aa_bytes as_join(aa_arena *arena, aa_bytes a, aa_bytes b);
aa_bytes as_u32(aa_arena *arena, uint32_t value);
aa_bytes as_prefixed(aa_arena *arena, aa_bytes bytes);
aa_bytes as_attribute(aa_arena *arena, uint32_t id, aa_bytes value);

/* The sections of an archive that has no signing block yet. */
aa_sections as_sections(aa_arena *arena, aa_bytes archive);

/* One signer, and a scheme's value of several signers (joined). */
aa_bytes as_signer_bytes(aa_arena *arena, const aa_sections *sections, const as_signer *signer);
aa_bytes as_scheme_value(aa_arena *arena, aa_bytes signers);

/* A pair of the block with its length, and the block around pairs (joined). */
aa_bytes as_pair(aa_arena *arena, uint32_t id, aa_bytes value);
aa_bytes as_block(aa_arena *arena, aa_bytes pairs);

/* The same, filled to whole pages of 4096 bytes as verity wants it. */
aa_bytes as_paged_block(aa_arena *arena, aa_bytes pairs);

/* A proof of rotation over |count| keys, oldest first, with the capabilities of each. */
aa_bytes as_lineage(aa_arena *arena, const as_key *keys, const uint32_t *capabilities, size_t count,
                    uint32_t algorithm);

/* A signature with |algorithm| over |data|, and a list of one {algorithm, signature}. */
aa_bytes as_sign(aa_arena *arena, const as_key *key, uint32_t algorithm, aa_bytes data);
aa_bytes as_signatures(aa_arena *arena, const as_key *key, uint32_t algorithm, aa_bytes data);

/* ---- v1 ------------------------------------------------------------------------------------------------ */

typedef struct as_jar {
    const as_key *key;
    const char *digest;       /* as attributes name it: "SHA-256", "SHA1", "MD5" */
    const char *block_digest; /* of the block: "SHA256", "SHA1", "MD5" */
    const char *name;         /* "CERT.RSA" */
    const char *extra_head;   /* lines for the signature file's head, each with CRLF; NULL */
    bool signed_attributes;
    bool no_version;         /* of the signature file */
    bool no_manifest_digest; /* only sections are digested */
} as_jar;

/* The three members for |entries| (whose data must be stored): manifest, signature file, block. */
void as_jar_sign(aa_arena *arena, const as_jar *jar, const zb_entry *entries, size_t count, zb_entry out[3]);

#endif
