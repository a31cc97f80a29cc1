/*
 * The seal of a bundle: _CodeSignature/CodeResources says which files belong to it and what their digests
 * are.
 *
 * Sources: Security framework, libsecurity_codesigning: resources.cpp (ResourceBuilder: rules, weights,
 * exclusions), bundlediskrep.cpp (adjustResources: what is never sealed), StaticCode.cpp (validateResource,
 * validateResources); Apple TN2206.
 */
#ifndef AA_SIGNING_SEAL_H
#define AA_SIGNING_SEAL_H

#include "decode/plist.h"
#include "signing/codesign.h"
#include "signing/member_digests.h"

typedef enum aa_seal_kind {
    AA_SEAL_CHANGED, /* the digest is another one */
    AA_SEAL_MISSING, /* sealed, not optional, not there */
    AA_SEAL_ADDED,   /* there, and no rule lets it stand without a seal */
    AA_SEAL_UNREAD,  /* its content cannot be read here */
    AA_SEAL_NESTED,  /* code that is sealed by its own signature: not followed */
    AA_SEAL_KINDS
} aa_seal_kind;

typedef struct aa_seal_problem {
    aa_seal_kind kind;
    const char *path; /* below the bundle */
} aa_seal_problem;

#define AA_SEAL_KEPT 200 /* problems that are named; the rest is counted */

typedef struct aa_seal {
    bool present;
    const char *error;  /* stable code of why it cannot be followed; NULL */
    const char *detail; /* "" for none */
    int version;        /* 2: files2 and rules2; 1: the old form alone */
    bool sha1_only;     /* some file has no stronger digest */
    size_t sealed;      /* files in the list */
    size_t matched;     /* files whose digest fits */
    size_t absent;      /* optional files that are not there: languages taken out */
    size_t omitted;     /* files that the rules leave out */
    const aa_seal_problem *problems;
    size_t problem_count;
    size_t counts[AA_SEAL_KINDS];
} aa_seal;

typedef struct aa_seal_request {
    const aa_member_digests *members;
    const char *bundle;     /* "Payload/A.app/" */
    const char *executable; /* below the bundle: the code directory covers it; NULL: unknown */
    aa_cs_there there;
    aa_bytes resources; /* CodeResources; no bytes: there is none */
    const aa_limits *limits;
} aa_seal_request;

/* Follows the seal. What is wrong is a result. |out| lives in |arena|. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_seal_verify(aa_arena *arena, const aa_seal_request *request, aa_seal *out);

/* "changed", "missing", "added", "unread", "nested". */
const char *aa_seal_kind_name(aa_seal_kind kind);

#endif
