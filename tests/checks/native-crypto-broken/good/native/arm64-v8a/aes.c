int EVP_EncryptInit_ex(void *context, const void *cipher, void *engine, const unsigned char *key, const unsigned char *iv);
const void *EVP_aes_256_gcm(void);

int begin(void *context, const unsigned char *key)
{
    return EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), 0, key, key);
}
