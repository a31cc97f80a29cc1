/*
 * SHA-256 and SHA-1 through OpenSSL, as bytes and lower-case hex.
 */
#ifndef AA_BASE_HASH_H
#define AA_BASE_HASH_H

#include <appassay/error.h>

#include "base/bytes.h"

#define AA_SHA256_HEX 65 /* characters of a SHA-256 in hex, with the NUL */

/* |data| as 2 * n lower-case hex digits and a NUL. */
void aa_hex(aa_bytes data, char *out);

/* SHA-256 of |data| as 32 bytes. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_sha256(aa_bytes data, uint8_t out[32]);

/* Of everything that |fd| gives from its beginning, without moving it. Errors: AA_E_NOMEM, AA_E_IO. */
AA_NODISCARD aa_err aa_sha256_fd(int fd, char out[AA_SHA256_HEX]);

/* SHA-1, for formats that seal themselves with it. Errors: AA_E_NOMEM. */
AA_NODISCARD aa_err aa_sha1(aa_bytes data, uint8_t out[20]);

AA_NODISCARD aa_err aa_sha256_hex(aa_bytes data, char out[AA_SHA256_HEX]);

#endif
