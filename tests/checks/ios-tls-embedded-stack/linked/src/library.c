/* Stands for a library that is linked into the program with its names left. */
void mbedtls_ssl_conf_authmode(int *config, int mode)
{
    config[9] = mode;
}
