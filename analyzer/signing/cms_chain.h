/*
 * The chain of a CMS signer, inside the signing layer.
 */
#ifndef AA_SIGNING_CMS_CHAIN_H
#define AA_SIGNING_CMS_CHAIN_H

#include <openssl/x509.h>

#include "signing/cms.h"

/*
 * Fills |out|'s chain from certificate |at| of |certs| up: each must be signed by the one that it names.
 * |out->certs| describe the same certificates in the same order. Errors: AA_E_NOMEM.
 */
AA_NODISCARD aa_err cms_follow_chain(aa_arena *arena, STACK_OF(X509) * certs, int at, aa_cms *out);

#endif
