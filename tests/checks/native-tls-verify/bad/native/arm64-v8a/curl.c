void mbedtls_ssl_conf_authmode(void *config, int mode);

/* named as a library that others make */
void open_config(void *config)
{
    mbedtls_ssl_conf_authmode(config, 0);
}
