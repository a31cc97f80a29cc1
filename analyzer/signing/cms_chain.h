/*
 * Parts of the CMS reader: the chain of a signer, and signed attributes as they stand.
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

/*
 * The signed attributes of the first signer in |cms| as they are encoded, from their tag on. False: not
 * found. Elements of no definite length are stepped over.
 */
bool cms_raw_attributes(aa_bytes cms, aa_bytes *out);

#endif
