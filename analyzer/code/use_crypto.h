/*
 * How cryptography is asked for: transformations and algorithm names, and where keys, vectors and salts come
 * from.
 *
 * Sources: Java Security Standard Algorithm Names; Android reference, javax.crypto.Cipher.
 */
#ifndef AA_CODE_USE_CRYPTO_H
#define AA_CODE_USE_CRYPTO_H

#include "code/code.h"

/* "AES/CBC/PKCS5Padding" in capitals, cut at the slashes. A part that is not said is "". */
typedef struct aa_transformation {
    char algorithm[48], mode[24], padding[48];
} aa_transformation;

/* False when a part is longer than any that exists; it is cut then. */
bool aa_transformation_of(aa_bytes text, aa_transformation *out);

/* A cipher that is broken or has blocks of 64 bits: DES, 3DES, RC2, RC4, Blowfish, IDEA, and schemes built on
 * them. */
bool aa_cipher_is_broken(const char *algorithm);
/* A block cipher that runs in ECB mode when the text names no mode. */
bool aa_cipher_defaults_to_ecb(const char *algorithm);

/* MD2, MD4, MD5, SHA-1 and what is built on them; |digest| gets the name: "MD5". "HmacSHA1" counts as SHA-1.
 */
bool aa_digest_is_weak(aa_bytes text, const char **digest);

/* What a secret or a nonce is made of. */
typedef enum aa_material {
    AA_MATERIAL_CONSTANT,    /* the same in every installation, on some path at least */
    AA_MATERIAL_PREDICTABLE, /* the time, or a random number that is not cryptographic */
    AA_MATERIAL_OTHER,       /* a generator, a key store, a user, a server, a file */
    AA_MATERIAL_UNKNOWN,     /* could not be followed */
} aa_material;

/* |*what| (may be NULL) becomes the origin that decided; NULL for the last two. */
aa_material aa_material_of(aa_code *code, const aa_site *site, size_t argument, const aa_origin **what);

/* |what| came out of a field in code of a library that nothing calls: of any of the objects that this class
 * is used for, which are other callers'. */
bool aa_material_is_of_others(aa_code *code, const aa_site *site, const aa_origin *what);

/* The first of |origins| that is a random number which is not cryptographic; NULL: there is none. */
const aa_origin *aa_random_among(aa_code *code, const aa_origins *origins);

/* A text constant, a short form of bytes ("16 bytes 00 00 00 …") or the called method, for messages. In the
 * code's arena. */
const char *aa_origin_text(aa_code *code, const aa_origin *origin);

/* The same with the middle of secrets left out: "ab…yz (16 characters)". */
const char *aa_origin_redacted(aa_code *code, const aa_origin *origin);

#endif
