/*
 * Key stores that are files: what kind, which usual password opens them, how many private keys are in them.
 *
 * Sources: RFC 7292 (PKCS #12); OpenJDK sun.security.provider.JavaKeyStore and com.sun.crypto.provider.
 * JceKeyStore; Bouncy Castle org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi.
 */
#ifndef AA_SECRETS_KEYSTORE_H
#define AA_SECRETS_KEYSTORE_H

#include <appassay/error.h>

#include "base/arena.h"

typedef struct aa_keystore {
    const char *kind;     /* "PKCS #12", "JKS", "JCEKS", "BKS"; "DER" for a private key by itself */
    const char *password; /* a usual one that opens it: static; NULL: none does, or none is needed */
    size_t keys;          /* private and secret keys; of a store that is closed, as far as its form shows */
    bool counted;         /* false: how many there are cannot be seen */
} aa_keystore;

/* False: |file| is no key store. Errors of its content leave |counted| false. */
bool aa_keystore_look(aa_bytes file, aa_keystore *out);

#endif
