void SSL_CTX_set_verify(void *context, int mode, void *callback);
void mbedtls_ssl_conf_authmode(void *config, int mode);

void open_context(void *context)
{
    SSL_CTX_set_verify(context, 0, 0);
}
