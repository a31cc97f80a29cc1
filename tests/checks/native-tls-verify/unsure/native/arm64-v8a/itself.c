void SSL_CTX_set_verify(void *context, int mode, void *callback);
long SSL_get_verify_result(void *connection);

/* The certificate is looked at when the connection stands. */
int open_context(void *context, void *connection)
{
    SSL_CTX_set_verify(context, 0, 0);
    return SSL_get_verify_result(connection) == 0;
}
