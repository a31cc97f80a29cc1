const char *crypto_version(void);

const char *crypto_version(void)
{
    return "OpenSSL 1.1.1k  25 Mar 2021";
}
