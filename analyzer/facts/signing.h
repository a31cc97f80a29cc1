/*
 * Who signed the app, and which platform versions accept that.
 */
#ifndef AA_FACTS_SIGNING_H
#define AA_FACTS_SIGNING_H

#include "signing/signature.h"

typedef struct aa_signed_part {
    const char *artifact; /* aa_part.name */
    bool upload_key;      /* an app bundle: what users install is signed by the store */
    bool directory_lost;  /* a damaged archive without its directory: a signature cannot be looked for */
    int min_sdk;          /* that the verdicts begin with */
    const aa_signature *signature;
} aa_signed_part;

struct aa_signing {
    const aa_signed_part *parts; /* APKs of the app in part order, or the bundle */
    size_t count;
    bool same_signer; /* every part's current signers are the same certificates */
};

#endif
