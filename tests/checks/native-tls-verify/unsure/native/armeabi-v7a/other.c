void SSL_CTX_set_verify(void *context, int mode, void *callback);

void open_context(void *context)
{
    SSL_CTX_set_verify(context, 0, 0);
}
