void SSL_CTX_set_custom_verify(void *context, int mode, void *callback);

void open_context(void *context, void *callback)
{
    SSL_CTX_set_custom_verify(context, 1, callback);
}
