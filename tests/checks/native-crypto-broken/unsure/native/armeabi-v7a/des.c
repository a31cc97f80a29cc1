int EVP_EncryptInit_ex(void *context, const void *cipher, void *engine, const unsigned char *key, const unsigned char *iv);
const void *EVP_des_cbc(void);

int begin(void *context, const unsigned char *key)
{
    return EVP_EncryptInit_ex(context, EVP_des_cbc(), 0, key, key);
}
