/* CommonCrypto, as far as test sources use it. */
#pragma once
#include "../libc.h"

enum { kCCEncrypt, kCCDecrypt };
enum { kCCAlgorithmAES, kCCAlgorithmDES, kCCAlgorithm3DES, kCCAlgorithmCAST, kCCAlgorithmRC4, kCCAlgorithmRC2 };
enum { kCCOptionPKCS7Padding = 1, kCCOptionECBMode = 2 };
enum { kCCKeySizeAES128 = 16, kCCKeySizeAES256 = 32, kCCKeySizeDES = 8, kCCKeySize3DES = 24 };
enum { kCCHmacAlgSHA1, kCCHmacAlgMD5, kCCHmacAlgSHA256, kCCHmacAlgSHA384, kCCHmacAlgSHA512 };
enum { kCCPBKDF2 = 2, kCCPRFHmacAlgSHA1 = 1, kCCPRFHmacAlgSHA256 = 3 };
typedef struct _CCCryptor *CCCryptorRef;

int32_t CCCrypt(uint32_t operation, uint32_t algorithm, uint32_t options, const void *key, size_t key_size,
                const void *iv, const void *in, size_t in_size, void *out, size_t out_room, size_t *out_size);
int32_t CCCryptorCreate(uint32_t operation, uint32_t algorithm, uint32_t options, const void *key, size_t key_size,
                        const void *iv, CCCryptorRef *out);
unsigned char *CC_MD5(const void *data, uint32_t size, unsigned char *out);
unsigned char *CC_SHA1(const void *data, uint32_t size, unsigned char *out);
unsigned char *CC_SHA256(const void *data, uint32_t size, unsigned char *out);
void CCHmac(uint32_t algorithm, const void *key, size_t key_size, const void *data, size_t size, void *out);
int CCKeyDerivationPBKDF(uint32_t algorithm, const char *password, size_t password_size, const uint8_t *salt,
                         size_t salt_size, uint32_t function, unsigned rounds, uint8_t *key, size_t key_size);
